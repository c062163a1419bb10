"""Background jobs of signing in."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app


@app.periodic(cron="47 3 * * *")
@app.task(name="sessies_opruimen", queueing_lock="sessies_opruimen")
def sessies_opruimen(timestamp):
    """Remove what is left of sessions that are over: devices and addresses of people, and how often someone tried to sign in."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    with connection.cursor() as cursor:
        cursor.execute("delete from tijdelijk where expires < now()")
