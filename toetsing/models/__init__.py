from toetsing.models.aanvullend import AanvullendOnderzoek, aanvullend_onderzoek
from toetsing.models.advies import Advies
from toetsing.models.bevindingen import TEAM_SCHRIJFT, Bevinding, Grond, Oordeel
from toetsing.models.bezoeken import Bezoek, Bezoekkeuze, locaties_met_bezoek
from toetsing.models.hernieuwen import Meegenomen, Terugblik
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
from toetsing.models.verbeteren import BIJNA_KLAAR, Planuitstel, Verbeterplan, trajecten_in_onderzoek
from toetsing.models.vervolg import Vervolgdocument, Vervolgpunt, Voorbehoud, Voorwaarde
from toetsing.models.voortgang import Effect, Voortgang, Voortgangsdocument
from toetsing.models.zelfevaluatie import VERHALEN_OPEN, Verhaal, Verhaalnorm

__all__ = [
    "BIJNA_KLAAR",
    "NOTITIES_OPEN",
    "PROGRAMMA_OPEN",
    "TEAM_SCHRIJFT",
    "VERHALEN_OPEN",
    "AanvullendOnderzoek",
    "Advies",
    "Bevinding",
    "Bezoek",
    "Bezoekkeuze",
    "Effect",
    "Gesprek",
    "Gespreksnorm",
    "Gesprekspartner",
    "Gesprekstoetser",
    "Grond",
    "Meegenomen",
    "Notitie",
    "Notitienorm",
    "Oordeel",
    "Planuitstel",
    "Rapportbestand",
    "Rapportdeel",
    "Rapportversie",
    "Reactie",
    "Terugblik",
    "Toetsdag",
    "Verbeterplan",
    "Verhaal",
    "Verhaalnorm",
    "Vervolgdocument",
    "Vervolgpunt",
    "Voorbehoud",
    "Voortgang",
    "Voortgangsdocument",
    "Voorwaarde",
    "Vrijgave",
    "aanvullend_onderzoek",
    "locaties_met_bezoek",
    "trajecten_in_onderzoek",
]
