"""From the advice to the decision of the committee and the certificate."""

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.blik import blik_geven
from beheercommissie.models import Agendapunt, Belangverklaring, Blik, Navraag, Stem
from beheercommissie.models.navragen import STATUS_VAN
from certificaten.handelingen import afsluiten, nieuwe_uitgave, uitgeven
from certificaten.models import Certificaat
from certificaten.taken import certificaat_maken
from certificaten.uitgave import aanleiding
from demo.vergaderen import KOMENDE_VERGADERING, agenderen, vergadering_op, zitting
from leden.models import Rol
from toetsing.handelingen import advies as adviezen
from toetsing.models import Advies, Voorwaarde
from trajecten.banden import BEIDE, mensen_met_belang
from trajecten.levensloop import NAVRAAG, Status

# Until when a question of the committee can be answered.
ANTWOORDEN = 7
# At a meeting: the chair and so many members.
AANWEZIG = 4
# Of the coming meeting: the others can walk in on Welzijn Vlechtwerk and still have to say whether they have an interest.
STEMDEN_AL = ("Bert Zeebies", "Daan Rietorchis", "Hugo Roerdomp")
REDENEN = (
    "Het rapport is een eerlijke spiegel, en de plannen passen bij wat wij lazen.",
    "Ik volg het advies. De stem van bewoners is goed te horen.",
    "De verbeterpunten zijn herkenbaar voor de branche, en hier pakt men ze op.",
    "De sterke punten overtuigen mij. Over een paar maanden hoor ik graag hoe het gaat.",
    "",
)
# How those of them without an interest read it; the choice that is empty is the decision to come.
BLIKKEN = (
    ("", "Het rapport overtuigt mij."),
    (Blik.BESPREKEN, "Ik hoor graag hoe de anderen het verbeterpunt over afspraken lezen."),
)
Uitkomst = Belangverklaring.Uitkomst


def advies_schrijven(weg):
    """A traject that is here now has an advice that is begun."""
    yield weg.moment(weg.begin[Status.ADVIES] + 1, 2)
    Advies.objects.filter(traject=weg.traject).update(optie=weg.boek.advies, motivering=weg.boek.motivering)


def advies_uitbrengen(weg):
    adviezen.advies_uitbrengen(weg.planner, weg.traject)


def op_de_agenda(weg):
    secretaris = weg.wereld.wie("Femke Gagel", Rol.SECRETARIS)
    na_de_agenda = (Status.BESLOTEN, Status.AANVULLEND_ONDERZOEK, *NAVRAAG)
    besloten = [dag for status, dag in weg.begin.items() if status in na_de_agenda]
    besloten_op = besloten[0] if besloten else KOMENDE_VERGADERING
    datum = weg.kalender.dag(besloten_op)
    agendapunt = agenderen(secretaris, weg.traject, vergadering_op(secretaris, datum))
    if weg.boek.tot == Status.GEAGENDEERD:
        if weg.boek.lid == "vlechtwerk":
            yield weg.moment(-2, 5)
            stemmers = [lid for lid in weg.wereld.stemmers() if lid.gebruiker.naam in STEMDEN_AL]
            stemronde(weg, agendapunt, weg.boek.besluit, stemmers)
            # They differ, which shows when the meeting opens: the others still have to say something.
            gestemd = set(agendapunt.stemmen.values_list("gebruiker", flat=True))
            lezers = (lid for lid in stemmers if lid.gebruiker_id in gestemd)
            for lid, (keuze, woord) in zip(lezers, BLIKKEN, strict=False):
                blik_geven(lid, agendapunt, keuze=keuze or weg.boek.besluit, woord=woord)
        return
    yield weg.moment(besloten_op - 4, 4)
    wacht = weg.boek.onderzoek if weg.boek.tot == Status.AANVULLEND_ONDERZOEK else None
    stemronde(weg, agendapunt, wacht.besluit if wacht else weg.boek.besluit, aanwezigen(weg))


def aanwezigen(weg):
    """The chair and some members; who leads the organisation itself stays at home."""
    voorzitter, *leden = (lid for lid in weg.wereld.stemmers() if lid.gebruiker != weg.bestuurder.gebruiker)
    return [voorzitter, *(leden[(weg.nummer + volgende) % len(leden)] for volgende in range(AANWEZIG))]


def stemronde(weg, agendapunt, keuze, leden):
    """Each member says whether there is an interest; who has none votes, mostly alike."""
    met_belang = set(mensen_met_belang(agendapunt.traject, BEIDE).values_list("gebruiker", flat=True))
    for nummer, lid in enumerate(leden):
        if lid.gebruiker_id in met_belang:
            belang_verklaren(lid, agendapunt, Uitkomst.BELANG)
            continue
        belang_verklaren(lid, agendapunt, Uitkomst.GEEN)
        onthoudt_zich = (weg.nummer + nummer) % 9 == 4
        optie = Stem.ONTHOUDING if onthoudt_zich else keuze
        stemmen(lid, agendapunt, optie=optie, reden=REDENEN[(weg.nummer + nummer) % len(REDENEN)])


def besluit_nemen(weg):
    voorwaarden = [
        Voorwaarde(
            nummer=nummer,
            wat=een.wat,
            hoe=een.hoe,
            kijker=een.kijker,
            uiterlijk=timezone.localdate() + relativedelta(months=een.maanden),
        )
        for nummer, een in enumerate(weg.boek.voorwaarden, 1)
    ]
    vastleggen(weg, weg.traject, weg.boek.besluit, weg.boek.besluitmotivering, voorwaarden)


def vastleggen(weg, traject, optie, motivering, voorwaarden=(), **gevraagd):
    """The chair records what the members decided."""
    agendapunt = Agendapunt.objects.filter(traject=traject).latest("pk")
    with zitting(weg.wereld, agendapunt) as voorzitter:
        besluiten(voorzitter, agendapunt, optie=optie, motivering=motivering, voorwaardenlijst=voorwaarden, **gevraagd)


def navraag_doen(weg):
    """The committee asks before it decides; whom, says the status that the traject stands in. An answer may be begun."""
    vastleggen(
        weg,
        weg.traject,
        weg.boek.besluit,
        weg.boek.besluitmotivering,
        vraag=weg.boek.navraag,
        vraag_aan=next(partij for partij, status in STATUS_VAN.items() if status == weg.boek.tot),
        antwoord_tot_en_met=weg.kalender.dag(ANTWOORDEN),
    )
    if weg.boek.antwoord:
        yield weg.moment(-1, 3)
        Navraag.objects.van(weg.traject).update(antwoord=weg.boek.antwoord)


def certificaat_uitgeven(weg):
    """The sealed file is made here and now, so that the register of the demo has it before the worker starts."""
    certificaat_maken(Certificaat.objects.get(traject=weg.traject).nummer)
    uitgeven(weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), weg.traject)


def zonder_certificaat_afsluiten(weg):
    afsluiten(weg.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), weg.traject)


def uitgave_op_de_nieuwe_naam(wereld):
    """Vrijwilligerspunt Havenrand was renamed, and its certificate says so."""
    certificaat = Certificaat.objects.get(organisatie=wereld.organisaties["havenrand"])
    uitgave = nieuwe_uitgave(
        wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER),
        certificaat,
        reikwijdte=certificaat.reikwijdte,
        na_uitgave=certificaat.uitgave,
        **aanleiding(certificaat).gegevens,
    )
    certificaat_maken(certificaat.nummer, uitgave.nummer)
