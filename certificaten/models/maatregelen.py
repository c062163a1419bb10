"""What is proposed about a certificate that runs, and what its holder says and shows."""

from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from leden.opgave import in_woorden
from trajecten.levensloop import Status
from trajecten.models import Traject, VanTraject
from trajecten.triggers import alleen_in


class MaatregelQuerySet(VanTraject["Maatregel"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Who may know about the traject reads what was proposed, and what the organisation handed in."""
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie)).select_related(
            "traject__organisatie", "traject__certificeerder", "traject__kaderversie"
        )


class Maatregel(models.Model):
    """What was proposed about a label, what its holder thinks of it, and after a suspension what was restored.

    Its traject says where it stands, and follows the assessment that gave the certificate; what becomes of it, a decision. After a
    follow-up that suspends, nobody proposed it: the decision says what the holder must show, and that is why it is there.
    """

    class Voorstel(models.TextChoices):
        SCHORSEN = "schorsen", "schorsen"
        INTREKKEN = "intrekken", "intrekken"
        WIJZIGEN = "wijzigen", "de reikwijdte wijzigen"
        HERSTELLEN = "herstellen", "herstellen"

    # What somebody proposes as a measure; another scope comes of a reported change.
    VOORSTELBAAR = (Voorstel.SCHORSEN, Voorstel.INTREKKEN)

    traject = models.OneToOneField(Traject, models.PROTECT, related_name="maatregel")
    voorstel = models.CharField("voorstel", max_length=12, choices=Voorstel)
    reden = models.TextField("waarom")
    # Of another scope: what the certificate then says, and what it is then about (leden/opgave.py).
    reikwijdte = models.TextField("geldt dan voor", max_length=500, blank=True)
    gebied = models.JSONField("gebied", default=dict, blank=True)
    voorgesteld_op = models.DateTimeField(default=timezone.now, editable=False)
    voorgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # In which role, as the log names it: the bureau, the certifier, or the committee.
    voorgesteld_namens = models.CharField(max_length=160)
    zienswijze = models.TextField("zienswijze", blank=True)
    herstel = models.TextField("wat is hersteld", blank=True)

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        verbose_name = "maatregel"
        verbose_name_plural = "maatregelen"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(reden__gt=""), name="maatregel_heeft_een_reden"),
            models.CheckConstraint(
                condition=Q(voorstel="wijzigen", reikwijdte__gt="")
                | ~Q(voorstel="wijzigen") & Q(reikwijdte="", gebied={}),
                name="maatregel_zegt_welke_reikwijdte",
            ),
            models.CheckConstraint(
                condition=Q(voorstel="herstellen", voorgesteld_door__isnull=True)
                | ~Q(voorstel="herstellen") & Q(voorgesteld_door__isnull=False),
                name="maatregel_voorgesteld_of_besloten",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="voorstel_is_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "traject", "voorstel", "reden", "reikwijdte", "gebied", "voorgesteld_door", "voorgesteld_namens"
                ),
            ),
            pgtrigger.Protect(name="blijft_staan", operation=pgtrigger.Delete),
            alleen_in(
                (Status.ZIENSWIJZE,),
                pgtrigger.Update,
                name="zienswijze_alleen_in_status",
                condition=pgtrigger.AnyChange("zienswijze"),
            ),
            alleen_in(
                (Status.HERSTEL,),
                pgtrigger.Update,
                name="herstel_alleen_in_status",
                condition=pgtrigger.AnyChange("herstel"),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Maatregel in {self.traject}"

    @property
    def gebied_in_woorden(self) -> list[tuple[str, list[str]]]:
        """What the label would be about, with what has become of each municipality by today."""
        return in_woorden(self.gebied)

    @property
    def volgt_op_een_besluit(self) -> bool:
        """Whether it began with a decision that asks to restore, and not with a proposal."""
        return self.voorstel == self.Voorstel.HERSTELLEN
