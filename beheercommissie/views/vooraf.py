"""A question about an item before the meeting: asking it, and the place where the certifier writes the answer."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beheercommissie.bevoegdheden.vooraf import voorafantwoordbelemmeringen, voorafvraagbelemmeringen
from beheercommissie.forms import NavraagForm
from beheercommissie.forms.vooraf import VoorafvraagForm
from beheercommissie.handelingen import vooraf as acts
from beheercommissie.models import Agendapunt, Navraag
from beheercommissie.views.agendapunt import eis_open
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import redenen, schrijven
from trajecten.persoonsgegevens import gevonden


@mag(Handeling.VOORAF_VRAGEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def vooraf_vragen(request, agendapunt):
    """Ask the certifier something about this item; the text saves itself."""
    eis_open(request.lidmaatschap, agendapunt)

    def belemmeringen(wie, traject):
        return voorafvraagbelemmeringen(wie, agendapunt)

    def doe(form):
        gelukt = "Uw vraag is verstuurd. Het antwoord komt bij dit punt te staan."
        if uitvoeren(request, acts.vooraf_vragen, agendapunt, form.cleaned_data["reden"], form=form, gelukt=gelukt):
            return redirect(agendapunt)
        return None

    antwoord, form = redenen.behandelen(
        request, agendapunt.traject, Handeling.VOORAF_VRAGEN, belemmeringen, VoorafvraagForm, doe
    )
    if antwoord:
        return antwoord
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "form": form,
        "belemmeringen": belemmeringen(request.lidmaatschap, agendapunt.traject),
    }
    return render(request, "beheercommissie/vooraf_vragen.html", context)


@mag(Handeling.VOORAF_ANTWOORDEN, Navraag)
@require_http_methods(["GET", "HEAD", "POST"])
def vraag_vooraf(request, navraag):
    """One question of before a meeting; the answer saves itself and is sent with a button."""
    if navraag.agendapunt is None:
        raise Http404
    wie = request.lidmaatschap
    if "veld" in request.POST:
        return schrijven.antwoord(request, navraag, ("antwoord",), voorafantwoordbelemmeringen, let_op=gevonden)
    form = NavraagForm(request.POST or None, initial={"antwoord": navraag.antwoord})
    if form.is_valid() and schrijven.formulier_bewaren(
        request, navraag, form, ("antwoord",), voorafantwoordbelemmeringen
    ):
        if "bewaren" in request.POST:
            return redirect(navraag)
        if uitvoeren(
            request,
            acts.vooraf_antwoorden,
            navraag,
            form.cleaned_data["antwoord"],
            form=form,
            gelukt="Uw antwoord is verstuurd. De commissie leest het bij het agendapunt.",
        ):
            return redirect(navraag)
    context = {
        "traject": navraag.traject,
        "navraag": navraag,
        "form": form,
        "bewaard": schrijven.per_veld(navraag, ["antwoord"])["antwoord"],
        "belemmeringen": voorafantwoordbelemmeringen(wie, navraag),
    }
    return render(request, "beheercommissie/vraag_vooraf.html", context)
