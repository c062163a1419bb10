"""What was chosen of an area, written down as it was on a day: a plain document that a traject and a certificate keep.

What begins or ends later says so (`van`, `tot`); a municipality or an activity is then no word but a row with a `naam`.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from huisstijl.templatetags.opmaak import dagkort
from leden import gemeenten

LOCATIEVELDEN = ("naam", "adres", "postcode", "plaats", "gemeente")


class EenLocatie(Protocol):
    """Whatever has the fields of a location."""

    naam: str
    adres: str
    postcode: str
    plaats: str
    gemeente: str


def opgave(
    locaties: Iterable[EenLocatie], werkgebied: Iterable[str], activiteiten: Iterable[str]
) -> dict[str, list[Any]]:
    """The document; what was not given is not in it, and without anything it is empty."""
    delen = {
        "locaties": [{veld: getattr(een, veld) for veld in LOCATIEVELDEN} for een in locaties],
        "werkgebied": list(werkgebied),
        "activiteiten": list(activiteiten),
    }
    return {naam: deel for naam, deel in delen.items() if deel}


def zegt_hetzelfde(een: Mapping[str, list[Any]], ander: Mapping[str, list[Any]]) -> bool:
    """Whether two documents name the same, in whatever order their rows stand."""
    return _zonder_volgorde(een) == _zonder_volgorde(ander)


def _zonder_volgorde(document: Mapping[str, list[Any]]) -> dict[str, set[str]]:
    return {naam: {json.dumps(een, sort_keys=True) for een in deel} for naam, deel in document.items()}


def gemeentecodes(document: dict[str, list[Any]]) -> list[str]:
    """The codes of every municipality that it names, as they were then."""
    codes = {een["gemeente"] for een in document.get("locaties", ())}
    return sorted(codes | {_naam(een) for een in document.get("werkgebied", ())})


def met_dagen(wat: str | dict[str, str], van: date | None, tot: date | None) -> str | dict[str, str]:
    """What stands in the document, with its first day when that is still to come, and its last."""
    dagen = {"van": van and van.isoformat(), "tot": tot and tot.isoformat()}
    gegeven = {naam: dag for naam, dag in dagen.items() if dag}
    if not gegeven:
        return wat
    return (wat if isinstance(wat, dict) else {"naam": wat}) | gegeven


def _naam(een: str | dict[str, str]) -> str:
    return een["naam"] if isinstance(een, dict) else een


def _dagen(een: str | dict[str, str]) -> str:
    """From and until when, behind its name."""
    if not isinstance(een, dict):
        return ""
    woorden = {"van": "vanaf", "tot": "tot en met"}
    dagen = [f"{woord} {dagkort(date.fromisoformat(een[naam]))}" for naam, woord in woorden.items() if naam in een]
    return f" ({', '.join(dagen)})" if dagen else ""


def in_woorden(document: dict[str, list[Any]], dag: date | None = None) -> list[tuple[str, list[str]]]:
    """Pairs of a heading and its lines, with what had become of each municipality by a day (today)."""
    delen = (
        ("Locaties", [_locatie(een, dag) for een in document.get("locaties", ())]),
        (
            "Werkgebied",
            sorted(
                f"{gemeenten.naam_met_verloop(_naam(een), dag)}{_dagen(een)}" for een in document.get("werkgebied", ())
            ),
        ),
        ("Activiteiten", [f"{_naam(een)}{_dagen(een)}" for een in document.get("activiteiten", ())]),
    )
    return [(kop, regels) for kop, regels in delen if regels]


def _locatie(een: dict[str, str], dag: date | None) -> str:
    waar = ", ".join(filter(None, [een["naam"], een["adres"], f"{een['postcode']} {een['plaats']}".strip()]))
    gemeente = gemeenten.naam_met_verloop(een["gemeente"], dag)
    return f"{waar if gemeente == een['plaats'] else f'{waar} (gemeente {gemeente})'}{_dagen(een)}"
