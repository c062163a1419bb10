"""Sending somebody on to a service, and what happens with who comes back."""

import time

import requests
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.providers.base import AuthError, AuthProcess, ProviderException
from django.contrib import messages
from django.shortcuts import redirect, render

from inloggen.dienst import fouten, identiteit, uitnodiging
from inloggen.dienst.aansluiting import Dienstprovider, app_van, provider_voor
from inloggen.dienst.ophalen import Sessie
from inloggen.handelingen import inlogdiensten as handelingen
from inloggen.models import Inlogdienst
from inloggen.models.inlogdiensten import VOORVOEGSEL
from inloggen.pet import SESSIESLEUTEL
from leden.bevoegdheden import Geweigerd
from leden.models import Lidmaatschap

OPNIEUW_BINNEN = 5 * 60
PROBEREN = "proberen"
ONBEKEND_ANTWOORD = "Deze inlog hoort niet bij wat u hier begon, of het duurde te lang. Begin opnieuw."


class Diensten(DefaultSocialAccountAdapter):
    """allauth's way to our services, and what happens once a service has said who someone is."""

    def list_apps(self, request, provider=None, client_id=None):
        pk = (provider or "").removeprefix(VOORVOEGSEL)
        if not pk.isdecimal():
            return []
        return [app_van(dienst) for dienst in Inlogdienst.objects.actief().select_related("organisatie").filter(pk=pk)]

    def get_provider(self, request, provider, client_id=None):
        return Dienstprovider(request, app=self.get_app(request, provider))

    def get_requests_session(self):
        return Sessie()

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Nobody goes on by an unknown identity: it is linked by who is signed in, kept for an invitation, or refused."""
        vraag = sociallogin.state.get("data") or {}
        dienst = sociallogin.provider.app.dienst
        verder = redirect(sociallogin.state.get("next") or "mijn_werk")
        if vraag.get("opnieuw"):
            pas_geleden_ingelogd(sociallogin.identiteit)
        if request.user.is_authenticated and vraag.get("doel") == "koppelen":
            try:
                handelingen.koppelen(request.user, dienst, sociallogin.identiteit)
            except Geweigerd as geweigerd:
                raise ImmediateHttpResponse(mislukt(request, geweigerd.redenen)) from geweigerd
            bewijzen(request, dienst, sociallogin.identiteit, opnieuw=vraag.get("opnieuw"))
            raise ImmediateHttpResponse(verder)
        if sociallogin.is_existing and vraag.get("doel") == "inloggen":
            _werken_bij(request, sociallogin.user, dienst.organisatie)
        if sociallogin.is_existing and sociallogin.user == request.user:
            # Signed in already: this proof comes on top of the others, and nothing of the session is lost.
            bewijzen(request, dienst, sociallogin.identiteit, opnieuw=vraag.get("opnieuw"))
            raise ImmediateHttpResponse(verder)
        if sociallogin.is_existing and not sociallogin.user.is_active:
            raise ImmediateHttpResponse(render(request, "account/account_inactive.html", status=403))
        if not sociallogin.is_existing:
            if vraag.get("doel") == "uitnodiging":
                uitnodiging.onthouden(request, dienst, sociallogin.identiteit)
                raise ImmediateHttpResponse(verder)
            raise ImmediateHttpResponse(
                render(request, "inloggen/inlogdienst_onbekend.html", {"dienst": dienst}, status=403)
            )

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        vraag = ((extra_context or {}).get("state") or {}).get("data")
        if error == AuthError.CANCELLED:
            redenen = ["U hebt het inloggen afgebroken, of de inlogdienst laat uw account hier niet toe."]
        elif isinstance(exception, ProviderException):
            redenen = [str(exception)]
        elif isinstance(exception, requests.RequestException):
            redenen = ["De inlogdienst antwoordt niet. Probeer het over een paar minuten nog eens."]
        elif not vraag:
            redenen = [ONBEKEND_ANTWOORD]
        elif vraag["doel"] == PROBEREN:
            redenen = [fouten.uitleg(request, exception)]
        else:
            redenen = [
                "De inlogdienst neemt onze vraag niet aan. De beheerder van uw organisatie kan de inlogdienst proberen."
            ]
        raise ImmediateHttpResponse(afgewezen(request, provider.app.dienst, vraag, redenen))


def _werken_bij(request, gebruiker, organisatie):
    """Whoever comes in through the door of an organisation starts in a role there; who only proves it again stays in the same role."""
    gaat_open = any(een.organisatie_id == organisatie.pk for een, _ in request.dichte_lidmaatschappen)
    rollen = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, organisatie=organisatie).order_by("pk")
    if (gaat_open or not request.user.is_authenticated) and (rol := rollen.first()):
        request.session[SESSIESLEUTEL] = rol.pk


def pas_geleden_ingelogd(persoon):
    """Refuse who was asked to sign in again at the service, and did not.

    Not every service says when; one that does is held to it, since the question passed through the browser.
    """
    if persoon.ingelogd_op is not None and time.time() - persoon.ingelogd_op > OPNIEUW_BINNEN:
        raise identiteit.Ongeldig(
            "De inlogdienst heeft u niet opnieuw laten inloggen. Log daar uit en probeer het nog eens."
        )


def vraag_bij(request, dienst):
    """What `beginnen` noted about the question to which this is the answer; empty when it was not asked in this session."""
    vraag, _, provider_id = statekit.get_states(request).get(request.GET.get("state"), ({}, 0, ""))
    return vraag["data"] if provider_id == dienst.provider_id else {}


def afgewezen(request, dienst, vraag, redenen):
    """Say why it did not work: who tries a service reads it on the page where it is set up."""
    if not vraag or vraag["doel"] != PROBEREN:
        return mislukt(request, redenen)
    return terug_naar_instellen(request, dienst, redenen)


def terug_naar_instellen(request, dienst, redenen=()):
    """The page where a service is set up, with what is wrong."""
    for reden in redenen:
        messages.error(request, reden)
    return redirect("inlogdienst_instellen", dienst.pk)


def mislukt(request, redenen):
    """The page that says why signing in through a service did not work."""
    return render(request, "inloggen/inlogdienst_mislukt.html", {"redenen": redenen}, status=403)


def bewijzen(request, dienst, persoon, *, opnieuw=False):
    """Add to the session that this person just signed in through this service; `opnieuw`: and was asked to prove it afresh there."""
    record_authentication(
        request,
        request.user,
        "socialaccount",
        provider=dienst.provider_id,
        uid=persoon.sleutel,
        reauthenticated=True if opnieuw else None,
    )


def heen(request, dienst, *, doel="inloggen", naar=None):
    """The page that sends someone on to the service.

    `doel` is inloggen, koppelen (by who is signed in), uitnodiging (keep an unknown identity for the page `naar`) or proberen. Who is
    signed in already is asked to prove it again there.
    """
    opnieuw = request.user.is_authenticated
    vraag = {"doel": doel, "opnieuw": opnieuw}
    provider = provider_voor(request, dienst)
    try:
        heen = provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=naar,
            data=vraag,
            auth_params={"prompt": "login"} if opnieuw else {},
        )
    except (ProviderException, requests.RequestException) as fout:
        redenen = [str(fout)] if isinstance(fout, ProviderException) else ["De inlogdienst antwoordt niet."]
        return afgewezen(request, dienst, vraag, redenen)
    # Not a redirect: our own policy (form-action) lets a form lead to this site only, and a service may send people on to others.
    antwoord = render(request, "inloggen/inlogdienst_heen.html", {"dienst": dienst, "url": heen.url})
    antwoord["Refresh"] = f"0; url={heen.url}"
    return antwoord
