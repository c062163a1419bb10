"""The minutes of a meeting: what the secretary writes at each item, what members remark, and the whole as it was agreed."""

from typing import Any, Self

import pgtrigger
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models.bespreekpunten import Bespreekpunt
from beheercommissie.models.buiten import met_open_dossier, staat_buiten, stelde_voor
from beheercommissie.models.vergaderingen import Agendapunt, AgendapuntQuerySet, CommissieQuerySet, Vergadering
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.models import Document


def met_leesrecht(agendapunten: AgendapuntQuerySet, wie: Lidmaatschap) -> models.QuerySet[Any]:
    """These items, each with `leest_mee` and `blijft_buiten`.

    Of an item whose file is open for this membership it reads all: it took part, or is the secretary who writes it down. Who stays
    out or proposed it reads nothing of it, and somebody who joined later is neither.
    """
    return agendapunten.annotate(
        blijft_buiten=models.ExpressionWrapper(
            Q(staat_buiten(wie.gebruiker)) | stelde_voor(wie.gebruiker), models.BooleanField()
        ),
        leest_mee=Exists(_leest_mee(wie).filter(pk=OuterRef("pk"))),
    )


def _leest_mee(wie: Lidmaatschap) -> AgendapuntQuerySet:
    return met_open_dossier(wie, Agendapunt.objects.all()).exclude(stelde_voor(wie.gebruiker))


class VerslagQuerySet(CommissieQuerySet["Verslag"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The committee; the bureau, once it is agreed. Of each item everyone reads what is for them."""
        if wie and wie.rol == Rol.LABELBEHEERDER:
            return self.filter(vastgesteld_op__isnull=False).select_related("vergadering", "vastgesteld_door")
        return (
            super().zichtbaar_voor(wie).select_related("vergadering", "vastgesteld_door", "bespreekpunt__vergadering")
        )


class Verslag(models.Model):
    """The minutes of one meeting. `bespreekpunt`: where it is on an agenda to be agreed. Agreed, `inhoud` never changes."""

    vergadering = models.OneToOneField(Vergadering, models.PROTECT, related_name="verslag")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    bespreekpunt = models.OneToOneField(Bespreekpunt, models.SET_NULL, null=True, blank=True, related_name="verslag")
    inhoud = models.JSONField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    vastgesteld_op = models.DateTimeField(null=True, blank=True, editable=False)
    vastgesteld_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = VerslagQuerySet.as_manager()

    class Meta:
        verbose_name = "verslag"
        verbose_name_plural = "verslagen"
        ordering = ["-vergadering__datum", "-vergadering__begin", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True, vastgesteld_door__isnull=True, inhoud__isnull=True, sha256="")
                | Q(
                    vastgesteld_op__isnull=False,
                    vastgesteld_door__isnull=False,
                    inhoud__isnull=False,
                    bespreekpunt__isnull=False,
                )
                & ~Q(sha256=""),
                name="verslag_vastgesteld_of_niet",
            )
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="bevroren", operation=pgtrigger.Update, condition=pgtrigger.Q(old__vastgesteld_op__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"Verslag van {self.vergadering.datum:%d-%m-%Y}"

    def get_absolute_url(self) -> str:
        return reverse("verslag", args=[self.pk])

    @property
    def is_vastgesteld(self) -> bool:
        return self.vastgesteld_op is not None


# For triggers: the minutes that a row belongs to were agreed.
VASTGESTELD = "select 1 from beheercommissie_verslag v where v.id = {verslag} and v.vastgesteld_op is not null"


class VerslagtekstQuerySet(CommissieQuerySet["Verslagtekst"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Of an item about a traject only who took part, and the secretary, unless with an interest."""
        if wie is None:
            return self.none()
        mee = _leest_mee(wie)
        eigen = Q(agendapunt__isnull=True) | Q(agendapunt__in=mee.values("pk"))
        return super().zichtbaar_voor(wie).filter(eigen).select_related("verslag__vergadering", "bespreekpunt")


class Verslagtekst(models.Model):
    """What the secretary writes about one item in the minutes; saved as it is typed, until they are agreed."""

    TEKSTEN = ("tekst",)

    verslag = models.ForeignKey(Verslag, models.PROTECT, related_name="verslagteksten")
    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, null=True, blank=True, related_name="verslagteksten")
    bespreekpunt = models.ForeignKey(Bespreekpunt, models.CASCADE, null=True, blank=True, related_name="verslagteksten")
    tekst = models.TextField("wat er is besproken", blank=True)

    objects = VerslagtekstQuerySet.as_manager()

    class Meta:
        verbose_name = "verslagtekst"
        verbose_name_plural = "verslagteksten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["verslag", "agendapunt"], name="verslagtekst_een_per_agendapunt"),
            models.UniqueConstraint(fields=["verslag", "bespreekpunt"], name="verslagtekst_een_per_bespreekpunt"),
            models.CheckConstraint(
                condition=Q(agendapunt__isnull=True, bespreekpunt__isnull=False)
                | Q(agendapunt__isnull=False, bespreekpunt__isnull=True),
                name="verslagtekst_van_een_punt",
            ),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.ReadOnly(name="van_een_punt", fields=["verslag", "agendapunt", "bespreekpunt"]),
            pgtrigger.Trigger(
                name="vast_na_vaststellen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                func=f"""
                    if exists ({VASTGESTELD.format(verslag="coalesce(new.verslag_id, old.verslag_id)")}) then
                        raise exception 'verslag: het is vastgesteld' using errcode = 'check_violation';
                    end if;
                    return coalesce(new, old);
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Verslagtekst {self.pk}"

    @property
    def sleutel(self) -> str:
        """How the agenda names its item."""
        return f"traject-{self.agendapunt_id}" if self.agendapunt_id else f"punt-{self.bespreekpunt_id}"

    @property
    def traject(self) -> None:
        """Writing it waits for no traject: what is decided there does not close the minutes."""
        return None


class Verslagopmerking(models.Model):
    """What a member remarks about one item of the minutes before they are agreed; who reads the item reads it."""

    verslagtekst = models.ForeignKey(Verslagtekst, models.PROTECT, related_name="opmerkingen")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    tekst = models.TextField("opmerking")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "opmerking bij het verslag"
        verbose_name_plural = "opmerkingen bij het verslag"
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(tekst=""), name="verslagopmerking_zegt_iets")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="blijft", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="voor_het_vaststellen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=f"""
                    if exists (
                        select 1 from beheercommissie_verslagtekst t where t.id = new.verslagtekst_id
                          and exists ({VASTGESTELD.format(verslag="t.verslag_id")})
                    ) then
                        raise exception 'verslag: het is vastgesteld' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Opmerking van {self.gebruiker}"


class Afgevoerd(models.Model):
    """That a traject left an agenda: for which meeting, or for none yet, and why. The minutes of that meeting say it."""

    vergadering = models.ForeignKey(Vergadering, models.PROTECT, related_name="afgevoerd")
    agendapunt = models.ForeignKey(Agendapunt, models.PROTECT, related_name="afgevoerd")
    naar = models.ForeignKey(Vergadering, models.PROTECT, null=True, blank=True, related_name="+")
    reden = models.TextField("waarom")
    op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "afgevoerd punt"
        verbose_name_plural = "afgevoerde punten"
        ordering = ["pk"]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="blijft", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.agendapunt.traject.organisatie.naam}, van de agenda van {self.vergadering.datum:%d-%m-%Y}"


