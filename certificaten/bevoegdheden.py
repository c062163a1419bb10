"""Who may do what with a certificate: reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from certificaten.gevolgen import certificaat_van_toets, stand_per
from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.models import Certificaat, Maatregel
from certificaten.uitgave import veranderingen
from huisstijl.templatetags.opmaak import dag, dagkort, meervoud
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from leden.opgave import zegt_hetzelfde
from trajecten.bevoegdheden import handelingsbelemmeringen, relatiebelemmeringen
from trajecten.bevoegdheden.meldingen import weegbelemmeringen
from trajecten.gebied import Gebiedskeuze, gebiedskeuzebelemmeringen
from trajecten.levensloop import Soort, Status, staat_op, statusbelemmeringen
from trajecten.models import WEGER_VAN_ROL, Cyclus, Melding, Traject, TrajectQuerySet, Weger, Weging

# Whoever holds one of these has nothing to show any more.
ZONDER_NIEUWE_UITGAVE = (Stand.INGETROKKEN, Stand.BEEINDIGD, Stand.VERLOPEN, Stand.OPGEVOLGD)

# A label that lasts, whether or not it holds today.
LOOPT = (*GELDIGE_STANDEN, Stand.GESCHORST)


def toekenningsbelemmeringen(traject: Traject) -> list[str]:
    """An example framework gives no certificate outside the demo and the tests (uitgangspunten § 17), an adviesmeting never does."""
    belemmeringen = []
    if traject.kaderversie.is_voorbeeld and settings.MODUS not in ("demo", "test"):
        belemmeringen.append(f"{traject.kaderversie} is een voorbeeld. Daarmee kan geen certificaat worden toegekend.")
    if not traject.kaderversie.variant(traject.variant).leidt_tot_certificaat:
        belemmeringen.append(f"{traject.variant_label}: deze soort toets leidt niet tot een certificaat.")
    return belemmeringen


def uitgiftebelemmeringen(traject: Traject) -> list[str]:
    """What is still missing before the certificate of a traject can be handed out."""
    certificaat = Certificaat.objects.filter(traject=traject).first()
    if certificaat is None:
        return ["Bij dit besluit hoort geen certificaat."]
    if certificaat.bestand is None:
        return ["Het certificaat wordt nog gemaakt en verzegeld. Dat duurt meestal minder dan een minuut."]
    return []


def uitgavebelemmeringen(wie: Lidmaatschap | None, certificaat: Certificaat) -> list[str]:
    """Why this membership can make no new edition now, whatever it says; of a certificate that was fetched with `met_stand()`."""
    return (
        rolbelemmeringen(wie, Handeling.NIEUWE_UITGAVE)
        or relatiebelemmeringen(wie, certificaat.traject)
        or _geen_uitgave_meer(certificaat)
    )


def _geen_uitgave_meer(certificaat: Certificaat) -> list[str]:
    if not hasattr(certificaat, "uitgifte"):
        return ["Dit certificaat is nog niet uitgegeven."]
    stand = stand_op(certificaat, timezone.localdate())
    if stand in ZONDER_NIEUWE_UITGAVE:
        return [f"Dit certificaat is {stand.label.lower()}. Daarvan komt geen nieuwe uitgave meer."]
    if certificaat.bestand is None:
        return [
            f"Uitgave {certificaat.uitgave} wordt nog gemaakt en verzegeld. Dat duurt meestal minder dan een minuut. Kom daarna terug."
        ]
    return []


def inhoudsbelemmeringen(certificaat: Certificaat, na_uitgave: int, gezegd: Mapping[str, str]) -> list[str]:
    """Why an edition after `na_uitgave` cannot say this: somebody was first, or the certificate says it already."""
    if na_uitgave != certificaat.uitgave:
        return [f"Intussen is er uitgave {certificaat.uitgave}. Ga terug en kijk eerst wat daarop staat."]
    if not veranderingen(certificaat, gezegd):
        return [
            "Er verandert niets: dit staat al op het certificaat. Verander de houder, de plaats of waarvoor het geldt."
        ]
    return []


def afsluitbelemmeringen(traject: Traject) -> list[str]:
    """A traject with a certificate is not closed but handed out."""
    if Certificaat.objects.filter(traject=traject).exists():
        return ["Het label is toegekend. Geef het certificaat uit."]
    return []


def uitreikingsbelemmeringen(certificaat: Certificaat, op: date) -> list[str]:
    """A certificate is handed over after it was decided on, and is so once that has happened."""
    if op < certificaat.besloten_op:
        return [f"Toen was er nog geen besluit. Dat is van {dagkort(certificaat.besloten_op)}."]
    if op > timezone.localdate():
        return [f"{dagkort(op)} is nog niet geweest. Leg de uitreiking vast als zij er is geweest."]
    return []


def nieuwste_van(cyclus: Cyclus, op: date) -> Certificaat | None:
    """The last certificate of a label that was handed out, with its state on a day; None when there is none."""
    certificaten = Certificaat.objects.filter(cyclus=cyclus).openbaar().met_stand(op)
    return certificaten.select_related("traject__kaderversie").order_by("-geldig_van").first()


def telt_vanaf(traject: Traject, besloten_op: date) -> date:
    """From when the months of an award count: the day after the certificate of the label that still holds, so that no paid day is lost."""
    vorige = nieuwste_van(traject.cyclus, besloten_op)
    if vorige is None or stand_op(vorige, besloten_op) not in (Stand.NOG_NIET, *GELDIGE_STANDEN):
        return besloten_op
    return vorige.geldig_tot_en_met + relativedelta(days=1)


def begint_op(traject: Traject, besloten_op: date) -> date:
    """From which day an award holds: it joins the certificate before it, or begins at once, as the framework says."""
    return telt_vanaf(traject, besloten_op) if traject.kaderversie.hernieuwing.sluit_aan else besloten_op


def te_hernieuwen_vanaf(certificaat: Certificaat) -> date:
    """The first day on which a certificate can be renewed, as the framework said under which it was awarded."""
    maanden = certificaat.traject.kaderversie.hernieuwing.maanden_vooraf
    return certificaat.geldig_tot_en_met + relativedelta(days=1) - relativedelta(months=maanden)


def hernieuwbelemmeringen(cyclus: Cyclus) -> list[str]:
    """A label that holds is renewed in the last months of its certificate; one that holds no more, at any time."""
    certificaat = nieuwste_van(cyclus, timezone.localdate())
    if certificaat is None:
        return ["Dit label is nog niet toegekend. Er is niets om te hernieuwen."]
    return nog_niet_te_hernieuwen(certificaat)


def nog_niet_te_hernieuwen(certificaat: Certificaat) -> list[str]:
    """The same, of the newest certificate of a label with its state of today."""
    vandaag, vanaf = timezone.localdate(), te_hernieuwen_vanaf(certificaat)
    if stand_op(certificaat, vandaag) not in (Stand.NOG_NIET, *GELDIGE_STANDEN, Stand.GESCHORST) or vandaag >= vanaf:
        return []
    maanden = meervoud(certificaat.traject.kaderversie.hernieuwing.maanden_vooraf, "maand", "maanden")
    return [f"Hernieuwen kan vanaf {dag(vanaf)}: {maanden} voordat het certificaat eindigt."]


# maatregel


def loopt_niet(certificaat: Certificaat, dag: date) -> list[str]:
    """Why there is no label on a day about which anything can be decided."""
    if not Certificaat.objects.openbaar().filter(pk=certificaat.pk).exists():
        return [f"Certificaat {certificaat.nummer} is nog niet uitgegeven."]
    stand = stand_per(certificaat, dag)
    return [] if stand in LOOPT else [f"Op {dagkort(dag)} is certificaat {certificaat.nummer} {stand.label.lower()}."]


def voorstelbelemmeringen(wie: Lidmaatschap | None, certificaat: Certificaat) -> list[str]:
    """A measure is proposed about a label that lasts."""
    return (
        rolbelemmeringen(wie, Handeling.MAATREGEL_VOORSTELLEN)
        or relatiebelemmeringen(wie, certificaat.traject)
        or loopt_niet(certificaat, timezone.localdate())
        or maatregelbelemmeringen(certificaat)
    )


def maatregelbelemmeringen(certificaat: Certificaat) -> list[str]:
    """A measure about a label begins, by a proposal or by a decision, one at a time, and only when its framework has measures."""
    if not certificaat.traject.kaderversie.besluitopties_voor(Soort.MAATREGEL):
        return [f"{certificaat.traject.kaderversie} kent geen maatregelen."]
    if traject := _voorstellen_bezig(certificaat).filter(melding__isnull=True).first():
        return [f"Over dit label is al een maatregel voorgesteld: traject {traject.nummer}."]
    return []


def _voorstellen_bezig(certificaat: Certificaat) -> TrajectQuerySet:
    voorstellen = Traject.objects.filter(cyclus=certificaat.cyclus_id, soort=Soort.MAATREGEL)
    return voorstellen.exclude(staat_op([Status.AFGESLOTEN]))


# What of the outcomes of a reported change has a road of its own, which the framework knows or not.
WEG_NA_EEN_MELDING = {
    Weging.Gevolg.ONDERZOEK: Soort.VERVOLGONDERZOEK,
    Weging.Gevolg.REIKWIJDTE: Soort.MAATREGEL,
}


def weegkeuzes(melding: Melding) -> list[Weging.Gevolg]:
    """What a reported change can mean, in the framework of the label."""
    kader = melding.traject.kaderversie
    zonder_weg = {
        gevolg for gevolg, soort in WEG_NA_EEN_MELDING.items() if not kader.besluitopties_voor(soort, na_melding=True)
    }
    return [een for een in Weging.Gevolg if een not in zonder_weg]


def weegkeuzebelemmeringen(wie: Lidmaatschap, melding: Melding, gevolg: str) -> list[str]:
    """Why this is not what a change means. What the bureau settles begins at once, so there is a label that it is about."""
    if gevolg not in weegkeuzes(melding):
        return [f"{melding.traject.kaderversie} kent dit gevolg niet. Kies een ander."]
    if WEGER_VAN_ROL[wie.rol] != Weger.BUREAU or gevolg not in WEG_NA_EEN_MELDING:
        return []
    if gevolg == Weging.Gevolg.REIKWIJDTE:
        return reikwijdtebelemmeringen(wie, melding) or ["Zeg er eerst bij waarvoor het label dan geldt."]
    return loopt_niet(certificaat_van_toets(melding.traject), timezone.localdate())


def reikwijdtebelemmeringen(wie: Lidmaatschap | None, melding: Melding) -> list[str]:
    """Why this membership does not propose now that the label will be about something else."""
    belemmeringen = rolbelemmeringen(wie, Handeling.MELDING_WEGEN)
    if belemmeringen or wie is None:
        return belemmeringen
    if WEGER_VAN_ROL[wie.rol] != Weger.BUREAU:
        return ["Het bureau legt aan de beheercommissie voor waarvoor het label dan geldt. Zeg het in uw uitleg."]
    belemmeringen = weegbelemmeringen(wie, melding)
    if not belemmeringen and Weging.Gevolg.REIKWIJDTE not in weegkeuzes(melding):
        belemmeringen = [f"{melding.traject.kaderversie} kent geen andere reikwijdte door een besluit."]
    if belemmeringen:
        return belemmeringen
    certificaat = certificaat_van_toets(melding.traject)
    if traject := _voorstellen_bezig(certificaat).filter(melding__isnull=False).first():
        return [f"Er loopt al een voorstel over de reikwijdte van dit label: traject {traject.nummer}. Wacht dat af."]
    return loopt_niet(certificaat, timezone.localdate())


def andere_reikwijdte_belemmeringen(
    certificaat: Certificaat, reikwijdte: str, gebied: Gebiedskeuze, opgave: Mapping[str, list[Any]]
) -> list[str]:
    """Why the label cannot be about this from now on: it says what, that is of the holder, and it is not what it says already."""
    if not reikwijdte:
        return ["Schrijf waarvoor het label dan geldt."]
    houder = certificaat.organisatie.op_dag(timezone.localdate())
    belemmeringen = gebiedskeuzebelemmeringen(houder, gebied, ook_straks=True)
    if not belemmeringen and reikwijdte == certificaat.reikwijdte and zegt_hetzelfde(opgave, certificaat.gebied):
        belemmeringen = ["Er verandert niets: hiervoor geldt het label al."]
    return belemmeringen


def zienswijzebelemmeringen(wie: Lidmaatschap | None, maatregel: Maatregel) -> list[str]:
    """The organisation writes what it thinks while it is asked."""
    return _schrijfbelemmeringen(wie, maatregel, Handeling.ZIENSWIJZE_GEVEN, Status.ZIENSWIJZE)


def herstelbelemmeringen(wie: Lidmaatschap | None, maatregel: Maatregel) -> list[str]:
    """The organisation writes what it restored while its label is suspended."""
    return _schrijfbelemmeringen(wie, maatregel, Handeling.HERSTEL_MELDEN, Status.HERSTEL)


def _schrijfbelemmeringen(
    wie: Lidmaatschap | None, maatregel: Maatregel, inleveren: Handeling, status: Status
) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.ZIENSWIJZE_SCHRIJVEN) or relatiebelemmeringen(
        wie, maatregel.traject
    )
    if not belemmeringen and maatregel.traject.status != status:
        belemmeringen += statusbelemmeringen(maatregel.traject, inleveren)
    return belemmeringen


def inleverbelemmeringen(wie: Lidmaatschap | None, maatregel: Maatregel, handeling: Handeling) -> list[str]:
    """Why this cannot be handed in: not by this role, not now, or there is nothing in it yet."""
    return handelingsbelemmeringen(wie, maatregel.traject, handeling) or nog_leeg(maatregel, handeling)


def nog_leeg(maatregel: Maatregel, handeling: Handeling) -> list[str]:
    """What is still open before what was written can be handed in."""
    if handeling == Handeling.ZIENSWIJZE_GEVEN:
        return [] if maatregel.zienswijze.strip() else ["Schrijf eerst wat u van het voorstel vindt."]
    return [] if maatregel.herstel.strip() else ["Schrijf eerst wat er is hersteld, en hoe dat te zien is."]


def beeindigbelemmeringen(wie: Lidmaatschap | None, certificaat: Certificaat, per: date | None = None) -> list[str]:
    """A label that lasts is ended by who holds it, from today or a day in its term on. `per`: once that day is chosen."""
    vandaag = timezone.localdate()
    belemmeringen = (
        rolbelemmeringen(wie, Handeling.BEEINDIGEN)
        or relatiebelemmeringen(wie, certificaat.traject)
        or loopt_niet(certificaat, vandaag)
    )
    if belemmeringen or per is None:
        return belemmeringen
    if per < vandaag:
        return [f"{dagkort(per)} is al geweest. Kies vandaag of een dag daarna."]
    return loopt_niet(certificaat, per)
