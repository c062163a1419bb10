"""A traject."""

from collections.abc import Collection
from datetime import date
from typing import Any, Self

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, When
from django.urls import reverse
from django.utils import timezone

from berichten.werkdagen import werkdagen_tussen
from huisstijl.templatetags.opmaak import te_laat_sinds
from leden.models import Gebruiker, Lidmaatschap, Organisatie, Rol, eigen_organisaties, met_voorgangers
from leden.models.triggers import niet_leegmaken
from normenkader.inhoud import Adviesoptie, Besluitoptie, Termijn
from normenkader.models import Kaderversie, Partij
from trajecten.banden import BEIDE, ORGANISATIE, TEAM, heeft_belang, teams_met_belang
from trajecten.levensloop import (
    BEURTEN,
    NAVRAAG,
    ROLLEN_AAN_ZET,
    STAAKBAAR,
    STANDVELDEN,
    AanZet,
    Beurt,
    Soort,
    Status,
    inhalen,
    opschrijven,
    staat_op,
    stil_uitgesteld,
    voorbij,
)
from trajecten.models.toewijzingen import TEAMROLLEN, Toewijzing

# Which column of the disclosure matrix a role reads. A beheerder reads none.
PARTIJ_VAN_ROL: dict[str, Partij] = {
    Rol.KWALITEITSMEDEWERKER: Partij.ORGANISATIE,
    Rol.BESTUURDER: Partij.ORGANISATIE,
    Rol.PLANNER: Partij.CERTIFICEERDER,
    Rol.TOETSER: Partij.TOETSERS,
    Rol.CONTROLEUR: Partij.CONTROLEUR,
    Rol.COMMISSIELID: Partij.COMMISSIE,
    Rol.VOORZITTER: Partij.COMMISSIE,
    Rol.SECRETARIS: Partij.COMMISSIE,
    Rol.LABELBEHEERDER: Partij.BUREAU,
}
# The secretary prepares the meetings, so sees what has been put forward, and what happens to a label that was granted.
VOOR_DE_SECRETARIS = (
    Status.VOORGEDRAGEN,
    Status.GEAGENDEERD,
    *NAVRAAG,
    Status.BESLOTEN,
    Status.LOPEND,
    Status.AFGESLOTEN,
    Status.ZIENSWIJZE,
    Status.HERSTEL,
)

# The team has work, or will have again.
TEAM_WERKT = (*STAAKBAAR, Status.AANGEHOUDEN)


