"""Three complaints: one that is being heard, one with an outcome and a signal for the bureau, and one that nobody took up yet."""

from dataclasses import dataclass
from uuid import UUID

from geschillen.handelingen.behandelen import (
    klacht_afronden,
    klacht_doorgeven,
    klacht_oppakken,
    klachtvraag_stellen,
)
from geschillen.handelingen.indienen import klacht_aanvullen, klacht_indienen
from geschillen.models import Klacht
from leden.models import Rol

BEHANDELAAR = "Kees Kamperfoelie"


@dataclass(frozen=True)
class Ingediend:
    """A complaint working days ago, and what was done with it."""

    dag: int
    over: Klacht.Over
    omschrijving: str
    wijze: Klacht.Wijze
    naam: str = ""
    organisatie: str = ""
    gewenst: str = ""
    opgepakt: int = 0
    vraag: str = ""
    aanvulling: str = ""
    uitkomst: str = ""
    onderwerp_van: str = ""
    uitleg: str = ""
    signaal: str = ""


KLACHTEN = (
    Ingediend(
        dag=24,
        over=Klacht.Over.ORGANISATIE,
        organisatie="veer",
        omschrijving=(
            "Op de website van de organisatie staat het keurmerk nog groot bovenaan. In het register lees ik dat het label is "
            "geschorst. Als bewoner weet ik nu niet waar ik aan toe ben."
        ),
        gewenst="Dat het keurmerk van de website gaat.",
        wijze=Klacht.Wijze.ANONIEM,
        opgepakt=22,
        uitkomst="gegrond",
        onderwerp_van="gebruik",
        uitleg=(
            "U hebt gelijk. Zolang het label is geschorst, mag het keurmerk niet op de website staan. Ik heb het bureau gevraagd om de "
            "organisatie daarop aan te spreken. Wat in het register staat, klopt."
        ),
        signaal="Op de website van deze organisatie staat het keurmerk, terwijl het label is geschorst. Spreekt u haar daarop aan?",
    ),
    Ingediend(
        dag=6,
        over=Klacht.Over.CERTIFICEERDER,
        organisatie="keurhuis",
        omschrijving=(
            "Ik deed als vrijwilliger mee aan een gesprek. Wij zouden met zijn drieën zijn. Er zaten ineens twee leidinggevenden bij, "
            "en niemand vroeg of dat goed was. Ik heb daarom niet gezegd wat ik wilde zeggen."
        ),
        gewenst="Dat toetsers vooraf zeggen wie erbij zitten.",
        wijze=Klacht.Wijze.SCHUILNAAM,
        naam="Waterjuffer",
        opgepakt=4,
        aanvulling="Het gesprek was op een dinsdagmiddag. De uitnodiging heb ik nog.",
        vraag="Hoe spreken uw toetsers af wie er bij een gesprek met vrijwilligers zitten, en wat doen zij als er iemand bij komt?",
    ),
    Ingediend(
        dag=2,
        over=Klacht.Over.LABEL,
        omschrijving="Ik heb twee keer gebeld met een vraag over het register en ben niet teruggebeld.",
        wijze=Klacht.Wijze.NAAM,
        naam="Mees Muizenoor",
    ),
)


def van_alle(wereld, kalender):
    """A road of its own for each complaint."""
    return [_lopen(nummer, klacht, wereld, kalender) for nummer, klacht in enumerate(KLACHTEN)]


def _lopen(nummer, boek, wereld, kalender):
    wie = wereld.wie(BEHANDELAAR, Rol.KLACHTBEHANDELAAR)
    yield kalender.moment(-boek.dag, 20, 10)
    organisatie = wereld.organisaties.get(boek.organisatie)
    klacht, _ = klacht_indienen(
        UUID(int=nummer),
        over=boek.over,
        organisatie=organisatie,
        over_naam=organisatie.naam if organisatie else "",
        omschrijving=boek.omschrijving,
        gewenst=boek.gewenst,
        wijze=boek.wijze,
        naam=boek.naam,
        email="",
    )
    if not boek.opgepakt:
        return
    yield kalender.moment(-boek.opgepakt, 10, 5)
    klacht_oppakken(wie, klacht)
    if boek.aanvulling:
        yield kalender.moment(1 - boek.opgepakt, 19, 30)
        klacht_aanvullen(klacht, tekst=boek.aanvulling)
    if boek.vraag:
        yield kalender.moment(2 - boek.opgepakt, 11)
        klachtvraag_stellen(wie, klacht, boek.vraag)
    if boek.signaal:
        yield kalender.moment(-3, 14)
        klacht_doorgeven(wie, klacht, soort="gebruik", tekst=boek.signaal, noem_organisatie=True)
    if boek.uitkomst:
        yield kalender.moment(-3, 14, 20)
        klacht_afronden(wie, klacht, uitkomst=boek.uitkomst, onderwerp_van=boek.onderwerp_van, tekst=boek.uitleg)
