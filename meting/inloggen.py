"""Signing in without the sign-in page, for measurements and tests."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.utils import timezone

from inloggen.huisregels import VERSIE
from inloggen.pet import SESSIESLEUTEL
from leden.models import Gebruiker


def inloggen(client, wie):
    """Sign `wie` in at this test client, in that role, as somebody who read the house rules and just showed a second step."""
    Gebruiker.objects.filter(pk=wie.gebruiker_id).update(huisregels_versie=VERSIE, huisregels_op=timezone.now())
    client.force_login(wie.gebruiker)
    sessie = client.session
    sessie[SESSIESLEUTEL] = wie.pk
    sessie[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    sessie[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(wie.gebruiker_id)
    sessie.save()
    return client
