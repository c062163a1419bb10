"""The list of municipalities that comes with the application."""

import re
from datetime import date

import pytest

from leden import gemeenten
from tests.klokken import op


def test_the_list_holds_every_municipality_of_its_year_once():
    assert gemeenten.jaar() == 2026
    assert len(gemeenten.namen()) == len(set(gemeenten.namen().values())) == 342
    assert all(re.fullmatch(r"GM[0-9]{4}", code) for code in gemeenten.namen())
    assert gemeenten.lijst()["licentie"] == "CC BY 4.0"
    assert "Centraal Bureau voor de Statistiek" in gemeenten.lijst()["bron"]


@pytest.mark.parametrize(
    ("tekst", "code"),
    [
        ("Huizen", "GM0406"),
        ("GM0406", "GM0406"),
        ("  gm0406 ", "GM0406"),
        ("VOORNE  AAN ZEE", "GM1992"),
        ("Hengelo", "GM0164"),
        ("hengelo (o.)", "GM0164"),
        ("'s-gravenhage", "GM0518"),
        ("Bergen (NH.)", "GM0373"),
        ("Bergen", ""),  # there are two
        ("Weesp", ""),  # Amsterdam since 2022
        ("Wilgendam", ""),
        ("", ""),
    ],
)
def test_a_municipality_is_found_by_its_code_or_name(tekst, code):
    assert gemeenten.code_van(tekst) == code


def test_a_code_that_is_gone_shows_as_the_code():
    assert gemeenten.naam_van("GM0402") == "Hilversum"
    assert gemeenten.naam_van("GM0457") == "GM0457"


def test_the_choices_stand_in_alphabetical_order():
    namen = [naam for _, naam in gemeenten.keuzes()]
    assert namen[0] == "Aa en Hunze"
    assert namen.index("Goirle") < namen.index("'s-Gravenhage") < namen.index("Groningen")


def test_a_word_finds_the_municipalities_with_it_in_their_name():
    assert {gemeenten.naam_van(code) for code in gemeenten.codes_met("BERGEN")} >= {"Bergen (L.)", "Bergen op Zoom"}
    assert gemeenten.codes_met("xyz") == set()


# Wijdemeren goes into Hilversum on 1 January 2027.
WIJDEMEREN, HILVERSUM = "GM1696", "GM0402"
ERVOOR, ERNA = date(2026, 12, 31), date(2027, 1, 1)


def test_a_stored_code_holds_until_the_day_that_its_municipality_goes_into_another():
    assert [gemeenten.code_op(WIJDEMEREN, dag) for dag in (ERVOOR, ERNA)] == [WIJDEMEREN, HILVERSUM]
    assert [gemeenten.naam_op(WIJDEMEREN, dag) for dag in (ERVOOR, ERNA)] == ["Wijdemeren", "Hilversum"]
    assert {gemeenten.code_op(HILVERSUM, dag) for dag in (ERVOOR, ERNA)} == {HILVERSUM}


def test_from_that_day_on_both_codes_stand_for_the_same_municipality():
    assert gemeenten.codes_van(HILVERSUM, ERVOOR) == {HILVERSUM}
    assert gemeenten.codes_van(WIJDEMEREN, ERVOOR) == {WIJDEMEREN}
    assert gemeenten.codes_van(HILVERSUM, ERNA) == gemeenten.codes_van(WIJDEMEREN, ERNA) == {WIJDEMEREN, HILVERSUM}
    assert gemeenten.codes_van("GM0344", ERNA) == {"GM0344"}


def test_what_was_stored_says_what_became_of_it():
    assert gemeenten.naam_met_verloop(WIJDEMEREN, ERVOOR) == "Wijdemeren"
    zin = "Wijdemeren, sinds 1 januari 2027 onderdeel van Hilversum"
    assert gemeenten.naam_met_verloop(WIJDEMEREN, ERNA) == zin
    assert gemeenten.naam_met_verloop(HILVERSUM, ERNA) == "Hilversum"


@pytest.mark.parametrize(
    ("dag", "code", "is_te_kiezen", "gevonden", "zinnen"),
    [
        (ERVOOR, WIJDEMEREN, True, {WIJDEMEREN}, []),
        (
            ERNA,
            HILVERSUM,
            False,
            {WIJDEMEREN, HILVERSUM},
            ["Wijdemeren is sinds 1 januari 2027 onderdeel van Hilversum."],
        ),
    ],
)
def test_who_types_the_old_name_gets_the_municipality_of_that_day(dag, code, is_te_kiezen, gevonden, zinnen):
    with op(dag):
        assert gemeenten.code_van("wijdemeren") == gemeenten.code_van(WIJDEMEREN) == code
        assert (WIJDEMEREN in dict(gemeenten.keuzes())) == is_te_kiezen
        assert gemeenten.codes_met("wijdemer") == gevonden
        assert gemeenten.opgegaan_met("wijdemer") == zinnen


def test_a_municipality_that_is_gone_from_the_list_of_a_later_year_keeps_its_name(monkeypatch):
    zonder = {code: naam for code, naam in gemeenten.namen().items() if code != WIJDEMEREN}
    monkeypatch.setattr(gemeenten, "namen", lambda: zonder)
    gemeenten._alle_namen.cache_clear()
    try:
        assert gemeenten.naam_van(WIJDEMEREN) == "Wijdemeren"
    finally:
        gemeenten._alle_namen.cache_clear()


def test_each_change_goes_into_a_municipality_that_we_know():
    assert all(een.naar in gemeenten.namen() and een.van != een.naar for een in gemeenten.wijzigingen())
