"""What the background workers do by themselves: for one another, and every day."""

import logging
from datetime import timedelta

from django.db import connection
from django.db.models import Max
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateEvent
from procrastinate.jobs import Status

from kwaliteitslabel.bestanden import bestanden_controleren
from kwaliteitslabel.ijkpunten import vastzetten
from kwaliteitslabel.start import waarschuwingen

MISLUKT_BEWAREN = timedelta(days=30)


@app.periodic(cron="* * * * * */20")
@app.task(name="losgelaten_taken_hervatten", queueing_lock="losgelaten_taken_hervatten", pass_context=True)
async def losgelaten_taken_hervatten(context, timestamp):
    """Put back every job whose worker is gone (killed, out of memory, machine lost), for another worker to do.

    A worker shows every 10 seconds that it lives; one that has been silent for 30 seconds is gone. Jobs can therefore be
    started twice, so each job must find what was already done.
    """
    taken = context.app.job_manager
    for taak in await taken.get_stalled_jobs():
        if taak.queueing_lock:
            # A periodic one, such as this: the next comes by itself.
            await taken.finish_job(taak, status=Status.FAILED, delete_job=True)
        else:
            await taken.retry_job(taak)


@app.periodic(cron="10 3 * * *")
@app.task(name="bestanden_nakijken", queueing_lock="bestanden_nakijken")
def bestanden_nakijken(timestamp):
    """Look at every file; what is wrong, the bureau reads at Mijn werk and Beheer."""
    bestanden_controleren()


@app.periodic(cron="30 4 * * *")
@app.task(name="mislukte_taken_opruimen", queueing_lock="mislukte_taken_opruimen")
def mislukte_taken_opruimen(timestamp):
    """Forget jobs that failed more than 30 days ago."""
    oud = ProcrastinateEvent.objects.values("job").annotate(laatst=Max("at"))
    oud = oud.filter(job__status=Status.FAILED.value, laatst__lt=timezone.now() - MISLUKT_BEWAREN)
    # Procrastinate's models are for reading only.
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where id = any(%s)", [[rij["job"] for rij in oud]])


@app.periodic(cron="40 3 * * *")
@app.task(name="logboek_verzegelen", queueing_lock="logboek_verzegelen")
def logboek_verzegelen(timestamp):
    """Put down where the log is, under seal; a second run finds it done."""
    vastzetten()


@app.periodic(cron="20 3 * * *")
@app.task(name="instellingen_nakijken", queueing_lock="instellingen_nakijken")
def instellingen_nakijken(timestamp):
    """Say in the log what whoever runs the program should look after, such as a seal that ends."""
    for waarschuwing in waarschuwingen():
        logging.getLogger(__name__).warning(waarschuwing.msg)
