"""The meetings that are still to come: planned, arranged, and the members say whether they come."""

from contextlib import contextmanager
from datetime import time, timedelta

from beheercommissie import handelingen
from beheercommissie.agenda import punten_van, sleutel
from beheercommissie.handelingen.agenda import agenda_ordenen, bespreekpunt_toevoegen
from beheercommissie.handelingen.langdeel import lange_deel_vragen
from beheercommissie.handelingen.reglement import reglement_schrijven
from beheercommissie.handelingen.vergaderingen import aanwezigheid_melden, vergadering_plannen
from beheercommissie.handelingen.verslagen import verslag_maken, verslag_voorleggen
from beheercommissie.handelingen.vooraf import vooraf_antwoorden, vooraf_vragen
from beheercommissie.handelingen.zitting import vergadering_openen, vergadering_sluiten
from beheercommissie.models import Aanwezigheid, Agendapunt, Belangverklaring, Bespreekpunt, Reglement, Vergadering
from leden.models import Rol
from trajecten.levensloop import Soort as Trajectsoort

PLAATS = "Utrecht, kantoor van Sociaal Werk Nederland"
UREN = {"begin": time(13, 30), "eind": time(16, 0)}
# What the secretary wrote in the minutes of the last meeting, at a traject and at what else there was.
BESPROKEN = (
    "De leden vonden het rapport herkenbaar. Zij stonden vooral stil bij hoe bewoners meebeslissen, en bij wat er in het volgende jaar "
    "van de plannen te zien moet zijn.\n\nDe voorzitter vatte samen waar de stemmen naartoe gingen."
)
LINK = "https://vergaderen.example/beheercommissie"
SLUIT_VOORAF = timedelta(days=7)
# Working days from today.
KOMENDE_VERGADERING, DAARNA = 6, 36
Soort = Bespreekpunt.Soort
BESPREEKPUNTEN = (
    (Soort.OPENING, "Opening en mededelingen", "", 5),
    (
        Soort.BELEID,
        "Wat wij leren van de eerste verhalen",
        "Welke vragen komen in elk dossier terug? Geen besluit.",
        20,
    ),
    (Soort.RONDVRAAG, "Rondvraag en sluiting", "", 10),
)
LAAT = "Het advies kwam kort voor de sluitdag, en de organisatie wacht op haar certificaat."
# Of the members in their order; the last one did not say anything yet.
ANTWOORDEN = (*[Aanwezigheid.Antwoord.JA] * 5, Aanwezigheid.Antwoord.LATER)


VRAGEN = (
    "De toetsers spraken één groep vrijwilligers. Waren daar ook mensen bij die kort geleden zijn begonnen?",
    "Het rapport noemt een nieuwe werkwijze bij klachten. Is die intussen in gebruik?",
)
ANTWOORD = "Ja, drie van de zeven begonnen dit jaar. Wat zij zeiden over het inwerken staat bij het sterke punt over vrijwilligers."
# Why the committee reads more than the short part at one item.
LANGE_DEEL = (
    "Het korte deel zegt niet waarop het oordeel over meebeslissen rust. De commissie wil dat lezen voordat zij besluit, omdat het advies "
    "daarop leunt."
)


