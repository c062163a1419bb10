"""What is said while a complaint is heard: to whom complains, to the other side, and to the bureau."""

from typing import Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from geschillen.models.klachten import Klacht
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol, eigen_organisaties
from leden.models.triggers import niet_leegmaken
from trajecten.models import Tekstversie

# Who answers for the party that a complaint is about. That one reads the question, never the complaint.
WOORDVOERDER: dict[str, Rol] = {
    Organisatie.Soort.LID: Rol.BESTUURDER,
    Organisatie.Soort.CERTIFICEERDER: Rol.PLANNER,
    Organisatie.Soort.BEHEERCOMMISSIE: Rol.VOORZITTER,
    Organisatie.Soort.BUREAU: Rol.LABELBEHEERDER,
}


class Klachtbericht(models.Model):
    """One message between who complains and who hears it. `door` is empty for the one who complains."""

    klacht = models.ForeignKey(Klacht, models.CASCADE, related_name="berichten")
    tekst = models.TextField("bericht", max_length=4000)
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht bij een klacht"
        verbose_name_plural = "berichten bij een klacht"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=Q(tekst__gt=""), name="klachtbericht_zegt_iets")]
        triggers = [pgtrigger.Protect(name="bericht_blijft", operation=pgtrigger.Update), niet_leegmaken]

    def __str__(self) -> str:
        return f"Bericht bij {self.klacht}"


class KlachtvraagQuerySet(models.QuerySet["Klachtvraag"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Who answers for the party that is asked."""
        if wie is None or WOORDVOERDER[wie.organisatie.soort] != wie.rol:
            return self.none()
        return self.filter(aan__in=eigen_organisaties(wie)).select_related("aan", "gesteld_door")

    def open(self) -> Self:
        return self.filter(beantwoord_op__isnull=True, klacht__afgerond_op__isnull=True)


class Klachtvraag(models.Model):
    """A question to the other side, in words of who hears the complaint. The answer saves itself until it is sent."""

    klacht = models.ForeignKey(Klacht, models.CASCADE, related_name="vragen")
    aan = models.ForeignKey(Organisatie, models.PROTECT, related_name="+")
    tekst = models.TextField("vraag", max_length=4000)
    uiterlijk = models.DateField("antwoord kan tot en met")
    gesteld_op = models.DateTimeField(default=timezone.now, editable=False)
    gesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", max_length=8000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    objects = KlachtvraagQuerySet.as_manager()

    class Meta:
        verbose_name = "vraag bij een klacht"
        verbose_name_plural = "vragen bij een klacht"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tekst__gt=""), name="klachtvraag_vraagt_iets"),
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="klachtvraag_beantwoord_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="vraag_blijft", fields=["klacht", "aan", "tekst", "uiterlijk", "gesteld_op", "gesteld_door"]
            ),
            pgtrigger.Protect(
                name="antwoord_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__beantwoord_op__isnull=False),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Vraag {self.pk} bij een klacht"

    def get_absolute_url(self) -> str:
        return reverse("klachtvraag", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        return f"klachtvraag {self.pk}"

    @property
    def is_te_laat(self) -> bool:
        """Whether its last day has passed without an answer; one that comes later still counts until the complaint is closed."""
        return self.beantwoord_op is None and self.uiterlijk < timezone.localdate()


class KlachtsignaalQuerySet(models.QuerySet["Klachtsignaal"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau, for which it was written."""
        is_bureau = wie is not None and wie.rol == Rol.LABELBEHEERDER
        return self.select_related("organisatie", "gegeven_door") if is_bureau else self.none()

    def open(self) -> Self:
        return self.filter(afgehandeld_op__isnull=True)


class Klachtsignaal(models.Model):
    """What the bureau should know after a complaint, in words of who heard it: never the complaint, nor from whom it came."""

    class Soort(models.TextChoices):
        MELDING = "melding", "De houder had een wijziging moeten melden"
        MAATREGEL = "maatregel", "Misschien is een maatregel nodig"
        GEBRUIK = "gebruik", "Iemand gebruikt het label zonder recht"
        WERKWIJZE = "werkwijze", "Iets in de werkwijze kan beter"

    klacht = models.ForeignKey(Klacht, models.CASCADE, related_name="signalen")
    soort = models.CharField("soort", max_length=12, choices=Soort)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    tekst = models.TextField("wat het bureau moet weten", max_length=4000)
    gegeven_op = models.DateTimeField(default=timezone.now, editable=False)
    gegeven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    afhandeling = models.TextField("wat ermee is gedaan", max_length=4000, blank=True)
    afgehandeld_op = models.DateTimeField(null=True, editable=False)
    afgehandeld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    objects = KlachtsignaalQuerySet.as_manager()

    class Meta:
        verbose_name = "signaal uit een klacht"
        verbose_name_plural = "signalen uit een klacht"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(tekst__gt=""), name="klachtsignaal_zegt_iets"),
            models.CheckConstraint(
                condition=Q(afgehandeld_op__isnull=True, afgehandeld_door__isnull=True)
                | Q(afhandeling__gt="", afgehandeld_op__isnull=False, afgehandeld_door__isnull=False),
                name="klachtsignaal_afgehandeld_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="signaal_blijft",
                fields=["klacht", "soort", "organisatie", "tekst", "gegeven_op", "gegeven_door"],
            ),
            pgtrigger.Protect(
                name="afhandeling_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__afgehandeld_op__isnull=False),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("klachtsignaal", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        return f"klachtsignaal {self.pk}"


class Klachtklad(models.Model):
    """What somebody is writing for an act with a complaint, until that act is done."""

    klacht = models.ForeignKey(Klacht, models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    handeling = models.CharField(max_length=40)
    tekst = models.TextField("tekst", blank=True)
    # What was filled in beside it, as it was sent.
    ernaast = models.JSONField(default=dict)
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    class Meta:
        verbose_name = "klad bij een klacht"
        verbose_name_plural = "kladden bij een klacht"
        constraints = [models.UniqueConstraint(fields=["klacht", "gebruiker", "handeling"], name="klachtklad_een_keer")]

    def __str__(self) -> str:
        return f"{self.handeling} bij {self.klacht}"
