"""How long a complaint may take: terms of the framework of today, or ours where it has none."""

from django.utils import timezone

from normenkader.inhoud import Termijn
from normenkader.models import Kaderversie

ONTVANGST, UITKOMST, VRAAG = "klacht_ontvangst", "klacht_uitkomst", "klachtvraag"
# A framework of before knows none of these, and somebody can complain before there is one.
ZONDER_KADER = {
    ONTVANGST: Termijn(5, "werkdagen", vooraf=(2,), achteraf=(1,)),
    UITKOMST: Termijn(42, "dagen", vooraf=(10, 3), achteraf=(1,), uitstel_keer=1, uitstel_werkdagen=20),
    VRAAG: Termijn(10, "werkdagen", vooraf=(3,), achteraf=(1,)),
}


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
