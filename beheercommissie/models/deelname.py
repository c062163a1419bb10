"""What a member says about interests, writes and votes at an item of the agenda."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from beheercommissie.models.vergaderingen import HEEFT_BELANG, Agendapunt, CommissieQuerySet
from leden.models import Gebruiker, Lidmaatschap
from leden.models.belangen import OPHEFFERS
from leden.models.triggers import VANDAAG, niet_leegmaken, sql_heeft_rol
from toetsing.models import Voorwaarde
from trajecten.models import Traject


class Belangverklaring(models.Model):
    """What a member said about interests before the file opened. Without `geen` there is no file and no vote."""

    class Uitkomst(models.TextChoices):
        GEEN = "geen", "Nee, ik heb geen belang"
        BELANG = "belang", "Ja, ik heb een belang"
        TWIJFEL = "twijfel", "Ik twijfel"

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="verklaringen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="belangverklaringen")
    uitkomst = models.CharField(max_length=8, choices=Uitkomst)
    verklaard_op = models.DateTimeField(default=timezone.now)
    # Who made undone that this member had an interest, or a doubt.
    ongedaan_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = CommissieQuerySet.as_manager()

    class Meta:
        verbose_name = "belangverklaring"
        verbose_name_plural = "belangverklaringen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="belangverklaring_een_per_lid"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=("geen", "belang", "twijfel")), name="belangverklaring_uitkomst_bestaat"
            ),
            models.CheckConstraint(
                condition=Q(ongedaan_door__isnull=True) | Q(uitkomst="geen") & ~Q(ongedaan_door=models.F("gebruiker")),
                name="belangverklaring_ongedaan_door_een_ander",
            ),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="ongedaan_door_een_ander",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__uitkomst__in=("belang", "twijfel")),
                func=f"""
                    if tg_op = 'DELETE' or (new.agendapunt_id, new.gebruiker_id) is distinct from (old.agendapunt_id, old.gebruiker_id)
                        or new.uitkomst = 'geen' and not {sql_heeft_rol("new.ongedaan_door_id", OPHEFFERS)} then
                        raise exception 'belangverklaring: een lid maakt een eigen belang niet ongedaan'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="vast_na_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                # Who had an interest when the decision was taken stays as it was.
                func="""
                    if exists (
                        select 1 from beheercommissie_besluit d where d.agendapunt_id = coalesce(new.agendapunt_id, old.agendapunt_id)
                    ) then
                        raise exception 'belangverklaring: het besluit is al genomen' using errcode = 'check_violation';
                    end if;
                    return coalesce(new, old);
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.get_uitkomst_display()}"

    @property
    def onderwerp(self) -> str:
        """How the log names this declaration: not by the traject, since the other members do not read why somebody stayed out."""
        return f"belangverklaring {self.pk}"


class Aantekening(models.Model):
    """What a member is writing on an item, saved as it is typed; nobody else reads it before the vote or the decision."""

    TEKSTEN = ("reden", "motivering", "afwijking", "voorwaarden", "vraag", "blik")
    KORT = ("ingang", "tot", "openbare_reden")

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="aantekeningen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    reden = models.TextField("waarom", blank=True)
    motivering = models.TextField("motivering", blank=True)
    afwijking = models.TextField("waarom de commissie het advies niet volgt", blank=True)
    voorwaarden = models.TextField("voorwaarden", blank=True)
    ingang = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    openbare_reden = models.CharField("reden voor iedereen", max_length=300, blank=True)
    vraag = models.TextField("wat de commissie wil weten", blank=True)
    blik = models.TextField("een woord bij de voorlopige blik", blank=True)

    class Meta:
        verbose_name = "aantekening"
        verbose_name_plural = "aantekeningen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="aantekening_een_per_lid")]

    def __str__(self) -> str:
        return f"Aantekening van {self.gebruiker}"

    @property
    def traject(self) -> Traject:
        return self.agendapunt.traject


class VoorwaardekladQuerySet(CommissieQuerySet["Voorwaardeklad"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """One's own only, as an Aantekening is."""
        return super().zichtbaar_voor(wie).filter(gebruiker=wie.gebruiker_id if wie else None)


