"""What a certifier needs to work for the label: its own admission, and the qualifications of its people."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta
from operator import attrgetter
from typing import Self

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone

from leden.models.mensen import Gebruiker, GebruikerQuerySet, Lidmaatschap, LidmaatschapQuerySet, Rol
from leden.models.opvolging import Organisaties, dezelfde_partij
from leden.models.organisaties import Organisatie, OrganisatieQuerySet

# What ends within this many days, somebody sees to.
LOOPT_AF_BINNEN = timedelta(days=60)


class ToelatingQuerySet(models.QuerySet["Toelating"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The bureau keeps them; who works for the certifier reads its own."""
        if wie is None:
            return self.none()
        return self.filter(organisatie__in=Organisatie.objects.zichtbaar_voor(wie))

    def geldig(self, dag: date | None = None) -> Self:
        """Admissions that hold on a day (today): within the contract, and the conditions have been met."""
        dag = dag or timezone.localdate()
        return self.filter(van__lte=dag, tot__gte=dag, voldaan_op__lte=dag)

    def loopt_af(self) -> Self:
        """The last admission of each certifier, when that ended or ends soon."""
        later = Toelating.objects.filter(organisatie=OuterRef("organisatie"), tot__gt=OuterRef("tot"))
        return self.filter(~Exists(later), tot__lte=timezone.localdate() + LOOPT_AF_BINNEN)


class Toelating(models.Model):
    """A certifier may work for the label from a day to a day, for what the contract says (ISO/IEC 17065 § 6.2.2)."""

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="toelatingen")
    van = models.DateField("contract van")
    tot = models.DateField("contract tot en met")
    reikwijdte = models.TextField("waarvoor", max_length=1000)
    voorwaarden = models.TextField("voorwaarden", max_length=2000)
    voldaan_op = models.DateField("aan de voorwaarden voldaan op", null=True, blank=True)

    objects = ToelatingQuerySet.as_manager()

    class Meta:
        verbose_name = "toelating"
        verbose_name_plural = "toelatingen"
        ordering = ["-van", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")),
                name="toelating_tot_na_van",
                violation_error_message="Het contract eindigt voor het begint. Kijk de twee dagen na.",
            )
        ]

    def __str__(self) -> str:
        return f"Toelating van {self.organisatie} tot en met {self.tot}"

    @property
    def onderwerp(self) -> str:
        """How the log names this admission."""
        return f"toelating {self.pk}"

    @property
    def is_geldig(self) -> bool:
        vandaag = timezone.localdate()
        return self.van <= vandaag <= self.tot and self.voldaan_op is not None and self.voldaan_op <= vandaag


def toegelaten(dag: date | None = None) -> OrganisatieQuerySet:
    """Certifiers that may take on a traject on a day (today)."""
    return Organisatie.objects.zelfstandig(dag).filter(pk__in=Toelating.objects.geldig(dag).values("organisatie"))


