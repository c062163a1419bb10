"""Who may do what with a certificate: reasons why not (Dutch sentences; empty list = yes)."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dag, meervoud
from trajecten.models import Cyclus, Traject


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
    certificaat = Certificaat.objects.filter(traject=traject).select_related("bestand", "uitgifte").first()
    if certificaat is None:
        return ["Bij dit besluit hoort geen certificaat."]
    if not hasattr(certificaat, "bestand"):
        return ["Het certificaat wordt nog gemaakt en verzegeld. Dat duurt meestal minder dan een minuut."]
    return []


def afsluitbelemmeringen(traject: Traject) -> list[str]:
    """A traject with a certificate is not closed but handed out."""
    if Certificaat.objects.filter(traject=traject).exists():
        return ["Het label is toegekend. Geef het certificaat uit."]
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
    if stand_op(certificaat, vandaag) not in (Stand.NOG_NIET, Stand.GELDIG, Stand.GESCHORST) or vandaag >= vanaf:
        return []
    maanden = meervoud(certificaat.traject.kaderversie.hernieuwing.maanden_vooraf, "maand", "maanden")
    return [f"Hernieuwen kan vanaf {dag(vanaf)}: {maanden} voordat het certificaat eindigt."]
