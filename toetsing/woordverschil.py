"""Which words changed between two versions of a text."""

import re
from difflib import SequenceMatcher

# A word or a sign, each with the white space behind it, so that the pieces together are the text.
_WOORDEN = re.compile(r"^\s+|(?:[\w'’-]+|[^\s\w])\s*")


def woordverschil(oud, nieuw):
    """[(soort, tekst)] in reading order, soort "gelijk", "weg" (only in `oud`) or "bij" (only in `nieuw`).

    The texts of "gelijk" and "weg" together are `oud`, those of "gelijk" and "bij" are `nieuw`. In a long text words that
    come back all the time are no anchors (autojunk), which keeps a text that repeats itself from taking minutes.
    """
    van, naar = _WOORDEN.findall(oud), _WOORDEN.findall(nieuw)
    stukken = []
    for soort, a, b, c, d in SequenceMatcher(None, van, naar).get_opcodes():
        if soort == "equal":
            stukken.append(("gelijk", "".join(van[a:b])))
            continue
        if a < b:
            stukken.append(("weg", "".join(van[a:b])))
        if c < d:
            stukken.append(("bij", "".join(naar[c:d])))
    return stukken
