"""bin/demo on a machine that never saw it: a real start, watched by somebody who opens the address at once."""

import os
import re
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import expect

from demo import WACHTWOORD
from tests.browser.test_toegankelijkheid import WCAG

KLAARZETTEN = 300_000  # ms; a busy machine plays four years slowly


@pytest.fixture
def omgeving():
    """What the demo of this test keeps, in a folder of its own that PostgreSQL's system user may enter."""
    with tempfile.TemporaryDirectory(prefix="kwaliteitslabel-demo-") as map_:
        os.chmod(map_, 0o755)
        eigen = {"KWALITEITSLABEL_DATA": map_, "KWALITEITSLABEL_STATIC": f"{map_}/static", "DATABASE_URL": ""}
        zonder = ("KWALITEITSLABEL_BESTANDEN", "KWALITEITSLABEL_MODUS")
        yield {naam: waarde for naam, waarde in os.environ.items() if naam not in zonder} | eigen


@contextmanager
def demo(omgeving):
    """bin/demo at a free port; gives (address, lines of its output) and stops it as Ctrl-C does."""
    with socket.create_server(("127.0.0.1", 0)) as proef:
        poort = str(proef.getsockname()[1])
    opdracht = ["bin/demo", "--poort", poort]
    with subprocess.Popen(opdracht, cwd=settings.BASE_DIR, env=omgeving, stdout=subprocess.PIPE, text=True) as proces:
        try:
            yield f"http://localhost:{poort}", proces.stdout
        finally:
            proces.send_signal(signal.SIGINT)
            rest = proces.stdout.read()
    assert "De demo is gestopt. De gegevens zijn bewaard." in rest


def tot_en_met(uitvoer, einde):
    """The lines up to the one that begins with `einde`."""
    regels = []
    for regel in uitvoer:
        regels.append(regel)
        if regel.startswith(einde):
            return "".join(regels)
    raise AssertionError("".join(regels))


def klaar(adres):
    return [
        f"De demo is klaar. Kies bij Inloggen met wie u meekijkt. Ieders wachtwoord is {WACHTWOORD}.",
        f"De mails van de demo leest u op {adres}/demo/post/. Stoppen: Ctrl-C.",
        "",
        adres,
    ]


def zonder_verversen(route):
    """The same page, that stays still while somebody looks at it."""
    antwoord = route.fetch()
    koppen = {naam: waarde for naam, waarde in antwoord.headers.items() if naam != "refresh"}
    route.fulfill(response=antwoord, headers=koppen)


def is_toegankelijk(chromium, adres):
    """Nothing is wrong with the waiting page for anybody, on a telephone either."""
    pagina = chromium.new_page(viewport={"width": 320, "height": 700})
    pagina.route("**/*", zonder_verversen)
    assert pagina.goto(adres).status == 503
    assert pagina.evaluate("document.documentElement.scrollWidth") == 320
    assert Axe().run(pagina, options=WCAG).response["violations"] == []
    pagina.close()


def test_the_address_answers_at_once_and_the_pages_come_by_themselves(chromium, omgeving):
    kop = chromium.new_page().get_by_role("heading", level=1)
    pagina = kop.page
    with demo(omgeving) as (adres, uitvoer):
        assert next(uitvoer) == f"De demo komt op {adres}. Daar ziet u nu al hoever het is.\n"
        assert pagina.goto(f"{adres}/register/").status == 503
        expect(kop).to_have_text("De demo wordt klaargezet")
        is_toegankelijk(chromium, adres)
        bezig = pagina.locator("[aria-current=step]")
        expect(bezig).to_contain_text(re.compile(r"Nu in \w+ 20\d\d"), timeout=KLAARZETTEN)
        expect(kop).to_have_text("Welke organisaties hebben het label?", timeout=KLAARZETTEN)
        gevuld = pagina.get_by_text("De demo wordt nog gevuld.")
        expect(gevuld).to_be_visible()
        assert tot_en_met(uitvoer, "http").splitlines() == [
            "U kunt al rondkijken. Inloggen kan zodra de hele demo klaar is.",
            *klaar(adres),
        ]
        pagina.goto(f"{adres}/inloggen/")
        expect(gevuld).to_have_count(0)
        pagina.get_by_role("button", name="Gijs Veenbes").click()
        expect(kop).to_contain_text("Gijs Veenbes")
    with demo(omgeving) as (adres, uitvoer):
        next(uitvoer)
        assert tot_en_met(uitvoer, "http").splitlines() == klaar(adres)
        assert pagina.goto(f"{adres}/register/").status == 200
        assert pagina.goto(f"{adres}/demo/post/").status == 200
    pagina.close()


def test_who_stops_the_demo_while_it_is_prepared_can_start_it_again_at_once(omgeving):
    with demo(omgeving) as (adres, uitvoer):
        next(uitvoer)
    # The port is free, so no process of the demo is left that takes in visitors.
    with socket.create_server(("127.0.0.1", int(adres.rpartition(":")[2]))):
        pass
