"""Background jobs of complaints and objections."""

from dateutil.relativedelta import relativedelta
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from geschillen.models import Bezwaarstuk, Klacht, Klachtstuk
from geschillen.models.klachten import BEWAARJAREN, KLACHTMAP
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
    for klacht in Klacht.objects.filter(afgerond_op__lte=timezone.now() - relativedelta(years=BEWAARJAREN)):
        with transaction.atomic():
            klacht.delete()
    _bestanden_zonder_klacht_weghalen()


def _bestanden_zonder_klacht_weghalen() -> None:
    """Also those that an earlier run left behind. A file comes after the row of its complaint, so the files are listed first."""
    mappen = default_storage.listdir(KLACHTMAP)[0] if default_storage.exists(KLACHTMAP) else []
    for pk in {int(map_) for map_ in mappen if map_.isdecimal()}.difference(
        Klacht.objects.values_list("pk", flat=True)
    ):
        map_ = f"{KLACHTMAP}/{pk}"
        for naam in default_storage.listdir(map_)[1]:
            default_storage.delete(f"{map_}/{naam}")
        default_storage.delete(map_)


@app.task(name="bezwaarstuk_nakijken", retry=OPNIEUW)
def bezwaarstuk_nakijken(stuk):
    """Let the scanner look at a file with an objection; what is harmful is taken away."""
    bestand_nakijken(Bezwaarstuk, stuk, Handeling.BEZWAAR_AANVULLEN, lambda rij: rij.bezwaar.onderwerp)
