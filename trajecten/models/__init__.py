from trajecten.models.documenten import Document, Tekstversie
from trajecten.models.traject import (
    PARTIJ_VAN_ROL,
    TEAM_WERKT,
    StukQuerySet,
    Teambezwaar,
    Toewijzing,
    ToewijzingQuerySet,
    Traject,
    TrajectQuerySet,
    VanTraject,
)

__all__ = [
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "Document",
    "StukQuerySet",
    "Teambezwaar",
    "Tekstversie",
    "Toewijzing",
    "ToewijzingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "VanTraject",
]
