"""What a certificate said later, and how it was handed over in person."""

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from certificaten.models.certificaat import Certificaat
from certificaten.zoektekst import UITGAVETEKST
from leden.controlegetal import controlegetal
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from leden.opgave import in_woorden

ZOALS_HET_WAS = """
    if not exists (
        select 1 from certificaten_certificaat c where c.id = new.certificaat_id and c.uitgave = new.nummer - 1
          and (c.houder, c.plaats, c.reikwijdte) = (new.was_houder, new.was_plaats, new.was_reikwijdte)
          and c.gebied = coalesce(new.was_gebied, c.gebied)
    ) then
        raise exception 'uitgave: dit is niet wat het certificaat zei' using errcode = 'check_violation';
    end if;
    return new;
"""


class Uitgave(models.Model):
    """A certificate says something else from a day, for a public reason; `was_` is what the edition before it said.

    Rows are only added. The certificate itself says what the newest edition says.
    """

    REDEN_LENGTE = 160
    # What an edition can change; what it is about only one by a decision, and all else belongs to the award.
    VELDEN = ("houder", "plaats", "reikwijdte")

    certificaat = models.ForeignKey(Certificaat, models.PROTECT, related_name="uitgaven")
    nummer = models.PositiveSmallIntegerField("uitgave")
    was_houder = models.CharField("houder", max_length=160)
    was_plaats = models.CharField("plaats", max_length=80)
    was_reikwijdte = models.TextField("geldt voor")
    # Of an edition by decision (its number is that of a higher app): what the certificate was about before it.
    besluit_nummer = models.CharField(max_length=24, blank=True)
    was_gebied = models.JSONField("gebied", null=True, blank=True)
    # What comes after "omdat"; everyone reads it.
    reden = models.CharField("reden", max_length=REDEN_LENGTE)
    op = models.DateField("op", default=timezone.localdate, editable=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uitgave"
        verbose_name_plural = "uitgaven"
        ordering = ["-nummer"]
        indexes = [
            GinIndex(UITGAVETEKST, name="uitgave_zoektekst"),
            models.Index(fields=["-op", "-id"], name="uitgave_laatste_eerst"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["certificaat", "nummer"], name="uitgave_nummer_een_keer"),
            models.CheckConstraint(condition=Q(nummer__gte=2), name="uitgave_na_de_eerste"),
            models.CheckConstraint(condition=~Q(reden=""), name="uitgave_met_reden"),
            models.CheckConstraint(
                condition=Q(besluit_nummer="", was_gebied__isnull=True)
                | ~Q(besluit_nummer="") & Q(was_gebied__isnull=False),
                name="uitgave_gebied_door_een_besluit",
            ),
            models.UniqueConstraint(
                fields=["besluit_nummer"], condition=Q(besluit_nummer__gt=""), name="uitgave_een_per_besluit"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="zoals_het_was", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ZOALS_HET_WAS
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Uitgave {self.nummer} van {self.certificaat}"

    @property
    def vorige(self) -> int:
        """The edition that it replaced."""
        return self.nummer - 1

    @property
    def was_gebied_in_woorden(self) -> list[tuple[str, list[str]]]:
        """What it was about before this edition, when that changed."""
        return in_woorden(self.was_gebied or {})

    @property
    def zin(self) -> str:
        """As it stands in the log and in letters: the day stands beside it there."""
        return f"Uitgave {self.nummer}, omdat {self.reden}."

    @property
    def sha256(self) -> str:
        """What proves that this edition says what was decided on."""
        zo = self.certificaat.zoals_op(self.nummer)
        gedrukt = {veld: str(getattr(zo, veld)) for veld in Certificaat.GEDRUKT}
        # One that did not change what it is about has the hash that it always had.
        gebied = {} if self.was_gebied is None else {"gebied": zo.gebied}
        return controlegetal(gedrukt | gebied | {"uitgave": str(self.nummer), "op": str(self.op), "reden": self.reden})


class Uitreiking(models.Model):
    """How the certificate was handed over in person: when, where and by whom. Can be put right afterwards."""

    certificaat = models.OneToOneField(Certificaat, models.PROTECT, related_name="uitreiking")
    op = models.DateField("dag")
    plaats = models.CharField("waar", max_length=160)
    door_wie = models.CharField("door wie", max_length=160)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uitreiking"
        verbose_name_plural = "uitreikingen"

    def __str__(self) -> str:
        return f"Uitreiking van {self.certificaat}"
