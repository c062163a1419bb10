"""What the committee decided, and the rule that a certificate comes of it."""

from datetime import date
from typing import TYPE_CHECKING

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils import timezone

from beheercommissie.models.vergaderingen import HEEFT_BELANG, Agendapunt
from certificaten.models import Certificaat
from leden.controlegetal import controlegetal
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken
from normenkader.inhoud import Besluitoptie
from normenkader.models import Stuk
from trajecten.levensloop import Status
from trajecten.models import StukQuerySet

if TYPE_CHECKING:
    from beheercommissie.models.navragen import Navraag


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
                          and not {HEEFT_BELANG.format(gebruiker="s.gebruiker_id", agendapunt="s.agendapunt_id")}
                    ) < (select p.quorum from beheercommissie_agendapunt p where p.id = new.agendapunt_id) then
                        raise exception 'besluit: het quorum is niet gehaald' using errcode = 'check_violation';
                    end if;
                    if not exists (
                        select 1 from beheercommissie_belangverklaring b
                        join beheercommissie_agendapunt p on p.id = b.agendapunt_id
                        join trajecten_toewijzing w
                          on w.traject_id = p.traject_id and w.gebruiker_id = b.gebruiker_id and w.rol = 'beslisser'
                        where b.agendapunt_id = new.agendapunt_id and b.gebruiker_id = new.vastgelegd_door_id and b.uitkomst = 'geen'
                          and not {HEEFT_BELANG.format(gebruiker="b.gebruiker_id", agendapunt="b.agendapunt_id")}
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
            | ({"navraag": self.gestelde_vraag.gevraagd} if self.gestelde_vraag else {})
        )

    @property
    def gestelde_vraag(self) -> "Navraag | None":
        """What was asked when it was held over; of any other decision, and of one from before that could be asked, nothing."""
        return getattr(self, "navraag", None)

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
                        where b.nummer = new.besluit_nummer and t.id = new.traject_id and t.cyclus_id = new.cyclus_id
                          and keuze ->> 'code' = b.optie and (keuze ->> 'kent_toe')::boolean
                    ) then
                        raise exception 'certificaat: er is geen besluit dat het label toekent'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            )
        ]
