from toetsing.models.advies import Advies
from toetsing.models.bevindingen import TEAM_SCHRIJFT, Bevinding, Grond, Oordeel
from toetsing.models.programma import (
    NOTITIES_OPEN,
    PROGRAMMA_OPEN,
    Gesprek,
    Gespreksnorm,
    Gesprekspartner,
    Gesprekstoetser,
    Notitie,
    Notitienorm,
    Toetsdag,
)
from toetsing.models.rapport import Rapportbestand, Rapportdeel, Rapportversie, Reactie, Vrijgave
from toetsing.models.verbeteren import Verbeterplan, Voortgang
from toetsing.models.vervolg import Vervolgdocument, Vervolgpunt, Voorbehoud, Voorwaarde
from toetsing.models.zelfevaluatie import VERHALEN_OPEN, Verhaal, Verhaalnorm

__all__ = [
    "NOTITIES_OPEN",
    "PROGRAMMA_OPEN",
    "TEAM_SCHRIJFT",
    "VERHALEN_OPEN",
    "Advies",
    "Bevinding",
    "Gesprek",
    "Gespreksnorm",
    "Gesprekspartner",
    "Gesprekstoetser",
    "Grond",
    "Notitie",
    "Notitienorm",
    "Oordeel",
    "Rapportbestand",
    "Rapportdeel",
    "Rapportversie",
    "Reactie",
    "Toetsdag",
    "Verbeterplan",
    "Verhaal",
    "Verhaalnorm",
    "Vervolgdocument",
    "Vervolgpunt",
    "Voorbehoud",
    "Voortgang",
    "Voorwaarde",
    "Vrijgave",
]
