from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render, resolve_url
from django.urls import reverse

from leden import bevestigen
from leden.bevoegdheden.inlogdiensten import bewezen_diensten, sessiebelemmeringen
from leden.models import Lidmaatschap
from leden.pet import PETKOP, PETVELD

SESSIESLEUTEL = "lidmaatschap"


def actief_lidmaatschap(get_response):
    """Sets what of the memberships that hold today works in this session, and as which one the person works.

    request.lidmaatschappen: all that work; request.lidmaatschap: the active one; request.dichte_lidmaatschappen: (membership,
    reasons) of those that ask for another way of signing in.
    """

    def middleware(request):
        request.lidmaatschappen, request.lidmaatschap, request.dichte_lidmaatschappen = [], None, []
        if request.user.is_authenticated:
            bewezen, eigen = bewezen_diensten(request)
            for een in (
                Lidmaatschap.objects.geldig()
                .filter(gebruiker=request.user)
                .select_related("organisatie__inlogdienst", "gebruiker")
                .defer("organisatie__inlogdienst__geheim_versleuteld")
                .order_by("pk")
            ):
                if redenen := sessiebelemmeringen(een, bewezen, eigen):
                    request.dichte_lidmaatschappen.append((een, redenen))
                else:
                    request.lidmaatschappen.append(een)
            gekozen = request.session.get(SESSIESLEUTEL)
            request.lidmaatschap = next(
                (een for een in request.lidmaatschappen if een.pk == gekozen),
                request.lidmaatschappen[0] if request.lidmaatschappen else None,
            )
        return get_response(request)

    return middleware


class InloggenVereist(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it says otherwise; a text that saves itself is told so instead of redirected."""

    def handle_no_permission(self, request, view_func):
        if "HX-Request" in request.headers:
            # The whole page goes to the sign-in page, and back: that page does not belong in a part of this one.
            inloggen = redirect_to_login(urlsplit(request.headers.get("HX-Current-URL", "")).path)
            return HttpResponse(status=401, headers={"HX-Redirect": inloggen.url})
        if request.accepts("text/html"):
            if request.method == "POST" and bevestigen.mag_mee(request):
                return _eerst_weer_inloggen(request)
            return super().handle_no_permission(request, view_func)
        return JsonResponse({"stand": "uitgelogd", "inloggen": resolve_url(settings.LOGIN_URL)}, status=401)


def _eerst_weer_inloggen(request):
    """A form that was sent after the session ended: it waits on the page, signing in happens there, and then it goes once more."""
    context = {
        "velden": bevestigen.velden_van(request, zonder=["csrfmiddlewaretoken"]),
        "bestanden": bool(request.FILES),
        "inloggen": redirect_to_login(request.get_full_path()).url,
    }
    return render(request, "leden/uitgelogd.html", context, status=401)


class PetVanDePagina:
    """What is sent from a page is done in the role that stands at the top of that page, whatever another tab chose since.

    See docs/keuzes/pet-van-de-pagina.md. Works after the check of the CSRF token, so nobody else can choose the role.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if getattr(view, "beleid", "") in ("openbaar", "ingelogd"):
            # Nothing there is done in a role; such a page may still want to say how its body is read.
            return None
        van_formulier = request.method == "POST" and PETKOP not in request.headers
        wisselt = request.resolver_match.url_name == "rol_wisselen"
        pet = request.POST.get(PETVELD) if van_formulier else request.headers.get(PETKOP)
        actief = request.lidmaatschap
        if not pet or (actief and pet == str(actief.pk)):
            return None
        gekozen = next((een for een in request.lidmaatschappen if str(een.pk) == pet), None)
        if gekozen is None:
            return None if wisselt or request.method != "POST" else _rol_voorbij(request)
        request.lidmaatschap = gekozen
        if van_formulier and not wisselt:
            # The page that comes next is one of this role too.
            request.session[SESSIESLEUTEL] = gekozen.pk
            zin = f"U werkt weer als {gekozen.get_rol_display()} bij {gekozen.organisatie.naam}. Daar was die pagina voor."
            messages.info(request, zin)
        return None


def _rol_voorbij(request):
    """Refuse: the role of that page is not, or no longer, one of this person."""
    zin = "De rol waarmee u deze pagina opende, hebt u niet meer. Er is niets veranderd."
    if not request.accepts("text/html"):
        return JsonResponse({"redenen": [zin]}, status=403)
    if request.lidmaatschap:
        zin += f" U werkt nu als {request.lidmaatschap.get_rol_display()} bij {request.lidmaatschap.organisatie.naam}."
    return bevestigen.niet_gedaan(request, "Deze rol hebt u niet meer", zin, reverse("mijn_werk"), "Ga naar Mijn werk")
