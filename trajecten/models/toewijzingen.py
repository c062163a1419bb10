"""Who is assigned to a traject."""

from typing import Self

from django.db import models
from django.db.models import Prefetch, Q
from django.utils import timezone

from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from trajecten import triggers


class ToewijzingQuerySet(models.QuerySet["Toewijzing"]):
    def team(self) -> Self:
        """Who assess and check; not who decide or stay out of deciding."""
        return self.filter(rol__in=TEAMROLLEN)

    def ooit_in_team(self) -> Self:
        """The team, and who was in it until somebody else came."""
        return self.exclude(rol__in=(Toewijzing.Trajectrol.BESLISSER, Toewijzing.Trajectrol.BUITEN))


class Toewijzing(models.Model):
    """A person assigned to a traject in one role only: the database side of four eyes (uitgangspunten § 1).

    Who declared an interest, or doubt, has that as the role: `buiten`. Who was replaced after the programme was fixed has
    `oud_toetser` or `oud_controleur`. These take away and give nothing; who was replaced can come back in the same role.
    """

    class Trajectrol(models.TextChoices):
        TOETSER = "toetser", "toetser"
        CONTROLEUR = "controleur", "interne controleur"
        OUD_TOETSER = "oud_toetser", "eerder toetser"
        OUD_CONTROLEUR = "oud_controleur", "eerder interne controleur"
        BESLISSER = "beslisser", "beslisser"
        BUITEN = "buiten", "buiten het besluit"

    traject = models.ForeignKey("trajecten.Traject", models.CASCADE, related_name="toewijzingen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="toewijzingen")
    rol = models.CharField("rol", max_length=16, choices=Trajectrol)
    is_teamleider = models.BooleanField("teamleider", default=False)
    sinds = models.DateTimeField(default=timezone.now, editable=False)

    objects = ToewijzingQuerySet.as_manager()

    class Meta:
        verbose_name = "toewijzing"
        verbose_name_plural = "toewijzingen"
        ordering = ["-is_teamleider", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "gebruiker"], name="toewijzing_een_rol_per_persoon"),
            models.UniqueConstraint(
                fields=["traject"], condition=Q(rol="controleur"), name="toewijzing_een_controleur"
            ),
            models.UniqueConstraint(
                fields=["traject"], condition=Q(is_teamleider=True), name="toewijzing_een_teamleider"
            ),
            models.CheckConstraint(
                condition=Q(is_teamleider=False) | Q(rol="toetser"), name="toewijzing_teamleider_is_toetser"
            ),
        ]
        triggers = [
            triggers.geen_belang,
            triggers.geen_labelbeheerder,
            triggers.bekwaam,
            triggers.vaste_rol,
            triggers.blijft_staan,
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} als {self.get_rol_display()}"


TEAMROLLEN = (Toewijzing.Trajectrol.TOETSER, Toewijzing.Trajectrol.CONTROLEUR)

# Fetches `traject.team`, with the people in it: once, however many ask.
MET_TEAM = Prefetch("toewijzingen", Toewijzing.objects.team().select_related("gebruiker"), "team")
