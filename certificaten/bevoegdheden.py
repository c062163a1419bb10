"""Who may do what with a certificate: reasons why not (Dutch sentences; empty list = yes)."""

from collections.abc import Mapping
from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from certificaten.levensloop import GELDIGE_STANDEN, Stand, stand_op
from certificaten.models import Certificaat
from certificaten.uitgave import veranderingen
from huisstijl.templatetags.opmaak import dag, dagkort, meervoud
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from trajecten.bevoegdheden import relatiebelemmeringen
from trajecten.models import Cyclus, Traject

# Whoever holds one of these has nothing to show any more.
ZONDER_NIEUWE_UITGAVE = (Stand.INGETROKKEN, Stand.BEEINDIGD, Stand.VERLOPEN, Stand.OPGEVOLGD)


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


def te_hernieuwen_vanaf(certificaat: Certificaat) -> date:
    """The first day on which a certificate can be renewed, as the framework said under which it was awarded."""
    maanden = certificaat.traject.kaderversie.hernieuwing.maanden_vooraf
    return certificaat.geldig_tot_en_met + relativedelta(days=1) - relativedelta(months=maanden)


def hernieuwbelemmeringen(cyclus: Cyclus) -> list[str]:
    """A label that holds is renewed in the last months of its certificate; one that holds no more, at any time."""
    vandaag = timezone.localdate()
    certificaat = nieuwste_van(cyclus, vandaag)
    if certificaat is None:
        return ["Dit label is nog niet toegekend. Er is niets om te hernieuwen."]
    vanaf = te_hernieuwen_vanaf(certificaat)
    if stand_op(certificaat, vandaag) not in (Stand.NOG_NIET, *GELDIGE_STANDEN, Stand.GESCHORST) or vandaag >= vanaf:
        return []
    maanden = meervoud(certificaat.traject.kaderversie.hernieuwing.maanden_vooraf, "maand", "maanden")
    return [f"Hernieuwen kan vanaf {dag(vanaf)}: {maanden} voordat het certificaat eindigt."]
