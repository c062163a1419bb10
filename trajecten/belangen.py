"""Which ties of people with organisations count for a traject: the same rule for pages, for acts and in the database.

A tie is an interest in the register or a membership. It counts from the moment it is known, also when it begins later, until
so long after its end as the cooling-off period of the framework version says (ontwerp § 3.1; docs/keuzes/belangen.md).
"""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db.models import DateField, Exists, F, Func, OuterRef, Q, Value
from django.utils import timezone

from leden.models import Belang, Lidmaatschap, Partijband, dezelfde_partij

ORGANISATIE, BEIDE = ("organisatie",), ("organisatie", "certificeerder")
# The day that the clock on the wall shows, as in Python; `current_date` would be that of the database connection.
VANDAAG = f"(now() at time zone '{settings.TIME_ZONE}')::date"
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


def niet_opgegaan(dag):
    """Condition: the membership did not end up to and including `dag` because its organisation went into another."""
    return Q(organisatie__samenvoeging__isnull=True) | Q(organisatie__samenvoeging__per__gt=dag)


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
    maanden = traject.kaderversie.afkoelperiode_maanden
    belangen = tellende_belangen(organisaties, maanden).values("gebruiker")
    return belangen.union(tellende_lidmaatschappen(organisaties, maanden).values("gebruiker"))


def heeft_belang(gebruiker, partijen, pad=""):
    """Condition on rows at whose `pad` stands a traject: `gebruiker` (key or OuterRef) has a tie that counts for it."""
    tot = Afkoelgrens(Value(timezone.localdate()), OuterRef(f"{pad}kaderversie__afkoelperiode_maanden"))
    conditie, samen = Q(), Partijband.objects.op()
    for partij in partijen:
        waar = f"{pad}{partij}"
        conditie |= _een_band(tot, gebruiker=gebruiker, organisatie=OuterRef(waar))
        # Few organisations ever merge, so this asks first whether this is one of them.
        verwant = samen.filter(organisatie=OuterRef(OuterRef(waar))).values("met")
        conditie |= Q(**{f"{waar}__in": samen.values("organisatie")}) & _een_band(
            tot, gebruiker=gebruiker, organisatie__in=verwant
        )
    return conditie


def _een_band(tot, **eigen):
    return Q(Exists(Belang.objects.die_gelden().filter(na(tot), **eigen))) | Q(
        Exists(Lidmaatschap.objects.filter(na(tot), niet_opgegaan(tot), GAAT_DOOR, **eigen))
    )


def sql_belang(gebruiker, traject, ook_certificeerder="false"):
    """The same condition for a trigger; `ook_certificeerder` says when ties with the certifier count too."""
    return f"""exists (
        select 1 from trajecten_traject het_traject
        join normenkader_kaderversie het_kader on het_kader.id = het_traject.kaderversie_id
        join (
            select b.gebruiker_id, b.organisatie_id, b.tot from leden_belang b where b.vervallen_op is null
            union all
            select m.gebruiker_id, m.organisatie_id, least(m.tot, s.per - 1) from leden_lidmaatschap m
            left join leden_samenvoeging s on s.organisatie_id = m.organisatie_id
            where m.tot is null or m.tot >= m.van
        ) band on band.organisatie_id = het_traject.organisatie_id
               or ({ook_certificeerder}) and band.organisatie_id = het_traject.certificeerder_id
               or exists (
                   select 1 from leden_partijband samen
                   where samen.met_id = band.organisatie_id and samen.per <= {VANDAAG}
                     and (samen.organisatie_id = het_traject.organisatie_id
                          or ({ook_certificeerder}) and samen.organisatie_id = het_traject.certificeerder_id)
               )
        where het_traject.id = {traject} and band.gebruiker_id = {gebruiker}
          and (band.tot is null or band.tot > {VANDAAG}
                                              - make_interval(months => het_kader.afkoelperiode_maanden))
    )"""
