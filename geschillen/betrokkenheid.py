"""Who is involved in what a complaint is about, so that somebody else hears it: the same rule for pages, for acts and with its reasons.

The complaint names one organisation: a member, a certifier, the beheercommissie or the bureau. A tie with that organisation, or with
what is one party with it since a merger, keeps somebody from the complaint. What the database refuses besides stands at the model.
"""

from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef, Q, QuerySet, prefetch_related_objects
from django.utils import timezone

from geschillen.namen import lijken_op_elkaar
from leden.models import Belang, Gebruiker, Lidmaatschap, Organisatie, Rol, dezelfde_partij
from leden.models.triggers import VANDAAG
from trajecten.banden import GAAT_DOOR, na
from trajecten.models import Toewijzing

AFSTAND_JAREN = 2


class Band(NamedTuple):
    """A way to be involved: the sentence about it, and the organisations (keys) that it touches."""

    zin: str
    organisaties: QuerySet[Any, Any]


def banden_van(gebruiker: int) -> list[Band]:
    """All ways in which this person (by key) is involved with organisations."""
    grens = timezone.localdate() - relativedelta(years=AFSTAND_JAREN)
    rollen = Lidmaatschap.objects.filter(GAAT_DOOR, na(grens), gebruiker=gebruiker).exclude(rol=Rol.KLACHTBEHANDELAAR)
    belangen = Belang.objects.die_gelden().filter(na(grens), gebruiker=gebruiker)
    teams = Toewijzing.objects.filter(gebruiker=gebruiker)
    return [
        Band("Werkt daar, of deed dat korter dan twee jaar geleden.", rollen.values("organisatie")),
        Band("Heeft daar een belang, of had dat korter dan twee jaar geleden.", belangen.values("organisatie")),
        Band("Was betrokken bij een traject van deze organisatie.", teams.values("traject__organisatie")),
        Band("Was betrokken bij een traject dat deze instelling toetste.", teams.values("traject__certificeerder")),
    ]


def niet_betrokken(gebruiker: int) -> Q:
    """Condition on complaints: this person (by key) can hear them, as far as `redenen_erbuiten` goes."""
    raakt = reduce(or_, (Q(organisatie__in=dezelfde_partij(band.organisaties)) for band in banden_van(gebruiker)))
    return Q(organisatie__isnull=True) | ~raakt


def redenen_erbuiten(organisatie: Organisatie | None, gebruiker: Gebruiker) -> list[str]:
    """Why this person does not hear a complaint about this organisation; empty when nothing stands in the way."""
    if organisatie is None:
        return []
    banden = banden_van(gebruiker.pk)
    raakt = Organisatie.objects.filter(pk=organisatie.pk).values_list(
        *(
            Exists(Organisatie.objects.filter(pk=OuterRef("pk"), pk__in=dezelfde_partij(band.organisaties)))
            for band in banden
        )
    )
    return [band.zin for band, is_zo in zip(banden, raakt.get(), strict=True) if is_zo]


def redenen_bij_naam(naam: str, gebruiker: Gebruiker) -> list[str]:
    """Why this person does not hear a complaint with this typed name, as long as nobody said which organisation that is."""
    eigen = set()
    for band in banden_van(gebruiker.pk):
        eigen |= set(Organisatie.objects.filter(pk__in=dezelfde_partij(band.organisaties)))
    prefetch_related_objects(list(eigen), "naamswijzigingen")
    return [
        f"De naam in de klacht lijkt op {een.naam}, en daar bent u bij betrokken. "
        "Kies welke organisatie het is, of laat de klacht aan een ander."
        for een in sorted(eigen, key=lambda een: een.naam)
        if any(lijken_op_elkaar(naam, zo) for zo in (een.naam, *(rij.was for rij in een.naamswijzigingen.all())))
    ]


def sql_betrokken(gebruiker: str, organisatie: str) -> str:
    """For a trigger: this person works or worked there, or was involved in a traject there."""
    return f"""(
        exists (
            select 1 from leden_lidmaatschap l
            where l.gebruiker_id = {gebruiker} and l.organisatie_id = {organisatie} and l.rol <> 'klachtbehandelaar'
              and (l.tot is null or l.tot >= l.van and l.tot > {VANDAAG} - make_interval(years => {AFSTAND_JAREN}))
        ) or exists (
            select 1 from trajecten_toewijzing w join trajecten_traject t on t.id = w.traject_id
            where w.gebruiker_id = {gebruiker} and {organisatie} in (t.organisatie_id, t.certificeerder_id)
        )
    )"""
