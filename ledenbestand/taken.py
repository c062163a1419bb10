"""Background jobs of the members' file."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from ledenbestand.models import Ledenbestand

LEDENBESTAND_BLIJFT = timedelta(days=1)


@app.periodic(cron="23 * * * *")
@app.task(name="ledenbestanden_opruimen", queueing_lock="ledenbestanden_opruimen")
def ledenbestanden_opruimen(timestamp):
    """Remove members' files that were offered more than a day ago and never read in: they hold personal data."""
    with transaction.atomic():
        oud = Ledenbestand.objects.filter(
            ingelezen_op__isnull=True, aangeboden_op__lt=timezone.now() - LEDENBESTAND_BLIJFT
        )
        for ledenbestand in oud.select_for_update(of=("self",), skip_locked=True):
            naam, opslag = ledenbestand.bestand.name, ledenbestand.bestand.storage
            ledenbestand.delete()
            transaction.on_commit(lambda naam=naam, opslag=opslag: opslag.delete(naam))
