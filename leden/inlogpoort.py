"""Middleware that looks at the session itself: how long it lasts, and whether a second step was shown in it."""

from allauth.usersessions.models import UserSession
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from leden import bevestigen, inlogbewijs
from leden.bevoegdheden.inloggen import tweedestapbelemmeringen


def sessie_verlengen(get_response):
    """A session lasts twelve hours after the last request; written down once in some minutes (leden/sessies.py)."""

    def middleware(request):
        if request.user.is_authenticated and request.session.verlengen():
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())
        return get_response(request)

    return middleware


class TweedeStapVereist:
    """Nobody works without a second step: until it is there only the pages to set it up, or to show it, are open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view_func, view_args, view_kwargs):
        is_open = not getattr(view_func, "login_required", True) or getattr(view_func, "zonder_tweede_stap", False)
        if is_open or not request.user.is_authenticated:
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
