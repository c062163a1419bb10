"""Signing in again inside the page that one works in: a frame of our own pages, and of nobody else."""

from functools import wraps


def in_pagina(request):
    """Whether this page is asked for to stand in a frame. Browsers say so themselves on what follows in that frame."""
    return "inpagina" in request.GET or request.headers.get("Sec-Fetch-Dest") == "iframe"


def mag_in_pagina(view):
    """Let a page stand in a frame of our own origin, when it is asked for there; the policy of the site reads the mark."""

    @wraps(view)
    def getoond(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if in_pagina(request):
            response.in_pagina = True
            response["X-Frame-Options"] = "SAMEORIGIN"
        return response

    return getoond
