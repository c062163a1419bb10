"""The meeting itself: opening it, who is there, and closing it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beheercommissie.bevoegdheden.voorzitten import openingsbelemmeringen, presentiebelemmeringen
from beheercommissie.forms.vergaderingen import PresentieForm
from beheercommissie.handelingen import zitting as acts
from beheercommissie.models import Aanwezigheid, Vergadering
from beheercommissie.opkomst import leden_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren


@mag(Handeling.VERGADERING_OPENEN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_openen(request, vergadering):
    """Who presides says who is there; those who said to come are ticked, and who asks."""
    wie, leden = request.lidmaatschap, leden_van(vergadering)
    komen = [
        lid.gebruiker.pk
        for lid in leden
        if lid.antwoord == Aanwezigheid.Antwoord.JA or lid.gebruiker.pk == wie.gebruiker_id
    ]
    form = PresentieForm(request.POST if request.method == "POST" else None, initial={"aanwezig": komen}, leden=leden)
    if form.is_valid() and uitvoeren(
        request, acts.vergadering_openen, vergadering, gelukt="De vergadering is open.", form=form, **form.cleaned_data
    ):
        return redirect(vergadering)
    belemmeringen = [] if form.errors else openingsbelemmeringen(wie, vergadering)
    context = {"form": form, "vergadering": vergadering, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/vergadering_openen.html", context)


@mag(Handeling.PRESENTIE_NOTEREN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def presentie_noteren(request, vergadering):
    """Somebody came in, or left."""
    er = [een.gebruiker_id for een in vergadering.presentielijst.all() if een.is_er]
    form = PresentieForm(
        request.POST if request.method == "POST" else None, initial={"aanwezig": er}, leden=leden_van(vergadering)
    )
    gelukt = "De presentielijst is bijgewerkt."
    if form.is_valid() and uitvoeren(
        request, acts.presentie_noteren, vergadering, gelukt=gelukt, form=form, **form.cleaned_data
    ):
        return redirect(vergadering)
    belemmeringen = [] if form.errors else presentiebelemmeringen(request.lidmaatschap, vergadering)
    context = {"form": form, "vergadering": vergadering, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/presentie_noteren.html", context)


@mag(Handeling.VERGADERING_SLUITEN, Vergadering)
@require_POST
def vergadering_sluiten(request, vergadering):
    uitvoeren(request, acts.vergadering_sluiten, vergadering, gelukt="De vergadering is gesloten.")
    return redirect(vergadering)
