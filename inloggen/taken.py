"""Background jobs of signing in."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from inloggen.models import Inlogbericht

# A mail is tried for some six hours; what is left of one after this was never sent.
BERICHT_BEWAREN = timedelta(days=7)


@app.periodic(cron="47 3 * * *")
@app.task(name="sessies_opruimen", queueing_lock="sessies_opruimen")
def sessies_opruimen(timestamp):
    """Remove what is left of sessions that are over: devices and addresses of people, how often someone tried, mails that never went."""
    Inlogbericht.objects.filter(moment__lt=timezone.now() - BERICHT_BEWAREN).delete()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from tijdelijk where expires < now()")
