from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models.mensen import Gebruiker


class Adreswijziging(models.Model):
    """Somebody asked for another e-mail address. It holds once the new address confirms; the old one can stop it, also after that."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="adreswijzigingen")
    oud = models.EmailField("oud adres")
    nieuw = models.EmailField("nieuw adres")
    gevraagd_op = models.DateTimeField(default=timezone.now)
    bevestigd_op = models.DateTimeField(null=True, blank=True)
    gestopt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "adreswijziging"
        verbose_name_plural = "adreswijzigingen"
        ordering = ["-gevraagd_op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker"],
                condition=Q(bevestigd_op__isnull=True, gestopt_op__isnull=True),
                name="adreswijziging_een_tegelijk",
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: van {self.oud} naar {self.nieuw}"

    @property
    def loopt(self) -> bool:
        return self.bevestigd_op is None and self.gestopt_op is None
