"""A real Chromium against a real server, and a real background worker on the same database."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, time, timedelta
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection
from django.test import Client
from django.utils import timezone
from django.utils.cache import patch_cache_control
from playwright.sync_api import expect, sync_playwright

from berichten.werkdagen import werkdagen_later
from meting.inloggen import inloggen
from tests import personen
from tests.conftest import ANDER_PROCES, sessies_beeindigen
from tests.personen import WACHTWOORD

# Playwright's synchronous API keeps an event loop in this thread; Django's own calls here are still synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("KWALITEITSLABEL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items):
    # The test of minutes before those of seconds, so that no process waits at the end for the other.
    items.sort(key=lambda item: item.get_closest_marker("langste") is None)


@pytest.fixture(scope="session", autouse=True)
def geen_achterblijvers(django_db_setup, django_db_blocker):
    """The database can only be removed when nobody is connected; what a test left behind is sent away first."""
    yield
    with django_db_blocker.unblock():
        sessies_beeindigen()


@pytest.fixture(scope="session", autouse=True)
def stijl_wordt_bewaard():
    """As in production a browser asks for style and script once, and not again with every page."""

    def serve(self, request, serveren=StaticFilesHandler.serve):
        antwoord = serveren(self, request)
        patch_cache_control(antwoord, max_age=3600)
        return antwoord

    with pytest.MonkeyPatch.context() as ruil:
        ruil.setattr(StaticFilesHandler, "serve", serve)
        yield


@pytest.fixture(scope="session")
def chromium():
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield browser
        browser.close()


@pytest.fixture
def bladzijde(chromium, live_server):
    """`bladzijde()`: a page in a browser session of its own, with the address of the server as base."""
    contexten = []

    def openen(**opties):
        context = chromium.new_context(base_url=live_server.url, locale="nl-NL", accept_downloads=True, **opties)
        context.set_default_timeout(15_000)
        contexten.append(context)
        return context.new_page()

    yield openen
    for context in contexten:
        context.close()


@pytest.fixture
def ingelogd(bladzijde, live_server):
    """`ingelogd(wereld.joke)`: a page on which that person is signed in with a second step, at Mijn werk."""

    def openen(wie, **opties):
        pagina = bladzijde(**opties)
        sessie_geven(pagina, live_server.url, wie)
        pagina.goto("/werk/")
        return pagina

    return openen


def moment(dag):
    """Ten in the morning of the first working day from that day on: letters go at once."""
    werkdag = werkdagen_later(dag - timedelta(days=1), 1)
    return timezone.make_aware(datetime.combine(werkdag, time(10))).astimezone(UTC)


@pytest.fixture
def bij(ingelogd, wereld):
    """`bij("joke", url)`: the page of that person, who signs in the first time on a day, at that address when one is given."""
    bladzijden = {}

    def openen(naam, url=None):
        sleutel = naam, timezone.localdate()
        if sleutel not in bladzijden:
            bladzijden[sleutel] = ingelogd(getattr(wereld, naam))
        if url:
            bladzijden[sleutel].goto(url)
        return bladzijden[sleutel]

    return openen


def sessie_geven(pagina, adres, wie):
    """Put the session of somebody who signed in into the browser of this page."""
    sleutel = inloggen(Client(), wie).cookies["sessionid"].value
    pagina.context.add_cookies([{"name": "sessionid", "value": sleutel, "url": adres}])


@pytest.fixture
def met_de_hand(bladzijde):
    """`met_de_hand(wereld.joke)`: a page on which that person signed in with mail address and password only."""

    def openen(wie, **opties):
        pagina = bladzijde(**opties)
        pagina.goto("/inloggen/")
        wachtwoord_geven(pagina, wie)
        return pagina

    return openen


def wachtwoord_geven(deel, wie):
    """Fill in and send the sign-in form, on a page or in a frame of it."""
    deel.get_by_label("E-mailadres").fill(wie.gebruiker.email)
    deel.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    deel.get_by_role("button", name="Log in", exact=True).click()


def in_een_draad(doen, *args, **kwargs):
    """What this gives in a thread without Playwright's event loop, which sealing a PDF and a worker cannot share."""

    def apart():
        try:
            return doen(*args, **kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as draad:
        return draad.submit(apart).result()


def traject_in(*args, **kwargs):
    """As tests.personen.traject_in, in a thread of its own."""
    return in_een_draad(personen.traject_in, *args, **kwargs)


def omgeving():
    """The environment in which another process works on the database and the files of this test."""
    db = connection.settings_dict
    vraag = f"host={quote(db['HOST'])}&application_name={ANDER_PROCES}"
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?{vraag}",
        "KWALITEITSLABEL_BESTANDEN": str(settings.BESTANDEN),
        "KWALITEITSLABEL_MODUS": "test",
    }


@pytest.fixture
def worker(live_server):
    """A real background worker process, from the start of the test until its end."""
    proces = subprocess.Popen([sys.executable, "manage.py", "procrastinate", "worker"], env=omgeving())
    yield proces
    proces.send_signal(signal.SIGKILL)
    proces.wait()
