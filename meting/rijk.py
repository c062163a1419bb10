"""Trajecten as large as they come: 52 norms, played by the acts as the demo does, one per status that is measured."""

from dataclasses import dataclass
from datetime import time

import time_machine
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from demo import mensen, organisatiegegevens
from demo.bevindingen import STERK
from demo.draaiboek import Draaiboek
from demo.draaiboeken import CIIO, KEURTEAM
from demo.kalender import Kalender, afspelen, agenda_van, op_de_klok
from demo.plannen import EFFECTEN
from demo.spelen import lopen
from demo.verbeterpunten import VERBETERPUNTEN
from demo.verhalen import VERHALEN
from demo.weg import Weg
from leden.models import Rol
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from normenkader.models import Kaderversie
from toetsing.handelingen.rapport import terugsturen
from trajecten.levensloop import Status

NORMEN = 52
TEKSTEN = {
    "besluitmotivering": "De plannen zijn concreet, en bewoners merken er nu al iets van.",
    "samenvatting": "De organisatie begint bij wat mensen zelf kunnen. Dat hoorden wij in elk gesprek.",
    "branche": "Wie een verbeterpunt met bewoners oplost, hoeft het daarna niet te bewaken.",
    "motivering": "De sterke punten zijn zichtbaar in het hele huis. De plannen zijn concreet en al begonnen.",
}


@dataclass
class Rijk:
    """The people and the large trajecten. `wegen`: by the status that they are measured in; `hernieuwing`: the last of ten years."""

    wereld: mensen.Wereld
    kader: Kaderversie
    wegen: dict
    hernieuwing: Weg


def pakket():
    """The example framework in which the first norms stand twice, so that there are 52."""
    voorbeeld = voorbeeldpakket()
    normen, onderdelen = voorbeeld["normen"], [onderdeel["code"] for onderdeel in voorbeeld["onderdelen"]]
    nog_eens = [
        norm | {"sleutel": _tweede(norm["sleutel"]), "nummer": f"{norm['nummer']}b"}
        for norm in normen[: NORMEN - len(normen)]
    ]
    op_volgorde = sorted([*normen, *nog_eens], key=lambda norm: onderdelen.index(norm["onderdeel"]))
    return voorbeeld | {
        "versie": str(NORMEN),
        "geldig_vanaf": "2010-01-01",
        "normen": [norm | {"volgorde": volgorde} for volgorde, norm in enumerate(op_volgorde, 1)],
    }


def _tweede(sleutel):
    return f"{sleutel}_2"


def spelen():
    """Make the people, the framework and the large trajecten; gives them as Rijk."""
    kalender = Kalender(timezone.localdate())
    begin = kalender.vandaag - relativedelta(years=11)
    with time_machine.travel(op_de_klok(begin, time(9))):
        wereld = mensen.maken(kalender.vandaag, begin)
        organisatiegegevens.toelaten(wereld, kalender.vandaag, begin)
        kader = laden(wereld.wie("Gijs Veenbes", Rol.LABELBEHEERDER), pakket())
    alle = [Weg(boek, nummer, wereld, kalender) for nummer, boek in enumerate(_draaiboeken(kader))]
    afspelen(agenda_van(lopen(weg) for weg in alle))
    *eerder, hernieuwing = alle
    wegen = {weg.boek.tot: weg for weg in eerder if weg.boek.tot != Status.LOPEND}
    # A finished draft that came back from the internal check is an assessment with everything in it.
    vol = wegen.pop(Status.INTERNE_CONTROLE)
    terugsturen(vol.controleur, vol.traject, "Begin de samenvatting met wat sterk is.")
    return Rijk(wereld, kader, wegen | {Status.IN_TOETSING: vol}, hernieuwing)


def _draaiboeken(kader):
    """A strong point at every norm, and an improvement point besides where the demo knows one."""
    sleutels = [norm.sleutel for norm in kader.normen.all()]
    verbeterpunten = VERBETERPUNTEN | {_tweede(sleutel): punt for sleutel, punt in VERBETERPUNTEN.items()}
    vast = {
        "sterk": tuple(sleutels),
        "verbeter": tuple(sleutel for sleutel in sleutels if sleutel in verbeterpunten),
        "verhalen": {_tweede(sleutel): verhalen[1] for sleutel, verhalen in VERHALEN.items()},
        "sterke_punten": {_tweede(sleutel): tekst for sleutel, tekst in STERK.items()},
        "verbeterpunten": verbeterpunten,
        **TEKSTEN,
    }
    # Of each plan the next team tells what came of it.
    jaren = vast | {"verbeter": tuple(EFFECTEN)}
    tessa = CIIO | {"team": ("Tessa Waterviolier", "Samir Wollegras")}
    return (
        Draaiboek("zuidkade", **CIIO, tot=Status.VOORBEREIDING, sinds=20, **vast),
        Draaiboek("lindehof", **CIIO, tot=Status.INTERNE_CONTROLE, sinds=2, **vast),
        Draaiboek("lisbroek", **KEURTEAM, tot=Status.WEDERHOOR, sinds=8, **vast),
        Draaiboek("vlechtwerk", **tessa, tot=Status.GEAGENDEERD, sinds=9, **vast),
        # Awarded five times, each for two years, and now being renewed.
        *(Draaiboek("brink", **CIIO, tot=Status.LOPEND, sinds=sinds, **jaren) for sinds in range(2430, 400, -500)),
        Draaiboek("brink", **CIIO, tot=Status.VOORBEREIDING, sinds=20, **jaren),
    )
