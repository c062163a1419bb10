from trajecten.models.documenten import (
    DOCUMENTEN_OPEN,
    ZELFEVALUATIE_OPEN,
    Document,
    Documentnorm,
    Redenconcept,
    Tekstversie,
)
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
    "DOCUMENTEN_OPEN",
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "ZELFEVALUATIE_OPEN",
    "Document",
    "Documentnorm",
    "Redenconcept",
    "StukQuerySet",
    "Teambezwaar",
    "Tekstversie",
    "Toewijzing",
    "ToewijzingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "VanTraject",
]
