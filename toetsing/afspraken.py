"""The days and talks of a programme as dates in a calendar: once it is fixed, for as long as the traject was not stopped."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from berichten.kalender import Afspraak, op_dag, sinds, versie
from leden.models import Lidmaatschap, Rol
from toetsing.models import Gesprek, Toetsdag
from toetsing.models.programma import NOG_NIET_VAST
from trajecten.levensloop import GESTOPT, Status
from trajecten.models import Traject


def gaat_door(traject: Traject) -> bool:
    """Whether others can count on the programme of this traject; on hold it may still take place."""
    return not {traject.status, traject.aangehouden_vanuit} & {*NOG_NIET_VAST, *GESTOPT}


def van_dagen(dagen: QuerySet[Toetsdag]) -> list[Afspraak]:
    """Days at an organisation: from the first talk to the last, or whole when there is none."""
    met_uren = dagen.select_related("traject__organisatie").annotate(
        eerste=Min("gesprekken__begin"), laatste=Max("gesprekken__eind"), versie=versie("traject", "traject__nummer")
    )
    return [
        Afspraak(
            sleutel=f"toetsdag-{dag.pk}",
            titel=f"Toetsdag, traject {dag.traject.nummer}",
            **_uren(dag, dag.eerste, dag.laatste),
            **_van_het_traject(dag),
        )
        for dag in met_uren
        if gaat_door(dag.traject)
    ]


def van_gesprekken(gesprekken: QuerySet[Gesprek]) -> list[Afspraak]:
    """Talks, each with the group of people that it is with."""
    volledig = gesprekken.select_related("dag", "traject__organisatie", "traject__kaderversie")
    return [
        Afspraak(
            sleutel=f"gesprek-{gesprek.pk}",
            titel=f"Gesprek {gesprek.nummer} met {gesprek.groep_label}, traject {gesprek.traject.nummer}",
            plaats=gesprek.plaats,
            **_uren(gesprek.dag, gesprek.begin, gesprek.eind),
            **_van_het_traject(gesprek),
        )
        for gesprek in volledig.annotate(versie=versie("traject", "traject__nummer"))
        if gaat_door(gesprek.traject)
    ]


def _uren(dag, begin, eind):
    if begin is None:
        return op_dag(dag.datum)
    return {
        naam: timezone.make_aware(datetime.combine(dag.datum, tijd))
        for naam, tijd in (("begin", begin), ("eind", eind))
    }


def _van_het_traject(rij):
    traject = rij.traject
    return {
        "versie": rij.versie,
        "pad": reverse("programma", args=[traject.nummer]),
        "onderwerpen": frozenset({traject.onderwerp}),
        "bij": traject.organisatie.naam,
        "stand": "TENTATIVE" if traject.status == Status.AANGEHOUDEN else "CONFIRMED",
    }


def _dagen(wie: Lidmaatschap) -> list[Afspraak]:
    return van_dagen(Toetsdag.objects.zichtbaar_voor(wie).filter(datum__gte=sinds()))


def _eigen_gesprekken(wie: Lidmaatschap) -> list[Afspraak]:
    eigen = Gesprek.objects.zichtbaar_voor(wie).filter(gesprekstoetsers__toetser=wie.gebruiker_id)
    return van_gesprekken(eigen.filter(dag__datum__gte=sinds()))


# A controleur reads along afterwards, and is nowhere at a time.
PER_ROL: dict[str, Callable[[Lidmaatschap], list[Afspraak]]] = {
    Rol.KWALITEITSMEDEWERKER: _dagen,
    Rol.BESTUURDER: _dagen,
    Rol.PLANNER: _dagen,
    Rol.TOETSER: _eigen_gesprekken,
}


def van_het_programma(wie: Lidmaatschap) -> list[Afspraak]:
    """What comes of the programmes into the calendar of this membership."""
    geven = PER_ROL.get(wie.rol)
    return geven(wie) if geven else []
