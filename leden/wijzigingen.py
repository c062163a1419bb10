"""What changed of a row: in words for the log, and while someone had a form of it open."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import CharField, Model

from huisstijl.templatetags.opmaak import dagkort, getal
from huisstijl.velden import vingerafdruk
from leden import gemeenten


def wijziging_in_woorden(rij: Model, naam: str, nieuw: Any) -> str:
    """One field: plaats: Wilgendam, nu Oeverwijk."""
    return f"{label(rij, naam)}: {_in_woorden(naam, getattr(rij, naam))}, nu {_in_woorden(naam, nieuw)}"


def zoals_bewaard(soort: type[Model], gegevens: dict[str, Any]) -> dict[str, Any]:
    """What was typed, as the fields keep it: a postcode is compared and written as 1234 AB."""
    velden = {naam: soort._meta.get_field(naam) for naam in gegevens}
    return {
        naam: veld.to_python(gegevens[naam]) if isinstance(veld, CharField) else gegevens[naam]
        for naam, veld in velden.items()
    }


def bijwerken(rij: Model, gegevens: dict[str, Any]) -> str:
    """Write what is different; gives what was and what is, for the log. Empty when nothing is."""
    gegevens = zoals_bewaard(type(rij), gegevens)
    anders = [naam for naam, waarde in gegevens.items() if waarde != getattr(rij, naam)]
    zin = "; ".join(wijziging_in_woorden(rij, naam, gegevens[naam]) for naam in anders)
    for naam in anders:
        setattr(rij, naam, gegevens[naam])
    if anders:
        rij.save(update_fields=anders)
    return zin


def label(rij, naam):
    """What people call this field."""
    return str(rij._meta.get_field(naam).verbose_name)


def _in_woorden(naam, waarde):
    if waarde in (None, ""):
        return "leeg"
    if naam == "gemeente":
        return gemeenten.naam_van(waarde)
    if isinstance(waarde, date):
        return dagkort(waarde)
    return getal(waarde) if isinstance(waarde, int | Decimal) else str(waarde)


def afdruk(waarde):
    """A short fingerprint of one value, the same however many zeros a number ends in."""
    return vingerafdruk(str(waarde.normalize() if isinstance(waarde, Decimal) else waarde))[:12]


def afdrukken(rij, velden):
    """The fingerprints of these fields, for a form to carry along as what it began with."""
    return " ".join(afdruk(getattr(rij, naam)) for naam in velden)


def ondertussen_anders(rij, velden, gegevens, begin):
    """The fields that changed since a form began (`begin`: what `afdrukken` gave then), and into something else than it says."""
    return [
        naam
        for naam, was in zip(velden, begin.split(), strict=False)
        if afdruk(getattr(rij, naam)) not in (was, afdruk(gegevens.get(naam)))
    ]
