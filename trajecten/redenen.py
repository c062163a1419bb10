"""The reason of an act, which saves itself while somebody types it, as every text of more than a line (uitgangspunten § 3)."""

from collections.abc import Callable
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from leden.bevoegdheden import Handeling
from leden.models import Lidmaatschap
from trajecten import schrijven
from trajecten.models import Melding, Redenconcept, Teambezwaar, Traject
from trajecten.persoonsgegevens import gevonden

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
) -> tuple[HttpResponse | None, Form | None]:
    """One request to where somebody does an act with a reason: the answer to it, or the form to show.

    `maak(gegevens, initial=…)` makes the form, with the reason in the field `reden`. `doe(form)` does the act and gives where that leads,
    or nothing when it was refused. `belemmeringen`: why this person cannot do the act now. `terug`: the page with the form, when that is
    another. `over`: what the reason is about, when several can be open. `eerst(form)`: the page to go on to before the act can be done,
    with what was written; empty when there is none.
    """
    if "veld" in request.POST:
        return _zelf_bewaard(request, traject, handeling, belemmeringen, over), None
    form = maak(request.POST or None, initial=concept(request.lidmaatschap, traject, handeling, over))
    alleen_bewaren = "bewaren" in request.POST
    if alleen_bewaren:
        # The button where there is no JavaScript: nothing has to be complete.
        for veld in form.fields.values():
            veld.required = False
    if not form.is_valid():
        return None, form
    naar = ""
    if alleen_bewaren:
        naar = terug or request.path
    elif eerst:
        naar = eerst(form)
    if naar:
        bewaard = _bewaren(request, traject, handeling, form, belemmeringen, over)
        return redirect(naar) if bewaard else None, form
    if gedaan := doe(form):
        # The reason stands in the log now.
        Redenconcept.objects.filter(**_sleutel(request.lidmaatschap, traject, handeling, over)).delete()
    return gedaan, form


def _sleutel(wie, traject, handeling, over):
    return {
        "traject": traject,
        "gebruiker": wie.gebruiker,
        "handeling": handeling,
        "bezwaar": over if isinstance(over, Teambezwaar) else None,
        "melding": over if isinstance(over, Melding) else None,
    }


def concept(wie: Lidmaatschap, traject: Traject, handeling: Handeling, over: Over = None) -> dict[str, Any]:
    """What this person was typing, as the initial values of a form with the field `reden`."""
    rij = Redenconcept.objects.filter(**_sleutel(wie, traject, handeling, over)).first()
    return {"reden": rij.reden, **rij.ernaast} if rij else {"reden": ""}


def _zelf_bewaard(request, traject, handeling, belemmeringen, over):
    """The answer to one save by the surface itself."""
    if waarom_niet := belemmeringen(request.lidmaatschap, traject):
        return JsonResponse({"redenen": waarom_niet}, status=403)
    rij = _houder(request.lidmaatschap, traject, handeling, over)
    return schrijven.antwoord(
        request, rij, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject), let_op=gevonden
    )


def _bewaren(request, traject, handeling, form, belemmeringen, over):
    """Save what is in a valid form without doing the act."""
    if waarom_niet := belemmeringen(request.lidmaatschap, traject):
        form.add_error("reden", waarom_niet)
        return False
    rij = _houder(request.lidmaatschap, traject, handeling, over)
    bewaard = schrijven.formulier_bewaren(
        request, rij, form, ("reden",), lambda wie, rij: belemmeringen(wie, rij.traject)
    )
    if bewaard:
        ernaast = {veld.name: veld.data for veld in form if veld.name != "reden"}
        Redenconcept.objects.filter(pk=rij.pk).update(ernaast=ernaast)
    return bewaard


def _houder(wie, traject, handeling, over):
    rij, _ = Redenconcept.objects.get_or_create(**_sleutel(wie, traject, handeling, over))
    return rij
