"""What the committee decided, and the rule that a certificate comes of it."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property

from beheercommissie.models.buiten import BESLIST_NOOIT
from beheercommissie.models.vergaderingen import STEMMERS, Agendapunt
from certificaten.gevolgen import GEVOLGEN
from certificaten.models import Certificaat, Wijziging
from leden.bevoegdheden import Handeling
from leden.controlegetal import controlegetal
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.inhoud import Besluitoptie
from normenkader.models import Stuk
from toetsing.models import AanvullendOnderzoek, Voorbehoud, Voorwaarde
from trajecten.levensloop import Soort, Status
from trajecten.models import StukQuerySet

if TYPE_CHECKING:
    from beheercommissie.models.navragen import Navraag

# A decision that gives no certificate and does nothing to one, in one sentence: by kind of traject and where it leads.
UITSPRAKEN = {
    (Soort.TOETS, Status.AANVULLEND_ONDERZOEK): "De beheercommissie vraagt eerst aanvullend onderzoek.",
    (Soort.TOETS, Status.VOORGEDRAGEN): "De beheercommissie houdt het besluit aan.",
    (Soort.TOETS, Status.BESLOTEN): "De beheercommissie kent het label niet toe.",
    (
        Soort.VERVOLGONDERZOEK,
        Status.VOORTGANG,
    ): "De beheercommissie geeft meer tijd. De voorwaarden krijgen nieuwe dagen.",
    (Soort.VERVOLGONDERZOEK, Status.VOORGEDRAGEN): "De beheercommissie houdt het besluit aan.",
    (Soort.VERVOLGONDERZOEK, Status.BESLOTEN): "De beheercommissie verandert niets aan het label.",
    (Soort.MAATREGEL, Status.VOORGEDRAGEN): "De beheercommissie beslist later.",
    (Soort.MAATREGEL, Status.BESLOTEN): "De beheercommissie neemt geen maatregel.",
}
# So long an adviser reads on Mijn werk that the advice was not followed.
AFWIJKING_VAN = timedelta(days=30)
SQL_STEMMERS = ", ".join(f"'{rol}'" for rol in STEMMERS)
# The same where it is another after a reported change.
UITSPRAKEN_NA_MELDING = UITSPRAKEN | {
    (Soort.MAATREGEL, Status.BESLOTEN): "De beheercommissie wijzigt de reikwijdte niet.",
}


class BesluitQuerySet(StukQuerySet["Besluit"]):
    stuk = Stuk.BESLUIT
    pad = "agendapunt__traject"

    def niet_gevolgd(self, wie: Lidmaatschap) -> Self:
        """Decisions of shortly that deviate from what this person advised."""
        return self.zichtbaar_voor(wie).filter(
            afwijking__gt="",
            agendapunt__traject__adviezen__uitgebracht_door=wie.gebruiker_id,
            vastgelegd_op__gte=timezone.now() - AFWIJKING_VAN,
        )


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
    # Of a decision with a consequence for the certificate that is there: from which day, until when, and why, for everyone.
    ingang = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    openbare_reden = models.CharField("reden voor iedereen", max_length=300, blank=True)
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
                # `beheercommissie.quorum` says the same.
                declare=[("gehaald", "boolean")],
                func=f"""
                    select count(s.id) >= greatest(
                        max(r.quorum), ceil(count(distinct lid.gebruiker_id) * max(r.quorumdeel) / 100.0)
                    ) into gehaald
                    from (
                        select quorum, quorumdeel from beheercommissie_reglement
                        where vastgesteld_op is not null and geldig_vanaf <= new.besloten_op
                        order by geldig_vanaf desc limit 1
                    ) r,
                    (
                        select distinct l.gebruiker_id from leden_lidmaatschap l
                        join leden_gebruiker g on g.id = l.gebruiker_id and g.is_active
                        where l.rol in ({SQL_STEMMERS}) and l.van <= new.besloten_op
                          and (l.tot is null or l.tot >= new.besloten_op)
                          and (l.voorgesteld_door_id is null or l.bevestigd_door_id is not null)
                    ) lid
                    left join beheercommissie_belangverklaring b
                           on b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = lid.gebruiker_id
                    left join beheercommissie_stem s
                           on s.agendapunt_id = b.agendapunt_id and s.gebruiker_id = b.gebruiker_id
                    where coalesce(b.uitkomst, 'geen') = 'geen'
                      and not {BESLIST_NOOIT.format(gebruiker="lid.gebruiker_id", agendapunt="new.agendapunt_id")};
                    if gehaald is not true then
                        raise exception 'besluit: het quorum is niet gehaald' using errcode = 'check_violation';
                    end if;
                    if not exists (
                        select 1 from beheercommissie_belangverklaring b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_toewijzing w
                          on w.traject_id = p.traject_id and w.gebruiker_id = b.gebruiker_id and w.rol = 'beslisser'
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.vastgelegd_door_id and b.uitkomst = 'geen'
                          and not {BESLIST_NOOIT.format(gebruiker="b.gebruiker_id", agendapunt="b.agendapunt_id")}
                    ) then
                        raise exception 'besluit: wie een belang heeft, toetste of controleerde, beslist niet'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="na_de_schriftelijke_procedure",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # It ends by itself, and the decision is of that day.
                func="""
                    if exists (
                        select 1 from beheercommissie_agendapunt p
                        join beheercommissie_vergadering v on v.id = p.vergadering_id
                        where p.id = new.agendapunt_id and v.schriftelijk_tot is not null
                          and (v.schriftelijk_tot > new.vastgelegd_op or v.datum <> new.besloten_op or v.afgezegd_op is not null)
                    ) then
                        raise exception 'besluit: de schriftelijke procedure is niet afgelopen' using errcode = 'check_violation';
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
        # A decision of before has no conditions as items and does nothing to a certificate, and has the same hash as ever.
        erbij: dict[str, Any] = (
            {"voorwaardenlijst": [een.vastgelegd for een in self.voorwaardenlijst]} if self.voorbehoud else {}
        )
        if self.ingang:
            erbij |= {"ingang": _dag(self.ingang), "tot": _dag(self.tot), "openbare_reden": self.openbare_reden}
        return controlegetal(
            erbij
            | {
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
            | ({"navraag": self.gestelde_vraag.gevraagd} if self.gestelde_vraag else {})
            | ({"aanvullend_onderzoek": self.onderzoek.gevraagd} if self.onderzoek else {})
        )

    @property
    def gestelde_vraag(self) -> "Navraag | None":
        """What was asked when it was held over; of any other decision, and of one from before that could be asked, nothing."""
        return getattr(self, "navraag", None)

    @property
    def keuze(self) -> Besluitoptie:
        """The decision option of the framework version."""
        return self.agendapunt.traject.kaderversie.besluitoptie(self.optie)

    @cached_property
    def voorbehoud(self) -> Voorbehoud | None:
        """The conditions that this decision sets, with all that goes with them; None for one without, and for one of before."""
        return Voorbehoud.objects.filter(besluit_nummer=self.nummer).prefetch_related("voorwaarden").first()

    @cached_property
    def onderzoek(self) -> AanvullendOnderzoek | None:
        """What the assessors look at again; None when they do not, and for a decision of before that did not say."""
        if self.keuze.gaat_naar != Status.AANVULLEND_ONDERZOEK:
            return None
        return AanvullendOnderzoek.objects.filter(besluit_nummer=self.nummer).first()

    @cached_property
    def voorwaardenlijst(self) -> list[Voorwaarde]:
        """What the committee asks, item by item."""
        return list(self.voorbehoud.voorwaarden.all()) if self.voorbehoud else []

    @cached_property
    def na_bezwaar_tegen(self) -> "Besluit | None":
        """The decision that this one came after because of an objection: the log of the traject says that it came back for that."""
        if self.nummer.endswith("-B1"):
            return None
        traject = self.agendapunt.traject
        eerder = Besluit.objects.filter(agendapunt__traject=traject, vastgelegd_op__lt=self.vastgelegd_op)
        vorige = eerder.order_by("-vastgelegd_op").first()
        terug = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, handeling=Handeling.BEZWAAR_HEROVERWEGEN)
        if vorige is None or not terug.filter(op__range=(vorige.vastgelegd_op, self.vastgelegd_op)).exists():
            return None
        return vorige

    @property
    def heeft_voorbehoud(self) -> bool:
        """A next investigation before the certificate ends is what makes it an award with a reservation."""
        return self.keuze.kent_toe and self.keuze.vraagt_vervolg

    @property
    def heeft_los_voorbehoud(self) -> bool:
        """A reservation of before, when conditions were no items and no follow-up came by itself."""
        return self.heeft_voorbehoud and self.voorbehoud is None

    @property
    def is_gunstig(self) -> bool:
        """An award, or that all conditions are met."""
        return self.keuze.kent_toe or self.keuze.gevolg == "voorwaarden_vervuld"

    @property
    def uitspraak(self) -> str:
        """The decision in one sentence, from what the option does."""
        if self.keuze.kent_toe:
            return f"De beheercommissie kent het label toe{', met een voorbehoud' if self.heeft_voorbehoud else ''}."
        if self.keuze.gevolg in GEVOLGEN:
            return GEVOLGEN[self.keuze.gevolg].uitspraak
        uitspraken = UITSPRAKEN_NA_MELDING if self.keuze.na_melding else UITSPRAKEN
        return uitspraken[Soort(self.keuze.soort), Status(self.keuze.gaat_naar)]

    @property
    def nieuwe_reikwijdte(self) -> str:
        """What the label is about by this decision, as it was proposed in the pack; empty when it changes nothing of that."""
        return str(self.agendapunt.dossier["reikwijdte"]) if self.keuze.gevolg == "gewijzigd" else ""

    @property
    def daarna(self) -> str:
        """What is true of the certificate when a suspension has reached its last day."""
        return Wijziging.Soort(self.keuze.daarna).label.lower()

    @property
    def advies_label(self) -> str:
        """What the certifier advised, as frozen in the pack. Only of a decision that deviates from it."""
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
                        where b.nummer = new.besluit_nummer and t.id = new.traject_id and t.cyclus_id = new.cyclus_id
                          and keuze ->> 'code' = b.optie and (keuze ->> 'kent_toe')::boolean
                    ) then
                        raise exception 'certificaat: er is geen besluit dat het label toekent'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="gebied_op_een_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # It is about something else only as was proposed and decided.
                func="""
                    if exists (
                        select 1 from certificaten_uitgave u
                        where u.certificaat_id = new.id and u.nummer = new.uitgave and u.besluit_nummer > ''
                    ) and not exists (
                        select 1 from certificaten_uitgave u
                        join beheercommissie_besluit b on b.nummer = u.besluit_nummer
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_traject t on t.id = p.traject_id and t.vorige_id = new.traject_id
                        join certificaten_maatregel m on m.traject_id = t.id
                        join normenkader_kaderversie k on k.id = t.kaderversie_id,
                        jsonb_array_elements(k.inhoud -> 'besluitopties') keuze
                        where u.certificaat_id = new.id and u.nummer = new.uitgave
                          and keuze ->> 'code' = b.optie and keuze ->> 'gevolg' = 'gewijzigd'
                          and (m.reikwijdte, m.gebied) = (new.reikwijdte, new.gebied)
                          and (old.houder, old.plaats) = (new.houder, new.plaats)
                    ) then
                        raise exception 'certificaat: er is geen besluit over deze reikwijdte'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]


class Doorvoering(Wijziging):
    """What happened to a certificate as the decision sees it: it is what was decided, on the day and for the reason that were decided."""

    class Meta:
        proxy = True
        verbose_name = "doorvoering"
        verbose_name_plural = "doorvoeringen"
        triggers = [
            pgtrigger.Trigger(
                name="op_een_besluit",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=~pgtrigger.Q(new__soort="beeindigd"),
                func="""
                    if not exists (
                        select 1 from beheercommissie_besluit b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_traject t on t.id = p.traject_id
                        join certificaten_certificaat c on c.id = new.certificaat_id and c.traject_id = t.vorige_id
                        join normenkader_kaderversie k on k.id = t.kaderversie_id,
                        jsonb_array_elements(k.inhoud -> 'besluitopties') keuze
                        where b.nummer = new.besluit_nummer and keuze ->> 'code' = b.optie
                          and keuze ->> 'gevolg' = new.soort and coalesce(keuze ->> 'daarna', '') = new.daarna
                          and b.ingang = new.per and b.tot is not distinct from new.tot
                          and b.openbare_reden = new.openbare_reden
                    ) then
                        raise exception 'wijziging: er is geen besluit met dit gevolg' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            )
        ]
