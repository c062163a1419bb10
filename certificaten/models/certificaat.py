"""Certificates, their file and that they were handed out."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from typing import Self

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Exists, F, Func, OuterRef, Q, Subquery, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone

from certificaten.models.wijzigingen import Wijziging
from leden.controlegetal import controlegetal
from leden.models import Gebruiker, Lidmaatschap, Naamswijziging, Organisatie
from leden.models.opvolging import NaamswijzigingQuerySet
from leden.models.triggers import niet_leegmaken
from trajecten.models import Cyclus, Traject

# Letters with a sign on them, and the letters that people type instead.
LETTERS = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"
WOORD = re.compile(r"[^\W_]+")


def _kale_woorden(veld: str) -> Func:
    """SQL for the words of a column: small letters, no signs on them, no punctuation."""
    letters = Func(Lower(veld), Value(LETTERS[0]), Value(LETTERS[1]), function="translate")
    return Func(
        letters,
        Value("[^[:alnum:]]+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )


# What the register is searched by; the same expression is indexed.
ZOEKTEKST = SearchVector(*(_kale_woorden(veld) for veld in ("houder", "plaats", "nummer")), config="simple")
NAAMTEKST = SearchVector(*(_kale_woorden(veld) for veld in ("was", "wordt")), config="simple")


def zoekvraag(tekst: str) -> SearchQuery | None:
    """What asks for a word beginning with each word of `tekst`; None when there is no word in it."""
    kaal = unicodedata.normalize("NFC", tekst.lower()).translate(str.maketrans(*LETTERS))
    woorden = WOORD.findall(kaal)
    vraag = " & ".join(f"'{woord}':*" for woord in woorden)
    return SearchQuery(vraag, config="simple", search_type="raw") if woorden else None


def naamswijzigingen_met(tekst: str) -> NaamswijzigingQuerySet:
    """What tells of another name that a holder had, or has by now, with a word beginning with each word of `tekst`."""
    vraag = zoekvraag(tekst)
    if vraag is None:
        return Naamswijziging.objects.none()
    tot_nu = Naamswijziging.objects.filter(per__lte=timezone.localdate())
    return tot_nu.alias(zoektekst=NAAMTEKST).filter(zoektekst=vraag)


class CertificaatQuerySet(models.QuerySet["Certificaat"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Certificates that a membership can work with: its own, its certifier's, or all for the bureau."""
        if wie is None:
            return self.none()
        return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))

    def openbaar(self) -> Self:
        """What the public register shows: handed out, with its sealed file."""
        return self.filter(uitgifte__isnull=False)

    def zoeken(self, tekst: str, ook_van: Collection[int] = ()) -> Self:
        """Those whose holder, place and number have, between them, a word beginning with each word of `tekst`.

        `ook_van`: keys of organisations of which every certificate is found. A list, so that the planner goes by indexes.
        """
        vraag = zoekvraag(tekst)
        if vraag is None:
            return self.none()
        gezocht = Q(zoektekst=vraag)
        return self.alias(zoektekst=ZOEKTEKST).filter(gezocht | Q(organisatie__in=ook_van) if ook_van else gezocht)

    def met_stand(self, dag: date | None = None) -> Self:
        """Annotate what `stand_op` computes the state from, as it was on `dag` (today).

        `wijziging` and `wijziging_per`: what happened to it last and is true on that day, also what a suspension became by
        itself (`wijziging_vanzelf`); `wijziging_tot`: the last day of a suspension that lasts; `openbare_reden`: why, for
        everyone. `opvolger` and `opvolger_per`: the latest certificate after it, and from when the first of those held.
        """
        dag = dag or timezone.localdate()
        wijzigingen = Wijziging.objects.geldend(dag).filter(certificaat=OuterRef("pk"))
        opvolgers = _opvolgers(dag)
        return self.annotate(
            wijziging=Subquery(wijzigingen.values("werd")[:1]),
            wijziging_per=Subquery(wijzigingen.values("werd_per")[:1]),
            wijziging_vanzelf=Subquery(wijzigingen.values("vanzelf")[:1]),
            wijziging_tot=Subquery(wijzigingen.values("loopt_tot")[:1]),
            openbare_reden=Subquery(wijzigingen.values("openbare_reden")[:1]),
            opvolger=Subquery(opvolgers.order_by("-geldig_van", "-pk").values("nummer")[:1]),
            opvolger_per=Subquery(opvolgers.order_by("geldig_van").values("geldig_van")[:1]),
        )

    def geldig_op(self, dag: date) -> Self:
        """Certificates that held on a day: within their dates, not suspended or withdrawn, not succeeded."""
        # The same as `Wijziging.objects.geldend`, asked of the few certificates to which something happened.
        tot_dan = Wijziging.objects.filter(per__lte=dag)
        later = tot_dan.filter(
            Q(per__gt=OuterRef("per")) | Q(per=OuterRef("per"), pk__gt=OuterRef("pk")),
            certificaat=OuterRef("certificaat"),
            soort__in=Wijziging.WISSELT,
        )
        tegengehouden = tot_dan.filter(
            Q(soort__in=Wijziging.EINDES)
            | Q(~Q(tot__lt=dag, daarna=Wijziging.Soort.HERSTELD), ~Exists(later), soort=Wijziging.Soort.GESCHORST),
            certificaat=OuterRef("pk"),
        )
        return self.filter(
            ~Exists(tegengehouden), ~Exists(_opvolgers(dag)), geldig_van__lte=dag, geldig_tot_en_met__gte=dag
        )


