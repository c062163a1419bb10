from django.db import models
from django.urls import reverse

from normenkader.models import Norm, Partij, Stuk
from trajecten.levensloop import Status
from trajecten.models import StukQuerySet, Traject


class VerhaalQuerySet(StukQuerySet):
    stuk = Stuk.ZELFEVALUATIE
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.VOORBEREIDING,)


class Verhaal(models.Model):
    """What the organisation tells about a norm, and how it sees itself. One row per norm from the start of a traject."""

    class Zelfbeeld(models.TextChoices):
        STERK = "sterk", "Hier zijn wij sterk in"
        LEREND = "lerend", "Het gaat goed, en wij zijn nog aan het leren"
        VRAAGT_VEEL = "vraagt_veel", "Dit vraagt nog veel van ons"
        ONBEKEND = "onbekend", "Wij weten het nog niet"

    TEKSTEN = ("aanleiding", "aanpak", "opbrengst", "geleerd")

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="verhalen")
    norm = models.ForeignKey(Norm, models.PROTECT, related_name="verhalen")
    aanleiding = models.TextField("wat speelde er", blank=True)
    aanpak = models.TextField("wat deden wij", blank=True)
    opbrengst = models.TextField("wat kwam ervan", blank=True)
    geleerd = models.TextField("wat leerden wij", blank=True)
    # A code of the framework's groups of people to talk with; a function, never a name.
    verteller = models.CharField("wie vertelt dit verhaal", max_length=40, blank=True)
    zelfbeeld = models.CharField("hoe kijkt u zelf naar deze norm", max_length=16, choices=Zelfbeeld, blank=True)
    ook_bij = models.ManyToManyField(Norm, related_name="ook_verhalen", blank=True, verbose_name="draagt ook bij aan")

    objects = VerhaalQuerySet.as_manager()

    class Meta:
        verbose_name = "verhaal"
        verbose_name_plural = "verhalen"
        ordering = ["norm__volgorde"]
        constraints = [models.UniqueConstraint(fields=["traject", "norm"], name="verhaal_een_per_norm")]

    def __str__(self):
        return f"Verhaal bij {self.norm.nummer}"

    def get_absolute_url(self):
        return reverse("verhaal", args=[self.traject.nummer, self.norm.nummer])

    @property
    def is_verteld(self):
        return any(getattr(self, veld).strip() for veld in self.TEKSTEN)

    def nog_te_doen(self):
        """What the self-evaluation still asks for this norm. Not knowing yet is an answer too."""
        if (self.is_verteld and self.zelfbeeld) or self.zelfbeeld == self.Zelfbeeld.ONBEKEND:
            return []
        if self.is_verteld:
            return [f"Zeg bij norm {self.norm.nummer} hoe u er zelf naar kijkt."]
        return [f"Vertel iets bij norm {self.norm.nummer}, of kies 'Wij weten het nog niet'."]
