"""The list of municipalities that comes with the application."""

import re

import pytest

from leden import gemeenten


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
    assert gemeenten.codes_met("xyz") == []