def vergaderingen(wereld, kalender):
    """A road of its own: the secretary plans and arranges the meetings that are still to come."""
    secretaris = wereld.wie("Femke Gagel", Rol.SECRETARIS)
    for gepland, dag in ((-20, KOMENDE_VERGADERING), (-8, DAARNA)):
        yield kalender.moment(gepland, 11, 5)
        plannen(secretaris, kalender.dag(dag))
    yield kalender.moment(-7, 11, 20)
    komende = Vergadering.objects.get(datum=kalender.dag(KOMENDE_VERGADERING))
    for soort, titel, toelichting, minuten in BESPREEKPUNTEN:
        bespreekpunt_toevoegen(secretaris, komende, soort=soort, titel=titel, toelichting=toelichting, minuten=minuten)
    yield kalender.moment(-3, 9, 40)
    for lid, antwoord in zip(wereld.stemmers(), ANTWOORDEN, strict=False):
        aanwezigheid_melden(lid, komende, antwoord)
    yield kalender.moment(-2, 10, 15)
    # A draft that the committee can adopt in its meeting.
    reglement_schrijven(
        secretaris,
        geldig_vanaf=kalender.dag(DAARNA),
        quorum=3,
        quorumdeel=50,
        staking=Reglement.Staking.AANHOUDEN,
        schriftelijk_dagen=7,
        eerste_vervanger=wereld.wie("Bert Zeebies", Rol.COMMISSIELID).gebruiker,
    )
    yield kalender.moment(-1, 16, 30)
    was = punten_van(komende)
    straks = [sleutel(punt) for punt in sorted(was, key=_plek)]
    agenda_ordenen(secretaris, komende, straks, was=[sleutel(punt) for punt in was])
    yield kalender.moment(-1, 16, 45)
    # Of a member who read the papers already.
    gelezen = Belangverklaring.objects.filter(
        agendapunt__in=[punt for punt in was if punt.is_traject],
        agendapunt__traject__soort=Trajectsoort.TOETS,
        uitkomst=Belangverklaring.Uitkomst.GEEN,
    )
    verklaring = gelezen.select_related("agendapunt__traject").first()
    lid = next(een for een in wereld.stemmers() if een.gebruiker_id == verklaring.gebruiker_id)
    beantwoord, _ = [vooraf_vragen(lid, verklaring.agendapunt, vraag) for vraag in VRAGEN]
    yield kalender.moment(-1, 17, 10)
    ci = verklaring.agendapunt.traject.certificeerder_id
    planners = (een for een in wereld.lidmaatschappen.values() if een.rol == Rol.PLANNER and een.organisatie_id == ci)
    vooraf_antwoorden(next(planners), beantwoord, ANTWOORD)
    yield kalender.moment(-1, 17, 25)
    lange_deel_vragen(lid, verklaring.agendapunt, LANGE_DEEL)


def _plek(punt):
    """The opening, the minutes, then the trajecten and the rest."""
    if punt.is_traject:
        return 2
    return {Soort.OPENING: 0, Soort.VERSLAG: 1}.get(punt.soort, 3)


def verslagen(wereld, kalender):
    """The minutes of the last meeting are on the agenda of the coming one."""
    secretaris = wereld.wie("Femke Gagel", Rol.SECRETARIS)
    yield kalender.moment(-1, 15, 0)
    geweest = Vergadering.objects.filter(
        datum__lt=kalender.vandaag, agendapunten__volgnummer__isnull=False, agendapunten__besluit__isnull=False
    )
    # Only a meeting of which nothing is open any more.
    klaar = geweest.exclude(agendapunten__in=Agendapunt.objects.onbesloten()).distinct().order_by("-datum")
    if laatste := klaar.first():
        verslag = verslag_maken(secretaris, laatste)
        verslag.verslagteksten.update(tekst=BESPROKEN)
        verslag_voorleggen(secretaris, verslag, Vergadering.objects.get(datum=kalender.dag(KOMENDE_VERGADERING)))


def plannen(secretaris, datum):
    """A meeting in the afternoon, at the place of the committee and online."""
    return vergadering_plannen(secretaris, datum=datum, plaats=PLAATS, link=LINK, sluitdag=datum - SLUIT_VOORAF, **UREN)


def agenderen(secretaris, traject, vergadering):
    """Put a traject on the agenda of a meeting, also when its papers come late."""
    return handelingen.agenderen(secretaris, traject, vergadering, LAAT)


def vergadering_op(secretaris, datum):
    """The meeting of a day, planned when there is none."""
    return Vergadering.objects.filter(datum=datum).first() or plannen(secretaris, datum)


@contextmanager
def zitting(wereld, agendapunt):
    """The meeting of this item, open while the committee decides; with the last decision it is closed."""
    voorzitter = wereld.wie("Anna Koningsvaren", Rol.VOORZITTER)
    vergadering = Vergadering.objects.get(agendapunten=agendapunt)
    if not vergadering.is_open:
        vergadering_openen(voorzitter, vergadering, [lid.gebruiker for lid in wereld.stemmers()])
    yield voorzitter
    if not vergadering.agendapunten.onbesloten().exists():
        vergadering_sluiten(voorzitter, vergadering)
