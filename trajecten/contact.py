"""Whom one may call about a traject: by name, function, mail and telephone, as the party of the reader allows. Never who was talked to."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from berichten.models import Vervanging
from huisstijl.templatetags.opmaak import dagkort
from leden.models import Lidmaatschap, Opvolging, Rol
from leden.models.mensen import LidmaatschapQuerySet
from normenkader.models import Partij
from trajecten.banden import BEIDE, ORGANISATIE, mensen_met_belang
from trajecten.models import PARTIJ_VAN_ROL, VOOR_DE_SECRETARIS, Toewijzing, Traject

_ORGANISATIE = (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER)
# Which roles a party may call. A toetser is shown as team leader only.
ROLLEN_VOOR: dict[Partij, tuple[Rol, ...]] = {
    Partij.ORGANISATIE: (Rol.PLANNER, Rol.TOETSER, Rol.SECRETARIS),
    Partij.CERTIFICEERDER: (*_ORGANISATIE, Rol.TOETSER, Rol.SECRETARIS),
    Partij.TOETSERS: (*_ORGANISATIE, Rol.PLANNER),
    Partij.CONTROLEUR: (Rol.PLANNER, Rol.TOETSER),
    Partij.COMMISSIE: (Rol.SECRETARIS, Rol.PLANNER),
    Partij.BUREAU: (*_ORGANISATIE, Rol.PLANNER, Rol.SECRETARIS),
}


@dataclass(frozen=True)
class Contact:
    """Somebody one may call; `telefoon` is empty when none is known."""

    naam: str
    functie: str
    email: str
    telefoon: str
    # Who takes the turns until when, as a sentence; empty when nobody does.
    vervanging: str = ""


def contacten(traject: Traject, wie: Lidmaatschap) -> list[Contact]:
    """Whom this membership may call about the traject, the bureau last. One query."""
    rollen = set(ROLLEN_VOOR[PARTIJ_VAN_ROL[wie.rol]])
    teamleider = traject.toewijzingen.filter(is_teamleider=True).values("gebruiker")
    van_de_certificeerder = Q(rol__in=rollen & {Rol.PLANNER}) | Q(
        rol__in=rollen & {Rol.TOETSER}, gebruiker__in=teamleider
    )
    plekken = Q(_daar(traject.organisatie_id), rol__in=rollen & set(_ORGANISATIE)) | (
        _daar(traject.certificeerder_id) & van_de_certificeerder & ~_met_belang(traject, ORGANISATIE)
    )
    if traject.status in VOOR_DE_SECRETARIS:
        plekken |= Q(~_met_belang(traject, BEIDE), rol__in=rollen & {Rol.SECRETARIS})
    mensen = Lidmaatschap.objects.geldig().filter(plekken).exclude(gebruiker=wie.gebruiker_id)
    volgorde = list(Rol)
    gevonden = sorted(
        _met_vervanger(mensen, traject).select_related("gebruiker", "organisatie"),
        key=lambda lid: (volgorde.index(lid.rol), lid.gebruiker.naam),
    )
    bureau = Contact("Het bureau", "bureau van het kwaliteitslabel", settings.CONTACT_EMAIL, "")
    return [*(_contact(lid) for lid in gevonden), *([] if wie.rol == Rol.LABELBEHEERDER else [bureau])]


def _met_vervanger(mensen: LidmaatschapQuerySet, traject: Traject) -> LidmaatschapQuerySet:
    """With who gets their post of this traject today and until when. Of an assessor only a colleague in the team does."""
    toetsers = traject.toewijzingen.filter(rol=Toewijzing.Trajectrol.TOETSER).values("gebruiker")
    vervanging = (
        Vervanging.objects.op(timezone.localdate())
        .filter(~Q(vervanger__rol=Rol.TOETSER) | Q(vervanger__gebruiker__in=toetsers), lidmaatschap=OuterRef("pk"))
        .exclude(~Q(vervanger__rol__in=_ORGANISATIE), vervanger__gebruiker__in=mensen_met_belang(traject, ORGANISATIE))
        .exclude(vervanger__rol=Rol.SECRETARIS, vervanger__gebruiker__in=mensen_met_belang(traject, BEIDE))
        .order_by("pk")
    )
    return mensen.annotate(
        vervanger_naam=Subquery(vervanging.values("vervanger__gebruiker__naam")[:1]),
        vervangen_tot=Subquery(vervanging.values("tot")[:1]),
    )


def _daar(organisatie: int) -> Q:
    """At this organisation (by key), or at the one that it went into."""
    opvolgers = Opvolging.objects.op().filter(voorganger=organisatie).values("opvolger")
    return Q(organisatie=organisatie) | Q(organisatie__in=opvolgers)


def _met_belang(traject: Traject, partijen: tuple[str, ...]) -> Q:
    """Whose interest closes the traject to them: they do not answer questions about it."""
    return Q(gebruiker__in=mensen_met_belang(traject, partijen))


def _contact(lid):
    rol = "teamleider" if lid.rol == Rol.TOETSER else lid.get_rol_display()
    functie = f"{lid.gebruiker.functie}, {rol}" if lid.gebruiker.functie else rol
    vervanging = (
        f"Vervangen door {lid.vervanger_naam} tot en met {dagkort(lid.vervangen_tot)}" if lid.vervangen_tot else ""
    )
    return Contact(
        lid.gebruiker.naam, f"{functie} bij {lid.organisatie.naam}", lid.gebruiker.email, lid.telefoon, vervanging
    )
