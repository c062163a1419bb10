from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from leden.controlegetal import controlegetal
from leden.models import Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Norm, Partij, Stuk
from trajecten.levensloop import Status
from trajecten.models import StukQuerySet, Traject
from trajecten.triggers import alleen_in

VERHALEN_OPEN = (Status.VOORBEREIDING,)


class VerhaalQuerySet(StukQuerySet["Verhaal"]):
    stuk = Stuk.ZELFEVALUATIE
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = VERHALEN_OPEN

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        return super().zichtbaar_voor(wie).select_related("norm__onderdeel")

    def met_dragers(self) -> Self:
        """With, for each, whether another story that was told bears on its norm too: see `is_gedragen`."""
        return self.annotate(is_gedragen=Exists(dragers(traject=OuterRef("traject"), ook_bij=OuterRef("norm"))))

    def sha256(self) -> str:
        """What proves that these stories, all of one traject, are what was handed in."""
        return controlegetal(
            {
                verhaal.norm.sleutel: {
                    **{veld: getattr(verhaal, veld) for veld in (*Verhaal.TEKSTEN, "verteller", "zelfbeeld")},
                    "ook_bij": sorted(norm.sleutel for norm in verhaal.ook_bij.all()),
                }
                for verhaal in self.select_related("norm").prefetch_related("ook_bij")
            }
        )


class Verhaal(models.Model):
    """What the organisation tells about a norm, and how it sees itself. One row per norm from the start of a traject."""

    class Zelfbeeld(models.TextChoices):
        STERK = "sterk", "Hier zijn wij sterk in"
        LEREND = "lerend", "Het gaat goed, en wij zijn nog aan het leren"
        VRAAGT_VEEL = "vraagt_veel", "Dit vraagt nog veel van ons"
        ONBEKEND = "onbekend", "Wij weten het nog niet"

    class Stand(models.TextChoices):
        KLAAR = "klaar", "klaar om te lezen"
        BEGONNEN = "begonnen", "begonnen"
        ONBEKEND = "onbekend", "wij weten het nog niet"
        LEEG = "leeg", "nog leeg"

    TEKSTEN = ("aanleiding", "aanpak", "opbrengst", "geleerd")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="verhalen")
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="verhalen")
    aanleiding = models.TextField("wat speelde er", blank=True)
    aanpak = models.TextField("wat deden wij", blank=True)
    opbrengst = models.TextField("wat kwam ervan", blank=True)
    geleerd = models.TextField("wat leerden wij", blank=True)
    # A code of the framework's groups of people to talk with; a function, never a name.
    verteller = models.CharField("wie vertelt dit verhaal", max_length=40, blank=True)
    zelfbeeld = models.CharField("hoe kijkt u zelf naar deze norm", max_length=16, choices=Zelfbeeld, blank=True)
    ook_bij = models.ManyToManyField(Norm, related_name="ook_verhalen", blank=True, verbose_name="draagt ook bij aan")

    objects = VerhaalQuerySet.as_manager()

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ["norm__volgorde"]
        constraints = [models.UniqueConstraint(fields=["traject", "norm"], name="verhaal_een_per_norm")]
        triggers = [alleen_in(VERHALEN_OPEN), niet_leegmaken]

    def __str__(self):
        return f"Verhaal bij {self.norm.nummer}"

    def get_absolute_url(self):
        return reverse("verhaal", args=[self.traject.nummer, self.norm.nummer])

    @property
    def is_verteld(self):
        return bool(self.verteld)

    @cached_property
    def is_gedragen(self) -> bool:
        """Whether another story that was told bears on this norm too. Lists fetch it along (`met_dragers`)."""
        return dragers(traject=self.traject_id, ook_bij=self.norm_id).exists()

    @property
    def verteld(self):
        """The texts that have been written, each below its question."""
        velden = [(self._meta.get_field(veld).verbose_name, getattr(self, veld)) for veld in self.TEKSTEN]
        return [(f"{naam[0].upper()}{naam[1:]}?", tekst) for naam, tekst in velden if tekst.strip()]

    @property
    def stand(self):
        """How far it is. Not knowing yet is an answer too, so it counts as done, and so does a story told at another norm."""
        if self.is_verteld and self.zelfbeeld:
            return self.Stand.KLAAR
        if self.zelfbeeld == self.Zelfbeeld.ONBEKEND:
            return self.Stand.ONBEKEND
        if not self.is_verteld and self.is_gedragen:
            return self.Stand.KLAAR if self.zelfbeeld else self.Stand.BEGONNEN
        return self.Stand.BEGONNEN if self.is_verteld or self.zelfbeeld else self.Stand.LEEG


def dragers(**filters: Any) -> VerhaalQuerySet:
    """Stories that have been told and bear on a norm besides their own."""
    verteld = Q()
    for veld in Verhaal.TEKSTEN:
        verteld |= Q(**{f"{veld}__regex": r"\S"})
    return Verhaal.objects.filter(verteld, **filters)


class Verhaalnorm(Verhaal.ook_bij.through):  # type: ignore[name-defined]
    """That a story says something about another norm too; frozen as the story is."""

    class Meta:
        proxy = True
        verbose_name = "norm bij een verhaal"
        verbose_name_plural = "normen bij een verhaal"
        triggers = [alleen_in(VERHALEN_OPEN, via=("toetsing_verhaal", "verhaal_id")), niet_leegmaken]
