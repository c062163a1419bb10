"""A framework version: the rules of the label as data. Loading is publishing; then the database refuses changes."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Self, TypeVar

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader import inhoud
from normenkader.inhoud import (
    Adviesoptie,
    Besluitoptie,
    Dagregel,
    Gespreksgroep,
    Hernieuwing,
    Overgang,
    Rapportonderdeel,
    Schaalwaarde,
    Termijn,
    Uitgangspunt,
    Variant,
    Voorwaarden,
)

# What in a package is known by its code.
MetCode = TypeVar("MetCode", Schaalwaarde, Variant, Adviesoptie, Besluitoptie, Gespreksgroep)


class Stuk(models.TextChoices):
    """A piece of a traject that not everyone may read."""

    ZELFEVALUATIE = "zelfevaluatie", "zelfevaluatie"
    NOTITIES = "notities", "notities van gesprekken"
    BEVINDINGEN = "bevindingen", "bevindingen in bewerking"
    RAPPORT_LANG = "rapport_lang", "lange rapport"
    RAPPORT_KORT = "rapport_kort", "korte rapport"
    VERBETERPLANNEN = "verbeterplannen", "verbeterplannen"
    ADVIES = "advies", "advies"
    BESLUIT = "besluit", "besluit"
    VERVOLG = "vervolg", "voortgang en oordelen van een vervolgonderzoek"


class Partij(models.TextChoices):
    """A reader in the disclosure matrix."""

    ORGANISATIE = "organisatie", "organisatie"
    TOETSERS = "toetsers", "toetsers"
    CONTROLEUR = "controleur", "controleur"
    CERTIFICEERDER = "certificeerder", "planner"
    COMMISSIE = "commissie", "beheercommissie"
    BUREAU = "bureau", "bureau"


def onveranderlijk() -> list[pgtrigger.Trigger]:
    """Triggers for a table of which rows are only ever added."""
    return [
        pgtrigger.Protect(name="onveranderlijk", operation=pgtrigger.Update | pgtrigger.Delete),
        niet_leegmaken,
    ]


def volgt_pakket(pad: str, rij: str) -> pgtrigger.Trigger:
    """Trigger: a row may only repeat what stands at `pad` in the package, so nothing is added to a version later."""
    return pgtrigger.Trigger(
        name="volgt_pakket",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            if not exists (
                select 1 from normenkader_kaderversie k
                where k.id = new.kaderversie_id and k.inhoud #> {pad} @> jsonb_build_array({rij})
            ) then
                raise exception 'een rij van % volgt het pakket van haar versie niet', tg_table_name;
            end if;
            return new;
        """,
    )


