"""An objection to a decision: what the organisation wrote, who advises on it, and what comes of it. The decision itself never changes."""

from datetime import date
from typing import Any, Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from beheercommissie.models import Agendapunt, Besluit
from beheercommissie.models.buiten import met_open_dossier
from geschillen.uitsluiting import sql_deed_mee
from leden.models import Gebruiker, Lidmaatschap, Rol
from leden.models.triggers import niet_leegmaken
from trajecten.bestandssoorten import Bestandssoort, soort_van_naam
from trajecten.models import Document, Tekstversie

ORGANISATIE = (Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER)


def _later_besluit(besluit: str) -> QuerySet[Besluit]:
    """Decisions on the same traject after this one (a path from the row outside)."""
    return Besluit.objects.filter(
        agendapunt__traject=OuterRef(f"{besluit}agendapunt__traject"), pk__gt=OuterRef(f"{besluit}pk")
    )


class BezwaarQuerySet(models.QuerySet["Bezwaar"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The organisation, the secretary, who advises, and the members who reconsider, each as far as nothing keeps them out."""
        if wie is None:
            return self.none()
        rijen = self.select_related(
            "besluit__agendapunt__traject__organisatie",
            "besluit__agendapunt__traject__certificeerder",
            "besluit__agendapunt__traject__kaderversie",
        ).defer("besluit__agendapunt__dossier")
        if wie.rol in (*ORGANISATIE, Rol.SECRETARIS):
            return rijen.filter(besluit__in=Besluit.objects.zichtbaar_voor(wie))
        if wie.rol == Rol.KLACHTBEHANDELAAR:
            return rijen.filter(Exists(Adviseur.objects.filter(bezwaar=OuterRef("pk"), gebruiker=wie.gebruiker_id)))
        if wie.rol in (Rol.COMMISSIELID, Rol.VOORZITTER):
            # The item on which it is decided again, once its pack is open.
            punten = Agendapunt.objects.filter(
                traject=OuterRef("besluit__agendapunt__traject"), pk__gt=OuterRef("besluit__agendapunt")
            )
            return rijen.filter(Exists(met_open_dossier(wie, punten)), heropend_op__isnull=False)
        return self.none()

    def open(self) -> Self:
        """Not taken back, and not decided on."""
        return self.filter(ingetrokken_op__isnull=True).exclude(
            Exists(_later_besluit("besluit__")), heropend_op__isnull=False
        )

    def onderwerpen(self) -> QuerySet["Bezwaar", dict[str, Any]]:
        """What the log calls these."""
        return self.annotate(naam=Concat(Value("bezwaar "), Cast("pk", CharField()))).order_by().values("naam")


class Bezwaar(models.Model):
    """Why the organisation wants another decision. What state it is in follows from the days; too late is written, never refused."""

    class Advies(models.TextChoices):
        GEGROND = "gegrond", "gegrond"
        DEELS = "deels", "deels gegrond"
        ONGEGROND = "ongegrond", "ongegrond"
        NIET_ONTVANKELIJK = "niet_ontvankelijk", "niet-ontvankelijk"

    class Stand(models.TextChoices):
        INGETROKKEN = "ingetrokken", "ingetrokken"
        BESLIST = "beslist", "er is opnieuw besloten"
        HEROVERWEGING = "heroverweging", "de beheercommissie besluit opnieuw"
        GEADVISEERD = "geadviseerd", "er is een advies"
        BIJ_ADVISEUR = "bij_adviseur", "bij een adviseur"
        ONTVANGEN = "ontvangen", "ontvangen"

    besluit = models.ForeignKey(Besluit, models.PROTECT, related_name="bezwaren")
    gronden = models.TextField("gronden")
    gemachtigde = models.CharField("gemachtigde", max_length=160, blank=True)
    is_per_brief = models.BooleanField("per brief", default=False)
    ontvangen_op = models.DateField("ontvangen op")
    waarom_laat = models.TextField("waarom het later kwam", blank=True)
    ingediend_op = models.DateTimeField(default=timezone.now, editable=False)
    ingediend_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    besluit_uiterlijk = models.DateField("opnieuw besluiten tot en met")
    verlengd_tot = models.DateField("verlengd tot en met", null=True, blank=True)
    verlengreden = models.TextField("waarom meer tijd nodig is", blank=True)
    horen_op = models.DateTimeField("hoorzitting", null=True, blank=True)
    horen_tot = models.DateTimeField("einde van de hoorzitting", null=True, blank=True)
    horen_plaats = models.CharField("plaats", max_length=160, blank=True)
    horen_link = models.URLField("link", blank=True)
    afgezien_op = models.DateTimeField("afgezien van horen op", null=True, blank=True)
    hoorverslag = models.TextField("verslag van de hoorzitting", blank=True)
    advies = models.CharField("advies", max_length=20, choices=Advies, blank=True)
    adviestekst = models.TextField("waarom", blank=True)
    geadviseerd_op = models.DateTimeField("advies op", null=True, blank=True)
    geadviseerd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")
    heropend_op = models.DateTimeField("terug bij de commissie op", null=True, blank=True)
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True, blank=True)
    ingetrokken_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, blank=True, related_name="+")

    objects = BezwaarQuerySet.as_manager()

    class Meta:
        verbose_name = "bezwaar tegen een besluit"
        verbose_name_plural = "bezwaren tegen een besluit"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(gronden__gt=""), name="bezwaar_zegt_iets"),
            models.CheckConstraint(
                condition=Q(verlengd_tot__isnull=True, verlengreden="")
                | Q(verlengd_tot__gt=F("besluit_uiterlijk"), verlengreden__gt=""),
                name="bezwaar_verlengd_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(horen_op__isnull=True, horen_tot__isnull=True) | Q(horen_tot__gt=F("horen_op")),
                name="bezwaar_horen_heeft_een_einde",
            ),
            models.CheckConstraint(
                condition=Q(geadviseerd_op__isnull=True, geadviseerd_door__isnull=True, advies="", adviestekst="")
                | Q(geadviseerd_op__isnull=False, geadviseerd_door__isnull=False, advies__gt="", adviestekst__gt=""),
                name="bezwaar_advies_met_reden",
            ),
            models.CheckConstraint(
                condition=Q(heropend_op__isnull=True) | Q(geadviseerd_op__isnull=False, ingetrokken_op__isnull=True),
                name="bezwaar_heropend_na_advies",
            ),
            models.CheckConstraint(
                condition=Q(ingetrokken_op__isnull=True, ingetrokken_door__isnull=True)
                | Q(ingetrokken_op__isnull=False, ingetrokken_door__isnull=False),
                name="bezwaar_ingetrokken_door_iemand",
            ),
            # One that is under way; after taking it back another can come.
            models.UniqueConstraint(
                fields=["besluit"], condition=Q(ingetrokken_op__isnull=True), name="bezwaar_een_per_besluit"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="wat_is_geschreven",
                fields=[
                    "besluit",
                    "gronden",
                    "gemachtigde",
                    "is_per_brief",
                    "ontvangen_op",
                    "waarom_laat",
                    "ingediend_op",
                    "ingediend_door",
                    "besluit_uiterlijk",
                ],
            ),
            pgtrigger.Protect(
                name="na_intrekken_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ingetrokken_op__isnull=False),
            ),
            pgtrigger.Protect(
                name="eenmaal_verlengd",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__verlengd_tot__isnull=False)
                & pgtrigger.Q(old__verlengd_tot__df=pgtrigger.F("new__verlengd_tot")),
            ),
            pgtrigger.Protect(
                name="advies_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__geadviseerd_op__isnull=False)
                & (
                    pgtrigger.Q(old__advies__df=pgtrigger.F("new__advies"))
                    | pgtrigger.Q(old__adviestekst__df=pgtrigger.F("new__adviestekst"))
                    | pgtrigger.Q(old__hoorverslag__df=pgtrigger.F("new__hoorverslag"))
                ),
            ),
            pgtrigger.Trigger(
                name="advies_van_een_adviseur",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("geadviseerd_door_id"),
                condition=pgtrigger.Q(new__geadviseerd_door__isnull=False),
                func=f"""
                    if not exists (
                        select 1 from geschillen_adviseur a
                        where a.bezwaar_id = new.id and a.gebruiker_id = new.geadviseerd_door_id
                    ) or {sql_deed_mee("new.geadviseerd_door_id", "new.besluit_id")} then
                        raise exception 'bezwaar: alleen een adviseur die nergens aan meedeed, adviseert'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Protect(name="blijft", operation=pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Bezwaar tegen besluit {self.besluit.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("bezwaar", args=[self.pk])

    @property
    def onderwerp(self) -> str:
        """How the log names this objection."""
        return f"bezwaar {self.pk}"

    @property
    def kwam_te_laat(self) -> bool:
        """Whether it came after the last day; whoever advises weighs the reason."""
        laatste = self.besluit.bezwaar_tot_en_met
        return laatste is not None and self.ontvangen_op > laatste

    @property
    def besluit_tot(self) -> date:
        """The last day of the new decision, with the extension."""
        return self.verlengd_tot or self.besluit_uiterlijk

    @cached_property
    def nieuw_besluit(self) -> Besluit | None:
        """What the committee decided again."""
        if self.heropend_op is None:
            return None
        traject = self.besluit.agendapunt.traject_id
        return Besluit.objects.filter(agendapunt__traject=traject, pk__gt=self.besluit_id).order_by("pk").first()

    @property
    def stand(self) -> Stand:
        if self.ingetrokken_op:
            return self.Stand.INGETROKKEN
        if self.nieuw_besluit:
            return self.Stand.BESLIST
        if self.heropend_op:
            return self.Stand.HEROVERWEGING
        if self.geadviseerd_op:
            return self.Stand.GEADVISEERD
        return self.Stand.BIJ_ADVISEUR if self.adviseurs.all() else self.Stand.ONTVANGEN

    @property
    def is_open(self) -> bool:
        return self.ingetrokken_op is None and self.nieuw_besluit is None

    @property
    def is_te_laat(self) -> bool:
        """Whether the last day of the new decision has passed without one."""
        return self.is_open and self.besluit_tot < timezone.localdate()

    @property
    def is_gehoord(self) -> bool:
        """Whether the hearing is over, or the organisation does not want one."""
        return self.afgezien_op is not None or (self.horen_tot is not None and self.horen_tot <= timezone.now())


class Adviseur(models.Model):
    """Somebody who is asked to advise on an objection. Never who did something in the decision, or is tied to one of the parties."""

    bezwaar = models.ForeignKey(Bezwaar, models.PROTECT, related_name="adviseurs")
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    gevraagd_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "adviseur bij een bezwaar"
        verbose_name_plural = "adviseurs bij een bezwaar"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["bezwaar", "gebruiker"], name="adviseur_een_keer")]
        triggers = [
            pgtrigger.Trigger(
                name="deed_niet_mee",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                declare=[("van", "bigint")],
                func=f"""
                    select besluit_id into van from geschillen_bezwaar where id = new.bezwaar_id;
                    if {sql_deed_mee("new.gebruiker_id", "van")} then
                        raise exception 'bezwaar: wie meedeed of betrokken is, adviseert niet'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Protect(name="blijft", operation=pgtrigger.Update | pgtrigger.Delete),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker} bij {self.bezwaar}"


BEZWAARMAP = "bezwaren"


def bezwaarstukpad(stuk: "Bezwaarstuk", bestandsnaam: str) -> str:
    """Storage path without the name people gave the file."""
    return f"{BEZWAARMAP}/{stuk.bezwaar_id}/{stuk.sha256}"


class BezwaarstukQuerySet(models.QuerySet["Bezwaarstuk"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Who reads the objection, once the scanner has looked."""
        wacht = (Document.Nagekeken.WACHT, Document.Nagekeken.BESMET)
        return self.filter(bezwaar__in=Bezwaar.objects.zichtbaar_voor(wie).values("pk")).exclude(nagekeken__in=wacht)


class Bezwaarstuk(models.Model):
    """A file of the organisation or of the committee; of an objection by letter the first is the letter."""

    bezwaar = models.ForeignKey(Bezwaar, models.PROTECT, related_name="stukken")
    titel = models.CharField("titel", max_length=120)
    bestand = models.FileField("bestand", upload_to=bezwaarstukpad, max_length=255, blank=True)
    bestandsnaam = models.CharField(max_length=150)
    grootte = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    nagekeken = models.CharField(max_length=6, choices=Document.Nagekeken.choices, default=Document.Nagekeken.NIET)
    toegevoegd_op = models.DateTimeField(default=timezone.now, editable=False)
    toegevoegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = BezwaarstukQuerySet.as_manager()

    class Meta:
        verbose_name = "stuk bij een bezwaar"
        verbose_name_plural = "stukken bij een bezwaar"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nagekeken="besmet", bestand="") | ~Q(nagekeken="besmet") & ~Q(bestand=""),
                name="bezwaarstuk_besmet_zonder_bestand",
            )
        ]
        triggers = [
            pgtrigger.ReadOnly(name="bestand_vast", fields=["bezwaar", "titel", "bestandsnaam", "sha256"]),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return self.titel

    @property
    def soort(self) -> Bestandssoort:
        return soort_van_naam(self.bestandsnaam)


class Bezwaarklad(models.Model):
    """What somebody is writing for an act about a decision with an objection, until that act is done."""

    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="+")
    handeling = models.CharField(max_length=40)
    tekst = models.TextField("tekst", blank=True)
    waarom_laat = models.TextField("waarom het later komt", blank=True)
    verslag = models.TextField("verslag van de hoorzitting", blank=True)
    # What was filled in beside it, as it was sent.
    ernaast = models.JSONField(default=dict)
    tekstversies = GenericRelation(Tekstversie, content_type_field="soort")

    class Meta:
        verbose_name = "klad bij een bezwaar"
        verbose_name_plural = "kladden bij een bezwaar"
        constraints = [
            models.UniqueConstraint(fields=["besluit", "gebruiker", "handeling"], name="bezwaarklad_een_keer")
        ]

    def __str__(self) -> str:
        return f"{self.handeling} bij {self.besluit}"
