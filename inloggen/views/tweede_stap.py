"""The second step: what allauth has no page of its own for, and taking away a lost one by the bureau."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.flows import remove_authenticator
from django.shortcuts import get_object_or_404, redirect, render

from inloggen.bevestigen import eerst_bevestigen, zonder_tweede_stap
from inloggen.bevoegdheden.bewijs import factorbelemmeringen, wisbelemmeringen
from inloggen.forms.wissen import WisForm
from inloggen.handelingen import sessies as handelingen
from leden.bevoegdheden import Handeling
from leden.bewaken import ingelogd, mag
from leden.models import Gebruiker
from leden.uitvoeren import uitvoeren


@zonder_tweede_stap
@ingelogd
@eerst_bevestigen(Handeling.INLOGGEN_WIJZIGEN)
def passkey_weghalen(request, pk):
    """Take away one of one's own passkeys."""
    passkey = get_object_or_404(request.user.authenticator_set.filter(type=Authenticator.Type.WEBAUTHN), pk=pk)
    belemmeringen = factorbelemmeringen(request.user, passkey)
    if request.method == "POST" and not belemmeringen:
        remove_authenticator(request, passkey)
        return redirect("mfa_index")
    laatste = not request.user.authenticator_set.exclude(type=Authenticator.Type.RECOVERY_CODES).exclude(pk=pk).exists()
    context = {"passkey": passkey.wrap(), "belemmeringen": belemmeringen, "laatste": laatste}
    return render(request, "inloggen/passkey_weghalen.html", context)


@mag(Handeling.TWEEDE_STAP_WISSEN, Gebruiker)
def tweede_stap_wissen(request, gebruiker):
    """The bureau takes away the second step of somebody who lost it."""
    form = WisForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.tweede_stap_wissen,
        gebruiker,
        form.cleaned_data["reden"],
        form=form,
        gelukt=f"De tweede stap van {gebruiker.naam} is gewist. {gebruiker.naam} krijgt een mail en stelt een nieuwe in.",
    ):
        return redirect("tweede_stap_wissen", gebruiker.pk)
    context = {
        "mens": gebruiker,
        "form": form,
        "factoren": [factor.wrap() for factor in gebruiker.authenticator_set.order_by("created_at")],
        "belemmeringen": wisbelemmeringen(request.lidmaatschap, gebruiker),
    }
    return render(request, "inloggen/tweede_stap_wissen.html", context)
