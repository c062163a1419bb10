"""The word on screen for where a traject stands: that of its status, and what became since of what it led to."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from trajecten.levensloop import Status
from trajecten.models import Traject

# What rooms above know of trajecten that are finished: {key: what comes after the word of the status}; one question for many.
AANVULLINGEN: list[Callable[[Sequence[int]], dict[int, str]]] = []


def met_standwoord(trajecten: Iterable[Traject]) -> list[Traject]:
    """These trajecten, of which `standwoord` now also tells what became of the label that they led to."""
    rijen = list(trajecten)
    klaar = {traject.pk: traject for traject in rijen if traject.status == Status.LOPEND}
    for aanvulling in AANVULLINGEN if klaar else ():
        for pk, woorden in aanvulling(list(klaar)).items():
            klaar[pk].aanvulling = woorden
    return rijen


def per_stuk(trajecten: Iterable[Traject], aantal: int = 500) -> Iterator[Traject]:
    """The same for a list of any length, so many at a time."""
    rijen = iter(trajecten)
    while stuk := list(islice(rijen, aantal)):
        yield from met_standwoord(stuk)
