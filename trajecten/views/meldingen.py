"""Changes that a holder reports: the list, reporting one, and one with what it means."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huisstijl.bladeren import bladzijde_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import redenen
from trajecten.bevoegdheden.meldingen import meldbelemmeringen, weegbelemmeringen
from trajecten.forms.meldingen import MeldForm, WeegForm
from trajecten.handelingen import meldingen as handelingen
from trajecten.models import Melding, Traject


@mag(Handeling.MELDINGEN_LEZEN, Traject)
@require_safe
def meldingen(request, traject):
    """All changes that were reported at this traject, newest first."""
    rijen = Melding.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject).prefetch_related("wegingen")
    context = {
        "traject": traject,
        "bladzijde": bladzijde_van(request, rijen.order_by("-pk")),
        "mag_melden": not meldbelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "trajecten/meldingen.html", context)


@mag(Handeling.WIJZIGING_MELDEN, Traject)
@require_http_methods(["GET", "HEAD", "POST"])
def wijziging_melden(request, traject):
    """Report a change; the text saves itself."""

    def doe(form):
        if uitvoeren(
            request,
            handelingen.wijziging_melden,
            traject,
            form=form,
            gelukt="De wijziging is gemeld. U krijgt bericht wat zij betekent voor het label.",
            soort=form.cleaned_data["soort"],
            sinds=form.cleaned_data["sinds"],
            toelichting=form.cleaned_data["reden"],
        ):
            return redirect("meldingen", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(request, traject, Handeling.WIJZIGING_MELDEN, meldbelemmeringen, MeldForm, doe)
    if antwoord:
        return antwoord
    context = {"traject": traject, "form": form, "belemmeringen": meldbelemmeringen(request.lidmaatschap, traject)}
    return render(request, "trajecten/wijziging_melden.html", context)


@mag(Handeling.MELDINGEN_LEZEN, Melding)
@require_http_methods(["GET", "HEAD", "POST"])
def melding(request, melding):
    """One reported change, what each party says about it, and the place to say so."""
    wie, traject = request.lidmaatschap, melding.traject

    def waarom_niet(wie, _traject):
        return weegbelemmeringen(wie, melding)

    def doe(form):
        if uitvoeren(
            request,
            handelingen.melding_wegen,
            melding,
            form=form,
            gelukt="Vastgelegd. De organisatie krijgt bericht.",
            gevolg=form.cleaned_data["gevolg"],
            uitleg=form.cleaned_data["reden"],
        ):
            return redirect(melding)
        return None

    antwoord, form = redenen.behandelen(request, traject, Handeling.MELDING_WEGEN, waarom_niet, WeegForm, doe)
    if antwoord:
        return antwoord
    context = {
        "traject": traject,
        "melding": melding,
        "wegingen": melding.wegingen.select_related("gewogen_door"),
        "form": form,
        "belemmeringen": weegbelemmeringen(wie, melding),
    }
    return render(request, "trajecten/melding.html", context)
