"""What one party of a traject asks the other."""

from typing import Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from normenkader.models import Partij
from trajecten.levensloop import Status, stil_akkoord_zin
from trajecten.models.documenten import Tekstversie
from trajecten.models.traject import PARTIJ_VAN_ROL, TEAM_WERKT, Traject
from trajecten.models.vragen import Vraagpartij

VAN_DE_CERTIFICEERDER = (Partij.CERTIFICEERDER, Partij.TOETSERS, Partij.CONTROLEUR)


class TeambezwaarQuerySet(models.QuerySet["Teambezwaar"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Between the organisation and the planner; the person it is about reads it when the planner says so."""
        if wie is None or wie.rol not in (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER, Rol.PLANNER):
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def onbeantwoord(self) -> Self:
        """Those that wait for an answer, in trajecten where the team has work."""
        return self.filter(beantwoord_op__isnull=True, traject__status__in=TEAM_WERKT)

    def aan(self, wie: Lidmaatschap) -> Self:
        """Those of them that this membership answers."""
        return self.onbeantwoord() if wie.rol == Rol.PLANNER else self.none()


class Teambezwaar(models.Model):
    """The organisation objects to a member of the team, with a reason; the certifier answers (uitgangspunten § 13)."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="teambezwaren")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+", verbose_name="teamlid")
    reden = models.TextField("reden", max_length=2000)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = TeambezwaarQuerySet.as_manager()

    class Meta:
        verbose_name = "bezwaar tegen een teamlid"
        verbose_name_plural = "bezwaren tegen teamleden"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord__gt="", beantwoord_op__isnull=False, beantwoord_door__isnull=False),
                name="teambezwaar_beantwoord_of_niet",
            )
        ]

    def __str__(self) -> str:
        return f"Bezwaar tegen {self.gebruiker}"


class TermijnvoorstelQuerySet(models.QuerySet["Termijnvoorstel"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Between the organisation and the certifier."""
        if wie is None or PARTIJ_VAN_ROL.get(wie.rol) not in (Partij.ORGANISATIE, *VAN_DE_CERTIFICEERDER):
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def open(self) -> Self:
        """Those that still wait: an extension that silence would grant, and a first day to hand in by that can still be kept."""
        vandaag = timezone.localdate()
        uitstel = Q(oud=F("traject__termijn"), nieuw=F("traject__uitstel_tot"), oud__gte=vandaag)
        inleverdag = Q(oud__isnull=True, traject__termijn__isnull=True, nieuw__gte=vandaag)
        return self.filter(uitstel | inleverdag, antwoord="", traject__status=F("status"))

    def aan(self, wie: Lidmaatschap) -> Self:
        """Open ones that the party of this membership answers: what the organisation asks the planner, and the other way round."""
        if wie.rol == Rol.PLANNER:
            return self.open().filter(van_organisatie=True)
        if PARTIJ_VAN_ROL.get(wie.rol) == Partij.ORGANISATIE:
            return self.open().filter(van_organisatie=False)
        return self.none()

    def te_beantwoorden(self, wie: Lidmaatschap) -> Self:
        """Those of them that this membership sees."""
        return self.zichtbaar_voor(wie).aan(wie)


class Termijnvoorstel(models.Model):
    """One party asks the other for another last day, with a reason: an extension, or a first day to hand in by.

    Of an extension (`oud` is the last day that then held) no answer is a yes. A proposal without `oud` waits for an answer.
    """

    class Antwoord(models.TextChoices):
        AKKOORD = "akkoord", "akkoord"
        NIET = "niet", "niet akkoord"

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="termijnvoorstellen")
    status = models.CharField(max_length=24, choices=Status)
    oud = models.DateField(null=True, editable=False)
    nieuw = models.DateField("tot en met welke dag")
    reden = models.TextField("reden", max_length=2000)
    van_organisatie = models.BooleanField()
    gevraagd_op = models.DateTimeField(default=timezone.now, editable=False)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=8, choices=Antwoord, blank=True)
    uitleg = models.TextField("uitleg", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    # Nobody, when silence was the answer.
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = TermijnvoorstelQuerySet.as_manager()

    class Meta:
        verbose_name = "termijnvoorstel"
        verbose_name_plural = "termijnvoorstellen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord="akkoord", beantwoord_op__isnull=False, oud__isnull=False)
                | Q(antwoord="akkoord", beantwoord_op__isnull=False, beantwoord_door__isnull=False)
                | Q(antwoord="niet", beantwoord_op__isnull=False, beantwoord_door__isnull=False, uitleg__gt=""),
                name="termijnvoorstel_beantwoord_of_niet",
            ),
            models.CheckConstraint(
                condition=Q(oud__isnull=True) | Q(nieuw__gt=F("oud")), name="termijnvoorstel_is_later"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="antwoord_is_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__antwoord__gt=""),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{'Uitstel' if self.oud else 'Inleverdag'} tot en met {dagkort(self.nieuw)}"

    @property
    def gevraagd_van(self) -> Vraagpartij:
        """Which party asked."""
        return Vraagpartij.ORGANISATIE if self.van_organisatie else Vraagpartij.CERTIFICEERDER

    @property
    def antwoord_van(self) -> Vraagpartij:
        """Which party answers."""
        return self.gevraagd_van.ander

    @property
    def stand(self) -> str:
        """What became of it, in words; the same before and after somebody wrote down what silence said."""
        if self.antwoord == self.Antwoord.NIET:
            return f"Niet akkoord. {self.uitleg}"
        if self.beantwoord_door_id:
            return f"Akkoord. {self.uitleg}"
        traject, uitstel_tot = self.traject, self.nieuw if self.oud else None
        is_vanzelf = traject.stil_uitgesteld == self.oud and self.nieuw in (traject.termijn, traject.verstreken)
        if self.oud and (self.antwoord or is_vanzelf):
            return stil_akkoord_zin(self.oud, self.nieuw)
        loopt_nog = (self.status, self.oud, uitstel_tot) == (traject.status, traject.termijn, traject.uitstel_tot)
        return "Wacht op antwoord." if loopt_nog and self.nieuw >= timezone.localdate() else "Niet meer nodig."


class Redenconcept(models.Model):
    """The reason of an act while somebody is still typing it: for that person alone, and gone once the act is done or cannot
    come any more."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="redenconcepten")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    handeling = models.CharField(max_length=40)
    # Which objection the text answers, since several can be open.
    bezwaar = models.ForeignKey(Teambezwaar, models.CASCADE, null=True, related_name="redenconcepten")
    # Which reported change the text weighs, likewise.
    melding = models.ForeignKey("trajecten.Melding", models.CASCADE, null=True, related_name="redenconcepten")
    reden = models.TextField(blank=True)
    # What a label is going to be about, when that is proposed.
    reikwijdte = models.TextField(blank=True)
    # What was filled in beside it, as it was sent: a subject, a day, a choice.
    ernaast = models.JSONField(default=dict)
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    class Meta:
        verbose_name = "reden in concept"
        verbose_name_plural = "redenen in concept"
        constraints = [
            models.UniqueConstraint(
                fields=["traject", "gebruiker", "handeling", "bezwaar", "melding"],
                name="redenconcept_een_per_handeling",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"Reden bij {self.handeling} van {self.traject}"
