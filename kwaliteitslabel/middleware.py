"""What every answer carries, and what is refused before anybody looks at it."""

from django.conf import settings
from django.http import Http404, HttpResponseNotAllowed, JsonResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.cache import patch_cache_control

METHODEN = ("GET", "HEAD", "POST")
# The pages that take a file. To all others go forms.
MET_BESTAND = (
    "document_toevoegen",
    "kader_laden",
    "klacht_volgen",
    "ledenbestand",
    "vergaderstuk_toevoegen",
    "verifieer",
)
BELEID = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
# What a page could ask of the device. None of ours does, but for passkeys.
NIET_GEBRUIKT = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "serial", "usb")
APPARAAT = ", ".join(
    [
        *(f"{naam}=()" for naam in NIET_GEBRUIKT),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)


def koppen(get_response):
    """The headers of every answer: only our own files, in no frame but that of signing in again, and no copy kept of what is private."""

    def middleware(request):
        response = get_response(request)
        wie_mag_tonen = "'self'" if getattr(response, "in_pagina", False) else "'none'"
        response.headers.setdefault("Content-Security-Policy", f"{BELEID}; frame-ancestors {wie_mag_tonen}")
        response.headers.setdefault("Permissions-Policy", APPARAAT)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        # Absent when the request came no further than a redirect to https. After a failure it is not asked who it was: the database
        # may be away.
        gebruiker = getattr(request, "user", None)
        if response.status_code >= 500 or (gebruiker and gebruiker.is_authenticated):
            patch_cache_control(response, no_store=True, private=True)
        return response

    return middleware


def alleen_bekende_methoden(get_response):
    """Refuse methods that no page has, and show a page of the house where a page does not have this one."""

    def middleware(request):
        response = get_response(request) if request.method in METHODEN else HttpResponseNotAllowed(METHODEN)
        if response.status_code != 405 or "HX-Request" in request.headers or not request.accepts("text/html"):
            return response
        bladzijde = render(request, "405.html", status=405)
        bladzijde["Allow"] = response["Allow"]
        return bladzijde

    return middleware


def grootste_verzoek(get_response):
    """Refuse a body that is too large by the length it says, so before a byte of it is read or written to disk.

    Of a body without a length Django reads nothing.
    """

    def middleware(request):
        lengte = request.META.get("CONTENT_LENGTH") or "0"
        if lengte.isdecimal() and int(lengte[:20]) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            grens = settings.VERZOEK_MET_BESTAND_MAX if _neemt_bestand(request.path_info) else 0
            if int(lengte[:20]) > grens:
                return _te_groot(request, grens)
        return get_response(request)

    return middleware


def _neemt_bestand(pad):
    try:
        return resolve(pad).url_name in MET_BESTAND
    except Http404:
        return False


def _te_groot(request, grens):
    zin = (
        f"Een bestand mag hier hooguit {settings.DOCUMENT_MAX_BYTES // 1024**2} MB zijn. Kies een kleiner bestand."
        if grens
        else "Er kwam meer mee dan op deze plek past. Maak de tekst korter of verdeel hem."
    )
    if not request.accepts("text/html"):
        return JsonResponse({"redenen": [zin]}, status=413)
    return render(request, "413.html", {"zin": zin}, status=413)
