"""Two versions of a framework beside each other: per norm where it comes from, and which words changed.

Norms are read from the packages, so that comparing asks the database nothing more.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from huisstijl.woordverschil import woordverschil
from normenkader.inhoud import Overgangssoort
from normenkader.models import Kaderversie
from normenkader.overgang import herkomst, vervallen

Pakketnorm = dict[str, Any]
TEKSTEN = {"tekst": "De norm", "toelichting": "De uitleg", "voorbeeld": "Het voorbeeld"}


@dataclass
class Normverschil:
    """A norm of now, the norms of the earlier version it comes from, and who is heard about it as well (in words)."""

    norm: Pakketnorm
    soort: Overgangssoort
    van: list[Pakketnorm]
    vraagt_ook: list[str]

    @property
    def is_nieuw(self) -> bool:
        return self.soort == Overgangssoort.NIEUW

    @property
    def is_veranderd(self) -> bool:
        """Whether somebody who knows the earlier version has something to read here."""
        return self.soort != Overgangssoort.ZELFDE or bool(self.vraagt_ook or self.andere_velden)

    @property
    def andere_velden(self) -> list[str]:
        """The texts that read differently, of a norm that stayed one norm."""
        if self.soort != Overgangssoort.ZELFDE:
            return []
        return [veld for veld in TEKSTEN if self.van[0][veld] != self.norm[veld]]

    @property
    def woorden(self) -> list[tuple[str, str]]:
        """The norm itself, in pieces that stayed, left and came."""
        return woordverschil(
            self.van[0]["tekst"] if "tekst" in self.andere_velden else self.norm["tekst"], self.norm["tekst"]
        )

    @cached_property
    def teksten(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(heading, pieces) of those texts."""
        return [(TEKSTEN[veld], woordverschil(self.van[0][veld], self.norm[veld])) for veld in self.andere_velden]


def normverschillen(eerder: Kaderversie, nu: Kaderversie) -> dict[str, Normverschil]:
    """Every norm of `nu`, by its key and in its order, beside where it comes from in `eerder`."""
    ouden, gevonden = _normen(eerder), herkomst(eerder, nu)
    return {
        sleutel: Normverschil(
            norm,
            gevonden[sleutel].soort,
            [ouden[oud] for oud in gevonden[sleutel].van],
            [nu.gespreksgroep(groep).meervoud for groep in gevonden[sleutel].vraagt_ook],
        )
        for sleutel, norm in _normen(nu).items()
    }


def vervallen_normen(eerder: Kaderversie, nu: Kaderversie) -> list[Pakketnorm]:
    """The norms of `eerder` that were dropped."""
    ouden = _normen(eerder)
    return [ouden[sleutel] for sleutel in vervallen(eerder, herkomst(eerder, nu))]


def _normen(kader: Kaderversie) -> dict[str, Pakketnorm]:
    return {norm["sleutel"]: norm for norm in sorted(kader.inhoud["normen"], key=lambda norm: norm["volgorde"])}
