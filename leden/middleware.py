from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import resolve_url

from leden.models import Lidmaatschap

SESSIESLEUTEL = "lidmaatschap"


def actief_lidmaatschap(get_response):
    """Sets request.lidmaatschappen (all that hold today) and request.lidmaatschap (the one the person works as)."""

    def middleware(request):
        request.lidmaatschappen, request.lidmaatschap = [], None
        if request.user.is_authenticated:
            request.lidmaatschappen = list(
                Lidmaatschap.objects.geldig()
                .filter(gebruiker=request.user)
                .select_related("organisatie", "gebruiker")
                .order_by("pk")
            )
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
            return super().handle_no_permission(request, view_func)
        return JsonResponse({"stand": "uitgelogd", "inloggen": resolve_url(settings.LOGIN_URL)}, status=401)
