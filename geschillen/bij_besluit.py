"""How a decision stands as to objections: what came in, what was decided again, and from when on it is irrevocable."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from beheercommissie.models import Besluit
from geschillen.bevoegdheden.bezwaren import bezwaarbelemmeringen, kent_bezwaar
from geschillen.models import Bezwaar
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Lidmaatschap


@dataclass(frozen=True)
class BijBesluit:
    """What stands below a decision about objections to it."""

    bezwaren: list[Bezwaar]
    onherroepelijk_sinds: date | None
    kan_maken: bool
    kan_inschrijven: bool


def bij_besluit(wie: Lidmaatschap | None, besluit: Besluit) -> BijBesluit | None:
    """For who reads the decision; nothing for one of which objections are not handled here."""
    if not kent_bezwaar(besluit):
        return None
    alle = list(Bezwaar.objects.filter(besluit=besluit))
    zichtbaar = Bezwaar.objects.zichtbaar_voor(wie).filter(besluit=besluit)
    mag = {
        handeling: heeft_rol(wie, handeling) and not bezwaarbelemmeringen(wie, besluit, handeling)
        for handeling in (Handeling.BEZWAAR_MAKEN, Handeling.BEZWAAR_INSCHRIJVEN)
    }
    return BijBesluit(
        list(zichtbaar),
        onherroepelijk_sinds(besluit, alle),
        mag[Handeling.BEZWAAR_MAKEN],
        mag[Handeling.BEZWAAR_INSCHRIJVEN],
    )


def onherroepelijk_sinds(besluit: Besluit, bezwaren: list[Bezwaar]) -> date | None:
    """The first day on which nobody can object any more in time and no objection is under way; None while that is not so.

    Computed from days, so true at once; what came too late and is under way holds it open too. One that was decided on again is no
    more what counts. Register and certificate never wait for it.
    """
    laatste = besluit.bezwaar_tot_en_met
    if laatste is None or laatste >= timezone.localdate():
        return None
    if any(een.ingetrokken_op is None for een in bezwaren):
        return None
    dagen = [timezone.localtime(een.ingetrokken_op).date() for een in bezwaren if een.ingetrokken_op]
    return max([laatste + timedelta(days=1), *dagen])
