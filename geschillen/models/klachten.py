"""A complaint as it was made, and what goes with it. Only who hears it reads it."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone

from geschillen.betrokkenheid import niet_betrokken, sql_betrokken
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.bestandssoorten import Bestandssoort, soort_van_naam
from trajecten.models import Document

# How long a complaint is kept after its outcome, as the privacy page says; then it may go, and not before.
BEWAARJAREN = 5


def _behandelaars() -> list[int]:
    """Keys of whoever hears complaints now: a few people."""
    return list(Lidmaatschap.objects.geldig().filter(rol=Rol.KLACHTBEHANDELAAR).values_list("gebruiker", flat=True))


def _een_van(voorwaarden: Iterable[Q]) -> Q:
    """One of these conditions holds; of none, never."""
    return reduce(or_, voorwaarden, Q(pk__in=[]))


def _in_handen() -> Q:
    """Somebody hears it, who can still see it and is not late (`Klacht.is_te_laat`)."""
    vandaag = timezone.localdate()
    loopt = Q(verlengd_tot__gte=vandaag) | Q(verlengd_tot__isnull=True, uitkomst_uiterlijk__gte=vandaag)
    wie = _een_van(Q(behandelaar=een) & niet_betrokken(een) for een in _behandelaars())
    return wie & (Q(afgerond_op__isnull=False) | loopt)


class KlachtQuerySet(models.QuerySet["Klacht"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """That it is there, for who hears complaints and is not involved in this one; nobody else."""
        if wie is None or wie.rol != Rol.KLACHTBEHANDELAAR:
            return self.none()
        return self.select_related("organisatie", "behandelaar").filter(niet_betrokken(wie.gebruiker_id))

    def leesbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """What it says: for the one who hears it."""
        return self.zichtbaar_voor(wie).filter(behandelaar=wie.gebruiker_id) if wie else self.none()

    def open(self) -> Self:
        return self.filter(afgerond_op__isnull=True)

    def over_te_nemen(self) -> Self:
        """What nobody hears, or nobody who still can: who did is late, has the role no longer, or became involved."""
        return self.exclude(_in_handen())

    def zonder_behandelaar(self) -> Self:
        """What is open, and nobody can hear."""
        return self.open().exclude(_een_van(niet_betrokken(een) for een in _behandelaars()))

    def wacht_op(self, wie: Lidmaatschap) -> Self:
        """Of what this person sees: what that one hears, and what can be taken over."""
        return self.filter(Q(behandelaar=wie.gebruiker_id) | ~_in_handen())

    def op_volgorde(self) -> Self:
        """What is open first, by the last day that runs; then what was closed, newest first."""
        laatste = Case(
            When(opgepakt_op__isnull=True, then=F("ontvangst_uiterlijk")),
            default=Coalesce(F("verlengd_tot"), F("uitkomst_uiterlijk")),
        )
        return self.order_by(F("afgerond_op").desc(nulls_first=True), laatste, "pk")


class Klacht(models.Model):
    """What somebody complains about. Who that is, stands in no account: a reference and a code, kept as a hash, open it again.

    Its last days are those of the framework on the day it was made. What they mean when they have passed, follows from the date.
    """

    class Over(models.TextChoices):
        ORGANISATIE = "organisatie", "een organisatie met het label, of die het wil krijgen"
        CERTIFICEERDER = "certificeerder", "een certificerende instelling"
        LABEL = "label", "het label of het bureau"
        COMMISSIE = "beheercommissie", "de beheercommissie"
        MERK = "merk", "het gebruik van het label zonder recht"

    class Wijze(models.TextChoices):
        NAAM = "naam", "Met mijn naam"
        SCHUILNAAM = "schuilnaam", "Met een schuilnaam"
        ANONIEM = "anoniem", "Anoniem"

    class Onderwerp(models.TextChoices):
        BEJEGENING = "bejegening", "hoe iemand is behandeld"
        ONAFHANKELIJK = "onafhankelijk", "onafhankelijkheid of een belang"
        GEHEIM = "geheim", "omgaan met wat vertrouwelijk is"
        WERKWIJZE = "werkwijze", "hoe de toetsing of een besluit tot stand kwam"
        TIJD = "tijd", "afspraken en termijnen"
        NORMEN = "normen", "of een organisatie nog aan de normen voldoet"
        GEBRUIK = "gebruik", "het gebruik van het label"
        ANDERS = "anders", "iets anders"

    class Uitkomst(models.TextChoices):
        GEGROND = "gegrond", "gegrond"
        DEELS = "deels", "deels gegrond"
        ONGEGROND = "ongegrond", "ongegrond"
        NIET_BEHANDELD = "niet_behandeld", "niet in behandeling genomen"

    class Stand(models.TextChoices):
        NIEUW = "nieuw", "nog niet opgepakt"
        LOOPT = "loopt", "in behandeling"
        AFGEROND = "afgerond", "afgerond"

    # A hash of what one form carries: a second press of the button makes no second complaint. The code follows from the thing itself.
    inzending = models.CharField(max_length=64, unique=True, editable=False)
    # Says nothing about how many there are.
    kenmerk = models.CharField("kenmerk", max_length=12, unique=True)
    codehash = models.CharField(max_length=128)
    over = models.CharField("over wie", max_length=16, choices=Over)
    # What was typed; the organisation is set when we know which one it is.
    over_naam = models.CharField("naam van wie het gaat", max_length=160, blank=True)
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, null=True, blank=True, related_name="+")
    omschrijving = models.TextField("wat er is gebeurd", max_length=8000)
    gewenst = models.TextField("wat de klager wil", max_length=2000, blank=True)
    wijze = models.CharField("hoe de klager bekend is", max_length=12, choices=Wijze)
    naam = models.CharField("naam of schuilnaam", max_length=120, blank=True)
    email = models.EmailField("e-mailadres", blank=True)
    ingediend_op = models.DateTimeField("ingediend op", default=timezone.now, editable=False)
    ontvangst_uiterlijk = models.DateField("ontvangst bevestigen tot en met")
    uitkomst_uiterlijk = models.DateField("uitkomst tot en met")
    behandelaar = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    opgepakt_op = models.DateTimeField("opgepakt op", null=True, blank=True)
    verlengd_tot = models.DateField("verlengd tot en met", null=True, blank=True)
    verlengreden = models.TextField("waarom meer tijd nodig is", max_length=2000, blank=True)
    onderwerp_van = models.CharField("waar het over ging", max_length=16, choices=Onderwerp, blank=True)
    uitkomst = models.CharField("uitkomst", max_length=16, choices=Uitkomst, blank=True)
    uitkomsttekst = models.TextField("uitleg bij de uitkomst", max_length=8000, blank=True)
    afgerond_op = models.DateTimeField("afgerond op", null=True, blank=True)

    objects = KlachtQuerySet.as_manager()

    class Meta:
        verbose_name = "klacht"
        verbose_name_plural = "klachten"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wijze="anoniem", naam="", email="") | ~Q(wijze="anoniem") & Q(naam__gt=""),
                name="klacht_anoniem_of_met_naam",
            ),
            models.CheckConstraint(condition=Q(omschrijving__gt=""), name="klacht_zegt_iets"),
            models.CheckConstraint(
                condition=Q(behandelaar__isnull=True) | Q(opgepakt_op__isnull=False),
                name="klacht_behandelaar_pakte_op",
            ),
            models.CheckConstraint(
                condition=Q(verlengd_tot__isnull=True, verlengreden="")
                | Q(verlengd_tot__gt=F("uitkomst_uiterlijk"), verlengreden__gt=""),
                name="klacht_verlengd_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(afgerond_op__isnull=True, uitkomst="", uitkomsttekst="", onderwerp_van="")
                | Q(afgerond_op__isnull=False, uitkomst__gt="", uitkomsttekst__gt="", onderwerp_van__gt="")
                & Q(behandelaar__isnull=False),
                name="klacht_afgerond_met_uitkomst",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="wat_is_geschreven",
                fields=[
                    "inzending",
                    "kenmerk",
                    "codehash",
                    "over",
                    "over_naam",
                    "omschrijving",
                    "gewenst",
                    "wijze",
                    "naam",
                    "email",
                    "ingediend_op",
                    "ontvangst_uiterlijk",
                    "uitkomst_uiterlijk",
                ],
            ),
            pgtrigger.Protect(
                name="uitkomst_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__afgerond_op__isnull=False),
            ),
            pgtrigger.Protect(
                name="eenmaal_verlengd",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__verlengd_tot__isnull=False)
                & pgtrigger.Q(old__verlengd_tot__df=pgtrigger.F("new__verlengd_tot")),
            ),
            pgtrigger.Trigger(
                name="niet_betrokken",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("behandelaar_id", "organisatie_id"),
                condition=pgtrigger.Q(new__behandelaar__isnull=False) & pgtrigger.Q(new__organisatie__isnull=False),
                func=f"""
                    if {sql_betrokken("new.behandelaar_id", "new.organisatie_id")} then
                        raise exception 'klacht: wie betrokken is, behandelt haar niet' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="bewaartermijn",
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func=f"""
                    if old.afgerond_op is null or old.afgerond_op > now() - make_interval(years => {BEWAARJAREN}) then
                        raise exception 'klacht: zij blijft bewaard' using errcode = 'check_violation';
                    end if;
                    return old;
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.kenmerk

    def get_absolute_url(self) -> str:
        return reverse("klacht_behandelen", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names this complaint: nothing that tells about whom or by whom."""
        return f"klacht {self.pk}"

    @property
    def stand(self) -> Stand:
        if self.afgerond_op:
            return self.Stand.AFGEROND
        return self.Stand.LOOPT if self.behandelaar_id else self.Stand.NIEUW

    @property
    def uitkomst_tot(self) -> date:
        """The last day of the outcome, with the extension."""
        return self.verlengd_tot or self.uitkomst_uiterlijk

    @property
    def termijn(self) -> date | None:
        """The last day that runs now: of the receipt until somebody took it up, then of the outcome."""
        if self.afgerond_op:
            return None
        return self.uitkomst_tot if self.opgepakt_op else self.ontvangst_uiterlijk

    @property
    def is_te_laat(self) -> bool:
        """Whether its last day has passed; true from the first moment, whatever ran or did not."""
        return self.termijn is not None and self.termijn < timezone.localdate()

    @property
    def over_wie(self) -> str:
        """Whom it is about, in words."""
        return self.organisatie.naam if self.organisatie else self.over_naam or self.get_over_display()

    @property
    def van_wie(self) -> str:
        """What the one who complains is called here."""
        return self.naam or "iemand die anoniem blijft"


