"""The beheercommissie as those who get its letters, and what closes the post to a member: an interest."""

from django.db.models import QuerySet

from beheercommissie.bevoegdheden import beslisbelemmeringen
from beheercommissie.models import STEMMERS, Agendapunt, Belangverklaring, Stem, Vergadering
from beheercommissie.models.buiten import staat_buiten, stelde_voor
from beheercommissie.models.vergaderingen import COMMISSIE as ROLLEN
from beheercommissie.quorum import quorum_van
from berichten.regels import Ontvangers
from leden.models import Lidmaatschap, Rol
from trajecten.models import Traject
from trajecten.ontvangers import bij_onderwerp, met_rol, overal

Uitkomst = Belangverklaring.Uitkomst


def laatste_punt(traject: Traject) -> Agendapunt:
    """The item of the last agenda that the traject came on."""
    return traject.agendapunten.select_related("vergadering").defer("dossier").latest("pk")


def _zonder_belang(traject: Traject) -> list[Lidmaatschap]:
    """Who may still say to have no interest, or said so. They know of it what the agenda says."""
    if not traject.agendapunten.exists():
        return []
    verklaringen = Belangverklaring.objects.filter(agendapunt__traject=traject)
    buiten = set(verklaringen.filter(uitkomst=Uitkomst.BELANG).values_list("gebruiker", flat=True))
    # A doubt is about this item: at the next one it is asked anew.
    twijfel = verklaringen.filter(agendapunt=laatste_punt(traject), uitkomst=Uitkomst.TWIJFEL)
    buiten.update(twijfel.values_list("gebruiker", flat=True))
    return [
        lid
        for lid in met_rol(*STEMMERS)
        if lid.gebruiker_id not in buiten and not beslisbelemmeringen(lid.gebruiker, traject)
    ]


def _zegt_de_agenda(wie: Lidmaatschap) -> QuerySet[Traject]:
    """What stands or stood on an agenda, also before the declaration: those letters say what the agenda says."""
    punten = Agendapunt.objects.exclude(staat_buiten(wie.gebruiker))
    met_belang = Belangverklaring.objects.filter(gebruiker=wie.gebruiker_id, uitkomst=Uitkomst.BELANG)
    trajecten = Traject.objects.filter(pk__in=punten.values("traject"))
    return bij_onderwerp(trajecten.exclude(pk__in=met_belang.values("agendapunt__traject")))


def _de_commissie(vergadering: Vergadering) -> list[Lidmaatschap]:
    return list(met_rol(*ROLLEN))


def _zonder_antwoord(traject: Traject) -> list[Lidmaatschap]:
    """Of these who did not vote yet, while the written procedure on the traject runs."""
    leden = _zonder_belang(traject)
    if not leden or not (punt := laatste_punt(traject)).vergadering.loopt:
        return []
    gestemd = set(Stem.objects.filter(agendapunt=punt).values_list("gebruiker", flat=True))
    return [lid for lid in leden if lid.gebruiker_id not in gestemd]


def _wie_voorzit(traject: Traject) -> list[Lidmaatschap]:
    """Who presides at the item, once the written procedure on the traject ended."""
    if not traject.agendapunten.exists() or not (punt := laatste_punt(traject)).vergadering.is_afgelopen:
        return []
    voorzitter = quorum_van(punt).voorzitter
    return [lid for lid in met_rol(*STEMMERS) if lid.gebruiker == voorzitter][:1]


LEDEN = Ontvangers(
    "de leden van de beheercommissie zonder belang", frozenset(STEMMERS), _zonder_belang, _zegt_de_agenda
)
NOG_GEEN_ANTWOORD = Ontvangers(
    "de leden van de beheercommissie zonder belang die nog niet stemden",
    LEDEN.rollen,
    _zonder_antwoord,
    _zegt_de_agenda,
)
WIE_VOORZIT = Ontvangers("wie een schriftelijke procedure voorzit", LEDEN.rollen, _wie_voorzit, _zegt_de_agenda)
BESLISSERS = Ontvangers("de leden van de beheercommissie die meededen", frozenset(STEMMERS), overal(*STEMMERS))
COMMISSIE = Ontvangers("de beheercommissie", frozenset(ROLLEN), _de_commissie)


def _leest_alles(vergadering: Vergadering) -> list[Lidmaatschap]:
    """Which item a letter about the minutes is about, it does not say; to who stays out of one it would by what is not there."""
    return [
        lid
        for lid in met_rol(Rol.SECRETARIS)
        if not vergadering.agendapunten.filter(staat_buiten(lid.gebruiker) | stelde_voor(lid.gebruiker)).exists()
    ]


SCHRIJVER = Ontvangers("de secretaris die het hele verslag leest", frozenset({Rol.SECRETARIS}), _leest_alles)
