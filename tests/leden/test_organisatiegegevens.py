"""What is kept of an organisation, and what the fields refuse."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from leden.models import Organisatie
from leden.nummers import elfproef, postcode_schoon


def organisatie(**velden):
    return Organisatie(**{"naam": "Stichting Proef", "soort": "lid", "plaats": "Utrecht", **velden})


def zinnen(**velden):
    with pytest.raises(ValidationError) as fout:
        organisatie(**velden).full_clean()
    return fout.value.message_dict


@pytest.mark.parametrize("getypt", ["1234AB", "1234 ab", " 1234  Ab ", "1234 AB"])
def test_a_postcode_is_kept_in_one_form(db, getypt):
    proef = organisatie(postcode=getypt)
    proef.full_clean()
    proef.save()
    proef.refresh_from_db()
    assert proef.postcode == "1234 AB"


@given(cijfers=st.integers(1000, 9999), letters=st.text("ABCDEFGHJKLMNPRTVWXZ", min_size=2, max_size=2))
def test_a_postcode_is_the_same_however_it_is_typed(cijfers, letters):
    goed = f"{cijfers} {letters}"
    assert {postcode_schoon(vorm) for vorm in (goed, f"{cijfers}{letters.lower()}", f"  {goed} ")} == {goed}


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("postcode", "0123 AB", "Schrijf de postcode zo: 1234 AB."),
        ("postcode", "1234 SS", "Schrijf de postcode zo: 1234 AB."),
        ("postcode", "12345", "Schrijf de postcode zo: 1234 AB."),
        ("kvk_nummer", "1234567", "Een KvK-nummer heeft 8 cijfers."),
        ("kvk_nummer", "1234567a", "Een KvK-nummer heeft 8 cijfers."),
        ("rsin", "12345678", "Een RSIN heeft 9 cijfers."),
        ("rsin", "123456789", "Dit nummer kan geen RSIN zijn. Kijk de cijfers na."),
        ("gemeente", "GM9999", "Deze gemeente staat niet in de lijst. Kies een gemeente uit de lijst."),
    ],
)
def test_a_field_says_what_is_wrong_beside_it(db, veld, waarde, zin):
    assert zinnen(**{veld: waarde})[veld][0] == zin


@pytest.mark.parametrize(
    ("velden", "naam"),
    [
        ({"rsin": "12345678"}, "rsin_negen_cijfers"),
        ({"postcode": "12345"}, "postcode_vorm"),
        ({"gemeente": "Huizen"}, "gemeente_cbs_code"),
        ({"fte": -1}, "fte_niet_negatief"),
        ({"lid_sinds": date(2026, 2, 1), "lid_tot": date(2026, 1, 1)}, "lid_tot_na_lid_sinds"),
        ({"kvk_nummer": "00000001"}, "kvk_nummer"),
        ({"rsin": "000000012"}, "rsin"),
    ],
)
def test_the_database_refuses_it_too(db, velden, naam):
    organisatie(naam="Stichting Eerder", kvk_nummer="00000001", rsin="000000012").save()
    with pytest.raises(IntegrityError, match=naam), transaction.atomic():
        organisatie(**velden).save()


def test_two_organisations_without_numbers_are_fine(db):
    organisatie(naam="Een").save()
    organisatie(naam="Twee").save()


def test_the_eleven_test_of_an_rsin():
    assert elfproef("000000012")
    assert elfproef("111222333")
    assert not elfproef("123456789")


@given(nummer=st.integers(0, 999_999_999).map("{:09}".format), plek=st.integers(0, 8), erbij=st.integers(1, 9))
def test_one_wrong_digit_never_passes_the_eleven_test(nummer, plek, erbij):
    fout = f"{nummer[:plek]}{(int(nummer[plek]) + erbij) % 10}{nummer[plek + 1 :]}"
    assert not (elfproef(nummer) and elfproef(fout))


def test_members_on_a_day(db):
    organisatie(naam="Altijd").save()
    organisatie(naam="Straks", lid_sinds=date(2027, 1, 1)).save()
    organisatie(naam="Was", lid_sinds=date(2020, 1, 1), lid_tot=date(2026, 6, 30)).save()
    organisatie(naam="Geen lid", soort="certificeerder").save()

    def leden(dag):
        return set(Organisatie.objects.leden(dag).values_list("naam", flat=True))

    assert leden(date(2026, 6, 30)) == {"Altijd", "Was"}
    assert leden(date(2026, 7, 1)) == {"Altijd"}
    assert leden(date(2027, 1, 1)) == {"Altijd", "Straks"}