class KaderversieQuerySet(models.QuerySet["Kaderversie"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The rules of the label hold for all, so everyone who is signed in may read them."""
        return self.none() if wie is None else self.all()

    def bruikbaar_op(self, datum: date) -> Self:
        """Versions a traject may start with on a date, newest first; a newer mandatory version ends the older ones."""
        opvolger = Kaderversie.objects.filter(
            code=OuterRef("code"), geldig_vanaf__gt=OuterRef("geldig_vanaf"), verplicht_vanaf__lte=datum
        )
        return self.filter(~Exists(opvolger), geldig_vanaf__lte=datum).order_by("-geldig_vanaf", "-pk")


class Kaderversie(models.Model):
    """One version of a framework. The columns repeat what is searched; the package as a whole stands in `inhoud`."""

    code = models.SlugField("code", max_length=40)
    titel = models.CharField("titel", max_length=120)
    versie = models.CharField("versie", max_length=20)
    is_voorbeeld = models.BooleanField("voorbeeld")
    eigenaar = models.CharField("eigenaar", max_length=120)
    licentie = models.TextField("licentie")
    geldig_vanaf = models.DateField("geldig vanaf")
    verplicht_vanaf = models.DateField("verplicht vanaf", null=True, blank=True)
    afkoelperiode_maanden = models.PositiveSmallIntegerField("afkoelperiode in maanden")
    inhoud = models.JSONField("inhoud")
    sha256 = models.CharField("controlegetal", max_length=64)
    geladen_op = models.DateTimeField("geladen op", default=timezone.now)
    geladen_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = KaderversieQuerySet.as_manager()

    class Meta:
        verbose_name = "kaderversie"
        verbose_name_plural = "kaderversies"
        ordering = ["-geldig_vanaf", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code", "versie"], name="kaderversie_een_keer_geladen"),
            models.CheckConstraint(
                condition=Q(verplicht_vanaf__isnull=True) | Q(verplicht_vanaf__gte=models.F("geldig_vanaf")),
                name="kaderversie_verplicht_na_geldig",
            ),
        ]
        triggers = onveranderlijk()

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("kader", kwargs={"code": self.code, "versie": self.versie})

    @property
    def naam(self) -> str:
        """The title, with the mark that an example carries everywhere."""
        return f"{self.titel} (VOORBEELD)" if self.is_voorbeeld else self.titel

    def eerdere(self) -> KaderversieQuerySet:
        """The versions of this framework that were there before this one, newest first."""
        return Kaderversie.objects.filter(code=self.code, geldig_vanaf__lt=self.geldig_vanaf)

    @cached_property
    def schaal(self) -> tuple[Schaalwaarde, ...]:
        return inhoud.schaal(self.inhoud)

    @cached_property
    def varianten(self) -> tuple[Variant, ...]:
        return inhoud.varianten(self.inhoud)

    @property
    def varianten_voor_label(self) -> tuple[Variant, ...]:
        """The kinds of assessment that lead to the label; one applies for no other."""
        return tuple(variant for variant in self.varianten if variant.leidt_tot_certificaat)

    @cached_property
    def adviesopties(self) -> tuple[Adviesoptie, ...]:
        return inhoud.adviesopties(self.inhoud)

    def adviesopties_voor(self, soort: str, *, na_melding: bool = False) -> tuple[Adviesoptie, ...]:
        """The advices that can be given in a traject of this kind, `na_melding`: that came of a reported change."""
        return tuple(een for een in self.adviesopties if (een.soort, een.na_melding) == (soort, na_melding))

    def besluitopties_voor(self, soort: str, *, na_melding: bool = False) -> tuple[Besluitoptie, ...]:
        """The decisions that can be taken on a traject of this kind, `na_melding`: that came of a reported change."""
        return tuple(een for een in self.besluitopties if (een.soort, een.na_melding) == (soort, na_melding))

    @cached_property
    def besluitopties(self) -> tuple[Besluitoptie, ...]:
        return inhoud.besluitopties(self.inhoud)

    @cached_property
    def gespreksgroepen(self) -> tuple[Gespreksgroep, ...]:
        return inhoud.gespreksgroepen(self.inhoud)

    @cached_property
    def rapportonderdelen(self) -> tuple[Rapportonderdeel, ...]:
        return inhoud.rapportonderdelen(self.inhoud)

    @cached_property
    def waarden(self) -> tuple[Uitgangspunt, ...]:
        return inhoud.uitgangspunten(self.inhoud["waarden"])

    @cached_property
    def competenties(self) -> tuple[Uitgangspunt, ...]:
        return inhoud.uitgangspunten(self.inhoud["competenties"])

    @cached_property
    def termijnen(self) -> dict[str, Termijn]:
        """All terms by name."""
        return inhoud.termijnen(self.inhoud)

    @cached_property
    def dagentabel(self) -> tuple[Dagregel, ...]:
        return inhoud.dagentabel(self.inhoud)

    @cached_property
    def hernieuwing(self) -> Hernieuwing:
        return inhoud.hernieuwing(self.inhoud)

    @cached_property
    def overgang(self) -> Overgang | None:
        """What became of the norms of the version before, when this version says so."""
        return inhoud.overgang(self.inhoud)

    @property
    def voorwaarden(self) -> Voorwaarden:
        return inhoud.Voorwaarden(**self.inhoud["voorwaarden"])

    @property
    def omvang_melden_procent(self) -> int | None:
        """From how many per cent more or less fte a holder reports it; None in a version of before."""
        return self.inhoud.get("omvang_melden_procent")

    @property
    def quorum(self) -> int:
        """How many members without an interest a decision needs as long as the beheercommissie has no rules of its own."""
        return int(self.inhoud["quorum"])

    def schaalwaarde(self, code: str) -> Schaalwaarde:
        return _met_code(self.schaal, code)

    def variant(self, code: str) -> Variant:
        return _met_code(self.varianten, code)

    def adviesoptie(self, code: str) -> Adviesoptie:
        return _met_code(self.adviesopties, code)

    def besluitoptie(self, code: str) -> Besluitoptie:
        return _met_code(self.besluitopties, code)

    def gespreksgroep(self, code: str) -> Gespreksgroep:
        return _met_code(self.gespreksgroepen, code)

    def rapportonderdeel(self, sleutel: str) -> Rapportonderdeel:
        return {onderdeel.sleutel: onderdeel for onderdeel in self.rapportonderdelen}[sleutel]

    def termijn(self, naam: str) -> Termijn:
        """The term with this name; KeyError when the package does not know it."""
        return self.termijnen[naam]

    def dagen_voor(self, fte: Decimal) -> Decimal:
        """Assessment days (Decimal, in halves) for a size in fte (Decimal). ValueError below zero."""
        if fte < 0:
            raise ValueError("fte is below zero")
        return next(regel.dagen for regel in self.dagentabel if regel.tot_en_met is None or fte <= regel.tot_en_met)

    def ziet(self, partij: str, stuk: str) -> bool:
        """Whether a party may ever read a piece; from when on is for the life cycle to say."""
        # A version of before knows no follow-up.
        return partij in self.inhoud["inzage"].get(stuk, ())


def _met_code(rijen: Iterable[MetCode], code: str) -> MetCode:
    return {rij.code: rij for rij in rijen}[code]


class Onderdeel(models.Model):
    """A part of the framework, such as Vakmanschap."""

    kaderversie = models.ForeignKey(Kaderversie, models.PROTECT, related_name="onderdelen")
    code = models.SlugField("code", max_length=40)
    titel = models.CharField("titel", max_length=120)
    omschrijving = models.TextField("omschrijving")
    volgorde = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "onderdeel"
        verbose_name_plural = "onderdelen"
        ordering = ["kaderversie", "volgorde"]
        constraints = [models.UniqueConstraint(fields=["kaderversie", "code"], name="onderdeel_code_een_keer")]
        triggers = [
            *onveranderlijk(),
            volgt_pakket(
                "'{onderdelen}'",
                "jsonb_build_object('code', new.code, 'titel', new.titel, 'omschrijving', new.omschrijving)",
            ),
        ]

    def __str__(self) -> str:
        return self.titel


class Norm(models.Model):
    """A norm of one version. `sleutel` stays the same over versions, `nummer` is what is printed."""

    kaderversie = models.ForeignKey(Kaderversie, models.PROTECT, related_name="normen")
    onderdeel = models.ForeignKey(Onderdeel, models.PROTECT, related_name="normen")
    sleutel = models.SlugField("sleutel", max_length=40)
    nummer = models.CharField("nummer", max_length=10)
    kort = models.CharField("in een woord", max_length=20)
    titel = models.CharField("titel", max_length=60)
    tekst = models.TextField("tekst")
    toelichting = models.TextField("toelichting")
    voorbeeld = models.TextField("voorbeeld")
    vragen = models.JSONField("voorbeeldvragen")
    groepen = models.JSONField("gespreksgroepen")
    competenties = models.JSONField("competenties", default=list)
    volgorde = models.PositiveSmallIntegerField("volgorde")

    class Meta:
        verbose_name = "norm"
        verbose_name_plural = "normen"
        ordering = ["kaderversie", "volgorde"]
        constraints = [
            models.UniqueConstraint(fields=["kaderversie", "sleutel"], name="norm_sleutel_een_keer"),
            models.UniqueConstraint(fields=["kaderversie", "nummer"], name="norm_nummer_een_keer"),
        ]
        triggers = [
            *onveranderlijk(),
            volgt_pakket(
                "'{normen}'",
                """jsonb_build_object(
                    'sleutel', new.sleutel, 'nummer', new.nummer, 'kort', new.kort, 'titel', new.titel,
                    'tekst', new.tekst, 'toelichting', new.toelichting, 'voorbeeld', new.voorbeeld,
                    'vragen', new.vragen, 'groepen', new.groepen, 'volgorde', new.volgorde,
                    'onderdeel', (
                        select o.code from normenkader_onderdeel o
                        where o.id = new.onderdeel_id and o.kaderversie_id = new.kaderversie_id
                    )
                )""",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nummer} {self.titel}"

    def vragen_voor(self, groep: str) -> list[str]:
        """Example questions (texts) that suit a conversation group, by its code."""
        return [vraag["tekst"] for vraag in self.vragen if groep in vraag["groepen"]]


class Inzage(models.Model):
    """One cell of the disclosure matrix: this party may read this piece (uitgangspunten § 8)."""

    kaderversie = models.ForeignKey(Kaderversie, models.PROTECT, related_name="inzages")
    stuk = models.CharField("stuk", max_length=20, choices=Stuk)
    partij = models.CharField("partij", max_length=20, choices=Partij)

    class Meta:
        verbose_name = "inzage"
        verbose_name_plural = "inzages"
        constraints = [models.UniqueConstraint(fields=["kaderversie", "stuk", "partij"], name="inzage_een_keer")]
        triggers = [*onveranderlijk(), volgt_pakket("array['inzage', new.stuk]", "new.partij")]

    def __str__(self) -> str:
        return f"{self.get_partij_display()} leest {self.get_stuk_display()}"
