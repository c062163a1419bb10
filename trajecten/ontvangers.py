"""The parties around a traject as those who get its letters: who has the role now, and may see the traject now."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from berichten.regels import Ontvangers
from leden.models import Lidmaatschap, Opvolging, Organisatie, Rol
from trajecten.models import Toewijzing, Traject


def _met_zicht(traject: Traject, leden: Iterable[Lidmaatschap]) -> list[Lidmaatschap]:
    """Those of whom `zichtbaar_voor` says that they may know of it: an interest or an ended assignment closes the post too."""
    return [lid for lid in leden if Traject.objects.zichtbaar_voor(lid).filter(pk=traject.pk).exists()]


def _bij(organisatie: Organisatie, *rollen: Rol) -> Iterable[Lidmaatschap]:
    """Who has one of these roles there today, or at the organisation that it went into."""
    opvolgers = Opvolging.objects.op().filter(voorganger=organisatie).values("opvolger")
    return (
        Lidmaatschap.objects.geldig()
        .filter(Q(organisatie=organisatie) | Q(organisatie__in=opvolgers), rol__in=rollen)
        .select_related("gebruiker", "organisatie", "postvoorkeur")
        .order_by("pk")
    )


def van_de_organisatie(*rollen: Rol) -> Callable[[Traject], list[Lidmaatschap]]:
    return lambda traject: _met_zicht(traject, _bij(traject.organisatie, *rollen))


def _planners(traject: Traject) -> list[Lidmaatschap]:
    return _met_zicht(traject, _bij(traject.certificeerder, Rol.PLANNER))


def _toegewezen(*rollen: Toewijzing.Trajectrol) -> Callable[[Traject], list[Lidmaatschap]]:
    def leden(traject: Traject) -> list[Lidmaatschap]:
        mensen = traject.toewijzingen.filter(rol__in=rollen).values("gebruiker")
        kandidaten = _bij(traject.certificeerder, Rol.TOETSER, Rol.CONTROLEUR).filter(gebruiker__in=mensen)
        return _met_zicht(traject, kandidaten)

    return leden


def overal(*rollen: Rol) -> Callable[[Traject], list[Lidmaatschap]]:
    """Who has one of these roles, wherever: the bureau and the beheercommissie."""

    def leden(traject: Traject) -> list[Lidmaatschap]:
        kandidaten = Lidmaatschap.objects.geldig().filter(rol__in=rollen)
        return _met_zicht(traject, kandidaten.select_related("gebruiker", "organisatie", "postvoorkeur").order_by("pk"))

    return leden


ORGANISATIE = Ontvangers("de organisatie", van_de_organisatie(Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER))
BESTUURDER = Ontvangers("de bestuurder van de organisatie", van_de_organisatie(Rol.BESTUURDER))
PLANNER = Ontvangers("de planner van de certificerende instelling", _planners)
TOETSERS = Ontvangers("de toetsers", _toegewezen(Toewijzing.Trajectrol.TOETSER))
CONTROLEUR = Ontvangers("de interne controleur", _toegewezen(Toewijzing.Trajectrol.CONTROLEUR))
TEAM = Ontvangers("het team", _toegewezen(Toewijzing.Trajectrol.TOETSER, Toewijzing.Trajectrol.CONTROLEUR))
SECRETARIS = Ontvangers("de secretaris van de beheercommissie", overal(Rol.SECRETARIS))
BUREAU = Ontvangers("het bureau", overal(Rol.LABELBEHEERDER))
