"""Which words changed between the draft and what became of it."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from toetsing.woordverschil import woordverschil

# Words that return, so that there is something in common, and everything else a keyboard can make.
TEKSTEN = st.lists(st.sampled_from(["de ", "dossiers", " ", "\n\n", "4", ", ", "op", "’s"]) | st.text(max_size=6)).map(
    "".join
)


def oud_uit(stukken):
    return "".join(tekst for soort, tekst in stukken if soort != "bij")


def nieuw_uit(stukken):
    return "".join(tekst for soort, tekst in stukken if soort != "weg")


@given(TEKSTEN, TEKSTEN)
def test_both_texts_can_be_read_back_from_the_difference(oud, nieuw):
    stukken = woordverschil(oud, nieuw)
    assert (oud_uit(stukken), nieuw_uit(stukken)) == (oud, nieuw)


@given(TEKSTEN)
def test_equal_texts_do_not_differ(tekst):
    assert [soort for soort, _ in woordverschil(tekst, tekst) if soort != "gelijk"] == []


@given(TEKSTEN, TEKSTEN)
def test_no_piece_is_empty_and_what_left_comes_before_what_came(oud, nieuw):
    stukken = woordverschil(oud, nieuw)
    assert all(tekst for _, tekst in stukken)
    assert ("bij", "weg") not in {(een[0], ander[0]) for een, ander in pairwise(stukken)}


def test_a_changed_number_and_a_new_sentence_are_marked():
    stukken = woordverschil(
        "In 4 van de 10 dossiers staat niets.", "In 2 van de 10 dossiers staat niets. Wij keken opnieuw."
    )
    assert stukken == [
        ("gelijk", "In "),
        ("weg", "4 "),
        ("bij", "2 "),
        ("gelijk", "van de 10 dossiers staat niets"),
        ("bij", ". Wij keken opnieuw"),
        ("gelijk", "."),
    ]
