"""What a meeting discusses beside trajecten, with its papers."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models.vergaderingen import CommissieQuerySet, Vergadering
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.bestandssoorten import Bestandssoort, soort_van_naam
from trajecten.models import Document


class BespreekpuntQuerySet(CommissieQuerySet["Bespreekpunt"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        return super().zichtbaar_voor(wie).select_related("vergadering")


class Bespreekpunt(models.Model):
    """Something on the agenda that is not about a traject. The whole committee reads it."""

    class Soort(models.TextChoices):
        OPENING = "opening", "Opening"
        MEDEDELINGEN = "mededelingen", "Mededelingen"
        VERSLAG = "verslag", "Verslag van de vorige keer"
        BELEID = "beleid", "Beleid"
        RONDVRAAG = "rondvraag", "Rondvraag"
        ANDERS = "anders", "Iets anders"

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="bespreekpunten")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    titel = models.CharField("titel", max_length=160)
    toelichting = models.TextField("toelichting", blank=True)
    volgnummer = models.PositiveSmallIntegerField()
    minuten = models.PositiveSmallIntegerField("minuten", default=10)

    is_traject = False
    objects = BespreekpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "bespreekpunt"
        verbose_name_plural = "bespreekpunten"
        ordering = ["vergadering", "volgnummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["vergadering", "volgnummer"],
                name="bespreekpunt_volgnummer_een_keer",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(condition=Q(minuten__gte=1), name="bespreekpunt_duurt"),
        ]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("bespreekpunt", args=[self.pk])

    @property
    def naam(self) -> str:
        """What it is called on the agenda."""
        return self.titel


def stukpad(stuk: "Vergaderstuk", bestandsnaam: str) -> str:
    """Storage path without the name people gave the file."""
    return f"vergaderstukken/{stuk.bespreekpunt.vergadering_id}/{stuk.sha256}"


class VergaderstukQuerySet(CommissieQuerySet["Vergaderstuk"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Only the secretary sees a paper while the scanner looks, and that it was taken away."""
        zichtbaar = super().zichtbaar_voor(wie).select_related("bespreekpunt__vergadering")
        if wie and wie.rol == Rol.SECRETARIS:
            return zichtbaar
        return zichtbaar.exclude(nagekeken__in=(Document.Nagekeken.WACHT, Document.Nagekeken.BESMET))


class Vergaderstuk(models.Model):
    """A paper of a bespreekpunt. The file is kept under its hash, as the documents of a traject are."""

    bespreekpunt = models.ForeignKey(Bespreekpunt, models.PROTECT, related_name="stukken")
    titel = models.CharField("titel", max_length=160)
    bestand = models.FileField("bestand", upload_to=stukpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=255)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    nagekeken = models.CharField(max_length=6, choices=Document.Nagekeken.choices, default=Document.Nagekeken.NIET)
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    laat_omdat = models.TextField("waarom het na de sluitdag kwam", blank=True)

    objects = VergaderstukQuerySet.as_manager()

    class Meta:
        verbose_name = "vergaderstuk"
        verbose_name_plural = "vergaderstukken"
        ordering = ["titel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nagekeken="besmet", bestand="") | ~Q(nagekeken="besmet") & ~Q(bestand=""),
                name="vergaderstuk_besmet_zonder_bestand",
            )
        ]
        triggers = [
            # Another file is another paper.
            pgtrigger.ReadOnly(name="bestand_vast", fields=["bespreekpunt", "bestandsnaam", "sha256"]),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def soort(self) -> Bestandssoort:
        return soort_van_naam(self.bestandsnaam)
