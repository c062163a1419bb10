"""Confirming a term in the beheercommissie that somebody else proposed."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leden.bevoegdheden import Handeling
from leden.bevoegdheden.zittingen import bevestigbelemmeringen
from leden.bewaken import mag
from leden.forms.mensen import ZittingWeigerForm
from leden.handelingen import zittingen as handelingen
from leden.models import Lidmaatschap
from leden.uitvoeren import uitvoeren


@mag(Handeling.ZITTING_BEVESTIGEN, Lidmaatschap)
@require_http_methods(["GET", "HEAD", "POST"])
def zitting_bevestigen(request, lidmaatschap):
    """Who is proposed for what, by whom; to confirm, or not."""
    naam, rol = lidmaatschap.gebruiker.naam, lidmaatschap.get_rol_display()
    gelukt = f"{naam} is {rol}. De hele commissie krijgt er bericht van."
    if request.method == "POST" and uitvoeren(request, handelingen.zitting_bevestigen, lidmaatschap, gelukt=gelukt):
        return redirect("mijn_werk")
    return _zittingspagina(request, lidmaatschap, ZittingWeigerForm())


@mag(Handeling.ZITTING_WEIGEREN, Lidmaatschap)
@require_POST
def zitting_weigeren(request, lidmaatschap):
    """The term does not go through."""
    form = ZittingWeigerForm(request.POST)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.zitting_weigeren,
        lidmaatschap,
        form.cleaned_data["reden"],
        form=form,
        gelukt=f"De zittingsperiode gaat niet door. {lidmaatschap.voorgesteld_door} krijgt er bericht van.",
    ):
        return redirect("mijn_werk")
    return _zittingspagina(request, lidmaatschap, form)


def _zittingspagina(request, lidmaatschap, form):
    context = {
        "zitting": lidmaatschap,
        "form": form,
        "belemmeringen": bevestigbelemmeringen(request.lidmaatschap, lidmaatschap, Handeling.ZITTING_BEVESTIGEN),
        "nu": lidmaatschap.gebruiker.lidmaatschappen.geldig().select_related("organisatie").order_by("van", "pk"),
    }
    return render(request, "leden/zitting_bevestigen.html", context)
