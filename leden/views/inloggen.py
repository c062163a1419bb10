from django.conf import settings
from django.contrib.auth import login
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from leden.bevoegdheden import Handeling, mag, openbaar
from leden.middleware import SESSIESLEUTEL
from leden.models import Lidmaatschap


@mag(Handeling.WERK_LEZEN)
@require_POST
def rol_wisselen(request):
    """Work in another of one's own roles from now on; it stands in the head of every page."""
    gekozen = request.POST.get("lidmaatschap", "")
    lidmaatschap = next((een for een in request.lidmaatschappen if str(een.pk) == gekozen), None)
    if lidmaatschap:
        request.session[SESSIESLEUTEL] = lidmaatschap.pk
    return redirect("mijn_werk")


def demo_mensen():
    """The memberships that the sign-in page of the demo lists."""
    mensen = Lidmaatschap.objects.geldig().select_related("organisatie", "gebruiker")
    return mensen.order_by("organisatie__soort", "organisatie__naam", "pk")


@openbaar
@require_POST
def demo_inloggen(request):
    """Demo only: sign in as one of the demo people with one click. In any other mode this URL does not exist."""
    gekozen = request.POST.get("lidmaatschap", "")
    lidmaatschap = get_object_or_404(Lidmaatschap.objects.geldig(), pk=gekozen if gekozen.isdecimal() else None)
    login(request, lidmaatschap.gebruiker, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[SESSIESLEUTEL] = lidmaatschap.pk
    naar = request.POST.get("next", "")
    veilig = url_has_allowed_host_and_scheme(
        naar, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(naar if veilig else reverse("mijn_werk"))
