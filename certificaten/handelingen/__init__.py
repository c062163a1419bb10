"""Awarding, handing out, and a new edition. Every act: transaction, lock, reasons why not, change, log row."""

import logging
from datetime import date
from typing import Any

import pgtrigger
from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from certificaten.bevoegdheden import (
    afsluitbelemmeringen,
    beeindigbelemmeringen,
    begint_op,
    hernieuwbelemmeringen,
    inhoudsbelemmeringen,
    inleverbelemmeringen,
    telt_vanaf,
    toekenningsbelemmeringen,
    uitgavebelemmeringen,
    uitgiftebelemmeringen,
    uitreikingsbelemmeringen,
    voorstelbelemmeringen,
)
from certificaten.models import Certificaat, Certificaatbestand, Maatregel, Uitgave, Uitgifte, Uitreiking, Wijziging
from certificaten.taken import certificaat_maken
from certificaten.uitgavehandelingen import uitgave_toevoegen
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen, vergrendelen
from leden.models import Lidmaatschap
from leden.opgave import gemeentecodes
from toetsing.handelingen.vervolg import vervolg_plannen
from toetsing.models import Voorbehoud
from trajecten.beginnen import kort_traject
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.handelingen import aanmelden
from trajecten.levensloop import BEURTEN, Soort, Status, lopen
from trajecten.models import Cyclus, Melding, Traject, gebied_van
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
    gebied = gebied_van(traject)
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
        gebied=gebied,
        gemeenten=gemeentecodes(gebied),
        geldig_van=begint_op(traject, besloten_op),
        geldig_tot_en_met=telt_vanaf(traject, besloten_op) + relativedelta(months=maanden_geldig, days=-1),
    )
    certificaat_maken.defer(nummer=certificaat.nummer, uitgave=1)
    return certificaat


@transaction.atomic
def hernieuwen(wie: Lidmaatschap, cyclus: Cyclus, **keuzes: Any) -> Traject:
    """Apply for an assessment that renews a label; `keuzes` as applying asks them."""
    eisen(hernieuwbelemmeringen(cyclus))
    return aanmelden(wie, cyclus=cyclus, **keuzes)


@transaction.atomic
def certificaat_opnieuw_maken(bestand: Certificaatbestand) -> None:
    """Let a file that is gone or broken be made again, from what its edition says; the seal gets the time of now.

    An act of the application itself.
    """
    with pgtrigger.ignore("certificaten.Certificaatbestand:bevroren"):
        bestand.delete()
    logger.warning("%s (sha256 %s) wordt opnieuw gemaakt", bestand.bestand.name, bestand.sha256)
    certificaat_maken.defer(nummer=bestand.certificaat.nummer, uitgave=bestand.uitgave)
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
    bestand = certificaat.bestanden.get(uitgave=1)
    vastleggen(wie, Handeling.UITGEVEN, certificaat.onderwerp, stuk_sha256=bestand.sha256)
    lopen(traject, Handeling.UITGEVEN, Status.LOPEND, wie, stuk_sha256=certificaat.sha256)
    if voorbehoud := Voorbehoud.objects.van(traject):
        vervolg_plannen(wie, voorbehoud)
    return certificaat


@transaction.atomic
def uitreiking_vastleggen(
    wie: Lidmaatschap, certificaat: Certificaat, *, op: date, plaats: str, door_wie: str
) -> Uitreiking:
    """Write down when, where and by whom the certificate was handed over, or put that right."""
    eisen(rolbelemmeringen(wie, Handeling.UITREIKING_VASTLEGGEN), uitreikingsbelemmeringen(certificaat, op))
    uitreiking, _ = Uitreiking.objects.update_or_create(
        certificaat=certificaat,
        defaults={
            "op": op,
            "plaats": plaats,
            "door_wie": door_wie,
            "vastgelegd_op": timezone.now(),
            "vastgelegd_door": wie.gebruiker,
        },
    )
    zin = f"{dagkort(op)}, {plaats}, door {door_wie}"
    vastleggen(wie, Handeling.UITREIKING_VASTLEGGEN, certificaat.onderwerp, reden=zin)
    return uitreiking


@transaction.atomic
def nieuwe_uitgave(
    wie: Lidmaatschap,
    certificaat: Certificaat,
    *,
    houder: str,
    plaats: str,
    reikwijdte: str,
    reden: str,
    na_uitgave: int,
) -> Uitgave:
    """Let a certificate say something else under the same number, and enqueue the sealed PDF of that.

    `na_uitgave`: the edition that the person saw, so that nobody undoes what somebody else did meanwhile.
    """
    gezegd = {"houder": houder, "plaats": plaats, "reikwijdte": reikwijdte}
    # What the state is computed from cannot be locked along with it.
    Certificaat.objects.select_for_update(no_key=True).get(pk=certificaat.pk)
    vergrendelen()
    certificaat = Certificaat.objects.met_stand().select_related("traject").get(pk=certificaat.pk)
    eisen(
        uitgavebelemmeringen(wie, certificaat),
        inhoudsbelemmeringen(certificaat, na_uitgave, gezegd),
    )
    return uitgave_toevoegen(wie, certificaat, gezegd, reden)


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
    return voorleggen(wie, toets, voorstel=voorstel, reden=reden.strip())


def voorleggen(wie: Lidmaatschap, toets: Traject, *, melding: Melding | None = None, **voorstel: Any) -> Maatregel:
    """Begin the traject of a proposal about the label of an assessment: the holder is heard first. Part of proposing it."""
    naam = BEURTEN[Status.ZIENSWIJZE].termijn
    traject = kort_traject(
        toets,
        Soort.MAATREGEL,
        Status.ZIENSWIJZE,
        door=wie.gebruiker,
        termijnnaam=naam,
        termijn=einddatum(toets.kaderversie, naam, timezone.localdate()),
        melding=melding,
    )
    maatregel = Maatregel.objects.create(
        traject=traject, voorgesteld_door=wie.gebruiker, voorgesteld_namens=wie.organisatie.naam, **voorstel
    )
    vastleggen(wie, Handeling.MAATREGEL_VOORSTELLEN, traject.onderwerp, naar=Status.ZIENSWIJZE, reden=maatregel.reden)
    return maatregel


def herstel_vragen(wie: Lidmaatschap, toets: Traject, *, vraag: str, tot: date) -> Maatregel:
    """Ask the holder of a label that a follow-up suspended to show what is restored. Part of that decision, which holds the lock."""
    traject = kort_traject(
        toets,
        Soort.MAATREGEL,
        Status.HERSTEL,
        door=wie.gebruiker,
        termijnnaam=BEURTEN[Status.HERSTEL].termijn,
        termijn=tot,
    )
    maatregel = Maatregel.objects.create(
        traject=traject,
        voorstel=Maatregel.Voorstel.HERSTELLEN,
        reden=vraag,
        voorgesteld_namens=wie.organisatie.naam,
    )
    vastleggen(wie, Handeling.HERSTEL_VRAGEN, traject.onderwerp, naar=Status.HERSTEL)
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
