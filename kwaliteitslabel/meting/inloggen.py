"""Signing in without the sign-in page, for measurements and tests."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY

from leden.inloggen.pet import SESSIESLEUTEL


def inloggen(client, wie):
    """Sign `wie` in at this test client, in that role, as somebody who just showed a second step."""
    client.force_login(wie.gebruiker)
    sessie = client.session
    sessie[SESSIESLEUTEL] = wie.pk
    sessie[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    sessie[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(wie.gebruiker_id)
    sessie.save()
    return client
