"""Changes that a holder reports: the list, and reporting one."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from huisstijl.bladeren import bladzijde_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import redenen
from trajecten.bevoegdheden.meldingen import meldbelemmeringen
from trajecten.forms.meldingen import MeldForm
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

    maak = partial(MeldForm, traject=traject)
    antwoord, form = redenen.behandelen(request, traject, Handeling.WIJZIGING_MELDEN, meldbelemmeringen, maak, doe)
    if antwoord:
        return antwoord
    context = {"traject": traject, "form": form, "belemmeringen": meldbelemmeringen(request.lidmaatschap, traject)}
    return render(request, "trajecten/wijziging_melden.html", context)
