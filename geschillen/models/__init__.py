from geschillen.models.behandeling import Klachtbericht, Klachtklad, Klachtsignaal, Klachtvraag
from geschillen.models.klachten import Klacht, Klachtstuk

__all__ = ["Klacht", "Klachtbericht", "Klachtklad", "Klachtsignaal", "Klachtstuk", "Klachtvraag"]
