"""The page of the internal check."""

from django.http import Http404

from leden.bevoegdheden import Handeling
from toetsing.bevoegdheden import controlebelemmeringen
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportversie
from toetsing.wijzigingen import slechter_geworden, stand_van, tekstwijzigingen, wijzigingen
from trajecten.levensloop import kan


def inhoud(wie, traject):
    """The frozen draft and on whose voices it rests; 404 when there is none."""
    versie = Rapportversie.objects.nieuwste_van(traject, Rapportversie.Soort.CONCEPT)
    if versie is None:
        raise Http404
    bezig = kan(traject, Handeling.VRIJGEVEN)
    versie.traject = traject
    rapport = leesvorm(versie.inhoud)
    vorige = versie.eerder_in_ronde[-1] if versie.eerder_in_ronde else None
    return {
        "traject": traject,
        "versie": versie,
        "rapport": rapport,
        "alleen_kort": [deel for deel in versie.inhoud["delen"] if deel["deel"] == "kort"],
        "stemmen": _stemmen(rapport["hoofdstukken"]),
        "bezig": bezig,
        "vorige": vorige,
        "gewijzigd": wijzigingen(traject.kaderversie, stand_van(vorige.inhoud), stand_van(versie.inhoud))
        if vorige
        else [],
        "teksten": tekstwijzigingen(vorige.inhoud, versie.inhoud) if vorige else [],
        "na_vrijgave": _na_vrijgave(versie) if bezig else "",
        "belemmeringen": controlebelemmeringen(wie, traject, Handeling.VRIJGEVEN) if bezig else [],
    }


def _na_vrijgave(versie):
    """What happens when the draft is released, as the act does it."""
    if not versie.eerder_in_ronde:
        return "De organisatie leest het dan, en kan per passage reageren."
    if slechter_geworden(versie):
        return "Er is iets slechter geworden. De organisatie leest het dan, en reageert op de normen waar dat zo is."
    return "Er is niets slechter geworden. De toetsers kunnen het rapport dan vaststellen."


def _stemmen(hoofdstukken):
    """The columns of the grid, and per part each norm with the number of groups it rests on."""
    rijen = [
        (
            hoofdstuk["titel"],
            [(norm, sum(stem["aantal"] > 0 for stem in norm["stemmen"])) for norm in hoofdstuk["normen"]],
        )
        for hoofdstuk in hoofdstukken
    ]
    kolommen = next(([stem["label"] for stem in normen[0][0]["stemmen"]] for _, normen in rijen if normen), [])
    return {"kolommen": kolommen, "rijen": rijen}
