"""Two versions of a framework beside each other: per norm where it comes from, and which words changed."""

from dataclasses import dataclass
from functools import cached_property

from huisstijl.woordverschil import woordverschil
from normenkader.inhoud import Overgangssoort
from normenkader.models import Kaderversie, Norm
from normenkader.overgang import herkomst, vervallen

TEKSTEN = {"tekst": "De norm", "toelichting": "De uitleg", "voorbeeld": "Het voorbeeld"}


@dataclass
class Normverschil:
    """A norm of now, the norms of the earlier version it comes from, and who is heard about it as well (in words)."""

    norm: Norm
    soort: Overgangssoort
    van: list[Norm]
    vraagt_ook: list[str]

    @property
    def is_veranderd(self) -> bool:
        """Whether somebody who knows the earlier version has something to read here."""
        return self.soort != Overgangssoort.ZELFDE or bool(self.vraagt_ook or self.teksten)

    @cached_property
    def teksten(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """(heading, pieces) of the texts that read differently, of a norm that stayed one norm."""
        if self.soort != Overgangssoort.ZELFDE:
            return []
        eerder = self.van[0]
        return [
            (kop, woordverschil(getattr(eerder, veld), getattr(self.norm, veld)))
            for veld, kop in TEKSTEN.items()
            if getattr(eerder, veld) != getattr(self.norm, veld)
        ]


def normverschillen(eerder: Kaderversie, nu: Kaderversie) -> tuple[list[Normverschil], list[Norm]]:
    """Every norm of `nu` beside where it comes from, and the norms of `eerder` that were dropped."""
    ouden = {norm.sleutel: norm for norm in eerder.normen.select_related("onderdeel")}
    nieuwen = ouden if nu == eerder else {norm.sleutel: norm for norm in nu.normen.select_related("onderdeel")}
    gevonden = herkomst(eerder, nu)
    verschillen = [
        Normverschil(
            norm,
            gevonden[sleutel].soort,
            [ouden[oud] for oud in gevonden[sleutel].van],
            [nu.gespreksgroep(groep).meervoud for groep in gevonden[sleutel].vraagt_ook],
        )
        for sleutel, norm in nieuwen.items()
    ]
    return verschillen, [ouden[sleutel] for sleutel in vervallen(eerder, gevonden)]
