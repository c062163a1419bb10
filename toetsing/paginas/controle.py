"""The page of the internal check."""

from django.http import Http404

from leden.bevoegdheden import Handeling
from toetsing.bevoegdheden import controlebelemmeringen
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportversie
from trajecten.levensloop import MOGELIJK


def inhoud(wie, traject):
    """The frozen draft and on whose voices it rests; 404 when there is none."""
    versie = Rapportversie.objects.nieuwste_van(traject, Rapportversie.Soort.CONCEPT)
    if versie is None:
        raise Http404
    bezig = (traject.status, Handeling.VRIJGEVEN) in MOGELIJK
    rapport = leesvorm(versie.inhoud)
    return {
        "traject": traject,
        "versie": versie,
        "rapport": rapport,
        "alleen_kort": [deel for deel in versie.inhoud["delen"] if deel["deel"] == "kort"],
        "stemmen": _stemmen(rapport["hoofdstukken"]),
        "bezig": bezig,
        "belemmeringen": controlebelemmeringen(wie, traject, Handeling.VRIJGEVEN) if bezig else [],
    }


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
