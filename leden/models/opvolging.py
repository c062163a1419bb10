"""What an organisation was called before, and into which other one it went. Everything is worked out from dates:
what begins on a day to come, begins on that day without anybody or anything having to do something."""

from datetime import date
from typing import Any, Self, TypeAlias, TypeVar

import pgtrigger
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone

from leden.models.mensen import Gebruiker, Lidmaatschap
from leden.models.organisaties import Organisatie
from leden.models.triggers import niet_leegmaken

M = TypeVar("M", bound=models.Model)
# A subquery of keys, and what a subquery of organisations can be made of.
Sleutels: TypeAlias = models.QuerySet[Any, Any]
Organisaties: TypeAlias = Organisatie | int | list[Organisatie] | list[int] | Sleutels


class NaamswijzigingQuerySet(models.QuerySet["Naamswijziging"]):
    def onder(self, woorden: str) -> Self:
        """What tells of a name of before, or of one to come, with these words in it."""
        vandaag = timezone.localdate()
        return self.filter(Q(was__icontains=woorden, per__lte=vandaag) | Q(wordt__icontains=woorden, per__gt=vandaag))


class Naamswijziging(models.Model):
    """An organisation got another name on a day; `was` is what it was called until then."""

    organisatie = models.ForeignKey(Organisatie, models.PROTECT, related_name="naamswijzigingen")
    was = models.CharField("was", max_length=160)
    wordt = models.CharField("wordt", max_length=160)
    per = models.DateField("per")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    objects = NaamswijzigingQuerySet.as_manager()

    class Meta:
        verbose_name = "naamswijziging"
        verbose_name_plural = "naamswijzigingen"
        ordering = ["-per"]
        constraints = [
            models.UniqueConstraint(fields=["organisatie", "per"], name="naamswijziging_een_per_dag"),
        ]

    def __str__(self) -> str:
        return f"{self.was} heet per {self.per} {self.wordt}"


