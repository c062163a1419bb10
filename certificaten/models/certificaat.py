"""Certificates, their file and that they were handed out."""

from collections.abc import Collection
from copy import copy
from datetime import date
from typing import Any, Self

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Concat, JSONObject, Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from certificaten.models.wijzigingen import GeldendField, Wijziging
from certificaten.zoektekst import ZOEKTEKST, zoekvraag
from leden import gemeenten
from leden.controlegetal import controlegetal
from leden.models import Gebruiker, Lidmaatschap, Organisatie
from leden.models.triggers import niet_leegmaken
from leden.opgave import in_woorden
from toetsing.models import Voorbehoud
from toetsing.models.vervolg import VoorbehoudQuerySet
from trajecten.levensloop import Soort
from trajecten.models import Cyclus, Traject


class CertificaatQuerySet(models.QuerySet["Certificaat"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Certificates that a membership can work with: its own, its certifier's, or all for the bureau."""
        if wie is None:
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def openbaar(self) -> Self:
        """What the public register shows: handed out, with its sealed file."""
        return self.filter(uitgifte__isnull=False)

    def in_gemeente(self, code: str, dag: date | None = None) -> Self:
        """Those with a location or working area in a municipality, by its code of now or of before on a day (today)."""
        return self.filter(gemeenten__overlap=sorted(gemeenten.codes_van(code, dag)))

    def zoeken(self, tekst: str, ook_van: Collection[int] = (), ook: Collection[int] = ()) -> Self:
        """Those whose holder, place and number have, between them, a word beginning with each word of `tekst`.

        `ook_van`: keys of organisations of which every certificate is found; `ook`: keys of certificates that are found too.
        Lists, so that the planner goes by indexes.
        """
        vraag = zoekvraag(tekst)
        if vraag is None:
            return self.none()
        gezocht = Q(zoektekst=vraag)
        if ook_van:
            gezocht |= Q(organisatie__in=ook_van)
        if ook:
            gezocht |= Q(pk__in=ook)
        return self.alias(zoektekst=ZOEKTEKST).filter(gezocht)

    def met_stand(self, dag: date | None = None) -> Self:
        """Annotate what `stand_op` computes the state from, as it was on `dag` (today).

        `wijziging`: what happened to it last and is true on that day (`Geldend`), or None; `opvolger` and `opvolger_per`: the
        latest certificate after it, and from when the first of those held; `onderzoek_op`: until when the follow-up of open
        conditions comes, or None.
        """
        dag = dag or timezone.localdate()
        wijzigingen = Wijziging.objects.geldend(dag).filter(certificaat=OuterRef("pk"))
        opvolgers = _opvolgers(dag)
        return self.annotate(
            wijziging=Subquery(
                wijzigingen.values_list(JSONObject(**{een: een for een in GeldendField.KOLOMMEN}))[:1],
                output_field=GeldendField(dag),
            ),
            onderzoek_op=Subquery(_voorbehouden(dag).values("onderzoek_op")[:1]),
            opvolger=Subquery(opvolgers.order_by("-geldig_van", "-pk").values("nummer")[:1]),
            opvolger_per=Subquery(opvolgers.order_by("geldig_van").values("geldig_van")[:1]),
        )

    def nieuwste(self, dag: date) -> Self:
        """Of each cycle the last one that had begun on a day."""
        return self.filter(~Exists(_opvolgers(dag)), geldig_van__lte=dag)

    def geldig_op(self, dag: date) -> Self:
        """Certificates that held on a day: within their dates, not suspended or withdrawn, not succeeded."""
        return self.filter(
            ~Exists(_tegenhouders(dag)), ~Exists(_opvolgers(dag)), geldig_van__lte=dag, geldig_tot_en_met__gte=dag
        )

    def ongeldig_op(self, dag: date) -> Self:
        """The others, save what was succeeded: that is told by its successor."""
        return self.filter(
            Q(Exists(_tegenhouders(dag))) | Q(geldig_van__gt=dag) | Q(geldig_tot_en_met__lt=dag),
            ~Exists(_opvolgers(dag)),
        )


def _tegenhouders(dag: date) -> "models.QuerySet[Wijziging]":
    """For use inside a query on certificates: what keeps a certificate from holding on a day, whatever its dates.

    The same as `Wijziging.objects.geldend`, asked of the few certificates to which something happened.
    """
    tot_dan = Wijziging.objects.filter(per__lte=dag)
    later = tot_dan.filter(
        Q(per__gt=OuterRef("per")) | Q(per=OuterRef("per"), pk__gt=OuterRef("pk")),
        certificaat=OuterRef("certificaat"),
        soort__in=Wijziging.WISSELT,
    )
    return tot_dan.filter(
        Q(soort__in=Wijziging.EINDES)
        | Q(~Q(tot__lt=dag, daarna=Wijziging.Soort.HERSTELD), ~Exists(later), soort=Wijziging.Soort.GESCHORST),
        certificaat=OuterRef("pk"),
    )


def _voorbehouden(dag: date) -> VoorbehoudQuerySet:
    """For use inside a query on certificates: the newest conditions on it on a day, unless a decision ended them.

    The committee said that they are met, or suspended the label after the follow-up: what must be shown to restore it took
    their place.
    """
    na_vervolg = Q(
        soort=Wijziging.Soort.GESCHORST,
        certificaat__traject__vervolgen__soort=Soort.VERVOLGONDERZOEK,
        certificaat__traject__vervolgen__melding__isnull=True,
        besluit_nummer__startswith=Concat("certificaat__traject__vervolgen__nummer", Value("-")),
    )
    afgedaan = Wijziging.objects.filter(
        Q(soort=Wijziging.Soort.VOORWAARDEN_VERVULD) | na_vervolg,
        certificaat__traject=OuterRef("traject"),
        per__lte=dag,
    )
    return Voorbehoud.objects.filter(~Exists(afgedaan), traject=OuterRef("traject"), vanaf__lte=dag).order_by("-pk")


def _opvolgers(dag: date) -> CertificaatQuerySet:
    """Certificates of the same cycle, for use inside a query on certificates, that began later but not after `dag`."""
    return Certificaat.objects.filter(
        cyclus=OuterRef("cyclus"),
        geldig_van__lte=dag,
        geldig_van__gt=OuterRef("geldig_van"),
        uitgifte__isnull=False,
    ).order_by()


# An edition keeps what the certificate said before it; after that the certificate follows, in nothing but what an edition can change.
# What it is about changes only with one that kept that too, and only by a decision (beheercommissie).
BEVROREN = """
    if tg_op = 'DELETE' or new.uitgave <> old.uitgave + 1
        or to_jsonb(new) - array['uitgave', 'houder', 'plaats', 'reikwijdte', 'gebied', 'gemeenten']
            is distinct from to_jsonb(old) - array['uitgave', 'houder', 'plaats', 'reikwijdte', 'gebied', 'gemeenten']
        or not exists (
            select 1 from certificaten_uitgave u where u.certificaat_id = old.id and u.nummer = new.uitgave
              and (u.was_gebied is not null or (new.gebied, new.gemeenten) = (old.gebied, old.gemeenten))
        )
    then
        raise exception 'pgtrigger: Cannot update or delete rows from % table', tg_table_name;
    end if;
    return new;
"""


class Certificaat(models.Model):
    """Awarded by one decision, once. Its dates are frozen as they were on the day of the decision.

    Holder, place and what it is about are as the present edition says: `zoals_op` gives an earlier one.
    """

    nummer = models.CharField("nummer", max_length=16, unique=True)
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="certificaten")
    # Of the traject; what succeeds what is asked of every row of the register.
    cyclus = models.ForeignKey(Cyclus, models.PROTECT, related_name="certificaten")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="certificaten")
    # The decision lives in a higher app; its number is unique here, so that one decision gives one certificate.
    besluit_nummer = models.CharField(max_length=24, unique=True)
    besloten_op = models.DateField()
    uitgave = models.PositiveSmallIntegerField("uitgave", default=1, db_default=1)
    houder = models.CharField("houder", max_length=160)
    plaats = models.CharField("plaats", max_length=80)
    reikwijdte = models.TextField("geldt voor")
    variant = models.CharField("soort toets", max_length=80)
    kader = models.CharField("normenkader", max_length=160)
    certificeerder = models.CharField("getoetst door", max_length=160)
    is_voorbeeld = models.BooleanField()
    geldig_van = models.DateField("geldig van")
    geldig_tot_en_met = models.DateField("geldig tot en met")
    # What the assessment was about (leden/opgave.py), and by which municipalities it is found.
    gebied = models.JSONField("gebied", default=dict, blank=True)
    gemeenten = ArrayField(models.CharField(max_length=6), default=list, blank=True, editable=False)

    GEDRUKT = (
        "nummer",
        "besluit_nummer",
        "besloten_op",
        "houder",
        "plaats",
        "reikwijdte",
        "variant",
        "kader",
        "certificeerder",
        "is_voorbeeld",
        "geldig_van",
        "geldig_tot_en_met",
    )

    objects = CertificaatQuerySet.as_manager()

    class Meta:
        verbose_name = "certificaat"
        verbose_name_plural = "certificaten"
        ordering = ["houder", "-geldig_van"]
        indexes = [
            models.Index(fields=["organisatie", "-geldig_van"]),
            models.Index(fields=["cyclus", "-geldig_van"]),
            GinIndex(ZOEKTEKST, name="certificaat_zoektekst"),
            models.Index(Lower("houder"), "id", name="certificaat_op_naam"),
            models.Index(Lower("plaats"), Lower("houder"), "id", name="certificaat_op_plaats"),
            models.Index(fields=["-besloten_op", "-id"], name="certificaat_op_datum"),
            models.Index(fields=["geldig_tot_en_met"], name="certificaat_op_einde"),
            GinIndex(fields=["gemeenten"], name="certificaat_gemeenten"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__gt=F("geldig_van")), name="certificaat_eindigt_na_begin"
            ),
            models.UniqueConstraint(fields=["cyclus", "geldig_van"], name="certificaat_een_tegelijk_in_een_cyclus"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="bevroren",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                func=BEVROREN,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.nummer

    def get_absolute_url(self) -> str:
        return reverse("vermelding", args=[self.nummer])

    @property
    def onderwerp(self) -> str:
        return f"certificaat {self.nummer}"

    @property
    def sha256(self) -> str:
        """What proves that this is the certificate that was awarded, whatever editions came after it."""
        toegekend = self.zoals_op(1)
        gedrukt = {veld: str(getattr(toegekend, veld)) for veld in self.GEDRUKT}
        # A certificate without has the hash that it always had.
        return controlegetal(gedrukt | ({"gebied": toegekend.gebied} if toegekend.gebied else {}))

    @property
    def gebied_in_woorden(self) -> list[tuple[str, list[str]]]:
        """What the assessment was about, with what has become of each municipality by today."""
        return in_woorden(self.gebied)

    @property
    def gebied_sinds(self) -> date:
        """The day on which it was decided what the certificate is about."""
        besloten = [een.op for een in self.nieuwe_uitgaven if een.besluit_nummer]
        return besloten[0] if besloten else self.besloten_op

    @property
    def bestand(self) -> "Certificaatbestand | None":
        """The sealed PDF of the present edition; None as long as it is being made."""
        return next((een for een in self.bestanden.all() if een.uitgave == self.uitgave), None)

    @cached_property
    def nieuwe_uitgaven(self) -> "list[Any]":
        """The editions after the first one, newest first."""
        return list(self.uitgaven.all()) if self.uitgave > 1 else []

    @property
    def laatste_uitgave(self) -> "Any":
        """The present edition, with its reason; None for a certificate that is as it was awarded."""
        return self.nieuwe_uitgaven[0] if self.nieuwe_uitgaven else None

    def na_uitgave(self, nummer: int) -> "Any":
        """The edition that replaced this one; None for the present one."""
        return next((een for een in self.nieuwe_uitgaven if een.nummer == nummer + 1), None)

    def uitgave_op(self, dag: date) -> int:
        """Which edition it was on a day."""
        return max((een.nummer for een in self.nieuwe_uitgaven if een.op <= dag), default=1)

    def op_dag(self, dag: date) -> "Certificaat":
        """The certificate as the edition that it was on a day says. Fetch `uitgaven` with it for a list."""
        return self.zoals_op(self.uitgave_op(dag))

    def zoals_op(self, nummer: int) -> "Certificaat":
        """The certificate as this edition of it says."""
        uitgave = copy(self)
        if volgende := self.na_uitgave(nummer):
            uitgave.houder, uitgave.plaats, uitgave.reikwijdte = (
                volgende.was_houder,
                volgende.was_plaats,
                volgende.was_reikwijdte,
            )
        veranderd = [een for een in self.nieuwe_uitgaven if een.nummer > nummer and een.was_gebied is not None]
        if veranderd:
            # The newest stands first, and the first one after this edition kept what this one was about.
            uitgave.gebied = veranderd[-1].was_gebied
        uitgave.uitgave = nummer
        # What was looked up before belongs to the edition of then.
        uitgave.nieuwe_uitgaven = [een for een in self.nieuwe_uitgaven if een.nummer <= nummer]
        return uitgave


class Certificaatbestand(models.Model):
    """The sealed PDF of one edition, made once by a background job."""

    certificaat = models.ForeignKey(Certificaat, models.PROTECT, related_name="bestanden")
    uitgave = models.PositiveSmallIntegerField("uitgave", default=1, db_default=1)
    bestand = models.FileField(upload_to="certificaten/", max_length=255)
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "certificaatbestand"
        verbose_name_plural = "certificaatbestanden"
        constraints = [
            models.UniqueConstraint(fields=["certificaat", "uitgave"], name="certificaatbestand_een_per_uitgave"),
        ]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"PDF van {self.certificaat}"

    @property
    def bestandsnaam(self) -> str:
        """What the file is called when somebody saves it."""
        return f"{self.certificaat.nummer}{f'-uitgave-{self.uitgave}' if self.uitgave > 1 else ''}.pdf"


class Uitgifte(models.Model):
    """The bureau handed the certificate out; from here it stands in the public register."""

    certificaat = models.OneToOneField(Certificaat, models.PROTECT, related_name="uitgifte")
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "uitgifte"
        verbose_name_plural = "uitgiften"
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"Uitgifte van {self.certificaat}"
