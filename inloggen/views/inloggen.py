from copy import copy
from urllib.parse import urlsplit

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import logout
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import resolve, reverse
from django.views.decorators.http import require_POST

from huisstijl.velden import rijnummer
from inloggen.bevestigen import zonder_tweede_stap
from inloggen.doorsturen import binnen
from inloggen.inpagina import mag_in_pagina
from inloggen.pet import SESSIESLEUTEL
from leden.bevoegdheden import Handeling
from leden.bewaken import ingelogd, mag, openbaar
from leden.models import Lidmaatschap


@mag(Handeling.WERK_LEZEN)
@require_POST
def rol_wisselen(request):
    """Work in another of one's own roles from now on, on the same page when that role sees it too."""
    gekozen = request.POST.get("lidmaatschap", "")
    lidmaatschap = next((een for een in request.lidmaatschappen if str(een.pk) == gekozen), None)
    naar = request.POST.get("naar", "")
    if lidmaatschap:
        request.session[SESSIESLEUTEL] = lidmaatschap.pk
    if lidmaatschap and binnen(request, naar) and _opent(request, lidmaatschap, naar):
        return redirect(naar)
    return redirect("mijn_werk")


def _opent(request, wie, adres):
    """Whether this membership gets the page at an address of this site, asked of the page itself; GET changes nothing."""
    delen = urlsplit(adres)
    proef = copy(request)
    proef.method, proef.path, proef.lidmaatschap = "GET", delen.path, wie
    proef.GET, proef.POST = QueryDict(delen.query), QueryDict()
    try:
        pagina = resolve(delen.path)
        return pagina.func(proef, *pagina.args, **pagina.kwargs).status_code == 200
    except (Http404, PermissionDenied):
        return False


def uitloggen(request):
    """Sign out. The browser also drops the pages that it kept; of what was typed and not saved `schrijven.js` asks first."""
    response = logout(request)
    if request.method == "POST":
        response["Clear-Site-Data"] = '"cache"'
    return response


@mag_in_pagina
@zonder_tweede_stap
@ingelogd
def weer_binnen(request):
    """Where one comes after signing in beside a page that waits (static/js/weer-inloggen.js); that page then goes on."""
    return render(request, "inloggen/weer_binnen.html")


def demo_mensen():
    """The memberships that the sign-in page of the demo lists."""
    mensen = Lidmaatschap.objects.geldig().select_related("organisatie", "gebruiker")
    return mensen.order_by("organisatie__soort", "organisatie__naam", "pk")


@openbaar
@require_POST
def demo_inloggen(request):
    """Demo only: sign in as one of the demo people with one click. In any other mode this URL does not exist."""
    gekozen = rijnummer(request.POST.get("lidmaatschap", ""))
    lidmaatschap = get_object_or_404(Lidmaatschap.objects.geldig(), pk=gekozen)
    login(request, lidmaatschap.gebruiker, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, lidmaatschap.gebruiker, "demo")
    UserSession.objects.create_from_request(request)
    request.session[SESSIESLEUTEL] = lidmaatschap.pk
    return redirect(binnen(request, request.POST.get("next", "")) or reverse("mijn_werk"))