class Samenvoeging(models.Model):
    """An organisation went into another on a day, once and for all."""

    organisatie = models.OneToOneField(Organisatie, models.PROTECT, related_name="samenvoeging")
    opgegaan_in = models.ForeignKey(Organisatie, models.PROTECT, related_name="samenvoegingen")
    per = models.DateField("per")
    vastgelegd_op = models.DateTimeField(default=timezone.now, editable=False)
    vastgelegd_door = models.ForeignKey(Gebruiker, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "samenvoeging"
        verbose_name_plural = "samenvoegingen"
        ordering = ["-per", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(organisatie=F("opgegaan_in")), name="samenvoeging_niet_met_zichzelf"),
        ]
        triggers = [
            niet_leegmaken,
            pgtrigger.Trigger(
                name="geen_kring",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    if exists (
                        with recursive verder as (
                            select new.opgegaan_in_id as id
                            union
                            select s.opgegaan_in_id from leden_samenvoeging s join verder v on s.organisatie_id = v.id
                        )
                        select 1 from verder where id = new.organisatie_id
                    ) then
                        raise exception 'samenvoeging: zo gaat een organisatie in zichzelf op'
                            using errcode = 'check_violation';
                    end if;
                    return new;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisatie} gaat per {self.per} op in {self.opgegaan_in}"


class OpvolgingQuerySet(models.QuerySet[M]):
    def op(self, dag: date | None = None) -> Self:
        """What had come about on a day (today)."""
        return self.filter(per__lte=dag or timezone.localdate())


class Opvolging(models.Model):
    """Every organisation in which another one lives on, at the end of any number of mergers, and from when.

    A view in the database, which follows the rows of Samenvoeging. So is Partijband: neither can be out of step.
    """

    pk = models.CompositePrimaryKey("voorganger_id", "opvolger_id")
    voorganger = models.ForeignKey(Organisatie, models.DO_NOTHING, related_name="opvolgingen")
    opvolger = models.ForeignKey(Organisatie, models.DO_NOTHING, related_name="voorgangers")
    per = models.DateField("per")

    objects = OpvolgingQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "leden_opvolging"
        verbose_name = "opvolging"
        verbose_name_plural = "opvolgingen"
        ordering = ["per"]

    def __str__(self) -> str:
        return f"{self.opvolger} volgt {self.voorganger} op per {self.per}"


class Partijband(models.Model):
    """Two organisations are one and the same party from a day, because both live on in the same one; in both directions.

    What one of them may not see or judge, the other may not either.
    """

    pk = models.CompositePrimaryKey("organisatie_id", "met_id")
    organisatie = models.ForeignKey(Organisatie, models.DO_NOTHING, related_name="partijbanden")
    met = models.ForeignKey(Organisatie, models.DO_NOTHING, related_name="+")
    per = models.DateField("per")

    objects = OpvolgingQuerySet.as_manager()

    class Meta:
        managed = False
        db_table = "leden_partijband"
        verbose_name = "partijband"
        verbose_name_plural = "partijbanden"

    def __str__(self) -> str:
        return f"{self.organisatie} en {self.met} zijn één partij per {self.per}"


def met_voorgangers(organisaties: Organisaties, dag: date | None = None) -> Sleutels:
    """Subquery of keys: an organisation and every one that had gone into it on a day (today).

    `organisaties`: one of them, its key, a list of those, or a subquery of keys.
    """
    sleutels = _sleutels(organisaties)
    zelf = Organisatie.objects.filter(pk__in=sleutels).order_by().values("pk")
    return zelf.union(Opvolging.objects.op(dag).filter(opvolger__in=sleutels).order_by().values("voorganger"), all=True)


def voorgangers_van(organisatie: Any) -> ArraySubquery:
    """For use inside a query: keys of every organisation that had gone into this one (OuterRef) by today."""
    return ArraySubquery(Opvolging.objects.op().filter(opvolger=organisatie).order_by().values("voorganger"))


def eigen_organisaties(wie: Lidmaatschap) -> Sleutels | list[int]:
    """Keys of the organisation of a membership, and of every one that had gone into it by today.

    Of the one that a request works as they came along with it (`voorgangers`); of any other it is a subquery.
    """
    if wie.voorgangers is None:
        return met_voorgangers(wie.organisatie_id)
    return [wie.organisatie_id, *wie.voorgangers]


def dezelfde_partij(organisaties: Organisaties, dag: date | None = None) -> Sleutels:
    """Subquery of keys: every organisation that was one and the same party with this one on a day (today).

    An interest with one of them is an interest with all of them. `organisaties` as in `met_voorgangers`.
    """
    sleutels = _sleutels(organisaties)
    zelf = Organisatie.objects.filter(pk__in=sleutels).order_by().values("pk")
    return zelf.union(Partijband.objects.op(dag).filter(organisatie__in=sleutels).order_by().values("met"), all=True)


def genaamd(woorden: str) -> Sleutels:
    """Subquery of keys: every organisation with these words in its name of now or before. One to come is for the bureau only."""
    vandaag = timezone.localdate()
    eerder = Naamswijziging.objects.filter(was__icontains=woorden, per__lte=vandaag).values("organisatie")
    nu = Q(naam__icontains=woorden) | Q(nieuwe_naam__icontains=woorden, nieuwe_naam_per__lte=vandaag)
    return Organisatie.objects.filter(nu | Q(pk__in=eerder)).order_by().values("pk")


def ook_straks_genaamd(woorden: str) -> Sleutels:
    """Subquery of keys for the bureau: every organisation with these words in its name of now, before or later."""
    anders = Naamswijziging.objects.onder(woorden).values("organisatie")
    namen = Q(naam__icontains=woorden) | Q(nieuwe_naam__icontains=woorden) | Q(pk__in=anders)
    return Organisatie.objects.filter(namen).order_by().values("pk")


def gevonden_onder(woorden: str) -> Sleutels:
    """Subquery of keys for the bureau: every organisation that is `ook_straks_genaamd` so, and every one into which one of them goes."""
    zo = ook_straks_genaamd(woorden)
    return zo.union(Opvolging.objects.filter(voorganger__in=zo).order_by().values("opvolger"), all=True)


def met_gevonden_namen(organisaties: models.QuerySet[Organisatie], woorden: str) -> models.QuerySet[Organisatie]:
    """Organisations, each with what tells why a search by these words found it: `andere_namen` and `gekomen`."""
    voorgangers = Opvolging.objects.filter(voorganger__in=ook_straks_genaamd(woorden)).select_related("voorganger")
    return organisaties.prefetch_related(
        Prefetch("naamswijzigingen", Naamswijziging.objects.onder(woorden), to_attr="andere_namen"),
        Prefetch("voorgangers", voorgangers, to_attr="gekomen"),
    )


def _sleutels(organisaties: Organisaties) -> list[int] | Sleutels:
    if isinstance(organisaties, models.QuerySet):
        return organisaties
    rij = organisaties if isinstance(organisaties, list) else [organisaties]
    return [een.pk if isinstance(een, Organisatie) else een for een in rij]
