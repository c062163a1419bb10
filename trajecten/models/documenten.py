"""The documents of a traject, and the earlier versions of what people wrote in it."""

from typing import Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Kaderversie, Norm, Partij, Stuk
from trajecten import triggers
from trajecten.bestandssoorten import Bestandssoort, soort_van_naam
from trajecten.levensloop import NAVRAAG, Soort, Status, staat_op
from trajecten.models.stukken import StukQuerySet
from trajecten.models.traject import PARTIJ_VAN_ROL, Traject

ZELFEVALUATIE_OPEN = (Status.AANGEMELD, Status.VOORBEREIDING)
# Improvement plans, if there are any, have been agreed.
NA_DE_PLANNEN = (
    Status.ADVIES,
    Status.VOORGEDRAGEN,
    Status.GEAGENDEERD,
    *NAVRAAG,
    Status.BESLOTEN,
    Status.LOPEND,
    Status.AFGESLOTEN,
)
# What has not been handed in is still of the organisation alone, and can go.
DOCUMENTEN_NOG_EIGEN = (*ZELFEVALUATIE_OPEN, Status.VOORTGANG, Status.ZIENSWIJZE)
# The organisation can add documents until its reaction has been dealt with, and later to show how its plans are going.
DOCUMENTEN_OPEN = (
    *DOCUMENTEN_NOG_EIGEN,
    Status.INGEDIEND,
    Status.GEPLAND,
    Status.IN_TOETSING,
    Status.AANVULLEND_ONDERZOEK,
    Status.WEDERHOOR,
    *NA_DE_PLANNEN,
)
# These read no documents of an assessment, but do read what the organisation shows of a proposal about its label.
BESLISSEN = (Partij.COMMISSIE, Partij.BUREAU)
VAN_DOCUMENT = ("trajecten_document", "document_id")


class DocumentQuerySet(StukQuerySet["Document"]):
    stuk = Stuk.ZELFEVALUATIE
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = DOCUMENTEN_NOG_EIGEN

    def partijen_ooit(self, rij: "Document", kaderversie: Kaderversie) -> set[Partij]:
        """Also who decides on a proposal about a label, of what goes with the reaction to it."""
        erbij = set(BESLISSEN) if rij.traject.soort == Soort.MAATREGEL else set()
        return super().partijen_ooit(rij, kaderversie) | erbij

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Only those who brought a document see it while the scanner looks, and that it was taken away."""
        zichtbaar = super().zichtbaar_voor(wie)
        if wie and PARTIJ_VAN_ROL.get(wie.rol) in BESLISSEN:
            voorstellen = Traject.objects.zichtbaar_voor(wie).filter(soort=Soort.MAATREGEL)
            zichtbaar |= self.filter(traject__in=voorstellen.exclude(staat_op(DOCUMENTEN_NOG_EIGEN)))
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
        triggers = [
            triggers.alleen_in(DOCUMENTEN_OPEN, pgtrigger.Insert, name="toevoegen_in_status"),
            triggers.alleen_in(DOCUMENTEN_NOG_EIGEN, pgtrigger.Delete, name="weghalen_in_status"),
            # What the scanner says comes later, and then the file may go. All the rest stays.
            triggers.alleen_in(
                DOCUMENTEN_NOG_EIGEN,
                pgtrigger.Update,
                condition=~pgtrigger.Q(old__nagekeken="wacht")
                | pgtrigger.Q(old__titel__df=pgtrigger.F("new__titel"))
                | pgtrigger.Q(old__bestandsnaam__df=pgtrigger.F("new__bestandsnaam"))
                | pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                | pgtrigger.Q(old__traject__df=pgtrigger.F("new__traject")),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def soort(self) -> Bestandssoort:
        return soort_van_naam(self.bestandsnaam)


class Documentnorm(Document.normen.through):  # type: ignore[name-defined]
    """That a document shows something of a norm; frozen as the document is."""

    class Meta:
        proxy = True
        verbose_name = "norm bij een document"
        verbose_name_plural = "normen bij een document"
        triggers = [
            triggers.alleen_in(DOCUMENTEN_OPEN, pgtrigger.Insert, name="toevoegen_in_status", via=VAN_DOCUMENT),
            triggers.alleen_in(DOCUMENTEN_NOG_EIGEN, pgtrigger.Update | pgtrigger.Delete, via=VAN_DOCUMENT),
            niet_leegmaken,
        ]


class Tekstversie(models.Model):
    """An earlier version of a text that saves itself, or the text that lost when two people wrote at once."""

    soort = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    object_id = models.PositiveBigIntegerField()
    van = GenericForeignKey("soort", "object_id")
    veld = models.CharField(max_length=40)
    tekst = models.TextField()
    is_botsing = models.BooleanField(default=False)
    # Saves that follow each other share a version for a while, counted from its first save.
    begonnen_op = models.DateTimeField(default=timezone.now)
    bewaard_op = models.DateTimeField(default=timezone.now)
    bewaard_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    # The writer took the text out, since it named somebody; that there was a version stays.
    gewist_op = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "eerdere versie"
        verbose_name_plural = "eerdere versies"
        # Not by time: the clock of a server can be put back.
        ordering = ["-pk"]
        indexes = [models.Index(fields=["soort", "object_id", "veld", "-id"])]

    def __str__(self) -> str:
        return f"{self.veld} op {self.bewaard_op}"
