"""Background jobs of people and organisations."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.mail import EmailMultiAlternatives
from django.db import connection, transaction
from django.template.loader import render_to_string
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from leden.handelingen.opvolging import namen_bijwerken
from leden.models import Ledenbestand

LEDENBESTAND_BLIJFT = timedelta(days=1)


# After 4, 16, 64 seconds and so on; the last try is some six hours after the first.
@app.task(name="mail_versturen", retry=RetryStrategy(max_attempts=8, exponential_wait=4))
def mail_versturen(onderwerp, tekst, aan):
    """Send one mail over SMTP, as plain text and as HTML; tried again when the mail server does not take it."""
    mail = EmailMultiAlternatives(onderwerp, tekst, to=[aan])
    mail.attach_alternative(render_to_string("post/opmaak.html", {"onderwerp": onderwerp, "tekst": tekst}), "text/html")
    mail.send()


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


@app.periodic(cron="10 * * * *")
@app.task(name="namen_van_organisaties_bijwerken", queueing_lock="namen_van_organisaties_bijwerken")
def namen_van_organisaties_bijwerken(timestamp):
    """Tidy up after names whose day has come, for the order of lists. Nothing that people read waits for it."""
    namen_bijwerken()
