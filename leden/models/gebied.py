"""Where an organisation works and what it does there: its locations, its working area and its activities.

Together they are what a traject chooses from. Each holds from a day to a day and none is ever taken away, so that what an assessment
was about can still be told later on.
"""

from datetime import date
from typing import Any, Self, TypeVar

import pgtrigger
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Lower
from django.utils import timezone

from leden import gemeenten, nummers
from leden.models.mensen import Lidmaatschap
from leden.models.opvolging import Organisaties, met_voorgangers
from leden.models.organisaties import GEMEENTE_FOUT, POSTCODE_FOUT, Organisatie, Postcodeveld, bestaande_gemeente
from leden.models.triggers import niet_leegmaken

D = TypeVar("D", bound=models.Model)


class GebiedQuerySet(models.QuerySet[D]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau keeps those of all; an organisation its own, and those of what went into it."""
        if wie is None:
            return self.none()
        rijen = self.select_related("organisatie")
        return rijen if wie.organisatie.soort == Organisatie.Soort.BUREAU else rijen.van(wie.organisatie_id)

    def van(self, organisatie: Organisaties) -> Self:
        """Of an organisation, and of those that had gone into it by today."""
        return self.filter(organisatie__in=met_voorgangers(organisatie))

    def op(self, dag: date | None = None) -> Self:
        """What held on a day (today); without a first day it has always been there."""
        dag = dag or timezone.localdate()
        return self.filter(Q(van__isnull=True) | Q(van__lte=dag), Q(tot__isnull=True) | Q(tot__gte=dag))

    def nu_of_straks(self) -> Self:
        """What holds today, or will."""
        return self.exclude(tot__lt=timezone.localdate())


class Gebiedsdeel(models.Model):
    """Something of the area of a member that holds from a day to a day."""

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    van = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)

    objects = GebiedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(van__isnull=True) | Q(tot__gte=F("van")),
                name="%(class)s_tot_na_van",
                violation_error_message="De laatste dag komt voor de eerste. Kijk de twee dagen na.",
            )
        ]
        triggers = [pgtrigger.Protect(name="blijft_bestaan", operation=pgtrigger.Delete), niet_leegmaken]

    @property
    def is_voorbij(self) -> bool:
        return self.tot is not None and self.tot < timezone.localdate()

    def dezelfde(self) -> "models.QuerySet[Any]":
        """Other rows of the organisation that say the same and have no last day."""
        return type(self).objects.none()

    def _andere(self) -> "models.QuerySet[Any]":
        return type(self).objects.filter(organisatie=self.organisatie_id, tot__isnull=True).exclude(pk=self.pk)


class Locatie(Gebiedsdeel):
    """A place where a member works, or a unit of it."""

    naam = models.CharField("naam", max_length=120)
    adres = models.CharField("straat en huisnummer", max_length=160, blank=True)
    postcode = Postcodeveld(
        "postcode", max_length=7, blank=True, validators=[RegexValidator(nummers.POSTCODE, POSTCODE_FOUT)]
    )
    plaats = models.CharField("plaats", max_length=80)
    gemeente = models.CharField("gemeente", max_length=6, validators=[bestaande_gemeente])

    class Meta(Gebiedsdeel.Meta):
        verbose_name = "locatie"
        verbose_name_plural = "locaties"
        ordering = [Lower("naam"), "pk"]
        constraints = [
            *Gebiedsdeel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gemeente__regex=r"^GM[0-9]{4}$"),
                name="locatie_gemeente_cbs_code",
                violation_error_message=GEMEENTE_FOUT,
            ),
            models.CheckConstraint(
                condition=Q(postcode="") | Q(postcode__regex=nummers.POSTCODE),
                name="locatie_postcode_vorm",
                violation_error_message=POSTCODE_FOUT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.naam}, {self.waar}"

    @property
    def gemeentenaam(self) -> str:
        return gemeenten.naam_met_verloop(self.gemeente)

    @property
    def waar(self) -> str:
        """Address, postcode and place in one line."""
        return ", ".join(filter(None, [self.adres, f"{self.postcode} {self.plaats}".strip()]))


class Werkgebied(Gebiedsdeel):
    """A municipality where a member works."""

    gemeente = models.CharField("gemeente", max_length=6, validators=[bestaande_gemeente])

    class Meta(Gebiedsdeel.Meta):
        verbose_name = "werkgebied"
        verbose_name_plural = "werkgebieden"
        ordering = ["pk"]
        constraints = [
            *Gebiedsdeel.Meta.constraints,
            models.CheckConstraint(
                condition=Q(gemeente__regex=r"^GM[0-9]{4}$"),
                name="werkgebied_gemeente_cbs_code",
                violation_error_message=GEMEENTE_FOUT,
            ),
            models.UniqueConstraint(
                fields=["organisatie", "gemeente"], condition=Q(tot__isnull=True), name="werkgebied_een_keer_open"
            ),
        ]

    def __str__(self) -> str:
        return gemeenten.naam_met_verloop(self.gemeente)

    def dezelfde(self) -> "models.QuerySet[Any]":
        return self._andere().filter(gemeente__in=gemeenten.codes_van(self.gemeente))


class Activiteit(Gebiedsdeel):
    """What a member does, in its own plain words."""

    naam = models.CharField("activiteit", max_length=120)

    class Meta(Gebiedsdeel.Meta):
        verbose_name = "activiteit"
        verbose_name_plural = "activiteiten"
        ordering = [Lower("naam"), "pk"]
        constraints = [
            *Gebiedsdeel.Meta.constraints,
            models.UniqueConstraint(
                "organisatie", Lower("naam"), condition=Q(tot__isnull=True), name="activiteit_een_keer_open"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def dezelfde(self) -> "models.QuerySet[Any]":
        # As the constraint compares them.
        return self._andere().alias(klein=Lower("naam")).filter(klein=Lower(Value(self.naam)))
