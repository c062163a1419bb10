"""Every text has a longest length, and what is longer is refused beside its field with all that was typed."""

import importlib

import pytest
from allauth.mfa import app_settings as mfa
from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils.module_loading import import_string

from inloggen.forms.wachtwoord import LANGSTE_WACHTWOORD
from ledenbestand.kolommen import KOLOMMEN
from tests.test_kamers import BOMEN, LAGEN
from tests.test_lineair import formulieren, modulenaam

for bestand in BOMEN:
    if "forms" in modulenaam(bestand).split("."):
        importlib.import_module(modulenaam(bestand))
VELDEN = {
    f"{vorm.__module__}.{vorm.__name__}.{naam}": veld
    for vorm in [*formulieren(), *map(import_string, [*settings.ACCOUNT_FORMS.values(), *mfa.FORMS.values()])]
    if vorm.__module__.split(".")[0] in LAGEN
    for naam, veld in getattr(vorm, "base_fields", {}).items()
} | {f"ledenbestand.{kolom.attribuut}": kolom.veld for kolom in KOLOMMEN}


def test_every_field_for_text_has_a_longest_length():
    # What a browser says of a passkey is one JSON value; the body of a request has an end. A UUID has one length.
    zonder = [
        naam
        for naam, veld in VELDEN.items()
        if isinstance(veld, forms.CharField)
        and not isinstance(veld, (forms.JSONField, forms.UUIDField))
        and veld.max_length is None
    ]
    assert len(VELDEN) > 150
    assert zonder == []


@pytest.mark.parametrize("naam", ["account_login", "account_change_password"])
def test_a_password_of_300_characters_is_refused_and_the_page_does_not_cut_it_off(wereld, als, client, naam):
    bezoeker = client if naam == "account_login" else als(wereld.hilde)
    lang = "vier losse woorden " * 20
    velden = ["oldpassword", "password1", "password2"] if naam == "account_change_password" else ["password"]
    gegevens = {veld: lang for veld in velden} | {"login": wereld.hilde.gebruiker.email}
    antwoord = bezoeker.post(reverse(naam), gegevens)
    assert antwoord.status_code == 200
    zin = f"Hier passen {LANGSTE_WACHTWOORD} tekens. U schreef er {len(lang)}. Maak het korter."
    assert {veld: antwoord.context["form"].errors[veld] for veld in velden} == {veld: [zin] for veld in velden}
    assert f'maxlength="{LANGSTE_WACHTWOORD}"' not in antwoord.content.decode()
