"""A demo never works on a real database, production never on that of a demo, and old code not on newer data."""

import os
import subprocess
import sys
from urllib.parse import quote

import pytest
from django.conf import settings as instellingen
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from kwaliteitslabel.start import merken, startbelemmeringen


def in_modus(settings, modus):
    settings.PRODUCTIE, settings.DEMO = modus == "productie", modus == "demo"
    return startbelemmeringen()


def test_a_demo_does_not_start_on_data_that_nobody_made_up(wereld, settings):
    (zin,) = in_modus(settings, "demo")
    assert zin.startswith("In deze database staan gegevens die niet van een demo zijn")
    assert in_modus(settings, "productie") == []


def test_production_does_not_start_on_the_data_of_a_demo(wereld, settings):
    merken()
    (zin,) = in_modus(settings, "productie")
    assert zin.startswith("Deze database is van een demo")
    assert in_modus(settings, "demo") == []


def test_an_empty_database_is_for_either(db, settings):
    assert in_modus(settings, "demo") == in_modus(settings, "productie") == []


def test_old_code_does_not_start_on_newer_data(db, settings):
    MigrationRecorder(connection).record_applied("leden", "0999_van_morgen")
    (zin,) = in_modus(settings, "productie")
    assert zin.startswith("Deze database is van een nieuwere versie")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("opdracht", "afloop"),
    [(["manage.py", "check"], 1), (["-m", "gunicorn", "kwaliteitslabel.wsgi", "--bind=127.0.0.1:0"], 3)],
    ids=["manage.py", "server"],
)
def test_manage_and_the_server_leave_with_that_one_sentence(wereld, opdracht, afloop):
    db = connection.settings_dict
    uit = subprocess.run(
        [sys.executable, *opdracht],
        cwd=instellingen.BASE_DIR,
        env=os.environ
        | {
            "KWALITEITSLABEL_MODUS": "demo",
            "DATABASE_URL": f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?host={quote(db['HOST'], safe='')}",
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert uit.returncode == afloop
    # gunicorn itself has lines about its workers, which begin with a moment.
    zinnen = [regel for regel in uit.stderr.splitlines() if not regel.startswith("[")]
    assert [zin.partition(",")[0] for zin in zinnen] == ["In deze database staan gegevens die niet van een demo zijn"]
