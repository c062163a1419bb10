"""Accepting an invitation with an account of the organisation's service instead of a password.

An identity that the service vouched for is kept in the session until its owner has accepted; the account is linked with it then.
"""

import time
from dataclasses import asdict

from allauth.account.internal.flows.login import perform_login, record_authentication
from django.utils import timezone

from inloggen.dienst.identiteit import Identiteit
from inloggen.models import Inlogdienst

SLEUTEL = "inlogdienst_identiteit"
GELDIG = 30 * 60


def aan_te_bieden(uitnodiging):
    """The service with which someone can accept this invitation; None when there is none, or the roles begin later."""
    if uitnodiging.van and uitnodiging.van > timezone.localdate():
        return None
    return (
        Inlogdienst.objects.actief().filter(organisatie=uitnodiging.organisatie).select_related("organisatie").first()
    )


def onthouden(request, dienst, persoon):
    request.session[SLEUTEL] = {"dienst": dienst.pk, "op": time.time(), "persoon": asdict(persoon)}


def onthouden_identiteit(request, organisatie):
    """(service, identity) of this organisation that was proven in this session in the last half hour, or None."""
    bewaard = request.session.get(SLEUTEL)
    if not bewaard or time.time() - bewaard["op"] > GELDIG:
        return None
    dienst = Inlogdienst.objects.actief().filter(pk=bewaard["dienst"], organisatie=organisatie).first()
    return (dienst, Identiteit(**bewaard["persoon"])) if dienst else None


def inloggen_met(request, login, dienst, persoon):
    """Sign in who has just been linked to this identity."""
    request.session.pop(SLEUTEL, None)
    record_authentication(request, login.user, "socialaccount", provider=dienst.provider_id, uid=persoon.sleutel)
    return perform_login(request, login)