def sjabloonpad(sjabloon: "Verslagsjabloon", bestandsnaam: str) -> str:
    """Storage path without the name people gave the file."""
    return f"verslagsjablonen/{sjabloon.sha256}"


class VerslagsjabloonQuerySet(models.QuerySet["Verslagsjabloon"]):
    def in_gebruik(self) -> "Verslagsjabloon | None":
        """The newest that the scanner has nothing against; without one the template of the house is used."""
        return self.exclude(nagekeken__in=(Document.Nagekeken.WACHT, Document.Nagekeken.BESMET)).last()


class Verslagsjabloon(models.Model):
    """The Word template of the committee for its minutes; another one is another row, and the newest is used."""

    titel = "Sjabloon voor het verslag"

    bestand = models.FileField("bestand", upload_to=sjabloonpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=255)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    nagekeken = models.CharField(max_length=6, choices=Document.Nagekeken.choices, default=Document.Nagekeken.NIET)
    geplaatst_op = models.DateTimeField(default=timezone.now, editable=False)
    geplaatst_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    onderwerp = "sjabloon van het verslag"

    objects = VerslagsjabloonQuerySet.as_manager()

    class Meta:
        verbose_name = "verslagsjabloon"
        verbose_name_plural = "verslagsjablonen"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nagekeken="besmet", bestand="") | ~Q(nagekeken="besmet") & ~Q(bestand=""),
                name="verslagsjabloon_besmet_zonder_bestand",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="bestand_vast", fields=["bestandsnaam", "sha256"]),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Sjabloon van {self.geplaatst_op:%d-%m-%Y}"
