"""Improvement plans: one plan for one or more improvement points, and another day that is asked for one."""

from datetime import timedelta
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from huisstijl.templatetags.opmaak import opsomming, te_laat_sinds
from leden.models import Gebruiker, Lidmaatschap, Opvolging, Rol, met_voorgangers
from leden.models.triggers import niet_leegmaken
from normenkader.models import Inzage, Partij, Stuk
from toetsing.models.bevindingen import Bevinding
from trajecten.levensloop import GESTOPT, Status
from trajecten.models import PARTIJ_VAN_ROL, TEAM_WERKT, StukQuerySet, Traject

# So long before the day that was promised, the organisation hears of it.
BIJNA_KLAAR = timedelta(days=14)


class VerbeterplanQuerySet(StukQuerySet["Verbeterplan"]):
    stuk = Stuk.VERBETERPLANNEN
    schrijvers = (Partij.ORGANISATIE,)
    nog_van_de_schrijvers = (Status.VERBETERPLANNEN,)
    ook_bij_vervolg = True

    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """By the matrix; and to who assesses the same organisation now, the plans of before: they look at what came of those."""
        van_het_traject = super().zichtbaar_voor(wie)
        if wie is None or wie.rol != Rol.TOETSER:
            return van_het_traject
        plannen = Verbeterplan.objects
        return self.filter(
            Q(pk__in=van_het_traject.order_by().values("pk"))
            | Q(pk__in=plannen.eerder_bij(trajecten_in_onderzoek(wie)).order_by().values("pk"))
        )

    def eerder_bij(self, trajecten: "models.QuerySet[Traject]") -> Self:
        """Agreed plans of other trajecten of the organisations of these, as far as assessors may read them."""
        leesbaar = Inzage.objects.filter(
            kaderversie=OuterRef("traject__kaderversie"), stuk=self.stuk, partij=Partij.TOETSERS
        )
        return (
            self.eigen()
            .filter(
                Exists(leesbaar),
                goedgekeurd_op__isnull=False,
                traject__organisatie__in=met_voorgangers(trajecten.order_by().values("organisatie")),
            )
            .exclude(traject__in=trajecten)
            .exclude(traject__status__in=GESTOPT)
        )

    def stand_zichtbaar_voor(self, wie: Lidmaatschap) -> Self:
        """Plans of which this membership may know how far they are. The bureau reads no plan, and knows of every traject."""
        if PARTIJ_VAN_ROL.get(wie.rol) == Partij.BUREAU:
            return self.filter(traject__in=Traject.objects.zichtbaar_voor(wie))
        return self.zichtbaar_voor(wie)

    def eigen(self) -> Self:
        """Plans as such: not the rows of points that another plan answers."""
        return self.filter(valt_onder__isnull=True)

    def met_punten(self) -> Self:
        """With every improvement point that each plan answers."""
        ook_over = Verbeterplan.objects.select_related("bevinding__norm")
        return self.select_related("bevinding__norm").prefetch_related(Prefetch("ook_over", ook_over))

    def met_stand(self) -> Self:
        """With how far each is: `is_voldaan` (as assessors found in a follow-up), `is_klaar` (that, or reported ready),
        `vraagt_andere_dag`, and `onbeantwoord` (progress without an answer)."""
        zelfde = Verbeterplan.objects.filter(pk=OuterRef("pk"))
        voldaan = zelfde.filter(vervolgpunten__oordeel="voldaan", vervolgpunten__opgeleverd_op__isnull=False)
        return self.annotate(
            is_voldaan=Exists(voldaan),
            is_klaar=Exists(voldaan) | Exists(zelfde.filter(voortgang__is_klaar=True)),
            onbeantwoord=Exists(
                zelfde.filter(voortgang__gemeld_op__isnull=False, voortgang__beantwoord_op__isnull=True)
            ),
            vraagt_andere_dag=Exists(Planuitstel.objects.open().filter(plan=OuterRef("pk"))),
        )

    def na_akkoord(self) -> Self:
        """Agreed, in trajecten that did not stop, with how far each is."""
        akkoord = self.eigen().met_stand().filter(goedgekeurd_op__isnull=False)
        return akkoord.exclude(traject__status__in=GESTOPT)

    def lopend(self) -> Self:
        """Agreed, and neither reported nor found ready."""
        return self.na_akkoord().filter(is_klaar=False)

    def te_melden(self) -> Self:
        """Of which the organisation tells how they are. Not while another day waits for an answer: silence of the certifier costs it
        nothing."""
        return self.lopend().filter(vraagt_andere_dag=False)

    def te_laat(self) -> Self:
        """Past their day."""
        return self.te_melden().filter(klaar_op__lt=timezone.localdate())


