"""What the committee asks a party when it holds its decision over, and the answer."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models.besluiten import Besluit
from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from trajecten.levensloop import NAVRAAG, Status
from trajecten.models import PARTIJ_DIE_VRAAGT, Traject, Vraagpartij

# Where a question to this party brings the traject.
STATUS_VAN = {
    Vraagpartij.ORGANISATIE: Status.VRAAG_AAN_ORGANISATIE,
    Vraagpartij.CERTIFICEERDER: Status.VRAAG_AAN_CERTIFICEERDER,
}


class NavraagQuerySet(models.QuerySet["Navraag"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The party that is asked, of the trajecten that it sees; others read it with the decision."""
        if wie is None or wie.rol not in PARTIJ_DIE_VRAAGT:
            return self.none()
        return self.filter(
            aan=PARTIJ_DIE_VRAAGT[wie.rol], besluit__agendapunt__traject__in=Traject.objects.zichtbaar_voor(wie)
        )

    def van(self, traject: Traject) -> Self:
        """All of one traject, oldest first."""
        return self.filter(besluit__agendapunt__traject=traject).order_by("pk")


class Navraag(models.Model):
    """The question that goes with a decision to hold over. The answer saves itself until it is sent, or its last day has passed."""

    besluit = models.OneToOneField(Besluit, models.PROTECT, related_name="navraag")
    vraag = models.TextField("wat de commissie wil weten")
    aan = models.CharField("aan wie", max_length=16, choices=Vraagpartij)
    antwoord_tot_en_met = models.DateField("antwoord kan tot en met")
    antwoord = models.TextField("antwoord", blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")

    objects = NavraagQuerySet.as_manager()

    class Meta:
        verbose_name = "navraag"
        verbose_name_plural = "navragen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(vraag__gt=""), name="navraag_vraagt_iets"),
            models.CheckConstraint(condition=Q(aan__in=Vraagpartij.values), name="navraag_aan_een_partij"),
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="navraag_beantwoord_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="vraag_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("besluit", "vraag", "aan", "antwoord_tot_en_met"),
            ),
            pgtrigger.Trigger(
                name="antwoord_blijft",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # What was sent, or stood there when the day had passed, is what the committee reads.
                func=f"""
                    if old.beantwoord_op is not null or not exists (
                        select 1 from beheercommissie_besluit b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_traject t on t.id = p.traject_id
                        where b.id = old.besluit_id and t.status in ({", ".join(f"'{status}'" for status in NAVRAAG)})
                    ) then
                        raise exception 'navraag: het antwoord ligt vast' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Vraag bij besluit {self.besluit.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("navraag", args=[self.traject.nummer])

    @property
    def traject(self) -> Traject:
        return self.besluit.agendapunt.traject

    @property
    def status(self) -> Status:
        """Where the traject is while this waits for an answer."""
        return STATUS_VAN[Vraagpartij(self.aan)]

    @property
    def loopt(self) -> bool:
        """Whether it waits for an answer now."""
        is_open = self.beantwoord_op is None and self.traject.status == self.status
        return is_open and timezone.localdate() <= self.antwoord_tot_en_met

    @property
    def is_voorbij(self) -> bool:
        """Whether what stands there now is the answer, also when that is nothing."""
        return self.pk is not None and not self.loopt

    @property
    def gevraagd(self) -> dict[str, Any]:
        """What was asked, whom and until when: part of the decision."""
        return {
            "vraag": self.vraag,
            "aan": self.aan,
            "antwoord_tot_en_met": self.antwoord_tot_en_met.isoformat(),
        }
