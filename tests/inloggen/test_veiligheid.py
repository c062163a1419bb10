"""The trail of signing in and of what was refused: who, from where and what, and nothing to come in with."""

import json
import logging

import pytest
from django.test import Client
from django.urls import reverse

from tests.inloggen.factoren import app_instellen, code_van
from tests.leden.uitnodigen import begin, gevraagd
from tests.personen import WACHTWOORD


@pytest.fixture
def spoor():
    """`spoor()`: what was written so far."""
    regels, logger = [], logging.getLogger("veiligheid")
    lezer = logging.Handler()
    lezer.emit = lambda record: regels.append(record.getMessage())
    niveau = logger.level
    logger.addHandler(lezer)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(regel) for regel in regels]
    logger.removeHandler(lezer)
    logger.setLevel(niveau)


def inloggen(client, wie, wachtwoord, ip="203.0.113.7"):
    return client.post(reverse("account_login"), {"login": wie.gebruiker.email, "password": wachtwoord}, REMOTE_ADDR=ip)


def test_signing_in_and_failing_to_leave_a_line_each(wereld, client, spoor):
    geheim, joke = app_instellen(wereld.joke.gebruiker), wereld.joke.gebruiker_id
    inloggen(client, wereld.joke, "geraden-wachtwoord")
    inloggen(client, wereld.joke, WACHTWOORD, ip="2001:db8:1:2::3")
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_van(geheim)})
    assert [(regel["wat"], regel["gebruiker"], regel["netwerk"]) for regel in spoor()] == [
        ("inloggen mislukt", None, "203.0.113.0/24"),
        ("tweede stap mislukt", joke, "127.0.0.0/24"),
        ("tweede stap gezet", joke, "127.0.0.0/24"),
        ("ingelogd", joke, "127.0.0.0/24"),
    ]
    assert not any(woord in str(spoor()) for woord in ("geraden", "000000", "joke@"))


def test_what_is_refused_leaves_a_line_without_the_address(wereld, als, spoor):
    als(wereld.joke).get(reverse("uitnodigen", args=[wereld.joke.organisatie_id]))
    uitnodiging = begin(gevraagd(wereld))
    Client(enforce_csrf_checks=True).post(uitnodiging, REMOTE_ADDR="2001:db8:1:2::3")
    geweigerd = [regel for regel in spoor() if regel["wat"] == "niet toegestaan"]
    assert [(regel["gebruiker"], regel["netwerk"], regel["bladzijde"]) for regel in geweigerd] == [
        (wereld.joke.gebruiker_id, "127.0.0.0/24", "uitnodigen"),
        (None, "2001:db8:1::/48", "uitnodiging"),
    ]


def test_who_asks_too_often_leaves_a_line(wereld, client, spoor):
    for _ in range(4):
        client.post(reverse("account_reset_password"), {"email": wereld.joke.gebruiker.email})
    assert [(regel["wat"], regel["bladzijde"]) for regel in spoor()] == [
        ("te vaak geprobeerd", "account_reset_password")
    ]


def test_who_is_locked_out_leaves_a_line_for_a_password_and_for_a_code(wereld, client, spoor):
    geheim = app_instellen(wereld.joke.gebruiker)
    for _ in range(5):
        inloggen(client, wereld.bram, "geraden-wachtwoord")
    inloggen(client, wereld.bram, WACHTWOORD, ip="203.0.114.7")
    inloggen(client, wereld.joke, WACHTWOORD, ip="203.0.115.7")
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_van(geheim)})
    regels = [regel for regel in spoor() if regel["wat"] == "op slot"]
    assert [(regel["gebruiker"], regel["netwerk"], regel["bladzijde"]) for regel in regels] == [
        (None, "203.0.114.0/24", "account_login"),
        (None, "127.0.0.0/24", "mfa_authenticate"),
    ]
