"""What changed of a row, in words for the log."""

from datetime import date
from decimal import Decimal

from leden import gemeenten
from leden.templatetags.opmaak import dagkort, getal


def verschil(rij, naam, nieuw):
    """One field: plaats: Wilgendam, nu Oeverwijk."""
    return f"{label(rij, naam)}: {_in_woorden(naam, getattr(rij, naam))}, nu {_in_woorden(naam, nieuw)}"


def label(rij, naam):
    return str(rij._meta.get_field(naam).verbose_name)


def _in_woorden(naam, waarde):
    if waarde in (None, ""):
        return "leeg"
    if naam == "gemeente":
        return gemeenten.naam_van(waarde)
    if isinstance(waarde, date):
        return dagkort(waarde)
    return getal(waarde) if isinstance(waarde, int | Decimal) else str(waarde)
