"""A second step for a person of the tests, without a browser."""

import time

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

STAP = 30


def app_instellen(gebruiker):
    """Give this person an app with codes; returns its secret."""
    geheim = generate_totp_secret()
    TOTP.activate(gebruiker, geheim)
    return geheim


def herstelcodes_maken(gebruiker):
    return RecoveryCodes.activate(gebruiker).get_unused_codes()


def code_van(geheim, stappen=0):
    """The code that the app shows now, or so many half minutes later."""
    return format_hotp_value(hotp_value(geheim, int(time.time()) // STAP + stappen))


def passkey_hebben(gebruiker, naam="Telefoon"):
    """A row as a passkey leaves behind; it cannot sign, so it opens nothing."""
    return gebruiker.authenticator_set.create(type="webauthn", data={"name": naam, "credential": {}})
