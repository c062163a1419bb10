"""A demo never works on a real database, production never on that of a demo, and old code not on newer data."""

import os
import subprocess
import sys
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.conf import settings as instellingen
from django.core import checks
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from kwaliteitslabel.start import merken, startbelemmeringen
from kwaliteitslabel.taken import instellingen_nakijken
from tests.kwaliteitslabel.test_instellingen import zegelbestand


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


@pytest.mark.parametrize(("dagen", "waarschuwt"), [(91, False), (89, True), (-1, True)])
def test_production_warns_ninety_days_before_the_seal_ends(wereld, als, settings, tmp_path, caplog, dagen, waarschuwt):
    settings.ZEGEL_CERTIFICAAT = zegelbestand(tmp_path / "zegel.pem", timedelta(days=dagen))
    instellingen_nakijken(0)
    plekken = [
        *(str(een) for een in checks.run_checks()),
        *caplog.messages,
        als(wereld.gijs).get(reverse("beheer")).content.decode(),
    ]
    dag = date_format(timezone.localtime(timezone.now() + timedelta(days=dagen)), "j F Y")
    zin = f"Einde van het zegel op certificaten: {dag}. Zonder nieuw zegel worden er daarna geen certificaten gemaakt."
    assert sum(zin in plek for plek in plekken) == (3 if waarschuwt else 0)


def test_a_seal_that_went_away_is_said_and_breaks_no_page(wereld, als, settings, tmp_path):
    settings.ZEGEL_CERTIFICAAT = str(tmp_path / "weg.pem")
    assert "zegel is niet te lezen" in als(wereld.gijs).get(reverse("beheer")).content.decode()


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
