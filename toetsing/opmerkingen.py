"""Remarks beside the passages they are about, and the rows in which the assessors write those passages."""

import re
from dataclasses import dataclass
from typing import ClassVar

from huisstijl.woordverschil import woordverschil
from toetsing.models import Bevinding, Oordeel, Rapportdeel, Rapportversie, Reactie
from toetsing.samenstellen import passages_van

_WOORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Opmerking:
    """One remark, the passage as the frozen draft has it, and the row that holds the text as it is now."""

    reactie: Reactie
    passage: dict
    rij: Bevinding | Rapportdeel

    @property
    def is_beantwoord(self):
        return self.reactie.beantwoord_op is not None

    @property
    def is_veranderd(self):
        return self._nu != self.passage["tekst"]

    @property
    def verschil(self):
        """What changed in the passage, word by word."""
        return woordverschil(self.passage["tekst"], self._nu)

    @property
    def _nu(self):
        """The passage as it was answered, or as it is being written."""
        return self.reactie.nieuwe_tekst or self.rij.tekst.strip()


def opmerkingen(traject, versie=None, bevindingen=None):
    """The remarks of the organisation on this draft, or else the newest released one, in the order of the report.

    `bevindingen`: those of the traject, when the caller has them already.
    """
    versie = versie or Rapportversie.objects.vrijgegeven_van(traject)
    if versie is None:
        return []
    reacties = {een.passage: een for een in versie.reacties.select_related("beantwoord_door") if een.tekst.strip()}
    rijen = {een.passage: een for een in traject.rapportdelen.all()}
    bevindingen = Bevinding.objects.filter(traject=traject) if bevindingen is None else bevindingen
    rijen |= {een.passage: een for een in bevindingen}
    return [
        Opmerking(reacties[passage["sleutel"]], passage, rijen[passage["sleutel"]])
        for passage in passages_van(versie.inhoud)
        if passage["sleutel"] in reacties
    ]


@dataclass(frozen=True)
class Gevraagd:
    """What the remarks on a released draft ask about: nothing else changes any more (uitgangspunten § 20).

    A remark asks about its passage, and about the norm of that passage and those that it names.
    """

    passages: set[str]
    normen: set[str]
    nagekeken: set[str]

    # Why what they do not ask about cannot be written.
    BUITEN: ClassVar = "De organisatie maakte geen opmerking over {}. Wat is nagekeken, blijft staan."

    def omvat(self, rij: Bevinding | Oordeel | Rapportdeel) -> bool:
        """Whether the assessors can still write in this row; a finding that came after the draft goes with its norm."""
        if isinstance(rij, Rapportdeel):
            return rij.passage in self.passages
        if isinstance(rij, Bevinding) and rij.passage in self.nagekeken:
            return rij.passage in self.passages
        return rij.norm.nummer in self.normen


def gevraagd(traject) -> Gevraagd:
    """What the organisation asks about in its remarks on the newest released draft; nothing when there is none."""
    versie = Rapportversie.objects.vrijgegeven_van(traject)
    if versie is None:
        return Gevraagd(set(), set(), set())
    teksten = {een.passage: een.tekst for een in versie.reacties.all() if een.tekst.strip()}
    passages = {passage["sleutel"]: passage["norm"] for passage in passages_van(versie.inhoud)}
    genoemd = {woord.upper() for tekst in teksten.values() for woord in _WOORD.findall(tekst)}
    alle = {norm["nummer"] for norm in versie.inhoud["normen"]}
    return Gevraagd(
        passages=set(teksten),
        normen={passages[passage] for passage in teksten if passages[passage]} | (alle & genoemd),
        nagekeken=set(passages),
    )


def passage_van(reactie):
    """The passage a remark is about, as the frozen draft has it."""
    return next(een for een in passages_van(reactie.versie.inhoud) if een["sleutel"] == reactie.passage)


def schrijfrij(reactie):
    """The row in which the assessors write the passage that a remark is about."""
    soort, _, sleutel = reactie.passage.partition("-")
    if soort == "deel":
        return Rapportdeel.objects.get(traject=reactie.versie.traject_id, sleutel=sleutel)
    return Bevinding.objects.get(traject=reactie.versie.traject_id, pk=sleutel)


def gevolgbelemmeringen(passage, gevolg, tekst):
    """Why an answer may not say this about the text of the passage: it has to be what the reader will see."""
    is_aangepast = tekst.strip() != passage["tekst"]
    if not tekst.strip():
        return [f"Passage {passage['nummer']} heeft geen tekst meer. Schrijf de tekst, of zet de oude terug."]
    if gevolg == Reactie.Gevolg.AANGEPAST and not is_aangepast:
        return [f"De tekst is nog niet aangepast. Pas passage {passage['nummer']} aan, of kies dat de tekst blijft."]
    if gevolg != Reactie.Gevolg.AANGEPAST and is_aangepast:
        return [f"De tekst van passage {passage['nummer']} is wel aangepast. Kies dat, of zet de oude tekst terug."]
    return []
