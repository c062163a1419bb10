"""Who hears what: one table for the whole house, filled by every room in its brieven.py (docs/berichten.md is made from it).

The log says what happened; a row here says who hears of it and in which letter. So an act that stands in the log is heard, and nobody
has to remember to send anything. An act of which nobody hears stands here too, in `ONVERTELD`, with the reason.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Lidmaatschap, Rol


class Ontvangers(NamedTuple):
    """A party: the roles it is made of, and who of it hears now about the thing that a letter is about.

    Who is not among them when the letter goes, gets nothing. `leest`: what the log calls the things of which its letters are found back
    at Post; without it those that somebody sees.
    """

    naam: str
    rollen: frozenset[Rol]
    leden: Callable[[Any], Iterable[Lidmaatschap]]
    leest: Callable[[Lidmaatschap], QuerySet[Any]] | None = None


class Nalezer(NamedTuple):
    """Who reads a letter before it goes: the role, and at which organisation (by key)."""

    rol: Rol
    organisatie: Callable[[Any], int]


@dataclass(frozen=True)
class Regel:
    """After this act (from, or into, this status), or at this moment, these people get this letter: templates/post/<brief>.txt.

    `is_beurt`: they have to do something, so it goes at once, and only as long as the status is still the one that the act led to.
    `is_bundel`: good to know, so it waits for the message of the day. `als`: only when this is so. `inhoud`: what it needs to know, when
    that is more than of every letter about such a thing. `met_agenda`: it is about a date, so a file for the calendar goes along. A
    letter is for one party, also when several acts lead to it; `woorden` names the template when several parties read the same.
    """

    brief: str
    aan: Ontvangers
    handeling: Handeling | None = None
    van: str = ""
    naar: str = ""
    moment: str = ""
    is_beurt: bool = False
    is_bundel: bool = False
    met_agenda: bool = False
    nalezer: Nalezer | None = None
    als: Callable[[Any, Gebeurtenis], bool] | None = None
    inhoud: "Callable[[Any, Regel, Gebeurtenis | None], Inhoud] | None" = None
    woorden: str = ""

    @property
    def sjabloon(self) -> str:
        return f"post/{self.woorden or self.brief}.txt"


class Onverteld(NamedTuple):
    """Why a party hears nothing of these acts, which others do hear of; with `naar` only when they lead to that status."""

    aan: Ontvangers
    handelingen: tuple[Handeling, ...]
    waarom: str
    naar: str = ""


@dataclass(frozen=True)
class Inhoud:
    """What a letter needs to know of the thing that it is about: the link, the term, who can help, and what its template gets."""

    pad: str
    gegevens: dict[str, Any] = field(default_factory=dict)
    termijn: date | None = None
    hulp: str = ""
    antwoord_aan: str = ""


class Soort(NamedTuple):
    """A kind of thing that letters are about: how to find it by what the log calls it, and what letters say of it."""

    zoek: Callable[[str], Any]
    inhoud: Callable[[Any, Regel, Gebeurtenis | None], Inhoud]
    # Whether the thing still is where the act of this row brought it; what has no status is.
    staat_nog: Callable[[Any, Gebeurtenis], bool] = lambda ding, gebeurtenis: True
    # What the log calls those that somebody sees; without it the role says enough.
    ziet: Callable[[Lidmaatschap], QuerySet[Any]] | None = None


class Moment(NamedTuple):
    """A moment in time about which a letter goes, once: `sleutel` names it for ever."""

    brief: str
    onderwerp: str
    sleutel: str


REGELS: list[Regel] = []
# Acts of which nobody hears by post, and why not.
ONVERTELD: dict[Handeling, str] = {}
ONVERTELD_AAN: list[Onverteld] = []
# By the first word of what the log calls it.
SOORTEN: dict[str, Soort] = {}
# What gives the moments that have come on a day; also those of some days before, for when no worker ran.
MOMENTEN: list[Callable[[date], Iterable[Moment]]] = []


def regel_van(brief: str) -> Regel:
    """The row of a letter; the first, when several acts lead to the same letter."""
    return next(regel for regel in REGELS if regel.brief == brief)


def regels_bij(gebeurtenis: Gebeurtenis) -> list[Regel]:
    """The rows of the table that this row of the log meets."""
    return [
        regel
        for regel in REGELS
        if regel.handeling == gebeurtenis.handeling
        and regel.van in ("", gebeurtenis.van)
        and regel.naar in ("", gebeurtenis.naar)
    ]


def inhoud_van(regel: Regel, soort: Soort, ding: Any, gebeurtenis: Gebeurtenis | None) -> Inhoud:
    """What a letter by this row needs to know of the thing as it is now."""
    return (regel.inhoud or soort.inhoud)(ding, regel, gebeurtenis)


def zoek(onderwerp: str) -> tuple[Soort, Any]:
    """The thing that the log calls this, and its kind. Raises LookupError when no letter is about such things, or it is gone."""
    woord, _, rest = onderwerp.partition(" ")
    soort = SOORTEN.get(woord)
    ding = soort.zoek(rest) if soort else None
    if soort is None or ding is None:
        raise LookupError(onderwerp)
    return soort, ding
