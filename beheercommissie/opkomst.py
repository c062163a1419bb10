"""Who comes to a meeting, and what that means for the quorum of each item: never who stays out of which one."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from beheercommissie.models import Aanwezigheid, Reglement, Vergadering
from beheercommissie.quorum import Quorum, stemgerechtigden
from leden.models import Gebruiker, Rol

Antwoord = Aanwezigheid.Antwoord
# How an answer, or none, reads to the others.
STANDEN = {
    Antwoord.JA: ("goed", "check-lg", "komt"),
    Antwoord.NEE: ("", "dash-lg", "komt niet"),
    Antwoord.LATER: ("", "three-dots", "weet het later"),
    "": ("", "three-dots", "zei nog niets"),
}


@dataclass(frozen=True)
class Lid:
    """A member that can vote, and what was said about coming."""

    gebruiker: Gebruiker
    is_voorzitter: bool
    antwoord: str

    @property
    def stand(self) -> tuple[str, str, str]:
        return STANDEN[self.antwoord]


def leden_van(vergadering: Vergadering) -> list[Lid]:
    """Every member that can take part today, by name."""
    antwoorden = dict(vergadering.aanwezigheid.values_list("gebruiker", "antwoord"))
    rollen = defaultdict(set)
    gebruikers = {}
    for een in stemgerechtigden().select_related("gebruiker"):
        rollen[een.gebruiker_id].add(een.rol)
        gebruikers[een.gebruiker_id] = een.gebruiker
    return [
        Lid(gebruiker, Rol.VOORZITTER in rollen[pk], antwoorden.get(pk, ""))
        for pk, gebruiker in sorted(gebruikers.items(), key=lambda paar: paar[1].naam)
    ]


def aanwezigen(vergadering: Vergadering) -> tuple[list[str], list[str]]:
    """Names of who was there, and of who was not, for the minutes: as was noted, or of a meeting that was not opened as each said."""
    if vergadering.geopend_op:
        stand = vergadering.presentielijst.values_list("gebruiker__naam", "is_er")
    else:
        gezegd = {Antwoord.JA: True, Antwoord.NEE: False}
        antwoorden = vergadering.aanwezigheid.filter(antwoord__in=gezegd).values_list("gebruiker__naam", "antwoord")
        stand = [(naam, gezegd[antwoord]) for naam, antwoord in antwoorden]
    return tuple(sorted(naam for naam, was_er in stand if was_er == er) for er in (True, False))


@dataclass(frozen=True)
class Verwachting:
    """Of one item: how many come, how many still may, and how many are needed."""

    komen: int
    misschien: int
    nodig: int

    @property
    def stand(self) -> dict[str, str]:
        """In words."""
        if self.komen >= self.nodig:
            return {"soort": "goed", "teken": "people", "woord": "Er komen genoeg leden"}
        if self.komen + self.misschien >= self.nodig:
            return {"soort": "", "teken": "people", "woord": "Aantal leden nog niet zeker"}
        return {"soort": "aan-u", "teken": "exclamation-circle", "woord": "Er komen te weinig leden"}

    @property
    def in_getallen(self) -> dict[str, str]:
        """For the secretary, who knows what each member said."""
        zeggen = f", {self.misschien} misschien" if self.misschien else ""
        return self.stand | {"woord": f"{self.komen} komen{zeggen}, {self.nodig} nodig"}


def zoals_ieder_ziet(leden: Collection[Lid], reglement: Reglement) -> Verwachting:
    """What the names beside it tell already: who comes, as if nobody had an interest. Else it would tell who stays out."""
    antwoorden = [lid.antwoord for lid in leden if lid.antwoord != Antwoord.NEE]
    komen = antwoorden.count(Antwoord.JA)
    return Verwachting(komen, len(antwoorden) - komen, reglement.nodig(len(leden)))


def verwachting(leden: Iterable[Lid], quorum: Quorum) -> Verwachting:
    """Of an item: a member counts who comes and said to have no interest; who did not say one of both may still."""
    mogelijk = [lid for lid in leden if lid.antwoord != Antwoord.NEE and lid.gebruiker.pk in quorum.zonder_belang]
    komen = [lid for lid in mogelijk if lid.antwoord == Antwoord.JA and lid.gebruiker.pk in quorum.verklaard]
    return Verwachting(len(komen), len(mogelijk) - len(komen), quorum.nodig)
