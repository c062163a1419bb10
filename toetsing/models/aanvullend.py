"""What the committee asks the assessors to look at again, and what that leaves open of a report that was settled."""

from datetime import date
from typing import TYPE_CHECKING, Any

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Prefetch, Q, prefetch_related_objects
from django.utils import timezone

from normenkader.inhoud import Rapportonderdeel
from normenkader.models import onveranderlijk
from trajecten.models import Traject
from trajecten.termijnen import werkdag_vanaf

if TYPE_CHECKING:
    from toetsing.models.bevindingen import Bevinding, Oordeel
    from toetsing.models.programma import Gesprek
    from toetsing.models.rapport import Rapportdeel

# Begin of the key of the section with the answer; the number of the question follows.
ANTWOORD = "aanvulling-"


class AanvullendOnderzoekQuerySet(models.QuerySet["AanvullendOnderzoek"]):
    def volgend(self, traject: Traject, **gevraagd: Any) -> "AanvullendOnderzoek":
        """The next one of a traject, unsaved: about its report, whatever was added to that before."""
        vastgesteld = list(traject.rapportversies.filter(soort="vastgesteld").order_by("nummer"))
        oordelen = {norm["nummer"]: norm["oordeel"] for versie in vastgesteld for norm in versie.inhoud["normen"]}
        return self.model(
            traject=traject,
            nummer=self.filter(traject=traject).count() + 1,
            versie=next(versie for versie in reversed(vastgesteld) if versie.onderzoek_id is None),
            eerder={nummer: oordelen[nummer] for nummer in gevraagd["normen"]},
            **gevraagd,
        )


class AanvullendOnderzoek(models.Model):
    """The question of the committee, the month that was agreed, and the norms that are open again; all others stay as they are."""

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="aanvullende_onderzoeken")
    nummer = models.PositiveSmallIntegerField()
    # The decision lives in a higher app.
    besluit_nummer = models.CharField(max_length=24, unique=True)
    # The report that the addendum goes with.
    versie = models.ForeignKey("toetsing.Rapportversie", models.PROTECT, related_name="aanvullende_onderzoeken")
    vraag = models.TextField("wat de commissie wil weten")
    # Its first day.
    maand = models.DateField("afgesproken maand")
    # By their number, as report and decision call them.
    normen = ArrayField(models.CharField(max_length=10), verbose_name="normen")
    # What was judged of these norms until then, by their number.
    eerder = models.JSONField()
    gesteld_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = AanvullendOnderzoekQuerySet.as_manager()

    class Meta:
        verbose_name = "aanvullend onderzoek"
        verbose_name_plural = "aanvullende onderzoeken"
        ordering = ["-nummer"]
        constraints = [
            models.UniqueConstraint(fields=["traject", "nummer"], name="aanvullendonderzoek_nummer_een_keer"),
            models.CheckConstraint(
                condition=Q(vraag__gt="", normen__len__gt=0), name="aanvullendonderzoek_vraagt_iets"
            ),
        ]
        triggers = [
            *onveranderlijk(),
            pgtrigger.Trigger(
                name="bij_het_rapport",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    if not exists (
                        select 1 from toetsing_rapportversie v
                        where v.id = new.versie_id and v.traject_id = new.traject_id
                          and v.soort = 'vastgesteld' and v.onderzoek_id is null
                    ) then
                        raise exception 'aanvullend onderzoek: er is geen vastgesteld rapport' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Aanvullend onderzoek {self.nummer}"

    @property
    def laatste_dag(self) -> date:
        """The last day of the month that was agreed, or the first working day after it."""
        return werkdag_vanaf(self.maand + relativedelta(months=1, days=-1))

    @property
    def gevraagd(self) -> dict[str, Any]:
        """What was asked: part of the decision and of the addendum."""
        return {"vraag": self.vraag, "maand": self.maand.isoformat(), "normen": self.normen}

    @property
    def rapportonderdeel(self) -> Rapportonderdeel:
        """The one section of an addendum that is written; the framework has those of a report."""
        return Rapportonderdeel(
            sleutel=f"{ANTWOORD}{self.nummer}",
            titel="Antwoord op de vraag van de beheercommissie",
            uitleg="Wat zocht u uit, en wat zag u? De beheercommissie en de organisatie lezen dit.",
            deel="beide",
            soort="geschreven",
            verplicht=True,
        )

    def is_ervoor(self, gesprek: "Gesprek") -> bool:
        """Whether this talk was held for the report, before the committee asked."""
        return gesprek.afgerond_op is not None and gesprek.afgerond_op < self.gesteld_op

    # Why what it does not include cannot be written.
    BUITEN = "De vraag van de beheercommissie gaat niet over {}. Wat is vastgesteld, blijft staan."

    def omvat(self, rij: "Bevinding | Oordeel | Rapportdeel") -> bool:
        """Whether the assessors can write in this row again."""
        norm = getattr(rij, "norm", None)
        return norm.nummer in self.normen if norm else getattr(rij, "sleutel", "") == self.rapportonderdeel.sleutel


def aanvullend_onderzoek(traject: Traject) -> AanvullendOnderzoek | None:
    """The newest on this traject: what is written of it since then is an addendum. None when the committee never asked.

    Read once for each traject in memory.
    """
    if not traject.aanvullend:
        return None
    rijen = AanvullendOnderzoek.objects.select_related("versie").defer("versie__inhoud")
    prefetch_related_objects([traject], Prefetch("aanvullende_onderzoeken", rijen))
    return next(iter(traject.aanvullende_onderzoeken.all()), None)


# In SQL: the norm of the row is not among those of question `a`; the talk of the row was held before it.
NORM_BUITEN = """exists (
    select 1 from normenkader_norm n where n.id in (old.norm_id, new.norm_id) and n.nummer <> all(a.normen)
)"""
GESPREK_ERVOOR = """exists (
    select 1 from toetsing_gesprek g where g.id in ({}) and g.afgerond_op < a.gesteld_op
)"""


def binnen_de_vraag(buiten: str, trajecten: str = "old.traject_id, new.traject_id") -> pgtrigger.Trigger:
    """Trigger: once the committee asked the assessors to look again, what its question is not about stays as it was settled.

    `buiten`: SQL that is true of a row outside question `a`; `trajecten`: SQL for the traject of the row.
    """
    return pgtrigger.Trigger(
        name="binnen_de_vraag",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            if exists (
                select 1 from toetsing_aanvullendonderzoek a
                where a.traject_id in ({trajecten}) and ({buiten}) and not exists (
                    select 1 from toetsing_aanvullendonderzoek later
                    where later.traject_id = a.traject_id and later.nummer > a.nummer
                )
            ) then
                raise exception '%: hier gaat de vraag van de commissie niet over; dit ligt vast', tg_table_name
                    using errcode = 'check_violation';
            end if;
            return coalesce(new, old);
        """,
    )
