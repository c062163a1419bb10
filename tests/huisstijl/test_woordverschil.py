"""Which words changed between the draft and what became of it."""

from itertools import pairwise

import pytest
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from huisstijl.woordverschil import is_grof, woordverschil
from tests.test_lineair import te_traag

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


def test_in_a_long_text_the_words_of_the_sentences_that_changed_are_marked():
    zinnen = [f"Team {nummer} sprak met {nummer + 3} bewoners over de buurt. " for nummer in range(1500)]
    oud = "".join(zinnen)
    nieuw = oud.replace("Team 7 sprak", "Team 8 sprak").replace("Team 1400 sprak", "Team 1400 praatte")
    verschil = [(soort, tekst) for soort, tekst in woordverschil(oud, nieuw) if soort != "gelijk"]
    assert verschil == [("weg", "7 "), ("bij", "8 "), ("weg", "sprak "), ("bij", "praatte ")]


HOSTIEL = {
    "one word, and two": ("a " * 48_000, "a b " * 95),
    "the same, turned": ("a b " * 95, "a " * 48_000),
    "the whole turned": (" ".join(map(str, range(15_000))), " ".join(map(str, reversed(range(15_000))))),
    "sentences of one letter": ("a. b. c. " * 10_000, "c. a. d. " * 10_000),
    "words that return": (
        " ".join(f"w{n % 101}" for n in range(20_000)),
        " ".join(f"w{n % 103}." for n in range(20_000)),
    ),
}


@pytest.mark.parametrize(("oud", "nieuw"), HOSTIEL.values(), ids=HOSTIEL)
def test_two_texts_of_96_kb_are_compared_in_a_moment(oud, nieuw):
    assert not te_traag(lambda: woordverschil(oud, nieuw), seconden=0.5)
    stukken = woordverschil(oud, nieuw)
    assert (oud_uit(stukken), nieuw_uit(stukken)) == (oud, nieuw)


def test_the_page_says_so_when_the_words_were_not_compared():
    zin = "zo veel veranderd dat wij de woorden niet los aanwijzen"
    heel_anders = woordverschil(" ".join(map(str, range(2500))), " ".join(map(str, range(5000, 7500))))
    een_woord = woordverschil("een " * 2000, "een " * 1000 + "twee " + "een " * 1000)
    assert (is_grof(heel_anders), is_grof(een_woord)) == (True, False)
    assert zin in render_to_string("onderdelen/verschil.html", {"stukken": heel_anders})
    assert zin not in render_to_string("onderdelen/verschil.html", {"stukken": een_woord})
