"""What was chosen of an area, written down as it was on a day: a plain document that a traject and a certificate keep."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Protocol

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


def gemeentecodes(document: dict[str, list[Any]]) -> list[str]:
    """The codes of every municipality that it names, as they were then."""
    codes = {*(een["gemeente"] for een in document.get("locaties", ())), *document.get("werkgebied", ())}
    return sorted(codes)


def in_woorden(document: dict[str, list[Any]], dag: date | None = None) -> list[tuple[str, list[str]]]:
    """Pairs of a heading and its lines, with what had become of each municipality by a day (today)."""
    delen = (
        ("Locaties", [_locatie(een, dag) for een in document.get("locaties", ())]),
        ("Werkgebied", sorted(gemeenten.naam_met_verloop(code, dag) for code in document.get("werkgebied", ()))),
        ("Activiteiten", list(document.get("activiteiten", ()))),
    )
    return [(kop, regels) for kop, regels in delen if regels]


def _locatie(een: dict[str, str], dag: date | None) -> str:
    waar = ", ".join(filter(None, [een["naam"], een["adres"], f"{een['postcode']} {een['plaats']}".strip()]))
    gemeente = gemeenten.naam_met_verloop(een["gemeente"], dag)
    return waar if gemeente == een["plaats"] else f"{waar} (gemeente {gemeente})"
