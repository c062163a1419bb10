"""Where someone may be sent on to, when the address came along with a request."""

from django.utils.http import url_has_allowed_host_and_scheme


def binnen(request, adres):
    """This address when it is one of our own site, else an empty text."""
    kan = url_has_allowed_host_and_scheme(adres, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return adres if kan else ""
