"""Meetings as dates in a calendar: for the beheercommissie itself, and the day on which a traject is discussed for who waits for it."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from beheercommissie.models import Agendapunt, Vergadering
from beheercommissie.models.vergaderingen import COMMISSIE
from berichten.kalender import Afspraak, op_dag, sinds, versie
from leden.models import Lidmaatschap, Rol
from trajecten.levensloop import GESTOPT
from trajecten.models import Traject


def van_vergaderingen(vergaderingen: QuerySet[Vergadering]) -> list[Afspraak]:
    """Meetings, each about the trajecten on its agenda too; one without hours takes a whole day."""
    rijen = vergaderingen.annotate(nummer=Cast("pk", CharField())).annotate(versie=versie("vergadering", "nummer"))
    op_de_agenda = defaultdict(set)
    for punt in Agendapunt.objects.op_de_agenda().filter(vergadering__in=vergaderingen).voor_lijst():
        op_de_agenda[punt.vergadering_id].add(punt.traject.onderwerp)
    return [
        Afspraak(
            sleutel=f"vergadering-{vergadering.pk}",
            versie=vergadering.versie,
            titel="Einde van een schriftelijke procedure"
            if vergadering.is_schriftelijk
            else "Vergadering van de beheercommissie",
            plaats=f"{vergadering.plaats} of {vergadering.link}" if vergadering.link else vergadering.plaats,
            pad=vergadering.get_absolute_url(),
            onderwerpen=frozenset({vergadering.onderwerp, *op_de_agenda[vergadering.pk]}),
            **_wanneer(vergadering),
        )
        for vergadering in rijen
    ]


def _wanneer(vergadering: Vergadering) -> dict[str, Any]:
    if vergadering.begin is None or vergadering.eind is None:
        return op_dag(vergadering.datum)
    uren = {"begin": vergadering.begin, "eind": vergadering.eind}
    return {naam: timezone.make_aware(datetime.combine(vergadering.datum, uur)) for naam, uur in uren.items()}


def _eigen_vergaderingen(wie: Lidmaatschap) -> list[Afspraak]:
    """What was called off is not in it, so that a calendar drops it."""
    gaan_door = Vergadering.objects.zichtbaar_voor(wie).filter(datum__gte=sinds(), afgezegd_op__isnull=True)
    return van_vergaderingen(gaan_door)


def _besprekingen(wie: Lidmaatschap) -> list[Afspraak]:
    """The days on which the committee discusses a traject that this membership sees."""
    trajecten = Traject.objects.zichtbaar_voor(wie).exclude(status__in=GESTOPT)
    punten = Agendapunt.objects.op_de_agenda().filter(traject__in=trajecten, vergadering__datum__gte=sinds())
    return [
        Afspraak(
            sleutel=f"agendapunt-{punt.pk}",
            versie=punt.versie,
            titel=f"De beheercommissie stemt tot en met vandaag over traject {punt.traject.nummer}"
            if punt.vergadering.is_schriftelijk
            else f"De beheercommissie bespreekt traject {punt.traject.nummer}",
            bij=punt.traject.organisatie.naam,
            pad=punt.traject.get_absolute_url(),
            onderwerpen=frozenset({punt.traject.onderwerp}),
            is_bezet=False,
            **op_dag(punt.vergadering.datum),
        )
        for punt in punten.voor_lijst()
        .select_related("vergadering")
        .annotate(versie=versie("traject", "traject__nummer"))
    ]


PER_ROL: dict[str, Callable[[Lidmaatschap], list[Afspraak]]] = {
    **dict.fromkeys(COMMISSIE, _eigen_vergaderingen),
    **dict.fromkeys((Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER, Rol.PLANNER), _besprekingen),
}


def van_de_commissie(wie: Lidmaatschap) -> list[Afspraak]:
    """What comes of the committee into the calendar of this membership."""
    geven = PER_ROL.get(wie.rol)
    return geven(wie) if geven else []
