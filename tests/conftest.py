import gc
import json
import os
import re
from functools import cache
from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connection, transaction
from django.templatetags.static import StaticNode
from django.test import Client, TransactionTestCase
from hypothesis import settings as hypothesis_settings
from xdist.scheduler import LoadScopeScheduling

from meting.inloggen import inloggen
from normenkader import handelingen as kaderhandelingen
from normenkader.laden import fouten_in
from tests import opname
from tests.personen import klein_kader, mensen


class StrengeClient(Client):
    """A client that refuses inline script, inline style and unrendered template text on every page it gets."""

    def request(self, **request):
        response = super().request(**request)
        if response.streaming:
            # Reading a download to its end also closes its file.
            response.inhoud = response.getvalue()
        if not getattr(response, "streaming", False) and response.get("Content-Type", "").startswith("text/html"):
            html = response.content.decode()
            assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>|\son\w+=\"|\sstyle=\"|\{\{|\{%", html), (
                response.request["PATH_INFO"]
            )
        return response


@pytest.fixture
def client():
    return StrengeClient()


@pytest.fixture
def wereld(db):
    """All named people: `wereld.joke` is the membership Joke works with."""
    return mensen()


@pytest.fixture
def kader(db):
    """The example framework with three norms."""
    return klein_kader()


@pytest.fixture
def als():
    """`als(wereld.joke)`: a client in which that person is signed in with a second step, working in that role."""

    def in_rol(wie):
        return inloggen(StrengeClient(), wie)

    return in_rol


class OnbekendeVariabele:
    """Makes an unknown template variable an error, so that a typing mistake cannot stay unseen."""

    def __contains__(self, sleutel):
        return sleutel == "%s"

    def __mod__(self, naam):
        raise AssertionError(f"Onbekende variabele in een template: {naam}")

    def __bool__(self):
        return True


@pytest.fixture(autouse=True)
def eigen_bestanden(tmp_path_factory, settings):
    """Files of a test run in a folder of its own, shared within the run so that the seal is made once."""
    basis = tmp_path_factory.getbasetemp() / "bestanden"
    basis.mkdir(exist_ok=True)
    settings.BESTANDEN = basis
    settings.MEDIA_ROOT = basis


def pytest_configure():
    # A busy machine may take long over one example; what is asked of a rule is its answer, not its speed.
    hypothesis_settings.register_profile("zonder_klok", deadline=None)
    hypothesis_settings.load_profile("zonder_klok")
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = OnbekendeVariabele()
    # Where a style sheet or picture stands does not change meanwhile, and every page asks it of a dozen.
    StaticNode.handle_simple = staticmethod(cache(StaticNode.handle_simple))
    TransactionTestCase._fixture_teardown = leegmaken
    kaderhandelingen.fouten_in = fouten_onthouden
    connection.execute_wrappers.append(opname.meekijken)
    if "DATABASE_URL" not in os.environ:
        # bin/test has the migrations run once, in the database of the embedded server that no test uses; without it that
        # database is empty, and they run in each copy.
        connection.settings_dict["TEST"]["TEMPLATE"] = connection.settings_dict["NAME"]


@cache
def _fouten_in(pakket):
    return fouten_in(json.loads(pakket))


def fouten_onthouden(pakket):
    """As `fouten_in`, which takes long, and nearly every test loads one of the same few frameworks."""
    return _fouten_in(json.dumps(pakket))


def pytest_runtest_setup(item):
    opname.test_begint(item)


def pytest_collection_finish():
    # What is there before the first test stays until the last one, so looking through it for garbage finds nothing.
    gc.collect()
    gc.freeze()
    # A test leaves little behind, so there is no need to look after every 700 new objects.
    gc.set_threshold(50_000)


class Verdeling(LoadScopeScheduling):
    """Which tests go to one process together: those of one file, since some build one world for all their tests.

    A test in a browser builds its own world and takes long, so these go one by one. A group of one comes after the
    larger ones, so that they fill both processes to the end.
    """

    def _split_scope(self, nodeid):
        return nodeid if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    return Verdeling(config, log)


# How processes that a test starts are called in the database.
ANDER_PROCES = "ander_proces"


def sessies_beeindigen(naam="%"):
    """End the sessions of other processes on this database: that of a killed one lasts until PostgreSQL finds out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            " where datname = current_database() and pid <> pg_backend_pid() and application_name like %s",
            [naam],
        )


# The names Django gives to what can be stored; the same for every test, and slow to make.
BLIJFT = {"django_content_type", "auth_permission"}
# Tables that are not of a model that Django makes.
ZONDER_MODEL = {
    "procrastinate_events",
    "procrastinate_jobs",
    "procrastinate_periodic_defers",
    "procrastinate_workers",
    "tijdelijk",
}


def leegmaken(self):
    """Empty the database after a test with a real server: only here may protected rows go, and left-over jobs and counts too.

    Row by row, since emptying a table whole makes its files and those of its indexes anew: ten times as much work for a few rows.
    """
    sessies_beeindigen(ANDER_PROCES)
    tabellen = set(connection.introspection.django_table_names(only_existing=True, include_views=False)) - BLIJFT
    namen = [connection.ops.quote_name(tabel) for tabel in sorted(tabellen | ZONDER_MODEL)]
    # A page that a browser left open may still be asking something: PostgreSQL then ends one of the two, and it can be this one.
    for laatste in (False, False, True):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                # Waits for who is still writing, and keeps triggers and foreign keys out of it.
                cursor.execute(f"lock table {', '.join(namen)} in exclusive mode")
                cursor.execute("set local session_replication_role = replica")
                cursor.execute("; ".join(f"delete from {naam}" for naam in namen))
            break
        except OperationalError:
            if laatste:
                raise
    # What a migration put in the database, and every installation has.
    import_module("leden.migrations.0002_views_soorten_en_tellers").soorten_laden(apps, None)
    opname.vergeten()
