"""The years of one label."""

from typing import Self

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone

from leden.models import Lidmaatschap, Organisatie, met_voorgangers
from trajecten.levensloop import Soort, Status
from trajecten.models.traject import Traject


class CyclusQuerySet(models.QuerySet["Cyclus"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Cycles with a traject that the active membership may know about, with whose it is."""
        zichtbaar = self.filter(pk__in=Traject.objects.zichtbaar_voor(wie).order_by().values("cyclus"))
        return zichtbaar.select_related("organisatie")

    def van(self, organisatie: Organisatie) -> Self:
        """Those of an organisation, and of every one that went into it, in which an assessment led to a label. With `reikwijdte`."""
        toekend = Traject.objects.filter(cyclus=OuterRef("pk"), soort=Soort.TOETS, status=Status.LOPEND).order_by("-pk")
        eigen = self.filter(organisatie__in=met_voorgangers(organisatie))
        return eigen.annotate(reikwijdte=Subquery(toekend.values("reikwijdte")[:1])).filter(reikwijdte__isnull=False)


class Cyclus(models.Model):
    """One organisation, one scope: the trajecten and certificates in a cycle succeed each other, those of two stand side by side.

    After a merger the cycle goes on with the organisation that carries it on, as its trajecten do.
    """

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="cycli")
    begonnen_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = CyclusQuerySet.as_manager()

    class Meta:
        verbose_name = "cyclus"
        verbose_name_plural = "cycli"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Label {self.pk} van {self.organisatie}"

    @property
    def onderwerp(self) -> str:
        """How the log names this label."""
        return f"label {self.pk}"
