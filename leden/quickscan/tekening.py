"""A result as horizontal bars: where everything stands, for the SVG in templates/leden/quickscan/_balken.html.

Heights are pixels. Widths are parts of the drawing, so that its letters stay as large as those around it on any screen.
"""

from dataclasses import dataclass
from textwrap import wrap

TEKENS_PER_REGEL = 36
REGELHOOGTE = 20
BALKHOOGTE = 18
TUSSEN_BALKEN = 4
TUSSEN_REGELS = 16
# A bar of 100 % leaves room for its numbers on its right.
BREEDSTE_BALK = 68


@dataclass(frozen=True)
class Balk:
    reeks: int
    y: int
    breedte: str
    y_tekst: int
    tekst: str


@dataclass(frozen=True)
class Tekstregel:
    y: int
    tekst: str


@dataclass(frozen=True)
class Tekening:
    sleutel: str
    titel: str
    beschrijving: str
    hoogte: int
    teksten: list
    balken: list


def tekenen(vraaguitslag):
    """The drawing of one question, with a bar per scan at each option."""
    y, teksten, balken, zinnen = 0, [], [], []
    namen = [telling.naam for telling in vraaguitslag.tellingen]
    for regel in vraaguitslag.regels:
        for stuk in wrap(regel.tekst, TEKENS_PER_REGEL):
            y += REGELHOOGTE
            teksten.append(Tekstregel(y - 6, stuk))
        for reeks, cel in enumerate(regel.cellen):
            if cel is None:
                continue
            breedte = f"{cel.procent * BREEDSTE_BALK / 100:.2f}%"
            balken.append(Balk(reeks, y, breedte, y + BALKHOOGTE - 4, f"{cel.aantal} ({cel.procent}%)"))
            y += BALKHOOGTE + TUSSEN_BALKEN
        y += TUSSEN_REGELS
        zinnen.append(_zin(regel, namen))
    return Tekening(
        sleutel=vraaguitslag.vraag.sleutel,
        titel=vraaguitslag.vraag.tekst,
        beschrijving=" ".join(zinnen),
        hoogte=y - TUSSEN_REGELS,
        teksten=teksten,
        balken=balken,
    )


def _zin(regel, namen):
    """One option as a sentence, for who hears the drawing."""
    delen = [
        f"{f'{naam} ' if len(namen) > 1 else ''}{cel.aantal}, {cel.procent}%"
        for naam, cel in zip(namen, regel.cellen, strict=True)
        if cel
    ]
    return f"{regel.tekst}: {'; '.join(delen)}."
