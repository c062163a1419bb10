"""What the session knows about who is signed in: which proofs were given, and when.

django-allauth keeps a list of proofs in the session: {"method": "password", "at": 1701423602.7, ...}. Its words: `password`, `mfa` (app,
passkey or recovery code), `socialaccount` (the organisation's own service), `password_reset`. Ours: `demo` (one click, demo only),
`uitnodiging` (the link of an invitation) and `factor_weg` (it was `mfa`, with a factor that has been taken away since).
"""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY, get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from leden.models import Gebruiker

RESPIJT = "respijt"
# What the person has at hand; recovery codes come along with these.
FACTOREN = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def bewijzen(request):
    return get_authentication_records(request, request.user)


def is_eigen_stap(bewijs):
    """Whether a proof is a second step of the person's own. The demo's one click counts."""
    return bewijs["method"] == "mfa" or (settings.DEMO and bewijs["method"] == "demo")


def is_tweede_stap(bewijs):
    """Whether a proof is more than a password; the service of an organisation asks a second step itself."""
    return is_eigen_stap(bewijs) or bewijs["method"] == "socialaccount"


def tweede_stap_gezet(request):
    return any(is_tweede_stap(bewijs) for bewijs in bewijzen(request))


def is_vers(bewijs):
    return time.time() - bewijs["at"] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def heeft_factor(gebruiker):
    return Authenticator.objects.filter(user=gebruiker, type__in=FACTOREN).exists()


def in_respijt(request):
    """Whether this is the one session in which someone may work without a second step."""
    return bool(request.session.get(RESPIJT)) and not tweede_stap_gezet(request)


def sessie_beginnen(request, gebruiker):
    """After every sign-in: a session ends with the browser, and the first one without a second step is let through."""
    request.session.set_expiry(0)
    if tweede_stap_gezet(request) or heeft_factor(gebruiker):
        return
    # One statement, so that two sign-ins at the same moment do not both get the grace.
    eerste = Gebruiker.objects.filter(pk=gebruiker.pk, respijt_gebruikt_op=None)
    if eerste.update(respijt_gebruikt_op=timezone.now()):
        request.session[RESPIJT] = True


def factor_erbij(request, gebruiker, factor):
    """Setting up a factor proves that one has it at hand."""
    record_authentication(request, gebruiker, "mfa", type=factor.type, id=factor.pk)


def factor_weg(request, gebruiker):
    """Without any factor left the session is no longer in order: the next thing to do is to set up another one."""
    if heeft_factor(gebruiker):
        return
    request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [
        bewijs | {"method": "factor_weg"} if bewijs["method"] == "mfa" else bewijs for bewijs in bewijzen(request)
    ]
