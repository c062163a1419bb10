"""Guessing is stopped: of a password, a code, a new password by mail and a passkey; by account and by address on the internet."""

import re
import subprocess
import sys
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.urls import reverse
from django.utils import timezone

from inloggen.veiligheid import _netwerk
from leden.models import Gebruiker
from tests.browser.conftest import omgeving
from tests.inloggen.factoren import app_instellen, code_van
from tests.personen import WACHTWOORD
from tests.post import bezorgen, koppeling

TE_VAAK = "Er is te vaak geprobeerd."
# Minutes after the first guess: somebody goes on all day, each time that the limit of five minutes is over.
DE_HELE_DAG = (0, 6, 12, 18, 24, 30, 60, 720, 1430)


def raden(client, email, wachtwoord="geraden wachtwoord", ip="192.0.2.1"):
    return client.post(reverse("account_login"), {"login": email, "password": wachtwoord}, REMOTE_ADDR=ip)


def aantal_gewogen(pogingen):
    return sum(TE_VAAK not in antwoord.content.decode() and antwoord.status_code == 200 for antwoord in pogingen)


@pytest.fixture
def klok():
    with time_machine.travel(timezone.now(), tick=False) as klok:
        yield klok


def test_a_password_is_guessed_five_times_in_five_minutes_and_twenty_times_a_day(wereld, client, klok):
    gewogen, begin = [], timezone.now()
    for minuut in DE_HELE_DAG:
        klok.move_to(begin + timedelta(minutes=minuut))
        # From another address each time: the limit is that of the account.
        pogingen = [raden(client, "joke@voorbeeld.example", ip=f"198.51.100.{len(gewogen)}") for _ in range(6)]
        gewogen.append(aantal_gewogen(pogingen))
    assert gewogen == [5, 5, 5, 5, 0, 0, 0, 0, 0]


def test_then_the_right_password_does_not_open_either(wereld, client, klok):
    for _ in range(5):
        raden(client, "joke@voorbeeld.example")
    assert TE_VAAK in raden(client, "joke@voorbeeld.example", WACHTWOORD, ip="203.0.113.9").content.decode()
    klok.shift(5 * 60 + 1)
    assert raden(client, "joke@voorbeeld.example", WACHTWOORD, ip="203.0.113.9").url == reverse("mijn_werk")


def test_a_locked_account_and_an_unknown_address_look_the_same(wereld, client, klok):
    paginas = []
    for email in ("joke@voorbeeld.example", "vaag@voorbeeld.example"):
        for _ in range(6):
            antwoord = raden(client, email, ip=f"203.0.113.{len(paginas)}")
        html = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", antwoord.content.decode())
        paginas.append((antwoord.status_code, html.replace(email, "")))
    assert paginas[0] == paginas[1]


def test_one_address_guesses_ten_times_a_minute_over_all_accounts(wereld, client, klok):
    pogingen = [raden(client, f"mens{nummer}@voorbeeld.example") for nummer in range(15)]
    assert aantal_gewogen(pogingen) == 10
    # Somebody elsewhere notices nothing.
    assert raden(client, "joke@voorbeeld.example", WACHTWOORD, ip="203.0.113.5").url == reverse("mijn_werk")


def test_signing_in_in_between_does_not_make_room_for_more_guesses(wereld, client, klok):
    for _ in range(4):
        raden(client, "joke@voorbeeld.example")
        raden(client, "bram@voorbeeld.example", WACHTWOORD)
        client.post(reverse("account_logout"))
    pogingen = [raden(client, "joke@voorbeeld.example") for _ in range(3)]
    assert aantal_gewogen(pogingen) == 1


def test_who_chooses_a_new_password_by_mail_can_sign_in_at_once(wereld, client, klok):
    for _ in range(6):
        raden(client, "joke@voorbeeld.example")
    client.post(reverse("account_reset_password"), {"email": "joke@voorbeeld.example"}, REMOTE_ADDR="203.0.113.5")
    formulier = client.get(koppeling(bezorgen()[-1]), follow=True)
    nieuw = "een heel ander lang wachtwoord"
    client.post(formulier.request["PATH_INFO"], {"password1": nieuw, "password2": nieuw}, REMOTE_ADDR="203.0.113.5")
    assert raden(client, "joke@voorbeeld.example", nieuw, ip="203.0.113.5").url == reverse("mijn_werk")


def test_a_code_is_guessed_five_times_in_five_minutes_and_twenty_times_a_day(wereld, client, klok):
    """Three codes of a million open at any moment: twenty guesses a day find one with a chance of 6 in 100,000."""
    app_instellen(wereld.joke.gebruiker)
    gewogen, begin = [], timezone.now()
    for minuut in DE_HELE_DAG:
        klok.move_to(begin + timedelta(minutes=minuut))
        ip = f"198.51.100.{len(gewogen)}"
        raden(client, "joke@voorbeeld.example", WACHTWOORD, ip=ip)
        pogingen = [client.post(reverse("mfa_authenticate"), {"code": "0000001"}, REMOTE_ADDR=ip) for _ in range(6)]
        gewogen.append(aantal_gewogen(pogingen))
    assert gewogen == [5, 5, 5, 5, 0, 0, 0, 0, 0]


