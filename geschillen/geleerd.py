"""What complaints were about, per year that is over, in counts that give nobody away."""

from collections import Counter
from typing import Any, NamedTuple

from django.db.models.functions import ExtractYear

from geschillen.models import Klacht

# A smaller count is not named; nobody may be found in it.
KLEINSTE = 5
MINDER = f"minder dan {KLEINSTE}"
NIET_GENOEMD = "niet apart genoemd"


class Telling(NamedTuple):
    """One table of a year: its title, and a word for each row."""

    titel: str
    rijen: list[tuple[str, str]]


def geleerd(dit_jaar: int) -> list[tuple[int, list[Telling]]]:
    """Per year before this one, newest first, the counts by whom, by subject and by outcome. Of a year with too few: nothing."""
    rijen = (
        Klacht.objects.filter(afgerond_op__isnull=False)
        .annotate(jaar=ExtractYear("afgerond_op"))
        .filter(jaar__lt=dit_jaar)
        .values_list("jaar", "over", "onderwerp_van", "uitkomst")
    )
    per_jaar: dict[int, list[tuple[Any, ...]]] = {}
    for jaar, *wat in rijen:
        per_jaar.setdefault(jaar, []).append(tuple(wat))
    soorten = (("Over wie", Klacht.Over), ("Waarover", Klacht.Onderwerp), ("Uitkomst", Klacht.Uitkomst))
    return [
        (jaar, [_telling(titel, keuzes, [rij[n] for rij in alle]) for n, (titel, keuzes) in enumerate(soorten)])
        for jaar, alle in sorted(per_jaar.items(), reverse=True)
        if len(alle) >= KLEINSTE
    ]


def _telling(titel, keuzes, waarden):
    """No count below five. What is left out cannot be found by taking off the others: then one more is not named."""
    aantallen = Counter(waarden)
    klein = [keuze for keuze in keuzes.values if aantallen[keuze] < KLEINSTE]
    verborgen = set(klein)
    met_iets = [keuze for keuze in klein if aantallen[keuze]]
    if len(met_iets) == 1 and (genoemd := [keuze for keuze in keuzes.values if keuze not in verborgen]):
        verborgen.add(min(genoemd, key=aantallen.__getitem__))
    return Telling(
        titel,
        [
            (
                woord[:1].upper() + woord[1:],
                MINDER if waarde in klein else NIET_GENOEMD if waarde in verborgen else str(aantallen[waarde]),
            )
            for waarde, woord in keuzes.choices
        ],
    )
