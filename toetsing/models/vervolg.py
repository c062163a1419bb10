"""Conditions on a label, and what is told and judged about them in a follow-up."""

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.urls import reverse

from huisstijl.templatetags.opmaak import te_laat_sinds
from leden.controlegetal import controlegetal
from leden.models.triggers import niet_leegmaken
from normenkader.models import Partij, Stuk, onveranderlijk
from toetsing.models.verbeteren import Verbeterplan
from trajecten.levensloop import Soort, Status, staat_op
from trajecten.models import Document, Melding, StukQuerySet, Traject
from trajecten.triggers import alleen_in

VAN_PUNT = ("toetsing_vervolgpunt", "vervolgpunt_id")


class VoorbehoudQuerySet(StukQuerySet["Voorbehoud"]):
    stuk = Stuk.BESLUIT

    def nieuwste_eerst(self, traject: Traject) -> "VoorbehoudQuerySet":
        """Those on the label of an assessment, or of the one that a follow-up is about; none for who looks into a reported change."""
        if traject.melding_id:
            return self.none()
        toets = traject.vorige_id if traject.soort == Soort.VERVOLGONDERZOEK else traject.pk
        return self.filter(traject=toets).order_by("-pk")

    def van(self, traject: Traject) -> "Voorbehoud | None":
        """The one that holds, or held last."""
        return self.nieuwste_eerst(traject).first()


class Voorbehoud(models.Model):
    """That a label holds with conditions, from a decision on until the committee says that they are met.

    A decision that gives more time makes the next one, with all that still has to be done.
    """

    # The assessment that led to the label.
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="voorbehouden")
    # The decision lives in a higher app.
    besluit_nummer = models.CharField(max_length=24, unique=True)
    vanaf = models.DateField("geldt vanaf")
    onderzoek_op = models.DateField("vervolgonderzoek, uiterlijk")

    objects = VoorbehoudQuerySet.as_manager()

    class Meta:
        verbose_name = "voorbehoud"
        verbose_name_plural = "voorbehouden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(onderzoek_op__gt=F("vanaf")), name="voorbehoud_onderzoek_komt_later")
        ]
        triggers = onveranderlijk()

    def __str__(self) -> str:
        return f"Voorbehoud van besluit {self.besluit_nummer}"


class VoorwaardeQuerySet(StukQuerySet["Voorwaarde"]):
    stuk = Stuk.BESLUIT
    pad = "voorbehoud__traject"

    def van_nu(self, traject: Traject) -> "VoorwaardeQuerySet":
        """Those that hold on the label of this traject."""
        return self.filter(voorbehoud=Voorbehoud.objects.nieuwste_eerst(traject).values("pk")[:1])

    def met_stand(self) -> Self:
        """With `is_verteld`: whether anything was told of it in its follow-up."""
        verteld = Vervolgpunt.objects.filter(voorwaarde=OuterRef("pk")).exclude(voortgang="")
        return self.annotate(is_verteld=Exists(verteld))


class Voorwaarde(models.Model):
    """One thing that the committee asks: what, by when, who looks at it and how it can be seen."""

    class Kijker(models.TextChoices):
        TOETSERS = "toetsers", "de toetsers, in het vervolgonderzoek"
        COMMISSIE = "commissie", "de beheercommissie"
        BUREAU = "bureau", "het bureau"

    # Of before: the bureau has no place to say what it saw. The committee says it in its decision on the follow-up.
    TE_KIEZEN = (Kijker.TOETSERS, Kijker.COMMISSIE)

    # What `met_stand` of the queryset tells.
    is_verteld: bool | None = None

    voorbehoud = models.ForeignKey(Voorbehoud, models.PROTECT, related_name="voorwaarden")
    nummer = models.PositiveSmallIntegerField()
    wat = models.TextField("wat moet er gebeuren")
    uiterlijk = models.DateField("uiterlijk")
    kijker = models.CharField("wie kijkt ernaar", max_length=12, choices=Kijker)
    hoe = models.TextField("hoe is het te zien")

    objects = VoorwaardeQuerySet.as_manager()

    class Meta:
        verbose_name = "voorwaarde"
        verbose_name_plural = "voorwaarden"
        ordering = ["voorbehoud", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["voorbehoud", "nummer"], name="voorwaarde_nummer_een_keer"),
            models.CheckConstraint(condition=Q(wat__gt="", hoe__gt=""), name="voorwaarde_is_heel"),
        ]
        triggers = onveranderlijk()

    def __str__(self) -> str:
        return f"Voorwaarde {self.nummer}"

    @property
    def is_te_laat(self) -> bool:
        """Its day has passed and nothing was told of it; never without `met_stand`."""
        return self.is_verteld is False and te_laat_sinds(self.uiterlijk) is not None

    @property
    def vastgelegd(self) -> list[str | int]:
        """What was decided, for the hash of the decision."""
        return [self.nummer, self.wat, self.uiterlijk.isoformat(), self.kijker, self.hoe]