def test_then_the_right_code_does_not_open_either(wereld, client, klok):
    geheim = app_instellen(wereld.joke.gebruiker)
    raden(client, "joke@voorbeeld.example", WACHTWOORD)
    for _ in range(5):
        client.post(reverse("mfa_authenticate"), {"code": "0000001"})
    antwoord = client.post(reverse("mfa_authenticate"), {"code": code_van(geheim)}, REMOTE_ADDR="203.0.113.9")
    assert TE_VAAK in antwoord.content.decode()
    klok.shift(5 * 60 + 1)
    antwoord = client.post(reverse("mfa_authenticate"), {"code": code_van(geheim)}, REMOTE_ADDR="203.0.113.9")
    assert antwoord.url == reverse("mijn_werk")


def test_a_mail_for_a_new_password_goes_three_times_an_hour(wereld, client, klok):
    for email in ("joke@voorbeeld.example", "vaag@voorbeeld.example"):
        antwoorden = [client.post(reverse("account_reset_password"), {"email": email}) for _ in range(4)]
        assert [antwoord.status_code for antwoord in antwoorden] == [302, 302, 302, 429]
        assert "Wacht even" in antwoorden[-1].content.decode()
    assert len(bezorgen()) == 6


def test_a_passkey_is_tried_ten_times_a_minute_from_one_address(wereld, client, klok):
    pogingen = [client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code for _ in range(11)]
    assert pogingen == [302] * 10 + [429]


def test_a_wrong_passkey_says_what_helps(wereld, client):
    antwoord = client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "x"}'}, follow=True)
    assert "Wij kennen deze passkey niet (meer)." in antwoord.content.decode()


@pytest.mark.django_db(transaction=True)
def test_all_web_processes_count_together(wereld, client):
    """What one process counted, another reads: the counts stand in the database."""
    cache.set("van-dit-proces", 41, 60)
    opdracht = (
        "import django; django.setup()\n"
        "from django.core.cache import cache\n"
        "cache.set('van-het-andere', cache.get('van-dit-proces') + 1, 60)"
    )
    subprocess.run(
        [sys.executable, "-c", opdracht],
        check=True,
        cwd=settings.BASE_DIR,
        env=omgeving() | {"DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings"},
    )
    assert cache.get("van-het-andere") == 42


def test_a_flood_of_counts_does_not_wipe_those_that_are_there(db):
    """In a table with room for 100, kept like the real one."""
    opties = settings.CACHES["default"]["OPTIONS"]
    assert opties["MAX_ENTRIES"] >= 1_000_000
    klein = DatabaseCache("tijdelijk", {"OPTIONS": opties | {"MAX_ENTRIES": 100}})
    for nummer in range(102):
        klein.set(f"poging-{nummer}", 1, 60)
    assert sum(f"poging-{nummer}" in klein for nummer in range(102)) >= 99


def test_nobody_is_locked_out_by_a_sign_in_that_succeeds(wereld, client, klok):
    for _ in range(12):
        Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op=None)
        assert raden(client, "joke@voorbeeld.example", WACHTWOORD).url == reverse("mijn_werk")
        client.post(reverse("account_logout"))


@pytest.mark.parametrize(
    "doorgegeven", ["198.51.100.7:4711", "[2001:db8::7]:443", "[2001:db8::7]", "onzin", "' or 1=1"]
)
def test_rubbish_about_where_somebody_is_shuts_nobody_out(wereld, client, settings, doorgegeven):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    velden = {"login": "joke@voorbeeld.example", "password": WACHTWOORD}
    antwoord = client.post(reverse("account_login"), velden, headers={"x-forwarded-for": doorgegeven})
    assert antwoord.url == reverse("mijn_werk")


@pytest.mark.parametrize(
    ("proxies", "doorgegeven", "netwerk"),
    [
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.0/24"),
        (2, "198.51.100.1, 203.0.113.7, 192.0.2.2", "203.0.113.0/24"),
        (2, "203.0.113.7", "192.0.2.0/24"),  # somebody came round the outer one
    ],
)
def test_behind_more_proxies_it_is_still_the_visitor_who_is_counted(settings, rf, proxies, doorgegeven, netwerk):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    verzoek = rf.get("/", headers={"x-forwarded-for": doorgegeven}, REMOTE_ADDR="192.0.2.9")
    assert _netwerk(verzoek) == netwerk
