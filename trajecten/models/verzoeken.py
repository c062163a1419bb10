"""What one party of a traject asks the other."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap, Rol
from trajecten.models.traject import TEAM_WERKT, Traject


class TeambezwaarQuerySet(models.QuerySet["Teambezwaar"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Between the organisation and the planner; the person it is about reads it when the planner says so."""
        if wie is None or wie.rol not in (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER, Rol.PLANNER):
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def onbeantwoord(self) -> Self:
        """Those that wait for an answer, in trajecten where the team has work."""
        return self.filter(beantwoord_op__isnull=True, traject__status__in=TEAM_WERKT)


class Teambezwaar(models.Model):
    """The organisation objects to a member of the team, with a reason; the certifier answers (uitgangspunten § 13)."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="teambezwaren")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", verbose_name="teamlid")
    reden = models.TextField("reden", max_length=2000)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = TeambezwaarQuerySet.as_manager()

    class Meta:
        verbose_name = "bezwaar tegen een teamlid"
        verbose_name_plural = "bezwaren tegen teamleden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="teambezwaar_beantwoord_of_niet",
            )
        ]

    def __str__(self) -> str:
        return f"Bezwaar tegen {self.gebruiker}"
