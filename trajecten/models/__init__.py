from trajecten.models.cyclus import Cyclus, CyclusQuerySet
from trajecten.models.documenten import (
    DOCUMENTEN_NOG_EIGEN,
    DOCUMENTEN_OPEN,
    ZELFEVALUATIE_OPEN,
    Document,
    Documentnorm,
    Tekstversie,
)
from trajecten.models.gebied import Trajectgebied, Trajectlocatie, gebied_van
from trajecten.models.meldingen import WEGER_VAN_ROL, Melding, Weger, Weging
from trajecten.models.stukken import StukQuerySet, VanTraject
from trajecten.models.toewijzingen import MET_TEAM, Toewijzing, ToewijzingQuerySet
from trajecten.models.traject import PARTIJ_VAN_ROL, TEAM_WERKT, VOOR_DE_SECRETARIS, Traject, TrajectQuerySet
from trajecten.models.verzoeken import Redenconcept, Teambezwaar, Termijnvoorstel
from trajecten.models.vragen import PARTIJ_DIE_VRAAGT, Vraag, Vraagpartij

__all__ = [
    "DOCUMENTEN_NOG_EIGEN",
    "DOCUMENTEN_OPEN",
    "MET_TEAM",
    "PARTIJ_DIE_VRAAGT",
    "PARTIJ_VAN_ROL",
    "TEAM_WERKT",
    "VOOR_DE_SECRETARIS",
    "WEGER_VAN_ROL",
    "ZELFEVALUATIE_OPEN",
    "Cyclus",
    "CyclusQuerySet",
    "Document",
    "Documentnorm",
    "Melding",
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
    "Weger",
    "Weging",
    "gebied_van",
]
