"""Meetings of the beheercommissie, and the trajecten on the agenda with their frozen packs."""

from datetime import date
from typing import Self, TypeVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Max, OuterRef, Q, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.banden import sql_belang
from trajecten.models import Traject

# For triggers: this person has an interest in one of the parties of an agenda item.
HEEFT_BELANG = sql_belang(
    "{gebruiker}", "(select ap.traject_id from beheercommissie_agendapunt ap where ap.id = {agendapunt})", "true"
)
M = TypeVar("M", bound=models.Model)
STEMMERS = (Rol.COMMISSIELID, Rol.VOORZITTER)
COMMISSIE = (*STEMMERS, Rol.SECRETARIS)


class CommissieQuerySet(models.QuerySet[M]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Dates, agenda headings and the interest question are for the committee; the file has a gate of its own."""
        return self.all() if wie and wie.rol in COMMISSIE else self.none()


class VergaderingQuerySet(CommissieQuerySet["Vergadering"]):
    def komend(self) -> Self:
        """Those of today and later that go on, first one first; a written procedure is no meeting to come to."""
        gaan_door = self.filter(afgezegd_op__isnull=True, schriftelijk_tot__isnull=True)
        return gaan_door.filter(datum__gte=timezone.localdate()).order_by("datum", "begin", "pk")

    def gehouden(self) -> Self:
        """Those of today and before that went on, last one first."""
        gingen_door = self.filter(afgezegd_op__isnull=True, schriftelijk_tot__isnull=True)
        return gingen_door.filter(datum__lte=timezone.localdate())


class AgendapuntQuerySet(CommissieQuerySet["Agendapunt"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """With what every page of an item shows, also when it is not there: a decision, a request for the long part, and whether the
        traject came back after an objection."""
        traject = ("traject__organisatie", "traject__certificeerder", "traject__kaderversie")
        terug = Gebeurtenis.objects.filter(
            onderwerp=Concat(Value("traject "), OuterRef("traject__nummer")),
            handeling=Handeling.BEZWAAR_HEROVERWEGEN,
            op__lte=OuterRef("bevroren_op"),
        )
        return (
            super()
            .zichtbaar_voor(wie)
            .select_related("vergadering", *traject, "besluit__navraag", "langdeelverzoek")
            .annotate(is_na_bezwaar=Exists(terug))
        )

    def voor_lijst(self) -> Self:
        """Headings only: not the packs, which are large and closed to some."""
        return self.select_related("besluit", "traject__organisatie", "traject__certificeerder").defer("dossier")

    def op_de_agenda(self) -> Self:
        """Those that were not taken off."""
        return self.filter(volgnummer__isnull=False)

    def onbesloten(self) -> Self:
        """Those on an agenda on which nothing was decided."""
        return self.op_de_agenda().filter(besluit__isnull=True)


class Vergadering(models.Model):
    """A meeting of the beheercommissie, one of before without hours; or a written procedure on one traject, which ends by itself."""

    datum = models.DateField("datum")
    begin = models.TimeField("begint om", null=True, blank=True)
    eind = models.TimeField("duurt tot", null=True, blank=True)
    plaats = models.CharField("plaats", max_length=160)
    link = models.URLField("adres om online mee te doen", max_length=500, blank=True)
    sluitdag = models.DateField("stukken tot en met", null=True, blank=True)
    afgezegd_op = models.DateTimeField(null=True, blank=True, editable=False)
    afgezegd_omdat = models.TextField("waarom zij niet doorgaat", blank=True)

    # Of a written procedure: when it began, and until when members vote. Its day is the day on which it ends.
    schriftelijk_sinds = models.DateTimeField(null=True, blank=True, editable=False)
    schriftelijk_tot = models.DateTimeField("stemmen kan tot", null=True, blank=True, editable=False)

    geopend_op = models.DateTimeField(null=True, blank=True, editable=False)
    geopend_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")
    gesloten_op = models.DateTimeField(null=True, blank=True, editable=False)
    gesloten_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, editable=False, related_name="+")

    objects = VergaderingQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ["-datum", "-begin", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begin__isnull=True, eind__isnull=True)
                | Q(begin__isnull=False, eind__isnull=False, eind__gt=F("begin")),
                name="vergadering_eindigt_na_het_begin",
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(link__startswith="https://"), name="vergadering_link_is_https"
            ),
            models.CheckConstraint(
                condition=Q(sluitdag__isnull=True) | Q(sluitdag__lte=F("datum")), name="vergadering_sluit_op_tijd"
            ),
            models.CheckConstraint(
                condition=Q(afgezegd_op__isnull=True, afgezegd_omdat="")
                | Q(afgezegd_op__isnull=False) & ~Q(afgezegd_omdat=""),
                name="vergadering_afgezegd_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(geopend_op__isnull=True, geopend_door__isnull=True, gesloten_op__isnull=True)
                | Q(geopend_op__isnull=False, geopend_door__isnull=False, afgezegd_op__isnull=True),
                name="vergadering_geopend_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(gesloten_op__isnull=True, gesloten_door__isnull=True)
                | Q(gesloten_op__isnull=False, gesloten_door__isnull=False),
                name="vergadering_gesloten_door_iemand",
            ),
            models.CheckConstraint(
                condition=Q(schriftelijk_sinds__isnull=True, schriftelijk_tot__isnull=True)
                | Q(
                    schriftelijk_tot__gt=F("schriftelijk_sinds"),
                    begin__isnull=True,
                    sluitdag__isnull=True,
                    geopend_op__isnull=True,
                    link="",
                ),
                name="vergadering_schriftelijk_zonder_bijeenkomst",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="vast_na_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__datum__df=pgtrigger.F("new__datum"))
                | pgtrigger.Q(new__afgezegd_op__isnull=False),
                func="""
                    if exists (
                        select 1 from beheercommissie_besluit d
                        join beheercommissie_agendapunt p on p.id = d.agendapunt_id where p.vergadering_id = new.id
                    ) then
                        raise exception 'vergadering: er is al een besluit genomen' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Protect(
                name="geopend_blijft",
                operation=pgtrigger.Update,
                # What was opened took place on that day, and what was closed stays as it is.
                condition=pgtrigger.Q(old__gesloten_op__isnull=False)
                | pgtrigger.Q(old__geopend_op__isnull=False)
                & (
                    pgtrigger.Q(old__geopend_op__df=pgtrigger.F("new__geopend_op"))
                    | pgtrigger.Q(old__datum__df=pgtrigger.F("new__datum"))
                ),
            ),
            pgtrigger.ReadOnly(name="schriftelijk_blijft", fields=["schriftelijk_sinds", "schriftelijk_tot"]),
            pgtrigger.Trigger(
                name="schriftelijk_volgens_reglement",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                condition=pgtrigger.Q(new__schriftelijk_tot__isnull=False),
                declare=[("begon", "date"), ("dagen", "integer")],
                func=f"""
                    begon := (new.schriftelijk_sinds at time zone '{settings.TIME_ZONE}')::date;
                    select r.schriftelijk_dagen into dagen from beheercommissie_reglement r
                    where r.vastgesteld_op is not null and r.geldig_vanaf <= begon
                    order by r.geldig_vanaf desc limit 1;
                    if new.datum <> (new.schriftelijk_tot at time zone '{settings.TIME_ZONE}')::date
                        or dagen is null or new.datum < begon + dagen then
                        raise exception 'vergadering: het reglement staat deze schriftelijke procedure niet toe'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        if self.is_schriftelijk:
            return f"Schriftelijke procedure tot en met {self.datum:%d-%m-%Y}"
        return f"Vergadering van {self.datum:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("vergadering", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names this meeting: not by its day, which can change."""
        return f"vergadering {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it was opened and not closed yet."""
        return self.geopend_op is not None and self.gesloten_op is None

    @property
    def is_schriftelijk(self) -> bool:
        """Whether nobody comes together: members vote until a moment, and then it is over."""
        return self.schriftelijk_tot is not None

    @property
    def genoemd(self) -> str:
        """How a sentence calls it."""
        soort = "de schriftelijke procedure tot en met" if self.is_schriftelijk else "de vergadering van"
        return f"{soort} {dag(self.datum)}"

    @property
    def loopt(self) -> bool:
        """Whether members can vote now in this written procedure. Its end comes by the clock alone."""
        return self.afgezegd_op is None and self.schriftelijk_tot is not None and timezone.now() < self.schriftelijk_tot

    @property
    def is_afgelopen(self) -> bool:
        """Whether this written procedure reached its end, so that what members voted stays as it is."""
        return self.is_schriftelijk and self.afgezegd_op is None and not self.loopt

    @property
    def kan_besluiten(self) -> bool:
        """Whether a decision can be taken: in an open meeting, or after a written procedure."""
        return self.is_open or self.is_afgelopen

    @property
    def besluitdag(self) -> date:
        """The day of a decision that is recorded now: today, or the day on which the written procedure ended."""
        return self.datum if self.is_afgelopen else timezone.localdate()

    @property
    def is_geweest(self) -> bool:
        """Whether its day has passed."""
        return self.datum < timezone.localdate()

    @property
    def is_na_de_sluitdag(self) -> bool:
        """Whether its closing day has passed: what comes now is late."""
        return self.sluitdag is not None and self.sluitdag < timezone.localdate()

    def volgende_nummer(self) -> int:
        """The number of what comes last on the agenda of this locked meeting."""
        rijen = (self.agendapunten, self.bespreekpunten)
        return max(rij.aggregate(hoogste=Max("volgnummer"))["hoogste"] or 0 for rij in rijen) + 1


class Agendapunt(models.Model):
    """One traject on one agenda, with the pack as it was frozen then.

    Its place can change until the decision: another number, another meeting, or no number any more when it is taken off.
    """

    class Blikkenstand(models.TextChoices):
        DICHT = "dicht", "dicht"
        ALLEN = "allen", "open: allen gaven er een"
        VERGADERING = "vergadering", "open: de vergadering was begonnen"

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="agendapunten")
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="agendapunten")
    volgnummer = models.PositiveSmallIntegerField(null=True)
    minuten = models.PositiveSmallIntegerField("minuten", default=15)
    dossier = models.JSONField()
    sha256 = models.CharField(max_length=64)
    bevroren_op = models.DateTimeField(default=timezone.now, editable=False)
    bevroren_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    laat_omdat = models.TextField("waarom de stukken na de sluitdag kwamen", blank=True)
    # What opened the preliminary views for good; in a meeting that was opened they are open too.
    blikkenstand = models.CharField(max_length=11, choices=Blikkenstand, default=Blikkenstand.DICHT, editable=False)

    # Of what kind it is, of the two that stand on an agenda.
    is_traject = True
    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["vergadering", "volgnummer"]
        constraints = [
            # Checked when a statement is done, so that numbers can change places.
            models.UniqueConstraint(
                fields=["vergadering", "volgnummer"],
                name="agendapunt_volgnummer_een_keer",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.UniqueConstraint(
                fields=["vergadering", "traject"],
                condition=Q(volgnummer__isnull=False),
                name="agendapunt_traject_een_keer",
            ),
            models.CheckConstraint(condition=Q(minuten__gte=1), name="agendapunt_duurt"),
        ]
        triggers = [
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="stukken_vast",
                exclude=["vergadering", "volgnummer", "minuten", "laat_omdat", "blikkenstand"],
            ),
            pgtrigger.Protect(
                name="blikken_blijven_open",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__blikkenstand="dicht")
                & pgtrigger.Q(old__blikkenstand__df=pgtrigger.F("new__blikkenstand")),
            ),
            pgtrigger.Trigger(
                name="blijft_na_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__vergadering__df=pgtrigger.F("new__vergadering"))
                | pgtrigger.Q(new__volgnummer__isnull=True)
                | pgtrigger.Q(old__volgnummer__isnull=True),
                # Taken off is for good: the traject comes on an agenda again as a new item, with a new pack.
                func="""
                    if old.volgnummer is null or exists (
                        select 1 from beheercommissie_besluit d where d.agendapunt_id = new.id
                    ) then
                        raise exception 'agendapunt: dit punt is afgerond' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.nummering}: {self.traject.organisatie.naam}"

    def get_absolute_url(self) -> str:
        return reverse("agendapunt", args=[self.pk])

    @property
    def naam(self) -> str:
        """What it is called on the agenda."""
        return self.traject.organisatie.naam

    @property
    def staat_op_de_agenda(self) -> bool:
        """Whether it was not taken off."""
        return self.volgnummer is not None

    @property
    def blikken_zijn_open(self) -> bool:
        """Whether who takes part reads the preliminary views: all were in, or the meeting was opened."""
        return self.blikkenstand != self.Blikkenstand.DICHT or self.vergadering.geopend_op is not None

    @property
    def nummering(self) -> str:
        """What stands before it in a heading."""
        return f"Punt {self.volgnummer}" if self.staat_op_de_agenda else "Niet meer op de agenda"
