"""The beheercommissie as those who get its letters, and what closes the post to a member: an interest."""

from django.db.models import QuerySet

from beheercommissie.bevoegdheden import beslisbelemmeringen
from beheercommissie.models import STEMMERS, Agendapunt, Belangverklaring, Vergadering
from beheercommissie.models.buiten import staat_buiten, stelde_voor
from beheercommissie.models.vergaderingen import COMMISSIE as ROLLEN
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


LEDEN = Ontvangers(
    "de leden van de beheercommissie zonder belang", frozenset(STEMMERS), _zonder_belang, _zegt_de_agenda
)
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
