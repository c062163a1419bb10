"""The reason of an act, which saves itself while somebody types it, as every text of more than a line (uitgangspunten § 3)."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, JsonResponse

from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten import schrijven
from trajecten.models import Redenconcept, Traject

Waarom = Callable[[Lidmaatschap, Traject], list[str]]


def _concepten(wie, traject, handeling):
    return Redenconcept.objects.filter(traject=traject, gebruiker=wie.gebruiker, handeling=handeling)


def concept(wie: Lidmaatschap, traject: Traject, handeling: Handeling) -> dict[str, str]:
    """What this person was typing, as the initial value of a form with the field `reden`."""
    return _concepten(wie, traject, handeling).values("reden").first() or {"reden": ""}


def antwoord(request: HttpRequest, traject: Traject, handeling: Handeling, belemmeringen: Waarom) -> JsonResponse:
    """The answer to one save by the surface itself. `belemmeringen`: why this person cannot do the act now."""
    rij = _houder(request.lidmaatschap, traject, handeling)
    return schrijven.antwoord(request, rij, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject))


def bewaren(request: HttpRequest, traject: Traject, handeling: Handeling, form: Form, belemmeringen: Waarom) -> bool:
    """Save the reason in a valid form without doing the act: the button where there is no JavaScript."""
    rij = _houder(request.lidmaatschap, traject, handeling)
    return schrijven.formulier_bewaren(request, rij, form, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject))


def _houder(wie, traject, handeling):
    rij, _ = Redenconcept.objects.get_or_create(traject=traject, gebruiker=wie.gebruiker, handeling=handeling)
    return rij


def opruimen(wie: Lidmaatschap, traject: Traject, handeling: Handeling) -> None:
    """The act was done: the reason stands in the log now."""
    for rij in _concepten(wie, traject, handeling):
        schrijven.eerdere_versies(rij, "reden").delete()
        rij.delete()
