from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, Max, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from leden.models import Gebruiker, Lidmaatschap
from leden.models.triggers import niet_leegmaken
from normenkader.models import Inzage, Kaderversie, Partij, Stuk
from toetsing.models.aanvullend import ANTWOORD, AanvullendOnderzoek, binnen_de_vraag
from toetsing.models.bevindingen import TEAM_SCHRIJFT
from trajecten.banden import sql_belang
from trajecten.levensloop import Status
from trajecten.models import PARTIJ_VAN_ROL, StukQuerySet, Traject, VanTraject
from trajecten.triggers import alleen_in


class RapportdeelQuerySet(StukQuerySet["Rapportdeel"]):
    stuk = Stuk.BEVINDINGEN


class Rapportdeel(models.Model):
    """The prose of one written section of the report, while the assessors work on it."""

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="rapportdelen")
    sleutel = models.CharField(max_length=40)
    tekst = models.TextField(blank=True)

    objects = RapportdeelQuerySet.as_manager()

    class Meta:
        verbose_name = "rapportdeel"
        verbose_name_plural = "rapportdelen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["traject", "sleutel"], name="rapportdeel_een_keer")]
        triggers = [
            alleen_in(TEAM_SCHRIJFT),
            binnen_de_vraag(f"not '{ANTWOORD}' || a.nummer = all(array_remove(array[old.sleutel, new.sleutel], null))"),
            niet_leegmaken,
        ]

    def __str__(self):
        return f"Rapportdeel {self.sleutel}"

    @property
    def passage(self):
        return f"deel-{self.sleutel}"


# Parties that read no draft.
ALLEEN_VASTGESTELD = {Partij.COMMISSIE, Partij.BUREAU}


