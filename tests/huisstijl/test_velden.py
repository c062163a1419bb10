"""What a field takes from the many ways in which people write, and what it refuses."""

import unicodedata

import pytest
from django import forms
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from huisstijl.velden import Cijferveld, Datumveld, Mailveld, Regelveld, regel
from leden.models import Gebruiker, Uitnodiging
from leden.nummers import rsin_klopt
from quickscan.models import QuickScan


@given(st.text())
def test_a_line_is_one_line_of_what_people_see(tekst):
    uitkomst = regel(tekst)
    assert uitkomst == uitkomst.strip() and "  " not in uitkomst
    assert not any(unicodedata.category(teken) in ("Cc", "Cf", "Zl", "Zp") for teken in uitkomst)
    assert regel(uitkomst) == uitkomst


def test_a_name_of_signs_that_nobody_sees_is_empty():
    with pytest.raises(forms.ValidationError, match="Vul dit in"):
        Regelveld().clean("\u200b\u202e")


def test_a_line_break_in_a_name_does_not_reach_a_mail(wereld, als):
    als(wereld.hilde).post(reverse("profiel"), {"naam": "Hilde\r\n\r\nGa naar evil.example", "functie": ""})
    assert Gebruiker.objects.get(pk=wereld.hilde.gebruiker_id).naam == "Hilde Ga naar evil.example"


def test_an_address_is_looked_at_in_the_small_letters_in_which_it_is_kept():
    """Of İ small letters make two, of which the second is no letter of an address, and one more than fits."""
    veld = Mailveld(max_length=254)
    assert veld.clean(" Hilde@Voorbeeld.EXAMPLE ") == "hilde@voorbeeld.example"
    for te_lang in ("İ@voorbeeld.example", f"{'a' * 64}@{'.'.join(['İ' * 46] * 4)}.nl"):
        assert len(te_lang) <= 255
        with pytest.raises(forms.ValidationError):
            veld.clean(te_lang)


@pytest.mark.parametrize("naam", ["uitnodigen", "adres_wijzigen", "account_login", "account_reset_password"])
def test_a_letter_that_becomes_two_breaks_no_page(wereld, als, client, naam):
    adres = reverse(naam, args=[wereld.hilde.organisatie_id] if naam == "uitnodigen" else [])
    mail = "İ" * 100 + "@voorbeeld.example"
    gegevens = {
        "email": mail,
        "nieuw": mail,
        "login": mail,
        "password": "x",
        "rollen": ["beheerder"],
        "wachtwoord": "x",
    }
    antwoord = (client if naam.startswith("account") else als(wereld.hilde)).post(adres, gegevens)
    assert antwoord.status_code < 500
    assert not Uitnodiging.objects.exists()


@pytest.mark.parametrize("nummer", ["12345678", "12 34 56 78", "12.34.56.78", " 1234 5678 "])
def test_a_number_may_be_grouped(nummer):
    assert Cijferveld(max_length=8).clean(nummer) == "12345678"


def test_nine_zeros_are_no_rsin():
    with pytest.raises(forms.ValidationError):
        rsin_klopt("000000000")


@pytest.mark.parametrize("dag", ["31-12-9999", "1-1-0001", "1 januari 1899"])
def test_a_year_far_away_is_a_mistake(dag):
    with pytest.raises(forms.ValidationError, match="Kies een jaar tussen 1900 en 2100"):
        Datumveld().clean(dag)


def test_a_quickscan_does_not_last_until_the_end_of_time(wereld, als):
    antwoord = als(wereld.gijs).post(
        reverse("quickscan_maken"),
        {"titel": "QuickScan", "inleiding": "Dag.", "sluit_op": "31-12-9999", "vragen_van": "standaard"},
    )
    assert antwoord.context["form"].errors == {"sluit_op": ["Kies een jaar tussen 1900 en 2100."]}
    assert not QuickScan.objects.exists()


def test_an_address_that_is_too_long_is_refused_beside_the_field(wereld, als):
    lang = f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example"
    antwoord = als(wereld.hilde).post(
        reverse("uitnodigen", args=[wereld.hilde.organisatie_id]), {"email": lang, "rollen": ["bestuurder"]}
    )
    assert list(antwoord.context["form"].errors) == ["email"]
    assert not Uitnodiging.objects.exists()
    assert list(als(wereld.hilde).post(reverse("adres_wijzigen"), {"nieuw": lang}).context["form"].errors) == ["nieuw"]
