"""What came of an improvement plan: progress that the organisation tells, and the effect that assessors saw later."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from normenkader.models import Stuk
from toetsing.models.verbeteren import Verbeterplan
from trajecten.models import Document, StukQuerySet, Traject


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
    verhaal = models.TextField("wat veranderde er voor een bewoner", max_length=4000, blank=True)
    documenten = models.ManyToManyField(Document, related_name="voortgang", verbose_name="documenten", blank=True)
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
                condition=pgtrigger.AnyChange("plan", "tekst", "verhaal", "is_klaar", "gemeld_op", "gemeld_door"),
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


class Voortgangsdocument(Voortgang.documenten.through):  # type: ignore[name-defined]
    """That a document shows what progress tells; stays with it."""

    class Meta:
        proxy = True
        verbose_name = "document bij voortgang"
        verbose_name_plural = "documenten bij voortgang"
        triggers = [
            pgtrigger.Protect(name="blijft", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="zelfde_traject",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    if not exists (
                        select 1 from toetsing_voortgang v
                        join toetsing_verbeterplan p on p.id = v.plan_id
                        join trajecten_document d on d.traject_id = p.traject_id
                        where v.id = new.voortgang_id and d.id = new.document_id
                    ) then
                        raise exception 'voortgang: dit document hoort bij een ander traject'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            niet_leegmaken,
        ]


class EffectQuerySet(StukQuerySet["Effect"]):
    stuk = Stuk.VERBETERPLANNEN
    pad = "plan__traject"

    def gezien(self) -> Self:
        """Those that were put on record; what a team still writes is its own."""
        return self.filter(gezien_op__isnull=False)


class Effect(models.Model):
    """What a team saw later of a plan: the next team, in its own traject, or the same team after the day of the plan.

    Saves itself while it is written; once on record it does not change.
    """

    class Waarde(models.TextChoices):
        ZICHTBAAR = "zichtbaar", "Zichtbaar"
        DEELS = "deels", "Deels zichtbaar"
        NIET = "niet", "Niet zichtbaar"

    plan = models.ForeignKey(Verbeterplan, models.CASCADE, related_name="effecten")
    # Whose team looked.
    traject = models.ForeignKey(Traject, models.CASCADE, related_name="effecten")
    waarde = models.CharField("wat zag u", max_length=12, choices=Waarde, blank=True)
    tekst = models.TextField("waaraan zag u dat", blank=True)
    gezien_op = models.DateTimeField(null=True, editable=False)
    gezien_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = EffectQuerySet.as_manager()

    class Meta:
        verbose_name = "effect"
        verbose_name_plural = "effecten"
        ordering = ["gezien_op", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "traject"], name="effect_een_per_team"),
            models.CheckConstraint(
                condition=Q(gezien_op__isnull=True, gezien_door__isnull=True)
                | Q(gezien_op__isnull=False, gezien_door__isnull=False, waarde__gt="", tekst__gt=""),
                name="effect_gezien_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="gezien_is_vast",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__gezien_op__isnull=False),
            ),
            niet_leegmaken,
        ]

    def __str__(self):
        return f"Effect van {self.plan}"
