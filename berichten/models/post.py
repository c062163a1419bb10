"""A letter as it was made, to whom it goes, and the mail in which it went."""

from datetime import datetime
from typing import Self
from urllib.parse import urlsplit

import pgtrigger
from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort, tijdstip
from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol, eigen_organisaties
from leden.models.triggers import niet_leegmaken

# Of the Message-ID of a zending.
ONDERTEKENAAR = Signer(sep=".", salt="berichten.zending")


class PoststukQuerySet(models.QuerySet["Poststuk"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Who got it, and the organisation in whose name it went; of a thing that one sees, that is for the page to ask."""
        if wie is None:
            return self.none()
        gekregen = Bezorging.objects.filter(poststuk=OuterRef("pk"), lidmaatschap__gebruiker=wie.gebruiker_id)
        eigen = eigen_organisaties(wie)
        nalezer = Q(nalezer=wie.rol, nalezer_organisatie__in=eigen)
        return self.filter(Exists(gekregen) | Q(afzender__organisatie__in=eigen) | nalezer)

    def voor_nalezer(self, wie: Lidmaatschap) -> Self:
        """Letters that this membership reads, or read, before they go; also those of an organisation that went into its own."""
        return self.filter(nalezer=wie.rol, nalezer_organisatie__in=eigen_organisaties(wie))

    def na_te_lezen(self, wie: Lidmaatschap) -> Self:
        """Those of them that wait."""
        return self.voor_nalezer(wie).filter(nagelezen_op__isnull=True)


class Poststuk(models.Model):
    """One letter to one party about one event or moment, as it is sent: what stands here is what people read.

    `begin` says whose turn it is and what to do, `tekst` what happened. A letter with a `nalezer` waits until somebody of that
    role has read it; that person may write `tekst` anew, not the facts in `begin`.
    """

    # What makes it once: the number of the log row, or the moment, with the name of the letter.
    sleutel = models.CharField(max_length=160, unique=True)
    brief = models.CharField(max_length=60)
    gebeurtenis = models.ForeignKey(Gebeurtenis, models.PROTECT, null=True, related_name="+")
    # As the log names it.
    onderwerp = models.CharField(max_length=80)
    aan = models.CharField(max_length=80)
    kop = models.CharField(max_length=160)
    begin = models.TextField()
    pad = models.CharField(max_length=200)
    tekst = models.TextField("brief", max_length=10_000, blank=True)
    hulp = models.TextField(blank=True)
    antwoord_aan = models.EmailField(blank=True)
    is_beurt = models.BooleanField(default=False)
    is_bundel = models.BooleanField(default=False)
    termijn = models.DateField(null=True)
    afzender = models.ForeignKey(Lidmaatschap, models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    nalezer = models.CharField(max_length=24, choices=Rol, blank=True)
    nalezer_organisatie = models.ForeignKey("leden.Organisatie", models.PROTECT, null=True, related_name="+")
    nagelezen_op = models.DateTimeField(null=True, editable=False)
    nagelezen_door = models.ForeignKey(Lidmaatschap, models.PROTECT, null=True, related_name="+")
    # Why it does not go at all.
    weglegreden = models.TextField("reden", max_length=2000, blank=True)

    objects = PoststukQuerySet.as_manager()

    class Meta:
        verbose_name = "poststuk"
        verbose_name_plural = "poststukken"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["onderwerp", "-id"], name="poststuk_onderwerp")]
        constraints = [
            models.CheckConstraint(
                condition=Q(nalezer="", nalezer_organisatie__isnull=True, nagelezen_op__isnull=True)
                | Q(nalezer__gt="", nalezer_organisatie__isnull=False),
                name="poststuk_nalezer_hoort_ergens",
            ),
            models.CheckConstraint(
                condition=Q(nagelezen_op__isnull=True, nagelezen_door__isnull=True, weglegreden="")
                | Q(nagelezen_op__isnull=False, nagelezen_door__isnull=False),
                name="poststuk_nagelezen_door_iemand",
            ),
        ]
        triggers = [
            # What was sent stays as it was sent; only who reads it first may write its text anew.
            pgtrigger.Protect(
                name="brief_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("sleutel", "brief", "onderwerp", "kop", "begin", "pad"),
            ),
            pgtrigger.Protect(
                name="tekst_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "old.tekst is distinct from new.tekst and not (old.nalezer > '' and old.nagelezen_op is null)"
                ),
            ),
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.kop

    @property
    def wacht_op_nalezen(self) -> bool:
        return bool(self.nalezer) and self.nagelezen_op is None


class ZendingQuerySet(models.QuerySet["Zending"]):
    def met_kenmerk(self, kenmerk: str) -> Self:
        """The zending whose Message-ID this is; none for a number that we did not sign, so that nobody can make one up."""
        naam, _, _ = kenmerk.strip("<> \t\r\n").rpartition("@")
        try:
            return self.filter(pk=int(ONDERTEKENAAR.unsign(naam.removeprefix("zending."))))
        except (BadSignature, ValueError):
            return self.none()

    def mislukt(self) -> Self:
        """What the mail server never took."""
        return self.filter(mislukt_op__isnull=False, verstuurd_op__isnull=True)


class Zending(models.Model):
    """One mail to one person: one letter, or all that came in on a day."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    adres = models.EmailField()
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    verstuurd_op = models.DateTimeField(null=True, editable=False)
    # The mail server never took it, or it came back.
    mislukt_op = models.DateTimeField(null=True, editable=False)
    teruggekomen_op = models.DateTimeField(null=True, editable=False)
    retourcode = models.CharField(max_length=20, blank=True)

    objects = ZendingQuerySet.as_manager()

    class Meta:
        verbose_name = "zending"
        verbose_name_plural = "zendingen"
        indexes = [models.Index(fields=["gebruiker", "-id"], name="zending_van")]

    def __str__(self) -> str:
        return f"Zending {self.pk}"

    @property
    def kenmerk(self) -> str:
        """The Message-ID: the same at every try, so that mail programs see that it is one letter.

        It is signed, since by it a mail that came back is known, and anybody can send us something that looks like one.
        """
        return f"<zending.{ONDERTEKENAAR.sign(str(self.pk))}@{urlsplit(settings.ADRES).hostname}>"


class BezorgingQuerySet(models.QuerySet["Bezorging"]):
    def te_bezorgen(self, nu: datetime) -> Self:
        """What should be in a mail by now and is not."""
        return self.filter(
            Q(poststuk__nalezer="") | Q(poststuk__nagelezen_op__isnull=False),
            poststuk__weglegreden="",
            zending__isnull=True,
            vervallen_op__isnull=True,
            niet_voor__lte=nu,
        )

    def alleen_lezen(self) -> None:
        """Mail these not; they can be read here."""
        self.update(weg=Bezorging.Weg.LEZEN, niet_voor=None, zending=None)


class Bezorging(models.Model):
    """That a letter is for somebody, in one role, and how it gets there."""

    class Weg(models.TextChoices):
        MAIL = "mail", "eigen mail"
        BUNDEL = "bundel", "dagbericht"
        LEZEN = "lezen", "alleen hier te lezen"

    poststuk = models.ForeignKey(Poststuk, models.PROTECT, related_name="bezorgingen")
    lidmaatschap = models.ForeignKey(Lidmaatschap, models.PROTECT, related_name="bezorgingen")
    weg = models.CharField(max_length=8, choices=Weg)
    # Nights, weekends and holidays are quiet.
    niet_voor = models.DateTimeField(null=True)
    zending = models.ForeignKey(Zending, models.PROTECT, null=True, related_name="bezorgingen")
    # Not sent, since the person had no business with it any more when its time came.
    vervallen_op = models.DateTimeField(null=True, editable=False)
    # The file for the calendar that went along, as it was when the letter went.
    agenda = models.TextField(blank=True, editable=False)

    objects = BezorgingQuerySet.as_manager()

    class Meta:
        verbose_name = "bezorging"
        verbose_name_plural = "bezorgingen"
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["niet_voor"],
                condition=Q(zending__isnull=True, vervallen_op__isnull=True),
                name="bezorging_te_doen",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["poststuk", "lidmaatschap"], name="bezorging_een_keer"),
            models.CheckConstraint(
                condition=Q(weg="lezen", niet_voor__isnull=True, zending__isnull=True) | ~Q(weg="lezen"),
                name="bezorging_lezen_gaat_niet_per_mail",
            ),
            models.CheckConstraint(
                condition=Q(zending__isnull=True) | Q(vervallen_op__isnull=True), name="bezorging_weg_of_vervallen"
            ),
            models.CheckConstraint(condition=Q(agenda="") | Q(zending__isnull=False), name="bezorging_agenda_gaat_mee"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="agenda_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("old.agenda > '' and old.agenda is distinct from new.agenda"),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.poststuk} aan {self.lidmaatschap}"

    @property
    def stand(self) -> str:
        """How far it has come, in words: never "verstuurd" before the mail server took it."""
        if self.vervallen_op:
            return "niet verstuurd, want de brief was niet meer voor deze persoon"
        if self.weg == self.Weg.LEZEN:
            return "niet gemaild, hier te lezen"
        if self.zending is None:
            return (
                f"komt in het dagbericht van {dagkort(self.niet_voor)}" if self.weg == self.Weg.BUNDEL else "onderweg"
            )
        if self.zending.teruggekomen_op:
            return f"niet aangekomen: teruggekomen op {tijdstip(self.zending.teruggekomen_op)}"
        if self.zending.mislukt_op:
            return f"niet aangekomen: de mailserver nam de brief niet aan ({dagkort(self.zending.mislukt_op)})"
        if self.zending.verstuurd_op:
            return f"verstuurd op {tijdstip(self.zending.verstuurd_op)}"
        return "onderweg"


class Leesstand(models.Model):
    """Up to which row of the log the letters have been made: one row."""

    volgnummer = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = "leesstand"
        verbose_name_plural = "leesstanden"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="leesstand_een_rij")]

    def __str__(self) -> str:
        return f"Leesstand {self.volgnummer}"
