from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Norm, Stuk
from toetsing.models.aanvullend import NORM_BUITEN, binnen_de_vraag
from toetsing.models.programma import Gesprek
from toetsing.models.zelfevaluatie import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Document, StukQuerySet, Traject
from trajecten.triggers import alleen_in

# During the assessment or when the committee asks to look again, and when the reactions of the organisation are dealt with.
TEAM_SCHRIJFT = (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK, Status.REACTIE_VERWERKEN)


class BevindingQuerySet(StukQuerySet["Bevinding"]):
    """Working material of the assessors; the organisation reads it in a released report."""

    stuk = Stuk.BEVINDINGEN

    def in_volgorde(self) -> Self:
        """By norm, strong points first: they count as much and are read first."""
        sterk_eerst = models.Case(
            models.When(soort=Bevinding.Soort.STERK, then=0),
            models.When(soort=Bevinding.Soort.BEVINDING, then=1),
            default=2,
        )
        return self.order_by("norm__volgorde", sterk_eerst, "pk")


class Bevinding(models.Model):
    """A strong point, an improvement point or a plain finding about a norm, tied to what it rests on."""

    class Soort(models.TextChoices):
        STERK = "sterk", "Sterk punt"
        VERBETER = "verbeter", "Verbeterpunt"
        BEVINDING = "bevinding", "Bevinding"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="bevindingen")
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="bevindingen")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    tekst = models.TextField("wat ziet u", blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = BevindingQuerySet.as_manager()

    class Meta:
        verbose_name = "bevinding"
        verbose_name_plural = "bevindingen"
        ordering = ["norm__volgorde", "pk"]
        triggers = [alleen_in(TEAM_SCHRIJFT), binnen_de_vraag(NORM_BUITEN), niet_leegmaken]

    def __str__(self):
        return f"{self.get_soort_display()} bij {self.norm.nummer}"

    @property
    def passage(self):
        """The stable anchor of this finding in every version of the report."""
        return f"bevinding-{self.pk}"


class Grond(models.Model):
    """What a finding rests on: exactly one talk, document or story. `is_anders`: this voice says something else."""

    bevinding = models.ForeignKey(Bevinding, models.CASCADE, related_name="gronden")
    gesprek = models.ForeignKey(Gesprek, models.PROTECT, null=True, blank=True, related_name="gronden")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="gronden")
    verhaal = models.ForeignKey(Verhaal, models.PROTECT, null=True, blank=True, related_name="gronden")
    is_anders = models.BooleanField("zegt iets anders", default=False)

    class Meta:
        verbose_name = "grond"
        verbose_name_plural = "gronden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gesprek__isnull=False, document__isnull=True, verhaal__isnull=True)
                | Q(gesprek__isnull=True, document__isnull=False, verhaal__isnull=True)
                | Q(gesprek__isnull=True, document__isnull=True, verhaal__isnull=False),
                name="grond_precies_een_bron",
            ),
            models.UniqueConstraint(fields=["bevinding", "gesprek"], name="grond_gesprek_een_keer"),
            models.UniqueConstraint(fields=["bevinding", "document"], name="grond_document_een_keer"),
            models.UniqueConstraint(fields=["bevinding", "verhaal"], name="grond_verhaal_een_keer"),
        ]
        triggers = [
            niet_leegmaken,
            alleen_in(TEAM_SCHRIJFT, via=("toetsing_bevinding", "bevinding_id")),
            binnen_de_vraag(
                """exists (
                    select 1 from toetsing_bevinding b join normenkader_norm n on n.id = b.norm_id
                    where b.id in (old.bevinding_id, new.bevinding_id) and n.nummer <> all(a.normen)
                )""",
                "select b.traject_id from toetsing_bevinding b where b.id in (old.bevinding_id, new.bevinding_id)",
            ),
            pgtrigger.Trigger(
                name="zelfde_traject",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    if exists (
                        select 1 from toetsing_bevinding b
                        left join toetsing_gesprek g on g.id = new.gesprek_id
                        left join trajecten_document d on d.id = new.document_id
                        left join toetsing_verhaal v on v.id = new.verhaal_id
                        where b.id = new.bevinding_id
                          and b.traject_id <> coalesce(g.traject_id, d.traject_id, v.traject_id)
                    ) then
                        raise exception 'grond: deze bron hoort bij een ander traject'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.bron} onder {self.bevinding}"

    @property
    def bron(self):
        return self.gesprek or self.document or self.verhaal


class OordeelQuerySet(StukQuerySet["Oordeel"]):
    stuk = Stuk.BEVINDINGEN

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """With the norm and the traject, which every page of a judgement names."""
        return super().zichtbaar_voor(wie).select_related("norm", "traject__organisatie", "traject__kaderversie")


class Oordeel(models.Model):
    """The judgement of the assessors about one norm, in a word of the framework's scale; empty while they think.

    One row per norm from the start of the assessment.
    """

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="oordelen")
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="oordelen")
    waarde = models.CharField("oordeel", max_length=40, blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    gegeven_op = models.DateTimeField(null=True, editable=False)
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = OordeelQuerySet.as_manager()

    class Meta:
        verbose_name = "oordeel"
        verbose_name_plural = "oordelen"
        ordering = ["norm__volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "norm"], name="oordeel_een_per_norm"),
            models.CheckConstraint(
                condition=Q(waarde="", gegeven_op__isnull=True, gegeven_door__isnull=True)
                | Q(waarde__gt="", gegeven_op__isnull=False, gegeven_door__isnull=False),
                name="oordeel_gegeven_of_niet",
            ),
        ]
        triggers = [alleen_in(TEAM_SCHRIJFT), binnen_de_vraag(NORM_BUITEN), niet_leegmaken]

    def __str__(self):
        return f"Oordeel bij {self.norm.nummer}"
