"""What stands in a cell of a spreadsheet, as the text that a form field takes; what cannot be taken says why.

Spreadsheets turn numbers into amounts and texts into dates. What can be turned back without guessing is turned back.
"""

import re
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches

from huisstijl.rekenblad import is_formule
from huisstijl.velden import schoon
from leden import gemeenten

STUURTEKENS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DUIZENDTALLEN = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
LEESTEKENS = re.compile("[ .-]")
CIJFERS = re.compile("[0-9]+")


class Formule(str):
    """A cell in which a formula stands instead of a value."""


class Foutwaarde(str):
    """A cell in which a spreadsheet shows an error, such as #N/B."""


def tekst(waarde):
    """The text of a cell, lines and all."""
    match waarde:
        case None:
            return ""
        case Formule():
            raise ValueError("Hier staat een formule. Zet er de uitkomst in (in Excel: Plakken speciaal, Waarden).")
        case Foutwaarde():
            raise ValueError(f"Hier staat de foutmelding {waarde} van het rekenblad. Verbeter de cel.")
        case bool():
            raise ValueError("Hier staat waar of onwaar. Zet de cel op Tekst en schrijf het opnieuw.")
        case date() | time() | timedelta():
            raise ValueError("Het rekenblad maakte hier een datum van. Zet de cel op Tekst en schrijf het opnieuw.")
        case int() | float():
            return str(int(waarde)) if waarde == int(waarde) else str(waarde).replace(".", ",")
    if STUURTEKENS.search(waarde):
        raise ValueError("Hier staat een teken dat niet te lezen is. Typ de tekst opnieuw.")
    # Our own lists put an apostrophe before what looks like a formula.
    return schoon(waarde[1:] if waarde.startswith("'") and is_formule(waarde[1:]) else waarde).strip()


def regel(waarde):
    """The text of a cell, on one line."""
    return " ".join(tekst(waarde).split())


def cijfers(lengte, naam):
    """A reader of numbers of a fixed length. A spreadsheet that keeps such a number as an amount drops the zero in front."""

    def lezen(waarde):
        getypt = regel(waarde)
        kaal = LEESTEKENS.sub("", getypt)
        if not kaal:
            return ""
        if not CIJFERS.fullmatch(kaal):
            raise ValueError(f"Een {naam} bestaat uit {lengte} cijfers. Hier staat ‘{kort(getypt)}’.")
        if len(kaal) == lengte - 1:
            if nul_viel_weg(waarde, lengte):
                return f"0{kaal}"
            raise ValueError(
                f"Dit {naam} heeft {lengte - 1} cijfers. Viel de nul vooraan weg? Dat doet een rekenblad bij een getal. "
                f"Zet de cel op Tekst en schrijf 0{kaal}."
            )
        if len(kaal) != lengte:
            raise ValueError(f"Een {naam} heeft {lengte} cijfers. Hier staan er {len(kaal)}.")
        return kaal

    return lezen


def nul_viel_weg(waarde, lengte):
    """Whether the cell is an amount with one digit less than the number has: then the zero in front was dropped."""
    is_getal = isinstance(waarde, int | float) and not isinstance(waarde, bool)
    return is_getal and waarde == int(waarde) and len(str(int(waarde))) == lengte - 1 and waarde > 0


def getal(waarde):
    """A number as people write it in Dutch, with a point for a form field: 1.250,5 and 1250,5 as 1250.5."""
    getypt = regel(waarde)
    if DUIZENDTALLEN.fullmatch(getypt):
        getypt = getypt.replace(".", "")
    return getypt.replace(",", ".")


def telefoon(waarde):
    """A telephone number; as an amount it lost the zero in front."""
    return f"0{regel(waarde)}" if nul_viel_weg(waarde, 10) else regel(waarde)


def dag(waarde):
    """A date of the spreadsheet, or the text of a date."""
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, int | float) and not isinstance(waarde, bool):
        raise ValueError(f"Hier staat het getal {regel(waarde)}. Zet de cel op Datum, of schrijf 1 januari 2020.")
    return regel(waarde)


def gemeente(waarde):
    """The code of a municipality, from its name or its code. What is not in the list gets the nearest names."""
    getypt = regel(waarde)
    code = gemeenten.code_van(getypt)
    if code or not getypt:
        return code
    namen = {naam.casefold(): naam for naam in gemeenten.namen().values()}
    lijkt = [naam for klein, naam in namen.items() if klein.startswith(getypt.casefold())]
    lijkt += [namen[klein] for klein in get_close_matches(getypt.casefold(), namen, n=3, cutoff=0.7)]
    keuze = " of ".join(list(dict.fromkeys(lijkt))[:3])
    raise ValueError(
        f"‘{kort(getypt)}’ staat niet in de lijst van gemeenten van {gemeenten.jaar()}. "
        + (f"Bedoelt u {keuze}?" if keuze else "Schrijf de naam zoals het CBS die schrijft, of de code (GM0344).")
    )


def kort(getypt):
    """What was typed, cut off when it is long."""
    return getypt if len(getypt) <= 40 else f"{getypt[:40]}…"
