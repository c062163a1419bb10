"""Starting the demo on data that is there already, made by this version or by one that is gone."""

import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kwaliteitslabel.start import is_van_een_andere_versie

ADRES_GEVEN = "from kwaliteitslabel.ingebouwd import adres; print(adres(), flush=True); input()"
VAN_EERDER = """
    create table django_migrations (id bigserial primary key, app text, name text, applied timestamptz);
    insert into django_migrations (app, name, applied) values
        ('leden', '0001_begin', now()), ('leden', '0003_organisatiegegevens', now());
"""
ALLES = """
    select array_agg(relname order by relname), (select array_agg(name order by id) from django_migrations)
    from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
"""


@pytest.mark.django_db
def test_a_database_of_this_version_is_not_taken_for_another():
    assert not is_van_een_andere_versie()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("app", "naam", "anders"),
    [
        ("leden", "0018_soorten_bekwaamheid", True),
        ("een_kamer_die_er_niet_meer_is", "0001_begin", True),
        ("account", "0099_van_een_nieuwer_pakket", False),
    ],
)
def test_a_migration_of_ours_that_is_gone_gives_another_version_away(app, naam, anders):
    MigrationRecorder(connection).record_applied(app, naam)
    assert is_van_een_andere_versie() == anders


@pytest.fixture
def lege_database():
    """The address of a database of our own with nothing in it, on the server of the tests."""
    db = settings.DATABASES["default"]
    adres = f"postgresql://{db['USER']}@:{db['PORT']}/{{}}?host={quote(db['HOST'], safe='')}"
    with psycopg.connect(adres.format("postgres"), autocommit=True) as verbinding:
        verbinding.execute("create database van_eerder")
        yield adres.format("van_eerder")
        verbinding.execute("drop database van_eerder")


def demo_starten(**omgeving):
    return subprocess.run(
        [sys.executable, "-m", "demo", "--poort", "0"],
        cwd=settings.BASE_DIR,
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        timeout=120,
    )


def test_the_demo_leaves_a_database_of_another_version_as_it_is_and_says_to_make_an_empty_one(lege_database):
    with psycopg.connect(lege_database) as verbinding:
        verbinding.execute(VAN_EERDER)
        was = verbinding.execute(ALLES).fetchone()
    start = demo_starten(DATABASE_URL=lege_database)
    assert start.returncode == 1
    assert start.stderr == (
        "Deze database is gemaakt door een andere versie van de demo. Maak een lege database en noem die in DATABASE_URL.\n"
    )
    with psycopg.connect(lege_database) as verbinding:
        assert verbinding.execute(ALLES).fetchone() == was


def test_the_demo_leaves_its_own_database_of_another_version_as_it_is_and_says_how_to_start_afresh(gegevensmap):
    with eigen_database(gegevensmap) as verbinding:
        verbinding.execute(VAN_EERDER)
        was = verbinding.execute(ALLES).fetchone()
    start = demo_starten(DATABASE_URL="", KWALITEITSLABEL_DATA=gegevensmap)
    assert start.returncode == 1
    assert start.stderr == (
        "Deze database is gemaakt door een andere versie van de demo. Begin opnieuw met: bin/demo --opnieuw. Dat wist de"
        " gegevens van de demo.\n"
    )
    with eigen_database(gegevensmap) as verbinding:
        assert verbinding.execute(ALLES).fetchone() == was


def test_of_two_demos_that_start_at_once_on_the_same_data_the_second_leaves_it_to_the_first(lege_database):
    with psycopg.connect(lege_database, autocommit=True) as eerste:
        # What the first holds until all is made.
        eerste.execute("select pg_advisory_lock(hashtext('demo starten'))")
        start = demo_starten(DATABASE_URL=lege_database)
        assert start.returncode == 1
        assert start.stderr == (
            "Op deze gegevens start al een demo. Wacht tot die klaar is, en probeer het dan opnieuw.\n"
        )
        assert eerste.execute(
            "select count(*) from pg_class where relnamespace = 'public'::regnamespace"
        ).fetchone() == (0,)


@pytest.fixture
def gegevensmap():
    """A data folder of our own; not pytest's, which the system user that runs PostgreSQL for root cannot enter."""
    with tempfile.TemporaryDirectory(prefix="kwaliteitslabel-start-") as gegevens:
        os.chmod(gegevens, 0o755)
        yield gegevens


@contextmanager
def eigen_database(gegevensmap):
    """A connection to the embedded database of the demo in that folder."""
    omgeving = os.environ | {"KWALITEITSLABEL_DATA": gegevensmap, "KWALITEITSLABEL_MODUS": "demo"}
    opdracht = [sys.executable, "-c", ADRES_GEVEN]
    with subprocess.Popen(
        opdracht, cwd=settings.BASE_DIR, env=omgeving, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as proces:
        with psycopg.connect(proces.stdout.readline().strip()) as verbinding:
            yield verbinding
        proces.communicate("klaar\n")
