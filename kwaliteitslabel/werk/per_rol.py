"""How much waits in each role of one person, in one statement: what Mijn werk of that role shows."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, IntegerField, QuerySet, Value

from kwaliteitslabel.werk.plannenwerk import te_doen_per_traject
from kwaliteitslabel.werk.postwerk import na_te_lezen
from kwaliteitslabel.werk.verzoekwerk import verzoeken_aan
from kwaliteitslabel.werk.werkvoorraad import aan_zet
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap
from trajecten.models import Melding


def wacht_per_rol(nu: Lidmaatschap, lidmaatschappen: Iterable[Lidmaatschap]) -> dict[int, int]:
    """For each of these memberships, by key, how much waits; of the one that works now only what stands on pages."""
    rijen = [
        teller
        for een in lidmaatschappen
        for teller in (_geteld(een, aan_zet(een), "pk"), *(() if een == nu else _erbij(een)))
    ]
    eerste, *andere = rijen
    aantallen: Counter[int] = Counter()
    for lidmaatschap, aantal in eerste.union(*andere, all=True).values_list("lidmaatschap", "aantal"):
        aantallen[lidmaatschap] += aantal
    return {een.pk: aantallen[een.pk] for een in lidmaatschappen}


def _erbij(wie: Lidmaatschap) -> Iterator[QuerySet[Any, Any]]:
    """What waits beside the trajecten in which it is at turn."""
    for rijen in verzoeken_aan(wie):
        yield _geteld(wie, rijen, "pk")
    for plannen in te_doen_per_traject(wie):
        yield _geteld(wie, plannen, "traject")
    if heeft_rol(wie, Handeling.BRIEF_NALEZEN):
        yield _geteld(wie, na_te_lezen(wie), "pk")
    if heeft_rol(wie, Handeling.MELDING_WEGEN):
        yield _geteld(wie, Melding.objects.te_wegen(wie), "pk")


def _geteld(wie: Lidmaatschap, rijen: QuerySet[Any, Any], wat: str) -> QuerySet[Any, Any]:
    """So many different ones."""
    eigen = rijen.order_by().values(lidmaatschap=Value(wie.pk, IntegerField()))
    return eigen.annotate(aantal=Count(wat, distinct=True)).values("lidmaatschap", "aantal")
