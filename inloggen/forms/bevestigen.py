"""Proofs of identity while signed in. Each form says what `soort` it is, and `vastleggen` writes the proof into the session."""

from allauth.account.fields import PasswordField
from allauth.account.forms import ReauthenticateForm
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.mfa.base import forms as mfa
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm

from inloggen.forms.tweede_stap import EenKeer, EigenPasskey, codeveld
from inloggen.forms.wachtwoord import met_langste_wachtwoord


class CodebewijsForm(EenKeer, mfa.ReauthenticateForm):
    soort = "code"
    code = codeveld("Code", "De 6 cijfers uit uw app, of een herstelcode.")

    def vastleggen(self, request):
        self.save()


class PasskeybewijsForm(EigenPasskey, ReauthenticateWebAuthnForm):
    soort = "passkey"

    def vastleggen(self, request):
        self.save()


@met_langste_wachtwoord
class WachtwoordbewijsForm(ReauthenticateForm):
    soort = "wachtwoord"
    password = PasswordField(label="Wachtwoord", autocomplete="current-password")

    def vastleggen(self, request):
        reauthenticate_by_password(request)


BEWIJSFORMS = (CodebewijsForm, PasskeybewijsForm, WachtwoordbewijsForm)
