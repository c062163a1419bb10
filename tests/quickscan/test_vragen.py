"""The questions as data: what fits, what an answer has to be, and which key a question keeps."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickscan.vragen import nakijken, nieuwe_sleutel, opties_uit, standaardvragen, vraagfouten, vragen_uit

VRAGEN = vragen_uit(standaardvragen())


def test_the_standard_questions_fit():
    assert vraagfouten(standaardvragen()) == []
    assert [vraag.sleutel for vraag in VRAGEN] == ["stand", "waarom", "waarom_anders", "wat_houdt_tegen", "opmerking"]
    assert [optie.sleutel for optie in VRAGEN[0].opties] == [
        "geen_belangstelling",
        "orienteren",
        "gekozen",
        "voorbereiden",
        "in_toetsing",
        "gecertificeerd",
    ]


def anders(**velden):
    """The standard questions with something else in the second."""
    rijen = deepcopy(standaardvragen())
    rijen[1] |= velden
    return rijen


@pytest.mark.parametrize(
    ("rijen", "fout"),
    [
        ([], "Er is nog geen vraag"),
        ({}, "De lijst met vragen past niet"),
        (anders(soort="schaal"), "Vraag 2 past niet"),
        (anders(sleutel="Met spatie"), "Vraag 2 past niet"),
        (anders(kleur="rood"), "Vraag 2 past niet"),
        (anders(sleutel="stand", als={"vraag": "stand", "opties": ["gekozen"]}), "dezelfde sleutel"),
        (anders(opties=[{"sleutel": "leren", "tekst": "Leren"}]), "valt niets te kiezen"),
        (anders(opties=[{"sleutel": s, "tekst": "Leren"} for s in ("a", "b")]), "een antwoord twee keer"),
        (anders(als={"vraag": "opmerking", "opties": ["x"]}), "die er eerder staat"),
        (anders(als={"vraag": "stand", "opties": ["weg"]}), "niet meer staat"),
        (
            [
                {
                    "sleutel": "a",
                    "tekst": "A",
                    "soort": "open",
                    "verplicht": True,
                    "opties": [{"sleutel": "b", "tekst": "B"}],
                }
            ],
            "zelf",
        ),
    ],
)
def test_what_does_not_fit_is_told_in_a_sentence(rijen, fout):
    assert any(fout in zin for zin in vraagfouten(rijen))


def test_a_question_is_asked_only_of_whom_it_is_for():
    antwoorden, fouten = nakijken(
        VRAGEN, {"stand": "geen_belangstelling", "waarom": "leren", "wat_houdt_tegen": ["geen_prioriteit"]}
    )
    assert antwoorden == {"stand": "geen_belangstelling", "wat_houdt_tegen": ["geen_prioriteit"]}
    assert fouten == {}


def test_a_question_that_hangs_on_one_that_is_not_asked_is_not_asked_either():
    antwoorden, fouten = nakijken(
        VRAGEN, {"stand": "geen_belangstelling", "waarom": "anders", "waarom_anders": "Zomaar"}
    )
    assert antwoorden == {"stand": "geen_belangstelling"}
    assert fouten == {}


def test_what_is_missing_is_told_by_question():
    assert nakijken(VRAGEN, {})[1] == {"stand": "Maak een keuze."}
    assert nakijken(VRAGEN, {"stand": "gekozen"})[1] == {"waarom": "Maak een keuze."}
    assert nakijken(VRAGEN, {"stand": "gekozen", "waarom": "anders", "waarom_anders": " "})[1] == {
        "waarom_anders": "Schrijf hier uw antwoord."
    }
    assert nakijken(VRAGEN, {"stand": "gekozen", "waarom": "zomaar"})[1] == {
        "waarom": "Deze keuze is er niet. Kies opnieuw."
    }
    assert (
        "Maak het korter" in nakijken(VRAGEN, {"stand": "geen_belangstelling", "opmerking": "x" * 2001})[1]["opmerking"]
    )


def test_an_answer_kept_gives_itself_again():
    ruw = {"stand": "orienteren", "waarom": "beide", "wat_houdt_tegen": ["anders"], "opmerking": "Dank."}
    antwoorden, _ = nakijken(VRAGEN, ruw)
    assert antwoorden == ruw
    assert nakijken(VRAGEN, antwoorden) == (antwoorden, {})


@given(st.text(max_size=80), st.sets(st.sampled_from(["vraag", "a", "abc"])))
def test_a_new_key_fits_and_is_free(tekst, bezet):
    sleutel = nieuwe_sleutel(tekst, bezet)
    assert sleutel not in bezet
    rij = {"sleutel": sleutel, "tekst": "Vraag", "soort": "open", "verplicht": False}
    assert vraagfouten([rij]) == []


def test_an_option_keeps_its_key_when_it_moves_or_is_worded_otherwise():
    oud = [{"sleutel": "a", "tekst": "Appel"}, {"sleutel": "b", "tekst": "Beer"}]
    assert opties_uit(["Beer", "Appel"], oud) == oud[::-1]
    assert opties_uit(["Appels", "Beer"], oud) == [{"sleutel": "a", "tekst": "Appels"}, oud[1]]
    assert opties_uit(["Appel", "Beer", "Kers"], oud) == [*oud, {"sleutel": "kers", "tekst": "Kers"}]
    assert opties_uit(["Beer"], oud) == [oud[1]]
