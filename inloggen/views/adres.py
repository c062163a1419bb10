"""Another e-mail address: asked on the profile, confirmed or stopped by a link in a mail."""

from django.core import signing
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from inloggen.bevoegdheden.adres import (
    GELDIG_OM_TE_BEVESTIGEN,
    GELDIG_OM_TE_STOPPEN,
    bevestigbelemmeringen,
    stopbelemmeringen,
)
from inloggen.forms.profiel import AdresForm
from inloggen.handelingen import profiel as handelingen
from inloggen.models import Adreswijziging
from leden.bevoegdheden import Geweigerd, Handeling
from leden.bewaken import mag, openbaar
from leden.uitvoeren import uitvoeren

TE_OUD = "Deze koppeling is te oud of niet volledig. Vraag de wijziging opnieuw aan op uw profiel."


@mag(Handeling.INLOGGEN_WIJZIGEN)
def adres_wijzigen(request):
    form = AdresForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.adres_aanvragen,
        form.cleaned_data["nieuw"],
        form=form,
        gelukt="Er is een mail naar het nieuwe adres onderweg. Bevestig daarin de wijziging.",
    ):
        return redirect("profiel")
    return render(request, "inloggen/adres_wijzigen.html", {"form": form})


@never_cache
@openbaar
def adres_bevestigen(request, sleutel):
    """From the mail to the new address; the button does it, so that a program that looks into links changes nothing."""
    wijziging = _wijziging(sleutel, handelingen.BEVESTIGEN, GELDIG_OM_TE_BEVESTIGEN)
    redenen = bevestigbelemmeringen(wijziging) if wijziging else [TE_OUD]
    return _antwoord(request, "inloggen/adres_bevestigen.html", wijziging, redenen, handelingen.adres_bevestigen)


@never_cache
@openbaar
def adres_stoppen(request, sleutel):
    """From the mail to the old address."""
    wijziging = _wijziging(sleutel, handelingen.STOPPEN, GELDIG_OM_TE_STOPPEN)
    redenen = stopbelemmeringen(wijziging) if wijziging else [TE_OUD]
    return _antwoord(request, "inloggen/adres_stoppen.html", wijziging, redenen, handelingen.adres_stoppen)


def _wijziging(sleutel, doel, geldig):
    """The change that a link names, or None when the link is not ours, meant for something else, or too old."""
    try:
        pk = signing.loads(sleutel, salt=doel, max_age=geldig)
    except signing.BadSignature:
        return None
    return Adreswijziging.objects.select_related("gebruiker").filter(pk=pk).first()


def _antwoord(request, sjabloon, wijziging, redenen, act):
    gedaan = False
    if request.method == "POST" and not redenen:
        try:
            act(wijziging)
            gedaan = True
        except Geweigerd as geweigerd:
            redenen = geweigerd.redenen
    return render(request, sjabloon, {"wijziging": wijziging, "redenen": redenen, "gedaan": gedaan})
