"""Reporting a change at the holder of a label. What it means is said in the room of the certificates."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.bevoegdheden.meldingen import meldbelemmeringen
from trajecten.models import Melding, Traject
from trajecten.termijnen import einddatum

TERMIJN = "melding"


@transaction.atomic
def wijziging_melden(wie: Lidmaatschap, traject: Traject, *, soort: str, sinds: date, toelichting: str) -> Melding:
    """The holder reports what changes, and since or from when. Raises Geweigerd."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(meldbelemmeringen(wie, traject))
    if not toelichting.strip():
        raise Geweigerd(["Schrijf wat er verandert. Daarmee ziet de ander of het iets betekent voor het label."])
    kent_termijn = TERMIJN in traject.kaderversie.termijnen
    melding = Melding.objects.create(
        traject=traject,
        soort=soort,
        sinds=sinds,
        toelichting=toelichting.strip(),
        uiterlijk=einddatum(traject.kaderversie, TERMIJN, timezone.localdate()) if kent_termijn else None,
        gemeld_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.WIJZIGING_MELDEN, traject.onderwerp, reden=melding.get_soort_display())
    return melding
