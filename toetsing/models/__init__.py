from toetsing.models.advies import Advies
from toetsing.models.bevindingen import TEAM_SCHRIJFT, Bevinding, Grond, Oordeel
from toetsing.models.programma import NOTITIES_OPEN, Gesprek, Gesprekspartner, Gesprekstoetser, Notitie, Toetsdag
from toetsing.models.rapport import Rapportbestand, Rapportdeel, Rapportversie, Reactie, Vrijgave
from toetsing.models.verbeteren import Verbeterplan, Voortgang
from toetsing.models.zelfevaluatie import VERHALEN_OPEN, Verhaal

__all__ = [
    "NOTITIES_OPEN",
    "TEAM_SCHRIJFT",
    "VERHALEN_OPEN",
    "Advies",
    "Bevinding",
    "Gesprek",
    "Gesprekspartner",
    "Gesprekstoetser",
    "Grond",
    "Notitie",
    "Oordeel",
    "Rapportbestand",
    "Rapportdeel",
    "Rapportversie",
    "Reactie",
    "Toetsdag",
    "Verbeterplan",
    "Verhaal",
    "Voortgang",
    "Vrijgave",
]
