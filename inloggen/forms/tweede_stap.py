"""Forms of the second step: those of django-allauth, with our words and stricter where theirs is lax."""

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
)
from django import forms
from django.core.cache import cache


def codeveld(label, uitleg=""):
    """A field for digits: a phone shows its number keys and offers a code that it received or keeps."""
    widget = forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"})
    return forms.CharField(label=label, help_text=uitleg, widget=widget, max_length=20)


class EenKeer:
    """A code of the app counts once. allauth remembers it for one period; with the tolerance it lives for three."""

    def clean_code(self):
        code = super().clean_code()
        perioden = 2 * app_settings.TOTP_TOLERANCE + 1
        sleutel = f"totp-gebruikt:{self.user.pk}:{code}"
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not cache.add(sleutel, True, timeout=perioden * app_settings.TOTP_PERIOD):
            raise get_adapter().validation_error("incorrect_code")
        return code


ONBEKENDE_PASSKEY = "Wij kennen deze passkey niet (meer). Kies een andere passkey, of log op een andere manier in."
MISLUKT = "De passkey maken is niet gelukt. Probeer het opnieuw."
# What reading an answer raises that no browser gave (allauth catches some of these).
ONLEESBAAR = (AttributeError, KeyError, TypeError, ValueError)


class EigenPasskey:
    """Says of a passkey that does not fit what helps, in words that are not about a code."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError as fout:
            if fout.code != "incorrect_code":
                raise
            raise forms.ValidationError(ONBEKENDE_PASSKEY) from fout
        except ONLEESBAAR as fout:
            raise forms.ValidationError(ONBEKENDE_PASSKEY) from fout


class PasskeyinlogForm(EigenPasskey, LoginWebAuthnForm):
    """Signing in with a passkey only."""


class PasskeystapForm(EigenPasskey, AuthenticateWebAuthnForm):
    """A passkey as second step after a password."""


class CodeForm(EenKeer, AuthenticateForm):
    """The second step after a password."""

    code = codeveld("Code", "De 6 cijfers uit uw app, of een herstelcode.")


class AppForm(ActivateTOTPForm):
    code = codeveld("Code", "De 6 cijfers die nu in de app staan.")


class PasskeyForm(AddWebAuthnForm):
    """A new passkey: a key that also signs in without a password, so its device asks for a face, finger or PIN."""

    name = forms.CharField(
        label="Naam",
        help_text="Waaraan herkent u deze passkey? Bijvoorbeeld: telefoon, laptop van het werk.",
        max_length=60,
        required=False,
    )

    def clean(self):
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except (forms.ValidationError, *ONLEESBAAR) as fout:
            raise forms.ValidationError(MISLUKT) from fout


class PasskeynaamForm(EditWebAuthnForm):
    name = forms.CharField(label="Naam", max_length=60)
