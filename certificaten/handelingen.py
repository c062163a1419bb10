"""Awarding and handing out. Every act: transaction, lock, reasons why not, change, log row."""

import logging
from datetime import date

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from certificaten.bevoegdheden import (
    afsluitbelemmeringen,
    beeindigbelemmeringen,
    inleverbelemmeringen,
    toekenningsbelemmeringen,
    uitgiftebelemmeringen,
    voorstelbelemmeringen,
)
from certificaten.models import Certificaat, Certificaatbestand, Maatregel, Uitgifte, Wijziging
from certificaten.taken import certificaat_maken
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from trajecten.beginnen import kort_traject
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import BEURTEN, Soort, Status, lopen
from trajecten.models import Traject
from trajecten.schrijven import lengtebelemmeringen
from trajecten.termijnen import einddatum

logger = logging.getLogger(__name__)


def toekennen(traject: Traject, *, besluit_nummer: str, besloten_op: date, maanden_geldig: int) -> Certificaat:
    """Make the certificate of a decision, and enqueue its sealed PDF in the transaction of that decision.

    The decision itself is an act of the beheercommissie, which calls this; here nothing is asked again but the framework.
    """
    eisen(toekenningsbelemmeringen(traject))
    vergrendelen()
    houder = traject.organisatie.op_dag(besloten_op)
    certificaat = Certificaat.objects.create(
        nummer=_volgend_nummer(besloten_op.year),
        traject=traject,
        cyclus=traject.cyclus,
        organisatie=traject.organisatie,
        besluit_nummer=besluit_nummer,
        besloten_op=besloten_op,
        # In the name of who carries it on; the row itself stays with the organisation whose certificates it follows.
        houder=houder.naam,
        plaats=houder.plaats,
        reikwijdte=traject.reikwijdte,
        variant=traject.variant_label,
        kader=str(traject.kaderversie),
        certificeerder=traject.certificeerder.op_dag(besloten_op).naam,
        is_voorbeeld=traject.kaderversie.is_voorbeeld,
        geldig_van=besloten_op,
        geldig_tot_en_met=besloten_op + relativedelta(months=maanden_geldig, days=-1),
    )
    certificaat_maken.defer(nummer=certificaat.nummer)
    return certificaat


@transaction.atomic
def certificaat_opnieuw_maken(bestand: Certificaatbestand) -> None:
    """Let a file that is gone or broken be made again, from the same frozen row; the seal gets the time of now.

    An act of the application itself.
    """
    with pgtrigger.ignore("certificaten.Certificaatbestand:bevroren"):
        bestand.delete()
    logger.warning("%s (sha256 %s) wordt opnieuw gemaakt", bestand.bestand.name, bestand.sha256)
    certificaat_maken.defer(nummer=bestand.certificaat.nummer)
    transaction.on_commit(lambda: bestand.bestand.storage.delete(bestand.bestand.name))


def _volgend_nummer(jaar: int) -> str:
    """Next free certificate number of the year, as in KSW-2027-0001. The log must be locked."""
    laatste = (
        Certificaat.objects.filter(nummer__startswith=f"KSW-{jaar}-")
        .order_by("-pk")
        .values_list("nummer", flat=True)
        .first()
    )
    return f"KSW-{jaar}-{int(laatste.rsplit('-', 1)[1]) + 1 if laatste else 1:04d}"


@transaction.atomic
def uitgeven(wie: Lidmaatschap, traject: Traject) -> Certificaat:
    """Hand out the sealed certificate: it stands in the public register from this moment."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.UITGEVEN), uitgiftebelemmeringen(traject))
    certificaat = traject.certificaten.get()
    Uitgifte.objects.create(certificaat=certificaat, door=wie.gebruiker)
    vastleggen(wie, Handeling.UITGEVEN, certificaat.onderwerp, stuk_sha256=certificaat.bestand.sha256)
    lopen(traject, Handeling.UITGEVEN, Status.LOPEND, wie, stuk_sha256=certificaat.sha256)
    return certificaat


@transaction.atomic
def afsluiten(wie: Lidmaatschap, traject: Traject) -> Traject:
    """Close a traject whose decision awards nothing."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.AFSLUITEN), afsluitbelemmeringen(traject))
    lopen(traject, Handeling.AFSLUITEN, Status.AFGESLOTEN, wie)
    return traject


