from geschillen.models.behandeling import Klachtbericht, Klachtklad, Klachtsignaal, Klachtvraag
from geschillen.models.bezwaren import Adviseur, Bezwaar, Bezwaarklad, Bezwaarstuk
from geschillen.models.klachten import Klacht, Klachtstuk

__all__ = [
    "Adviseur",
    "Bezwaar",
    "Bezwaarklad",
    "Bezwaarstuk",
    "Klacht",
    "Klachtbericht",
    "Klachtklad",
    "Klachtsignaal",
    "Klachtstuk",
    "Klachtvraag",
]
