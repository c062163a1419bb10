"""Who may read a complaint without an account, for an hour: a signed cookie, which no other site can send along.

Not the session: somebody may be signed in, and then a row in the database would say who complains.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from geschillen.models import Klacht

KOEKJE, PAD, GELDIG = "klacht", "/klacht/", 60 * 60
ZOUT = "geschillen.toegang"


def geopende_klacht(request: HttpRequest) -> Klacht | None:
    """The complaint that this browser opened within the hour."""
    pk = request.get_signed_cookie(KOEKJE, default=None, salt=ZOUT, max_age=GELDIG)
    return Klacht.objects.select_related("organisatie", "behandelaar").filter(pk=pk).first() if pk else None


def openen(response: HttpResponse, klacht: Klacht) -> HttpResponse:
    """Let this browser read the complaint for an hour from now."""
    response.set_signed_cookie(
        KOEKJE,
        klacht.pk,
        salt=ZOUT,
        max_age=GELDIG,
        path=PAD,
        httponly=True,
        samesite="Strict",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def sluiten(response: HttpResponse) -> HttpResponse:
    """Forget it on this device."""
    response.delete_cookie(KOEKJE, path=PAD, samesite="Strict")
    return response
