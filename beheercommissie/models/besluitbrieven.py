"""The letter in which a decision is told: a sealed PDF."""

import pgtrigger
from django.db import models
from django.utils import timezone

from beheercommissie.models.besluiten import Besluit
from leden.models.triggers import niet_leegmaken


class Besluitbrief(models.Model):
    """The sealed letter of a decision, made once by a background job; who sees the decision reads it."""

    besluit = models.OneToOneField(Besluit, models.PROTECT, related_name="brief")
    bestand = models.FileField(upload_to="besluitbrieven/", max_length=255)
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "besluitbrief"
        verbose_name_plural = "besluitbrieven"
        ordering = ["pk"]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"Brief bij {self.besluit}"
