from collections.abc import Collection
from datetime import date
from typing import Self, TypeVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Norm, Partij, Stuk
from toetsing.models.aanvullend import GESPREK_ERVOOR, NORM_BUITEN, binnen_de_vraag
from trajecten.levensloop import Status
from trajecten.models import PARTIJ_VAN_ROL, StukQuerySet, Toewijzing, Traject, TrajectQuerySet, VanTraject
from trajecten.triggers import alleen_in

M = TypeVar("M", bound=models.Model)
# Below this number of people in a talk a remark is easily traced to one of them.
KLEINSTE_GROEP = 3
# Until the programme is fixed it is for the certifier alone.
NOG_NIET_VAST = (Status.AANGEMELD, Status.VOORBEREIDING, Status.INGEDIEND)

BEZOEKEN_OPEN = (Status.INGEDIEND, Status.GEPLAND, Status.IN_TOETSING)
PROGRAMMA_OPEN = (*BEZOEKEN_OPEN, Status.AANVULLEND_ONDERZOEK)
NOTITIES_OPEN = (Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK)
VAN_GESPREK = ("toetsing_gesprek", "gesprek_id")
VAN_NOTITIE = (
    "(select n.id, g.traject_id from toetsing_notitie n join toetsing_gesprek g on g.id = n.gesprek_id)",
    "notitie_id",
)
_GESPREK_VAN_NOTITIE = "select o.gesprek_id from toetsing_notitie o where o.id in (old.notitie_id, new.notitie_id)"
# What belongs to a talk that was held before the committee asked to look again stays as it was.
_ERVOOR = GESPREK_ERVOOR.format("old.gesprek_id, new.gesprek_id")
_VAN_HET_GESPREK = "select g.traject_id from toetsing_gesprek g where g.id in (old.gesprek_id, new.gesprek_id)"
_NA_DE_VRAAG = binnen_de_vraag(_ERVOOR, _VAN_HET_GESPREK)


def laatste_gespreksdag(traject: Traject) -> date | None:
    """The day of the last planned talk; while there is none, the last day of the programme."""
    laatste = Gesprek.objects.filter(traject=traject).aggregate(laatste=Max("dag__datum"))["laatste"]
    return laatste or Toetsdag.objects.filter(traject=traject).aggregate(laatste=Max("datum"))["laatste"]


def trajecten_met_programma(wie: Lidmaatschap | None) -> TrajectQuerySet:
    """Trajecten of which this membership reads the programme: the certifier, and the organisation once it is fixed."""
    partij = wie and PARTIJ_VAN_ROL.get(wie.rol)
    if partij in (None, Partij.COMMISSIE, Partij.BUREAU):
        return Traject.objects.none()
    trajecten = Traject.objects.zichtbaar_voor(wie)
    if partij == Partij.ORGANISATIE:
        for veld in ("status", "aangehouden_vanuit", "gestopt_vanuit"):
            trajecten = trajecten.exclude(**{f"{veld}__in": NOG_NIET_VAST})
    return trajecten


