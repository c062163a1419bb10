from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from normenkader.models import Partij, Stuk
from toetsing.models.bevindingen import Bevinding
from trajecten.levensloop import Status
from trajecten.models import StukQuerySet, Traject


class VerbeterplanQuerySet(StukQuerySet["Verbeterplan"]):
    stuk = Stuk.VERBETERPLANNEN
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.VERBETERPLANNEN,)
    ook_bij_vervolg = True


class Verbeterplan(models.Model):
    """What the organisation is going to do about one improvement point (uitgangspunten § 15)."""

    TEKSTEN = ("oorzaak", "actie")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="verbeterplannen")
    bevinding = models.OneToOneField(Bevinding, models.PROTECT, related_name="verbeterplan")
    oorzaak = models.TextField("waardoor komt het", blank=True)
    actie = models.TextField("wat gaat u doen", blank=True)
    eigenaar = models.CharField("wie zorgt ervoor (een functie)", max_length=120, blank=True)
    klaar_op = models.DateField("wanneer is het klaar", null=True, blank=True)
    goedgekeurd_op = models.DateTimeField(null=True, editable=False)
    goedgekeurd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    # Progress that the organisation is typing, until it is reported.
    voortgang_klad = models.TextField("hoe staat het ermee", blank=True)

    objects = VerbeterplanQuerySet.as_manager()

    class Meta:
        verbose_name = "verbeterplan"
        verbose_name_plural = "verbeterplannen"
        ordering = ["bevinding__norm__volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(goedgekeurd_op__isnull=True, goedgekeurd_door__isnull=True)
                | Q(goedgekeurd_op__isnull=False, goedgekeurd_door__isnull=False),
                name="verbeterplan_goedgekeurd_door_en_op",
            )
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(
                name="goedgekeurd_is_vast",
                operation=pgtrigger.UpdateOf("oorzaak", "actie", "eigenaar", "klaar_op", "goedgekeurd_op")
                | pgtrigger.Delete,
                condition=pgtrigger.Q(old__goedgekeurd_op__isnull=False),
            ),
        ]

    def __str__(self):
        return f"Verbeterplan bij {self.bevinding.norm.nummer}"

    def get_absolute_url(self):
        return reverse("verbeterplan", args=[self.traject.nummer, self.pk])


class VoortgangQuerySet(StukQuerySet["Voortgang"]):
    stuk = Stuk.VERBETERPLANNEN
    pad = "plan__traject"

    def onbeantwoord(self) -> Self:
        """Those that wait for an answer of the certifier."""
        return self.filter(beantwoord_op__isnull=True)


class Voortgang(models.Model):
    """What the organisation reports afterwards about a plan, with one answer of the certifier; rows are only added.

    The answer saves itself while it is written, and is read once it is given.
    """

    plan = models.ForeignKey(Verbeterplan, models.CASCADE, related_name="voortgang")
    tekst = models.TextField("hoe staat het ermee", max_length=4000)
    is_klaar = models.BooleanField("het plan is klaar", default=False)
    gemeld_op = models.DateTimeField(default=timezone.now, editable=False)
    gemeld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", max_length=1000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = VoortgangQuerySet.as_manager()

    class Meta:
        verbose_name = "voortgang"
        verbose_name_plural = "voortgang"
        ordering = ["-gemeld_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="voortgang_beantwoord_of_niet",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="melding_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("plan", "tekst", "is_klaar", "gemeld_op", "gemeld_door"),
            ),
            pgtrigger.Protect(
                name="antwoord_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("old.beantwoord_op is not null"),
            ),
            niet_leegmaken,
        ]

    def __str__(self):
        return f"Voortgang van {self.plan}"

    def get_absolute_url(self):
        return reverse("voortgang_beantwoorden", args=[self.traject.nummer, self.pk])

    @property
    def traject(self):
        return self.plan.traject
