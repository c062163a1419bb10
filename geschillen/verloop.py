"""What happens with a complaint and when, for whoever complains: made from the same dates as everything else about it."""

from typing import NamedTuple

from django.utils import timezone

from geschillen.models import Klacht
from geschillen.termijnen import UITKOMST, klachttermijnen
from huisstijl.templatetags.opmaak import dag


class Stap(NamedTuple):
    """One step: whether it has been done, and the sentence about it."""

    naam: str
    zin: str
    is_klaar: bool = False


def stappen(klacht: Klacht) -> list[Stap]:
    """Three steps: sent, read by somebody, outcome."""
    vandaag = timezone.localdate()
    return [
        Stap("Verstuurd", f"Op {dag(klacht.ingediend_op)}.", True),
        Stap("Iemand leest uw klacht", _gelezen(klacht, vandaag), klacht.opgepakt_op is not None),
        Stap("U krijgt de uitkomst", _uitkomst(klacht, vandaag), klacht.afgerond_op is not None),
    ]


def _gelezen(klacht, vandaag):
    if klacht.opgepakt_op:
        wie = (
            f" {klacht.behandelaar.naam} behandelt de klacht."
            if klacht.behandelaar
            else " Iemand anders neemt het over."
        )
        return f"Op {dag(klacht.opgepakt_op)}.{wie}"
    if klacht.ontvangst_uiterlijk < vandaag:
        return (
            f"Dat moest uiterlijk op {dag(klacht.ontvangst_uiterlijk)}. Het is niet gelukt, en dat spijt ons. "
            "Uw klacht blijft staan; wie haar kan behandelen, krijgt daar bericht van."
        )
    return f"Uiterlijk op {dag(klacht.ontvangst_uiterlijk)}. Het is iemand die niets met de zaak te maken heeft."


def _uitkomst(klacht, vandaag):
    if klacht.afgerond_op:
        return f"Op {dag(klacht.afgerond_op)}: {klacht.get_uitkomst_display()}."
    tot = dag(klacht.uitkomst_tot)
    if klacht.uitkomst_tot < vandaag:
        return (
            f"Dat moest uiterlijk op {tot}. Het is niet gelukt, en dat spijt ons. "
            "Uw klacht blijft staan. Langer uitstel kan niet, en een ander kan het nu overnemen."
        )
    if klacht.verlengd_tot:
        return f"Uiterlijk op {tot}. Dat is later dan eerst: de reden staat bij de berichten."
    if not klachttermijnen()[UITKOMST].uitstel_keer:
        return f"Uiterlijk op {tot}."
    return f"Uiterlijk op {tot}. Lukt dat niet, dan kan het één keer later worden. U leest dan waarom."
