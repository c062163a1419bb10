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
    VOOR_DE_SECRETARIS,
    StukQuerySet,
    Teambezwaar,
    Toewijzing,
    ToewijzingQuerySet,
    Traject,
    TrajectQuerySet,
    VanTraject,
)
from trajecten.models.vragen import PARTIJ_DIE_VRAAGT, Vraag, Vraagpartij

__all__ = [
    "DOCUMENTEN_OPEN",
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
    "Toewijzing",
    "ToewijzingQuerySet",
    "Traject",
    "TrajectQuerySet",
    "VanTraject",
    "Vraag",
    "Vraagpartij",
]
