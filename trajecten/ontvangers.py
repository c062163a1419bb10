"""The parties around a traject as those who get its letters: who has the role now, and may see the traject now."""

from collections.abc import Callable, Iterable

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from berichten.bezorgen import laatste_agenda
from berichten.kalender import bij_een_brief
from berichten.regels import Ontvangers
from leden.models import Lidmaatschap, Opvolging, Organisatie, Rol
from leden.models.mensen import LidmaatschapQuerySet
from trajecten.bevoegdheden import OUDE_ROL
from trajecten.models import Toewijzing, Traject


def _met_zicht(traject: Traject, leden: Iterable[Lidmaatschap]) -> list[Lidmaatschap]:
    """Those of whom `zichtbaar_voor` says that they may know of it: an interest or an ended assignment closes the post too."""
    return [lid for lid in leden if Traject.objects.zichtbaar_voor(lid).filter(pk=traject.pk).exists()]


def met_rol(*rollen: Rol) -> LidmaatschapQuerySet:
    """Who has one of these roles today, with what a letter needs of them."""
    leden = Lidmaatschap.objects.geldig().filter(rol__in=rollen)
    return leden.select_related("gebruiker", "organisatie", "postvoorkeur").order_by("pk")


def met_rol_bij(organisatie: Organisatie, *rollen: Rol) -> LidmaatschapQuerySet:
    """Who has one of these roles there today, or at the organisation that it went into."""
    opvolgers = Opvolging.objects.op().filter(voorganger=organisatie).values("opvolger")
    return met_rol(*rollen).filter(Q(organisatie=organisatie) | Q(organisatie__in=opvolgers))


def _van_de_organisatie(*rollen: Rol) -> Callable[[Traject], list[Lidmaatschap]]:
    return lambda traject: _met_zicht(traject, met_rol_bij(traject.organisatie, *rollen))


def _planners(traject: Traject) -> list[Lidmaatschap]:
    return _met_zicht(traject, met_rol_bij(traject.certificeerder, Rol.PLANNER))


def _toegewezen(*rollen: Toewijzing.Trajectrol) -> Callable[[Traject], list[Lidmaatschap]]:
    def leden(traject: Traject) -> list[Lidmaatschap]:
        mensen = traject.toewijzingen.filter(rol__in=rollen).values("gebruiker")
        kandidaten = met_rol_bij(traject.certificeerder, Rol.TOETSER, Rol.CONTROLEUR).filter(gebruiker__in=mensen)
        return _met_zicht(traject, kandidaten)

    return leden


def _uit_het_team(traject: Traject) -> list[Lidmaatschap]:
    """Who was replaced, and still has dates of it in the own calendar by our mail; they see nothing of the traject itself any more."""
    mensen = traject.toewijzingen.filter(rol__in=OUDE_ROL.values()).values("gebruiker")
    kandidaten = met_rol_bij(traject.certificeerder, Rol.TOETSER, Rol.CONTROLEUR).filter(gebruiker__in=mensen)
    onderwerp = traject.onderwerp
    return [lid for lid in kandidaten if bij_een_brief(lid, onderwerp, laatste_agenda(lid, onderwerp))]


def _was_in_het_team(wie: Lidmaatschap) -> QuerySet[Traject]:
    """That one is out of the team, is all that those letters say."""
    weg = Toewijzing.objects.filter(gebruiker=wie.gebruiker_id, rol__in=OUDE_ROL.values())
    return bij_onderwerp(Traject.objects.filter(pk__in=weg.values("traject")))


def bij_onderwerp(trajecten: QuerySet[Traject]) -> QuerySet[Traject]:
    """What the log calls these."""
    return trajecten.annotate(naam=Concat(Value("traject "), "nummer")).order_by().values("naam")


def overal(*rollen: Rol) -> Callable[[Traject], list[Lidmaatschap]]:
    """Who has one of these roles, wherever: the bureau and the beheercommissie."""
    return lambda traject: _met_zicht(traject, met_rol(*rollen))


_team = _toegewezen(Toewijzing.Trajectrol.TOETSER, Toewijzing.Trajectrol.CONTROLEUR)
_VAN_HET_TEAM = frozenset({Rol.TOETSER, Rol.CONTROLEUR})

ORGANISATIE = Ontvangers(
    "de organisatie",
    frozenset({Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER}),
    _van_de_organisatie(Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER),
)
PLANNER = Ontvangers("de planner van de certificerende instelling", frozenset({Rol.PLANNER}), _planners)
TOETSERS = Ontvangers("de toetsers", frozenset({Rol.TOETSER}), _toegewezen(Toewijzing.Trajectrol.TOETSER))
CONTROLEUR = Ontvangers(
    "de interne controleur", frozenset({Rol.CONTROLEUR}), _toegewezen(Toewijzing.Trajectrol.CONTROLEUR)
)
TEAM = Ontvangers("het team", _VAN_HET_TEAM, _team)
UIT_HET_TEAM = Ontvangers(
    "wie uit het team ging en er data van in de agenda heeft", _VAN_HET_TEAM, _uit_het_team, _was_in_het_team
)
CERTIFICEERDER = Ontvangers(
    "de planner en het team", _VAN_HET_TEAM | {Rol.PLANNER}, lambda traject: [*_planners(traject), *_team(traject)]
)
SECRETARIS = Ontvangers("de secretaris van de beheercommissie", frozenset({Rol.SECRETARIS}), overal(Rol.SECRETARIS))
BUREAU = Ontvangers("het bureau", frozenset({Rol.LABELBEHEERDER}), overal(Rol.LABELBEHEERDER))
