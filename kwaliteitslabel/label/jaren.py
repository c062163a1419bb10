"""The years of a label as lanes of knots: what was, what is going on and what is to come, each at its place in time."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from huisstijl.templatetags.opmaak import dagkort

KOLOMMEN = 25
TEKENS = {"klaar": "check-lg", "nu": "three-dots", "pauze": "pause-circle"}
# So many columns the words beside a knot need.
WOORDEN = 5


@dataclass
class Knoop:
    """Something at a day. `stand`: klaar, nu, pauze or straks; `wie` is who does something then, for what is to come."""

    op: date
    kop: str
    stand: str = "klaar"
    wie: str = ""
    wanneer: str = ""
    heeft_dag: bool = True
    url: str = ""
    kolom: int = 0
    rij: int = 0
    links: bool = False

    @property
    def teken(self) -> str:
        """The icon in the knot; what is to come has none."""
        return TEKENS.get(self.stand, "")

    @property
    def dag(self) -> str:
        """The day in words, as it stands beside the knot and in the table."""
        return dagkort(self.op) if self.heeft_dag else "geen vaste termijn"

    @property
    def plaats(self) -> str:
        """Its place as classes, since a page has no styles of its own."""
        return f"{self.stand} k{self.eerste_kolom} s{WOORDEN} r{self.rij}{' links' if self.links else ''}"

    @property
    def eerste_kolom(self) -> int:
        """Near the end the words stand before their knot."""
        return self.kolom - WOORDEN + 1 if self.links else self.kolom


@dataclass
class Band:
    """A stretch of time: vol (the label held), stil (suspended), straks (will hold) or venster (renewal can begin)."""

    soort: str
    van: date
    tot: date
    plaats: str = ""


@dataclass
class Spoor:
    """One subject over the years."""

    naam: str
    knopen: list[Knoop]
    banden: list[Band] = field(default_factory=list)


@dataclass(frozen=True)
class Jaren:
    """Lanes, each knot and band with its place, and the years and today as marks above them."""

    sporen: list[Spoor]
    jaargrenzen: list[tuple[int, int]]
    vandaag: int


def jaren(sporen: Iterable[Spoor], vandaag: date) -> Jaren:
    """Give every knot its column and row. However long a label lives, it is drawn in as many columns."""
    gevuld = [spoor for spoor in sporen if spoor.knopen]
    dagen = [knoop.op for spoor in gevuld for knoop in spoor.knopen]
    dagen += [dag for spoor in gevuld for band in spoor.banden for dag in (band.van, band.tot)]
    begin, einde = min([*dagen, vandaag]), max([*dagen, vandaag])

    def kolom(dag: date) -> int:
        return 1 + (KOLOMMEN - 1) * (dag - begin).days // max(1, (einde - begin).days)

    for spoor in gevuld:
        spoor.knopen.sort(key=lambda knoop: (knoop.op, knoop.kop))
        _plaatsen(spoor.knopen, kolom)
        for band in spoor.banden:
            van, tot = kolom(band.van), kolom(band.tot)
            band.plaats = f"{band.soort} k{van} s{max(1, tot - van)}"
    grenzen = [(jaar, kolom(date(jaar, 1, 1))) for jaar in range(begin.year + 1, einde.year + 1)]
    eerste = [(begin.year, 1)] if not grenzen or grenzen[0][1] > 2 else []
    return Jaren(gevuld, _zonder_drang([*eerste, *grenzen]), kolom(vandaag))


def _plaatsen(knopen, kolom):
    """Words that would lie over those of another knot go a row lower."""
    vrij_vanaf: list[int] = []
    for knoop in knopen:
        knoop.kolom = kolom(knoop.op)
        knoop.links = knoop.kolom > KOLOMMEN - WOORDEN + 1
        rij = next((nr for nr, vrij in enumerate(vrij_vanaf) if vrij <= knoop.eerste_kolom), len(vrij_vanaf))
        if rij == len(vrij_vanaf):
            vrij_vanaf.append(0)
        vrij_vanaf[rij] = knoop.eerste_kolom + WOORDEN
        knoop.rij = rij + 1


def _zonder_drang(grenzen):
    """Years that stand too close together are not all written."""
    over: list[tuple[int, int]] = []
    for jaar, kolom in grenzen:
        if not over or kolom - over[-1][1] >= 2:
            over.append((jaar, kolom))
    return over