def trajecten_in_onderzoek(wie: Lidmaatschap) -> "models.QuerySet[Traject]":
    """Trajecten under way in which this membership is in the team."""
    return Traject.objects.zichtbaar_voor(wie).filter(status__in=TEAM_WERKT)


class Verbeterplan(models.Model):
    """What the organisation is going to do about an improvement point, or about several (uitgangspunten § 15).

    Every improvement point has one row. The row of a point that the plan of another answers refers to that plan (`valt_onder`),
    and keeps what was written in it for when the choice is undone.
    """

    TEKSTEN = ("oorzaak", "actie", "merkbaar")

    # What `met_stand` of the queryset tells.
    is_voldaan: bool
    is_klaar: bool
    onbeantwoord: bool
    vraagt_andere_dag: bool

    traject = models.ForeignKey(Traject, models.CASCADE, related_name="verbeterplannen")
    bevinding = models.OneToOneField(Bevinding, models.PROTECT, related_name="verbeterplan")
    valt_onder = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="ook_over")
    oorzaak = models.TextField("waardoor komt het", blank=True)
    actie = models.TextField("wat gaat u doen", blank=True)
    # Plans of before it was asked do without.
    merkbaar = models.TextField("wat merkt de bewoner hiervan", blank=True)
    eigenaar = models.CharField("wie zorgt ervoor (een functie)", max_length=120, blank=True)
    klaar_op = models.DateField("wanneer is het klaar", null=True, blank=True)
    goedgekeurd_op = models.DateTimeField(null=True, editable=False)
    goedgekeurd_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    # Progress that the organisation is typing until it is reported, and the other day that it is going to ask for.
    voortgang_klad = models.TextField("hoe staat het ermee", blank=True)
    verhaal_klad = models.TextField("wat veranderde er voor een bewoner", blank=True)
    uitstel_klad = models.TextField("waarom een andere dag", blank=True)
    uitstel_dag = models.DateField("welke dag", null=True, blank=True)

    objects = VerbeterplanQuerySet.as_manager()

    class Meta:
        verbose_name = "verbeterplan"
        verbose_name_plural = "verbeterplannen"
        ordering = ["bevinding__norm__volgorde", "pk"]
        indexes = [models.Index(fields=["klaar_op", "id"], name="verbeterplan_op_datum")]
        constraints = [
            models.CheckConstraint(
                condition=Q(goedgekeurd_op__isnull=True, goedgekeurd_door__isnull=True)
                | Q(goedgekeurd_op__isnull=False, goedgekeurd_door__isnull=False),
                name="verbeterplan_goedgekeurd_door_en_op",
            )
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Protect(
                name="goedgekeurd_is_vast",
                operation=pgtrigger.UpdateOf(
                    "oorzaak", "actie", "merkbaar", "eigenaar", "goedgekeurd_op", "valt_onder_id"
                )
                | pgtrigger.Delete,
                condition=pgtrigger.Q(old__goedgekeurd_op__isnull=False),
            ),
            pgtrigger.Trigger(
                name="andere_dag_met_akkoord",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("klaar_op"),
                condition=pgtrigger.Q(
                    old__goedgekeurd_op__isnull=False, old__klaar_op__df=pgtrigger.F("new__klaar_op")
                ),
                func="""
                    if not exists (
                        select 1 from toetsing_planuitstel u
                        where u.plan_id = old.id and u.antwoord = 'akkoord'
                          and u.oud = old.klaar_op and u.nieuw = new.klaar_op
                    ) then
                        raise exception 'verbeterplan: de dag verandert alleen met akkoord'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            # A point is answered by one plan, and that plan is of the same traject and answers its own point.
            pgtrigger.Trigger(
                name="valt_onder_een_plan",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("valt_onder_id", "traject_id"),
                condition=pgtrigger.Q(new__valt_onder__isnull=False),
                func="""
                    if exists (select 1 from toetsing_verbeterplan p where p.valt_onder_id = new.id)
                        or not exists (
                            select 1 from toetsing_verbeterplan p
                            where p.id = new.valt_onder_id and p.id <> new.id and p.traject_id = new.traject_id
                              and p.valt_onder_id is null and p.goedgekeurd_op is null
                        ) then
                        raise exception 'verbeterplan: een punt valt onder een plan van hetzelfde traject'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self):
        return f"Verbeterplan bij {self.bevinding.norm.nummer}"

    def get_absolute_url(self):
        return reverse("verbeterplan", args=[self.traject.nummer, self.pk])

    @property
    def bevindingen(self) -> list[Bevinding]:
        """The improvement points that this plan answers, its own first."""
        return [self.bevinding, *(een.bevinding for een in self.ook_over.all())]

    @property
    def normen(self) -> str:
        """The norms that it is about, in words: O1 en O3."""
        return opsomming(dict.fromkeys(een.norm.nummer for een in self.bevindingen))

    @property
    def is_te_laat(self) -> bool:
        """The same as `te_laat` of the queryset."""
        return not (self.is_klaar or self.vraagt_andere_dag) and te_laat_sinds(self.klaar_op) is not None

    @property
    def stand(self) -> str:
        """How far an agreed plan is, in words."""
        if self.is_voldaan:
            return "Voldaan"
        if self.is_klaar:
            return "Klaar gemeld"
        if self.vraagt_andere_dag:
            return "Vraagt een andere dag"
        return "Te laat" if self.is_te_laat else "Loopt"

    def bekeken_vanuit(self, wie: Lidmaatschap) -> list[Traject]:
        """The trajecten from which this assessor looks at what came of the plan, newest first: those under way of the organisation
        that answers for it now, and the traject of the plan itself."""
        opvolgers = Opvolging.objects.op().filter(voorganger=self.traject.organisatie_id).values("opvolger")
        van_nu = Q(organisatie=self.traject.organisatie_id) | Q(organisatie__in=opvolgers)
        trajecten = Traject.objects.zichtbaar_voor(wie).voor_lijst()
        return list(trajecten.filter(Q(van_nu, status__in=TEAM_WERKT) | Q(pk=self.traject_id)).order_by("-pk"))


class PlanuitstelQuerySet(StukQuerySet["Planuitstel"]):
    stuk = Stuk.VERBETERPLANNEN
    pad = "plan__traject"

    def open(self) -> Self:
        """Those that wait for an answer of the certifier."""
        return self.filter(antwoord="")


class Planuitstel(models.Model):
    """Another day for an agreed plan, asked by the organisation with a reason. Only a yes of the certifier moves the day."""

    class Antwoord(models.TextChoices):
        AKKOORD = "akkoord", "akkoord"
        NIET = "niet", "niet akkoord"

    plan = models.ForeignKey(Verbeterplan, models.CASCADE, related_name="uitstellen")
    oud = models.DateField(editable=False)
    nieuw = models.DateField("welke dag")
    reden = models.TextField("reden", max_length=2000)
    gevraagd_op = models.DateTimeField(default=timezone.now, editable=False)
    gevraagd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")
    antwoord = models.CharField(max_length=8, choices=Antwoord, blank=True)
    uitleg = models.TextField("uitleg", max_length=2000, blank=True)
    beantwoord_op = models.DateTimeField(null=True, editable=False)
    beantwoord_door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")

    objects = PlanuitstelQuerySet.as_manager()

    class Meta:
        verbose_name = "andere dag voor een verbeterplan"
        verbose_name_plural = "andere dagen voor verbeterplannen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(antwoord=""), name="planuitstel_een_tegelijk"),
            models.CheckConstraint(condition=Q(nieuw__gt=F("oud")), name="planuitstel_is_later"),
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True, beantwoord_door__isnull=True)
                | Q(antwoord="akkoord", beantwoord_op__isnull=False, beantwoord_door__isnull=False)
                | Q(antwoord="niet", beantwoord_op__isnull=False, beantwoord_door__isnull=False, uitleg__gt=""),
                name="planuitstel_beantwoord_of_niet",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="niet_weg", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="vraag_blijft",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("plan", "oud", "nieuw", "reden", "gevraagd_op", "gevraagd_door"),
            ),
            pgtrigger.Protect(
                name="antwoord_is_vast",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__antwoord__gt=""),
            ),
            niet_leegmaken,
        ]

    def __str__(self):
        return f"Andere dag voor {self.plan}"

    @property
    def traject(self):
        return self.plan.traject
