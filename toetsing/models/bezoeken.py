"""Which of the locations of a traject are visited, and why those (ISO/IEC 17021-1)."""

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from leden.models import met_voorgangers
from leden.models.triggers import niet_leegmaken
from toetsing.models.programma import BEZOEKEN_OPEN
from trajecten.levensloop import Status
from trajecten.models import Traject, Trajectlocatie
from trajecten.triggers import alleen_in


class Bezoekkeuze(models.Model):
    """Why these locations are visited and not others."""

    traject = models.OneToOneField(Traject, models.CASCADE, related_name="bezoekkeuze")
    waarom = models.TextField("waarom deze", max_length=1000)

    class Meta:
        verbose_name = "keuze van bezoeken"
        verbose_name_plural = "keuzes van bezoeken"
        constraints = [models.CheckConstraint(condition=Q(waarom__gt=""), name="bezoekkeuze_zegt_waarom")]
        triggers = [alleen_in(BEZOEKEN_OPEN), niet_leegmaken]

    def __str__(self) -> str:
        return f"Bezoeken in {self.traject}"


class Bezoek(models.Model):
    """A location that is visited."""

    keuze = models.ForeignKey(Bezoekkeuze, models.CASCADE, related_name="bezoeken")
    locatie = models.ForeignKey(Trajectlocatie, models.PROTECT, related_name="bezoeken")

    class Meta:
        verbose_name = "bezoek"
        verbose_name_plural = "bezoeken"
        constraints = [models.UniqueConstraint(fields=["keuze", "locatie"], name="bezoek_een_keer")]
        triggers = [alleen_in(BEZOEKEN_OPEN, via=("toetsing_bezoekkeuze", "keuze_id")), niet_leegmaken]

    def __str__(self) -> str:
        return f"Bezoek aan {self.locatie}"


def locaties_met_bezoek(traject: Traject) -> "QuerySet[Trajectlocatie]":
    """The locations of a traject: whether each is visited (`bezocht`), was last time (`vorige_keer`), and `waarom` those.

    Last time: the traject before this one of the same organisation that came to its end.
    """
    keuze = Bezoekkeuze.objects.filter(traject=traject)
    vorige = Bezoekkeuze.objects.filter(
        traject__organisatie__in=met_voorgangers(traject.organisatie_id),
        traject__lt=traject.pk,
        traject__status__in=(Status.LOPEND, Status.AFGESLOTEN),
    ).order_by("-traject")
    return Trajectlocatie.objects.filter(traject=traject).annotate(
        bezocht=Exists(Bezoek.objects.filter(locatie=OuterRef("pk"), keuze__in=keuze.values("pk"))),
        vorige_keer=Exists(
            Bezoek.objects.filter(locatie__locatie=OuterRef("locatie"), keuze=Subquery(vorige.values("pk")[:1]))
        ),
        waarom=Subquery(keuze.values("waarom")),
    )