class ProgrammaQuerySet(VanTraject[M]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        return self.filter(traject__in=trajecten_met_programma(wie))


class GesprekQuerySet(ProgrammaQuerySet["Gesprek"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """With the day and the traject, which every page of a talk names."""
        return super().zichtbaar_voor(wie).select_related("dag", "traject__organisatie", "traject__kaderversie")


class Toetsdag(models.Model):
    """A day on which the assessors are with the organisation."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="toetsdagen")
    datum = models.DateField("datum")

    objects = ProgrammaQuerySet.as_manager()

    class Meta:
        verbose_name = "toetsdag"
        verbose_name_plural = "toetsdagen"
        ordering = ["datum"]
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "datum"],
                name="toetsdag_een_keer",
                violation_error_message="Deze dag staat al in het programma.",
            )
        ]
        triggers = [
            alleen_in(PROGRAMMA_OPEN),
            binnen_de_vraag(GESPREK_ERVOOR.format("select een.id from toetsing_gesprek een where een.dag_id = old.id")),
            niet_leegmaken,
        ]

    def __str__(self):
        return f"{self.datum:%d-%m-%Y}"


class Gesprek(models.Model):
    """A talk with a group of people, planned in the programme and held on a day."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="gesprekken")
    nummer = models.PositiveSmallIntegerField("nummer")
    dag = models.ForeignKey(Toetsdag, models.PROTECT, related_name="gesprekken", verbose_name="dag")
    begin = models.TimeField("begint om")
    eind = models.TimeField("eindigt om")
    plaats = models.CharField("plaats", max_length=160)
    # A code of the framework's groups of people to talk with.
    groep = models.CharField("met wie", max_length=40)
    normen = models.ManyToManyField(Norm, related_name="gesprekken", verbose_name="normen")
    toetsers: "models.ManyToManyField[Gebruiker, Gesprekstoetser]" = models.ManyToManyField(
        Gebruiker, through="Gesprekstoetser", related_name="gesprekken", verbose_name="toetsers"
    )
    samenvatting = models.TextField("samenvatting", blank=True)
    is_teruggegeven = models.BooleanField("samenvatting teruggegeven", default=False)
    afgerond_op = models.DateTimeField(null=True, editable=False)
    afgerond_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = GesprekQuerySet.as_manager()

    class Meta:
        verbose_name = "gesprek"
        verbose_name_plural = "gesprekken"
        ordering = ["dag__datum", "begin", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "nummer"], name="gesprek_nummer_een_keer"),
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")),
                name="gesprek_eindigt_na_begin",
                violation_error_message="Het gesprek eindigt voor het begint. Kies een latere eindtijd.",
            ),
            models.CheckConstraint(
                condition=Q(afgerond_op__isnull=True, afgerond_door__isnull=True)
                | Q(afgerond_op__isnull=False, afgerond_door__isnull=False, is_teruggegeven=True, samenvatting__gt=""),
                name="gesprek_afgerond_met_samenvatting",
            ),
        ]
        triggers = [alleen_in(PROGRAMMA_OPEN), binnen_de_vraag("old.afgerond_op < a.gesteld_op"), niet_leegmaken]

    def __str__(self):
        return f"Gesprek {self.nummer}"

    def get_absolute_url(self):
        return reverse("gesprek", args=[self.traject.nummer, self.nummer])

    @property
    def groep_label(self):
        """The group in plural, as the framework names it."""
        return self.traject.kaderversie.gespreksgroep(self.groep).meervoud

    @property
    def aantal_mensen(self):
        """With how many people was talked, as far as written down."""
        return sum(partner.aantal for partner in self.gesprekspartners.all())

    @property
    def is_gauw_herleidbaar(self):
        """Who speaks in a group this small is easily recognised (uitgangspunten § 6)."""
        return 0 < self.aantal_mensen < KLEINSTE_GROEP


class Gespreksnorm(Gesprek.normen.through):  # type: ignore[name-defined]
    """That a talk is about a norm; frozen as the talk is."""

    class Meta:
        proxy = True
        verbose_name = "norm bij een gesprek"
        verbose_name_plural = "normen bij een gesprek"
        triggers = [
            alleen_in(PROGRAMMA_OPEN, via=VAN_GESPREK),
            binnen_de_vraag(f"{NORM_BUITEN} or {_ERVOOR}", _VAN_HET_GESPREK),
            niet_leegmaken,
        ]


class GesprekstoetserQuerySet(models.QuerySet["Gesprekstoetser"]):
    def wie_schreef(self, gesprekken: Collection[int]) -> set[tuple[int, int]]:
        """Who wrote a note at which of these talks, or still has one on paper: pairs of keys, of the talk and the person."""
        notities = Notitie.objects.filter(gesprek__in=gesprekken).values_list("gesprek", "gemaakt_door")
        papier = self.filter(gesprek__in=gesprekken, klad__regex=r"\S").values_list("gesprek", "toetser")
        return {*notities, *papier}

    def met_team(self) -> Self:
        """With the person, and whether that person is in the team still (`in_team`)."""
        team = Toewijzing.objects.filter(
            traject=OuterRef("gesprek__traject"), gebruiker=OuterRef("toetser"), rol=Toewijzing.Trajectrol.TOETSER
        )
        return self.select_related("toetser").annotate(in_team=Exists(team)).order_by("pk")


