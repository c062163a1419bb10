"""The municipalities of the Netherlands with their CBS codes, from the list that comes with the application.

Where the list comes from, of which year it is and how to replace it stands in docs/keuzes/gemeenten.md.
"""

import json
from collections import Counter
from functools import cache
from pathlib import Path

BESTAND = Path(__file__).parent / "gegevens" / "gemeenten.json"


@cache
def lijst():
    """The whole file: `jaar`, `bron`, `licentie`, and `gemeenten` as {code: naam}."""
    return json.loads(BESTAND.read_bytes())


def jaar():
    return lijst()["jaar"]


def namen():
    """{code: naam} of every municipality."""
    return lijst()["gemeenten"]


def naam_van(code):
    """The name of a municipality; of a code that is not in the list, the code itself."""
    return namen().get(code, code)


def code_van(tekst):
    """The code for a name or a code as people write it; "" when there is no such municipality."""
    return _codes().get(" ".join(tekst.split()).casefold(), "")


def codes_met(woord):
    """The codes of the municipalities with this word in their name."""
    return [code for code, naam in namen().items() if woord.casefold() in naam.casefold()]


def keuzes():
    """(code, naam) in alphabetical order, for a form; 's-Gravenhage stands at the G."""
    return sorted(namen().items(), key=lambda paar: paar[1].removeprefix("'s-").casefold())


@cache
def _codes():
    """Every way to write a municipality: its code, its name, and its name without the province behind it."""
    kort = {code: naam.partition(" (")[0].casefold() for code, naam in namen().items()}
    keren = Counter(kort.values())
    manieren = {naam: code for code, naam in kort.items() if keren[naam] == 1}
    manieren |= {naam.casefold(): code for code, naam in namen().items()}
    return manieren | {code.casefold(): code for code in namen()}