# maatregel


@transaction.atomic
def maatregel_voorstellen(wie: Lidmaatschap, certificaat: Certificaat, *, voorstel: str, reden: str) -> Maatregel:
    """Propose to suspend or withdraw a label: a traject of its own, in which the holder is heard before the committee decides."""
    toets = Traject.objects.op_slot(certificaat.traject_id)
    certificaat = Certificaat.objects.get(pk=certificaat.pk)
    certificaat.traject = toets
    eisen(voorstelbelemmeringen(wie, certificaat), lengtebelemmeringen(reden))
    if not reden.strip():
        raise Geweigerd(["Schrijf waarom u dit voorstelt. De organisatie en de beheercommissie lezen dat."])
    naam = BEURTEN[Status.ZIENSWIJZE].termijn
    traject = kort_traject(
        toets,
        Soort.MAATREGEL,
        Status.ZIENSWIJZE,
        door=wie.gebruiker,
        termijnnaam=naam,
        termijn=einddatum(toets.kaderversie, naam, timezone.localdate()),
    )
    maatregel = Maatregel.objects.create(
        traject=traject,
        voorstel=voorstel,
        reden=reden.strip(),
        voorgesteld_door=wie.gebruiker,
        voorgesteld_namens=wie.organisatie.naam,
    )
    vastleggen(wie, Handeling.MAATREGEL_VOORSTELLEN, traject.onderwerp, naar=Status.ZIENSWIJZE, reden=maatregel.reden)
    return maatregel


@transaction.atomic
def zienswijze_geven(wie: Lidmaatschap, maatregel: Maatregel) -> Maatregel:
    """Hand in what the organisation thinks of the proposal; it goes to the committee with it."""
    maatregel = _op_slot(maatregel)
    eisen(inleverbelemmeringen(wie, maatregel, Handeling.ZIENSWIJZE_GEVEN))
    lopen(maatregel.traject, Handeling.ZIENSWIJZE_GEVEN, Status.VOORGEDRAGEN, wie)
    return maatregel


@transaction.atomic
def herstel_melden(wie: Lidmaatschap, maatregel: Maatregel) -> Maatregel:
    """Hand in what was restored: the committee decides again, before the suspension has reached its last day."""
    maatregel = _op_slot(maatregel)
    traject = maatregel.traject
    eisen(inleverbelemmeringen(wie, maatregel, Handeling.HERSTEL_MELDEN))
    lopen(
        traject,
        Handeling.HERSTEL_MELDEN,
        Status.VOORGEDRAGEN,
        wie,
        termijn=traject.termijnnaam,
        laatste=traject.termijn,
    )
    return maatregel


def _op_slot(maatregel: Maatregel) -> Maatregel:
    traject = Traject.objects.op_slot(maatregel.traject_id)
    maatregel = Maatregel.objects.get(pk=maatregel.pk)
    maatregel.traject = traject
    return maatregel


GEBRUIKT_NIET_MEER = "De organisatie gebruikt het label niet meer."


@transaction.atomic
def beeindigen(wie: Lidmaatschap, certificaat: Certificaat, *, per: date, reden: str) -> Wijziging:
    """The holder ends its own label, from a day on. That is not undone: who wants it back begins with an assessment."""
    traject = Traject.objects.op_slot(certificaat.traject_id)
    certificaat = Certificaat.objects.get(pk=certificaat.pk)
    certificaat.traject = traject
    eisen(beeindigbelemmeringen(wie, certificaat, per), lengtebelemmeringen(reden))
    if not reden.strip():
        raise Geweigerd(["Schrijf waarom u het label beëindigt. Het bureau leest dat."])
    wijziging = Wijziging.objects.create(
        certificaat=certificaat,
        soort=Wijziging.Soort.BEEINDIGD,
        per=per,
        openbare_reden=GEBRUIKT_NIET_MEER,
        reden=reden.strip(),
        vastgelegd_door=wie.gebruiker,
    )
    zin = f"Vanaf {dagkort(per)}. {wijziging.reden}"
    vastleggen(wie, Handeling.BEEINDIGEN, traject.onderwerp, reden=zin, stuk_sha256=wijziging.sha256)
    return wijziging
