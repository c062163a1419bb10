"""Passwords: long, not the first that one would try, kept with Argon2, and replaced by mail."""

import pytest
from django.contrib.auth.hashers import identify_hasher
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from leden.models import Gebeurtenis, Gebruiker
from tests.personen import WACHTWOORD
from tests.post import bezorgen, koppeling

NIEUW = "een heel ander lang wachtwoord"


def test_a_new_password_comes_by_mail_and_ends_every_session(wereld, client, als):
    oude_sessie = als(wereld.joke)
    client.post(reverse("account_reset_password"), {"email": "joke@voorbeeld.example"})
    (bericht,) = bezorgen()
    assert (bericht.to, bericht.subject) == (["joke@voorbeeld.example"], "Kies een nieuw wachtwoord")
    formulier = client.get(koppeling(bericht), follow=True)
    client.post(formulier.request["PATH_INFO"], {"password1": NIEUW, "password2": NIEUW})
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).check_password(NIEUW)
    assert oude_sessie.get(reverse("mijn_werk")).status_code == 302
    assert bezorgen()[-1].subject == "Uw wachtwoord is veranderd"
    assert Gebeurtenis.objects.get().reden == "Een nieuw wachtwoord gekozen."


def test_for_an_unknown_address_the_page_says_the_same(wereld, client):
    bekend, onbekend = (
        client.post(reverse("account_reset_password"), {"email": adres}, follow=True).content
        for adres in ("joke@voorbeeld.example", "niemand@voorbeeld.example")
    )
    assert bekend == onbekend
    assert [bericht.subject for bericht in bezorgen()] == [
        "Kies een nieuw wachtwoord",
        "Wij kennen dit e-mailadres niet",
    ]


def test_a_changed_password_keeps_this_session_and_ends_the_others(wereld, als):
    hier, daar = als(wereld.joke), als(wereld.joke)
    gegevens = {"oldpassword": WACHTWOORD, "password1": NIEUW, "password2": NIEUW}
    assert hier.post(reverse("account_change_password"), gegevens).url == reverse("profiel")
    assert hier.get(reverse("mijn_werk")).status_code == 200
    assert daar.get(reverse("mijn_werk")).status_code == 302
    assert [bericht.subject for bericht in bezorgen()] == ["Uw wachtwoord is veranderd"]


@pytest.mark.parametrize(
    ("wachtwoord", "zin"),
    [
        ("elf tekens!", "Dit wachtwoord is te kort. Kies er een van 12 tekens of meer"),
        ("qwerty123456", "Dit wachtwoord is makkelijk te raden."),
        ("Wachtwoord2026!", "Dit wachtwoord is makkelijk te raden."),
        ("2026-november", "Dit wachtwoord is makkelijk te raden."),
        ("sunshine!!!!!", "Dit wachtwoord is makkelijk te raden."),
        ("123456789012", "Dit wachtwoord is makkelijk te raden."),
        ("ha ha ha ha ha ha ", "Dit wachtwoord is makkelijk te raden."),
        ("aaaaaaaaaaaaaaaa", "Dit wachtwoord is makkelijk te raden."),
        ("joke-zonnedauw", "Dit wachtwoord lijkt te veel op uw naam"),
        ("joke@voorbeeld", "Dit wachtwoord lijkt te veel op uw naam"),
    ],
)
def test_a_weak_password_is_refused_with_what_helps(wereld, als, wachtwoord, zin):
    gegevens = {"oldpassword": WACHTWOORD, "password1": wachtwoord, "password2": wachtwoord}
    assert zin in als(wereld.joke).post(reverse("account_change_password"), gegevens).content.decode()
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).check_password(WACHTWOORD)


@pytest.mark.parametrize("wachtwoord", [NIEUW, WACHTWOORD, "correct horse battery staple", "7Kp!x2Qm9z#R"])
def test_a_good_password_needs_no_capitals_or_signs(wachtwoord):
    validate_password(wachtwoord)


def test_the_rules_are_told_in_dutch_beforehand():
    assert password_validators_help_texts() == [
        "Minstens 12 tekens. Een paar losse woorden achter elkaar is goed, en makkelijk te onthouden.",
        "Geen veelgebruikt wachtwoord, ook niet met cijfers erachter.",
        "Niet uw naam, functie of e-mailadres.",
    ]
    with pytest.raises(ValidationError):
        validate_password("kort")


def test_who_has_no_password_chooses_one(wereld, als):
    wereld.joke.gebruiker.set_unusable_password()
    wereld.joke.gebruiker.save()
    client = als(wereld.joke)
    assert client.get(reverse("account_change_password")).url == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": NIEUW, "password2": NIEUW})
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).check_password(NIEUW)
    assert [bericht.subject for bericht in bezorgen()] == ["U hebt nu een wachtwoord"]


def test_a_password_stored_with_scrypt_is_stored_anew_with_argon2_at_the_next_sign_in(wereld, client, settings):
    hashers = "django.contrib.auth.hashers"
    settings.PASSWORD_HASHERS = [f"{hashers}.ScryptPasswordHasher"]
    wereld.joke.gebruiker.set_password(WACHTWOORD)
    wereld.joke.gebruiker.save()
    settings.PASSWORD_HASHERS = [f"{hashers}.Argon2PasswordHasher", f"{hashers}.ScryptPasswordHasher"]
    client.post(reverse("account_login"), {"login": wereld.joke.gebruiker.email, "password": WACHTWOORD})
    opgeslagen = Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).password
    assert identify_hasher(opgeslagen).algorithm == "argon2"
