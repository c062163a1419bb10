"""Who may report a change and say what it means: reasons why not (Dutch sentences; empty list = yes)."""

from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from trajecten.bevoegdheden.trajecten import relatiebelemmeringen
from trajecten.levensloop import Soort, Status
from trajecten.models import WEGER_VAN_ROL, Melding, Traject, Weger


def meldbelemmeringen(wie: Lidmaatschap, traject: Traject) -> list[str]:
    """A change is reported at the assessment that led to the label."""
    return (
        rolbelemmeringen(wie, Handeling.WIJZIGING_MELDEN) or relatiebelemmeringen(wie, traject) or zonder_label(traject)
    )


def zonder_label(traject: Traject) -> list[str]:
    """Why nothing is reported at this traject, whoever asks."""
    if (traject.soort, traject.status) == (Soort.TOETS, Status.LOPEND):
        return []
    return ["Een wijziging meldt u als het label is toegekend. Schrijf wat verandert nu in de zelfevaluatie."]


def weegbelemmeringen(wie: Lidmaatschap, melding: Melding) -> list[str]:
    """Each party says it once, and nobody after the bureau has settled it."""
    redenen = rolbelemmeringen(wie, Handeling.MELDING_WEGEN) or relatiebelemmeringen(wie, melding.traject)
    if redenen:
        return redenen
    door = set(melding.wegingen.values_list("door", flat=True))
    if Weger.BUREAU in door:
        return ["Het bureau heeft al gezegd wat deze melding betekent."]
    if WEGER_VAN_ROL[wie.rol] in door:
        return ["Uw organisatie heeft al gezegd wat deze melding betekent. Het bureau rondt het af."]
    return []
