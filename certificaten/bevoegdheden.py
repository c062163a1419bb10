"""Who may do what with a certificate: reasons why not (Dutch sentences; empty list = yes)."""

from datetime import date

from django.conf import settings
from django.utils import timezone

from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dagkort
from trajecten.models import Traject


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


def uitreikingsbelemmeringen(certificaat: Certificaat, op: date) -> list[str]:
    """A certificate is handed over after it was decided on, and is so once that has happened."""
    if op < certificaat.besloten_op:
        return [f"Toen was er nog geen besluit. Dat is van {dagkort(certificaat.besloten_op)}."]
    if op > timezone.localdate():
        return [f"{dagkort(op)} is nog niet geweest. Leg de uitreiking vast als zij er is geweest."]
    return []
