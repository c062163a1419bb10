"""What changed at a holder since the label was granted, and what that means (ISO/IEC 17065 § 7.10)."""

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import te_laat_sinds
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.models.stukken import VanTraject
from trajecten.models.traject import Traject


class Weger(models.TextChoices):
    """Who says what a change means: the certifier first, and then the bureau, with which it is settled."""

    CERTIFICEERDER = "certificeerder", "de certificerende instelling"
    BUREAU = "bureau", "het bureau"


WEGER_VAN_ROL: dict[str, Weger] = {Rol.PLANNER: Weger.CERTIFICEERDER, Rol.LABELBEHEERDER: Weger.BUREAU}
LEZERS = (
    Rol.KWALITEITSMEDEWERKER,
    Rol.BESTUURDER,
    Rol.PLANNER,
    Rol.TOETSER,
    Rol.SECRETARIS,
    Rol.LABELBEHEERDER,
)


class MeldingQuerySet(VanTraject["Melding"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The parties to a label, of the trajecten that they see."""
        if wie is None or wie.rol not in LEZERS:
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def open(self) -> Self:
        """Those that the bureau has not settled."""
        return self.filter(~Exists(Weging.objects.filter(melding=OuterRef("pk"), door=Weger.BUREAU)))

    def te_wegen(self, wie: Lidmaatschap) -> Self:
        """Those that this membership sees, and of which its party still has to say what they mean."""
        return self.zichtbaar_voor(wie).wacht_op(wie)

    def wacht_op(self, wie: Lidmaatschap) -> Self:
        """Those that wait for a party like that of this membership, its own or another one."""
        door = WEGER_VAN_ROL.get(wie.rol)
        if door is None:
            return self.none()
        gewogen = Weging.objects.filter(melding=OuterRef("pk"), door=door)
        return self.open().filter(~Exists(gewogen))


class Melding(models.Model):
    """A change that the holder reports; never changed afterwards."""

    class Soort(models.TextChoices):
        FUSIE = "fusie", "Samengaan met een ander, of splitsen"
        NAAM = "naam", "Een andere naam"
        BESTUURDER = "bestuurder", "Een andere bestuurder"
        OMVANG = "omvang", "Duidelijk meer of minder medewerkers"
        LOCATIES = "locaties", "Een nieuwe of gesloten locatie"
        ACTIVITEIT = "activiteit", "Een activiteit begint of stopt"
        ERNSTIG = "ernstig", "Er is iets ernstigs gebeurd"

    # The assessment that led to the label.
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="meldingen")
    soort = models.CharField("wat er verandert", max_length=12, choices=Soort)
    sinds = models.DateField("sinds")
    toelichting = models.TextField("toelichting", max_length=4000)
    # The last day to say what it means; empty when the framework has no such term.
    uiterlijk = models.DateField(null=True, editable=False)
    gemeld_op = models.DateTimeField(default=timezone.now, editable=False)
    gemeld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = MeldingQuerySet.as_manager()

    class Meta:
        verbose_name = "melding"
        verbose_name_plural = "meldingen"
        ordering = ["-pk"]
        constraints = [models.CheckConstraint(condition=Q(toelichting__gt=""), name="melding_heeft_toelichting")]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return self.get_soort_display()

    def get_absolute_url(self) -> str:
        return reverse("melding", args=[self.traject.nummer, self.pk])

    @property
    def gevolg(self) -> "Weging | None":
        """What the bureau settled, from the rows in `wegingen`."""
        return next((een for een in self.wegingen.all() if een.door == Weger.BUREAU), None)

    @property
    def te_laat_sinds(self) -> date | None:
        return te_laat_sinds(self.uiterlijk)


class Weging(models.Model):
    """What one party says that a reported change means for the label, and why."""

    class Gevolg(models.TextChoices):
        GEEN = "geen", "Geen gevolg voor het label"
        AANTEKENING = "aantekening", "Meenemen bij het volgende onderzoek"
        DOCUMENT = "document", "Eerst een document nakijken"
        ONDERZOEK = "onderzoek", "Eerder een onderzoek"
        REIKWIJDTE = "reikwijdte", "Een andere reikwijdte, door een besluit"

    melding = models.ForeignKey(Melding, models.PROTECT, related_name="wegingen")
    door = models.CharField(max_length=16, choices=Weger)
    gevolg = models.CharField("gevolg", max_length=12, choices=Gevolg)
    uitleg = models.TextField("uitleg", max_length=4000)
    gewogen_op = models.DateTimeField(default=timezone.now, editable=False)
    gewogen_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "weging"
        verbose_name_plural = "wegingen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["melding", "door"], name="weging_een_per_partij"),
            models.CheckConstraint(condition=Q(uitleg__gt=""), name="weging_heeft_uitleg"),
        ]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return self.get_gevolg_display()
