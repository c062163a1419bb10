"""Meetings of the beheercommissie: agenda and frozen packs."""

from typing import Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.banden import sql_belang
from trajecten.models import Traject

# For triggers: this person has an interest in one of the parties of an agenda item.
HEEFT_BELANG = sql_belang(
    "{gebruiker}", "(select ap.traject_id from beheercommissie_agendapunt ap where ap.id = {agendapunt})", "true"
)
M = TypeVar("M", bound=models.Model)
COMMISSIE = (Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS)


class CommissieQuerySet(models.QuerySet[M]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Dates, agenda headings and the interest question are for the committee; the file has a gate of its own."""
        return self.all() if wie and wie.rol in COMMISSIE else self.none()


class AgendapuntQuerySet(CommissieQuerySet["Agendapunt"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        return (
            super()
            .zichtbaar_voor(wie)
            .select_related("vergadering", "traject__organisatie", "traject__certificeerder", "traject__kaderversie")
        )

    def voor_lijst(self) -> Self:
        """Headings only: not the packs, which are large and closed to some."""
        return self.select_related("besluit", "traject__organisatie", "traject__certificeerder").defer("dossier")


class Vergadering(models.Model):
    """A meeting of the beheercommissie."""

    datum = models.DateField("datum", unique=True, error_messages={"unique": "Op deze dag is al een vergadering."})
    plaats = models.CharField("plaats", max_length=160)

    objects = CommissieQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ["-datum"]

    def __str__(self) -> str:
        return f"Vergadering van {self.datum:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("vergadering", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names this meeting."""
        return f"vergadering {self.datum:%Y-%m-%d}"


class Agendapunt(models.Model):
    """One traject on one agenda, with the pack as it was frozen then. `quorum`: votes that a decision needs."""

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="agendapunten")
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="agendapunten")
    volgnummer = models.PositiveSmallIntegerField()
    dossier = models.JSONField()
    sha256 = models.CharField(max_length=64)
    quorum = models.PositiveSmallIntegerField()
    bevroren_op = models.DateTimeField(default=timezone.now, editable=False)
    bevroren_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["vergadering", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "volgnummer"], name="agendapunt_volgnummer_een_keer"),
            models.UniqueConstraint(fields=["vergadering", "traject"], name="agendapunt_traject_een_keer"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="agendapunt_heeft_quorum"),
        ]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"Punt {self.volgnummer}: {self.traject.organisatie.naam}"

    def get_absolute_url(self) -> str:
        return reverse("agendapunt", args=[self.pk])
