"""A real Chromium against a real server, and a real background worker on the same database."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import expect, sync_playwright

from tests import personen
from tests.personen import WACHTWOORD

# Playwright's synchronous API keeps an event loop in this thread; Django's own calls here are still synchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = os.environ.get("KWALITEITSLABEL_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
VLAGGEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
def ingelogd(bladzijde):
    """`ingelogd(wereld.joke)`: a page on which that person has signed in by hand."""

    def openen(wie, **opties):
        pagina = bladzijde(**opties)
        pagina.goto("/inloggen/")
        pagina.get_by_label("E-mailadres").fill(wie.gebruiker.email)
        pagina.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
        pagina.get_by_role("button", name="Log in").click()
        pagina.wait_for_url("**/werk/")
        return pagina

    return openen


def traject_in(*args, **kwargs):
    """As tests.personen.traject_in, in a thread without Playwright's event loop, which sealing a PDF cannot share."""

    def bouwen():
        try:
            return personen.traject_in(*args, **kwargs)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as draad:
        return draad.submit(bouwen).result()


def omgeving():
    """The environment in which another process works on the database and the files of this test."""
    db = connection.settings_dict
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql://{db['USER']}@:{db['PORT']}/{db['NAME']}?host={quote(db['HOST'])}",
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
