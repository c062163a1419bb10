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

from kwaliteitslabel.start import IN_DE_MAAK, is_van_een_andere_versie

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


# Everything that migrations make: columns, constraints, indexes, triggers, functions, views, and rows.
SCHEMA = (
    """
    select relname, attnum, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, pg_get_expr(adbin, adrelid)
    from pg_class join pg_attribute on attrelid = pg_class.oid left join pg_attrdef on adrelid = attrelid and adnum = attnum
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v') and attnum > 0 and not attisdropped order by 1, 2
    """,
    """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace order by 1, 2
    """,
    "select indexdef from pg_indexes where schemaname = 'public' order by 1",
    "select pg_get_triggerdef(oid), tgenabled from pg_trigger where not tgisinternal order by 1",
    """
    select pg_get_functiondef(oid) from pg_proc
    where pronamespace = 'public'::regnamespace and prokind = 'f' order by oid::regprocedure::text
    """,
    "select viewname, definition from pg_views where schemaname = 'public' order by 1",
    "select code, naam, is_vereist, volgorde from leden_bekwaamheidssoort order by code",
)


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


def half_gemaakt(adres):
    with psycopg.connect(adres) as verbinding:
        verbinding.execute(f"create table leden_organisatie (); comment on table leden_organisatie is '{IN_DE_MAAK}'")


def test_the_demo_leaves_a_database_that_it_made_half_as_it_is_when_that_is_not_its_own(lege_database):
    half_gemaakt(lege_database)
    start = demo_starten(DATABASE_URL=lege_database)
    assert start.returncode == 1
    assert start.stderr == (
        "De demo is de vorige keer gestopt voordat alles er was. Maak een lege database en noem die in DATABASE_URL.\n"
    )
    with psycopg.connect(lege_database) as verbinding:
        assert verbinding.execute("select to_regclass('leden_organisatie')").fetchone()[0]


def test_the_demo_begins_anew_in_its_own_database_when_it_was_stopped_halfway(gegevensmap):
    with eigen_database(gegevensmap) as verbinding:
        half_gemaakt(verbinding.info.dsn)
        omgeving = os.environ | {
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings",
            "KWALITEITSLABEL_BESTANDEN": f"{gegevensmap}/bestanden",
            "KWALITEITSLABEL_DATA": gegevensmap,
            "KWALITEITSLABEL_MODUS": "demo",
        }
        openen = [sys.executable, "-c", "from demo.__main__ import database_openen; database_openen()"]
        subprocess.run(openen, cwd=settings.BASE_DIR, env=omgeving, check=True, timeout=120)
        assert verbinding.execute("select to_regclass('leden_organisatie')").fetchone() == (None,)


def test_the_tables_of_a_new_demo_are_those_of_the_migrations_to_the_last_trigger(lege_database, db):
    maken = "import django; django.setup(); from demo.tabellen import tabellen_maken; tabellen_maken()"
    omgeving = os.environ | {"DATABASE_URL": lege_database, "DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings"}
    subprocess.run([sys.executable, "-c", maken], cwd=settings.BASE_DIR, env=omgeving, check=True, timeout=120)
    with psycopg.connect(lege_database) as verbinding, connection.cursor() as hier:
        for vraag in SCHEMA:
            assert verbinding.execute(vraag).fetchall() == hier.execute(vraag).fetchall() != []


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
