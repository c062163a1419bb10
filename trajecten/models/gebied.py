"""What of an organisation is assessed, as it was on the day of the application: its locations, working area and activities."""

from typing import Any

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from leden.models import Locatie
from leden.models.triggers import niet_leegmaken
from leden.opgave import opgave
from trajecten.levensloop import Status
from trajecten.models.traject import Traject
from trajecten.triggers import alleen_in

# What was applied for is what is assessed, decided on and printed.
LIGT_VAST = (
    pgtrigger.Protect(name="aanmelding_is_vast", operation=pgtrigger.Update | pgtrigger.Delete),
    alleen_in((Status.AANGEMELD,), pgtrigger.Insert),
    niet_leegmaken,
)


class Trajectgebied(models.Model):
    """The municipalities and the activities that a traject is about."""

    traject = models.OneToOneField(Traject, models.PROTECT, related_name="gebied")
    werkgebied = ArrayField(models.CharField(max_length=6), default=list, blank=True)
    activiteiten = ArrayField(models.CharField(max_length=120), default=list, blank=True)

    class Meta:
        verbose_name = "gebied van een traject"
        verbose_name_plural = "gebieden van trajecten"
        triggers = LIGT_VAST

    def __str__(self) -> str:
        return f"Gebied van {self.traject}"


class Trajectlocatie(models.Model):
    """A location that a traject is about, with its name and address of that day."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="trajectlocaties")
    locatie = models.ForeignKey(Locatie, models.PROTECT, related_name="+")
    naam = models.CharField(max_length=120)
    adres = models.CharField(max_length=160, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    plaats = models.CharField(max_length=80)
    gemeente = models.CharField(max_length=6)

    class Meta:
        verbose_name = "locatie van een traject"
        verbose_name_plural = "locaties van trajecten"
        ordering = [Lower("naam"), "pk"]
        constraints = [models.UniqueConstraint(fields=["traject", "locatie"], name="trajectlocatie_een_keer")]
        triggers = LIGT_VAST

    def __str__(self) -> str:
        return f"{self.naam}, {self.plaats}"


def gebied_van(traject: Traject) -> dict[str, list[Any]]:
    """What a traject is about, as a document; empty for one of before this was asked, or of who had nothing to choose from."""
    gebied = Trajectgebied.objects.filter(traject=traject).first()
    return opgave(
        traject.trajectlocaties.all(),
        gebied.werkgebied if gebied else (),
        gebied.activiteiten if gebied else (),
    )
