"""Which words changed between two versions of a text."""

import re
from difflib import SequenceMatcher
from itertools import pairwise

# A word or a sign, each with the white space behind it, so that the pieces together are the text. The same for sentences.
_WOORDEN = re.compile(r"^\s+|(?:[\w'’-]+|[^\s\w])\s*")
_ZINNEN = re.compile(r"[^.!?\n]*[.!?\n]\s*|[^.!?\n]+$")
# So many pieces times so many pieces are compared in about a tenth of a second, whatever stands in them.
MEESTE_VERGELIJKINGEN = 4_000_000


def woordverschil(oud, nieuw):
    """[(soort, tekst)] in reading order, soort "gelijk", "weg" (only in `oud`) or "bij" (only in `nieuw`).

    The texts of "gelijk" and "weg" together are `oud`, those of "gelijk" and "bij" are `nieuw`. First sentences are compared,
    then the words of those that differ; where that would take too long (`is_grof`), the whole piece left and came.
    """
    stukken = []
    for is_gelijk, van, naar in _blokken(_ZINNEN.findall(oud), _ZINNEN.findall(nieuw)):
        weg, bij = "".join(van), "".join(naar)
        if is_gelijk:
            _erbij(stukken, "gelijk", weg)
            continue
        for gelijk, woorden_weg, woorden_bij in _blokken(_WOORDEN.findall(weg), _WOORDEN.findall(bij)):
            _erbij(stukken, "gelijk" if gelijk else "weg", "".join(woorden_weg))
            _erbij(stukken, "bij", "" if gelijk else "".join(woorden_bij))
    return stukken


def is_grof(stukken):
    """Whether somewhere so much changed that the words were not compared."""
    aantallen = [(soort, len(_WOORDEN.findall(tekst))) for soort, tekst in stukken if soort != "gelijk"]
    return any(
        soort == "weg" and aantal * erna > MEESTE_VERGELIJKINGEN for (soort, aantal), (_, erna) in pairwise(aantallen)
    )


def _blokken(van, naar):
    """(are equal, pieces of `van`, pieces of `naar`) in reading order. Equal ends are found however long the texts are."""
    begin = _gelijk_begin(van, naar)
    eind = _gelijk_begin(van[begin:][::-1], naar[begin:][::-1])
    yield True, van[:begin], naar[:begin]
    oud, nieuw = van[begin : len(van) - eind], naar[begin : len(naar) - eind]
    if len(oud) * len(nieuw) > MEESTE_VERGELIJKINGEN:
        yield False, oud, nieuw
    elif len(oud) <= len(nieuw):
        for soort, a, b, c, d in SequenceMatcher(None, oud, nieuw).get_opcodes():
            yield soort == "equal", oud[a:b], nieuw[c:d]
    else:
        # In a long second text pieces that come back all the time are no anchors (autojunk), which is what keeps it fast.
        for soort, c, d, a, b in SequenceMatcher(None, nieuw, oud).get_opcodes():
            yield soort == "equal", oud[a:b], nieuw[c:d]
    yield True, van[len(van) - eind :], naar[len(naar) - eind :]


def _gelijk_begin(van, naar):
    """How many pieces at the beginning are the same."""
    return next(
        (plek for plek, (een, ander) in enumerate(zip(van, naar, strict=False)) if een != ander),
        min(len(van), len(naar)),
    )


def _erbij(stukken, soort, tekst):
    """Put a piece behind the others, or behind the text of the last one when it is of the same kind."""
    if stukken and stukken[-1][0] == soort:
        tekst = stukken.pop()[1] + tekst
    if tekst:
        stukken.append((soort, tekst))
