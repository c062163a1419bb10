"""Who said to come to a meeting, and who is there."""

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from beheercommissie.models.vergaderingen import Vergadering
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken


class Aanwezigheid(models.Model):
    """What a member said beforehand about coming to a meeting."""

    class Antwoord(models.TextChoices):
        JA = "ja", "Ja, ik kom"
        NEE = "nee", "Nee, ik kom niet"
        LATER = "later", "Dat weet ik later"

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="aanwezigheid")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.CharField("komt", max_length=5, choices=Antwoord)
    gezegd_op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "aanwezigheid"
        verbose_name_plural = "aanwezigheid"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "gebruiker"], name="aanwezigheid_een_per_lid"),
            models.CheckConstraint(
                condition=Q(antwoord__in=("ja", "nee", "later")), name="aanwezigheid_antwoord_bestaat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.get_antwoord_display()}"


class Presentie(models.Model):
    """Whether a member is at a meeting that was opened. Who stays out of an item is not said here, but by that member at the item."""

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="presentielijst")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    is_er = models.BooleanField("is er")

    class Meta:
        verbose_name = "presentie"
        verbose_name_plural = "presentielijst"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["vergadering", "gebruiker"], name="presentie_een_per_lid")]
        triggers = [
            pgtrigger.Trigger(
                name="van_een_open_vergadering",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func="""
                    if not exists (
                        select 1 from beheercommissie_vergadering v
                        where v.id = coalesce(new.vergadering_id, old.vergadering_id)
                          and v.geopend_op is not null and v.gesloten_op is null
                    ) then
                        raise exception 'presentie: de vergadering is niet open' using errcode = 'check_violation';
                    end if;
                    return coalesce(new, old);
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {'is er' if self.is_er else 'is er niet'}"
