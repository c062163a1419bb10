"""Why the rules of the committee cannot be written or adopted like this (Dutch sentences; empty is yes)."""

from datetime import date

from django.utils import timezone

from beheercommissie.models import Reglement, Vergadering
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Gebruiker, Lidmaatschap


def ingangsbelemmeringen(geldig_vanaf: date) -> list[str]:
    """Rules count from a day that is still to come, so that no vote is counted by rules of after it; no two editions begin at once."""
    if geldig_vanaf <= timezone.localdate():
        return ["Een nieuw reglement geldt op zijn vroegst vanaf morgen. Kies een latere dag."]
    if Reglement.objects.vastgesteld().filter(geldig_vanaf=geldig_vanaf).exists():
        return [f"Vanaf {dag(geldig_vanaf)} geldt al een ander reglement. Kies een andere dag."]
    return []


def vervangerbelemmeringen(eerste: Gebruiker | None, tweede: Gebruiker | None) -> list[str]:
    """Who presides in the place of the chair is named in order, each once."""
    if tweede and not eerste:
        return ["Kies eerst wie als eerste voorzit."]
    if tweede and tweede == eerste:
        return ["Kies iemand anders dan het eerste lid, of niemand."]
    return []


def vaststelbelemmeringen(wie: Lidmaatschap, reglement: Reglement) -> list[str]:
    """Why this membership does not record that the committee adopted this."""
    redenen = rolbelemmeringen(wie, Handeling.REGLEMENT_VASTSTELLEN)
    if not redenen and reglement.vastgesteld_op:
        redenen = [f"Dit reglement is al vastgesteld, op {dag(reglement.vastgesteld_op)}."]
    return redenen or [
        f"{reden} Vraag de secretaris het concept aan te passen."
        for reden in ingangsbelemmeringen(reglement.geldig_vanaf)
    ]


def vaststelvergaderingbelemmeringen(vergadering: Vergadering) -> list[str]:
    """The committee adopts its rules in a meeting that took place, or is of today."""
    if vergadering.afgezegd_op or vergadering.datum > timezone.localdate():
        return [
            "Deze vergadering is er niet geweest. Kies de vergadering waarin de commissie het reglement vaststelde."
        ]
    return []
