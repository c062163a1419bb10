"""What is done with a meeting: plan, change, call off, and say whether one comes.

Every act: transaction, lock, reasons why not, change, log row.
"""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden import agendabelemmeringen
from beheercommissie.bevoegdheden.vergaderingen import (
    Gegevens,
    aanwezigheidbelemmeringen,
    afzegbelemmeringen,
    gegevensbelemmeringen,
    redenbelemmeringen,
    tussenkomst,
    verplaatsbelemmeringen,
    wijzigbelemmeringen,
)
from beheercommissie.handelingen.agenda import afvoeren, doorschuiven, vergaderingen_op_slot
from beheercommissie.models import Aanwezigheid, Agendapunt, Vergadering
from huisstijl.templatetags.opmaak import dag, dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from trajecten.models import Traject

# How the log names what changed.
ANDERS = {
    "datum": "de dag",
    "begin": "de begintijd",
    "eind": "de eindtijd",
    "plaats": "de plaats",
    "link": "het adres om online mee te doen",
    "sluitdag": "de laatste dag voor stukken",
}


@transaction.atomic
def vergadering_plannen(wie: Lidmaatschap, **velden: Any) -> Vergadering:
    """Plan one meeting; `velden`: of `Gegevens`."""
    # Two at once come one after the other, so that the second sees the first.
    vergrendelen()
    gegevens = Gegevens(**velden)
    eisen(rolbelemmeringen(wie, Handeling.VERGADERING_PLANNEN), list(gegevensbelemmeringen(gegevens).values()))
    vergadering = Vergadering.objects.create(**gegevens._asdict())
    vastleggen(wie, Handeling.VERGADERING_PLANNEN, vergadering.onderwerp, reden=dagkort(gegevens.datum))
    return vergadering


@transaction.atomic
def reeks_plannen(wie: Lidmaatschap, reeks: Sequence[dict[str, Any]]) -> list[Vergadering]:
    """Plan several meetings at once: all, or none."""
    if not reeks:
        raise Geweigerd(["Laat ten minste één dag staan."])
    return [vergadering_plannen(wie, **velden) for velden in reeks]


def _met_punten_op_slot(
    vergadering: Vergadering, naar: Vergadering | None = None
) -> tuple[list[Agendapunt], Vergadering, Any]:
    """Lock the undecided trajecten of a meeting, it and another one, in the order in which all acts lock."""
    trajecten = sorted(vergadering.agendapunten.onbesloten().values_list("traject", flat=True))
    op_slot = {pk: Traject.objects.op_slot(pk) for pk in trajecten}
    rijen = vergaderingen_op_slot(vergadering.pk, naar)
    vergadering = rijen[vergadering.pk]
    punten = list(vergadering.agendapunten.onbesloten().defer("dossier").order_by("volgnummer"))
    if {punt.traject_id for punt in punten} != op_slot.keys():
        raise Geweigerd(["De agenda is net veranderd. Kijk hoe zij er nu uitziet en probeer het opnieuw."])
    for punt in punten:
        punt.traject, punt.vergadering = op_slot[punt.traject_id], vergadering
    return punten, vergadering, naar and rijen[naar.pk]


@transaction.atomic
def vergadering_wijzigen(wie: Lidmaatschap, vergadering: Vergadering, *, gezien: str, **velden: Any) -> Vergadering:
    """Another day, time, place, address or closing day. `gezien`: the `stand_van` of the meeting that the person saw.

    When it is another day, who comes is asked anew, and who waits for a traject on the agenda hears it.
    """
    gegevens = Gegevens(**velden)
    punten, vergadering, _ = _met_punten_op_slot(vergadering)
    eisen(
        wijzigbelemmeringen(wie, vergadering)
        or tussenkomst(vergadering, gezien)
        or verplaatsbelemmeringen(wie, vergadering, gegevens.datum)
        + list(gegevensbelemmeringen(gegevens, vergadering).values())
    )
    anders = [ANDERS[naam] for naam, waarde in gegevens._asdict().items() if getattr(vergadering, naam) != waarde]
    if not anders:
        raise Geweigerd(["Er is niets veranderd."])
    oud = vergadering.datum
    for naam, waarde in gegevens._asdict().items():
        setattr(vergadering, naam, waarde)
    vergadering.save(update_fields=gegevens._fields)
    if gegevens.datum != oud:
        Aanwezigheid.objects.filter(vergadering=vergadering).delete()
        for punt in punten:
            reden = f"De vergadering van {dag(oud)} is nu op {dag(gegevens.datum)}."
            vastleggen(wie, Handeling.AGENDAPUNT_VERPLAATSEN, punt.traject.onderwerp, reden=reden)
    vastleggen(wie, Handeling.VERGADERING_WIJZIGEN, vergadering.onderwerp, reden=f"Anders: {', '.join(anders)}.")
    return vergadering


@transaction.atomic
def vergadering_afzeggen(
    wie: Lidmaatschap, vergadering: Vergadering, reden: str, naar: Vergadering | None = None
) -> Vergadering:
    """Call a meeting off. What is undecided goes along to another meeting, or back to being put forward."""
    punten, vergadering, naar = _met_punten_op_slot(vergadering, naar)
    eisen(
        afzegbelemmeringen(wie, vergadering)
        or redenbelemmeringen(reden, "Schrijf waarom de vergadering niet doorgaat. Wie erop wacht, leest dit."),
    )
    waarom = f"De vergadering van {dag(vergadering.datum)} gaat niet door: {reden.strip()}"
    for punt in punten:
        if naar:
            eisen([f"{punt}. {zin}" for zin in agendabelemmeringen(naar, punt.traject)])
            doorschuiven(wie, punt, naar, waarom)
        else:
            afvoeren(wie, punt, waarom)
    vergadering.afgezegd_op, vergadering.afgezegd_omdat = timezone.now(), reden.strip()
    vergadering.save(update_fields=["afgezegd_op", "afgezegd_omdat"])
    vastleggen(wie, Handeling.VERGADERING_AFZEGGEN, vergadering.onderwerp, reden=reden.strip())
    return vergadering


@transaction.atomic
def aanwezigheid_melden(wie: Lidmaatschap, vergadering: Vergadering, antwoord: str) -> Aanwezigheid:
    """Say whether one comes; who changes their mind says it anew."""
    vergadering = Vergadering.objects.select_for_update(no_key=True).get(pk=vergadering.pk)
    eisen(aanwezigheidbelemmeringen(wie, vergadering, antwoord))
    aanwezigheid, _ = Aanwezigheid.objects.update_or_create(
        vergadering=vergadering, gebruiker=wie.gebruiker, defaults={"antwoord": antwoord, "gezegd_op": timezone.now()}
    )
    vastleggen(wie, Handeling.AANWEZIGHEID_MELDEN, vergadering.onderwerp, naar=antwoord)
    return aanwezigheid
