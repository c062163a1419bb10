"""What the preliminary views of an item come to, for who takes part: the same, different, and in what order the agenda could be.

Without names, numbers or times: beside the list of members those would tell who stays out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from beheercommissie.agenda import Punt, sleutel
from beheercommissie.bevoegdheden import volgt_advies
from beheercommissie.models import Agendapunt, Belangverklaring, Blik
from beheercommissie.quorum import Quorum, stemgerechtigden

WIL_BESPREKEN = "Ik wil dit bespreken"


@dataclass(frozen=True)
class Beeld:
    """The views of one item once they are open: each choice with its label and the words with it, and what follows from them."""

    keuzes: tuple[tuple[str, tuple[str, ...]], ...]
    # Also when somebody wants to discuss it.
    verschilt: bool
    hamerstuk: bool

    @property
    def stand(self) -> dict[str, str] | None:
        """Colour, icon and words for the agenda."""
        if self.hamerstuk:
            return {"soort": "goed", "teken": "check-lg", "woord": "Voorstel: hamerstuk"}
        if self.verschilt:
            return {"soort": "aan-u", "teken": "chat-left-text", "woord": "Voorstel: bespreken"}
        return None


def zijn_allemaal_binnen(agendapunt: Agendapunt) -> bool:
    """Whether each member of today gave a view, or said to have an interest or a doubt; and there is one.

    Who said nothing is waited for, also with a tie that the register knows: else it would show that there is one.
    """
    gaven = set(Blik.objects.filter(agendapunt=agendapunt).values_list("gebruiker", flat=True))
    buiten = Belangverklaring.objects.filter(agendapunt=agendapunt).exclude(uitkomst=Belangverklaring.Uitkomst.GEEN)
    klaar = gaven.union(buiten.values_list("gebruiker", flat=True))
    return bool(gaven) and klaar.issuperset(stemgerechtigden().values_list("gebruiker", flat=True))


def beeld_van(punt: Agendapunt, quorum: Quorum, adviescode: str | None) -> Beeld | None:
    """The views of an item when they are open and there are any; those of who has an interest by now are left out."""
    if not (punt.blikken_zijn_open and quorum.blikken):
        return None
    gekozen = {keuze for keuze, _ in quorum.blikken}
    opties = [optie for optie in punt.traject.besluitopties if optie.code in gekozen]
    labels = [(optie.code, optie.label) for optie in opties]
    labels += [(Blik.BESPREKEN, WIL_BESPREKEN)] if Blik.BESPREKEN in gekozen else []
    # By the alphabet: the order in which they came would say something.
    woorden = {code: sorted(woord for keuze, woord in quorum.blikken if keuze == code and woord) for code in gekozen}
    eens = len(gekozen) == 1 and bool(opties)
    return Beeld(
        keuzes=tuple((label, tuple(woorden[code])) for code, label in labels),
        verschilt=len(gekozen) > 1 or Blik.BESPREKEN in gekozen,
        # In a meeting that was opened before all were in, the silence of others is no agreement.
        hamerstuk=eens
        and punt.blikkenstand == Agendapunt.Blikkenstand.ALLEN
        and volgt_advies(punt.traject, opties[0], adviescode),
    )


def voorstel(punten: Sequence[Punt], vrij: Collection[Punt], gelezen: Mapping[int, Beeld]) -> dict[str, Any] | None:
    """The order of this agenda with the items first on which members differ, as its form sends it; None when it stands so already.

    `vrij`: the items that change places among themselves; all others keep theirs. `gelezen`: by key of the item.
    """
    plaatsen = [plek for plek, punt in enumerate(punten) if punt in vrij]
    volgorde = list(punten)
    eerst = sorted(
        (punten[plek] for plek in plaatsen), key=lambda punt: punt.pk not in gelezen or not gelezen[punt.pk].verschilt
    )
    for plek, punt in zip(plaatsen, eerst, strict=True):
        volgorde[plek] = punt
    verzet = [punt for punt, was in zip(volgorde, punten, strict=True) if punt != was]
    if not verzet:
        return None
    return {"punt": sleutel(verzet[0]), "volgorde": " ".join(map(sleutel, volgorde)), "punten": volgorde}
