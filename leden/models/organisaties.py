from django.db import models
from django.db.models import Q


class Organisatie(models.Model):
    """A party around the label: a member, a certifier, the beheercommissie or the bureau."""

    class Soort(models.TextChoices):
        LID = "lid", "lidorganisatie"
        CERTIFICEERDER = "certificeerder", "certificerende instelling"
        BEHEERCOMMISSIE = "beheercommissie", "beheercommissie"
        BUREAU = "bureau", "bureau"

    naam = models.CharField("naam", max_length=160, unique=True)
    soort = models.CharField("soort", max_length=20, choices=Soort)
    adres = models.CharField("adres", max_length=160, blank=True)
    plaats = models.CharField("plaats", max_length=80)
    kvk_nummer = models.CharField("KvK-nummer", max_length=8, null=True, blank=True, unique=True)
    website = models.URLField("website", blank=True)

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering = ["naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kvk_nummer__isnull=True) | Q(kvk_nummer__regex=r"^\d{8}$"),
                name="organisatie_kvk_nummer_acht_cijfers",
                violation_error_message="Een KvK-nummer heeft 8 cijfers.",
            )
        ]

    def __str__(self):
        return self.naam
