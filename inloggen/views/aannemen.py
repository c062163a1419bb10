"""What stands behind the link in the mail of an invitation."""

from functools import wraps

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.core import ratelimit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from inloggen.adapter import inloggen
from inloggen.dienst import heen_en_terug
from inloggen.dienst.uitnodiging import aan_te_bieden, inloggen_met, onthouden_identiteit
from inloggen.forms.account import AccountForm
from inloggen.forms.huisregels import HuisregelForm
from inloggen.handelingen import aannemen as handelingen
from inloggen.pet import SESSIESLEUTEL
from leden import begrenzen
from leden.bevoegdheden.mensen import heeft_zittingsperiode
from leden.bevoegdheden.uitnodigingen import aanneembelemmeringen
from leden.bewaken import openbaar
from leden.models import Gebruiker, Lidmaatschap, Uitnodiging
from leden.uitvoeren import uitvoeren

# Links that we never gave, per visitor; a real link that no longer works does not count (docs/keuzes/uitnodigingen.md).
VERZONNEN_LINKS = "20/5m/ip"


def _met_uitnodiging(view):
    """Give the view the invitation of the link in the mail, or answer why the link does not work (any more)."""

    @openbaar
    @never_cache
    @wraps(view)
    def bewaakt(request, sleutel):
        # Who has guessed too often hears nothing about a right guess either.
        if begrenzen.te_vaak(request, "uitnodigingslink", VERZONNEN_LINKS, tellen=False):
            return ratelimit.respond_429(request)
        uitnodiging = Uitnodiging.objects.bij_sleutel(sleutel)
        if uitnodiging is None:
            begrenzen.te_vaak(request, "uitnodigingslink", VERZONNEN_LINKS)
            return _werkt_niet(request, [], 404)
        if redenen := aanneembelemmeringen(uitnodiging):
            return _werkt_niet(request, redenen, 410)
        if sleutel != uitnodiging.sleutel:
            return _werkt_niet(
                request, ["Er is later een nieuwe mail gestuurd. Gebruik de koppeling in die mail."], 410
            )
        return view(request, uitnodiging)

    return bewaakt


def _werkt_niet(request, redenen, status):
    return render(request, "inloggen/uitnodiging_werkt_niet.html", {"redenen": redenen}, status=status)


@_met_uitnodiging
def uitnodiging(request, uitnodiging):
    """Who asks you for what: the same screen for everyone who is not signed in, whether the address is known or not."""
    is_voor_mij = request.user.is_authenticated and request.user.email == uitnodiging.email
    form = HuisregelForm(request.POST if request.method == "POST" else None) if is_voor_mij else None
    if form and form.is_valid():
        gelukt = f"U hebt de uitnodiging van {uitnodiging.organisatie.naam} aangenomen."
        if uitvoeren(request, handelingen.uitnodiging_aannemen, uitnodiging, request.user, form=form, gelukt=gelukt):
            _zeg_dat_het_wacht(request, uitnodiging)
            return _aan_het_werk(request, uitnodiging)
    return render(request, "inloggen/uitnodiging.html", {"uitnodiging": uitnodiging, "form": form})


def _zeg_dat_het_wacht(request, uitnodiging):
    """A term in the beheercommissie does not begin by accepting it."""
    if heeft_zittingsperiode(uitnodiging.organisatie):
        messages.info(request, "Uw rol gaat in als een tweede persoon die bevestigt. U krijgt daar een mail over.")


def _aan_het_werk(request, uitnodiging):
    """To Mijn werk in one of the new roles, or in the role one had when the new one begins later."""
    nieuw = Lidmaatschap.objects.geldig().filter(gebruiker=request.user, organisatie=uitnodiging.organisatie)
    if eerste := nieuw.filter(rol__in=uitnodiging.rollen).first():
        request.session[SESSIESLEUTEL] = eerste.pk
    return redirect("voorpagina")


@_met_uitnodiging
def uitnodiging_account(request, uitnodiging):
    """The second screen: who has an account signs in, who is new makes one."""
    begin = reverse("uitnodiging", args=[uitnodiging.sleutel])
    if request.user.is_authenticated:
        return redirect(begin)
    if Gebruiker.objects.filter(email=uitnodiging.email).exists():
        messages.info(request, f"Log in met {uitnodiging.email} om de uitnodiging aan te nemen.")
        return redirect(reverse("account_login", query={"next": begin}))
    via = onthouden_identiteit(request, uitnodiging.organisatie)
    met_passkey = via is None and request.POST.get("manier") == "passkey"
    form = AccountForm(
        request.POST or None, email=uitnodiging.email, met_wachtwoord=via is None, met_passkey=met_passkey
    )
    if form.is_valid():
        velden = {veld: form.cleaned_data[veld] for veld in ("naam", "wachtwoord") if veld in form.cleaned_data}
        if uitvoeren(request, handelingen.account_maken, uitnodiging, via=via, form=form, **velden):
            _zeg_dat_het_wacht(request, uitnodiging)
            return _voor_het_eerst_inloggen(request, uitnodiging, via, met_passkey)
    context = {"uitnodiging": uitnodiging, "form": form, "via": via, "dienst": aan_te_bieden(uitnodiging)}
    return render(request, "inloggen/uitnodiging_account.html", context)


def _voor_het_eerst_inloggen(request, uitnodiging, via, met_passkey):
    """Sign in whoever just made the account; who chose a passkey makes it first, on the strength of the link."""
    nieuw = Gebruiker.objects.filter(email=uitnodiging.email).first()
    if met_passkey:
        return inloggen(request, nieuw, "uitnodiging", naar=reverse("mfa_add_webauthn"))
    login = Login(user=nieuw, email=nieuw.email, redirect_url=reverse("voorpagina"))
    if via:
        return inloggen_met(request, login, *via)
    return perform_password_login(request, {"email": nieuw.email}, login)


@_met_uitnodiging
@require_POST
def uitnodiging_inlogdienst(request, uitnodiging):
    """To the service of the organisation that invites, and back with an account that replaces the password."""
    if te_vaak := ratelimit.consume_or_429(request, action="inlogdienst"):
        return te_vaak
    if not (dienst := aan_te_bieden(uitnodiging)):
        return redirect("uitnodiging", uitnodiging.sleutel)
    verder = reverse("uitnodiging_account", args=[uitnodiging.sleutel])
    return heen_en_terug.heen(request, dienst, doel="uitnodiging", naar=verder)
