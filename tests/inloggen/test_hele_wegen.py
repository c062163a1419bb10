"""Whole roads to a second step, with the settings of production and nothing set up beforehand."""

import runpy
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.urls import reverse

from leden.models import Gebruiker, Uitnodiging
from tests.conftest import StrengeClient
from tests.inloggen.factoren import app_instellen, code_van
from tests.kwaliteitslabel.test_instellingen import VERPLICHT, zegelbestand
from tests.leden.test_begin import EERSTE
from tests.personen import WACHTWOORD
from tests.post import bezorgen, koppeling

NIEUW = "een heel ander lang wachtwoord"
# Of this run: where data, mail and files go, how static files are served, and how the passwords of its people are kept.
VAN_DEZE_PROEF = {"DATABASES", "EMAIL_BACKEND", "BESTANDEN", "MEDIA_ROOT", "STORAGES", "INSTALLED_APPS", "MIDDLEWARE"}
VAN_DEZE_PROEF |= {"PASSWORD_HASHERS"}


@pytest.fixture
def browser(settings, monkeypatch, tmp_path):
    """`browser()`: somebody who comes in through the proxy that stands before a production site."""
    zegel = zegelbestand(tmp_path / "zegel.pem", timedelta(days=365))
    for naam, waarde in (VERPLICHT | {"ZEGEL_SLEUTEL": zegel, "ZEGEL_CERTIFICAAT": zegel}).items():
        monkeypatch.setenv(naam, waarde)
    productie = runpy.run_path(str(settings.BASE_DIR / "kwaliteitslabel" / "settings.py"))
    for naam, waarde in productie.items():
        if naam.isupper() and naam not in VAN_DEZE_PROEF:
            setattr(settings, naam, waarde)
    vanaf = {"x-forwarded-proto": "https", "x-forwarded-for": "203.0.113.7"}
    return lambda: StrengeClient(headers=vanaf | {"host": settings.ALLOWED_HOSTS[0]})


def wachtwoord_vragen(client, email):
    assert client.post(reverse("account_reset_password"), {"email": email}).status_code == 302


def wachtwoord_kiezen(client):
    """Open the link of the last mail and choose a password behind it."""
    formulier = client.get(koppeling(bezorgen()[-1]), follow=True)
    antwoord = client.post(formulier.request["PATH_INFO"], {"password1": NIEUW, "password2": NIEUW})
    assert antwoord.status_code == 302


def inloggen(client, email, wachtwoord=NIEUW):
    client.post(reverse("account_login"), {"login": email, "password": wachtwoord})
    client.post(reverse("huisregels_lezen"), {"huisregels": "on"})
    return client


def app_erbij(client):
    """Set up an app with codes, as a person does; gives what makes its codes."""
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    bladzijde = client.get(reverse("mfa_activate_totp"))
    assert bladzijde.status_code == 200, bladzijde.url
    geheim = bladzijde.context["form"].secret
    antwoord = client.post(reverse("mfa_activate_totp"), {"code": code_van(geheim)})
    assert antwoord.url == reverse("mfa_view_recovery_codes")
    return geheim


def test_the_first_of_an_empty_installation_comes_in_sets_up_a_second_step_and_invites_the_next(db, browser):
    call_command("beginnen", **EERSTE)
    wachtwoord_vragen(browser(), EERSTE["email"])
    eerste = browser()
    wachtwoord_kiezen(eerste)
    geheim = app_erbij(inloggen(eerste, EERSTE["email"]))
    # Another day: the second step is asked, and what it opens is open.
    later = browser()
    antwoord = later.post(reverse("account_login"), {"login": EERSTE["email"], "password": NIEUW})
    assert antwoord.url == reverse("mfa_authenticate")
    later.post(reverse("mfa_authenticate"), {"code": code_van(geheim, stappen=1)})
    mens = Gebruiker.objects.get()
    adres = reverse("uitnodigen", args=[mens.lidmaatschappen.get().organisatie_id])
    later.post(adres, {"email": "tweede@bureau.example", "rollen": ["labelbeheerder"]})
    assert Uitnodiging.objects.get().email == "tweede@bureau.example"
    assert bezorgen()[-1].to == ["tweede@bureau.example"]
    assert not EmailAddress.objects.exists()


def test_a_password_that_a_stranger_asked_for_keeps_the_owner_from_nothing(wereld, browser):
    eigenaar = inloggen(browser(), wereld.joke.gebruiker.email, WACHTWOORD)
    wachtwoord_vragen(browser(), wereld.joke.gebruiker.email)
    app_erbij(eigenaar)
    assert not EmailAddress.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_who_lost_the_second_step_and_the_password_sets_up_another_one(wereld, browser, als):
    app_instellen(wereld.joke.gebruiker)
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op="2026-01-01T00:00Z")
    wissen = reverse("tweede_stap_wissen", args=[wereld.joke.gebruiker_id])
    bureau = als(wereld.gijs)
    bureau.defaults |= browser().defaults
    bureau.post(wissen, {"reden": "Teruggebeld; telefoon kwijt."})
    assert not Authenticator.objects.exists()
    wachtwoord_vragen(browser(), wereld.joke.gebruiker.email)
    joke = browser()
    wachtwoord_kiezen(joke)
    app_erbij(inloggen(joke, wereld.joke.gebruiker.email))
    assert joke.get(reverse("mijn_werk")).status_code == 200


def test_an_address_that_allauth_would_want_verified_closes_no_door(wereld, browser):
    EmailAddress.objects.create(user=wereld.joke.gebruiker, email=wereld.joke.gebruiker.email, verified=False)
    app_erbij(inloggen(browser(), wereld.joke.gebruiker.email, WACHTWOORD))
