"""How people want their post, who takes it over, and where their calendar fetches its dates."""

import hashlib
import secrets
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap, Rol


class Wijze(models.TextChoices):
    """How somebody wants the post of a role; what is not mailed can still be read at Post."""

    METEEN = "meteen", "meteen, en wat ik niet hoef te doen één keer per dag"
    DAGELIJKS = "dagelijks", "één keer per dag"
    BEURT = "beurt", "alleen als ik aan zet ben"


class Postvoorkeur(models.Model):
    """How a person wants the post of one role; without a row it is `meteen`."""

    lidmaatschap = models.OneToOneField(Lidmaatschap, models.CASCADE, related_name="postvoorkeur")
    wijze = models.CharField(max_length=12, choices=Wijze, default=Wijze.METEEN)

    class Meta:
        verbose_name = "postvoorkeur"
        verbose_name_plural = "postvoorkeuren"

    def __str__(self) -> str:
        return f"{self.lidmaatschap}: {self.get_wijze_display()}"


class VervangingQuerySet(models.QuerySet["Vervanging"]):
    def op(self, dag: date) -> Self:
        """Those that hold on a day, with a deputy who has the role on that day."""
        return self.filter(van__lte=dag, tot__gte=dag, vervanger__in=Lidmaatschap.objects.geldig())

    def niet_voorbij(self) -> Self:
        return self.filter(tot__gte=timezone.localdate())


class Vervanging(models.Model):
    """Somebody is away, and somebody else with the same role at the same organisation takes the turns.

    A deputy sees no more than the own role shows: this says to whom the post goes, not who may do what.
    """

    lidmaatschap = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="vervangingen")
    vervanger = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="vervangt")
    van = models.DateField("van", default=timezone.localdate)
    tot = models.DateField("tot en met")

    objects = VervangingQuerySet.as_manager()

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        ordering = ["van", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tot__gte=F("van")), name="vervanging_tot_na_van"),
            models.CheckConstraint(condition=~Q(lidmaatschap=F("vervanger")), name="vervanging_niet_door_zichzelf"),
        ]

    def __str__(self) -> str:
        return f"{self.vervanger} vervangt {self.lidmaatschap}"

    @property
    def is_per_team(self) -> bool:
        """Whether the deputy has to be in the team of a traject to get its letters."""
        return self.lidmaatschap.rol in (Rol.TOETSER, Rol.CONTROLEUR)


class AgendakoppelingQuerySet(models.QuerySet["Agendakoppeling"]):
    def met(self, teken: str) -> Self:
        """The one whose address holds this."""
        return self.filter(sha256=_sha256(teken))


def _sha256(teken: str) -> str:
    return hashlib.sha256(teken.encode()).hexdigest()


class Agendakoppeling(models.Model):
    """The secret address at which a calendar fetches the dates of one person. Who has the address reads them, so only its hash is kept."""

    gebruiker = models.OneToOneField(Gebruiker, models.PROTECT, related_name="agendakoppeling")
    sha256 = models.CharField(max_length=64, unique=True, editable=False)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    # The last day on which somebody came there.
    gebruikt_op = models.DateField(null=True, editable=False)

    objects = AgendakoppelingQuerySet.as_manager()

    class Meta:
        verbose_name = "agendakoppeling"
        verbose_name_plural = "agendakoppelingen"

    def __str__(self) -> str:
        return f"Agenda van {self.gebruiker}"

    def vernieuwen(self) -> str:
        """Give it a new secret of 256 bits, unsaved; what it was works no more."""
        teken = secrets.token_urlsafe(32)
        self.sha256, self.gemaakt_op, self.gebruikt_op = _sha256(teken), timezone.now(), None
        return teken
