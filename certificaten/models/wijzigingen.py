"""What happened to a certificate after it was handed out."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.db.models.functions import Cast
from django.utils import timezone

from leden.controlegetal import controlegetal
from leden.models import Gebruiker
from leden.models.triggers import niet_leegmaken

DATUM: "models.DateField[date, date]" = models.DateField()


@dataclass(frozen=True)
class Geldend:
    """What a change is on a day, and since when. `tot`: the last day of a suspension that lasts; `vanzelf`: it ran out."""

    soort: str
    per: date
    tot: date | None
    openbare_reden: str
    vanzelf: bool = False


class GeldendField(models.JSONField):
    """A row of Wijziging inside a query on something else, as what it is on `dag`.

    A suspension that reached its last day is what its decision said, whether or not anybody looked.
    """

    KOLOMMEN = ("soort", "per", "tot", "daarna", "openbare_reden")

    def __init__(self, dag: date) -> None:
        super().__init__()
        self.dag = dag

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Geldend | None:
        """None for a certificate to which nothing happened."""
        rij = super().from_db_value(value, expression, connection)
        if rij is None:
            return None
        per = date.fromisoformat(rij["per"])
        tot = date.fromisoformat(rij["tot"]) if rij["tot"] else None
        if tot and tot < self.dag:
            return Geldend(rij["daarna"], tot + timedelta(days=1), None, rij["openbare_reden"], vanzelf=True)
        return Geldend(rij["soort"], per, tot, rij["openbare_reden"])


class WijzigingQuerySet(models.QuerySet["Wijziging"]):
    def geldend(self, dag: date) -> Self:
        """What is true on a day first, for one certificate at a time: its end, and without one the last of the others."""
        return self.filter(per__lte=dag, soort__in=(*Wijziging.WISSELT, *Wijziging.EINDES)).order_by(
            Case(When(soort__in=Wijziging.EINDES, then=F("per")), output_field=DATUM).asc(nulls_last=True),
            "-per",
            "-pk",
        )

    def met_afloop(self, dag: date) -> "models.QuerySet[Any, Any]":
        """With `afgelopen_op`: the day from which a suspension is what its decision said, since nothing else happened before."""
        intussen = self.model.objects.filter(
            Q(per__gt=OuterRef("per")) | Q(per=OuterRef("per"), pk__gt=OuterRef("pk")),
            certificaat=OuterRef("certificaat"),
            soort__in=(*Wijziging.WISSELT, *Wijziging.EINDES),
            per__lte=OuterRef("tot"),
        )
        afgelopen = When(
            ~Exists(intussen),
            soort=Wijziging.Soort.GESCHORST,
            tot__lt=dag,
            then=Cast(F("tot") + timedelta(days=1), DATUM),
        )
        return self.annotate(afgelopen_op=Case(afgelopen, output_field=DATUM))


class Wijziging(models.Model):
    """What happened to a certificate after it was handed out: by a decision, or ended by its holder. Rows are only added.

    A suspension has a last day (`tot`), and what is true after it (`daarna`). What ended stays ended.
    """

    class Soort(models.TextChoices):
        GESCHORST = "geschorst", "Geschorst"
        HERSTELD = "hersteld", "Hersteld"
        VOORWAARDEN_VERVULD = "voorwaarden_vervuld", "Voorwaarden vervuld"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        BEEINDIGD = "beeindigd", "Beëindigd"

    # What comes and goes, of which the last counts, and what ends a certificate for good.
    WISSELT = (Soort.GESCHORST, Soort.HERSTELD)
    EINDES = (Soort.INGETROKKEN, Soort.BEEINDIGD)
    DAARNA = (Soort.GESCHORST, Soort.HERSTELD, Soort.INGETROKKEN)

    certificaat = models.ForeignKey("certificaten.Certificaat", models.PROTECT, related_name="wijzigingen")
    soort = models.CharField(max_length=24, choices=Soort)
    per = models.DateField("per")
    tot = models.DateField("tot en met", null=True, blank=True)
    daarna = models.CharField(max_length=12, blank=True, choices=[(een.value, een.label) for een in DAARNA])
    # The decision lives in a higher app, which refuses what none was taken for; its number is unique here.
    besluit_nummer = models.CharField(max_length=24, blank=True)
    openbare_reden = models.CharField("reden voor iedereen", max_length=300)
    # Why the holder ended it, for the bureau; of a decision the motivation stands there.
    reden = models.TextField("reden", blank=True)
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = WijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "wijziging"
        verbose_name_plural = "wijzigingen"
        ordering = ["-per", "-pk"]
        indexes = [models.Index(fields=["-per", "-id"], name="wijziging_laatste_eerst")]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort="geschorst", tot__gte=F("per"), daarna__in=("geschorst", "hersteld", "ingetrokken"))
                | ~Q(soort="geschorst") & Q(tot__isnull=True, daarna=""),
                name="wijziging_schorsing_heeft_een_einde",
            ),
            models.CheckConstraint(condition=Q(openbare_reden__gt=""), name="wijziging_heeft_een_openbare_reden"),
            models.UniqueConstraint(
                fields=["besluit_nummer"], condition=Q(besluit_nummer__gt=""), name="wijziging_een_per_besluit"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="door_de_houder",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__soort="beeindigd"),
                # The organisation that holds it, or one that carries it on.
                func="""
                    if not exists (
                        select 1 from leden_lidmaatschap l
                        join certificaten_certificaat c on c.id = new.certificaat_id
                        where l.gebruiker_id = new.vastgelegd_door_id and l.rol = 'bestuurder'
                          and (l.organisatie_id = c.organisatie_id or exists (
                              select 1 from leden_opvolging o
                              where o.voorganger_id = c.organisatie_id and o.opvolger_id = l.organisatie_id
                          ))
                    ) then
                        raise exception 'wijziging: alleen een bestuurder van de houder beëindigt het label'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} per {self.per}"

    @property
    def sha256(self) -> str:
        """What proves that the holder ended it on this day, for this reason."""
        return controlegetal(
            {
                "certificaat": self.certificaat.nummer,
                "soort": self.soort,
                "per": self.per.isoformat(),
                "openbare_reden": self.openbare_reden,
                "reden": self.reden,
            }
        )
