from django.db import models
from django.utils import timezone

from leden.models.mensen import Gebruiker


class Inlogbericht(models.Model):
    """What is to be mailed about signing in and cannot be found again later: to which address, and what happened when and where.

    It goes with its mail. Nothing in it opens anything; for an address that we do not know there is no person.
    """

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, null=True, blank=True, related_name="+")
    adres = models.EmailField("e-mailadres")
    moment = models.DateTimeField(default=timezone.now)
    apparaat = models.CharField(max_length=80)

    class Meta:
        verbose_name = "inlogbericht"
        verbose_name_plural = "inlogberichten"

    def __str__(self) -> str:
        return f"inlogbericht {self.pk}"
