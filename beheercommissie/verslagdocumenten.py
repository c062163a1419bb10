"""The minutes as papers: PDF and Word, each made from the version of one reader."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import capfirst

from beheercommissie.agenda import wanneer
from beheercommissie.models import Verslag
from beheercommissie.verslag import Leesversie, Verslagregel
from beheercommissie.word import sjabloon_nu, vullen
from huisstijl.document import maak_pdf
from huisstijl.templatetags.opmaak import dag, dagkort, meervoud, opsomming

NIET_MEE = "Wat hier is besproken, leest alleen wie aan dit punt meedeed."


def stand_van(verslag: Verslag) -> str:
    """How far the minutes are, in one sentence."""
    if verslag.vastgesteld_op:
        return f"Vastgesteld op {dag(timezone.localdate(verslag.vastgesteld_op))}."
    if verslag.bespreekpunt:
        return f"Concept. Het staat op de agenda van {dag(verslag.bespreekpunt.vergadering.datum)}."
    return "Concept. Het staat nog op geen agenda."


def feiten_van(punt: Verslagregel) -> list[str]:
    """What the minutes say of an item beside the prose of the secretary, in sentences."""
    feiten = []
    if punt.besluit:
        feiten.append(
            f"{punt.besluit['uitspraak']} Besluit {punt.besluit['nummer']} van {dagkort(punt.besluit['op'])}."
        )
    elif punt.is_besloten:
        feiten.append("Besloten.")
    if punt.is_weg:
        waarheen = f"Ging naar de vergadering van {dag(punt.naar)}." if punt.naar else "Ging van de agenda."
        feiten.append(f"{waarheen} {punt.reden}".strip())
    if punt.stemmen:
        stemmen = opsomming(f"{label.lower()} {meervoud(aantal, 'keer', 'keer')}" for label, aantal in punt.stemmen)
        feiten.append(f"Stemmen: {stemmen}.")
    if punt.niet_mee:
        namen = opsomming(punt.niet_mee)
        feiten.append(f"{'Nam niet deel' if len(punt.niet_mee) == 1 else 'Namen niet deel'}: {namen}.")
    if not punt.leest_mee:
        feiten.append(NIET_MEE)
    return feiten


def verslag_pdf(verslag: Verslag, versie: Leesversie) -> bytes:
    """PDF/A of what this reader reads."""
    context = {
        "versie": versie,
        "stand": stand_van(verslag),
        "punten": [(punt, feiten_van(punt)) for punt in versie.punten],
        "voorbeeld": settings.DEMO,
    }
    return maak_pdf(render_to_string("pdf/verslag.html", context), "verslag.css")


def verslag_word(verslag: Verslag, versie: Leesversie) -> bytes:
    """The same in the Word template of the committee."""
    with sjabloon_nu() as sjabloon:
        return vullen(sjabloon, _gegevens(verslag, versie))


def _gegevens(verslag: Verslag, versie: Leesversie) -> dict[str, Any]:
    return {
        "titel": f"{versie.naam} van de vergadering van {dagkort(versie.datum)}",
        "wanneer": capfirst(wanneer(versie.datum, versie.begin, versie.eind, versie.plaats)),
        "stand": stand_van(verslag) + (" VOORBEELD." if settings.DEMO else ""),
        "aanwezig": opsomming(versie.aanwezig),
        "afwezig": opsomming(versie.afwezig),
        "besluiten": [_punt(punt) for punt in versie.besluiten],
        "punten": [] if versie.is_lijst else [_punt(punt) for punt in versie.punten],
    }


def _punt(punt: Verslagregel) -> dict[str, Any]:
    besluit = punt.besluit or {}
    return {
        "kop": f"{punt.nummer}. {punt.naam}" if punt.nummer else punt.naam,
        "naam": punt.naam,
        "nummer": punt.nummer or "",
        "aanduiding": punt.aanduiding,
        "besluit": besluit.get("label", ""),
        "besloten_op": dagkort(besluit["op"]) if besluit else "",
        "besluitnummer": besluit.get("nummer", ""),
        "regels": feiten_van(punt),
        "alineas": [alinea for alinea in punt.tekst.split("\n") if alinea.strip()],
    }
