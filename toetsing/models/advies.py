"""The advice of the certifier to the committee."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q

from leden.controlegetal import controlegetal
from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Partij, Stuk
from toetsing.models.rapport import Rapportversie
from trajecten.banden import sql_belang
from trajecten.models import PARTIJ_VAN_ROL, StukQuerySet, Traject


class AdviesQuerySet(StukQuerySet["Advies"]):
    stuk = Stuk.ADVIES

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """While the certifier is writing it, the advice is the certifier's own."""
        adviezen = super().zichtbaar_voor(wie)
        if wie and PARTIJ_VAN_ROL.get(wie.rol) != Partij.CERTIFICEERDER:
            adviezen = adviezen.filter(uitgebracht_op__isnull=False)
        return adviezen


class Advies(models.Model):
    """What the certifier advises the committee, with reasons: on a settled report, or on what a follow-up found."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="adviezen")
    versie = models.OneToOneField(Rapportversie, models.PROTECT, null=True, related_name="advies")
    optie = models.CharField("advies", max_length=40, blank=True)
    motivering = models.TextField("motivering", blank=True)
    uitgebracht_op = models.DateTimeField(null=True, editable=False)
    uitgebracht_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = AdviesQuerySet.as_manager()

    class Meta:
        verbose_name = "advies"
        verbose_name_plural = "adviezen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitgebracht_op__isnull=True, uitgebracht_door__isnull=True)
                | Q(
                    uitgebracht_op__isnull=False,
                    uitgebracht_door__isnull=False,
                    optie__gt="",
                    motivering__gt="",
                ),
                name="advies_uitgebracht_is_heel",
            )
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(
                name="uitgebracht_is_vast",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__uitgebracht_op__isnull=False),
            ),
            pgtrigger.Trigger(
                name="zonder_belang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__uitgebracht_door__isnull=False),
                func=f"""
                    if {sql_belang("new.uitgebracht_door_id", "new.traject_id")} then
                        raise exception 'advies: deze persoon heeft een belang bij de organisatie'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"Advies bij {self.versie or self.traject}"

    @property
    def sha256(self) -> str:
        """What proves that this is what was brought out, on that version of the report."""
        return controlegetal({"versie": self.versie_id, "optie": self.optie, "motivering": self.motivering})

    @property
    def optie_label(self):
        return self.traject.kaderversie.adviesoptie(self.optie).label if self.optie else ""
