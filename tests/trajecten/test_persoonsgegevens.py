"""What points to a person in a note is found, and ordinary words are left alone."""

import ast
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.test_kamers import BOMEN
from trajecten.persoonsgegevens import gevonden, is_bsn, lijkt_een_persoon

cijfers = st.lists(st.integers(0, 9), min_size=8, max_size=8).filter(any)
letters = st.text(st.characters(categories=["L", "Zs"], include_characters=".,;!?'\n"))


def met_controlecijfer(acht):
    """A number of nine digits that passes the eleven-test, or None when these eight have none."""
    rest = sum(gewicht * cijfer for gewicht, cijfer in zip(range(9, 1, -1), acht, strict=True)) % 11
    return None if rest == 10 else "".join(map(str, [*acht, rest]))


@given(cijfers)
def test_a_number_with_the_right_check_digit_is_a_bsn_and_with_another_is_not(acht):
    nummer = met_controlecijfer(acht)
    goede = [laatste for laatste in range(10) if is_bsn("".join(map(str, [*acht, laatste])))]
    assert goede == ([] if nummer is None else [int(nummer[-1])])


@given(cijfers, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_never_a_bsn(acht, plaats, verschil):
    nummer = met_controlecijfer(acht)
    if nummer is not None:
        fout = (int(nummer[plaats]) + verschil) % 10
        assert not is_bsn(nummer[:plaats] + str(fout) + nummer[plaats + 1 :])


def test_nine_zeros_are_nobody():
    assert not is_bsn("000000000")


@given(st.text())
def test_no_text_breaks_it(tekst):
    assert isinstance(gevonden(tekst), list) and lijkt_een_persoon(tekst) in (True, False)


@given(letters)
def test_words_without_digits_or_at_sign_are_left_alone(tekst):
    assert gevonden(tekst) == []


@given(letters, cijfers, letters)
def test_a_bsn_is_found_wherever_it_stands(voor, acht, na):
    if nummer := met_controlecijfer(acht):
        for geschreven in (
            nummer,
            f"{nummer[:4]}.{nummer[4:6]}.{nummer[6:]}",
            f"{nummer[:3]} {nummer[3:6]} {nummer[6:]}",
        ):
            assert any("burgerservicenummer" in zin for zin in gevonden(f"{voor} ({geschreven}) {na}"))


@given(st.from_regex(r"(\+31 ?6|0031 6|06)[ -]?([1-9]{2}[ -]?){4}", fullmatch=True))
def test_a_mobile_number_is_found_however_it_is_written(nummer):
    assert any("telefoonnummer" in zin for zin in gevonden(f"Bel {nummer.strip()} na zes uur."))


@given(st.dates(max_value=date(2015, 12, 31), min_value=date(1900, 1, 1)))
def test_a_date_of_long_ago_counts_as_a_date_of_birth(dag):
    for geschreven in (f"{dag:%d-%m-%Y}", f"{dag.day}/{dag.month}/{dag.year}"):
        assert any("geboortedatum" in zin for zin in gevonden(f"Hij is van {geschreven}."))


@pytest.mark.parametrize(
    "tekst",
    [
        "In 2019 waren er 1.250 bezoekers en 41,5 fte.",
        "Het gesprek van 24-11-2026 begon om 10.30 uur.",
        "Op 3 maart 2026 kwam het team bij elkaar.",
        "Van de 10 dossiers zijn er 4 niet volledig. Zie bladzijde 112 tot 134.",
        "De postcode is 3511 AB en het kost € 12.500.",
        "Zie paragraaf 3.2.14 en het plan voor 2019-2020.",
        "Open van 09.00-10.30 en 11.00-12.15 uur, op 24-11-26 en 1-3-28 ook later.",
        "Het KvK-nummer is 12345679, het jaarplan is van 2026-03-12.",
    ],
)
def test_numbers_of_the_work_are_left_alone(tekst):
    assert gevonden(tekst) == []


@pytest.mark.parametrize(
    "functie",
    [
        "bezoeker buurtkamer",
        "lid van de bewonersraad",
        "mw-er in het wijkteam",
        "Teamleider Ontmoeting",
        "mw buurtkamer",
        "Wmo-consulent",
        "wijkagent",
        "voorzitter Raad van Toezicht",
        "Mantelzorger",
        "heerlijkheid",
        "medewerker Centrum Jeugd en Gezin",
        "consulent WMO GGZ",
        "vrijwilliger Huis van de Wijk",
    ],
)
def test_a_function_is_no_name(functie):
    assert not lijkt_een_persoon(functie)


@pytest.mark.parametrize(
    "naam",
    [
        "Meike Lisdodde",
        "mevrouw de Gagel",
        "Mevr. Kalmoes",
        "dhr Lisdodde",
        "S. van der Wollegras",
        "mw. Pijlkruid",
        "mantelzorger Jan de Vries",
        "teamleider Meike Lisdodde",
    ],
)
def test_a_name_is_known_for_one(naam):
    assert lijkt_een_persoon(naam)


@pytest.mark.parametrize(
    ("tekst", "soort"),
    [
        ("Zijn nummer is 123-456-782.", "een burgerservicenummer"),
        ("Zijn nummer is 12 34 56 782.", "een burgerservicenummer"),
        ("Zijn nummer is 123 45 67 82.", "een burgerservicenummer"),
        ("Zijn nummer is 10000008 zonder nul.", "een burgerservicenummer"),
        ("Bel (06)12345678.", "een telefoonnummer"),
        ("Bel 06.12.34.56.78.", "een telefoonnummer"),
        ("Bel +31 (0)30 123 45 67.", "een telefoonnummer"),
        ("Geboren 12/03/61.", "een geboortedatum"),
        ("Geboren 1961-03-12.", "een geboortedatum"),
        ("Stort op NL91 ABNA 0417 1643 00.", "een rekeningnummer"),
        ("Stort op NL91ABNA0417164300.", "een rekeningnummer"),
    ],
)
def test_each_way_of_writing_is_called_what_it_is(tekst, soort):
    assert gevonden(tekst) == [f"Er staat {soort} in. Haal het weg: wij bewaren hier geen gegevens van personen."]


def test_every_text_that_saves_itself_is_looked_at():
    """Each view that answers a save says what to look for in the text."""
    aanroepen = [
        {deel.arg: ast.unparse(deel.value) for deel in knoop.keywords}
        for bestand, boom in BOMEN.items()
        if "views" in bestand.parts
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) in ("antwoord", "schrijven.antwoord")
    ]
    assert len(aanroepen) > 10
    assert [woorden for woorden in aanroepen if woorden.get("let_op") != "gevonden"] == []
