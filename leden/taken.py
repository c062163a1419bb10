"""Background jobs of people and organisations."""

from procrastinate.contrib.django import app

from leden.handelingen.belangen import aan_bevestigen_herinneren
from leden.handelingen.opvolging import namen_bijwerken
from leden.models import Uitnodiging


@app.periodic(cron="17 4 * * *")
@app.task(name="uitnodigingen_opruimen", queueing_lock="uitnodigingen_opruimen")
def uitnodigingen_opruimen(timestamp):
    """Forget whom was asked in and never came: the row goes, with the address. The log names an invitation by number only."""
    Uitnodiging.objects.te_vergeten().delete()


@app.periodic(cron="10 * * * *")
@app.task(name="namen_van_organisaties_bijwerken", queueing_lock="namen_van_organisaties_bijwerken")
def namen_van_organisaties_bijwerken(timestamp):
    """Tidy up after names whose day has come, for the order of lists. Nothing that people read waits for it."""
    namen_bijwerken()


@app.periodic(cron="30 6 * * *")
@app.task(name="aan_belangen_herinneren", queueing_lock="aan_belangen_herinneren")
def aan_belangen_herinneren(timestamp):
    """Ask by mail who has to confirm the own interests; a second run on a day finds that they have been asked."""
    aan_bevestigen_herinneren()
