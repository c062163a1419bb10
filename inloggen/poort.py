"""Middleware at the gate: is there a session, how long does it last, was a second step shown in it, and were the house rules read."""

from functools import partial
from urllib.parse import urlsplit

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.views.csrf import csrf_failure

from inloggen import bevestigen, inlogbewijs
from inloggen.bevoegdheden.bewijs import tweedestapbelemmeringen, versbelemmeringen
from inloggen.huisregels import VERSIE
from leden.bewaken import AndersInloggen, EerstBevestigen


def sessie_verlengen(get_response):
    """A session lasts twelve hours after the last request, and a week at most; written down once in some minutes (see sessies.py)."""

    def middleware(request):
        if request.user.is_authenticated and request.session.verlengen():
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return get_response(request)

    return middleware


class InloggenVereist(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it says otherwise; a text that saves itself is told so instead of redirected."""

    def handle_no_permission(self, request, view_func):
        if antwoord := _uitgelogd(request):
            return antwoord
        if request.method == "POST" and bevestigen.mag_mee(request):
            return _eerst_weer_inloggen(request)
        if request.method == "POST":
            # The address of a button is no page; that with the button on it is.
            pagina = urlsplit(bevestigen.veilig(request, request.headers.get("Referer", "")))
            return redirect_to_login(pagina._replace(scheme="", netloc="").geturl())
        return super().handle_no_permission(request, view_func)


def csrf_geweigerd(request, reason=""):
    """Who lost all cookies is signed out as well, and hears that where the page itself asks; otherwise Django's page about it."""
    antwoord = None if request.user.is_authenticated else _uitgelogd(request)
    return antwoord or csrf_failure(request, reason)


def _uitgelogd(request):
    """The answer to a script; None for an ordinary page."""
    if "HX-Request" in request.headers:
        # The whole page goes to the sign-in page, and back: that page does not belong in a part of this one.
        inloggen = redirect_to_login(_pad(request.headers.get("HX-Current-URL", "")))
        return HttpResponse(status=401, headers={"HX-Redirect": inloggen.url})
    if request.accepts("text/html"):
        return None
    return JsonResponse({"stand": "uitgelogd", "inloggen": resolve_url(settings.LOGIN_URL)}, status=401)


def _pad(adres):
    try:
        return urlsplit(adres).path
    except ValueError:  # brackets that belong to no address
        return ""


def _eerst_weer_inloggen(request):
    """A form that was sent after the session ended: it waits on the page, signing in happens there, and then it goes once more."""
    context = {
        "velden": bevestigen.velden_van(request, zonder=["csrfmiddlewaretoken"]),
        "bestanden": bool(request.FILES),
        "inloggen": redirect_to_login(request.get_full_path()).url,
    }
    return render(request, "inloggen/uitgelogd.html", context, status=401)


def _is_open(view_func):
    """A page for everyone, or one to prove who one is."""
    return not getattr(view_func, "login_required", True) or getattr(view_func, "zonder_tweede_stap", False)


class HuisregelsGelezen(MiddlewareMixin):
    """Who has not read the newest house rules does so before the next page opens.

    Only the opening of a page waits for it: what is sent from a page that was open already is done, so no text is lost.
    """

    def process_view(self, request, view_func, view_args, view_kwargs):
        opent_bladzijde = request.method in ("GET", "HEAD") and request.accepts("text/html") and not request.htmx
        if not opent_bladzijde or _is_open(view_func) or not request.user.is_authenticated:
            return None
        if request.user.huisregels_versie == VERSIE or request.resolver_match.url_name == "huisregels_lezen":
            return None
        return redirect(reverse("huisregels_lezen", query={REDIRECT_FIELD_NAME: request.get_full_path()}))


class BewijsVereist(MiddlewareMixin):
    """Tells the guard of a view (`leden.bewaken`) whether a proof of identity is recent, and answers when it refuses for want of one."""

    def process_request(self, request):
        request.bewijsbelemmeringen = partial(versbelemmeringen, request)

    def process_exception(self, request, exception):
        if isinstance(exception, EerstBevestigen):
            return bevestigen.vragen(request, exception.redenen)
        if isinstance(exception, AndersInloggen):
            if "HX-Request" in request.headers:
                # The whole page goes there, since that page does not belong in a part of this one.
                return HttpResponse(status=401, headers={"HX-Redirect": reverse("dichte_rollen")})
            return redirect("dichte_rollen")
        return None


class TweedeStapVereist(MiddlewareMixin):
    """Nobody works without a second step: until it is there only the pages to set it up, or to show it, are open."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if _is_open(view_func) or not request.user.is_authenticated:
            return None
        redenen = tweedestapbelemmeringen(request)
        if not redenen:
            return None
        gewone_bladzijde = request.accepts("text/html") and not request.htmx
        if gewone_bladzijde and not inlogbewijs.heeft_factor(request.user):
            if request.method != "POST":
                return redirect("mfa_index")
            zin = "Wat u verstuurde, is niet bewaard. Stel eerst een tweede stap in. Daarna gaat alles weer open."
            return bevestigen.niet_gedaan(
                request, "Nog niet verstuurd", zin, reverse("mfa_index"), "Stel een tweede stap in"
            )
        return bevestigen.vragen(request, redenen)
