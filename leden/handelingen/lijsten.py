"""Taking along a list with personal data."""

from django.db import transaction

from leden.bevoegdheden import Handeling, eisen, rolbelemmeringen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap


@transaction.atomic
def lijst_downloaden(wie: Lidmaatschap, handeling: Handeling, onderwerp: str, *, aantal: int, vorm: str) -> None:
    """Put into the log who takes along a list about people, what it is about and how many rows it has."""
    eisen(rolbelemmeringen(wie, handeling))
    vastleggen(wie, handeling, onderwerp, reden=f"{aantal} rijen, {vorm}")
