from toetsing.models.bevindingen import Bevinding, Grond, Oordeel
from toetsing.models.programma import Gesprek, Gesprekspartner, Gesprekstoetser, Notitie, Toetsdag
from toetsing.models.rapport import Advies, Rapportbestand, Rapportdeel, Rapportversie, Reactie, Vrijgave
from toetsing.models.verbeteren import Verbeterplan, Voortgang
from toetsing.models.zelfevaluatie import Verhaal

__all__ = [
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
