"""Awarding and handing out. Every act: transaction, lock, reasons why not, change, log row."""

import logging
from datetime import date

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.db import transaction

from certificaten.bevoegdheden import afsluitbelemmeringen, toekenningsbelemmeringen, uitgiftebelemmeringen
from certificaten.models import Certificaat, Certificaatbestand, Uitgifte
from certificaten.taken import certificaat_maken
from leden.bevoegdheden import Handeling, eisen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from toetsing.handelingen.vervolg import vervolg_plannen
from toetsing.models import Voorbehoud
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject

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
    """Hand out the sealed certificate: it stands in the public register from this moment. With conditions a follow-up begins."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.UITGEVEN), uitgiftebelemmeringen(traject))
    certificaat = traject.certificaten.get()
    Uitgifte.objects.create(certificaat=certificaat, door=wie.gebruiker)
    vastleggen(wie, Handeling.UITGEVEN, certificaat.onderwerp, stuk_sha256=certificaat.bestand.sha256)
    lopen(traject, Handeling.UITGEVEN, Status.LOPEND, wie, stuk_sha256=certificaat.sha256)
    if voorbehoud := Voorbehoud.objects.van(traject):
        vervolg_plannen(wie, voorbehoud)
    return certificaat


@transaction.atomic
def afsluiten(wie: Lidmaatschap, traject: Traject) -> Traject:
    """Close a traject whose decision awards nothing."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.AFSLUITEN), afsluitbelemmeringen(traject))
    lopen(traject, Handeling.AFSLUITEN, Status.AFGESLOTEN, wie)
    return traject
