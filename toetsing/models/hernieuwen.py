"""What an organisation says, in a renewal, about what it told and showed the last time. Nothing goes along by itself."""

import pgtrigger
from django.db import models
from django.utils import timezone

from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from toetsing.models.zelfevaluatie import VERHALEN_OPEN, Verhaal
from trajecten.models import Document
from trajecten.triggers import alleen_in

BIJ_VERHAAL = ("toetsing_verhaal", "verhaal_id")


def van_de_vorige_keer(tabel: str) -> pgtrigger.Trigger:
    """Trigger: `eerder`, a row of `tabel`, is of the traject that the one of the story follows."""
    return pgtrigger.Trigger(
        name="van_de_vorige_keer",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update,
        func=f"""
            if not exists (
                select 1 from toetsing_verhaal v
                join trajecten_traject t on t.id = v.traject_id
                join {tabel} e on e.traject_id = t.vorige_id
                where v.id = new.verhaal_id and e.id = new.eerder_id
            ) then
                raise exception '%: dit hoort niet bij de vorige keer', tg_table_name using errcode = 'check_violation';
            end if;
            return new;
        """,
    )


class Terugblik(models.Model):
    """The answer to "Geldt dit verhaal nog?" about one story of the last time, at the norm where it stands now."""

    class Antwoord(models.TextChoices):
        JA = "ja", "Ja, dit geldt nog"
        VERANDERD = "veranderd", "Het is veranderd"
        NEE = "nee", "Nee, dit geldt niet meer"

    verhaal = models.ForeignKey(Verhaal, models.CASCADE, related_name="terugblikken")
    eerder = models.ForeignKey(Verhaal, models.PROTECT, related_name="+")
    antwoord = models.CharField("geldt dit nog", max_length=12, choices=Antwoord)
    # The words of then were put into the story of now.
    gaat_mee = models.BooleanField("gaat mee", default=False)
    gezegd_op = models.DateTimeField(default=timezone.now, editable=False)
    gezegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "terugblik"
        verbose_name_plural = "terugblikken"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["verhaal", "eerder"], name="terugblik_een_antwoord")]
        triggers = [
            alleen_in(VERHALEN_OPEN, via=BIJ_VERHAAL),
            van_de_vorige_keer("toetsing_verhaal"),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Terugblik op {self.eerder}"


class Meegenomen(models.Model):
    """A document of the last time that somebody looked at and took along, to one norm, as a document of this traject."""

    verhaal = models.ForeignKey(Verhaal, models.CASCADE, related_name="meegenomen")
    eerder = models.ForeignKey(Document, models.PROTECT, related_name="meegenomen")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+")
    gezegd_op = models.DateTimeField(default=timezone.now, editable=False)
    gezegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "meegenomen document"
        verbose_name_plural = "meegenomen documenten"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["verhaal", "eerder"], name="meegenomen_een_keer_per_norm")]
        triggers = [
            alleen_in(VERHALEN_OPEN, via=BIJ_VERHAAL),
            van_de_vorige_keer("trajecten_document"),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.eerder}, meegenomen naar {self.verhaal}"
