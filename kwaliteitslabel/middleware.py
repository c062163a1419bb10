def inhoudsbeleid(get_response):
    """Content Security Policy: only our own files, no inline script or style, and in no frame but that of signing in again."""
    beleid = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"

    def middleware(request):
        response = get_response(request)
        wie_mag_tonen = "'self'" if getattr(response, "in_pagina", False) else "'none'"
        response.headers.setdefault("Content-Security-Policy", f"{beleid}; frame-ancestors {wie_mag_tonen}")
        return response

    return middleware
