"""The reason of an act, which saves itself while somebody types it, as every text of more than a line (uitgangspunten § 3)."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpRequest, JsonResponse

from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten import schrijven
from trajecten.models import Melding, Redenconcept, Teambezwaar, Traject
from trajecten.persoonsgegevens import gevonden

Waarom = Callable[[Lidmaatschap, Traject], list[str]]
# What the text is about, when several of them can be open in one traject.
Over = Teambezwaar | Melding | None


def _sleutel(wie, traject, handeling, over):
    return {
        "traject": traject,
        "gebruiker": wie.gebruiker,
        "handeling": handeling,
        "bezwaar": over if isinstance(over, Teambezwaar) else None,
        "melding": over if isinstance(over, Melding) else None,
    }


def concept(wie: Lidmaatschap, traject: Traject, handeling: Handeling, over: Over = None) -> dict[str, str]:
    """What this person was typing, as the initial value of a form with the field `reden`."""
    rijen = Redenconcept.objects.filter(**_sleutel(wie, traject, handeling, over))
    return rijen.values("reden").first() or {"reden": ""}


def antwoord(
    request: HttpRequest,
    traject: Traject,
    handeling: Handeling,
    belemmeringen: Waarom,
    over: Over = None,
) -> JsonResponse:
    """The answer to one save by the surface itself. `belemmeringen`: why this person cannot do the act now."""
    if waarom_niet := belemmeringen(request.lidmaatschap, traject):
        return JsonResponse({"redenen": waarom_niet}, status=403)
    rij = _houder(request.lidmaatschap, traject, handeling, over)
    return schrijven.antwoord(
        request, rij, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject), let_op=gevonden
    )


def bewaren(
    request: HttpRequest,
    traject: Traject,
    handeling: Handeling,
    form: Form,
    belemmeringen: Waarom,
    over: Over = None,
) -> bool:
    """Save the reason in a valid form without doing the act: the button where there is no JavaScript."""
    if waarom_niet := belemmeringen(request.lidmaatschap, traject):
        form.add_error("reden", waarom_niet)
        return False
    rij = _houder(request.lidmaatschap, traject, handeling, over)
    return schrijven.formulier_bewaren(request, rij, form, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject))


def _houder(wie, traject, handeling, over):
    rij, _ = Redenconcept.objects.get_or_create(**_sleutel(wie, traject, handeling, over))
    return rij


def opruimen(wie: Lidmaatschap, traject: Traject, handeling: Handeling, over: Over = None) -> None:
    """The act was done: the reason stands in the log now."""
    Redenconcept.objects.filter(**_sleutel(wie, traject, handeling, over)).delete()
