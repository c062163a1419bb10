from trajecten.models.documenten import DOCUMENTEN_OPEN, ZELFEVALUATIE_OPEN, Document, Documentnorm, Tekstversie
from trajecten.models.gebied import Trajectgebied, Trajectlocatie, gebied_van
from trajecten.models.stukken import StukQuerySet, VanTraject
from trajecten.models.traject import (
    MET_TEAM,
    PARTIJ_VAN_ROL,
    TEAM_WERKT,
    VOOR_DE_SECRETARIS,
    Toewijzing,
    ToewijzingQuerySet,
    Traject,
    TrajectQuerySet,
)
from trajecten.models.verzoeken import Redenconcept, Teambezwaar, Termijnvoorstel
from trajecten.models.vragen import PARTIJ_DIE_VRAAGT, Vraag, Vraagpartij

__all__ = [
    "DOCUMENTEN_OPEN",
    "MET_TEAM",
    "PARTIJ_DIE_VRAAGT",
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "VOOR_DE_SECRETARIS",
    "ZELFEVALUATIE_OPEN",
    "Document",
    "Documentnorm",
    "Redenconcept",
    "StukQuerySet",
    "Teambezwaar",
    "Tekstversie",
    "Termijnvoorstel",
    "Toewijzing",
    "ToewijzingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "Trajectgebied",
    "Trajectlocatie",
    "VanTraject",
    "Vraag",
    "Vraagpartij",
    "gebied_van",
]
