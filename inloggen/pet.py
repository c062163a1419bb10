"""Middleware for the role that someone works in: which ones hold, and which one the page was made for."""

from django.contrib import messages
from django.db.models import OuterRef
from django.http import JsonResponse
from django.urls import reverse
from django.utils.deprecation import MiddlewareMixin

from inloggen import bevestigen
from inloggen.bevoegdheden.inlogdiensten import bewezen_diensten, sessiebelemmeringen
from inloggen.petveld import PETKOP, PETVELD
from leden.models import Lidmaatschap, voorgangers_van

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
                .annotate(voorgangers=voorgangers_van(OuterRef("organisatie")))
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


class PetVanDePagina(MiddlewareMixin):
    """What is sent from a page is done in the role that stands at the top of that page, whatever another tab chose since.

    See docs/keuzes/pet-van-de-pagina.md. Works after the check of the CSRF token, so nobody else can choose the role.
    """

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