class BekwaamheidssoortQuerySet(models.QuerySet["Bekwaamheidssoort"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """What a team needs is no secret for who works here; the bureau keeps the list."""
        return self.none() if wie is None else self


class Bekwaamheidssoort(models.Model):
    """A kind of qualification. Who is in a team has a valid one of every kind that is required."""

    class Stand(models.TextChoices):
        VEREIST = "vereist", "nodig voor een plaats in een team"
        VRIJ = "vrij", "niet nodig"
        GESTOPT = "gestopt", "niet meer in gebruik"

    code = models.SlugField(max_length=24, unique=True)
    naam = models.CharField("naam", max_length=80)
    uitleg = models.CharField("uitleg", max_length=200, blank=True)
    is_vereist = models.BooleanField("nodig voor een plaats in een team", default=False)
    # Of a kind that is not, the qualifications stay, and no more are added.
    is_in_gebruik = models.BooleanField("in gebruik", default=True)
    volgorde = models.PositiveSmallIntegerField(default=0)

    objects = BekwaamheidssoortQuerySet.as_manager()

    class Meta:
        verbose_name = "soort bekwaamheid"
        verbose_name_plural = "soorten bekwaamheid"
        ordering = ["volgorde", "naam"]
        constraints = [
            models.UniqueConstraint(Lower("naam"), name="bekwaamheidssoort_naam_een_keer"),
            models.CheckConstraint(
                condition=Q(is_in_gebruik=True) | Q(is_vereist=False), name="bekwaamheidssoort_vereist_is_in_gebruik"
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def onderwerp(self) -> str:
        """How the log names this kind."""
        return f"soort bekwaamheid {self.pk}"

    @property
    def stand(self) -> Stand:
        if not self.is_in_gebruik:
            return self.Stand.GESTOPT
        return self.Stand.VEREIST if self.is_vereist else self.Stand.VRIJ


class BekwaamheidQuerySet(models.QuerySet["Bekwaamheid"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Of the people who assess and check for one's own certifier; of everyone for the bureau."""
        if wie is None:
            return self.none()
        match wie.rol:
            case Rol.LABELBEHEERDER:
                return self.all()
            case Rol.BEHEERDER | Rol.PLANNER:
                return self.filter(gebruiker__in=beoordelaars(wie.organisatie_id).values("gebruiker"))
        return self.filter(gebruiker=wie.gebruiker_id)

    def geldig(self, dag: date | None = None) -> Self:
        """Those that hold on a day (today)."""
        dag = dag or timezone.localdate()
        return self.filter(Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=dag), van__lte=dag)

    def loopt_af(self) -> Self:
        """The last qualification of each person and kind, when that ended or ends soon."""
        later = Bekwaamheid.objects.filter(
            Q(geldig_tot__isnull=True) | Q(geldig_tot__gt=OuterRef("geldig_tot")),
            gebruiker=OuterRef("gebruiker"),
            soort=OuterRef("soort"),
        )
        return self.filter(~Exists(later), geldig_tot__lte=timezone.localdate() + LOOPT_AF_BINNEN)


class Bekwaamheid(models.Model):
    """What someone has shown to be able to, until when. It goes with the person, whatever certifier that person works for."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="bekwaamheden", verbose_name="wie")
    soort = models.ForeignKey(Bekwaamheidssoort, models.PROTECT, related_name="bekwaamheden", verbose_name="soort")
    omschrijving = models.CharField("omschrijving", max_length=200)
    van = models.DateField("van")
    geldig_tot = models.DateField("geldig tot en met", null=True, blank=True)

    objects = BekwaamheidQuerySet.as_manager()

    class Meta:
        verbose_name = "bekwaamheid"
        verbose_name_plural = "bekwaamheden"
        ordering = ["gebruiker__naam", "soort__volgorde", "-van", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__isnull=True) | Q(geldig_tot__gte=F("van")),
                name="bekwaamheid_tot_na_van",
                violation_error_message="De bekwaamheid eindigt voor zij begint. Kijk de twee dagen na.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.soort} van {self.gebruiker}"

    @property
    def onderwerp(self) -> str:
        """How the log names whose qualification it is."""
        return f"bekwaamheden van gebruiker {self.gebruiker_id}"

    @property
    def is_geldig(self) -> bool:
        vandaag = timezone.localdate()
        return self.van <= vandaag and (self.geldig_tot is None or self.geldig_tot >= vandaag)


def beoordelaars(organisatie: Organisaties | None = None) -> LidmaatschapQuerySet:
    """Memberships that hold today of who assesses or checks for a certifier (or its key); without one, for any."""
    leden = Lidmaatschap.objects.geldig().filter(rol__in=(Rol.TOETSER, Rol.CONTROLEUR))
    return leden.filter(organisatie__in=dezelfde_partij(organisatie)) if organisatie else leden


def zonder_soort(soort: Bekwaamheidssoort) -> GebruikerQuerySet:
    """Who assesses or checks, for whatever certifier, and has no valid qualification of this kind today."""
    wel = Bekwaamheid.objects.geldig().filter(soort=soort).values("gebruiker")
    return Gebruiker.objects.filter(pk__in=beoordelaars().values("gebruiker")).exclude(pk__in=wel)


def zonder_vereiste(gebruikers: Collection[int]) -> dict[int, list[Bekwaamheidssoort]]:
    """Per key of a person, the required kinds of which that person has no valid qualification today; see `zonder_vereiste_op`."""
    vandaag = timezone.localdate()
    return {pk: soorten for (pk, _), soorten in zonder_vereiste_op([(pk, vandaag) for pk in gebruikers]).items()}


def zonder_vereiste_op(wie_wanneer: Collection[tuple[int, date]]) -> dict[tuple[int, date], list[Bekwaamheidssoort]]:
    """Per person (by key) and day, the required kinds of which that person has no valid qualification on that day.

    One query whatever the number of people and days; who lacks nothing is not in it.
    """
    van_hen = FilteredRelation("bekwaamheden", condition=Q(bekwaamheden__gebruiker__in={pk for pk, _ in wie_wanneer}))
    rijen = Bekwaamheidssoort.objects.filter(is_vereist=True).annotate(
        van_hen=van_hen, wie=F("van_hen__gebruiker"), begin=F("van_hen__van"), eind=F("van_hen__geldig_tot")
    )
    vereist, perioden = {}, defaultdict(list)
    for soort in rijen:
        wie, begin, eind = attrgetter("wie", "begin", "eind")(soort)
        vereist[soort.pk] = soort
        perioden[wie, soort.pk].append((begin, eind))
    mist = {
        (wie, dag): [
            soort
            for soort in vereist.values()
            if not any(begin <= dag and (eind is None or eind >= dag) for begin, eind in perioden[wie, soort.pk])
        ]
        for wie, dag in wie_wanneer
    }
    return {sleutel: soorten for sleutel, soorten in mist.items() if soorten}


def laatste_dagen(gebruikers: Collection[int]) -> dict[tuple[int, int], date]:
    """Per key of a person and of a required kind, the last day of the last qualification; `date.max` when it has no end."""
    laatste: dict[tuple[int, int], date] = {}
    vereist = Bekwaamheid.objects.filter(gebruiker__in=gebruikers, soort__is_vereist=True)
    for gebruiker, soort, tot in vereist.values_list("gebruiker", "soort", "geldig_tot"):
        laatste[gebruiker, soort] = max(laatste.get((gebruiker, soort), date.min), tot or date.max)
    return laatste


def bekwaam_tot(gebruikers: Collection[int]) -> dict[int, date]:
    """Per key of a person, the last day on which every required qualification holds; who has no end is not in it."""
    eerste: dict[int, date] = {}
    for (gebruiker, _), tot in laatste_dagen(gebruikers).items():
        eerste[gebruiker] = min(eerste.get(gebruiker, date.max), tot)
    return {gebruiker: tot for gebruiker, tot in eerste.items() if tot < date.max}
