"""The letters about people and their roles, made while they are sent."""

from typing import Any

from huisstijl.post import BRIEVEN, GEADRESSEERDEN, Brief, Geadresseerde
from leden.handelingen.uitnodigingen import uitnodiging_kwam_terug
from leden.models import Belangenbevestiging, Gebruiker, Lidmaatschap, Uitnodiging


def aan(gebruiker: Gebruiker, gegevens: dict[str, Any] | None = None) -> Brief:
    """A letter to somebody with an account."""
    return Brief(gebruiker.email, gegevens or {}, gebruiker.onderwerp)


def _uitnodiging(uitnodiging: int, keer: int) -> Brief:
    """The link of the latest mail; one that was accepted, withdrawn or sent again meanwhile has no letter."""
    rij = Uitnodiging.objects.open().select_related("organisatie", "uitgenodigd_door").get(pk=uitnodiging, keer=keer)
    return Brief(rij.email, {"uitnodiging": rij}, rij.onderwerp)


def _rollen_veranderd(lidmaatschap: int) -> Brief:
    rij = Lidmaatschap.objects.select_related("gebruiker", "organisatie").get(pk=lidmaatschap)
    heeft_rol = Lidmaatschap.objects.niet_voorbij().filter(gebruiker=rij.gebruiker_id).exists()
    return aan(rij.gebruiker, {"organisatie": rij.organisatie, "heeft_rol": heeft_rol})


def _zitting_gegeven(lidmaatschap: int, gebruiker: int) -> Brief:
    """To everybody of the committee: a term that somebody got."""
    rijen = Lidmaatschap.objects.select_related("gebruiker", "voorgesteld_door", "bevestigd_door")
    rij = rijen.get(pk=lidmaatschap, bevestigd_door__isnull=False)
    return aan(Gebruiker.objects.get(pk=gebruiker), {"zitting": rij})


def _zitting_geweigerd(lidmaatschap: int) -> Brief:
    """To who proposed the term; why stands behind the sign-in."""
    rijen = Lidmaatschap.objects.select_related("gebruiker", "voorgesteld_door")
    rij = rijen.get(pk=lidmaatschap, voorgesteld_door__isnull=False)
    return aan(rij.voorgesteld_door, {"zitting": rij})


def _belangen_bevestigen(bevestiging: int) -> Brief:
    """Not to who confirmed since."""
    rij = Belangenbevestiging.objects.select_related("gebruiker").get(pk=bevestiging, gevraagd_op__isnull=False)
    return aan(rij.gebruiker)


BRIEVEN.update(
    {
        "uitnodiging": _uitnodiging,
        "rollen_veranderd": _rollen_veranderd,
        "zitting_gegeven": _zitting_gegeven,
        "zitting_geweigerd": _zitting_geweigerd,
        "belangen_bevestigen": _belangen_bevestigen,
    }
)
GEADRESSEERDEN["uitnodiging"] = Geadresseerde(Uitnodiging.objects.all(), uitnodiging_kwam_terug)
