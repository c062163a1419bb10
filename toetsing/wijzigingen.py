"""What changed in judgements and findings: between two versions of the report, or since the version that was checked.

What was checked stays checked (uitgangspunten § 20): a changed judgement, a new finding or another kind of finding goes
past the controleur again, and a change for the worse goes back to the organisation.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects

from huisstijl.woordverschil import woordverschil
from normenkader.models import Kaderversie
from toetsing.models import Bevinding, Rapportversie
from toetsing.samenstellen import MET_OORDELEN, passages_van
from trajecten.models import Traject

Punt = tuple[str, str]


@dataclass(frozen=True)
class Stand:
    """The judgement of each norm (number to code of the scale), and norm and kind of each finding by its anchor."""

    oordelen: dict[str, str]
    punten: dict[str, Punt]


@dataclass(frozen=True)
class Wijziging:
    """One change at a norm, in a sentence. `passage`: anchor of the finding, empty when it is about the judgement."""

    norm: str
    zin: str
    passage: str
    is_slechter: bool


@dataclass(frozen=True)
class Tekstwijziging:
    """A text that reads differently, word by word."""

    titel: str
    stukken: list[tuple[str, str]]


def stand_van(inhoud: dict[str, Any]) -> Stand:
    """As a frozen version has it."""
    return Stand(
        {norm["nummer"]: norm["oordeel"]["code"] for norm in inhoud["normen"]},
        {punt["sleutel"]: (norm["nummer"], punt["soort"]) for norm in inhoud["normen"] for punt in norm["passages"]},
    )


def stand_nu(traject: Traject, normen: Collection[str]) -> Stand:
    """As the assessors have it now, of these norms."""
    bevindingen = (
        Bevinding.objects.filter(traject=traject, norm__nummer__in=normen).in_volgorde().select_related("norm")
    )
    # Once for this and for what is still open, on the page that shows both.
    prefetch_related_objects([traject], MET_OORDELEN)
    return Stand(
        {een.norm.nummer: een.waarde for een in traject.oordelen.all() if een.norm.nummer in normen},
        {een.passage: (een.norm.nummer, een.soort) for een in bevindingen},
    )


def ongecontroleerd(traject: Traject, versie: Rapportversie) -> list[Wijziging]:
    """What changed since this released draft, which the controleur has not seen."""
    normen = {norm["nummer"] for norm in versie.inhoud["normen"]}
    return wijzigingen(traject.kaderversie, stand_van(versie.inhoud), stand_nu(traject, normen))


def wijzigingen(kader: Kaderversie, van: Stand, naar: Stand) -> list[Wijziging]:
    """Judgements that changed, findings that are new, gone or of another kind; judgements first, in the order of the norms."""
    gevonden = [
        _oordeel(kader, norm, van.oordelen.get(norm, ""), waarde)
        for norm, waarde in naar.oordelen.items()
        if waarde != van.oordelen.get(norm, "")
    ]
    for passage, (norm, soort) in naar.punten.items():
        eerder = van.punten.get(passage)
        if eerder is None:
            gevonden.append(_nieuw(norm, soort, passage))
        elif eerder[1] != soort:
            gevonden.append(_soort(norm, eerder[1], soort, passage))
    weg = [(passage, punt) for passage, punt in van.punten.items() if passage not in naar.punten]
    return gevonden + [_weg(norm, soort, passage) for passage, (norm, soort) in weg]


def _oordeel(kader, norm, oud, nieuw):
    van, naar = (f"'{kader.schaalwaarde(code).label}'" if code else "geen oordeel" for code in (oud, nieuw))
    return Wijziging(norm, f"Norm {norm}: het oordeel ging van {van} naar {naar}.", "", _is_slechter(kader, oud, nieuw))


def _is_slechter(kader, oud, nieuw):
    """Further on in the scale, or an improvement plan that was not asked before."""
    if not oud or not nieuw:
        return True
    was, wordt = kader.schaalwaarde(oud), kader.schaalwaarde(nieuw)
    return wordt.volgorde > was.volgorde or (wordt.vraagt_verbeterplan and not was.vraagt_verbeterplan)


def _nieuw(norm, soort, passage):
    woord = Bevinding.Soort(soort).label.lower()
    return Wijziging(norm, f"Norm {norm}: een {woord} kwam erbij.", passage, soort == Bevinding.Soort.VERBETER)


def _soort(norm, oud, nieuw, passage):
    van, naar = (Bevinding.Soort(soort).label.lower() for soort in (oud, nieuw))
    is_slechter = nieuw == Bevinding.Soort.VERBETER or oud == Bevinding.Soort.STERK
    return Wijziging(norm, f"Norm {norm}: een {van} werd een {naar}.", passage, is_slechter)


def _weg(norm, soort, passage):
    woord = Bevinding.Soort(soort).label.lower()
    return Wijziging(norm, f"Norm {norm}: een {woord} is weggehaald.", passage, soort == Bevinding.Soort.STERK)


def slechter_geworden(versie: Rapportversie) -> list[Wijziging]:
    """What is worse in this draft than in the one the organisation reacted to; empty in a first round."""
    if not versie.eerder_in_ronde:
        return []
    vorige = versie.eerder_in_ronde[-1]
    gevonden = wijzigingen(versie.traject.kaderversie, stand_van(vorige.inhoud), stand_van(versie.inhoud))
    return [een for een in gevonden if een.is_slechter]


def te_bespreken(versie: Rapportversie) -> set[str]:
    """Anchors of the passages that the organisation can react to: in a second round those of norms where something got worse."""
    normen = {een.norm for een in slechter_geworden(versie)}
    return {
        passage["sleutel"]
        for passage in passages_van(versie.inhoud)
        if not versie.eerder_in_ronde or passage["norm"] in normen
    }


def tekstwijzigingen(oud: dict[str, Any], nieuw: dict[str, Any]) -> list[Tekstwijziging]:
    """Sections, findings and explanations of which the words changed between two frozen versions, in the order of the report."""
    eerder = {anker: tekst for anker, _, tekst in _teksten(oud)}
    return [
        Tekstwijziging(titel, woordverschil(eerder[anker], tekst))
        for anker, titel, tekst in _teksten(nieuw)
        if eerder.get(anker, tekst) != tekst
    ]


def _teksten(inhoud):
    """(anchor, title, text) of everything that people wrote in a version."""
    for deel in inhoud["delen"]:
        yield deel["passage"], deel["titel"], deel["tekst"]
    for norm in inhoud["normen"]:
        for punt in norm["passages"]:
            yield punt["sleutel"], f"Norm {norm['nummer']}, {norm['titel']}", punt["tekst"]
        yield norm["nummer"], f"Norm {norm['nummer']}, toelichting bij het oordeel", norm["oordeel"]["toelichting"]
