"""An empty installation: the first labelbeheerder, who lets everybody else in."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Organisatie
from tests.personen import WACHTWOORD
from tests.post import bezorgen, koppeling

EERSTE = {
    "bureau": "Bureau Kwaliteitslabel",
    "plaats": "Utrecht",
    "naam": "Gijs Veenbes",
    "email": "gijs@bureau.example",
}


@pytest.fixture
def begonnen(db):
    call_command("beginnen", **EERSTE)


def test_the_first_labelbeheerder_chooses_a_password_by_mail_reads_the_house_rules_and_comes_in(begonnen, client):
    client.post(reverse("account_reset_password"), {"email": EERSTE["email"]})
    keuze = client.get(koppeling(bezorgen()[0]), follow=True)
    client.post(keuze.request["PATH_INFO"], {"password1": WACHTWOORD, "password2": WACHTWOORD})
    client.post(reverse("account_login"), {"login": EERSTE["email"], "password": WACHTWOORD})
    eerst = client.get(reverse("organisatie_toelaten"))
    verder = client.post(eerst.url, {"huisregels": "on"}, follow=True)
    assert verder.redirect_chain == [(reverse("organisatie_toelaten"), 302)]
    assert verder.status_code == 200


def test_bureau_and_committee_are_there_and_the_log_says_how(begonnen):
    assert set(Organisatie.objects.values_list("soort", flat=True)) == {"bureau", "beheercommissie"}
    assert Gebeurtenis.objects.get().reden == "de eerste labelbeheerder"


def test_it_happens_once(begonnen):
    with pytest.raises(CommandError, match="Er is al een bureau"):
        call_command("beginnen", **EERSTE | {"email": "ander@bureau.example"})
    assert Lidmaatschap.objects.count() == 1


def test_an_odd_address_makes_nothing(db):
    with pytest.raises(CommandError, match="lijkt geen e-mailadres"):
        call_command("beginnen", **EERSTE | {"email": "gijs"})
    assert not Gebruiker.objects.exists() and not Organisatie.objects.exists()
