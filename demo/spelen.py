"""Plays the whole demo: people first, then all roads side by side."""

from datetime import date, time, timedelta

import time_machine
from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.utils import timezone

from berichten.maken import uit_het_logboek
from berichten.models import Leesstand
from demo import (
    aanvullend,
    besluiten,
    bezwaren,
    contact,
    inlogdiensten,
    klachten,
    maatregelen,
    meldingen,
    mensen,
    organisatiegegevens,
    plannen,
    quickscan,
    reageren,
    toetsen,
    vergaderen,
    vervolg,
    voorbereiden,
)
from demo.draaiboeken import DRAAIBOEKEN
from demo.kalender import Kalender, afspelen, agenda_van, op_de_klok
from demo.weg import Weg, route
from leden.models import Gebeurtenis, Rol
from normenkader.handelingen import al_geladen, laden
from normenkader.laden import volgend_voorbeeldpakket, voorbeeldpakket
from trajecten.handelingen import aanhouden, intrekken, staken, weigeren
from trajecten.levensloop import NAVRAAG, Status

POST_VAN = timedelta(weeks=2)
# Since so many working days whoever applies gets the next version of the framework.
NIEUW_KADER = 33


def _zijdeur(handeling, wie):
    """A step that leaves the road for the reason in the draaiboek."""

    def stap(weg):
        handeling(getattr(weg, wie), weg.traject, weg.boek.reden)

    return stap


# What is done on the day that a traject comes into a status, and in the days after it.
STAPPEN = {
    Status.AANGEMELD: (voorbereiden.aanmelden,),
    Status.VOORBEREIDING: (voorbereiden.accepteren,),
    Status.INGEDIEND: (voorbereiden.indienen,),
    Status.GEPLAND: (voorbereiden.plannen,),
    Status.IN_TOETSING: (toetsen.starten, plannen.effect_vastleggen),
    Status.INTERNE_CONTROLE: (toetsen.opleveren,),
    Status.WEDERHOOR: (toetsen.vrijgeven, reageren.reageren),
    Status.REACTIE_VERWERKEN: (reageren.reactie_indienen,),
    Status.VERBETERPLANNEN: (reageren.vaststellen,),
    Status.PLANNEN_BEOORDELEN: (reageren.plannen_indienen,),
    Status.ADVIES: (reageren.plannen_goedkeuren, besluiten.advies_schrijven),
    Status.VOORGEDRAGEN: (besluiten.advies_uitbrengen,),
    Status.GEAGENDEERD: (aanvullend.eerst, besluiten.op_de_agenda),
    Status.AANVULLEND_ONDERZOEK: (aanvullend.vragen,),
    **dict.fromkeys(NAVRAAG, (besluiten.navraag_doen,)),
    Status.BESLOTEN: (besluiten.besluit_nemen,),
    Status.LOPEND: (besluiten.certificaat_uitgeven,),
    Status.AFGESLOTEN: (besluiten.zonder_certificaat_afsluiten,),
    Status.GEWEIGERD: (_zijdeur(weigeren, "planner"),),
    Status.INGETROKKEN: (_zijdeur(intrekken, "bestuurder"),),
    Status.GESTAAKT: (_zijdeur(staken, "planner"),),
    Status.AANGEHOUDEN: (_zijdeur(aanhouden, "planner"),),
}


