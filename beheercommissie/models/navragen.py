"""What the committee asks a party, and the answer: when it holds its decision over, or a member before the meeting."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models.besluiten import Besluit
from beheercommissie.models.vergaderingen import Agendapunt
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.levensloop import NAVRAAG, Status
from trajecten.models import PARTIJ_DIE_VRAAGT, Toewijzing, Traject, Vraagpartij

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
        trajecten = Traject.objects.zichtbaar_voor(wie)
        van_die = Q(besluit__agendapunt__traject__in=trajecten) | Q(agendapunt__traject__in=trajecten)
        return self.filter(van_die, aan=PARTIJ_DIE_VRAAGT[wie.rol])

    def van(self, traject: Traject) -> Self:
        """Those with a decision on one traject, oldest first."""
        return self.filter(besluit__agendapunt__traject=traject).order_by("pk")

    def vooraf(self) -> Self:
        """Those that a member asked before a meeting, oldest first."""
        return self.filter(agendapunt__isnull=False).order_by("pk")

    def wacht_op(self, wie: Lidmaatschap) -> Self:
        """Those of before a meeting that this membership still can answer: who plans, and of the assessors who leads the team."""
        rijen = (
            self.zichtbaar_voor(wie)
            .vooraf()
            .filter(
                beantwoord_op__isnull=True,
                agendapunt__volgnummer__isnull=False,
                agendapunt__vergadering__datum__gte=timezone.localdate(),
                agendapunt__besluit__isnull=True,
                agendapunt__traject__status=Status.GEAGENDEERD,
            )
        )
        if wie.rol == Rol.TOETSER:
            leidt = Toewijzing.objects.filter(gebruiker=wie.gebruiker_id, is_teamleider=True)
            rijen = rijen.filter(agendapunt__traject__in=leidt.values("traject"))
        return rijen


class Navraag(models.Model):
    """The question that goes with a decision to hold over, or of a member about an item before the meeting (`agendapunt`).

    The answer saves itself until it is sent, or its last day has passed.
    """

    besluit = models.OneToOneField(Besluit, models.PROTECT, null=True, related_name="navraag")
    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, related_name="vragen")
    gesteld_op = models.DateTimeField(null=True, editable=False)
    gesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")
    vraag = models.TextField("wat de commissie wil weten")
    aan = models.CharField("aan wie", max_length=16, choices=Vraagpartij)
    # One of before a meeting can be answered until that is over, whatever its day becomes.
    antwoord_tot_en_met = models.DateField("antwoord kan tot en met", null=True)
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
            models.CheckConstraint(
                condition=Q(
                    besluit__isnull=False,
                    antwoord_tot_en_met__isnull=False,
                    agendapunt__isnull=True,
                    gesteld_op__isnull=True,
                    gesteld_door__isnull=True,
                )
                | Q(
                    besluit__isnull=True,
                    antwoord_tot_en_met__isnull=True,
                    agendapunt__isnull=False,
                    gesteld_op__isnull=False,
                    gesteld_door__isnull=False,
                ),
                name="navraag_bij_een_besluit_of_vooraf",
            ),
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
                condition=pgtrigger.AnyChange(
                    "besluit", "agendapunt", "gesteld_op", "gesteld_door", "vraag", "aan", "antwoord_tot_en_met"
                ),
            ),
            pgtrigger.Trigger(
                name="antwoord_blijft",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # What was sent, or stood there when the day had passed, is what the committee reads.
                func=f"""
                    if old.beantwoord_op is not null or not exists (
                        select 1 from beheercommissie_agendapunt p
                        join trajecten_traject t on t.id = p.traject_id
                        left join beheercommissie_besluit b on b.agendapunt_id = p.id
                        where b.id = old.besluit_id and t.status in ({", ".join(f"'{status}'" for status in NAVRAAG)})
                           or p.id = old.agendapunt_id and b.id is null and p.volgnummer is not null
                              and t.status = '{Status.GEAGENDEERD}'
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
        return f"Vraag bij besluit {self.besluit.nummer}" if self.besluit else "Vraag vooraf"

    def get_absolute_url(self) -> str:
        return (
            reverse("navraag", args=[self.traject.nummer]) if self.besluit else reverse("vraag_vooraf", args=[self.pk])
        )

    @property
    def punt(self) -> Agendapunt:
        """The item of the agenda that it is about."""
        punt = self.besluit.agendapunt if self.besluit else self.agendapunt
        # A constraint: one of both.
        assert punt is not None
        return punt

    @property
    def traject(self) -> Traject:
        return self.punt.traject

    @property
    def status(self) -> Status:
        """Where the traject is while this waits for an answer."""
        return STATUS_VAN[Vraagpartij(self.aan)]

    @property
    def loopt(self) -> bool:
        """Whether it waits for an answer now."""
        is_open = self.beantwoord_op is None and self.traject.status == self.status
        return is_open and self.antwoord_tot_en_met is not None and timezone.localdate() <= self.antwoord_tot_en_met

    @property
    def is_voorbij(self) -> bool:
        """Whether what stands there now is the answer, also when that is nothing."""
        return self.pk is not None and not self.loopt

    @property
    def bij_stilte(self) -> str:
        """What happens when no answer comes, as the framework says it."""
        return self.traject.kaderversie.termijn("navraag").bij_stilte

    @property
    def gevraagd(self) -> dict[str, Any]:
        """What was asked, whom and until when: part of the decision."""
        return {
            "vraag": self.vraag,
            "aan": self.aan,
            "antwoord_tot_en_met": self.antwoord_tot_en_met and self.antwoord_tot_en_met.isoformat(),
        }
