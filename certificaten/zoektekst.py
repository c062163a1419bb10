"""What the register is searched by: bare words, in the database and in the question alike (docs/keuzes/zoeken-in-het-register.md)."""

import re
import unicodedata

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Func, Value
from django.db.models.functions import Lower

# Letters with a sign on them, and the letters that people type instead.
LETTERS = "àáâãäåçèéêëìíîïñòóôõöùúûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy"
WOORD = re.compile(r"[^\W_]+")


def _kale_woorden(veld: str) -> Func:
    """SQL for the words of a column: small letters, no signs on them, no punctuation."""
    letters = Func(Lower(veld), Value(LETTERS[0]), Value(LETTERS[1]), function="translate")
    return Func(
        letters,
        Value("[^[:alnum:]]+"),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=models.TextField(),
    )


# What the register is searched by; the same expression is indexed.
ZOEKTEKST = SearchVector(*(_kale_woorden(veld) for veld in ("houder", "plaats", "nummer")), config="simple")
NAAMTEKST = SearchVector(*(_kale_woorden(veld) for veld in ("was", "wordt")), config="simple")
UITGAVETEKST = SearchVector(*(_kale_woorden(veld) for veld in ("was_houder", "was_plaats")), config="simple")


def zoekvraag(tekst: str) -> SearchQuery | None:
    """What asks for a word beginning with each word of `tekst`; None when there is no word in it."""
    kaal = unicodedata.normalize("NFC", tekst.lower()).translate(str.maketrans(*LETTERS))
    woorden = WOORD.findall(kaal)
    vraag = " & ".join(f"'{woord}':*" for woord in woorden)
    return SearchQuery(vraag, config="simple", search_type="raw") if woorden else None
