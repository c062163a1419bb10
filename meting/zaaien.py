"""Many trajecten of invented organisations in every status, with what comes along, written in bulk."""

from datetime import time, timedelta
from decimal import Decimal
from hashlib import sha256
from itertools import cycle, islice

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.db.models import Max, Min
from django.utils import timezone

from beheercommissie.models import Agendapunt, Besluit, Reglement, Vergadering
from certificaten.models import Certificaat, Certificaatbestand, Uitgifte, Wijziging
from leden import gemeenten
from leden.bevoegdheden import Handeling
from leden.logboek import hash_van
from leden.models import Bekwaamheid, Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie, Rol, zonder_vereiste
from quickscan.models import QuickScan, Scanformulier
from toetsing.models import Gesprek, Gesprekstoetser, Oordeel, Toetsdag, Verhaal
from trajecten.levensloop import BEURTEN, AanZet, Status
from trajecten.models import Cyclus, Toewijzing, Traject

# Half of what was ever applied for carries the label; the rest is spread evenly over all statuses.
STANDEN = [stand for status in Status for stand in (status, Status.LOPEND)]
BESLOTEN = (Status.BESLOTEN, Status.LOPEND, Status.AFGESLOTEN)
ZONDER_TEAM = (Status.AANGEMELD, Status.GEWEIGERD)
ZONDER_PROGRAMMA = (*ZONDER_TEAM, Status.VOORBEREIDING, Status.INGEDIEND, Status.INGETROKKEN)
NAMEN = ("Welzijn", "Sociaal Werk", "Stichting Buurtkracht", "Wijkpunt", "Trefpunt", "Samen in", "Maatschappelijk Werk")
PLAATSEN = tuple(
    f"{voor}{achter}"
    for voor in ("Wilgen", "Elzen", "Riet", "Linde", "Zand", "Klaver", "Meidoorn", "Iepen", "Berken", "Varen")
    for achter in ("dam", "rade", "veld", "hof", "wijk", "oord", "kade", "horst")
)
PLANTEN = ("Beekpunge", "Dalkruid", "Egelboterbloem", "Gagel", "Kalmoes", "Pijlkruid", "Wolfspoot", "Zwanenbloem")
PER_ORGANISATIE, PER_VERGADERING = 10, 8
# No more meetings than this are planned ahead at a time, however much waits.
VOORUIT = 12
# Trajecten for which one certifier has one assessor more, or one checker.
PER_TOETSER, PER_CONTROLEUR = 60, 250
STUK = 5000


def zaaien(rijk, van, tot):
    """Sow the trajecten numbered `van` up to `tot`, after those that are there."""
    with connection.cursor() as cursor:
        # Where this setting is unknown, every trigger of pgtrigger catches an error for every row, and PostgreSQL then
        # walks along all foreign keys that are still to be checked in the transaction: minutes instead of seconds.
        cursor.execute("set pgtrigger.ignore = '{}'")
    vandaag = timezone.localdate()
    trajecten = _trajecten(rijk, _organisaties(van, tot), range(van, tot), vandaag)
    teams = _teams(rijk, trajecten, van, tot)
    # For trajecten that are long past their programme too, so the triggers that freeze it stand aside.
    with pgtrigger.ignore(
        *(f"toetsing.{model}:alleen_in_status" for model in ("Toetsdag", "Gesprek", "Gesprekstoetser"))
    ):
        _programmas(trajecten, teams, vandaag)
    _normwerk(rijk.kader, trajecten)
    _agenda(rijk, trajecten, vandaag)
    _certificaten(rijk, [traject for traject in trajecten if traject.status == Status.LOPEND], vandaag)
    _logboek(trajecten)
    _quickscan()


def bijwerken():
    """What PostgreSQL does by itself in a database that lives longer: clean up, and count what is in the tables."""
    with connection.cursor() as cursor:
        cursor.execute("vacuum analyze")


def _mensen(organisaties, rol, van):
    """A new person with this role in each of the organisations, as memberships."""
    gebruikers = Gebruiker.objects.bulk_create(
        Gebruiker(
            naam=f"{PLANTEN[nummer % len(PLANTEN)]} {rol} {nummer}",
            email=f"{rol}-{nummer}@{organisatie.pk}.example",
        )
        for nummer, organisatie in enumerate(organisaties, van)
    )
    return Lidmaatschap.objects.bulk_create(
        Lidmaatschap(gebruiker=gebruiker, organisatie=organisatie, rol=rol, van=timezone.localdate())
        for gebruiker, organisatie in zip(gebruikers, organisaties, strict=True)
    )


