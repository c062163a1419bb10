"""A result as horizontal bars: where everything stands, for templates/leden/quickscan/_balken.html.

Heights are pixels. Widths are parts of the drawing, so that its letters stay as large as those around it on any screen.
"""

from dataclasses import dataclass

BALKHOOGTE = 18
TUSSEN_BALKEN = 4


@dataclass(frozen=True)
class Balk:
    reeks: int
    y: int
    breedte: str
    y_tekst: int
    tekst: str


@dataclass(frozen=True)
class Balkgroep:
    """One option, with a bar per scan that asked it."""

    tekst: str
    hoogte: int
    balken: list


@dataclass(frozen=True)
class Tekening:
    sleutel: str
    titel: str
    beschrijving: str
    groepen: list


def tekenen(vraaguitslag):
    """The drawing of one question. All bars start at nothing; the longest one is as wide as the drawing."""
    namen = [telling.naam for telling in vraaguitslag.tellingen]
    grootste = max((cel.procent for regel in vraaguitslag.regels for cel in regel.cellen if cel), default=0)
    return Tekening(
        sleutel=vraaguitslag.vraag.sleutel,
        titel=vraaguitslag.vraag.tekst,
        beschrijving=" ".join(_zin(regel, namen) for regel in vraaguitslag.regels),
        groepen=[_groep(regel, grootste or 100) for regel in vraaguitslag.regels],
    )


def _groep(regel, grootste):
    balken, y = [], 0
    for reeks, cel in enumerate(regel.cellen):
        if cel is None:
            continue
        breedte = f"{cel.procent * 100 / grootste:.2f}%"
        balken.append(Balk(reeks, y, breedte, y + BALKHOOGTE - 4, f"{cel.aantal} ({cel.procent}%)"))
        y += BALKHOOGTE + TUSSEN_BALKEN
    return Balkgroep(regel.tekst, y, balken)


def _zin(regel, namen):
    """One option as a sentence, for who hears the drawing."""
    delen = [
        f"{f'{naam} ' if len(namen) > 1 else ''}{cel.aantal}, {cel.procent}%"
        for naam, cel in zip(namen, regel.cellen, strict=True)
        if cel
    ]
    return f"{regel.tekst}: {'; '.join(delen)}."
