from geschillen.models.behandeling import Klachtbericht, Klachtconcept, Klachtsignaal, Klachtvraag
from geschillen.models.klachten import Klacht, Klachtstuk

__all__ = ["Klacht", "Klachtbericht", "Klachtconcept", "Klachtsignaal", "Klachtstuk", "Klachtvraag"]
