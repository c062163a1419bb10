"""Passwords have an end. Those of django-allauth's forms too: it takes any length, and a long one takes long to look at."""

from copy import deepcopy

from allauth.account import forms as allauth
from django import forms
from django.core.validators import MaxLengthValidator

LANGSTE_WACHTWOORD = 256


def met_langste_wachtwoord(formulier):
    """Class decorator: the form refuses a longer password. The page has no maxlength, which would cut it off without a word."""
    for naam, veld in formulier.base_fields.items():
        if isinstance(veld.widget, forms.PasswordInput):
            formulier.base_fields[naam] = veld = deepcopy(veld)
            veld.max_length = LANGSTE_WACHTWOORD
            veld.validators.append(MaxLengthValidator(LANGSTE_WACHTWOORD))
    return formulier


@met_langste_wachtwoord
class InlogForm(allauth.LoginForm):
    """Signing in with a password."""


@met_langste_wachtwoord
class WachtwoordWijzigenForm(allauth.ChangePasswordForm):
    """Another password, by who knows the present one."""


@met_langste_wachtwoord
class WachtwoordKiezenForm(allauth.SetPasswordForm):
    """A password, for who has none."""


@met_langste_wachtwoord
class WachtwoordHerstelForm(allauth.ResetPasswordKeyForm):
    """A new password, with the link of a mail."""