def _bekwaam_maken(leden):
    """Without the qualifications that are required nobody can be in a team."""
    mist = zonder_vereiste([lid.gebruiker_id for lid in leden])
    Bekwaamheid.objects.bulk_create(
        Bekwaamheid(gebruiker_id=pk, soort=soort, omschrijving=soort.naam, van=timezone.localdate())
        for pk, soorten in mist.items()
        for soort in soorten
    )


def _organisaties(van, tot):
    """New members, each with a director."""
    organisaties = []
    for nummer in range(van, tot, PER_ORGANISATIE):
        volgende = nummer // PER_ORGANISATIE
        plaats = PLAATSEN[volgende % len(PLAATSEN)]
        naam = f"{NAMEN[volgende % len(NAMEN)]} {plaats} {nummer}"
        organisaties.append(Organisatie(soort=Organisatie.Soort.LID, naam=naam, plaats=plaats))
    return _mensen(Organisatie.objects.bulk_create(organisaties), Rol.BESTUURDER, van)


def _trajecten(rijk, bestuurders, nummers, vandaag):
    certificeerders = [rijk.wereld.organisaties[sleutel] for sleutel in ("ciio", "keurhuis")]
    cycli = {
        een.organisatie: een
        for een in Cyclus.objects.bulk_create(
            (Cyclus(organisatie=een.organisatie) for een in bestuurders), batch_size=STUK
        )
    }
    trajecten = []
    for nummer in nummers:
        status = STANDEN[nummer % len(STANDEN)]
        bestuurder = bestuurders[(nummer - nummers.start) // PER_ORGANISATIE]
        is_bezig = BEURTEN[status].wie != AanZet.NIEMAND
        trajecten.append(
            Traject(
                nummer=f"{vandaag.year - 1 - nummer % 8}-{nummer:05d}",
                cyclus=cycli[bestuurder.organisatie],
                organisatie=bestuurder.organisatie,
                # Statuses come in pairs, so the certifier changes every other traject.
                certificeerder=certificeerders[nummer // 2 % 2],
                kaderversie=rijk.kader,
                variant="externe_audit",
                reikwijdte="de hele organisatie",
                fte=Decimal(10 + nummer % 80),
                locaties=1 + nummer % 9,
                dagen=Decimal(2),
                voorwaarden_versie=rijk.kader.voorwaarden.versie,
                aangemeld_door=bestuurder.gebruiker,
                status=status,
                termijn=vandaag + timedelta(days=nummer * 7 % 120 - 40) if is_bezig and nummer % 5 else None,
                aangehouden_vanuit=Status.IN_TOETSING if status == Status.AANGEHOUDEN else "",
            )
        )
    return Traject.objects.bulk_create(trajecten, batch_size=STUK)


def _teams(rijk, trajecten, van, tot):
    """Two assessors and a checker per traject, in turn; gives the assessors (Gebruiker) by traject."""
    mensen = {}
    for sleutel in ("ciio", "keurhuis"):
        organisatie = rijk.wereld.organisaties[sleutel]
        for rol, per in ((Rol.TOETSER, PER_TOETSER), (Rol.CONTROLEUR, PER_CONTROLEUR)):
            _mensen([organisatie] * ((tot - van) // per), rol, van)
            leden = Lidmaatschap.objects.filter(organisatie=organisatie, rol=rol).select_related("gebruiker")
            _bekwaam_maken(leden)
            mensen[organisatie.pk, rol] = cycle([lid.gebruiker for lid in leden])
    teams, toewijzingen = {}, []
    for traject in trajecten:
        if traject.status in ZONDER_TEAM:
            continue
        een, twee = teams[traject.pk] = list(islice(mensen[traject.certificeerder_id, Rol.TOETSER], 2))
        controleur = next(mensen[traject.certificeerder_id, Rol.CONTROLEUR])
        toewijzingen += [
            Toewijzing(traject=traject, gebruiker=een, rol="toetser", is_teamleider=True),
            Toewijzing(traject=traject, gebruiker=twee, rol="toetser"),
            *(
                []
                if controleur in (een, twee)
                else [Toewijzing(traject=traject, gebruiker=controleur, rol="controleur")]
            ),
        ]
    Toewijzing.objects.bulk_create(toewijzingen, batch_size=STUK)
    return teams


def _programmas(trajecten, teams, vandaag):
    """A day with two talks for whatever has been planned."""
    gepland = [traject for traject in trajecten if traject.status not in ZONDER_PROGRAMMA]
    dagen = Toetsdag.objects.bulk_create(
        (
            Toetsdag(traject=traject, datum=vandaag + timedelta(days=nummer * 11 % 700 - 680))
            for nummer, traject in enumerate(gepland)
        ),
        batch_size=STUK,
    )
    gesprekken = Gesprek.objects.bulk_create(
        (
            Gesprek(
                traject=dag.traject,
                nummer=nummer,
                dag=dag,
                begin=time(8 + nummer),
                eind=time(9 + nummer),
                plaats="de kamer achter de keuken",
                groep="clienten",
            )
            for dag in dagen
            for nummer in (1, 2)
        ),
        batch_size=STUK,
    )
    Gesprekstoetser.objects.bulk_create(
        (
            Gesprekstoetser(gesprek=gesprek, toetser=teams[gesprek.traject_id][gesprek.nummer - 1])
            for gesprek in gesprekken
        ),
        batch_size=STUK,
    )


def _normwerk(kader, trajecten):
    """The rows per norm that are there while somebody writes: stories and judgements."""
    normen = list(kader.normen.all())
    for model, status in ((Verhaal, Status.VOORBEREIDING), (Oordeel, Status.IN_TOETSING)):
        bezig = [traject for traject in trajecten if traject.status == status]
        model.objects.bulk_create(
            (model(traject=traject, norm=norm) for traject in bezig for norm in normen), batch_size=STUK
        )


def _agenda(rijk, trajecten, vandaag):
    """Meetings in the past with decisions, and meetings to come with what waits for one."""
    secretaris = rijk.wereld.wie("Femke Gagel", Rol.SECRETARIS).gebruiker
    voorzitter = rijk.wereld.wie("Anna Koningsvaren", Rol.VOORZITTER).gebruiker
    Reglement.objects.beginnen(trajecten[0].kaderversie)
    uiterste = Vergadering.objects.aggregate(eerste=Min("datum"), laatste=Max("datum"))
    wachtend = _punten(
        [traject for traject in trajecten if traject.status == Status.GEAGENDEERD],
        secretaris,
        max(uiterste["laatste"], vandaag),
        timedelta(days=1),
        meeste=VOORUIT,
    )
    afgedaan = _punten(
        [traject for traject in trajecten if traject.status in BESLOTEN],
        secretaris,
        min(uiterste["eerste"], vandaag),
        timedelta(days=-1),
    )
    Toewijzing.objects.bulk_create(
        (Toewijzing(traject=punt.traject, gebruiker=voorzitter, rol="beslisser") for punt in [*wachtend, *afgedaan]),
        batch_size=STUK,
    )
    # The votes are not sown along, so the trigger that counts them stands aside.
    with pgtrigger.ignore("beheercommissie.Besluit:met_quorum"):
        Besluit.objects.bulk_create(
            (
                Besluit(
                    nummer=f"{punt.traject.nummer}-B1",
                    agendapunt=punt,
                    optie="afwijzen" if punt.traject.status == Status.AFGESLOTEN else "toekennen",
                    motivering="Bewoners beslissen zichtbaar mee.",
                    uitslag={"stemmen": {"toekennen": 4}, "met_belang": 1},
                    besloten_op=punt.vergadering.datum,
                    vastgelegd_door=voorzitter,
                )
                for punt in afgedaan
            ),
            batch_size=STUK,
        )


def _punten(trajecten, secretaris, dag, stap, meeste=None):
    """Agenda items of meetings that follow `dag` by `stap`: eight on each, or more when that takes `meeste` meetings."""
    aantal = -(-len(trajecten) // PER_VERGADERING)
    vergaderingen = Vergadering.objects.bulk_create(
        Vergadering(datum=dag + stap * (nummer + 1), plaats="Utrecht")
        for nummer in range(min(aantal, meeste or aantal))
    )
    return Agendapunt.objects.bulk_create(
        (
            Agendapunt(
                vergadering=vergaderingen[nummer % len(vergaderingen)],
                traject=traject,
                volgnummer=nummer // len(vergaderingen) + 1,
                dossier={},
                sha256=sha256(b"{}").hexdigest(),
                bevroren_door=secretaris,
            )
            for nummer, traject in enumerate(trajecten)
        ),
        batch_size=STUK,
    )


def _certificaten(rijk, trajecten, vandaag):
    """Certificates of two years that began in the last four, handed out; some suspended, some of those restored."""
    bureau = rijk.wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER).gebruiker
    certificaten = []
    for nummer, traject in enumerate(trajecten):
        van = vandaag - timedelta(days=nummer * 37 % 1460)
        certificaten.append(
            Certificaat(
                nummer=f"KSW-{van.year}-{traject.pk:06d}",
                traject=traject,
                cyclus=traject.cyclus,
                organisatie=traject.organisatie,
                besluit_nummer=f"{traject.nummer}-B1",
                besloten_op=van,
                houder=traject.organisatie.naam,
                plaats=traject.organisatie.plaats,
                reikwijdte=traject.reikwijdte,
                variant="Externe audit",
                kader=str(rijk.kader),
                certificeerder=traject.certificeerder.naam,
                is_voorbeeld=True,
                geldig_van=van,
                geldig_tot_en_met=van + relativedelta(months=24, days=-1),
            )
        )
    certificaten = Certificaat.objects.bulk_create(certificaten, batch_size=STUK)
    Certificaatbestand.objects.bulk_create(
        (
            Certificaatbestand(
                certificaat=een,
                bestand=f"certificaten/{een.nummer}.pdf",
                sha256=sha256(een.nummer.encode()).hexdigest(),
            )
            for een in certificaten
        ),
        batch_size=STUK,
    )
    Uitgifte.objects.bulk_create((Uitgifte(certificaat=een, door=bureau) for een in certificaten), batch_size=STUK)
    wijzigingen = []
    for nummer, een in enumerate(certificaten[::20]):
        soorten = [Wijziging.Soort.GESCHORST, *([Wijziging.Soort.HERSTELD] if nummer % 2 else [])]
        wijzigingen += [
            Wijziging(
                certificaat=een,
                soort=soort,
                per=een.geldig_van + timedelta(days=60 * volgende),
                openbare_reden="De organisatie fuseerde en meldde dat niet.",
                vastgelegd_door=bureau,
                **(
                    {"tot": een.geldig_tot_en_met, "daarna": "ingetrokken"}
                    if soort == Wijziging.Soort.GESCHORST
                    else {}
                ),
            )
            for volgende, soort in enumerate(soorten, 1)
        ]
    # What was decided about a label is not sown along.
    with pgtrigger.ignore("beheercommissie.Doorvoering:op_een_besluit"):
        Wijziging.objects.bulk_create(wijzigingen, batch_size=STUK)


def _quickscan():
    """A scan that every member of now has answered, and that closed at once."""
    nu = timezone.now()
    scan = QuickScan.objects.create(
        titel="QuickScan", inleiding="Waar staat u?", sluit_op=timezone.localdate(nu), geopend_op=nu
    )
    standen = [optie.sleutel for optie in scan.vragenlijst[0].opties]
    plaatsen = sorted(gemeenten.namen())[:100]
    Scanformulier.objects.bulk_create(
        (
            Scanformulier(
                scan=scan,
                organisatie=lid,
                antwoorden={"stand": standen[nummer % len(standen)], "waarom": "leren"},
                fte=Decimal(3 * (nummer % 60)),
                gemeente=plaatsen[nummer % len(plaatsen)],
                ingevuld_op=nu,
                gewijzigd_op=nu,
                versie=1,
            )
            for nummer, lid in enumerate(Organisatie.objects.leden().order_by("pk"))
        ),
        batch_size=STUK,
    )
    scan.gesloten_op = timezone.now()
    scan.save(update_fields=["gesloten_op"])


def _logboek(trajecten):
    """Four rows per traject, each with the hash of the one before it, as `vastleggen` writes them."""
    laatste = Gebeurtenis.objects.latest("volgnummer")
    rijen = []
    for traject in trajecten:
        for handeling, van, naar in (
            (Handeling.AANMELDEN, "", Status.AANGEMELD),
            (Handeling.ACCEPTEREN, Status.AANGEMELD, Status.VOORBEREIDING),
            (Handeling.TEAM_WIJZIGEN, "", ""),
            (Handeling.ZELFEVALUATIE_INDIENEN, Status.VOORBEREIDING, traject.status),
        ):
            rij = Gebeurtenis(
                volgnummer=laatste.volgnummer + 1,
                op=timezone.now(),
                gebruiker=traject.aangemeld_door,
                naam=traject.aangemeld_door.naam,
                rol=Rol.BESTUURDER,
                organisatie=traject.organisatie.naam,
                handeling=handeling,
                onderwerp=traject.onderwerp,
                van=van,
                naar=naar,
                vorige_hash=laatste.hash,
            )
            rij.hash = hash_van(rij)
            rijen.append(rij)
            laatste = rij
    Gebeurtenis.objects.bulk_create(rijen, batch_size=STUK)
