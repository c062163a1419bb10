"""The reason of an act in a traject, kept with whoever is typing it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse

from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten import kladden
from trajecten.kladden import Klad
from trajecten.models import Melding, Redenconcept, Teambezwaar, Traject

Waarom = Callable[[Lidmaatschap, Traject], list[str]]
# What the text is about, when several of them can be open in one traject.
Over = Teambezwaar | Melding | None


def behandelen(
    request: HttpRequest,
    traject: Traject,
    handeling: Handeling,
    belemmeringen: Waarom,
    maak: Callable[..., Form],
    doe: Callable[[Form], HttpResponse | None],
    over: Over = None,
    terug: str = "",
    eerst: Callable[[Form], str] | None = None,
    begin: Mapping[str, str] | None = None,
) -> tuple[HttpResponse | None, Form | None]:
    """As `kladden.behandelen`, with the reason in the field `reden`.

    `over`: what it is about, when several can be open. `begin`: other texts of the form that are kept, with what each begins as.
    """
    klad = _klad(request.lidmaatschap, traject, handeling, over, begin)
    return kladden.behandelen(request, klad, lambda wie: belemmeringen(wie, traject), maak, doe, terug, eerst)


def concept(wie: Lidmaatschap, traject: Traject, handeling: Handeling) -> dict[str, Any]:
    """What this person was typing, as the initial values of a form with the field `reden`."""
    return _klad(wie, traject, handeling).ingevuld()


def _klad(wie, traject, handeling, over=None, begin=None):
    sleutel = {
        "traject": traject,
        "gebruiker": wie.gebruiker,
        "handeling": handeling,
        "bezwaar": over if isinstance(over, Teambezwaar) else None,
        "melding": over if isinstance(over, Melding) else None,
    }
    return Klad(Redenconcept, sleutel, {"reden": "", **(begin or {})})
