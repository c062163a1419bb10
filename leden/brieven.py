"""The letters about people and their roles, made while they are sent."""

from huisstijl.post import BRIEVEN, Brief
from leden.models import Belangenbevestiging, Lidmaatschap, Uitnodiging


def _uitnodiging(uitnodiging: int, keer: int) -> Brief:
    """The link of the latest mail; one that was accepted, withdrawn or sent again meanwhile has no letter."""
    rij = Uitnodiging.objects.open().select_related("organisatie", "uitgenodigd_door").get(pk=uitnodiging, keer=keer)
    return Brief(rij.email, {"uitnodiging": rij})


def _rollen_veranderd(lidmaatschap: int) -> Brief:
    rij = Lidmaatschap.objects.select_related("gebruiker", "organisatie").get(pk=lidmaatschap)
    return Brief(rij.gebruiker.email, {"organisatie": rij.organisatie})


def _belangen_bevestigen(bevestiging: int) -> Brief:
    """Not to who confirmed since."""
    rij = Belangenbevestiging.objects.select_related("gebruiker").get(pk=bevestiging, gevraagd_op__isnull=False)
    return Brief(rij.gebruiker.email)


BRIEVEN.update(
    {
        "uitnodiging": _uitnodiging,
        "rollen_veranderd": _rollen_veranderd,
        "belangen_bevestigen": _belangen_bevestigen,
    }
)
