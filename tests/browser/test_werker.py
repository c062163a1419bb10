"""A crash between decision and PDF loses nothing and issues nothing twice: a real worker, killed inside the job."""

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from certificaten.models import Certificaat, Certificaatbestand
from certificaten.taken import certificaat_maken
from certificaten.zegel import controleren
from tests.browser.conftest import omgeving
from tests.personen import traject_in
from trajecten.levensloop import Status

PROJECT = Path(__file__).resolve().parents[2]


@contextmanager
def werker():
    """A worker as bin/demo starts it; however the block ends, it is killed without a chance to tidy up."""
    opdracht = [sys.executable, "manage.py", "procrastinate", "worker"]
    proces = subprocess.Popen(opdracht, cwd=PROJECT, env=omgeving(), stdin=subprocess.DEVNULL)
    try:
        yield
    finally:
        proces.kill()
        proces.wait()


def wachten_tot(vraag, waarden, seconden=90):
    """Ask the database until it gives a row; the waiting is done there."""
    with connection.cursor() as cursor:
        for _ in range(seconden * 20):
            cursor.execute(vraag, waarden)
            if cursor.fetchone():
                return
            cursor.execute("select pg_sleep(0.05)")
    raise AssertionError(f"Niet gebeurd binnen {seconden} seconden: {vraag}")


def half_een_minuut_later():
    """To the database every worker has been silent for half a minute, so the killed one counts as gone."""
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_workers set last_heartbeat = now() - interval '31 seconds'")


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_no_certificate_and_makes_no_second(wereld, kader):
    traject = traject_in(Status.BESLOTEN, wereld, kader)
    certificaat = Certificaat.objects.get(traject=traject)

    with transaction.atomic():
        # We hold the row that the job needs, so the worker is inside the job when it is killed.
        Certificaat.objects.select_for_update().get(pk=certificaat.pk)
        with werker():
            bezig = "select 1 from procrastinate_jobs where task_name = %s and status = 'doing'"
            wachten_tot(bezig, ["certificaat_maken"])
    assert not Certificaatbestand.objects.exists()

    half_een_minuut_later()
    # As if two others had both noticed: the job is there twice.
    certificaat_maken.defer(nummer=certificaat.nummer)
    with werker():
        klaar = "select 1 from procrastinate_jobs where task_name = %s having count(*) filter (where status <> 'succeeded') = 0"
        wachten_tot(klaar, ["certificaat_maken"])

    bestand = Certificaatbestand.objects.get()
    with bestand.bestand.open() as pdf:
        zegel = controleren(pdf.read())
    assert (bestand.certificaat, zegel.ongewijzigd, zegel.nummer) == (certificaat, True, certificaat.nummer)
    assert Certificaat.objects.get() == certificaat
