"""A trail of signing in and of what was refused, for who guards the machines: a line of JSON each on the logger `veiligheid`.

A line names a person by key and a visitor by network (/24 or /48): enough to see an attack, and nothing to come in with. What people did
while they were in stands in the log of the application (leden/logboek.py), changes of roles too.
"""

import json
import logging
from ipaddress import ip_address, ip_network

from allauth.account.adapter import get_adapter
from allauth.mfa.signals import authentication_failed, authenticator_used
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.core.exceptions import PermissionDenied
from django.utils import timezone

logger = logging.getLogger("veiligheid")
GEWEIGERD = {403: "niet toegestaan", 429: "te vaak geprobeerd"}


def verbinden():
    """Listen; called once when the app is ready. The signals keep no hold of a function that nothing else holds."""
    user_logged_in.connect(_ingelogd)
    user_login_failed.connect(_niet_ingelogd)
    authenticator_used.connect(_tweede_stap)
    authentication_failed.connect(_tweede_stap_mislukt)


def geweigerd(get_response):
    """Middleware: a line for every answer that refuses."""

    def middleware(request):
        response = get_response(request)
        if wat := GEWEIGERD.get(response.status_code):
            _bladzijde_melden(request, wat)
        return response

    return middleware


def op_slot(request):
    """A line for who may not try another password or code for now; the page itself answers that in its form."""
    _bladzijde_melden(request, "op slot")


def _bladzijde_melden(request, wat):
    treffer = request.resolver_match
    # The name of the page: its address may hold a key.
    _melden(request, wat, getattr(request, "user", None), bladzijde=treffer.view_name if treffer else "")


def _ingelogd(request, user, **_):
    _melden(request, "ingelogd", user)


def _niet_ingelogd(request, **_):
    # Not the address that was typed: it may be that of nobody here, and people type their password there too.
    _melden(request, "inloggen mislukt")


def _tweede_stap(request, user, authenticator, **_):
    _melden(request, "tweede stap gezet", user, soort=authenticator.type)


def _tweede_stap_mislukt(request, user, authenticator, **_):
    _melden(request, "tweede stap mislukt", user, soort=authenticator.type)


def _melden(request, wat, gebruiker=None, **meer):
    regel = {
        "moment": timezone.now().isoformat(timespec="seconds"),
        "wat": wat,
        "gebruiker": gebruiker.pk if gebruiker else None,
        "netwerk": _netwerk(request),
        **meer,
    }
    logger.info(json.dumps(regel, ensure_ascii=False))


def _netwerk(request):
    """Where a request came from, without its last part; "" when the proxy did not say."""
    try:
        ip = ip_address(get_adapter().get_client_ip(request))
    except (PermissionDenied, ValueError):
        return ""
    return str(ip_network((ip, 24 if ip.version == 4 else 48), strict=False))
