"""Reporting a change at the holder of a label, and saying what it means. Every act: transaction, lock, reasons why not, change, log row."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.bevoegdheden.meldingen import meldbelemmeringen, weegbelemmeringen
from trajecten.models import WEGER_VAN_ROL, Melding, Traject, Weging
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


@transaction.atomic
def melding_wegen(wie: Lidmaatschap, melding: Melding, *, gevolg: str, uitleg: str) -> Weging:
    """Say what a reported change means; with the bureau it is settled. Raises Geweigerd."""
    Traject.objects.op_slot(melding.traject_id)
    eisen(weegbelemmeringen(wie, melding))
    if not uitleg.strip():
        raise Geweigerd(["Schrijf waarom. De organisatie leest dat."])
    weging = Weging.objects.create(
        melding=melding, door=WEGER_VAN_ROL[wie.rol], gevolg=gevolg, uitleg=uitleg.strip(), gewogen_door=wie.gebruiker
    )
    zin = f"{melding.get_soort_display()}: {weging.get_gevolg_display()}"
    vastleggen(wie, Handeling.MELDING_WEGEN, melding.traject.onderwerp, naar=weging.door, reden=zin)
    return weging