class RapportversieQuerySet(VanTraject["Rapportversie"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Versions this membership may open, by the disclosure matrix.

        The long report serves those who have it in the matrix; the committee and the bureau get the short part of a
        settled version. The organisation sees a draft only once the internal check has released it. Who works on the
        traject that follows reads the settled report of the one before.
        """
        if wie is None:
            return self.none()
        partij = PARTIJ_VAN_ROL.get(wie.rol)
        rijen = Inzage.objects.filter(
            kaderversie=OuterRef("kaderversie"), partij=partij, stuk__in=(Stuk.RAPPORT_LANG, Stuk.RAPPORT_KORT)
        )
        vastgesteld = Q(soort=Rapportversie.Soort.VASTGESTELD)
        trajecten = Traject.objects.zichtbaar_voor(wie)
        van_vorige = Q(traject__in=trajecten.met_vorige().filter(Exists(rijen))) & vastgesteld
        versies = self.filter(Q(traject__in=trajecten.filter(Exists(rijen))) | van_vorige)
        if partij == Partij.ORGANISATIE:
            return versies.filter(vastgesteld | Q(vrijgave__isnull=False))
        if partij in ALLEEN_VASTGESTELD:
            return versies.filter(vastgesteld)
        return versies

    def nieuwste_van(self, traject: Traject, soort: str = "") -> "Rapportversie | None":
        """The newest version of a traject (of this kind), or None. What was kept before it stays as it was."""
        versies = self.filter(traject=traject, **({"soort": soort} if soort else {}))
        return versies.order_by("-nummer").first()

    def vastgesteld_van(self, traject: Traject) -> Self:
        """The settled report of a traject and then what was added to it, oldest first: what stands in a later one holds."""
        return self.filter(traject=traject, soort=Rapportversie.Soort.VASTGESTELD).order_by("nummer")

    def vrijgegeven_van(self, traject: Traject) -> "Rapportversie | None":
        """The newest draft that the internal check released, or None: what the organisation reacts to."""
        return self.filter(vrijgave__isnull=False).nieuwste_van(traject, Rapportversie.Soort.CONCEPT)

    def niet_vrijgegeven(self) -> Self:
        """Drafts that nobody released and nothing came after: at the assessors again, or still at the controleur."""
        later = Rapportversie.objects.filter(traject=OuterRef("traject"), nummer__gt=OuterRef("nummer"))
        return self.filter(~Exists(later), soort=Rapportversie.Soort.CONCEPT, vrijgave__isnull=True)

    def partijen_ooit(self, rij: "Rapportversie", kaderversie: Kaderversie) -> set[Partij]:
        """Parties that may open this version, sooner or later."""
        lezers = {p for p in Partij if kaderversie.ziet(p, Stuk.RAPPORT_LANG) or kaderversie.ziet(p, Stuk.RAPPORT_KORT)}
        return lezers if rij.soort == Rapportversie.Soort.VASTGESTELD else lezers - ALLEEN_VASTGESTELD


class Rapportversie(models.Model):
    """The report as handed over: frozen, with a hash. A correction is a new version."""

    class Soort(models.TextChoices):
        CONCEPT = "concept", "conceptrapport"
        VASTGESTELD = "vastgesteld", "vastgesteld rapport"

    traject = models.ForeignKey(Traject, models.PROTECT, related_name="rapportversies")
    nummer = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=12, choices=Soort)
    # Of an addendum: what the committee asked, about the version that it names.
    onderzoek = models.ForeignKey(AanvullendOnderzoek, models.PROTECT, null=True, related_name="rapportversies")
    inhoud = models.JSONField()
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    gemaakt_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = RapportversieQuerySet.as_manager()

    class Meta:
        verbose_name = "rapportversie"
        verbose_name_plural = "rapportversies"
        ordering = ["-nummer"]
        constraints = [models.UniqueConstraint(fields=["traject", "nummer"], name="rapportversie_nummer_een_keer")]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="addendum",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # What comes after a question of the committee adds to the report and does not take its place.
                func="""
                    if new.onderzoek_id is distinct from (
                        select a.id from toetsing_aanvullendonderzoek a
                        where a.traject_id = new.traject_id order by a.nummer desc limit 1
                    ) then
                        raise exception 'rapportversie: dit hoort een addendum te zijn, of juist niet'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            pgtrigger.Trigger(
                name="op_gronden",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # No report without grounds: every finding rests on something, every real judgement has a finding.
                func="""
                    if exists (
                        select 1 from toetsing_bevinding b where b.traject_id = new.traject_id
                          and not exists (select 1 from toetsing_grond g where g.bevinding_id = b.id)
                    ) then
                        raise exception 'rapportversie: een bevinding zonder grond' using errcode = 'check_violation';
                    end if;
                    if exists (
                        select 1 from toetsing_oordeel o where o.traject_id = new.traject_id
                          and exists (
                              select 1 from trajecten_traject t join normenkader_kaderversie k on k.id = t.kaderversie_id,
                              jsonb_array_elements(k.inhoud -> 'schaal') schaalwaarde
                              where t.id = o.traject_id and schaalwaarde ->> 'code' = o.waarde
                                and (schaalwaarde ->> 'beoordeeld')::boolean
                          )
                          and not exists (
                              select 1 from toetsing_bevinding b
                              where b.traject_id = o.traject_id and b.norm_id = o.norm_id
                          )
                    ) then
                        raise exception 'rapportversie: een oordeel zonder bevinding' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.naam}, versie {self.nummer}"

    def get_absolute_url(self):
        return reverse("rapportversie", args=[self.traject.nummer, self.nummer])

    @property
    def naam(self) -> str:
        """What it is, as in: conceptrapport, addendum 1. Fetch `onderzoek` with it for a list."""
        if self.onderzoek is None:
            return self.get_soort_display()
        addendum = f"addendum {self.onderzoek.nummer}"
        return addendum if self.soort == self.Soort.VASTGESTELD else f"concept van {addendum}"

    def is_kort_voor(self, wie):
        """Whether this membership gets only the short part of the report (uitgangspunten § 8)."""
        return not self.traject.toont(wie, Stuk.RAPPORT_LANG)

    def delen_voor(self, wie):
        """The parts of the report that the disclosure matrix gives this membership, short part first."""
        stukken = ((Rapportbestand.Deel.KORT, Stuk.RAPPORT_KORT), (Rapportbestand.Deel.LANG, Stuk.RAPPORT_LANG))
        return [deel for deel, stuk in stukken if self.traject.toont(wie, stuk)]

    @cached_property
    def eerder_in_ronde(self) -> "list[Rapportversie]":
        """The drafts released before this version, and after the report that was settled before it; oldest first."""
        eerder = Rapportversie.objects.filter(traject=self.traject_id, nummer__lt=self.nummer)
        vastgesteld = eerder.filter(soort=Rapportversie.Soort.VASTGESTELD)
        na = vastgesteld.aggregate(nummer=Coalesce(Max("nummer"), 0))["nummer"]
        return list(eerder.filter(vrijgave__isnull=False, nummer__gt=na).order_by("nummer"))

    @property
    def vrijgegeven_op(self):
        """When the internal check released this draft, or None."""
        return self.vrijgave.op if hasattr(self, "vrijgave") else None


class Vrijgave(models.Model):
    """The internal check released this draft: from here the organisation can read it."""

    versie = models.OneToOneField(Rapportversie, models.PROTECT, related_name="vrijgave")
    op = models.DateTimeField(default=timezone.now, editable=False)
    door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "vrijgave"
        verbose_name_plural = "vrijgaven"
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="vier_ogen",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                # Who assessed does not check: a person has one role in a traject, and only that of controleur will do.
                func=f"""
                    if not exists (
                        select 1 from toetsing_rapportversie v
                        join trajecten_toewijzing t on t.traject_id = v.traject_id
                        where v.id = new.versie_id and t.gebruiker_id = new.door_id and t.rol = 'controleur'
                          and not {sql_belang("t.gebruiker_id", "t.traject_id")}
                    ) then
                        raise exception 'vrijgave: niet door de interne controleur' using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"Vrijgave van {self.versie}"


def rapportpad(bestand, _naam):
    return f"rapporten/{bestand.versie.traject.nummer}/versie-{bestand.versie.nummer}-{bestand.deel}.pdf"


class Rapportbestand(models.Model):
    """The PDF of a report version, made by a background job."""

    class Deel(models.TextChoices):
        KORT = "kort", "korte deel"
        LANG = "lang", "hele rapport"

    versie = models.ForeignKey(Rapportversie, models.PROTECT, related_name="bestanden")
    deel = models.CharField(max_length=4, choices=Deel)
    bestand = models.FileField(upload_to=rapportpad, max_length=255)
    sha256 = models.CharField(max_length=64)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = "rapportbestand"
        verbose_name_plural = "rapportbestanden"
        constraints = [models.UniqueConstraint(fields=["versie", "deel"], name="rapportbestand_een_per_deel")]
        triggers = [pgtrigger.Protect(name="bevroren", operation=pgtrigger.Update | pgtrigger.Delete), niet_leegmaken]

    def __str__(self):
        return f"PDF van {self.versie}"


class ReactieQuerySet(StukQuerySet["Reactie"]):
    """Remarks are the organisation's own until it hands them in."""

    stuk = Stuk.RAPPORT_LANG
    pad = "versie__traject"
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.WEDERHOOR,)


class Reactie(models.Model):
    """What the organisation says about one passage of a draft, and what the assessors answer."""

    class Soort(models.TextChoices):
        FEIT = "feit", "Een feit klopt niet"
        MENING = "mening", "Wij zien dit anders"

    class Gevolg(models.TextChoices):
        AANGEPAST = "aangepast", "De tekst is aangepast"
        OPGENOMEN = "mening_opgenomen", "De tekst blijft, uw mening staat in het rapport"
        BLIJFT = "ongewijzigd", "De tekst blijft"

    versie = models.ForeignKey(Rapportversie, models.PROTECT, related_name="reacties")
    # Anchor of the passage in the frozen version, for example bevinding-12.
    passage = models.CharField(max_length=80)
    soort = models.CharField("waar gaat uw opmerking over", max_length=8, choices=Soort, blank=True)
    tekst = models.TextField("uw opmerking", blank=True)
    geschreven_op = models.DateTimeField(default=timezone.now, editable=False)
    geschreven_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.TextField("antwoord", blank=True)
    gevolg = models.CharField("wat gebeurt er met de tekst", max_length=16, choices=Gevolg, blank=True)
    # The text of the passage as the answer left it; what the organisation sees beside its remark.
    nieuwe_tekst = models.TextField(blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = ReactieQuerySet.as_manager()

    class Meta:
        verbose_name = "reactie"
        verbose_name_plural = "reacties"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["versie", "passage"], name="reactie_een_per_passage"),
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(
                    beantwoord_op__isnull=False,
                    beantwoord_door__isnull=False,
                    antwoord__gt="",
                    gevolg__gt="",
                    nieuwe_tekst__gt="",
                ),
                name="reactie_beantwoord_is_heel",
            ),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="na_vaststellen_vast",
                when=pgtrigger.Before,
                operation=pgtrigger.Update | pgtrigger.Delete,
                # A later version of the report repeats remark and answer; from then on they are history.
                func="""
                    if exists (
                        select 1 from toetsing_rapportversie v
                        join toetsing_rapportversie later on later.traject_id = v.traject_id and later.nummer > v.nummer
                        where v.id = old.versie_id
                    ) then
                        raise exception 'reactie: het rapport is vastgesteld' using errcode = 'check_violation';
                    end if;
                    if tg_op = 'DELETE' then
                        return old;
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"Opmerking bij {self.versie}"

    @property
    def traject(self):
        return self.versie.traject
