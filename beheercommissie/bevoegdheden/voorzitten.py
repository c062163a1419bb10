"""Why this person does not open, note, preside or close (Dutch sentences; empty is yes)."""

from collections.abc import Collection

from django.utils import timezone

from beheercommissie.models import Agendapunt, Vergadering
from beheercommissie.quorum import Quorum, commissie_nu, voorzitter_uit
from huisstijl.templatetags.opmaak import dag, meervoud, tijdstip
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Gebruiker, Lidmaatschap, Rol

IS_SCHRIFTELIJK = "Dit is een schriftelijke procedure. Er komt niemand bij elkaar."


def voorzitbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt, quorum: Quorum) -> list[str]:
    """Why this membership does not preside at this item. Before the meeting nobody but a chair hears whether it would.

    While a written procedure runs not even a chair: who answered is read then, and counts beside it would say what.
    """
    vergadering = agendapunt.vergadering
    kan_het_weten = vergadering.kan_besluiten or (wie.rol == Rol.VOORZITTER and not vergadering.is_schriftelijk)
    if kan_het_weten and quorum.voorzitter == wie.gebruiker:
        return []
    return ["Alleen wie dit punt voorzit, neemt het besluit."]


def vergaderdagbelemmeringen(agendapunt: Agendapunt) -> list[str]:
    """The members have until the meeting to say whether they have an interest, to read and to vote; then it is opened."""
    vergadering = agendapunt.vergadering
    if vergadering.is_schriftelijk:
        tot = f"De schriftelijke procedure loopt tot {tijdstip(vergadering.schriftelijk_tot)}."
        return [] if vergadering.is_afgelopen else [tot]
    if timezone.localdate() < vergadering.datum:
        return [f"De vergadering is pas op {dag(vergadering.datum)}. Tot die dag kunnen leden nog stemmen."]
    return [] if vergadering.is_open else ["De vergadering is niet open. Wie voorzit, opent haar."]


def openingsbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """Why this meeting is not opened now, whoever would do it."""
    redenen = rolbelemmeringen(wie, Handeling.VERGADERING_OPENEN)
    if redenen or vergadering.afgezegd_op:
        return redenen or ["Deze vergadering gaat niet door."]
    if vergadering.is_schriftelijk:
        return [IS_SCHRIFTELIJK]
    if vergadering.geopend_op:
        return ["Deze vergadering is al geopend."]
    if timezone.localdate() < vergadering.datum:
        return [f"De vergadering is pas op {dag(vergadering.datum)}. Zij gaat op die dag open."]
    return []


def openerbelemmeringen(wie: Lidmaatschap, aanwezig: Collection[Gebruiker]) -> list[str]:
    """Who presides opens: the first in order of who is there."""
    if wie.gebruiker not in aanwezig:
        return ["Wie opent, is er ook. Zet uzelf op de lijst."]
    voorzitter = voorzitter_uit(commissie_nu().leden, aanwezig)
    if voorzitter and voorzitter != wie.gebruiker:
        return [f"{voorzitter.naam} is er en zit voor. {voorzitter.naam} opent de vergadering."]
    return []


def presentiebelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """Who comes in and who leaves is noted by who presides or the secretary, while the meeting is open."""
    redenen = rolbelemmeringen(wie, Handeling.PRESENTIE_NOTEREN) or _nietopenbelemmeringen(vergadering)
    if redenen or wie.rol == Rol.SECRETARIS:
        return redenen
    return _voorzitterbelemmeringen(wie, vergadering, "noteert wie er is")


def sluitbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """Who presides closes, when nothing on the agenda waits for a decision any more."""
    redenen = (
        rolbelemmeringen(wie, Handeling.VERGADERING_SLUITEN)
        or _nietopenbelemmeringen(vergadering)
        or _voorzitterbelemmeringen(wie, vergadering, "sluit de vergadering")
    )
    onbesloten = vergadering.agendapunten.onbesloten().count()
    if not redenen and onbesloten:
        redenen = [
            f"Over {meervoud(onbesloten, 'punt', 'punten')} is nog niet besloten. De secretaris zet wat blijft liggen op een andere "
            "vergadering, of haalt het van de agenda."
        ]
    return redenen


def _nietopenbelemmeringen(vergadering: Vergadering) -> list[str]:
    return [] if vergadering.is_open else ["De vergadering is niet open."]


def _voorzitterbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering, wat: str) -> list[str]:
    er_zijn = [een.gebruiker for een in vergadering.presentielijst.filter(is_er=True).select_related("gebruiker")]
    voorzitter = voorzitter_uit(commissie_nu().leden, er_zijn)
    return [] if voorzitter == wie.gebruiker else [f"Alleen wie voorzit, {wat}."]
