"""Questions between the organisation and the certifier about one traject: a question, an answer, closed."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.models.stukken import VanTraject
from trajecten.models.traject import Traject


class Vraagpartij(models.TextChoices):
    """Who asks and who answers; also how the log names them (`naar`)."""

    ORGANISATIE = "organisatie", "de organisatie"
    CERTIFICEERDER = "certificeerder", "de certificerende instelling"

    @property
    def ander(self) -> "Vraagpartij":
        """The party on the other side."""
        return next(partij for partij in Vraagpartij if partij != self)


# Who speaks for a party; a role that is not here reads no questions.
PARTIJ_DIE_VRAAGT: dict[str, Vraagpartij] = {
    Rol.KWALITEITSMEDEWERKER: Vraagpartij.ORGANISATIE,
    Rol.BESTUURDER: Vraagpartij.ORGANISATIE,
    Rol.PLANNER: Vraagpartij.CERTIFICEERDER,
    Rol.TOETSER: Vraagpartij.CERTIFICEERDER,
}


class VraagQuerySet(VanTraject["Vraag"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Both parties, of the trajecten that they see; nobody else."""
        if wie is None or wie.rol not in PARTIJ_DIE_VRAAGT:
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def aan(self, wie: Lidmaatschap) -> Self:
        """Open ones that wait for the party of this membership: for its answer, or until it has read the answer."""
        if wie.rol not in PARTIJ_DIE_VRAAGT:
            return self.none()
        partij = PARTIJ_DIE_VRAAGT[wie.rol]
        te_beantwoorden = Q(aan=partij, beantwoord_op__isnull=True)
        te_lezen = Q(aan=partij.ander, beantwoord_op__isnull=False)
        return self.filter(te_beantwoorden | te_lezen, gesloten_op__isnull=True)


class Vraag(models.Model):
    """One question to the other party. The answer saves itself while that party writes it, and is read once it is given."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="vragen")
    aan = models.CharField(max_length=16, choices=Vraagpartij)
    onderwerp = models.CharField("onderwerp", max_length=120)
    tekst = models.TextField("vraag", max_length=4000)
    gesteld_op = models.DateTimeField(default=timezone.now, editable=False)
    gesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", max_length=4000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    gesloten_op = models.DateTimeField(null=True, editable=False)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = VraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag"
        verbose_name_plural = "vragen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="vraag_beantwoord_of_niet",
            ),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True, gesloten_door__isnull=True)
                | Q(gesloten_op__isnull=False, gesloten_door__isnull=False),
                name="vraag_gesloten_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="vraag_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("traject", "aan", "onderwerp", "tekst", "gesteld_op", "gesteld_door"),
            ),
            pgtrigger.Protect(
                name="antwoord_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "old.beantwoord_op is not null and (old.antwoord, old.beantwoord_op, old.beantwoord_door_id) is distinct "
                    "from (new.antwoord, new.beantwoord_op, new.beantwoord_door_id)"
                ),
            ),
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.onderwerp

    def get_absolute_url(self) -> str:
        return reverse("vraag", args=[self.traject.nummer, self.pk])

    @property
    def stand(self) -> str:
        if self.gesloten_op:
            return "gesloten"
        return "beantwoord" if self.beantwoord_op else "wacht op antwoord"
