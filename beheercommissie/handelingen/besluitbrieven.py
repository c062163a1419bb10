"""What the application does by itself with the letter of a decision."""

import logging

import pgtrigger
from django.db import transaction

from beheercommissie.models import Besluitbrief
from beheercommissie.taken import besluitbrief_maken

logger = logging.getLogger(__name__)


@transaction.atomic
def besluitbrief_opnieuw_maken(brief: Besluitbrief) -> None:
    """Let a letter that is gone or broken be made again from its decision; the seal gets the time of now."""
    with pgtrigger.ignore("beheercommissie.Besluitbrief:bevroren"):
        brief.delete()
    logger.warning("%s (sha256 %s) wordt opnieuw gemaakt", brief.bestand.name, brief.sha256)
    besluitbrief_maken.defer(besluit=brief.besluit_id)
    transaction.on_commit(lambda: brief.bestand.storage.delete(brief.bestand.name))
