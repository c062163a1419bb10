import pgtrigger
from django.db import models

from leden.models.mensen import Gebruiker, Rol
from leden.models.triggers import niet_leegmaken


class Gebeurtenis(models.Model):
    """One row of the log: who, in which role, did what to what, from, to, why and when.

    The text columns repeat what the row is about, so that a row stays readable and its hash stays true whatever
    happens to the rows it names. Rows are only ever added, through `leden.logboek.vastleggen`.
    """

    volgnummer = models.PositiveBigIntegerField(unique=True)
    op = models.DateTimeField()
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    naam = models.CharField(max_length=120)
    rol = models.CharField(max_length=24, blank=True)
    organisatie = models.CharField(max_length=160, blank=True)
    handeling = models.CharField(max_length=40)
    onderwerp = models.CharField(max_length=80)
    van = models.CharField(max_length=24, blank=True)
    naar = models.CharField(max_length=24, blank=True)
    reden = models.TextField(blank=True)
    # Of the frozen piece that this row is about, when it is about one.
    stuk_sha256 = models.CharField(max_length=64, blank=True)
    vorige_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering = ["volgnummer"]
        indexes = [models.Index(fields=["onderwerp", "-volgnummer"])]
        triggers = [
            pgtrigger.Protect(name="alleen_toevoegen", operation=pgtrigger.Update | pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.volgnummer}: {self.handeling} {self.onderwerp}"

    @property
    def rol_label(self) -> str:
        return Rol(self.rol).label if self.rol else ""
