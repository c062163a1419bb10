"""The example framework reads well: whole sentences, plain words, questions for everyone we talk to."""

import re

import pytest

from normenkader.laden import fouten_in, volgend_voorbeeldpakket, voorbeeldpakket

PAKKET = voorbeeldpakket()
VOLGEND = volgend_voorbeeldpakket()
# Both versions together; what did not change is looked at once.
NORMEN = PAKKET["normen"] + [norm for norm in VOLGEND["normen"] if norm not in PAKKET["normen"]]
GROEPEN = [groep["code"] for groep in PAKKET["gespreksgroepen"]]


def zinnen(tekst):
    return [zin for zin in re.split(r"(?<=[.?])\s+", tekst) if zin]


@pytest.mark.parametrize("pakket", [PAKKET, VOLGEND], ids=["2026", "2027"])
def test_it_says_that_it_is_an_example(pakket):
    assert pakket["is_voorbeeld"] is True
    assert "niet de normen van het Kwaliteitslabel" in pakket["licentie"]


def test_the_next_version_has_no_faults_and_begins_later():
    assert fouten_in(VOLGEND) == []
    assert PAKKET["geldig_vanaf"] < VOLGEND["geldig_vanaf"] < VOLGEND["verplicht_vanaf"]


@pytest.mark.parametrize("norm", NORMEN)
def test_a_norm_is_whole(norm):
    assert len(zinnen(norm["tekst"])) == 1
    assert norm["tekst"].endswith(".")
    assert 2 <= len(zinnen(norm["toelichting"])) <= 4
    assert len(norm["voorbeeld"]) > 100
    assert 3 <= len(norm["vragen"]) <= 5
    assert all(vraag["tekst"][-1] in "?." for vraag in norm["vragen"])
    gevraagd = {groep for vraag in norm["vragen"] for groep in vraag["groepen"]}
    assert set(norm["groepen"]) <= gevraagd


def test_no_shouting_and_no_long_sentences():
    teksten = [norm[veld] for norm in NORMEN for veld in ("tekst", "toelichting", "voorbeeld")]
    assert [tekst for tekst in teksten if "!" in tekst or "helaas" in tekst.lower()] == []
    assert [zin for tekst in teksten for zin in zinnen(tekst) if len(zin.split()) > 30] == []


@pytest.mark.parametrize("groep", GROEPEN)
def test_every_group_has_questions_for_a_talk(groep):
    vragen = [vraag for norm in NORMEN for vraag in norm["vragen"] if groep in vraag["groepen"]]
    assert len(vragen) >= 8


def test_every_competence_returns_in_vakmanschap():
    gebruikt = {code for norm in NORMEN if norm["onderdeel"] == "vakmanschap" for code in norm["competenties"]}
    assert gebruikt == {competentie["code"] for competentie in PAKKET["competenties"]}
