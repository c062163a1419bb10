"""What somebody is typing about a meeting."""

from django.contrib.contenttypes.fields import GenericRelation
from django.db import models

from beheercommissie.models.bespreekpunten import Bespreekpunt
from beheercommissie.models.vergaderingen import Vergadering
from leden.models import Gebruiker
from trajecten.models import Tekstversie


class Vergaderklad(models.Model):
    """Why a meeting is called off, or what an item on its agenda says, while somebody types it: for that person alone, and gone once
    it is done. `bespreekpunt`: the item that is changed; a new one has none yet."""

    vergadering = models.ForeignKey(Vergadering, models.CASCADE, related_name="kladden")
    bespreekpunt = models.ForeignKey(Bespreekpunt, models.CASCADE, null=True, related_name="kladden")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    reden = models.TextField("waarom zij niet doorgaat", blank=True)
    toelichting = models.TextField("toelichting", blank=True)
    # What was filled in beside it, as it was sent.
    ernaast = models.JSONField(default=dict)
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    class Meta:
        verbose_name = "klad bij een vergadering"
        verbose_name_plural = "kladden bij een vergadering"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vergadering", "bespreekpunt", "gebruiker"],
                name="vergaderklad_een_per_punt",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"Klad van {self.gebruiker}"
