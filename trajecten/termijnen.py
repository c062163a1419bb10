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


def werkdagen_eerder(dag, aantal):
    """The date `aantal` working days before `dag`."""
    while aantal:
        dag -= timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_tussen(van, tot):
    """Number of working days after `van` up to and including `tot`; negative when `tot` has passed."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    return sum(is_werkdag(van + timedelta(days=n)) for n in range(1, (tot - van).days + 1))


def einddatum(kaderversie, naam, vanaf):
    """The last day of the named term of a framework version; None when there is no such term."""
    termijn = kaderversie.termijn(naam) if naam else None
    return laatste_dag(termijn.aantal, termijn.eenheid, vanaf) if termijn else None


def laatste_dag(aantal, eenheid, vanaf):
    """The last day of a term of so many `eenheid` after `vanaf`.

    A term in days that ends on a free day goes on to the next working day (Algemene termijnenwet art. 1).
    """
    if eenheid == "werkdagen":
        return werkdagen_later(vanaf, aantal)
    return werkdag_vanaf(vanaf + timedelta(days=aantal))


def werkdag_vanaf(dag):
    """This day, or the first working day after it."""
    return dag if is_werkdag(dag) else werkdagen_later(dag, 1)


def over(termijn, eenheid, dag):
    """How many `eenheid` are left on `dag` of a term with this last day; none when it has passed."""
    if termijn < dag:
        return 0
    return werkdagen_tussen(dag, termijn) if eenheid == "werkdagen" else (termijn - dag).days
