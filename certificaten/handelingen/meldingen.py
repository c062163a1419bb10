"""Saying what a reported change means for a label, and what begins when that is settled."""

from django.db import transaction

from certificaten.bevoegdheden import (
    andere_reikwijdte_belemmeringen,
    reikwijdtebelemmeringen,
    weegkeuzebelemmeringen,
)
from certificaten.gevolgen import certificaat_van_toets
from certificaten.handelingen import voorleggen
from certificaten.models import Maatregel
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from toetsing.handelingen.vervolg import onderzoek_beginnen
from trajecten.bevoegdheden.meldingen import weegbelemmeringen
from trajecten.gebied import Gebiedskeuze, opgave_van
from trajecten.models import WEGER_VAN_ROL, Melding, Traject, Weger, Weging
from trajecten.schrijven import lengtebelemmeringen

# What the bureau settles that begins something at once; another scope is proposed with all that it is.
BEGINT = {Weging.Gevolg.ONDERZOEK: onderzoek_beginnen}


@transaction.atomic
def melding_wegen(wie: Lidmaatschap, melding: Melding, *, gevolg: str, uitleg: str) -> Weging:
    """Say what a reported change means; with the bureau it is settled, and an investigation begins. Raises Geweigerd."""
    melding = _op_slot(melding)
    eisen(weegbelemmeringen(wie, melding) or weegkeuzebelemmeringen(wie, melding, gevolg))
    weging = _wegen(wie, melding, gevolg, uitleg)
    if weging.door == Weger.BUREAU and (beginnen := BEGINT.get(Weging.Gevolg(gevolg))):
        beginnen(wie, melding)
    return weging


@transaction.atomic
def reikwijdte_voorstellen(
    wie: Lidmaatschap, melding: Melding, *, uitleg: str, reikwijdte: str, gebied: Gebiedskeuze
) -> Maatregel:
    """Settle that the label will be about something else, and propose what: the holder is heard, and the committee decides."""
    melding = _op_slot(melding)
    eisen(reikwijdtebelemmeringen(wie, melding))
    reikwijdte, opgave = " ".join(reikwijdte.split()), opgave_van(gebied)
    certificaat = certificaat_van_toets(melding.traject)
    eisen(andere_reikwijdte_belemmeringen(certificaat, reikwijdte, gebied, opgave))
    weging = _wegen(wie, melding, Weging.Gevolg.REIKWIJDTE, uitleg)
    return voorleggen(
        wie,
        melding.traject,
        melding=melding,
        voorstel=Maatregel.Voorstel.WIJZIGEN,
        reden=weging.uitleg,
        reikwijdte=reikwijdte,
        gebied=opgave,
    )


def _op_slot(melding: Melding) -> Melding:
    toets = Traject.objects.op_slot(melding.traject_id)
    melding.traject = toets
    return melding


def _wegen(wie: Lidmaatschap, melding: Melding, gevolg: str, uitleg: str) -> Weging:
    eisen(lengtebelemmeringen(uitleg))
    if not uitleg.strip():
        raise Geweigerd(["Schrijf waarom. De organisatie leest dat."])
    weging = Weging.objects.create(
        melding=melding, door=WEGER_VAN_ROL[wie.rol], gevolg=gevolg, uitleg=uitleg.strip(), gewogen_door=wie.gebruiker
    )
    zin = f"{melding.get_soort_display()}: {weging.get_gevolg_display()}"
    vastleggen(wie, Handeling.MELDING_WEGEN, melding.traject.onderwerp, naar=weging.door, reden=zin)
    return weging
