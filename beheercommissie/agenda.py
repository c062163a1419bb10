"""The agenda of a meeting: trajecten and bespreekpunten in one order, with the hour at which each begins."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from django.utils.formats import time_format

from beheercommissie.models import Agendapunt, Bespreekpunt, Vergadering
from huisstijl.templatetags.opmaak import dag
from normenkader.models import Kaderversie

Punt = Agendapunt | Bespreekpunt


def punten_van(vergadering: Vergadering) -> list[Punt]:
    """What stands on the agenda, in order; without the packs."""
    return op_volgorde(
        vergadering.agendapunten.op_de_agenda().select_related("traject__organisatie").defer("dossier"),
        vergadering.bespreekpunten.all(),
    )


def op_volgorde(trajecten: Iterable[Agendapunt], andere: Iterable[Bespreekpunt]) -> list[Punt]:
    """Both kinds as one list."""
    return sorted([*trajecten, *andere], key=lambda punt: (punt.volgnummer, not punt.is_traject))


def met_kaders(agendapunten: Iterable[Agendapunt]) -> list[Agendapunt]:
    """These items, each framework fetched once: it is large, and many items have the same."""
    rijen = list(agendapunten)
    kaders = Kaderversie.objects.in_bulk({een.traject.kaderversie_id for een in rijen})
    for een in rijen:
        een.traject.kaderversie = kaders[een.traject.kaderversie_id]
    return rijen


def sleutel(punt: Punt) -> str:
    """How a form names an item."""
    return f"{'traject' if punt.is_traject else 'punt'}-{punt.pk}"


def op_de_klok(uur: time | None) -> str:
    """An hour as people say it: 9.30."""
    return time_format(uur, "G.i") if uur else ""


def wanneer(datum: date, begin: time | None, eind: time | None, plaats: str) -> str:
    """When and where a meeting is, as a sentence that begins with the day."""
    uren = f", {op_de_klok(begin)} tot {op_de_klok(eind)} uur" if begin else ""
    return f"{dag(datum)}{uren}. {plaats}."


def met_tijd(vergadering: Vergadering) -> str:
    """A meeting in words: when, and where."""
    uur = f", {op_de_klok(vergadering.begin)} uur" if vergadering.begin else ""
    return f"{dag(vergadering.datum)}{uur}, {vergadering.plaats}"


def tijden(vergadering: Vergadering, punten: Iterable[Punt]) -> Iterator[tuple[Punt, time | None]]:
    """Each item with the hour at which it begins, when the meeting has hours."""
    klok = vergadering.begin and datetime.combine(vergadering.datum, vergadering.begin)
    for punt in punten:
        yield punt, klok and klok.time()
        klok = klok and klok + timedelta(minutes=punt.minuten)


def uitloop(vergadering: Vergadering, punten: Iterable[Punt]) -> int:
    """By how many minutes the items together are longer than the meeting; 0 when they fit, or it has no hours."""
    if not (vergadering.begin and vergadering.eind):
        return 0
    begin, eind = (datetime.combine(vergadering.datum, uur) for uur in (vergadering.begin, vergadering.eind))
    return max(0, sum(punt.minuten for punt in punten) - int((eind - begin).total_seconds() // 60))
