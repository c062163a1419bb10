"""Working days: all but weekends and the free days of the Algemene termijnenwet."""

from datetime import date, timedelta
from functools import cache

import holidays


@cache
def _feestdagen(jaar: int) -> frozenset[date]:
    """Algemene termijnenwet art. 3: with Good Friday, and 5 May every year, although many work on these days."""
    return frozenset(holidays.country_holidays("NL", years=jaar)) | {date(jaar, 5, 5)}


def is_werkdag(dag: date) -> bool:
    """Whether this is a working day."""
    return dag.weekday() < 5 and dag not in _feestdagen(dag.year)


def werkdagen_later(dag: date, aantal: int) -> date:
    """The date `aantal` working days after `dag`."""
    while aantal:
        dag += timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_eerder(dag: date, aantal: int) -> date:
    """The date `aantal` working days before `dag`."""
    while aantal:
        dag -= timedelta(days=1)
        aantal -= is_werkdag(dag)
    return dag


def werkdagen_tussen(van: date, tot: date) -> int:
    """Number of working days after `van` up to and including `tot`; negative when `tot` has passed."""
    if tot < van:
        return -werkdagen_tussen(tot, van)
    weken, rest = divmod((tot - van).days, 7)
    vrij = (dag for jaar in range(van.year, tot.year + 1) for dag in _feestdagen(jaar) if van < dag <= tot)
    losse = (van + timedelta(days=n) for n in range(1, rest + 1))
    return 5 * weken + sum(dag.weekday() < 5 for dag in losse) - sum(dag.weekday() < 5 for dag in vrij)
