"""Terms in working days or days, as the framework version states them; free days are those of the Algemene termijnenwet."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _feestdagen(jaar):
    """Algemene termijnenwet art. 3: with Good Friday, and 5 May every year, although many work on these days."""
    return frozenset(holidays.country_holidays("NL", years=jaar)) | {date(jaar, 5, 5)}


def is_werkdag(dag):
    return dag.weekday() < 5 and dag not in _feestdagen(dag.year)


def werkdagen_later(dag, aantal):
    """The date `aantal` working days after `dag`."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_tussen(van, tot):
    """Number of working days after `van` up to and including `tot`; negative when `tot` has passed."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))


def einddatum(kaderversie, naam, vanaf):
    """The last day of the named term of a framework version, or None when `naam` is empty.

    A term in days that ends on a free day goes on to the next working day (Algemene termijnenwet art. 1).
    """
    termijn = kaderversie.termijn(naam) if naam else None
    if termijn is None:
        return None
    if termijn.eenheid == "werkdagen":
        return werkdagen_later(vanaf, termijn.aantal)
    eind = vanaf + timedelta(days=termijn.aantal)
    return eind if is_werkdag(eind) else werkdagen_later(eind, 1)
