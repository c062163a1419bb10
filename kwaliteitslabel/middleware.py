def inhoudsbeleid(get_response):
    """Content Security Policy: only our own files, no inline script or style."""
    beleid = (
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    )

    def middleware(request):
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", beleid)
        return response

    return middleware
