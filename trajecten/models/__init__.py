from trajecten.models.documenten import DOCUMENTEN_OPEN, ZELFEVALUATIE_OPEN, Document, Redenconcept, Tekstversie
from trajecten.models.stukken import StukQuerySet, VanTraject
from trajecten.models.traject import (
    PARTIJ_VAN_ROL,
    TEAM_WERKT,
    Toewijzing,
    ToewijzingQuerySet,
    Traject,
    TrajectQuerySet,
)
from trajecten.models.verzoeken import Teambezwaar, Termijnvoorstel

__all__ = [
    "DOCUMENTEN_OPEN",
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "ZELFEVALUATIE_OPEN",
    "Document",
    "Redenconcept",
    "StukQuerySet",
    "Teambezwaar",
    "Tekstversie",
    "Termijnvoorstel",
    "Toewijzing",
    "ToewijzingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "VanTraject",
]