class TrajectQuerySet(models.QuerySet["Traject"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """Trajecten that the active membership may know about (uitgangspunten § 7), with what every page of one shows."""
        return self._van(wie).select_related("organisatie", "certificeerder", "kaderversie") if wie else self.none()

    def _van(self, wie: Lidmaatschap) -> Self:
        match wie.rol:
            # An organisation goes on with the trajecten of those that went into it.
            case Rol.KWALITEITSMEDEWERKER | Rol.BESTUURDER:
                return self.filter(organisatie__in=eigen_organisaties(wie))
            case Rol.PLANNER:
                eigen = self.filter(certificeerder__in=eigen_organisaties(wie))
                return eigen.exclude(heeft_belang(wie.gebruiker_id, ORGANISATIE))
            case Rol.TOETSER | Rol.CONTROLEUR:
                return self.in_team(wie).exclude(heeft_belang(wie.gebruiker_id, ORGANISATIE))
            case Rol.COMMISSIELID | Rol.VOORZITTER:
                beslist = self.filter(self._toegewezen(wie, Toewijzing.Trajectrol.BESLISSER))
                return beslist.exclude(heeft_belang(wie.gebruiker_id, BEIDE))
            case Rol.SECRETARIS:
                voorgedragen = self.filter(status__in=VOOR_DE_SECRETARIS)
                return voorgedragen.exclude(heeft_belang(wie.gebruiker_id, BEIDE)).exclude(pk__in=self._buiten(wie))
            case Rol.LABELBEHEERDER:
                return self.all()
        return self.none()

    def in_team(self, wie: Lidmaatschap) -> Self:
        """Those to which this assessor or controleur is assigned."""
        return self.filter(self._toegewezen(wie, wie.rol), certificeerder__in=eigen_organisaties(wie))

    def waarom_onzichtbaar(self, wie: Lidmaatschap | None, **opzoeken: Any) -> list[str]:
        """Sentences for who may know that a traject exists and sees it no more: who works at the certifier and has an interest."""
        if wie is None:
            return []
        match wie.rol:
            case Rol.TOETSER | Rol.CONTROLEUR:
                trajecten = self.in_team(wie)
            case Rol.PLANNER:
                trajecten = self.filter(certificeerder__in=eigen_organisaties(wie))
            case _:
                return []
        traject = trajecten.filter(heeft_belang(wie.gebruiker_id, ORGANISATIE), **opzoeken).first()
        if traject is None:
            return []
        belang = (
            f"U hebt een belang bij {traject.organisatie.naam}. Daarom leest en werkt u niet meer mee aan traject "
            f"{traject.nummer}."
        )
        if wie.rol == Rol.PLANNER:
            return [
                f"{belang} Vraag een andere planner van {wie.organisatie.naam}. Is die er niet, dan maakt uw beheerder "
                "een collega planner; het bureau helpt daarbij."
            ]
        return [f"{belang} {traject.certificeerder.naam} ziet dat en kiest een ander."]

    def met_belang_in_team(self, gebruiker: int | None = None) -> Self:
        """Trajecten under way with somebody in the team (or this person, by key) who has an interest in the organisation."""
        banden = teams_met_belang(TEAMROLLEN).filter(**{"gebruiker": gebruiker} if gebruiker else {})
        return self.filter(pk__in=banden.values(f"{TEAM}__traject"), status__in=TEAM_WERKT)

    def met_belang_van_planner(self, gebruiker: int) -> Self:
        """Trajecten under way that this person (by key) would plan, were it not for an interest in the organisation."""
        plant = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, rol=Rol.PLANNER).values("organisatie")
        return self.filter(
            heeft_belang(gebruiker, ORGANISATIE),
            certificeerder__in=met_voorgangers(plant),
            status__in=(Status.AANGEMELD, *TEAM_WERKT),
        )

    @staticmethod
    def _buiten(wie: Lidmaatschap) -> "models.QuerySet[Toewijzing, Any]":
        """Trajecten that this person worked on, or declared an interest in under another hat."""
        anders = Toewijzing.objects.filter(gebruiker=wie.gebruiker_id).exclude(rol=Toewijzing.Trajectrol.BESLISSER)
        return anders.values("traject")

    @staticmethod
    def _toegewezen(wie: Lidmaatschap, rol: str) -> Exists:
        return Exists(Toewijzing.objects.filter(traject=OuterRef("pk"), gebruiker=wie.gebruiker_id, rol=rol))

    def aan_zet(self, wie: Lidmaatschap) -> Self:
        """Those in which the role of the active membership has to do something now."""
        beurten = [status for status, beurt in BEURTEN.items() if wie.rol in ROLLEN_AAN_ZET[beurt.wie]]
        return self.filter(staat_op(beurten))

    def met_termijn_nu(self, is_alles_opgeschreven: bool | None = None) -> Self:
        """With `termijn_nu`, the last day that holds today: to sort by, whether or not a worker wrote down what passed.

        Asks first whether there is something unwritten at all: an index sorts only by what is stored. Who knows, says so.
        """
        if is_alles_opgeschreven is None:
            is_alles_opgeschreven = Traject.objects.alles_opgeschreven()
        if is_alles_opgeschreven:
            return self.annotate(termijn_nu=F("termijn"))
        nu = Case(
            When(voorbij(), then=F("daarna_termijn")),
            When(stil_uitgesteld(), then=F("uitstel_tot")),
            default=F("termijn"),
        )
        return self.annotate(termijn_nu=nu)

    def alles_opgeschreven(self) -> bool:
        """Whether what time did to each traject stands in the database."""
        return not self.ingehaald().exists()

    def ingehaald(self) -> Self:
        """Those with which time did something that nobody wrote down yet."""
        return self.filter(voorbij() | stil_uitgesteld())

    def met_vorige(self) -> Self:
        """Also those that these follow: who works on a traject reads what came of the one before it."""
        return self | Traject.objects.filter(Exists(self.filter(vorige=OuterRef("pk"))))

    def voor_lijst(self) -> Self:
        """Rows of a list: of both parties what they are called, and not the framework."""
        eigen = [veld.name for veld in Traject._meta.concrete_fields]
        namen = [f"{partij}__{veld}" for partij in BEIDE for veld in ("naam", "nieuwe_naam", "nieuwe_naam_per")]
        return self.select_related(None).select_related(*BEIDE).only(*eigen, *namen)

    def op_slot(self, pk: int) -> "Traject":
        """The traject, locked until the end of the transaction: first line of every act. What time did to it is written down."""
        traject = (
            self.select_for_update(of=("self",))
            .select_related("organisatie", "certificeerder", "kaderversie")
            .get(pk=pk)
        )
        if traject.stil_vanuit or traject.stil_uitgesteld:
            opschrijven(traject)
        return traject


class Traject(models.Model):
    """One certification trajectory of one organisation, pinned to one framework version."""

    # The status in the database, for as long as nobody wrote down that the term passed in silence.
    stil_vanuit: str = ""
    # The last day before an extension that was granted by silence, for as long as nobody wrote that down.
    stil_uitgesteld: date | None = None
    # What became of the label that this traject led to; `met_standwoord` looks it up.
    aanvulling: str = ""

    nummer = models.CharField("nummer", max_length=12, unique=True)
    cyclus = models.ForeignKey("trajecten.Cyclus", models.PROTECT, related_name="trajecten")
    soort = models.CharField("soort traject", max_length=20, choices=Soort, default=Soort.TOETS)
    # What this one follows: of a renewal the assessment before it, of a short road the assessment that led to it.
    vorige = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="vervolgen")
    # The reported change that a short road came of, when the bureau said that it asks for an investigation or another scope.
    melding = models.OneToOneField(
        "trajecten.Melding", models.PROTECT, null=True, blank=True, related_name="leidde_tot"
    )
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="trajecten")
    certificeerder = models.ForeignKey(Organisatie, models.PROTECT, related_name="te_toetsen")
    kaderversie = models.ForeignKey(Kaderversie, models.PROTECT, related_name="trajecten")
    variant = models.CharField("soort toets", max_length=40)
    reikwijdte = models.TextField("wat wordt getoetst", max_length=500)
    fte = models.DecimalField("fte", max_digits=7, decimal_places=1, validators=[MinValueValidator(0.1)])
    locaties = models.PositiveSmallIntegerField("locaties", validators=[MinValueValidator(1)])
    dagen = models.DecimalField("toetsdagen", max_digits=4, decimal_places=1, validators=[MinValueValidator(0.5)])
    dagen_reden = models.TextField("reden van de afwijking", max_length=1000, blank=True)
    voorwaarden_versie = models.CharField(max_length=40)
    aangemeld_op = models.DateTimeField(default=timezone.now, editable=False)
    aangemeld_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    status = models.CharField("status", max_length=24, choices=Status, default=Status.AANGEMELD)
    status_sinds = models.DateTimeField(default=timezone.now, editable=False)
    termijn = models.DateField("termijn", null=True, blank=True)
    # The name of that term in the framework; while a traject is suspended it waits here with what was left of it.
    termijnnaam = models.CharField(max_length=40, blank=True)
    termijn_sinds = models.DateField(null=True, editable=False)
    termijn_over = models.PositiveSmallIntegerField(null=True, editable=False)
    # The last day that was asked instead; without an answer it holds from the day after the term.
    uitstel_tot = models.DateField(null=True, editable=False)
    # What is true once the term has passed in silence: the next status and its term. Empty when the traject then stays.
    daarna = models.CharField(max_length=24, choices=Status, blank=True)
    daarna_termijn = models.DateField(null=True, editable=False)
    # The last day of the term that passed in silence and so brought the traject where it is.
    verstreken = models.DateField(null=True, editable=False)
    # How often the committee sent the assessors back with a question, so that nobody has to look when it never did.
    aanvullend = models.PositiveSmallIntegerField(default=0, editable=False)
    aangehouden_vanuit = models.CharField(max_length=24, choices=Status, blank=True)
    # What had not been handed over when a traject stopped, stays with who wrote it.
    gestopt_vanuit = models.CharField(max_length=24, choices=Status, blank=True)

    objects = TrajectQuerySet.as_manager()

    class Meta:
        verbose_name = "traject"
        verbose_name_plural = "trajecten"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["organisatie", "status"]),
            models.Index(fields=["certificeerder", "status", "termijn"]),
            models.Index(fields=["status", "termijn"]),
            models.Index(fields=["termijn", "id"], name="traject_op_termijn"),
            models.Index(fields=["certificeerder", "termijn", "id"], name="traject_van_op_termijn"),
            models.Index(
                fields=["termijn"],
                condition=Q(daarna__gt="") | Q(uitstel_tot__isnull=False),
                name="traject_gaat_verder",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="traject_status_bestaat"),
            models.CheckConstraint(
                condition=Q(soort=Soort.TOETS) | Q(vorige__isnull=False), name="traject_kort_volgt_op_een_toets"
            ),
            models.CheckConstraint(
                condition=~Q(soort=Soort.TOETS) | Q(melding__isnull=True), name="traject_na_een_melding_is_kort"
            ),
            models.CheckConstraint(
                condition=Q(status=Status.AANGEHOUDEN, aangehouden_vanuit__gt="")
                | ~Q(status=Status.AANGEHOUDEN) & Q(aangehouden_vanuit=""),
                name="traject_aangehouden_weet_vanwaar",
            ),
            models.CheckConstraint(
                condition=Q(daarna="", daarna_termijn__isnull=True) | Q(daarna__gt="", termijn__isnull=False),
                name="traject_gaat_verder_na_een_termijn",
            ),
            models.CheckConstraint(
                condition=Q(uitstel_tot__isnull=True) | Q(termijn__isnull=False, uitstel_tot__gt=F("termijn")),
                name="traject_uitstel_na_de_termijn",
            ),
            models.CheckConstraint(condition=Q(fte__gt=0, locaties__gte=1, dagen__gt=0), name="traject_omvang_is_iets"),
            models.CheckConstraint(
                condition=~Q(organisatie=models.F("certificeerder")), name="traject_niemand_toetst_zichzelf"
            ),
        ]
        triggers = [
            # What was applied for is what is assessed, decided on and printed.
            pgtrigger.Protect(
                name="aanmelding_is_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("nummer", "cyclus", "soort", "vorige", "melding", "reikwijdte"),
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"Traject {self.nummer}"

    def get_absolute_url(self) -> str:
        return reverse("traject", args=[self.nummer])

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """What a passed term means is true for whoever reads the traject, also when no worker wrote it down."""
        traject = super().from_db(db, field_names, values)
        geladen = traject.__dict__
        # Most rows have nothing that time can do; a list of many asks no more of them than this.
        if (geladen.get("daarna") or geladen.get("uitstel_tot")) and geladen.keys() >= set(STANDVELDEN):
            inhalen(traject)
        return traject

    @property
    def onderwerp(self) -> str:
        """How the log names this traject."""
        return f"traject {self.nummer}"

    @property
    def termijnregel(self) -> Termijn | None:
        """The term that runs now, with its rules; None without one."""
        return self.kaderversie.termijnen.get(self.termijnnaam) if self.termijn else None

    @property
    def standwoord(self) -> str:
        """Where it stands, as lists, pages and exports say it."""
        return ", ".join(filter(None, (Status(self.status).label, self.aanvulling)))

    @property
    def beurt(self) -> Beurt:
        return BEURTEN[self.status]

    @property
    def werkdagen(self) -> int | None:
        """How many working days are left until the term, negative when it has passed; None without a term."""
        return werkdagen_tussen(timezone.localdate(), self.termijn) if self.termijn else None

    @property
    def te_laat_sinds(self) -> date | None:
        """The first day that was too late; None when the term has not passed, or there is none."""
        return te_laat_sinds(self.termijn)

    @property
    def is_hernieuwing(self) -> bool:
        """Whether this is an assessment that follows another in the same cycle."""
        return self.soort == Soort.TOETS and self.vorige_id is not None

    @property
    def toets(self) -> "Traject":
        """The assessment that says where and what: this one, or the one that a short road is about."""
        return self.vorige if self.soort != Soort.TOETS and self.vorige else self

    @property
    def variant_label(self) -> str:
        return self.kaderversie.variant(self.variant).label

    @property
    def soort_in_woorden(self) -> str:
        """Which assessment it is, or which other kind of traject."""
        return self.variant_label if self.soort == Soort.TOETS else Soort(self.soort).label

    @property
    def adviesopties(self) -> tuple[Adviesoptie, ...]:
        """The advices that its framework has for it."""
        return self.kaderversie.adviesopties_voor(self.soort, na_melding=self.melding_id is not None)

    @property
    def besluitopties(self) -> tuple[Besluitoptie, ...]:
        """The decisions that its framework has for it."""
        return self.kaderversie.besluitopties_voor(self.soort, na_melding=self.melding_id is not None)

    @property
    def aanduiding(self) -> str:
        """The same for the committee: of an assessment also by whom."""
        door = f" door {self.certificeerder.naam}" if self.soort == Soort.TOETS else ""
        return f"{self.soort_in_woorden}{door}"

    def toont(self, wie: Lidmaatschap, stuk: str) -> bool:
        """Whether the disclosure matrix shows this piece, sooner or later, to the party of this membership."""
        return self.kaderversie.ziet(PARTIJ_VAN_ROL[wie.rol], stuk)

    def is_aan_zet(self, wie: Lidmaatschap) -> bool:
        return wie.rol in ROLLEN_AAN_ZET[self.beurt.wie]

    @property
    def wie_aan_zet(self) -> str:
        """The party at turn, by name where it has one."""
        match self.beurt.wie:
            case AanZet.ORGANISATIE:
                return self.organisatie.naam
            case AanZet.PLANNER:
                return self.certificeerder.naam
        return AanZet(self.beurt.wie).label
