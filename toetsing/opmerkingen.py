"""Remarks beside the passages they are about, and the rows in which the assessors write those passages."""

from dataclasses import dataclass

from toetsing.models import Bevinding, Rapportdeel, Rapportversie, Reactie
from toetsing.samenstellen import passages_van
from toetsing.woordverschil import woordverschil


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


def opmerkingen(traject):
    """The remarks of the organisation on the released draft, in the order of the report."""
    versie = Rapportversie.objects.vrijgegeven_van(traject)
    if versie is None:
        return []
    reacties = {een.passage: een for een in versie.reacties.select_related("beantwoord_door") if een.tekst.strip()}
    rijen = {een.passage: een for een in traject.rapportdelen.all()}
    rijen |= {een.passage: een for een in Bevinding.objects.filter(traject=traject)}
    return [
        Opmerking(reacties[passage["sleutel"]], passage, rijen[passage["sleutel"]])
        for passage in passages_van(versie.inhoud)
        if passage["sleutel"] in reacties
    ]


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
