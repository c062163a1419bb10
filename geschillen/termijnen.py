"""How long a complaint or an objection may take: terms of the framework of today, or ours where it has none."""

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from berichten.werkdagen import werkdagen_eerder, werkdagen_later
from normenkader.inhoud import Termijn
from normenkader.models import Kaderversie

ONTVANGST, UITKOMST, VRAAG = "klacht_ontvangst", "klacht_uitkomst", "klachtvraag"
# A framework of before knows none of these, and somebody can complain before there is one.
ZONDER_KADER = {
    ONTVANGST: Termijn(5, "werkdagen", vooraf=(2,), achteraf=(1,)),
    UITKOMST: Termijn(42, "dagen", vooraf=(10, 3), achteraf=(1,), uitstel_keer=1, uitstel_werkdagen=20),
    VRAAG: Termijn(10, "werkdagen", vooraf=(3,), achteraf=(1,)),
}

BEZWAAR = "bezwaar_besluit"
BEZWAAR_ZONDER_KADER = Termijn(84, "dagen", vooraf=(28, 7), achteraf=(1,), uitstel_keer=1, uitstel_werkdagen=30)


def klachttermijnen() -> dict[str, Termijn]:
    """The terms by name."""
    kader = Kaderversie.objects.bruikbaar_op(timezone.localdate()).first()
    return ZONDER_KADER | {
        naam: termijn for naam, termijn in (kader.termijnen.items() if kader else ()) if naam in ZONDER_KADER
    }


def in_woorden(termijn: Termijn) -> str:
    """As people say it: 42 days are 6 weeks."""
    weken, rest = divmod(termijn.aantal, 7)
    return f"{weken} weken" if termijn.eenheid == "dagen" and weken > 1 and not rest else str(termijn)


def bezwaartermijn(kader: Kaderversie) -> Termijn:
    """How long deciding again may take: a term of the framework by which was decided, or ours where it has none."""
    return kader.termijnen.get(BEZWAAR, BEZWAAR_ZONDER_KADER)


def momenten_van(termijn: Termijn, laatste: date) -> Iterator[date]:
    """The days on which a last day is told of."""
    yield from (werkdagen_eerder(laatste, aantal) for aantal in termijn.herinneringen)
    yield laatste
    yield from (werkdagen_later(laatste, aantal) for aantal in termijn.achteraf)