class VervolgpuntQuerySet(StukQuerySet["Vervolgpunt"]):
    stuk = Stuk.VERVOLG
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.VOORTGANG,)

    def van_nu(self, traject: Traject) -> "VervolgpuntQuerySet":
        """Those of the round that a follow-up is in, with what each is about."""
        punten = self.filter(traject=traject, voorbehoud=Voorbehoud.objects.van(traject))
        return punten.met_plannen().select_related("voorwaarde", "melding").prefetch_related("documenten")

    def met_plannen(self) -> Self:
        """With the plans that they are about, and how far each is."""
        return self.prefetch_related(
            Prefetch("plan", Verbeterplan.objects.met_stand().select_related("bevinding__norm"))
        )

    def te_vertellen(self) -> Self:
        """Conditions with a day of their own before the investigation, of which nothing was told yet."""
        nieuwste = Voorbehoud.objects.filter(traject=OuterRef("traject__vorige")).order_by("-pk").values("pk")[:1]
        return self.filter(
            staat_op((Status.VOORTGANG,), "traject__"),
            voorbehoud=Subquery(nieuwste),
            voorwaarde__uiterlijk__lt=F("voorbehoud__onderzoek_op"),
            voortgang="",
        )

    def sha256(self) -> str:
        """What proves that this is what was told and judged."""
        velden = ("pk", "voortgang", "verhaal", "oordeel", "toelichting")
        documenten = self.order_by("pk", "documenten__sha256").values_list("pk", "documenten__sha256")
        return controlegetal(
            {
                "punten": [list(rij) for rij in self.order_by("pk").values_list(*velden)],
                "documenten": [list(rij) for rij in documenten],
            }
        )


class Vervolgpunt(models.Model):
    """A condition or a plan in a follow-up, or the reported change that it is about: what the organisation tells of it, and what the
    assessors find."""

    class Oordeel(models.TextChoices):
        VOLDAAN = "voldaan", "Voldaan"
        DEELS = "deels", "Deels voldaan"
        NIET = "niet", "Niet voldaan"

    VERTELD = ("voortgang", "verhaal")

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="vervolgpunten")
    # Whose condition it is, or on whose plans it was set; a reported change has none.
    voorbehoud = models.ForeignKey(Voorbehoud, models.PROTECT, null=True, related_name="punten")
    voorwaarde = models.ForeignKey(Voorwaarde, models.PROTECT, null=True, related_name="punten")
    plan = models.ForeignKey(Verbeterplan, models.PROTECT, null=True, related_name="vervolgpunten")
    melding = models.OneToOneField(Melding, models.PROTECT, null=True, related_name="vervolgpunt")
    voortgang = models.TextField("wat is er gebeurd", blank=True)
    verhaal = models.TextField("wat veranderde er voor een bewoner", blank=True)
    documenten = models.ManyToManyField(Document, related_name="vervolgpunten", verbose_name="documenten", blank=True)
    oordeel = models.CharField("oordeel", max_length=8, choices=Oordeel, blank=True)
    toelichting = models.TextField("waaraan zag u dat", blank=True)
    opgeleverd_op = models.DateTimeField(null=True, editable=False)

    objects = VervolgpuntQuerySet.as_manager()

    class Meta:
        verbose_name = "vervolgpunt"
        verbose_name_plural = "vervolgpunten"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(voorwaarde__isnull=False) ^ Q(plan__isnull=False))
                & Q(voorbehoud__isnull=False, melding__isnull=True)
                | Q(voorwaarde__isnull=True, plan__isnull=True, voorbehoud__isnull=True, melding__isnull=False),
                name="vervolgpunt_over_een_ding",
            ),
            models.UniqueConstraint(fields=["voorbehoud", "voorwaarde"], name="vervolgpunt_voorwaarde_een_keer"),
            models.UniqueConstraint(fields=["voorbehoud", "plan"], name="vervolgpunt_plan_een_keer"),
        ]
        triggers = [
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="over_hetzelfde",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("traject", "voorbehoud", "voorwaarde", "plan", "melding"),
            ),
            alleen_in((Status.VOORTGANG,), pgtrigger.UpdateOf("voortgang", "verhaal"), name="vertellen_in_status"),
            alleen_in((Status.BEOORDELEN,), pgtrigger.UpdateOf("oordeel", "toelichting"), name="oordelen_in_status"),
            pgtrigger.Protect(
                name="opgeleverd_is_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__opgeleverd_op__isnull=False),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return str(self.voorwaarde or self.plan or self.melding)

    def get_absolute_url(self) -> str:
        return reverse("vervolgpunt", args=[self.traject.nummer, self.pk])

    @property
    def uiterlijk(self) -> date | None:
        """By when it is done: as the committee asks, or as the organisation wrote in its plan."""
        if self.voorwaarde:
            return self.voorwaarde.uiterlijk
        return self.plan.klaar_op if self.plan else None

    @property
    def is_te_laat(self) -> bool:
        """Its day has passed and nothing was told of it; a plan that is ready is not late. Of a plan from `met_plannen` only."""
        if self.voortgang:
            return False
        return self.plan.is_te_laat if self.plan else te_laat_sinds(self.uiterlijk) is not None

    @property
    def is_voor_toetsers(self) -> bool:
        """Whether the assessors judge it; at some conditions the committee or the bureau looks itself."""
        return self.voorwaarde is None or self.voorwaarde.kijker == Voorwaarde.Kijker.TOETSERS


class Vervolgdocument(Vervolgpunt.documenten.through):  # type: ignore[name-defined]
    """That a document shows something of a condition or a plan; frozen as what was told is."""

    class Meta:
        proxy = True
        verbose_name = "document bij een vervolgpunt"
        verbose_name_plural = "documenten bij een vervolgpunt"
        triggers = [alleen_in((Status.VOORTGANG,), via=VAN_PUNT), niet_leegmaken]
