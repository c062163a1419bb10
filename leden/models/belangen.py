from django.db import models
from django.db.models import Q

from leden.models.mensen import Gebruiker
from leden.models.organisaties import Organisatie


class Belang(models.Model):
    """A tie between a person and an organisation that can colour a judgement (ISO/IEC 17065 § 4.2, dossier § 3 C1 and C2)."""

    class Soort(models.TextChoices):
        DIENSTVERBAND = "dienstverband", "dienstverband"
        ADVIES = "advies", "advieswerk"
        BESTUUR = "bestuur", "bestuurs- of toezichtfunctie"
        FAMILIE = "familie", "familieband"

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="belangen")
    soort = models.CharField("soort", max_length=16, choices=Soort)
    van = models.DateField("van")
    tot = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=models.F("van")),
                name="belang_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
        ]

    def __str__(self):
        return f"{self.get_soort_display()} van {self.gebruiker} bij {self.organisatie}"
