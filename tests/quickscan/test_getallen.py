"""Percentages, words for parts, and which groups may be shown."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickscan.getallen import in_woorden, procent, procenten
from quickscan.groepen import KLEINSTE_GROEP, omvang, samen_te_nemen, verdeling

AANTALLEN = st.lists(st.integers(0, 5000), min_size=1, max_size=20)


@given(AANTALLEN.filter(any))
def test_percentages_add_up_to_a_hundred(aantallen):
    assert sum(procenten(aantallen)) == 100


@given(AANTALLEN.filter(any))
def test_each_percentage_is_less_than_one_away_from_the_exact_one(aantallen):
    for aantal, deel in zip(aantallen, procenten(aantallen), strict=True):
        assert abs(deel - Fraction(100 * aantal, sum(aantallen))) < 1


@given(AANTALLEN)
def test_a_larger_count_never_gets_a_smaller_percentage(aantallen):
    paren = sorted(zip(aantallen, procenten(aantallen), strict=True))
    for (minder, klein), (meer, groot) in pairwise(paren):
        assert klein <= groot or minder == meer


def test_of_nothing_every_percentage_is_zero():
    assert procenten([0, 0]) == [0, 0]
    assert procenten([]) == []
    assert procent(0, 0) == 0


def test_a_rest_goes_to_the_largest_remainder():
    assert procenten([1, 1, 1]) == [34, 33, 33]
    assert procenten([44, 31]) == [59, 41]
    assert [procent(1, 8), procent(1, 3), procent(2, 3)] == [13, 33, 67]


@pytest.mark.parametrize(
    ("deel", "geheel", "woorden"),
    [
        (0, 50, "nog geen enkele"),
        (0, 0, "nog geen enkele"),
        (50, 50, "allemaal"),
        (1, 50, "minder dan een op de tien"),
        (49, 50, "meer dan negen op de tien"),
        (25, 50, "de helft"),
        (26, 50, "ruim de helft"),
        (38, 50, "ruim drie kwart"),
        (37, 50, "bijna drie kwart"),
        (13, 50, "ruim een kwart"),
    ],
)
def test_a_part_is_told_as_one_would_say_it(deel, geheel, woorden):
    assert in_woorden(deel, geheel) == woorden


@given(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(0, 40), max_size=8))
def test_no_small_group_is_shown_or_can_be_found_by_subtraction(aantallen):
    samen = samen_te_nemen(aantallen)
    apart = [aantal for naam, aantal in aantallen.items() if naam not in samen and aantal]
    assert all(aantal >= KLEINSTE_GROEP for aantal in apart)
    if samen:
        # What is left of the total after all that is shown belongs to two groups at least, unless nothing is shown.
        rest = sum(aantallen[naam] for naam in samen)
        assert (len(samen) > 1 and rest >= KLEINSTE_GROEP) or not apart
        assert all(aantallen[naam] for naam in samen)


@given(st.data())
def test_a_question_that_depends_on_another_never_parts_what_stood_together_there(data):
    eerder = data.draw(st.dictionaries(st.text(min_size=1, max_size=3), st.integers(1, 40), max_size=8))
    nu = {naam: data.draw(st.integers(0, aantal)) for naam, aantal in eerder.items()}
    blokken = verdeling(eerder)
    daarna = verdeling({naam: aantal for naam, aantal in nu.items() if aantal}, blokken)
    assert sorted(naam for blok in daarna for naam in blok) == sorted(eerder)
    assert all(any(set(blok) <= set(groter) for groter in daarna) for blok in blokken)
    getoond = [sum(nu[naam] for naam in blok) for blok in daarna]
    assert all(aantal >= KLEINSTE_GROEP for aantal in getoond if aantal) or sum(map(bool, getoond)) == 1


def test_one_small_group_takes_the_smallest_other_with_it():
    assert set(samen_te_nemen({"a": 4, "b": 30, "c": 9})) == {"a", "c"}
    assert set(samen_te_nemen({"a": 1, "b": 2, "c": 9, "d": 30})) == {"a", "b", "c"}
    assert set(samen_te_nemen({"a": 4, "b": 2, "c": 9})) == {"a", "b"}
    assert samen_te_nemen({"a": 5, "b": 30, "c": 0}) == []


def test_size_classes_touch_and_do_not_overlap():
    assert [omvang(Decimal(fte)) for fte in ("0", "9.99", "10", "24.99", "25", "50", "100", "2000")] == [
        "minder dan 10 fte",
        "minder dan 10 fte",
        "10 tot 25 fte",
        "10 tot 25 fte",
        "25 tot 50 fte",
        "50 tot 100 fte",
        "100 fte of meer",
        "100 fte of meer",
    ]
    assert omvang(None) == "aantal fte niet bekend"
