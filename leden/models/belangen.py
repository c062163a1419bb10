from datetime import date, timedelta
from typing import Self

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.db import models
from django.db.models import Q
from django.utils import timezone

from leden.models.mensen import Gebruiker, GebruikerQuerySet, Lidmaatschap, Rol
from leden.models.opvolging import dezelfde_partij
from leden.models.organisaties import Organisatie
from leden.models.triggers import VANDAAG, niet_leegmaken, sql_heeft_rol

CERTIFICEERDERROLLEN = {Rol.PLANNER, Rol.TOETSER, Rol.CONTROLEUR}
COMMISSIEROLLEN = {Rol.COMMISSIELID, Rol.VOORZITTER, Rol.SECRETARIS}
# Who assesses, checks, advises, decides or prepares the decision keeps the own interests in the register.
ROLLEN_MET_BELANGEN = CERTIFICEERDERROLLEN | COMMISSIEROLLEN
# Who makes an interest of somebody of the committee undone: the secretary, and for the secretary the chair.
OPHEFFERS = {Rol.SECRETARIS, Rol.VOORZITTER}
GELDIG_IN_JAREN = 1
# Whoever ends an interest longer ago changes what others have counted with, and says why.
TERUG_TOT = timedelta(days=31)


def mensen_in_register(wie: Lidmaatschap | None) -> GebruikerQuerySet:
    """People whose interests this membership may read: a planner those of the own certifier, a secretary those of the committee,
    the chair those of the secretary.
    """
    if wie is None:
        return Gebruiker.objects.none()
    lidmaatschappen = Lidmaatschap.objects.geldig()
    match wie.rol:
        case Rol.PLANNER:
            eigen = dezelfde_partij(wie.organisatie_id)
            lidmaatschappen = lidmaatschappen.filter(organisatie__in=eigen, rol__in=CERTIFICEERDERROLLEN)
        case Rol.SECRETARIS:
            lidmaatschappen = lidmaatschappen.filter(rol__in=COMMISSIEROLLEN)
        case Rol.VOORZITTER:
            lidmaatschappen = lidmaatschappen.filter(rol=Rol.SECRETARIS)
        case Rol.LABELBEHEERDER:
            lidmaatschappen = lidmaatschappen.filter(rol__in=ROLLEN_MET_BELANGEN)
        case _:
            return Gebruiker.objects.none()
    return Gebruiker.objects.filter(pk__in=lidmaatschappen.values("gebruiker"))


class BelangQuerySet(models.QuerySet["Belang"]):
    def zichtbaar_voor(self, wie: Lidmaatschap | None) -> Self:
        """The own interests, and those of the people one looks after."""
        if wie is None:
            return self.none()
        return self.filter(Q(gebruiker=wie.gebruiker_id) | Q(gebruiker__in=mensen_in_register(wie).values("pk")))

    def die_gelden(self) -> Self:
        """Without those that turned out to be a mistake."""
        return self.filter(vervallen_op__isnull=True)


class Belang(models.Model):
    """A tie between a person and an organisation that can colour a judgement (uitgangspunten § 2; ISO/IEC 17065 § 4.2)."""

    class Soort(models.TextChoices):
        DIENSTVERBAND = "dienstverband", "dienstverband"
        ADVIES = "advies", "advieswerk"
        BESTUUR = "bestuur", "bestuurs- of toezichtfunctie"
        FAMILIE = "familie", "familieband"

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="belangen")
    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="belangen")
    soort = models.CharField("soort", max_length=16, choices=Soort)
    van = models.DateField("van")
    tot = models.DateField("tot en met", null=True, blank=True)
    toelichting = models.CharField("toelichting", max_length=160, blank=True)
    # It was a mistake; the row stays, since an assignment or a decision may rest on it.
    vervallen_op = models.DateTimeField(null=True, editable=False)
    # Of who sits in the committee: another person made it undone.
    ongedaan_door = models.ForeignKey(
        Gebruiker, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = BelangQuerySet.as_manager()

    class Meta:
        verbose_name = "belang"
        verbose_name_plural = "belangen"
        ordering = ["-van", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=models.F("van")),
                name="belang_tot_na_van",
                violation_error_message="De einddatum ligt voor de begindatum.",
            ),
            models.CheckConstraint(
                condition=Q(ongedaan_door__isnull=True)
                | Q(vervallen_op__isnull=False) & ~Q(ongedaan_door=models.F("gebruiker")),
                name="belang_ongedaan_door_een_ander",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="blijft_staan", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="ongedaan_door_een_ander",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                # Who sits in the committee gets rid of an interest by somebody else only; when it ends is told within 31 days.
                func=f"""
                    if not {sql_heeft_rol("old.gebruiker_id", COMMISSIEROLLEN)} then
                        return new;
                    end if;
                    if old.vervallen_op is null and new.vervallen_op is not null
                        and not {sql_heeft_rol("new.ongedaan_door_id", OPHEFFERS)}
                        or (new.gebruiker_id, new.organisatie_id) is distinct from (old.gebruiker_id, old.organisatie_id)
                        or new.tot < coalesce(old.tot, {VANDAAG} - {TERUG_TOT.days + 1}) then
                        raise exception 'belang: wie in de beheercommissie zit, maakt een eigen belang niet ongedaan'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
            niet_leegmaken,
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.gebruiker} bij {self.organisatie}"

    @property
    def onderwerp(self) -> str:
        """How the log names this interest."""
        return f"belang {self.pk}"

    @property
    def is_voorbij(self) -> bool:
        return self.tot is not None and self.tot < timezone.localdate()

    @property
    def omschrijving(self) -> str:
        """All of it in words, for the log."""
        tot = f"tot en met {self.tot:%d-%m-%Y}" if self.tot else "zonder einddatum"
        toelichting = f" ({self.toelichting})" if self.toelichting else ""
        return f"{self.get_soort_display()} bij {self.organisatie.naam}, van {self.van:%d-%m-%Y} {tot}{toelichting}"


class BevestigingQuerySet(models.QuerySet["Belangenbevestiging"]):
    def geldig(self) -> Self:
        """Of people who said less than a year ago that their interests are right."""
        return self.filter(bevestigd_op__gt=timezone.now() - relativedelta(years=GELDIG_IN_JAREN))


class Belangenbevestiging(models.Model):
    """When a person last said that the own interests in the register are right, also when there are none."""

    gebruiker = models.OneToOneField(Gebruiker, models.PROTECT, related_name="belangenbevestiging")
    bevestigd_op = models.DateTimeField("bevestigd op", null=True)
    # Mails since then that asked for it.
    gevraagd_op = models.DateTimeField(null=True)
    keer_gevraagd = models.PositiveSmallIntegerField(default=0)

    objects = BevestigingQuerySet.as_manager()

    class Meta:
        verbose_name = "bevestiging van belangen"
        verbose_name_plural = "bevestigingen van belangen"

    def __str__(self) -> str:
        return f"Bevestiging van {self.gebruiker}"

    @property
    def verloopt_op(self) -> date | None:
        """The day from which it is asked again."""
        return self.bevestigd_op and timezone.localdate(self.bevestigd_op + relativedelta(years=GELDIG_IN_JAREN))
