"""What the queued mails say, as somebody gets them. No job holds more than a name and keys."""

from types import SimpleNamespace

from django.core import mail
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from berichten.bezorgen import versturen, zendingen_maken
from berichten.maken import uit_het_logboek
from berichten.models import Zending
from huisstijl.post import mail_versturen


def bezorgen():
    """Send every queued mail, as the background worker would, and give all that was sent so far."""
    for taak in ProcrastinateJob.objects.filter(task_name="mail_versturen", status="todo").order_by("id"):
        assert set(taak.args) == {"naam", "sleutels"}
        assert all(type(sleutel) is int for sleutel in taak.args["sleutels"].values()), taak.args
        mail_versturen(SimpleNamespace(job=taak), **taak.args)
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name = 'mail_versturen'")
    return mail.outbox


def mails():
    """(address, subject, text) of every mail that was sent so far, those that were waiting included."""
    return [(bericht.to[0], bericht.subject, bericht.body) for bericht in bezorgen()]


def koppeling(bericht):
    """The path of the last link in a mail."""
    adres = [woord for woord in bericht.body.split() if woord.startswith("http")][-1]
    return "/" + adres.split("/", 3)[3]


def brieven():
    """Make and send all letters of the log, as the background worker would; gives the mails that this sent."""
    vanaf = len(mail.outbox)
    while uit_het_logboek():
        pass
    for zending in zendingen_maken():
        versturen(Zending.objects.get(pk=zending))
    return mail.outbox[vanaf:]