class Voorwaardeklad(models.Model):
    """A condition that a member is writing for a decision, saved as it is typed; nobody else reads it before the decision."""

    TEKSTEN = ("wat", "hoe")
    KEUZES = ("uiterlijk", "kijker")

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="voorwaardekladden")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    wat = models.TextField("wat moet er gebeuren", blank=True)
    uiterlijk = models.DateField("uiterlijk", null=True, blank=True)
    kijker = models.CharField("wie kijkt ernaar", max_length=12, choices=Voorwaarde.Kijker, blank=True)
    hoe = models.TextField("hoe is het te zien", blank=True)

    objects = VoorwaardekladQuerySet.as_manager()

    class Meta:
        verbose_name = "voorwaarde in klad"
        verbose_name_plural = "voorwaarden in klad"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Voorwaarde in klad van {self.gebruiker}"

    @property
    def traject(self) -> Traject:
        return self.agendapunt.traject


class Stem(models.Model):
    """A vote of a member without interest. It can change until the decision, but not of who presides, who saw the counts since."""

    ONTHOUDING = "onthouding"

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="stemmen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="stemmen")
    optie = models.CharField("stem", max_length=40)
    reden = models.TextField("waarom", blank=True)
    gestemd_op = models.DateTimeField(default=timezone.now)
    # Since when who presides in the place of the chair could see the counts; of a chair the role says it.
    uitslag_open_sinds = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "stem"
        verbose_name_plural = "stemmen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="stem_een_per_lid")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="zonder_belang",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                # Declared to have no interest, has none in the register, and did not assess or check (uitgangspunten § 1 and § 2).
                func=f"""
                    if not exists (
                        select 1 from beheercommissie_belangverklaring b
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.gebruiker_id and b.uitkomst = 'geen'
                    ) then
                        raise exception 'stem: dit lid heeft niet verklaard geen belang te hebben'
                            using errcode = 'check_violation';
                    end if;
                    if not exists (
                        select 1 from trajecten_toewijzing w, beheercommissie_agendapunt p
                        where p.id = new.agendapunt_id and w.traject_id = p.traject_id
                          and w.gebruiker_id = new.gebruiker_id and w.rol = 'beslisser'
                    ) then
                        raise exception 'stem: wie toetste of controleerde, beslist niet'
                            using errcode = 'check_violation';
                    end if;
                    if {HEEFT_BELANG.format(gebruiker="new.gebruiker_id", agendapunt="new.agendapunt_id")} then
                        raise exception 'stem: dit lid heeft een belang' using errcode = 'check_violation';
                    end if;
                    if exists (select 1 from beheercommissie_besluit d where d.agendapunt_id = new.agendapunt_id) then
                        raise exception 'stem: het besluit is al genomen' using errcode = 'check_violation';
                    end if;
                    if (
                        tg_op = 'INSERT'
                        or (new.optie, new.reden, new.gestemd_op) is distinct from (old.optie, old.reden, old.gestemd_op)
                    ) and exists (
                        select 1 from beheercommissie_agendapunt p
                        join beheercommissie_vergadering v on v.id = p.vergadering_id
                        where p.id = new.agendapunt_id and v.schriftelijk_tot <= new.gestemd_op
                    ) then
                        raise exception 'stem: de schriftelijke procedure is afgelopen' using errcode = 'check_violation';
                    end if;
                    if tg_op = 'UPDATE' and old.uitslag_open_sinds is not null
                        and (new.optie, new.uitslag_open_sinds) is distinct from (old.optie, old.uitslag_open_sinds) then
                        raise exception 'stem: wie voorzat, kon de uitslag zien' using errcode = 'check_violation';
                    end if;
                    if tg_op = 'UPDATE' and new.optie <> old.optie and exists (
                        select 1 from leden_lidmaatschap l
                        where l.gebruiker_id = new.gebruiker_id and l.rol = 'voorzitter' and l.van <= {VANDAAG}
                          and (l.tot is null or l.tot >= (old.gestemd_op at time zone '{settings.TIME_ZONE}')::date - 1)
                          and (l.voorgesteld_door_id is null or l.bevestigd_door_id is not null)
                    ) then
                        raise exception 'stem: een voorzitter die stemde, kon de uitslag zien' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="vast_na_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    if exists (select 1 from beheercommissie_besluit d where d.agendapunt_id = old.agendapunt_id) then
                        raise exception 'stem: het besluit is al genomen' using errcode = 'check_violation';
                    end if;
                    return old;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Stem van {self.gebruiker}"
