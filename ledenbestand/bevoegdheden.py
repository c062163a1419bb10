from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Lidmaatschap
from ledenbestand.models import Ledenbestand


def inleesbelemmeringen(wie: Lidmaatschap, ledenbestand: Ledenbestand) -> list[str]:
    """Why this members' file cannot be read in, whatever stands in it."""
    redenen = rolbelemmeringen(wie, Handeling.LEDENBESTAND_INLEZEN)
    if not redenen and ledenbestand.ingelezen_op:
        redenen.append("Dit ledenbestand is al ingelezen.")
    elif not redenen and ledenbestand.aangeboden_door_id != wie.gebruiker_id:
        redenen.append("Een collega koos dit bestand en leest het in.")
    return redenen
