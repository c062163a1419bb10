"""Who hears of an objection: the organisation, the secretary and who advises. Where to look, and never what it says there."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from beheercommissie.ontvangers import LEDEN
from berichten.regels import Inhoud, Moment, Ontvangers, Regel, Soort
from geschillen.bevoegdheden.bezwaren import adviseurbelemmeringen
from geschillen.models import Bezwaar
from geschillen.termijnen import bezwaartermijn, momenten_van
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Lidmaatschap, Rol
from trajecten import ontvangers
from trajecten.brieven import hulp_voor, op_bladzijde
from trajecten.ontvangers import met_rol, met_rol_bij

# How many days after its day a moment is still told, for when no worker ran.
NALOOP = 7


def _met_zicht(bezwaar: Bezwaar, leden: Iterable[Lidmaatschap]) -> list[Lidmaatschap]:
    return [lid for lid in leden if Bezwaar.objects.zichtbaar_voor(lid).filter(pk=bezwaar.pk).exists()]


def _organisatie(bezwaar: Bezwaar) -> list[Lidmaatschap]:
    organisatie = bezwaar.besluit.agendapunt.traject.organisatie
    return _met_zicht(bezwaar, met_rol_bij(organisatie, Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER))


def _secretaris(bezwaar: Bezwaar) -> list[Lidmaatschap]:
    return _met_zicht(bezwaar, met_rol(Rol.SECRETARIS))


def _adviseurs(bezwaar: Bezwaar) -> list[Lidmaatschap]:
    """Who was asked, and still can."""
    return [
        lid
        for lid in _met_zicht(bezwaar, met_rol(Rol.KLACHTBEHANDELAAR))
        if not adviseurbelemmeringen(bezwaar, lid.gebruiker)
    ]


ORGANISATIE = Ontvangers(
    "de organisatie die bezwaar maakte", frozenset({Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER}), _organisatie
)
SECRETARIS = Ontvangers("de secretaris bij een bezwaar", frozenset({Rol.SECRETARIS}), _secretaris)
ADVISEURS = Ontvangers("wie over het bezwaar adviseert", frozenset({Rol.KLACHTBEHANDELAAR}), _adviseurs)


def _over_een_bezwaar(bezwaar: Bezwaar, regel: Regel, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    hulp, antwoord_aan = hulp_voor(None, regel.aan)
    gegevens = {"bezwaar": bezwaar, "nummer": bezwaar.besluit.nummer}
    return Inhoud(bezwaar.get_absolute_url(), gegevens, bezwaar.besluit_tot, hulp, antwoord_aan)


def _zoek(sleutel: str) -> Bezwaar | None:
    rijen = Bezwaar.objects.select_related(
        "besluit__agendapunt__traject__organisatie", "besluit__agendapunt__traject__kaderversie"
    ).defer("besluit__agendapunt__dossier")
    return rijen.filter(pk=sleutel).first() if sleutel.isdecimal() else None


SOORT = Soort(_zoek, _over_een_bezwaar, ziet=lambda wie: Bezwaar.objects.zichtbaar_voor(wie).onderwerpen())
REGELS_BEZWAAR = [
    Regel("bezwaar_ontvangen", ORGANISATIE, Handeling.BEZWAAR_MAKEN),
    Regel("bezwaar_per_brief", ORGANISATIE, Handeling.BEZWAAR_INSCHRIJVEN, woorden="bezwaar_ontvangen"),
    Regel("bezwaar_binnen", SECRETARIS, Handeling.BEZWAAR_MAKEN),
    Regel("bezwaar_stuk", SECRETARIS, Handeling.BEZWAAR_AANVULLEN, is_bundel=True, woorden="bezwaar_aangevuld"),
    Regel("bezwaar_aangevuld", ADVISEURS, Handeling.BEZWAAR_AANVULLEN, is_bundel=True),
    Regel("bezwaar_advies_gevraagd", ADVISEURS, Handeling.BEZWAAR_TOEWIJZEN),
    Regel("bezwaar_verlengd", ORGANISATIE, Handeling.BEZWAAR_VERLENGEN),
    Regel("bezwaar_hoorzitting", ORGANISATIE, Handeling.BEZWAAR_HOREN, met_agenda=True),
    Regel("bezwaar_horen", ADVISEURS, Handeling.BEZWAAR_HOREN, met_agenda=True),
    Regel("bezwaar_zonder_horen", ADVISEURS, Handeling.BEZWAAR_AFZIEN, met_agenda=True),
    Regel("bezwaar_afgezien", SECRETARIS, Handeling.BEZWAAR_AFZIEN, woorden="bezwaar_zonder_horen", met_agenda=True),
    Regel("bezwaar_advies", SECRETARIS, Handeling.BEZWAAR_ADVISEREN),
    Regel("bezwaar_geadviseerd", ORGANISATIE, Handeling.BEZWAAR_ADVISEREN),
    Regel("bezwaar_ingetrokken", SECRETARIS, Handeling.BEZWAAR_INTREKKEN, met_agenda=True),
    Regel(
        "bezwaar_weg",
        ADVISEURS,
        Handeling.BEZWAAR_INTREKKEN,
        woorden="bezwaar_ingetrokken",
        met_agenda=True,
    ),
    Regel("bezwaar_termijn", SECRETARIS, moment="de laatste dag van een bezwaar komt, is er of is voorbij"),
    Regel(
        "bezwaar_heroverwogen",
        ontvangers.ORGANISATIE,
        Handeling.BEZWAAR_HEROVERWEGEN,
        inhoud=op_bladzijde("besluit"),
    ),
    Regel("bezwaar_te_agenderen", ontvangers.SECRETARIS, Handeling.BEZWAAR_HEROVERWEGEN, is_beurt=True),
]
ONVERTELD_BEZWAAR = {
    "De certificerende instelling hoort het als het traject weer op een agenda staat.": (
        ontvangers.PLANNER,
        ontvangers.TEAM,
        ontvangers.BUREAU,
    ),
    "Hoort het als het punt op een agenda staat.": (LEDEN,),
}


def bezwaarmomenten(vandaag: date) -> Iterator[Moment]:
    """Of every open objection the days about its term."""
    gekomen = vandaag - timedelta(days=NALOOP)
    rijen = Bezwaar.objects.open().select_related("besluit__agendapunt__traject__kaderversie")
    for bezwaar in rijen.defer("besluit__agendapunt__dossier"):
        termijn = bezwaartermijn(bezwaar.besluit.agendapunt.traject.kaderversie)
        for dag in momenten_van(termijn, bezwaar.besluit_tot):
            if gekomen < dag <= vandaag:
                sleutel = f"bezwaar_termijn:{bezwaar.pk}:{bezwaar.besluit_tot}:{dag}"
                yield Moment("bezwaar_termijn", bezwaar.onderwerp, sleutel)