def _opvolgers(dag: date) -> CertificaatQuerySet:
    """Certificates of the same cycle, for use inside a query on certificates, that began later but not after `dag`."""
    return Certificaat.objects.filter(
        cyclus=OuterRef("cyclus"),
        geldig_van__lte=dag,
        geldig_van__gt=OuterRef("geldig_van"),
        uitgifte__isnull=False,
    ).order_by()


class Certificaat(models.Model):
    """Awarded by one decision, once. Holder, scope and dates are frozen as they were on the day of the decision."""

    nummer = models.CharField("nummer", max_length=16, unique=True)
    traject = models.ForeignKey(Traject, models.PROTECT, related_name="certificaten")
    # Of the traject; what succeeds what is asked of every row of the register.
    cyclus = models.ForeignKey(Cyclus, models.PROTECT, related_name="certificaten")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="certificaten")
    # The decision lives in a higher app; its number is unique here, so that one decision gives one certificate.
    besluit_nummer = models.CharField(max_length=24, unique=True)
    besloten_op = models.DateField()
    houder = models.CharField("houder", max_length=160)
    plaats = models.CharField("plaats", max_length=80)
    reikwijdte = models.TextField("geldt voor")
    variant = models.CharField("soort toets", max_length=80)
    kader = models.CharField("normenkader", max_length=160)
    certificeerder = models.CharField("getoetst door", max_length=160)
    is_voorbeeld = models.BooleanField()
    geldig_van = models.DateField("geldig van")
    geldig_tot_en_met = models.DateField("geldig tot en met")

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
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot_en_met__gt=F("geldig_van")), name="certificaat_eindigt_na_begin"
            ),
            models.UniqueConstraint(fields=["cyclus", "geldig_van"], name="certificaat_een_tegelijk_in_een_cyclus"),
        ]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return self.nummer

    def get_absolute_url(self) -> str:
        return reverse("vermelding", args=[self.nummer])

    @property
    def onderwerp(self) -> str:
        return f"certificaat {self.nummer}"

    @property
    def sha256(self) -> str:
        """What proves that this is the certificate that was awarded."""
        return controlegetal({veld: str(getattr(self, veld)) for veld in self.GEDRUKT})


class Certificaatbestand(models.Model):
    """The sealed PDF, made once by a background job."""

    certificaat = models.OneToOneField(Certificaat, models.PROTECT, related_name="bestand")
    bestand = models.FileField(upload_to="certificaten/", max_length=255)
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "certificaatbestand"
        verbose_name_plural = "certificaatbestanden"
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self) -> str:
        return f"PDF van {self.certificaat}"


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
