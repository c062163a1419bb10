"""Reading the house rules again after they changed."""

from django.db import transaction
from django.utils import timezone

from inloggen.huisregels import VERSIE
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap


@transaction.atomic
def huisregels_lezen(wie: Lidmaatschap | None, gebruiker: Gebruiker) -> None:
    """Somebody has read the newest version and keeps to it, also who has no role now (`wie` is None)."""
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    was = gebruiker.huisregels_versie
    if was == VERSIE:
        return
    gebruiker.huisregels_versie, gebruiker.huisregels_op = VERSIE, timezone.now()
    gebruiker.save(update_fields=["huisregels_versie", "huisregels_op"])
    vastleggen(wie, Handeling.HUISREGELS_LEZEN, gebruiker.onderwerp, van=was, naar=VERSIE, gebruiker=gebruiker)
