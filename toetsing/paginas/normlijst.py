"""The norms of a self-evaluation with how far each is, in words: for the overview and beside each story."""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from normenkader.models import Onderdeel
from toetsing.models import Verhaal
from trajecten.models import Tekstversie
from trajecten.schrijven import laatste_versies

Stand = Verhaal.Stand
TEKENS = {Stand.KLAAR: "check-circle", Stand.ONBEKEND: "question-circle", Stand.LEEG: "circle"}
# Classes of `.normstrook`: full, half, open or a dash.
STROOK = {Stand.KLAAR: "", Stand.BEGONNEN: "deels", Stand.ONBEKEND: "nvt", Stand.LEEG: "niet"}


@dataclass(frozen=True)
class Regel:
    """One norm; `laatste` is the newest saved text (who, when), `woord` says how far it is, `teken` is its icon."""

    verhaal: Verhaal
    laatste: Tekstversie | None
    woord: str
    teken: str

    @property
    def strook(self):
        return STROOK[self.verhaal.stand]


@dataclass(frozen=True)
class Deel:
    """A part of the framework; `tellingen` are (number, word) for the states that occur."""

    onderdeel: Onderdeel
    regels: list
    tellingen: list


def regels(verhalen, wie):
    """A Regel for each story (with its norm), in the order given; two queries."""
    verhalen = list(verhalen)
    versies = laatste_versies(verhalen)
    return [_regel(verhaal, versies.get(verhaal.pk), wie) for verhaal in verhalen]


def _regel(verhaal, laatste, wie):
    stand = verhaal.stand
    if stand != Stand.BEGONNEN:
        return Regel(verhaal, laatste, stand.label, TEKENS[stand])
    if laatste is None:
        return Regel(verhaal, laatste, stand.label, "pencil")
    if laatste.bewaard_door_id == wie.gebruiker_id:
        return Regel(verhaal, laatste, "u schrijft", "pencil")
    return Regel(verhaal, laatste, f"{laatste.bewaard_door.naam.split()[0]} schrijft", "person")


def per_onderdeel(regels):
    """The parts with their norms; the stories have been read with `norm__onderdeel`."""
    delen = []
    for onderdeel, groep in groupby(regels, key=lambda regel: regel.verhaal.norm.onderdeel):
        groep = list(groep)
        aantallen = Counter(regel.verhaal.stand for regel in groep)
        delen.append(Deel(onderdeel, groep, [(aantallen[stand], stand.label) for stand in Stand if aantallen[stand]]))
    return delen
