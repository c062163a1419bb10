"""The pages that everyone can read."""

import pytest
from django.urls import reverse

from leden.models import Rol

OPENBAAR = ("voorpagina", "het_label", "hulp", "privacy", "toegankelijkheid")


def lezen(client, naam):
    antwoord = client.get(reverse(naam))
    assert antwoord.status_code == 200
    return antwoord.content.decode()


@pytest.mark.parametrize("naam", OPENBAAR)
def test_a_public_page_opens_for_everyone_also_without_a_framework(db, client, naam):
    assert "Kwaliteitslabel Sociaal Werk" in lezen(client, naam)


@pytest.mark.parametrize("naam", [naam for naam in OPENBAAR if naam != "voorpagina"])
def test_the_address_for_questions_is_that_of_the_settings(db, client, settings, naam):
    settings.CONTACT_EMAIL = "vraag@label.example"
    assert 'href="mailto:vraag@label.example"' in lezen(client, naam)


def test_the_front_page_leads_to_register_check_and_sign_in(db, client):
    bladzijde = lezen(client, "voorpagina")
    for naam in ("register", "verifieer", "het_label", "account_login"):
        assert f'href="{reverse(naam)}"' in bladzijde


def test_who_works_here_goes_straight_to_the_work(wereld, als):
    assert als(wereld.joke).get(reverse("voorpagina")).url == reverse("mijn_werk")


def test_the_terms_of_the_road_are_those_of_the_framework(kader, client):
    bladzijde = lezen(client, "het_label")
    for naam in ("accepteren", "rapport", "wederhoor", "verbeterplannen", "bezwaar"):
        assert f"binnen {kader.termijn(naam)}" in bladzijde or f"hebt u {kader.termijn(naam)} voor" in bladzijde
    assert "VOORBEELD" in bladzijde


def test_the_kinds_of_assessment_are_those_that_one_can_apply_for(kader, client, als, wereld):
    bladzijde = lezen(client, "het_label")
    te_kiezen = als(wereld.joke).get(reverse("aanmelden")).content.decode()
    for variant in kader.varianten:
        assert (variant.label in bladzijde) == (f'value="{variant.code}"' in te_kiezen) == variant.leidt_tot_certificaat
    adviesmeting = kader.variant("adviesmeting")
    assert f"{adviesmeting.uitleg} Hiervoor kan een organisatie zich hier niet aanmelden." in als(wereld.joke).get(
        kader.get_absolute_url()
    ).content.decode().replace("&#x27;", "'")


def test_help_has_a_word_for_every_role(db, client):
    bladzijde = lezen(client, "hulp").lower()
    assert [rol for rol in Rol if rol.label not in bladzijde] == []


def test_privacy_says_what_is_only_a_proposal(db, client):
    assert "Dit is nog een voorstel." in lezen(client, "privacy")


def test_the_demo_asks_for_no_real_data(db, client, settings):
    assert "Dit is een demo." not in lezen(client, "privacy")
    settings.DEMO = True
    assert "Dit is een demo." in lezen(client, "privacy")
