"""A written procedure: beginning one, and stopping it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from beheercommissie.bevoegdheden.schriftelijk import voorlegbelemmeringen
from beheercommissie.forms.schriftelijk import SchriftelijkForm
from beheercommissie.handelingen import schriftelijk as acts
from beheercommissie.models import Agendapunt
from beheercommissie.views.agendapunt import eis_open
from huisstijl.templatetags.opmaak import tijdstip
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten.models import Traject


@mag(Handeling.SCHRIFTELIJK_VOORLEGGEN, Traject)
@require_http_methods(["GET", "HEAD", "POST"])
def schriftelijk_voorleggen(request, traject):
    """The secretary chooses until when members vote."""
    form = SchriftelijkForm(request.POST if request.method == "POST" else None, traject=traject)
    if form.is_valid():
        tot = form.cleaned_data["tot"]
        gelukt = f"De leden kunnen stemmen tot {tijdstip(tot)}. De stukken liggen nu vast."
        if uitvoeren(request, acts.schriftelijk_voorleggen, traject, tot, gelukt=gelukt, form=form):
            return redirect(traject.agendapunten.latest("pk").vergadering)
    belemmeringen = [] if form.errors else voorlegbelemmeringen(request.lidmaatschap, traject)
    context = {"form": form, "traject": traject, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/schriftelijk_voorleggen.html", context)


@mag(Handeling.SCHRIFTELIJK_STOPPEN, Agendapunt)
@require_POST
def schriftelijk_stoppen(request, agendapunt):
    eis_open(request.lidmaatschap, agendapunt)
    gelukt = "De procedure is gestopt. Het traject komt in een vergadering."
    if uitvoeren(request, acts.schriftelijk_stoppen, agendapunt, gelukt=gelukt):
        return redirect(agendapunt.vergadering)
    return redirect(agendapunt)
