"""Who signs in where they did not before hears of it by mail; on a device that is known nobody is bothered."""

import pytest
from django.urls import reverse

from inloggen.models import Inlogbericht
from tests.conftest import StrengeClient
from tests.inloggen.factoren import app_instellen, code_van
from tests.personen import WACHTWOORD
from tests.post import bezorgen

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def inloggen(client, wie):
    velden = {"login": wie.gebruiker.email, "password": WACHTWOORD}
    client.post(reverse("account_login"), velden, headers={"user-agent": FIREFOX}, REMOTE_ADDR="203.0.113.7")
    return client


def weer(client, wie):
    client.post(reverse("account_logout"))
    wie.gebruiker.__class__.objects.update(respijt_gebruikt_op=None)
    return inloggen(client, wie)


@pytest.fixture
def bekend(wereld, client):
    """The browser on which Joke signed in for the first time."""
    inloggen(client, wereld.joke)
    assert not Inlogbericht.objects.exists()
    return client


def test_the_first_sign_in_and_the_next_on_that_device_bring_no_mail(wereld, bekend):
    assert "_auth_user_id" in weer(bekend, wereld.joke).session
    assert bezorgen() == []


def test_signing_in_elsewhere_brings_one_mail_that_names_the_browser_and_no_address(wereld, bekend):
    elders = weer(StrengeClient(), wereld.joke)
    weer(elders, wereld.joke)
    weer(bekend, wereld.joke)
    (brief,) = bezorgen()
    assert (brief.to, brief.subject) == ([wereld.joke.gebruiker.email], "U bent ingelogd vanaf een nieuw apparaat")
    assert "met Firefox op een Windows-computer" in brief.body and "203.0.113" not in brief.body
    assert reverse("account_reset_password") in brief.body


def test_a_device_is_known_to_each_person_by_itself(wereld, bekend):
    inloggen(StrengeClient(), wereld.bram)
    for wie in (wereld.bram, wereld.joke, wereld.bram):
        weer(bekend, wie)
    assert [brief.to for brief in bezorgen()] == [[wereld.bram.gebruiker.email]]


def test_a_password_without_the_second_step_brings_no_mail_and_makes_no_device_known(wereld, bekend):
    geheim = app_instellen(wereld.joke.gebruiker)
    elders = inloggen(StrengeClient(), wereld.joke)
    assert bezorgen() == [] and "apparaat" not in elders.cookies
    elders.post(reverse("mfa_authenticate"), {"code": code_van(geheim)})
    assert [brief.subject for brief in bezorgen()] == ["U bent ingelogd vanaf een nieuw apparaat"]


def test_a_cookie_that_somebody_made_makes_no_device_known(wereld, bekend):
    elders = StrengeClient()
    elders.cookies["apparaat"] = f"{wereld.joke.gebruiker_id}:1tzzzz:bedacht"
    weer(elders, wereld.joke)
    assert len(bezorgen()) == 1
