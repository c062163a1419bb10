"""The documents of a traject, and the earlier versions of what people wrote in it."""

from typing import Self

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from normenkader.models import Norm, Partij, Stuk
from trajecten.bestandssoorten import Bestandssoort, soort_van_naam
from trajecten.levensloop import Status
from trajecten.models.traject import PARTIJ_VAN_ROL, StukQuerySet, Traject


class DocumentQuerySet(StukQuerySet["Document"]):
    stuk = Stuk.ZELFEVALUATIE
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.AANGEMELD, Status.VOORBEREIDING)

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Only those who brought a document see it while the scanner looks, and that it was taken away."""
        zichtbaar = super().zichtbaar_voor(wie)
        if wie and PARTIJ_VAN_ROL.get(wie.rol) in self.schrijvers:
            return zichtbaar
        return zichtbaar.exclude(nagekeken__in=(Document.Nagekeken.WACHT, Document.Nagekeken.BESMET))


def documentpad(document: "Document", bestandsnaam: str) -> str:
    """Storage path without the name people gave the file, so that no name leaks through a path."""
    return f"documenten/{document.traject.nummer}/{document.sha256}"


class Document(models.Model):
    """A file that shows something, attached by the organisation and linked to norms."""

    class Nagekeken(models.TextChoices):
        """What the scanner said; without one nobody looks."""

        NIET = "niet", "niet nagekeken"
        WACHT = "wacht", "wordt nagekeken"
        SCHOON = "schoon", "nagekeken"
        BESMET = "besmet", "weggehaald"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="documenten")
    titel = models.CharField("titel", max_length=160)
    leeswijzer = models.CharField("waar moeten de toetsers op letten", max_length=300, blank=True)
    bestand = models.FileField("bestand", upload_to=documentpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=255)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    nagekeken = models.CharField(max_length=6, choices=Nagekeken, default=Nagekeken.NIET)
    normen = models.ManyToManyField(Norm, related_name="documenten", verbose_name="normen", blank=True)
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering = ["titel", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nagekeken="besmet", bestand="") | ~Q(nagekeken="besmet") & ~Q(bestand=""),
                name="document_besmet_zonder_bestand",
            )
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def soort(self) -> Bestandssoort:
        return soort_van_naam(self.bestandsnaam)


class Tekstversie(models.Model):
    """An earlier version of a text that saves itself, or the text that lost when two people wrote at once."""

    soort = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    van = GenericForeignKey("soort", "object_id")
    veld = models.CharField(max_length=40)
    tekst = models.TextField()
    is_botsing = models.BooleanField(default=False)
    bewaard_op = models.DateTimeField(default=timezone.now)
    bewaard_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "eerdere versie"
        verbose_name_plural = "eerdere versies"
        ordering = ["-bewaard_op", "-pk"]
        indexes = [models.Index(fields=["soort", "object_id", "veld", "-bewaard_op"])]

    def __str__(self) -> str:
        return f"{self.veld} op {self.bewaard_op}"
