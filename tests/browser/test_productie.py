"""An installation as it stands in production: gunicorn and a worker behind a proxy with https, mail that is really sent, a browser."""

import os
import re
import ssl
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from leden.models import Organisatie
from meting.geheugen import vrije_poort
from meting.storing.doorgeefluik import Doorgeefluik
from meting.storing.opstelling import Postvak, Processen, productie
from tests.browser.conftest import omgeving
from tests.browser.stappen import klik, lees
from tests.browser.test_aanmelden import kop, met_sleutel
from tests.inloggen.factoren import code_van
from tests.kwaliteitslabel.test_instellingen import zegelbestand

pytestmark = pytest.mark.django_db(transaction=True)

GIJS, LIEN = "gijs@bureau.example", "lien@bureau.example"
WACHTWOORD = "een-spiegel-met-lijst"
BEGINNEN = ["beginnen", "--bureau=Bureau", "--plaats=Utrecht", "--naam=Gijs Veenbes", f"--email={GIJS}"]
VERZAMELEN = ["collectstatic", "--noinput", "--verbosity=0", "--ignore=django_htmx"]


@pytest.fixture
def installatie(transactional_db, tmp_path):
    """An empty installation that just began; gives its address and the mail server that it sends to."""
    adres = f"https://localhost:{vrije_poort()}"
    zegel = zegelbestand(tmp_path / "zegel.pem", timedelta(days=365))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(zegel)
    with ExitStack() as stapel:
        postvak = stapel.enter_context(Postvak())
        van_productie = productie(adres, omgeving()["DATABASE_URL"], tmp_path, zegel, postvak.poort)

        def uitvoeren(opdracht):
            subprocess.run(
                [sys.executable, "manage.py", *opdracht], env=van_productie, check=True, stdout=subprocess.DEVNULL
            )

        with ThreadPoolExecutor() as samen:
            list(samen.map(uitvoeren, [BEGINNEN, VERZAMELEN]))
        uitvoer = stapel.enter_context(open(os.devnull, "w"))
        processen = stapel.enter_context(Processen(van_productie, uitvoer=uitvoer))
        stapel.enter_context(Doorgeefluik(processen.poort, int(adres.rpartition(":")[2]), tls))
        yield adres, postvak


@pytest.fixture
def bezoeker(chromium, installatie):
    """`bezoeker()`: a page of somebody with a browser of their own, in which the certificate of the proxy is trusted."""
    contexten = []

    def openen():
        contexten.append(chromium.new_context(base_url=installatie[0], locale="nl-NL", ignore_https_errors=True))
        contexten[-1].set_default_timeout(30_000)
        return contexten[-1].new_page()

    yield openen
    for context in contexten:
        context.close()


def koppeling(postvak, aan, pad):
    """The newest link to `pad` in a letter to this address; waits for the first."""

    def koppelingen():
        teksten = [brief.get_body(["plain"]).get_content() for brief in postvak.brieven if brief["To"] == aan]
        return re.findall(rf"https://localhost:\d+{pad}\S+", "\n".join(teksten))

    with postvak.kwam_binnen:
        assert postvak.kwam_binnen.wait_for(koppelingen, 60)
        return koppelingen()[-1]


def wachtwoord_vragen(pagina):
    pagina.goto("/wachtwoord/")
    pagina.get_by_label("E-mailadres").fill(GIJS)
    klik(pagina, "Stuur mij een mail")


def inloggen(pagina, code=""):
    pagina.goto("/inloggen/")
    pagina.get_by_label("E-mailadres").fill(GIJS)
    pagina.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    pagina.get_by_role("button", name="Log in", exact=True).click()
    if code:
        pagina.get_by_label("Code").fill(code)
        pagina.get_by_role("button", name="Log in", exact=True).click()


def app_instellen(pagina):
    pagina.goto("/profiel/tweede-stap/app/")
    geheim = pagina.locator("code.sleutel").inner_text().replace(" ", "")
    pagina.get_by_label("Code").fill(code_van(geheim))
    klik(pagina, "Leg de app vast")
    expect(kop(pagina)).to_have_text("Uw herstelcodes")
    return geheim


def passkey_maken(pagina, naam):
    bewaard = met_sleutel(pagina)
    pagina.goto("/profiel/tweede-stap/passkeys/nieuw/")
    pagina.get_by_label("Naam").fill(naam)
    klik(pagina, "Maak de passkey")
    expect(kop(pagina)).not_to_have_text("Maak een passkey")
    pagina.goto("/profiel/tweede-stap/")
    expect(pagina.get_by_role("heading", name=naam)).to_be_visible()
    assert len(bewaard()) == 1


def test_from_an_empty_installation_to_its_second_person_while_a_stranger_asks_for_a_password(installatie, bezoeker):
    _, postvak = installatie
    gijs = bezoeker()
    wachtwoord_vragen(gijs)
    gijs.goto(koppeling(postvak, GIJS, "/wachtwoord/"))
    for veld in ("password1", "password2"):
        gijs.locator(f"input[name={veld}]").fill(WACHTWOORD)
    klik(gijs, "Leg het wachtwoord vast")
    inloggen(gijs)
    gijs.get_by_label("Ik heb de huisregels en de privacytekst gelezen").check()
    klik(gijs, "Ga verder")
    geheim = app_instellen(gijs)
    passkey_maken(gijs, "Telefoon van Gijs")

    wachtwoord_vragen(bezoeker())
    elders = bezoeker()
    inloggen(elders, code_van(geheim, 1))
    elders.wait_for_url("**/werk/")
    passkey_maken(elders, "Laptop van Gijs")

    gijs.goto(reverse("uitnodigen", args=[Organisatie.objects.get(soort="bureau").pk]))
    gijs.get_by_label("E-mailadres").fill(LIEN)
    gijs.get_by_role("checkbox", name="Labelbeheerder werkt bij het bureau").check()
    klik(gijs, "Verstuur de uitnodiging")
    lees(gijs, f"De uitnodiging gaat naar {LIEN}.")
    lien = bezoeker()
    lien.goto(koppeling(postvak, LIEN, "/uitnodiging/"))
    lien.get_by_role("link", name="Ga verder").click()
    lien.get_by_label("Uw naam").fill("Lien Leverkruid")
    lien.get_by_label("Kies een wachtwoord").fill(WACHTWOORD)
    lien.get_by_label("Ik heb de huisregels en de privacytekst gelezen").check()
    klik(lien, "Maak het account en log in")
    lien.wait_for_url("**/werk/")
    expect(kop(lien)).to_contain_text("Lien Leverkruid")
