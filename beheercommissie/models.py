"""Meetings of the beheercommissie: agenda, frozen packs, interests, votes and decisions."""

from datetime import date
from typing import Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from certificaten.models import Certificaat
from leden.controlegetal import controlegetal
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from normenkader.inhoud import Besluitoptie
from normenkader.models import Stuk
from trajecten.banden import sql_belang
from trajecten.levensloop import Status
from trajecten.models import StukQuerySet, Traject

# For triggers: this person has an interest in one of the parties of an agenda item.
_HEEFT_BELANG = sql_belang(
    "{gebruiker}", "(select ap.traject_id from beheercommissie_agendapunt ap where ap.id = {agendapunt})", "true"
)
M = TypeVar("M", bound=models.Model)
COMMISSIE = (Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS)


class CommissieQuerySet(models.QuerySet[M]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Dates, agenda headings and the interest question are for the committee; the file has a gate of its own."""
        return self.all() if wie and wie.rol in COMMISSIE else self.none()


class AgendapuntQuerySet(CommissieQuerySet["Agendapunt"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        return (
            super()
            .zichtbaar_voor(wie)
            .select_related("vergadering", "traject__organisatie", "traject__certificeerder", "traject__kaderversie")
        )

    def voor_lijst(self) -> Self:
        """Headings only: not the packs, which are large and closed to some."""
        return self.select_related("besluit", "traject__organisatie", "traject__certificeerder").defer("dossier")


class Vergadering(models.Model):
    """A meeting of the beheercommissie."""

    datum = models.DateField("datum", unique=True, error_messages={"unique": "Op deze dag is al een vergadering."})
    plaats = models.CharField("plaats", max_length=160)

    objects = CommissieQuerySet.as_manager()

    class Meta:
        verbose_name = "vergadering"
        verbose_name_plural = "vergaderingen"
        ordering = ["-datum"]

    def __str__(self) -> str:
        return f"Vergadering van {self.datum:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("vergadering", args=[self.pk])


class Agendapunt(models.Model):
    """One traject on one agenda, with the pack as it was frozen then. `quorum`: votes that a decision needs."""

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="agendapunten")
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="agendapunten")
    volgnummer = models.PositiveSmallIntegerField()
    dossier = models.JSONField()
    sha256 = models.CharField(max_length=64)
    quorum = models.PositiveSmallIntegerField()
    bevroren_op = models.DateTimeField(default=timezone.now, editable=False)
    bevroren_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = AgendapuntQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["vergadering", "volgnummer"]
        constraints = [
            models.UniqueConstraint(fields=["vergadering", "volgnummer"], name="agendapunt_volgnummer_een_keer"),
            models.UniqueConstraint(fields=["vergadering", "traject"], name="agendapunt_traject_een_keer"),
            models.CheckConstraint(condition=Q(quorum__gte=1), name="agendapunt_heeft_quorum"),
        ]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"Punt {self.volgnummer}: {self.traject.organisatie.naam}"

    def get_absolute_url(self) -> str:
        return reverse("agendapunt", args=[self.pk])


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

    class Meta:
        verbose_name = "belangverklaring"
        verbose_name_plural = "belangverklaringen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["agendapunt", "gebruiker"], name="belangverklaring_een_per_lid"),
            models.CheckConstraint(
                condition=Q(uitkomst__in=("geen", "belang", "twijfel")), name="belangverklaring_uitkomst_bestaat"
            ),
        ]
        triggers = [
            niet_leegmaken,
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


class Aantekening(models.Model):
    """What a member is writing on an item, saved as it is typed; nobody else reads it before the vote or the decision."""

    TEKSTEN = ("reden", "motivering", "afwijking", "voorwaarden")

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="aantekeningen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    reden = models.TextField("waarom", blank=True)
    motivering = models.TextField("motivering", blank=True)
    afwijking = models.TextField("waarom de commissie het advies niet volgt", blank=True)
    voorwaarden = models.TextField("voorwaarden", blank=True)

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


class Stem(models.Model):
    """A vote of a member without interest. It can change until the chair closes the item with the decision."""

    ONTHOUDING = "onthouding"

    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="stemmen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="stemmen")
    optie = models.CharField("stem", max_length=40)
    reden = models.TextField("waarom", blank=True)
    gestemd_op = models.DateTimeField(default=timezone.now)

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
                    if {_HEEFT_BELANG.format(gebruiker="new.gebruiker_id", agendapunt="new.agendapunt_id")} then
                        raise exception 'stem: dit lid heeft een belang' using errcode = 'check_violation';
                    end if;
                    if exists (select 1 from beheercommissie_besluit d where d.agendapunt_id = new.agendapunt_id) then
                        raise exception 'stem: het besluit is al genomen' using errcode = 'check_violation';
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


class BesluitQuerySet(StukQuerySet["Besluit"]):
    stuk = Stuk.BESLUIT
    pad = "agendapunt__traject"


class Besluit(models.Model):
    """What the committee decided on a traject: option, motivation, why not as advised, conditions, votes. Never changed."""

    nummer = models.CharField(max_length=24, unique=True)
    agendapunt = models.OneToOneField(Agendapunt, models.PROTECT, related_name="besluit")
    optie = models.CharField("besluit", max_length=40)
    motivering = models.TextField("motivering")
    afwijking = models.TextField("waarom de commissie het advies niet volgt", blank=True)
    voorwaarden = models.TextField("voorwaarden", blank=True)
    volgend_onderzoek_op = models.DateField("volgend onderzoek", null=True, blank=True)
    bezwaar_tot_en_met = models.DateField("bezwaar kan tot en met", null=True, blank=True)
    # How often each option was voted for, and how many members stayed out because of an interest.
    uitslag = models.JSONField()
    besloten_op = models.DateField(default=timezone.localdate)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = BesluitQuerySet.as_manager()

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering = ["-vastgelegd_op"]
        constraints = [models.CheckConstraint(condition=Q(motivering__gt=""), name="besluit_is_gemotiveerd")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="met_quorum",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # Only members without interest count, and only one of them records the decision (uitgangspunten § 1 and § 2).
                func=f"""
                    if (
                        select count(*) from beheercommissie_stem s
                        join beheercommissie_belangverklaring b using (agendapunt_id, gebruiker_id)
                        where s.agendapunt_id = new.agendapunt_id and b.uitkomst = 'geen'
                          and not {_HEEFT_BELANG.format(gebruiker="s.gebruiker_id", agendapunt="s.agendapunt_id")}
                    ) < (select p.quorum from beheercommissie_agendapunt p where p.id = new.agendapunt_id) then
                        raise exception 'besluit: het quorum is niet gehaald' using errcode = 'check_violation';
                    end if;
                    if not exists (
                        select 1 from beheercommissie_belangverklaring b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_toewijzing w
                          on w.traject_id = p.traject_id and w.gebruiker_id = b.gebruiker_id and w.rol = 'beslisser'
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.vastgelegd_door_id and b.uitkomst = 'geen'
                          and not {_HEEFT_BELANG.format(gebruiker="b.gebruiker_id", agendapunt="b.agendapunt_id")}
                    ) then
                        raise exception 'besluit: wie een belang heeft, toetste of controleerde, beslist niet'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Besluit {self.nummer}"

    @property
    def sha256(self) -> str:
        """What proves that this was decided, on this pack, and which certificate came of it."""
        certificaat = Certificaat.objects.filter(besluit_nummer=self.nummer).first()
        return controlegetal(
            {
                "nummer": self.nummer,
                "dossier": self.agendapunt.sha256,
                "optie": self.optie,
                "motivering": self.motivering,
                "voorwaarden": self.voorwaarden,
                "volgend_onderzoek_op": _dag(self.volgend_onderzoek_op),
                "bezwaar_tot_en_met": _dag(self.bezwaar_tot_en_met),
                "uitslag": self.uitslag,
                "besloten_op": _dag(self.besloten_op),
                "certificaat": certificaat and certificaat.sha256,
            }
        )

    @property
    def keuze(self) -> Besluitoptie:
        """The decision option of the framework version."""
        return self.agendapunt.traject.kaderversie.besluitoptie(self.optie)

    @property
    def heeft_voorbehoud(self) -> bool:
        """A next investigation before the certificate ends is what makes it an award with a reservation."""
        onderzoek, geldig = self.keuze.maanden_tot_volgend_onderzoek, self.keuze.maanden_geldig
        return onderzoek is not None and geldig is not None and onderzoek < geldig

    @property
    def uitspraak(self) -> str:
        """The decision in one sentence, from what the option does."""
        if self.keuze.kent_toe:
            return f"De beheercommissie kent het label toe{', met een voorbehoud' if self.heeft_voorbehoud else ''}."
        match self.keuze.gaat_naar:
            case Status.IN_TOETSING:
                return "De beheercommissie vraagt eerst aanvullend onderzoek."
            case Status.VOORGEDRAGEN:
                return "De beheercommissie houdt het besluit aan."
        return "De beheercommissie kent het label niet toe."

    @property
    def advies_label(self) -> str:
        """What the certifier advised, as frozen in the pack."""
        return str(self.agendapunt.dossier["advies"]["label"])

    @property
    def kan_bezwaar(self) -> bool:
        """Whether the term to object runs today."""
        return self.bezwaar_tot_en_met is not None and timezone.localdate() <= self.bezwaar_tot_en_met

    @property
    def aantal_stemmen(self) -> int:
        return sum(self.uitslag["stemmen"].values())


def _dag(datum: date | None) -> str | None:
    return datum.isoformat() if datum else None


class Toekenning(Certificaat):
    """A certificate as the decision sees it: here stands the rule that it exists only on a decision (uitgangspunten § 16)."""

    class Meta:
        proxy = True
        verbose_name = "toekenning"
        verbose_name_plural = "toekenningen"
        triggers = [
            pgtrigger.Trigger(
                name="op_een_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    if not exists (
                        select 1 from beheercommissie_besluit b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_traject t on t.id = p.traject_id
                        join normenkader_kaderversie k on k.id = t.kaderversie_id,
                        jsonb_array_elements(k.inhoud -> 'besluitopties') keuze
                        where b.nummer = new.besluit_nummer and t.id = new.traject_id
                          and keuze ->> 'code' = b.optie and (keuze ->> 'kent_toe')::boolean
                    ) then
                        raise exception 'certificaat: er is geen besluit dat het label toekent'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            )
        ]
