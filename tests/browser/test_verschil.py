"""Which words differ between two texts (static/js/verschil.js), run where it runs: in the browser."""

import pytest
from django.conf import settings

MIJN = "Bewoners vroegen om een open keuken op zondag. Dat kookt nu twee keer per maand."
ANDER = "Bewoners vroegen om een plek om samen te koken. Dat kookt nu twee keer per maand, met acht vrijwilligers."


@pytest.fixture
def bereken(chromium):
    pagina = chromium.new_page()
    pagina.add_script_tag(path=settings.BASE_DIR / "static/js/verschil.js")
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


@pytest.mark.parametrize(
    ("mijn", "ander", "samen"),
    [
        (MIJN, ANDER, MIJN[:45] + " plek om samen te koken" + MIJN[45:-1] + ", met acht vrijwilligers."),
        ("een", "", "een"),
        ("", "twee", "twee"),
        ("Dag.", "Hallo", "Dag. Hallo"),
        ("Eerste alinea.\n\nTweede.", "Eerste alinea.\n\nTweede. Derde.", "Eerste alinea.\n\nTweede. Derde."),
    ],
)
def test_two_texts_together_hold_the_words_of_both(bereken, mijn, ander, samen):
    assert bereken("([mijn, ander]) => verschil.samen(mijn, ander)", [mijn, ander]) == samen


def test_long_texts_are_compared_at_once(bereken):
    lang = " ".join(f"woord{n}" for n in range(20_000))
    stukken = bereken("([mijn, ander]) => verschil.stukken(mijn, ander)", [f"{lang} mijn", f"ander {lang}"])
    assert [stuk["soort"] for stuk in stukken] == ["mijn", "ander"]
