"""Background jobs of people and organisations."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from leden.handelingen.belangen import aan_bevestigen_herinneren
from leden.handelingen.opvolging import namen_bijwerken
from leden.models import Ledenbestand, Uitnodiging

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


@app.periodic(cron="47 3 * * *")
@app.task(name="sessies_opruimen", queueing_lock="sessies_opruimen")
def sessies_opruimen(timestamp):
    """Remove what is left of sessions that are over: devices and addresses of people, and how often someone tried to sign in."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from tijdelijk where expires < now()")


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
