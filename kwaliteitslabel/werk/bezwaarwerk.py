"""Objections, for Mijn werk: of the secretary who sees to them, and of who was asked to advise."""

from geschillen.bevoegdheden.bezwaren import EERST_DE_BRIEF
from geschillen.models import Bezwaar
from kwaliteitslabel.werk.telling import Telling
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap, Rol

Stand = Bezwaar.Stand
NIETS_TE_DOEN = "De adviseur is aan zet."


def bezwaarwerk(wie: Lidmaatschap, geteld: Telling) -> list[Werk]:
    """A row per open objection. Three queries at most."""
    rijen = Bezwaar.objects.zichtbaar_voor(wie).open().prefetch_related("adviseurs", "stukken")
    if wie.rol == Rol.KLACHTBEHANDELAAR:
        return [_advies(een) for een in rijen.filter(geadviseerd_op__isnull=True)]
    if not geteld.is_een_bezwaar_open:
        return []
    # Of what is back on the road of the traject the row of that traject tells.
    return [_van_de_secretaris(een) for een in rijen.filter(heropend_op__isnull=True)]


def _advies(bezwaar: Bezwaar) -> Werk:
    return Werk(
        f"Adviseer over het bezwaar tegen besluit {bezwaar.besluit.nummer}",
        "De beheercommissie besluit na uw advies opnieuw.",
        bezwaar.get_absolute_url(),
        "Ga naar het bezwaar",
        bezwaar.besluit_tot,
    )


def _van_de_secretaris(bezwaar: Bezwaar) -> Werk:
    zin = "Vraag iemand om advies die niets met het besluit te maken had."
    if bezwaar.is_per_brief and not bezwaar.stukken.all():
        zin = EERST_DE_BRIEF
    elif bezwaar.geadviseerd_op:
        zin = "Er is een advies. Breng het traject terug bij de commissie."
    elif bezwaar.adviseurs.all():
        met_zitting = bezwaar.horen_op or bezwaar.afgezien_op
        zin = NIETS_TE_DOEN if met_zitting else "Spreek een hoorzitting af."
    if bezwaar.is_te_laat:
        zin += " De laatste dag is voorbij."
    return Werk(
        f"Bezwaar tegen besluit {bezwaar.besluit.nummer}",
        zin,
        bezwaar.get_absolute_url(),
        "Ga naar het bezwaar",
        bezwaar.besluit_tot,
    )
