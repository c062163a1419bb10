"""Which ties of people with organisations count for a traject: the same rule for pages, for acts and in the database.

A tie is an interest in the register or a membership. It counts from the moment it is known, also when it begins later, until
so long after its end as the cooling-off period of the framework version says (docs/keuzes/belangen.md).
"""

from datetime import timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from dateutil.relativedelta import relativedelta
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import DateField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from leden.models import Belang, Gebruiker, Lidmaatschap, Organisatie, Rol, dezelfde_partij
from leden.models.mensen import LidmaatschapQuerySet
from leden.models.triggers import VANDAAG

if TYPE_CHECKING:
    from trajecten.models import Traject

# From a tie to what the same person is assigned to.
TEAM = "gebruiker__toewijzingen"
ORGANISATIE, BEIDE = ("organisatie",), ("organisatie", "certificeerder")
# A membership that was taken back before its first day never was one.
GAAT_DOOR = Q(tot__isnull=True) | Q(tot__gte=F("van"))


class Band(models.Model):
    """A tie of a person with an organisation, or with what is one party with it since a merger (then `per` says since when).

    A view in the database, so that querysets and triggers ask the same.
    """

    # Django asks for a primary key. Several ties of a person share it, and nothing fetches one of them.
    gebruiker = models.OneToOneField(Gebruiker, models.DO_NOTHING, primary_key=True, related_name="+")
    organisatie = models.ForeignKey(Organisatie, models.DO_NOTHING, related_name="+")
    tot = models.DateField("tot en met", null=True)
    per = models.DateField("per", null=True)

    class Meta:
        managed = False
        db_table = "trajecten_band"
        verbose_name = "band"
        verbose_name_plural = "banden"

    def __str__(self):
        return f"band van {self.gebruiker} met {self.organisatie}"


class Afkoelgrens(Func):
    """Today minus a number of months that stands in a row: what ended after that day still counts."""

    arity = 2
    template = "(%(expressions)s))"
    arg_joiner = "::date - make_interval(months => "
    output_field = DateField()


def grens(maanden):
    return timezone.localdate() - relativedelta(months=maanden)


def na(dag):
    """Condition: the tie counts when what ended up to and including `dag` is over."""
    return Q(tot__isnull=True) | Q(tot__gt=dag)


def niet_opgegaan(dag):
    """Condition: the membership did not end up to and including `dag` because its organisation went into another."""
    return Q(organisatie__samenvoeging__isnull=True) | Q(organisatie__samenvoeging__per__gt=dag + timedelta(days=1))


def tellende_belangen(organisaties, maanden):
    """Interests in the register that count, with these organisations, or with what is one party with them since a merger,
    and this cooling-off period in months."""
    return Belang.objects.die_gelden().filter(na(grens(maanden)), organisatie__in=dezelfde_partij(organisaties))


def tellende_lidmaatschappen(organisaties, maanden):
    """Memberships that count as a tie: of who works there, worked there until shortly, or is going to."""
    dag = grens(maanden)
    return Lidmaatschap.objects.filter(
        na(dag), niet_opgegaan(dag), GAAT_DOOR, organisatie__in=dezelfde_partij(organisaties)
    )


def mensen_met_belang(traject, partijen):
    """Keys of the people with a tie that counts; `partijen`: with whom, ORGANISATIE or BEIDE."""
    organisaties = [getattr(traject, f"{partij}_id") for partij in partijen]
    return (
        _banden(grens(traject.kaderversie.afkoelperiode_maanden))
        .filter(organisatie__in=organisaties)
        .values("gebruiker")
    )


def planners(traject: "Traject") -> LidmaatschapQuerySet:
    """Memberships of who can plan this traject: at its certifier, and without an interest in the organisation."""
    bij_de_certificeerder = Lidmaatschap.objects.geldig().filter(
        organisatie__in=dezelfde_partij(traject.certificeerder_id), rol=Rol.PLANNER
    )
    return bij_de_certificeerder.exclude(gebruiker__in=mensen_met_belang(traject, ORGANISATIE))


def heeft_belang(gebruiker, partijen, pad=""):
    """Condition on rows at whose `pad` stands a traject: `gebruiker` (key or OuterRef) has a tie that counts for it."""
    return Exists(_banden_van(partijen, pad).filter(gebruiker=gebruiker))


def teams_met_belang(rollen):
    """Ties that count of people with the organisation of a traject that they are toegewezen to in one of these roles, at `TEAM`.

    From the ties on, which are then reckoned once: asked of each assignment, they are reckoned as often as there are assignments.
    """
    tot = Afkoelgrens(Value(timezone.localdate()), F(f"{TEAM}__traject__kaderversie__afkoelperiode_maanden"))
    # In one condition, so that all is about the same assignment.
    toegewezen = {f"{TEAM}__traject__organisatie": F("organisatie"), f"{TEAM}__rol__in": rollen}
    return Band.objects.filter(Q(per__isnull=True) | Q(per__lte=timezone.localdate()), na(tot), **toegewezen)


def wie_een_belang_heeft(partijen, pad=""):
    """Keys of the people with a tie that counts, of each of the rows at whose `pad` stands a traject."""
    return ArraySubquery(_banden_van(partijen, pad).values("gebruiker"))


def _banden_van(partijen, pad):
    tot = Afkoelgrens(Value(timezone.localdate()), OuterRef(f"{pad}kaderversie__afkoelperiode_maanden"))
    met = reduce(or_, (Q(organisatie=OuterRef(f"{pad}{partij}")) for partij in partijen))
    return _banden(tot).filter(met)


def _banden(tot):
    """Ties of today that count when what ended up to and including the day `tot` is over."""
    return Band.objects.filter(Q(per__isnull=True) | Q(per__lte=timezone.localdate()), na(tot))


def sql_belang(gebruiker, traject, ook_certificeerder="false"):
    """The same condition for a trigger; `ook_certificeerder` says when ties with the certifier count too."""
    return f"""exists (
        select 1 from trajecten_traject het_traject
        join normenkader_kaderversie het_kader on het_kader.id = het_traject.kaderversie_id
        join trajecten_band band on band.organisatie_id = het_traject.organisatie_id
                                 or ({ook_certificeerder}) and band.organisatie_id = het_traject.certificeerder_id
        where het_traject.id = {traject} and band.gebruiker_id = {gebruiker}
          and (band.per is null or band.per <= {VANDAAG})
          and (band.tot is null or band.tot > {VANDAAG}
                                              - make_interval(months => het_kader.afkoelperiode_maanden))
    )"""
