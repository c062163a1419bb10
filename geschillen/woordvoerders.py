"""Who answers for the organisation that a complaint is about."""

from geschillen.models.behandeling import WOORDVOERDER
from leden.models import Organisatie, dezelfde_partij
from leden.models.mensen import LidmaatschapQuerySet
from trajecten.ontvangers import met_rol


def woordvoerders(organisatie: Organisatie) -> LidmaatschapQuerySet:
    """Whoever reads a question to this organisation today, and gets the letters about it."""
    return met_rol(WOORDVOERDER[organisatie.soort]).filter(organisatie__in=dezelfde_partij(organisatie.pk))
