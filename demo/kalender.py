"""Days counted in working days from today, and the clock that plays what happened before today in the right order."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from heapq import heapify, heappop, heappush

import time_machine
from django.db import connection
from django.utils import timezone

from berichten.werkdagen import is_werkdag, werkdagen_later


@dataclass(frozen=True)
class Kalender:
    vandaag: date

    def dag(self, aantal):
        """The working day `aantal` working days from today: negative is past, 0 is today or else the next working day."""
        return _dag(self.vandaag, aantal)

    def moment(self, aantal, uur, minuut=0):
        """That working day at this time in the Netherlands, as an aware moment in UTC."""
        return op_de_klok(self.dag(aantal), time(uur, minuut))


@cache
def _dag(vandaag, aantal):
    if aantal >= 0:
        return werkdagen_later(vandaag - timedelta(days=1), aantal + 1)
    dag = vandaag
    while aantal:
        dag -= timedelta(days=1)
        aantal += is_werkdag(dag)
    return dag


def op_de_klok(dag, tijd):
    # UTC, because travelling to a moment in a named zone would also move this process to that zone.
    return timezone.make_aware(datetime.combine(dag, tijd)).astimezone(UTC)


def agenda_van(wegen):
    """What waits for which moment: the agenda that `afspelen` plays.

    A road is a generator: it yields the moment it wants to go on, then does at that moment what it has to do.
    """
    agenda = [(next(weg), nummer, weg) for nummer, weg in enumerate(wegen)]
    heapify(agenda)
    return agenda


@contextmanager
def zonder_savepoints():
    """Acts of which none may fail: one that does spoils the whole transaction, so nothing has to be kept to go back to.

    A row that is locked behind every next savepoint of one transaction takes PostgreSQL longer each time.
    """
    was, connection.features.uses_savepoints = connection.features.uses_savepoints, False
    try:
        yield
    finally:
        connection.features.uses_savepoints = was


@zonder_savepoints()
def afspelen(agenda, voortgang=lambda moment: None, tot=None):
    """Walk all roads side by side in order of time, so that numbers and log come out as they would have.

    `voortgang` is told each moment that is played. What waits for the moment `tot` or a later one stays on the agenda.
    """
    with time_machine.travel(agenda[0][0]) as klok:
        while agenda and (tot is None or agenda[0][0] < tot):
            moment, nummer, weg = heappop(agenda)
            # Acts take time: what was planned a moment ago happens now, never before what is already in the log.
            klok.move_to(max(moment, timezone.now()))
            voortgang(moment)
            if verder := next(weg, None):
                heappush(agenda, (verder, nummer, weg))
