"""The second step: what django-allauth asks the adapter of its MFA, and what we keep of each change."""

from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.conf import settings

from inloggen import geheim
from inloggen.bevoegdheden.bewijs import factorbelemmeringen


class TweedeStap(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Dit is uw enige manier om in te loggen. Kies eerst een wachtwoord.",
        "cannot_generate_recovery_codes": "Stel eerst een passkey of een app in. Daarna maakt u herstelcodes.",
        "incorrect_code": "Deze code klopt niet. Typ de code die nu in uw app staat, of gebruik een andere herstelcode.",
    }

    def generate_authenticator_name(self, user, type):
        aantal = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {aantal + 1}"

    def get_public_key_credential_rp_entity(self):
        """Passkeys belong to the public address, whatever name of the machine was asked."""
        return {"id": urlsplit(settings.ADRES).hostname, "name": settings.MFA_TOTP_ISSUER}

    def can_delete_authenticator(self, authenticator):
        return not factorbelemmeringen(authenticator.user, authenticator)

    def encrypt(self, text):
        """A copy of the database alone gives no codes: the secrets in it open with a key that is not in it."""
        return geheim.versleutelen(text)

    def decrypt(self, encrypted_text):
        """The secret; one that nobody knows when the key was lost, so that no code fits and the factor must be set up anew."""
        return geheim.ontsleutelen(encrypted_text) or generate_totp_secret()
