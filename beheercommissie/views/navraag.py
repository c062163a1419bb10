"""What the committee asks a party before it decides: the question, and the place to write the answer."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import navraagantwoordbelemmeringen
from beheercommissie.forms import NavraagForm
from beheercommissie.models import Navraag
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden


def _belemmeringen(wie, navraag):
    return navraagantwoordbelemmeringen(wie, navraag.traject)


@mag(Handeling.NAVRAAG_BEANTWOORDEN, Traject)
@require_http_methods(["GET", "HEAD", "POST"])
def navraag(request, traject):
    """The last question to the own party; the answer saves itself and is sent with a button."""
    wie = request.lidmaatschap
    gevraagd = Navraag.objects.zichtbaar_voor(wie).van(traject).select_related("besluit__agendapunt").last()
    if gevraagd is None:
        raise Http404
    gevraagd.besluit.agendapunt.traject = traject
    if "veld" in request.POST:
        return schrijven.antwoord(request, gevraagd, ("antwoord",), _belemmeringen, let_op=gevonden)
    form = NavraagForm(request.POST or None, initial={"antwoord": gevraagd.antwoord})
    if form.is_valid() and schrijven.formulier_bewaren(request, gevraagd, form, ("antwoord",), _belemmeringen):
        if "bewaren" in request.POST:
            return redirect(gevraagd)
        if uitvoeren(
            request,
            handelingen.navraag_beantwoorden,
            traject,
            form.cleaned_data["antwoord"],
            form=form,
            gelukt="Uw antwoord is verstuurd. Het traject komt terug op een vergadering.",
        ):
            return redirect(traject)
    context = {
        "traject": traject,
        "navraag": gevraagd,
        "form": form,
        "bewaard": schrijven.per_veld(gevraagd, ["antwoord"])["antwoord"],
        "belemmeringen": _belemmeringen(wie, gevraagd),
    }
    return render(request, "beheercommissie/navraag.html", context)
