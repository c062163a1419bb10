"""The database away, busy or restarted: nobody waits long, nobody loses a text, and the page says that we are back soon."""

import os
import subprocess
import sys
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.urls import reverse

from huisstijl.velden import vingerafdruk
from kwaliteitslabel.settings import STILTE
from tests.personen import traject_in
from toetsing.models import Verhaal
from trajecten.levensloop import Status

ZONDER_VERZAMELEN = """
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""
WEB = f"""
from django.conf import settings
{ZONDER_VERZAMELEN}
from kwaliteitslabel import wsgi
import psycopg
from django.db import connection
from django.test import Client
with connection.cursor() as cursor:
    for naam in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
        print(cursor.execute("show " + naam).fetchone()[0])
client = Client(SERVER_NAME="localhost")
print(client.get("/register/").status_code)
connection.close()  # back to the pool, as after every request
params = connection.get_connection_params()
params = dict((naam, params[naam]) for naam in ("dbname", "user", "host", "port"))
with psycopg.connect(**params, autocommit=True) as ander:
    ander.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'afgebroken'")
print(client.get("/register/").status_code)
connection.close_pool()
"""
GEEN_WEB = """
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    print(cursor.execute("show idle_in_transaction_session_timeout").fetchone()[0])
connection.close_pool()
"""
ZONDER_DATABASE = f"""
import django
django.setup()
from django.conf import settings
{ZONDER_VERZAMELEN}
from django.test import Client
settings.DATABASES["default"]["OPTIONS"]["pool"]["timeout"] = 0.5
client = Client(SERVER_NAME="localhost", raise_request_exception=False)
client.cookies["sessionid"] = "x" * 32  # so that the gate needs the database already
antwoord = client.get("/werk/")
print(antwoord.status_code, antwoord["Retry-After"], "Wij zijn zo terug" in antwoord.content.decode())
from django.db import connection
connection.close_pool()
"""


def in_een_demo(opdracht, database):
    omgeving = os.environ | {
        "KWALITEITSLABEL_MODUS": "demo",
        "DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings",
        "DATABASE_URL": database,
    }
    uit = subprocess.run(
        [sys.executable, "-c", opdracht], cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True
    )
    return uit.stdout.split(), uit.stderr


@pytest.mark.django_db(transaction=True)
def test_a_web_process_has_limits_and_goes_on_after_its_connections_were_cut():
    db = connection.settings_dict
    adres = f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?host={quote(db['HOST'], safe='')}&application_name=afgebroken"
    woorden, fouten = in_een_demo(WEB, adres)
    assert woorden == ["8s", "25s", "1min", "200", "200"], fouten


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_falls_silent_in_a_transaction_loses_its_locks(wereld):
    """With a shorter wait than the ten minutes that every process has."""
    db = connection.settings_dict
    adres = f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?host={quote(db['HOST'], safe='')}&application_name=werker"
    woorden, fouten = in_een_demo(GEEN_WEB, adres)
    assert woorden == ["10min"], fouten
    werker = connection.get_connection_params() | {"options": STILTE.replace("10min", "100ms")}
    werker = {naam: waarde for naam, waarde in werker.items() if naam in ("dbname", "user", "host", "port", "options")}
    with psycopg.connect(**werker) as hangt:
        hangt.execute("select 1 from leden_organisatie for update")
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from (select 1 from leden_organisatie for update) as vrij")
            assert cursor.fetchone()[0] > 0
        with pytest.raises(psycopg.errors.IdleInTransactionSessionTimeout):
            hangt.execute("select 1")


def test_without_a_database_the_page_says_that_we_are_back_soon():
    woorden, fouten = in_een_demo(ZONDER_DATABASE, "postgresql://niemand@127.0.0.1:1/niets")
    assert woorden == ["503", "10", "True"], fouten


@pytest.mark.django_db(transaction=True)
def test_a_save_that_waits_for_somebody_else_is_told_to_come_back_and_then_succeeds(wereld, kader, als):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).select_related("norm").first()
    adres = reverse("verhaal_bewaren", args=[traject.nummer, verhaal.norm.nummer])
    client = als(wereld.joke)
    client.raise_request_exception = False
    velden = {"veld": "aanleiding", "tekst": "Bewoners koken nu zelf.", "basis": vingerafdruk("")}
    json = {"accept": "application/json"}
    db = connection.settings_dict
    with connection.cursor() as cursor:
        cursor.execute("set lock_timeout = '100ms'")
    with psycopg.connect(dbname=db["NAME"], user=db["USER"], host=db["HOST"], port=db["PORT"]) as ander:
        ander.execute("select 1 from trajecten_traject where id = %s for update", [traject.pk])
        antwoord = client.post(adres, velden, headers=json)
        assert (antwoord.status_code, antwoord["Retry-After"]) == (503, "10")
        assert antwoord.json()["redenen"] == ["Het lukt ons nu even niet. Probeer het over een minuut opnieuw."]
    assert client.post(adres, velden, headers=json).status_code == 200
    verhaal.refresh_from_db()
    assert verhaal.aanleiding == "Bewoners koken nu zelf."
    with connection.cursor() as cursor:
        cursor.execute("reset lock_timeout")
