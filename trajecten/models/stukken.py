"""Rows that belong to a traject, and who may see them by the disclosure matrix."""

from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef

from leden.models import Lidmaatschap
from normenkader.models import Inzage, Kaderversie, Partij, Stuk
from trajecten.levensloop import Status, staat_op
from trajecten.models.traject import PARTIJ_VAN_ROL, Traject, TrajectQuerySet

M = TypeVar("M", bound=models.Model)


class VanTraject(models.QuerySet[M]):
    """Rows of a traject, which stands at `pad`."""

    pad = "traject"

    def waarom_onzichtbaar(self, wie: Lidmaatschap | None, **opzoeken: Any) -> list[str]:
        return Traject.objects.waarom_onzichtbaar(wie, pk__in=self.filter(**opzoeken).values(self.pad))


class StukQuerySet(VanTraject[M]):
    """Rows that belong to a traject and are shown by the disclosure matrix of its framework version.

    A subclass names the piece of the matrix (`stuk`) and, when not every party may see it from the start, the
    statuses in which only its writers do (`nog_van_de_schrijvers`, `schrijvers`).
    """

    stuk: Stuk
    schrijvers: tuple[Partij, ...] = ()
    nog_van_de_schrijvers: tuple[Status, ...] = ()
    # Whether who works on the traject that follows reads it too.
    ook_bij_vervolg = False

    def partijen_ooit(self, rij: Any, kaderversie: Kaderversie) -> set[Partij]:
        """Parties that the disclosure matrix shows this row, sooner or later."""
        return {partij for partij in Partij if kaderversie.ziet(partij, self.stuk)}

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        trajecten = Traject.objects.zichtbaar_voor(wie)
        return self._van(wie, trajecten.met_vorige() if self.ook_bij_vervolg else trajecten)

    def van_zelf(self, wie: Lidmaatschap) -> Self:
        """Those in trajecten that the membership sees itself, and not by the one that follows: only there it can do something."""
        return self._van(wie, Traject.objects.zichtbaar_voor(wie))

    def _van(self, wie: Lidmaatschap | None, trajecten: TrajectQuerySet) -> Self:
        if wie is None:
            return self.none()
        partij = PARTIJ_VAN_ROL.get(wie.rol)
        trajecten = trajecten.filter(
            Exists(Inzage.objects.filter(kaderversie=OuterRef("kaderversie"), stuk=self.stuk, partij=partij))
        )
        if partij not in self.schrijvers:
            trajecten = trajecten.exclude(staat_op(self.nog_van_de_schrijvers))
            for veld in ("aangehouden_vanuit", "gestopt_vanuit"):
                trajecten = trajecten.exclude(**{f"{veld}__in": self.nog_van_de_schrijvers})
        return self.filter(**{f"{self.pad}__in": trajecten})