def spelen(voortgang=lambda moment: None, halverwege=lambda: None):
    """Make all demo data; the acts themselves do the work, on the days that they happened.

    `voortgang` is called with the moment that is played, again and again; `halverwege` once, when there is enough to look at:
    everyone there is, and the first certificate in the register. Nobody else may write until it is done.
    """
    kalender = Kalender(timezone.localdate())
    begin = kalender.vandaag - relativedelta(years=4)
    with transaction.atomic():
        wereld = _beginnen(kalender, begin)
        wegen = [Weg(boek, nummer, wereld, kalender) for nummer, boek in enumerate(DRAAIBOEKEN)]
        agenda = agenda_van(
            [
                _kaders(wereld, kalender, begin),
                vergaderen.vergaderingen(wereld, kalender),
                vergaderen.verslagen(wereld, kalender),
                quickscan.van_nu(wereld, kalender),
                mensen.uitnodigen(wereld, kalender),
                mensen.voorzitter_voorstellen(wereld, kalender),
                mensen.belang_melden(wereld, kalender),
                contact.vervangen(wereld, kalender),
                *meldingen.van_alle(wegen),
                *klachten.van_alle(wereld, kalender),
                *(contact.vragen(weg) for weg in wegen if weg.boek.vragen),
                *(lopen(weg) for weg in wegen),
            ]
        )
        eerste = min(weg.aanvang(Status.LOPEND) for weg in wegen if Status.LOPEND in weg.begin)
        # At night, when no act is still going on.
        afspelen(agenda, voortgang, tot=op_de_klok(timezone.localdate(eerste) + timedelta(days=1), time.min))
        _post_van_kort_geleden()
        _pdf_laten_wachten()
    halverwege()
    with transaction.atomic():
        afspelen(agenda, voortgang)
        organisatiegegevens.daarna(wereld, kalender.vandaag)
        besluiten.uitgave_op_de_nieuwe_naam(wereld)
        _post_van_kort_geleden()
        _pdf_laten_wachten()


def _beginnen(kalender, begin):
    """Everyone there is, as they were on the first day."""
    with time_machine.travel(op_de_klok(begin, time(9))):
        wereld = mensen.maken(kalender.vandaag, begin)
        organisatiegegevens.invullen(wereld, begin)
        organisatiegegevens.toelaten(wereld, kalender.vandaag, begin)
        quickscan.van_2017()
        inlogdiensten.inrichten(wereld)
    return wereld


def lopen(weg):
    """The road of one traject: waits for the day of each status, does what belongs to it, then what came after."""
    for status in route(weg.boek):
        yield weg.aanvang(status)
        for stap in STAPPEN[status]:
            yield from stap(weg) or ()
    if weg.boek.voortgang:
        yield from plannen.voortgang_melden(weg)
    if weg.boek.andere_dag:
        yield from plannen.andere_dag_vragen(weg)
    if weg.boek.verteld:
        yield from vervolg.lopen(weg)
    if weg.boek.maatregel:
        yield from maatregelen.maatregel_nemen(weg)
    if weg.boek.maakt_bezwaar:
        yield from bezwaren.bezwaar_maken_en_intrekken(weg)
    if weg.boek.beeindigd:
        yield from maatregelen.label_beeindigen(weg)


def _kaders(wereld, kalender, begin):
    """An earlier version of the example framework, the one of now a month before it holds, and the next, which holds since recently."""
    bureau = wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER)
    nu = voorbeeldpakket()
    eerder = nu | {"titel": "Voorbeeldkader 2022", "versie": "2022.1", "geldig_vanaf": "2022-01-01"}
    maand_ervoor = date.fromisoformat(nu["geldig_vanaf"]) - timedelta(days=31)
    vanaf = kalender.dag(-NIEUW_KADER)
    straks = volgend_voorbeeldpakket() | {
        "geldig_vanaf": vanaf.isoformat(),
        "verplicht_vanaf": (vanaf + relativedelta(months=6)).isoformat(),
    }
    versies = ((eerder, begin), (nu, max(maand_ervoor, begin)), (straks, vanaf - timedelta(days=31)))
    for pakket, dag in versies:
        yield op_de_klok(dag, time(10))
        if not al_geladen(pakket):
            laden(bureau, pakket)


def _post_van_kort_geleden():
    """Letters of the last weeks only: of what happened long ago they would speak in the words of today."""
    ouder = Gebeurtenis.objects.filter(op__lt=timezone.now() - POST_VAN).order_by("volgnummer")
    Leesstand.objects.update_or_create(pk=1, defaults={"volgnummer": ouder.last().volgnummer})
    while uit_het_logboek():
        pass


def _pdf_laten_wachten():
    """The PDFs of reports of years ago come after whatever somebody asks for in the demo itself, and do not slow down its start."""
    with connection.cursor() as cursor:
        cursor.execute(
            "update procrastinate_jobs set priority = -3, scheduled_at = now() + interval '1 minute'"
            " where task_name in ('rapport_pdf_maken', 'besluitbrief_maken') and status = 'todo'"
        )
        cursor.execute("update procrastinate_jobs set priority = -2 where task_name = 'certificaat_maken'")