KLACHTMAP = "klachten"


def klachtstukpad(stuk: "Klachtstuk", bestandsnaam: str) -> str:
    """Storage path without the name people gave the file."""
    return f"{KLACHTMAP}/{stuk.klacht_id}/{stuk.sha256}"


class KlachtstukQuerySet(models.QuerySet["Klachtstuk"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Whoever hears the complaint, once the scanner has looked."""
        wacht = (Document.Nagekeken.WACHT, Document.Nagekeken.BESMET)
        return self.filter(klacht__in=Klacht.objects.leesbaar_voor(wie)).exclude(nagekeken__in=wacht)


class Klachtstuk(models.Model):
    """A file with a complaint. The name that its owner gave it can say who that is, so it is not kept: it gets a number."""

    klacht = models.ForeignKey(Klacht, models.CASCADE, related_name="stukken")
    bestand = models.FileField("bestand", upload_to=klachtstukpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=40)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    nagekeken = models.CharField(max_length=6, choices=Document.Nagekeken.choices, default=Document.Nagekeken.NIET)
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)

    objects = KlachtstukQuerySet.as_manager()

    class Meta:
        verbose_name = "bestand bij een klacht"
        verbose_name_plural = "bestanden bij een klacht"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nagekeken="besmet", bestand="") | ~Q(nagekeken="besmet") & ~Q(bestand=""),
                name="klachtstuk_besmet_zonder_bestand",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="bestand_vast", fields=["klacht", "bestandsnaam", "sha256"]),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.bestandsnaam

    @property
    def titel(self) -> str:
        return "Bestand"

    @property
    def soort(self) -> Bestandssoort:
        return soort_van_naam(self.bestandsnaam)
