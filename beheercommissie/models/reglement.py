"""The rules by which the beheercommissie decides: editions with the day from which each counts."""

from datetime import date
from math import ceil

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models.vergaderingen import CommissieQuerySet, Vergadering
from huisstijl.templatetags.opmaak import meervoud
from leden.controlegetal import controlegetal
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from normenkader.models import Kaderversie

HOOGSTE_QUORUM = 50
MEESTE_DAGEN = 90


class ReglementQuerySet(CommissieQuerySet["Reglement"]):
    def vastgesteld(self) -> "ReglementQuerySet":
        """Those that were adopted, newest first."""
        return self.filter(vastgesteld_op__isnull=False).order_by("-geldig_vanaf")

    def concept(self) -> "Reglement | None":
        """What the secretary is writing, if there is something."""
        return self.filter(vastgesteld_op__isnull=True).first()

    def begonnen(self, dag: date | None = None) -> "ReglementQuerySet":
        """Those that counted before this day (today) or count on it, the last one first."""
        rijen = self.vastgesteld().filter(geldig_vanaf__lte=dag or timezone.localdate())
        return rijen.select_related("eerste_vervanger", "tweede_vervanger")

    def nu(self) -> "Reglement":
        """What counts today. There is always one when something is on an agenda: see `beginnen`."""
        return self.begonnen()[0]

    def beginnen(self, kader: Kaderversie) -> None:
        """A committee without rules begins with what the framework says; from then on the framework says nothing of it."""
        if not self.vastgesteld().exists():
            vandaag = timezone.localdate()
            eerste = Reglement(
                geldig_vanaf=min(kader.geldig_vanaf, vandaag),
                quorum=kader.quorum,
                vastgesteld_op=vandaag,
                overgenomen_uit=kader.titel,
            )
            # Somebody else may do the same now.
            self.bulk_create([eerste], ignore_conflicts=True)


