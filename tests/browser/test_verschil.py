"""Which words differ between two texts (static/js/verschil.js), run where it runs: in the browser."""

import pytest
from django.conf import settings as instellingen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

MIJN = "Bewoners vroegen om een open keuken op zondag. Dat kookt nu twee keer per maand."
ANDER = "Bewoners vroegen om een plek om samen te koken. Dat kookt nu twee keer per maand, met acht vrijwilligers."


@pytest.fixture
def bereken(chromium):
    pagina = chromium.new_page()
    pagina.add_script_tag(path=instellingen.BASE_DIR / "static/js/verschil.js")
    yield pagina.evaluate
    pagina.close()


def test_only_the_words_that_differ_are_marked(bereken):
    stukken = bereken("([mijn, ander]) => verschil.stukken(mijn, ander)", [MIJN, ANDER])
    assert [(stuk["soort"], stuk["tekst"]) for stuk in stukken] == [
        ("beide", "Bewoners vroegen om een "),
        ("mijn", "open keuken op zondag"),
        ("ander", "plek om samen te koken"),
        ("beide", ". Dat kookt nu twee keer per maand"),
        ("ander", ", met acht vrijwilligers"),
        ("beide", "."),
    ]


NACHT = "Zijn moeder durfde niemand te bellen, want zij schaamde zich."
KOFFIE = "Wij zijn toen met haar voor een kop koffie gaan drinken."


@pytest.mark.parametrize(
    ("begin", "mijn", "ander", "samen"),
    [
        # Each wrote a paragraph in an empty text: one below the other, and no sentence taken apart.
        ("", NACHT, KOFFIE, f"{NACHT}\n\n{KOFFIE}"),
        ("", "De jongen bleef thuis.", "De jongen ging weg.", "De jongen bleef thuis.\n\nDe jongen ging weg."),
        ("", "Zo was het. Mijn zin.", "Zo was het. Jouw zin.", "Zo was het. Mijn zin.\n\nJouw zin."),
        # Each changed another sentence.
        ("Een. Twee. Drie.", "Een! Twee. Drie.", "Een. Twee. Drie, en vier.", "Een! Twee. Drie, en vier."),
        ("Een. Twee.", "Een. Twee. Drie.", "Nul. Een. Twee.", "Nul. Een. Twee. Drie."),
        ("Een. Twee. Drie.", "Een. Drie.", "Een. Twee. Drie. Vier.", "Een. Drie. Vier."),
        # Only one of the two changed it: no sign comes back that was taken out.
        (
            "Zo (en dat werkt). Doen wij.",
            "Zo, en dat werkt. Doen wij.",
            "Zo (en dat werkt). Doen wij.",
            "Zo, en dat werkt. Doen wij.",
        ),
        # Both changed the same sentence.
        ("Hij bleef. Klaar.", "Hij ging. Klaar.", "Zij bleef. Klaar.", "Hij ging.\n\nZij bleef. Klaar."),
        # Both made the same change.
        ("Een. Twee.", "Een. Drie.", "Een. Drie.", "Een. Drie."),
        ("Eerste.\n\nTweede.", "Eerste.\n\nTweede.", "Eerste.\n\nTweede. Derde.", "Eerste.\n\nTweede. Derde."),
        ("", "een", "", "een"),
        ("", "", "twee", "twee"),
        ("Kost 3.50 euro", "Kost 3.50 euro", "Kost 4.50 euro", "Kost 4.50 euro"),
    ],
)
def test_two_texts_come_together_by_the_sentence(bereken, begin, mijn, ander, samen):
    assert bereken("(teksten) => verschil.samen(...teksten)", [begin, mijn, ander]) == samen


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(teksten=st.lists(st.lists(st.sampled_from(["Een. ", "Twee! ", "Drie?\n", "Vier. "])), min_size=3, max_size=3))
def test_together_holds_each_sentence_that_somebody_added_and_none_in_pieces(bereken, teksten):
    begin, mijn, ander = ("".join(zinnen) for zinnen in teksten)
    samen = bereken("(teksten) => verschil.samen(...teksten)", [begin, mijn, ander]).split()
    assert set(samen) <= set((mijn + ander).split())
    assert (set(mijn.split()) | set(ander.split())) - set(begin.split()) <= set(samen)


def test_long_texts_are_compared_at_once(bereken):
    lang = " ".join(f"woord{n}" for n in range(20_000))
    stukken = bereken("([mijn, ander]) => verschil.stukken(mijn, ander)", [f"{lang} mijn", f"ander {lang}"])
    assert [stuk["soort"] for stuk in stukken] == ["mijn", "ander"]
    zinnen = lang.replace(" ", ". ")
    assert bereken("(teksten) => verschil.samen(...teksten)", [zinnen, f"Voor. {zinnen}", f"{zinnen}. Na."]) == (
        f"Voor. {zinnen}. Na."
    )
