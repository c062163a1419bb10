from trajecten.models.documenten import Document, Redenconcept, Tekstversie
from trajecten.models.traject import (
    PARTIJ_VAN_ROL,
    TEAM_WERKT,
    StukQuerySet,
    Teambezwaar,
    Toewijzing,
    Traject,
    TrajectQuerySet,
    VanTraject,
)

__all__ = [
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "Document",
    "Redenconcept",
    "StukQuerySet",
    "Teambezwaar",
    "Tekstversie",
    "Toewijzing",
    "Traject",
    "TrajectQuerySet",
    "VanTraject",
]
