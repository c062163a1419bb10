"""Who can decide on an item of an agenda, and how many votes that takes: one rule for what is expected and for what is counted.

It is a rule over the members without an interest, whether they come or not. The trigger on a decision asks the same in SQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from beheercommissie.models import STEMMERS, Agendapunt, Belangverklaring, Reglement
from leden.models import Lidmaatschap
from leden.models.mensen import LidmaatschapQuerySet
from trajecten.banden import BEIDE, wie_een_belang_heeft

GEEN = Belangverklaring.Uitkomst.GEEN


@dataclass(frozen=True)
class Quorum:
    """Of one item: the members (by key) without an interest, those of them who said so, and how many votes a decision needs."""

    zonder_belang: frozenset[int]
    verklaard: frozenset[int]
    nodig: int

    @property
    def is_haalbaar(self) -> bool:
        """Whether there are enough members without an interest, when all of them vote."""
        return len(self.zonder_belang) >= self.nodig


def stemgerechtigden() -> LidmaatschapQuerySet:
    """Members that can take part today, by their term of office."""
    return Lidmaatschap.objects.geldig().filter(rol__in=STEMMERS)


def quorum_van(agendapunt: Agendapunt) -> Quorum:
    """Of one item."""
    return quora([agendapunt])[agendapunt.pk]


def quora(agendapunten: Iterable[Agendapunt]) -> dict[int, Quorum]:
    """Of each item, in as many queries as for one. Who did not say anything yet, and has no tie that is known, has no interest."""
    reglement = Reglement.objects.nu()
    leden = frozenset(stemgerechtigden().values_list("gebruiker", flat=True))
    rijen = (
        Agendapunt.objects.filter(pk__in=[punt.pk for punt in agendapunten])
        .annotate(
            met_band=wie_een_belang_heeft(BEIDE, "traject__"),
            buiten=_wie_zei(Belangverklaring.objects.exclude(uitkomst=GEEN)),
            geen=_wie_zei(Belangverklaring.objects.filter(uitkomst=GEEN)),
        )
        .values_list("pk", "met_band", "buiten", "geen")
    )
    uitkomst = {}
    for pk, met_band, buiten, geen in rijen:
        zonder_belang = leden - {*met_band, *buiten}
        uitkomst[pk] = Quorum(zonder_belang, zonder_belang & {*geen}, reglement.nodig(len(zonder_belang)))
    return uitkomst


def _wie_zei(verklaringen: QuerySet[Belangverklaring]) -> ArraySubquery:
    return ArraySubquery(verklaringen.order_by().filter(agendapunt=OuterRef("pk")).values("gebruiker"))


def te_weinig_leden(agendapunten: Iterable[Agendapunt]) -> list[Agendapunt]:
    """Those on which too many members have an interest, so that nobody can ever decide as it is."""
    punten = list(agendapunten)
    per_punt = quora(punten) if punten else {}
    return [punt for punt in punten if not per_punt[punt.pk].is_haalbaar]
