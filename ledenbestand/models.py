import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Lidmaatschap
from leden.models.mensen import Gebruiker, Rol


class LedenbestandQuerySet(models.QuerySet["Ledenbestand"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """For the bureau: what was read in, and what one offered oneself and has not confirmed yet."""
        if wie is None or wie.rol != Rol.LABELBEHEERDER:
            return self.none()
        return self.filter(Q(ingelezen_op__isnull=False) | Q(aangeboden_door=wie.gebruiker_id))

    def ingelezen(self) -> Self:
        return self.filter(ingelezen_op__isnull=False)


def ledenbestandpad(ledenbestand: "Ledenbestand", bestandsnaam: str) -> str:
    """Storage path that cannot be guessed, without the name people gave the file."""
    return f"ledenbestanden/{uuid.uuid4().hex}"


class Ledenbestand(models.Model):
    """A members' file that somebody offered. Until it is read in it holds the file; from then on what that changed.

    `wijzigingen`: the rows that were new or changed, as `ledenbestand.nakijken.Regel`, without personal data.
    """

    bestand = models.FileField("bestand", upload_to=ledenbestandpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=255)
    aangeboden_op = models.DateTimeField(default=timezone.now, editable=False)
    aangeboden_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    ingelezen_op = models.DateTimeField(null=True, editable=False)
    nieuw = models.PositiveIntegerField(default=0)
    gewijzigd = models.PositiveIntegerField(default=0)
    gelijk = models.PositiveIntegerField(default=0)
    wijzigingen = models.JSONField(default=list)

    objects = LedenbestandQuerySet.as_manager()

    class Meta:
        verbose_name = "ledenbestand"
        verbose_name_plural = "ledenbestanden"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ingelezen_op__isnull=True, bestand__gt="") | Q(ingelezen_op__isnull=False, bestand=""),
                name="ledenbestand_bestand_tot_inlezen",
            )
        ]

    def __str__(self) -> str:
        return self.bestandsnaam

    def get_absolute_url(self) -> str:
        return reverse("ledenbestand_nakijken", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names it."""
        return f"ledenbestand {self.pk}"
