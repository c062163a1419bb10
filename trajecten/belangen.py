"""Which ties of people with organisations count for a traject: the same rule for pages, for acts and in the database.

A tie is an interest in the register or a membership. It counts from the moment it is known, also when it begins later, until
so long after its end as the cooling-off period of the framework version says (ontwerp § 3.1; docs/keuzes/belangen.md).
"""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import DateField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from leden.models import Belang, Lidmaatschap

ORGANISATIE, BEIDE = ("organisatie",), ("organisatie", "certificeerder")
# A membership that was taken back before its first day never was one.
GAAT_DOOR = Q(tot__isnull=True) | Q(tot__gte=F("van"))


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


def tellende_belangen(organisaties, maanden):
    """Interests in the register that count, with these organisations and this cooling-off period in months."""
    return Belang.objects.die_gelden().filter(na(grens(maanden)), organisatie__in=organisaties)


def tellende_lidmaatschappen(organisaties, maanden):
    """Memberships that count as a tie: of who works there, worked there until shortly, or is going to."""
    return Lidmaatschap.objects.filter(na(grens(maanden)), GAAT_DOOR, organisatie__in=organisaties)


def mensen_met_belang(traject, partijen):
    """Keys of the people with a tie that counts; `partijen`: with whom, ORGANISATIE or BEIDE."""
    organisaties = [getattr(traject, f"{partij}_id") for partij in partijen]
    maanden = traject.kaderversie.afkoelperiode_maanden
    belangen = tellende_belangen(organisaties, maanden).values("gebruiker")
    return belangen.union(tellende_lidmaatschappen(organisaties, maanden).values("gebruiker"))


def heeft_belang(gebruiker, partijen, pad=""):
    """Condition on rows at whose `pad` stands a traject: `gebruiker` (key or OuterRef) has a tie that counts for it."""
    tot = Afkoelgrens(Value(timezone.localdate()), OuterRef(f"{pad}kaderversie__afkoelperiode_maanden"))
    conditie = Q()
    for partij in partijen:
        eigen = {"gebruiker": gebruiker, "organisatie": OuterRef(f"{pad}{partij}")}
        conditie |= Exists(Belang.objects.die_gelden().filter(na(tot), **eigen))
        conditie |= Exists(Lidmaatschap.objects.filter(na(tot), GAAT_DOOR, **eigen))
    return conditie


def sql_belang(gebruiker, traject, ook_certificeerder="false"):
    """The same condition for a trigger; `ook_certificeerder` says when ties with the certifier count too."""
    return f"""exists (
        select 1 from trajecten_traject het_traject
        join normenkader_kaderversie het_kader on het_kader.id = het_traject.kaderversie_id
        join (
            select b.gebruiker_id, b.organisatie_id, b.tot from leden_belang b where b.vervallen_op is null
            union all
            select m.gebruiker_id, m.organisatie_id, m.tot from leden_lidmaatschap m
            where m.tot is null or m.tot >= m.van
        ) band on band.organisatie_id = het_traject.organisatie_id
               or ({ook_certificeerder}) and band.organisatie_id = het_traject.certificeerder_id
        where het_traject.id = {traject} and band.gebruiker_id = {gebruiker}
          and (band.tot is null or band.tot > (now() at time zone '{settings.TIME_ZONE}')::date
                                              - make_interval(months => het_kader.afkoelperiode_maanden))
    )"""
