"""Middleware of the whole site: what a page may load, and how much may be sent to it."""

from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.urls import resolve

# The pages that take a file. To all others go forms.
MET_BESTAND = ("document_toevoegen", "kader_laden", "ledenbestand", "verifieer")


def inhoudsbeleid(get_response):
    """Content Security Policy: only our own files, no inline script or style, and in no frame but that of signing in again."""
    beleid = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"

    def middleware(request):
        response = get_response(request)
        wie_mag_tonen = "'self'" if getattr(response, "in_pagina", False) else "'none'"
        response.headers.setdefault("Content-Security-Policy", f"{beleid}; frame-ancestors {wie_mag_tonen}")
        return response

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
