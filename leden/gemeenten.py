"""The municipalities of the Netherlands with their CBS codes, from the list that comes with the application.

What is stored is the code that held then. What became of it is worked out from dates (`gemeentewijzigingen.json`), so that nothing
has to be rewritten on the day that one municipality goes into another. Where the lists come from, of which year they are and how to
replace them stands in docs/keuzes/gemeenten.md.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort

GEGEVENS = Path(__file__).parent / "gegevens"
BESTAND = GEGEVENS / "gemeenten.json"
WIJZIGINGEN = GEGEVENS / "gemeentewijzigingen.json"


@dataclass(frozen=True)
class Gemeentewijziging:
    """The municipality `van`, by the name of `naam`, goes into `naar` on the day `per`."""

    van: str
    naam: str
    naar: str
    per: date


@cache
def lijst() -> dict[str, Any]:
    """The whole file: `jaar`, `bron`, `licentie`, and `gemeenten` as {code: naam}."""
    return json.loads(BESTAND.read_bytes())


@cache
def wijzigingen() -> tuple[Gemeentewijziging, ...]:
    """What goes into another municipality, the earliest first."""
    rijen = json.loads(WIJZIGINGEN.read_bytes())["wijzigingen"]
    alle = (Gemeentewijziging(**rij | {"per": date.fromisoformat(rij["per"])}) for rij in rijen)
    return tuple(sorted(alle, key=lambda een: een.per))


def jaar() -> int:
    return lijst()["jaar"]


def namen() -> dict[str, str]:
    """{code: naam} of every municipality of that year."""
    return lijst()["gemeenten"]


def naam_van(code: str) -> str:
    """The name that belongs to a code, also of one that is gone; of a code that we never knew, the code itself."""
    return _alle_namen().get(code, code)


def code_op(code: str, dag: date | None = None) -> str:
    """The code that holds on a day (today) for one that was stored before: what went into another goes by the code of that one."""
    dag = dag or timezone.localdate()
    for een in wijzigingen():
        if een.van == code and een.per <= dag:
            code = een.naar
    return code


def codes_van(code: str, dag: date | None = None) -> set[str]:
    """Every code that stands for the same municipality on a day (today): whoever asks for one finds what was stored by the others."""
    nu = code_op(code, dag)
    return {nu, *(een.van for een in wijzigingen() if code_op(een.van, dag) == nu)}


def naam_op(code: str, dag: date | None = None) -> str:
    """What a municipality is called on a day (today), for a code that was stored before."""
    return naam_van(code_op(code, dag))


def verloop(code: str, dag: date | None = None) -> str:
    """What had become of a municipality by a day (today): sinds 1 januari 2027 onderdeel van Hilversum. Empty when it goes on."""
    nu = code_op(code, dag)
    sinds = next((een.per for een in wijzigingen() if een.van == code), None)
    return f"sinds {dagkort(sinds)} onderdeel van {naam_van(nu)}" if sinds and nu != code else ""


def naam_met_verloop(code: str, dag: date | None = None) -> str:
    """The name by which it was stored, and what had become of it: Wijdemeren, sinds 1 januari 2027 onderdeel van Hilversum."""
    return ", ".join(filter(None, [naam_van(code), verloop(code, dag)]))


def code_van(tekst: str) -> str:
    """The code of today for a name or a code as people write it; "" when there is no such municipality."""
    return code_op(_codes().get(" ".join(tekst.split()).casefold(), ""))


def codes_met(woord: str) -> set[str]:
    """The codes of the municipalities with this word in their name, and every other code that stands for those today."""
    gevonden = [code for code, naam in _alle_namen().items() if woord.casefold() in naam.casefold()]
    return {een for code in gevonden for een in codes_van(code)}


def opgegaan_met(woord: str) -> list[str]:
    """A sentence for each municipality with this word in its name that has gone into another by today."""
    gezocht = [een for een in wijzigingen() if woord.casefold() in een.naam.casefold()]
    return [f"{een.naam} is {zin}." for een in gezocht if (zin := verloop(een.van))]


def keuzes() -> list[tuple[str, str]]:
    """(code, naam) of what there is today in alphabetical order, for a form; 's-Gravenhage stands at the G."""
    er_nog = [(code, naam) for code, naam in namen().items() if code_op(code) == code]
    return sorted(er_nog, key=lambda paar: paar[1].removeprefix("'s-").casefold())


@cache
def _alle_namen() -> dict[str, str]:
    return {een.van: een.naam for een in wijzigingen()} | namen()


@cache
def _codes() -> dict[str, str]:
    """Every way to write a municipality: its code, its name, and its name without the province behind it."""
    kort = {code: naam.partition(" (")[0].casefold() for code, naam in _alle_namen().items()}
    keren = Counter(kort.values())
    manieren = {naam: code for code, naam in kort.items() if keren[naam] == 1}
    manieren |= {naam.casefold(): code for code, naam in _alle_namen().items()}
    return manieren | {code.casefold(): code for code in _alle_namen()}