class Gesprekstoetser(models.Model):
    """An assessor at a talk, with the note that this assessor is typing."""

    gesprek = models.ForeignKey(Gesprek, models.CASCADE, related_name="gesprekstoetsers")
    toetser = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    klad = models.TextField(blank=True)
    # Fingerprint of the scrap that last became a note.
    vastgelegd = models.CharField(max_length=64, blank=True, editable=False)

    objects = GesprekstoetserQuerySet.as_manager()

    class Meta:
        verbose_name = "toetser bij een gesprek"
        verbose_name_plural = "toetsers bij een gesprek"
        constraints = [models.UniqueConstraint(fields=["gesprek", "toetser"], name="gesprekstoetser_een_keer")]
        triggers = [alleen_in(PROGRAMMA_OPEN, via=VAN_GESPREK), _NA_DE_VRAAG, niet_leegmaken]

    def __str__(self):
        return f"{self.toetser} bij {self.gesprek}"

    @property
    def traject(self):
        return self.gesprek.traject


class Gesprekspartner(models.Model):
    """With whom was talked: a function and how many people. There is no field for a name (uitgangspunten § 6)."""

    gesprek = models.ForeignKey(Gesprek, models.CASCADE, related_name="gesprekspartners")
    functie = models.CharField("functie", max_length=80)
    aantal = models.PositiveSmallIntegerField("aantal", validators=[MinValueValidator(1), MaxValueValidator(200)])

    class Meta:
        verbose_name = "gesprekspartner"
        verbose_name_plural = "gesprekspartners"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(aantal__gte=1), name="gesprekspartner_ten_minste_een"),
        ]
        triggers = [alleen_in(NOTITIES_OPEN, via=VAN_GESPREK), _NA_DE_VRAAG, niet_leegmaken]

    def __str__(self):
        return f"{self.functie} ({self.aantal})"


class NotitieQuerySet(StukQuerySet["Notitie"]):
    stuk = Stuk.NOTITIES
    pad = "gesprek__traject"


class Notitie(models.Model):
    """What an assessor heard, was told word for word, saw, or still wants to ask."""

    class Soort(models.TextChoices):
        GEHOORD = "gehoord", "Gehoord"
        LETTERLIJK = "letterlijk", "Letterlijk"
        GEZIEN = "gezien", "Gezien"
        NAVRAGEN = "navragen", "Navragen"

    gesprek = models.ForeignKey(Gesprek, models.CASCADE, related_name="notities")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    tekst = models.TextField("wat hoort of ziet u")
    normen = models.ManyToManyField(Norm, related_name="notities", blank=True, verbose_name="normen")
    is_niet_herleidbaar = models.BooleanField("niet herleidbaar", default=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = NotitieQuerySet.as_manager()

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(tekst__gt=""), name="notitie_heeft_tekst")]
        triggers = [alleen_in(NOTITIES_OPEN, via=VAN_GESPREK), _NA_DE_VRAAG, niet_leegmaken]

    def __str__(self):
        return f"{self.get_soort_display()} in {self.gesprek}"

    @property
    def traject(self):
        return self.gesprek.traject


class Notitienorm(Notitie.normen.through):  # type: ignore[name-defined]
    """That a note is about a norm; frozen as the note is."""

    class Meta:
        proxy = True
        verbose_name = "norm bij een notitie"
        verbose_name_plural = "normen bij een notitie"
        triggers = [
            alleen_in(NOTITIES_OPEN, via=VAN_NOTITIE),
            binnen_de_vraag(
                f"{NORM_BUITEN} or {GESPREK_ERVOOR.format(_GESPREK_VAN_NOTITIE)}",
                f"select g.traject_id from toetsing_gesprek g where g.id in ({_GESPREK_VAN_NOTITIE})",
            ),
            niet_leegmaken,
        ]
