"""Signing in without the sign-in page, for measurements and tests."""

import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone

from inloggen.huisregels import VERSIE
from inloggen.pet import SESSIESLEUTEL
from inloggen.sessies import SessionStore
from leden.models import Gebruiker


def inloggen(client, wie):
    """Sign `wie` in at this test client, in that role, as somebody who read the house rules and just showed a second step."""
    nu = timezone.now()
    Gebruiker.objects.filter(pk=wie.gebruiker_id).update(huisregels_versie=VERSIE, huisregels_op=nu, last_login=nu)
    # One session that is whole at once: the way through Django's own sign-in stores it four times, and nearly every test signs in.
    sessie = SessionStore()
    sessie[SESSION_KEY] = sessie[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(wie.gebruiker_id)
    sessie[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    sessie[HASH_SESSION_KEY] = wie.gebruiker.get_session_auth_hash()
    sessie[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "mfa", "type": "totp", "at": time.time()}]
    sessie[SESSIESLEUTEL] = wie.pk
    sessie.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = sessie.session_key
    return client
