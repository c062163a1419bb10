"""The questions of a QuickScan as data: their form, the standard set, and whether an answer fits them.

The rows are JSON (vragen.schema.json). A `sleutel` never changes once it is there: by it an answer is compared with that
to the same question in an earlier scan.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db import models
from django.utils.text import slugify
from jsonschema import Draft202012Validator

MAP = Path(__file__).parent
LANGSTE_SLEUTEL = 40
LANGSTE_TEKST = 160
LANGSTE_ANTWOORD = 2000


class Soort(models.TextChoices):
    EEN = "een", "één antwoord kiezen"
    MEER = "meer", "een of meer antwoorden kiezen"
    OPEN = "open", "zelf schrijven"


@dataclass(frozen=True)
class Optie:
    sleutel: str
    tekst: str


@dataclass(frozen=True)
class Scanvraag:
    """One question; asked of everyone, or only of who chose one of `als_opties` at the question `als_vraag`."""

    sleutel: str
    tekst: str
    soort: str
    verplicht: bool
    uitleg: str = ""
    opties: tuple = ()
    als_vraag: str = ""
    als_opties: tuple = ()

    @property
    def is_open(self):
        return self.soort == Soort.OPEN

    @property
    def soort_label(self):
        return Soort(self.soort).label

    def tekst_van(self, sleutel):
        """What stands at an option; the key itself of an option that this question does not have."""
        return next((optie.tekst for optie in self.opties if optie.sleutel == sleutel), sleutel)

    def geldt(self, antwoorden):
        """Whether this question is asked of who gave these answers to the questions before it."""
        return not self.als_vraag or bool(gekozen(antwoorden, self.als_vraag) & set(self.als_opties))


def gekozen(antwoorden, sleutel):
    """The options chosen at a question, as a set: of one choice a set of one."""
    antwoord = antwoorden.get(sleutel) or ()
    return {antwoord} if isinstance(antwoord, str) else set(antwoord)


def vragen_uit(rijen: list[dict[str, Any]]) -> list[Scanvraag]:
    """The questions in rows that fit the schema."""
    return [
        Scanvraag(
            sleutel=rij["sleutel"],
            tekst=rij["tekst"],
            soort=rij["soort"],
            verplicht=rij["verplicht"],
            uitleg=rij.get("uitleg", ""),
            opties=tuple(Optie(**optie) for optie in rij.get("opties", ())),
            als_vraag=rij.get("als", {}).get("vraag", ""),
            als_opties=tuple(rij.get("als", {}).get("opties", ())),
        )
        for rij in rijen
    ]


@cache
def _keurder():
    return Draft202012Validator(json.loads((MAP / "vragen.schema.json").read_bytes()))


def standaardvragen():
    """The rows of the standard set: where the organisation stands, why, and what holds it back."""
    return json.loads((MAP / "standaardvragen.json").read_bytes())


def vraagfouten(rijen: list[dict[str, Any]]) -> list[str]:
    """Why these rows are no set of questions, as Dutch sentences; empty when they are."""
    if fout := next(_keurder().iter_errors(rijen), None):
        plek = f"Vraag {fout.absolute_path[0] + 1}" if fout.absolute_path else "De lijst met vragen"
        return [f"{plek} past niet in een QuickScan: {fout.message}"]
    vragen = vragen_uit(rijen)
    fouten = [] if vragen else ["Er is nog geen vraag. Voeg een vraag toe."]
    eerder = {}
    for vraag in vragen:
        fouten += [f"Bij de vraag ‘{vraag.tekst}’ {fout}" for fout in _fouten_bij(vraag, eerder)]
        eerder[vraag.sleutel] = vraag
    return fouten


def _fouten_bij(vraag, eerder):
    opties = vraag.opties
    if vraag.sleutel in eerder:
        yield "hoort dezelfde sleutel als bij een andere vraag."
    if min(len({optie.sleutel for optie in opties}), len({optie.tekst for optie in opties})) < len(opties):
        yield "staat een antwoord twee keer."
    if vraag.is_open and opties:
        yield "schrijft men zelf; haal de antwoorden weg."
    if not vraag.is_open and len(opties) < 2:
        yield "valt niets te kiezen. Schrijf ten minste 2 antwoorden op."
    if vraag.als_vraag:
        bron = eerder.get(vraag.als_vraag)
        if bron is None or bron.is_open:
            yield "hoort een vraag waarbij men kiest en die er eerder staat. Verplaats deze vraag, of stel die aan iedereen."
        elif set(vraag.als_opties) - {optie.sleutel for optie in bron.opties}:
            yield f"hoort een antwoord dat bij ‘{bron.tekst}’ niet meer staat. Kies opnieuw aan wie u deze vraag stelt."


def nakijken(vragen, ruw):
    """What someone answered, as it is kept, and {sleutel: sentence} for what is still wrong with it.

    An answer to a question that does not hold for this person is left out.
    """
    antwoorden, fouten = {}, {}
    for vraag in vragen:
        if not vraag.geldt(antwoorden):
            continue
        antwoord = ruw.get(vraag.sleutel) or ""
        if not vraag.is_open and gekozen(ruw, vraag.sleutel) - {optie.sleutel for optie in vraag.opties}:
            fouten[vraag.sleutel] = "Deze keuze is er niet. Kies opnieuw."
        elif vraag.is_open and len(antwoord) > LANGSTE_ANTWOORD:
            fouten[vraag.sleutel] = (
                f"Hier passen {LANGSTE_ANTWOORD} tekens. U schreef er {len(antwoord)}. Maak het korter."
            )
        elif antwoord.strip() if vraag.is_open else antwoord:
            antwoorden[vraag.sleutel] = antwoord if isinstance(antwoord, str) else list(antwoord)
        elif vraag.verplicht:
            fouten[vraag.sleutel] = "Schrijf hier uw antwoord." if vraag.is_open else "Maak een keuze."
    return antwoorden, fouten


def nieuwe_sleutel(tekst, bezet):
    """A key for a new question or option, made from its words, that is not among `bezet`."""
    kern = slugify(tekst).replace("-", "_")[:LANGSTE_SLEUTEL].strip("_") or "vraag"
    sleutel, keer = kern, 1
    while sleutel in bezet:
        keer += 1
        sleutel = f"{kern[: LANGSTE_SLEUTEL - 3]}_{keer}"
    return sleutel


def opties_uit(regels, oude):
    """Rows of options from lines of text. A line that was there keeps its key; so does one reworded in its own place."""
    van_tekst = {optie["tekst"]: optie["sleutel"] for optie in oude}
    vrij = {nummer: optie["sleutel"] for nummer, optie in enumerate(oude) if optie["tekst"] not in regels}
    opties, bezet = [], {optie["sleutel"] for optie in oude}
    for nummer, regel in enumerate(regels):
        sleutel = van_tekst.pop(regel, None) or vrij.pop(nummer, None) or nieuwe_sleutel(regel, bezet)
        bezet.add(sleutel)
        opties.append({"sleutel": sleutel, "tekst": regel})
    return opties
