"""Background jobs of complaints."""

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from geschillen.models import Klacht, Klachtstuk
from geschillen.models.klachten import BEWAARJAREN
from leden.bevoegdheden import Handeling
from trajecten.taken import OPNIEUW, bestand_nakijken


@app.task(name="klachtstuk_nakijken", retry=OPNIEUW)
def klachtstuk_nakijken(stuk):
    """Let the scanner look at a file with a complaint; what is harmful is taken away."""
    bestand_nakijken(Klachtstuk, stuk, Handeling.KLACHT_AANVULLEN, lambda rij: rij.klacht.onderwerp)


@app.periodic(cron="20 3 * * *")
@app.task(name="klachten_opruimen", queueing_lock="klachten_opruimen")
def klachten_opruimen(timestamp):
    """Let go what was closed long ago, its files included. The log keeps that there was a complaint, and nothing of it."""
    oud = Klacht.objects.filter(afgerond_op__lte=timezone.now() - relativedelta(years=BEWAARJAREN))
    for klacht in oud.prefetch_related("stukken"):
        bestanden = [stuk.bestand for stuk in klacht.stukken.all() if stuk.bestand]
        with transaction.atomic():
            klacht.delete()
        for bestand in bestanden:
            bestand.storage.delete(bestand.name)