class Reglement(models.Model):
    """One edition. Written by the secretary, adopted in a meeting, and from then on never changed: what changes is a next one."""

    class Meerderheid(models.TextChoices):
        MEESTE = "meeste", "De keuze met de meeste stemmen"
        HELFT = "helft", "De keuze met meer dan de helft van de stemmen"

    class Staking(models.TextChoices):
        VOORZITTER = "voorzitter", "Wie voorzit, kiest uit wat evenveel stemmen kreeg"
        AANHOUDEN = "aanhouden", "De commissie houdt het besluit aan"

    # What the committee adopts.
    REGELS = (
        "geldig_vanaf",
        "quorum",
        "quorumdeel",
        "meerderheid",
        "staking",
        "eerste_vervanger_id",
        "tweede_vervanger_id",
        "schriftelijk_dagen",
    )

    geldig_vanaf = models.DateField("geldt vanaf")
    quorum = models.PositiveSmallIntegerField("quorum", default=1)
    quorumdeel = models.PositiveSmallIntegerField("quorumdeel", default=0)
    meerderheid = models.CharField("meerderheid", max_length=8, choices=Meerderheid, default=Meerderheid.MEESTE)
    staking = models.CharField("bij staking van stemmen", max_length=12, choices=Staking, default=Staking.VOORZITTER)
    # Who presides when no chair can; after these whoever sits in the committee longest.
    eerste_vervanger = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    tweede_vervanger = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    # The shortest that members have to vote without a meeting; without it there is no written procedure.
    schriftelijk_dagen = models.PositiveSmallIntegerField(
        "dagen voor een schriftelijke procedure", null=True, blank=True
    )
    vastgesteld_op = models.DateField("vastgesteld op", null=True, editable=False)
    vastgesteld_in = models.ForeignKey(Vergadering, models.PROTECT, null=True, editable=False, related_name="+")
    vastgesteld_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")
    # Of the first edition: the framework that it was taken over from.
    overgenomen_uit = models.CharField(max_length=200, blank=True, editable=False)

    objects = ReglementQuerySet.as_manager()

    class Meta:
        verbose_name = "reglement"
        verbose_name_plural = "reglementen"
        ordering = ["-geldig_vanaf", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quorum__range=(1, HOOGSTE_QUORUM)), name="reglement_heeft_quorum"),
            models.CheckConstraint(condition=Q(quorumdeel__lte=100), name="reglement_deel_is_een_deel"),
            models.CheckConstraint(
                condition=Q(meerderheid__in=("meeste", "helft")), name="reglement_meerderheid_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(staking__in=("voorzitter", "aanhouden")), name="reglement_staking_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True, vastgesteld_in__isnull=True, vastgesteld_door__isnull=True)
                | Q(vastgesteld_op__isnull=False, vastgesteld_in__isnull=False, vastgesteld_door__isnull=False)
                | Q(vastgesteld_op__isnull=False) & ~Q(overgenomen_uit=""),
                name="reglement_vastgesteld_in_een_vergadering",
            ),
            # Rules never count for what was voted before they were adopted.
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True)
                | Q(geldig_vanaf__gt=F("vastgesteld_op"))
                | ~Q(overgenomen_uit=""),
                name="reglement_werkt_niet_terug",
            ),
            models.CheckConstraint(
                condition=Q(tweede_vervanger__isnull=True)
                | Q(eerste_vervanger__isnull=False) & ~Q(tweede_vervanger=F("eerste_vervanger")),
                name="reglement_tweede_na_eerste",
            ),
            models.CheckConstraint(
                condition=Q(schriftelijk_dagen__isnull=True) | Q(schriftelijk_dagen__range=(1, MEESTE_DAGEN)),
                name="reglement_schriftelijk_duurt",
            ),
            models.UniqueConstraint(
                fields=["geldig_vanaf"],
                condition=Q(vastgesteld_op__isnull=False),
                name="reglement_een_per_dag",
            ),
            models.UniqueConstraint(
                fields=["vastgesteld_op"],
                condition=Q(vastgesteld_op__isnull=True),
                nulls_distinct=False,
                name="reglement_een_concept",
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="vastgesteld_blijft",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__vastgesteld_op__isnull=False),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Reglement vanaf {self.geldig_vanaf:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("reglement")

    @property
    def onderwerp(self) -> str:
        """How the log names this edition."""
        return f"reglement {self.pk}"

    @property
    def sha256(self) -> str:
        """What proves that these rules were adopted. A rule that an edition of before could not have yet is not in its hash."""
        begin = Reglement()
        anders = {naam: getattr(self, naam) for naam in self.REGELS if getattr(self, naam) != getattr(begin, naam)}
        return controlegetal(anders | {"geldig_vanaf": self.geldig_vanaf.isoformat()})

    def nodig(self, zonder_belang: int) -> int:
        """How many votes a decision needs when so many members have no interest."""
        return max(self.quorum, ceil(zonder_belang * self.quorumdeel / 100))

    @property
    def hoe_gestemd(self) -> str:
        """How many votes a decision needs."""
        quorum = (
            f"Voor een besluit {'is' if self.quorum == 1 else 'zijn'} {meervoud(self.quorum, 'stem', 'stemmen')} nodig"
        )
        deel = f", en van ten minste {self.quorumdeel}% van de leden zonder belang" if self.quorumdeel else ""
        return f"{quorum} van leden zonder belang{deel}. Een onthouding telt hiervoor mee."

    @property
    def hoe_besloten(self) -> str:
        """What the decision is, also when votes are equal."""
        return f"{BESLUIT[self.Meerderheid(self.meerderheid)]} {BIJ_STAKING[self.Staking(self.staking)]}"

    @property
    def hoe_schriftelijk(self) -> str:
        """Whether a decision can come without a meeting, and how long members have."""
        if self.schriftelijk_dagen is None:
            return "De commissie besluit alleen in een vergadering."
        return (
            "De secretaris kan een traject schriftelijk voorleggen. Leden hebben dan ten minste "
            f"{meervoud(self.schriftelijk_dagen, 'dag', 'dagen')} om te stemmen. Wil één lid het bespreken, dan stopt de procedure en "
            "komt het traject in een vergadering."
        )

    @property
    def vervangers(self) -> list[Gebruiker]:
        """Who is named to preside when no chair can, in order."""
        return [een for een in (self.eerste_vervanger, self.tweede_vervanger) if een]

    @property
    def hoe_voorgezeten(self) -> str:
        """Who presides when the chair is not there or has an interest."""
        namen = [een.naam for een in self.vervangers]
        eerst = f"eerst {', daarna '.join(namen)}, en dan " if namen else ""
        return (
            f"Is de voorzitter er niet, of heeft de voorzitter een belang bij een punt, dan zit een ander lid voor: {eerst}wie het "
            "langst in de commissie zit. Dat geldt voor dat punt, en alleen voor wie er is en geen belang heeft."
        )


BESLUIT = {
    Reglement.Meerderheid.MEESTE: "Het besluit is wat de meeste stemmen kreeg.",
    Reglement.Meerderheid.HELFT: "Het besluit is wat meer dan de helft van de stemmen kreeg. Kreeg niets dat, dan stemt de commissie "
    "opnieuw of houdt zij het besluit aan.",
}
BIJ_STAKING = {
    Reglement.Staking.VOORZITTER: "Kregen er meer evenveel, dan kiest wie voorzit daaruit.",
    Reglement.Staking.AANHOUDEN: "Kregen er meer evenveel, dan houdt de commissie het besluit aan.",
}
