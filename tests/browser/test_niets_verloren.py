"""Nothing that somebody typed is lost: not by a killed server, an expired session, or a second tab (ontwerp § 3.2)."""

import os
import signal
import socket
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Error, expect

from tests.browser.conftest import omgeving, traject_in
from tests.personen import WACHTWOORD
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Tekstversie

pytestmark = pytest.mark.django_db(transaction=True)

LANG = "Bewoners koken nu zelf, twee keer per maand. " * 900  # 40,500 characters


@pytest.fixture
def verhaal(wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    return Verhaal.objects.filter(traject=traject).select_related("traject", "norm").first()


def schrijfvlak(pagina):
    return pagina.locator("textarea[name$=aanleiding]")


def stand(pagina):
    return pagina.locator(".schrijven", has=pagina.locator("textarea[name$=aanleiding]")).locator(".stand")


def op_de_server(verhaal):
    return Verhaal.objects.get(pk=verhaal.pk).aanleiding


def test_a_text_saves_itself_while_someone_types_and_says_so(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    schrijfvlak(pagina).press_sequentially("Een groep bewoners zei: geen les, gewoon samen eten.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Een groep bewoners zei: geen les, gewoon samen eten."


def test_a_text_of_forty_thousand_characters_is_kept_whole(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    schrijfvlak(pagina).fill(LANG)
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == LANG


def test_signing_in_again_after_an_expired_session_continues_the_text(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    Session.objects.all().delete()
    schrijfvlak(pagina).fill("Dit schreef ik terwijl mijn sessie afliep.")
    expect(stand(pagina)).to_contain_text("U bent uitgelogd. Uw tekst staat nog hier.")
    with pagina.context.expect_page() as tabblad:
        pagina.get_by_role("link", name="Log in om verder te schrijven").first.click()
    inloggen = tabblad.value
    inloggen.get_by_label("E-mailadres").fill(wereld.joke.gebruiker.email)
    inloggen.get_by_label("Wachtwoord", exact=True).fill(WACHTWOORD)
    inloggen.get_by_role("button", name="Log in").click()
    inloggen.wait_for_url(f"**{verhaal.get_absolute_url()}")
    inloggen.close()
    pagina.bring_to_front()
    pagina.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Dit schreef ik terwijl mijn sessie afliep."


def test_the_link_to_sign_in_stays_under_the_mouse_while_the_text_tries_again(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    Session.objects.all().delete()
    schrijfvlak(pagina).fill("Dit schreef ik terwijl mijn sessie afliep.")
    koppeling = pagina.get_by_role("link", name="Log in om verder te schrijven").first
    koppeling.hover()
    with pagina.expect_response("**/bewaren/") as poging:
        pagina.mouse.down()  # takes the focus from the text, which then tries to save once more
    poging.value.finished()
    with pagina.context.expect_page():
        pagina.mouse.up()


def test_two_people_in_one_text_see_both_texts_and_choose(ingelogd, wereld, verhaal):
    van_joke, van_ingrid = ingelogd(wereld.joke), ingelogd(wereld.ingrid)
    for pagina in (van_joke, van_ingrid):
        pagina.goto(verhaal.get_absolute_url())
    schrijfvlak(van_joke).fill("Bewoners vroegen om een plek om samen te koken.")
    expect(stand(van_joke)).to_contain_text("Bewaard om")
    schrijfvlak(van_ingrid).fill("Bewoners vroegen om een open keuken op zondag.")
    expect(van_ingrid.get_by_text("Joke Zonnedauw schreef om")).to_be_visible()
    assert op_de_server(verhaal) == "Bewoners vroegen om een plek om samen te koken."
    van_ingrid.get_by_role("button", name="Voeg beide samen").click()
    expect(stand(van_ingrid)).to_contain_text("Bewaard om")
    samen = op_de_server(verhaal)
    assert "plek om samen te koken" in samen and "open keuken op zondag" in samen
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Bewoners vroegen om een open keuken op zondag.").exists()


def test_two_tabs_of_one_person_do_not_overwrite_each_other(ingelogd, wereld, verhaal):
    eerste = ingelogd(wereld.joke)
    eerste.goto(verhaal.get_absolute_url())
    tweede = eerste.context.new_page()
    tweede.goto(verhaal.get_absolute_url())
    schrijfvlak(eerste).fill("De tekst uit het eerste tabblad.")
    expect(stand(eerste)).to_contain_text("Bewaard om")
    schrijfvlak(tweede).fill("De tekst uit het tweede tabblad.")
    expect(tweede.get_by_role("button", name="Voeg beide samen")).to_be_visible()
    tweede.get_by_role("button", name="Houd mijn tekst").click()
    expect(stand(tweede)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "De tekst uit het tweede tabblad."
    versies = set(Tekstversie.objects.values_list("tekst", flat=True))
    assert "De tekst uit het eerste tabblad." in versies


class Webserver:
    """Gunicorn on a fixed port, to be killed and started again."""

    def __init__(self):
        with socket.socket() as los:
            los.bind(("127.0.0.1", 0))
            self.poort = los.getsockname()[1]
        self.adres = f"http://127.0.0.1:{self.poort}"

    def start(self):
        opdracht = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.poort}", "kwaliteitslabel.wsgi"]
        omgeving_ = omgeving() | {"KWALITEITSLABEL_MODUS": "ontwikkeling"}
        self.proces = subprocess.Popen(opdracht, env=omgeving_, start_new_session=True)

    def doden(self):
        os.killpg(self.proces.pid, signal.SIGKILL)
        self.proces.wait()


@pytest.fixture
def webserver():
    server = Webserver()
    server.start()
    yield server
    server.doden()


def open_verhaal(pagina, adres, verhaal, wie):
    """Open the story with a session of this person; the server may still be starting."""
    client = Client()
    client.force_login(wie.gebruiker)
    pagina.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": adres}])
    heen(pagina, f"{adres}{verhaal.get_absolute_url()}")


def heen(pagina, adres):
    for _ in range(100):
        try:
            return pagina.goto(adres)
        except Error:
            pagina.wait_for_timeout(100)
    raise AssertionError(f"{adres} antwoordt niet")


def test_a_web_server_killed_while_someone_types_loses_no_word(bladzijde, webserver, wereld, verhaal):
    pagina = bladzijde()
    open_verhaal(pagina, webserver.adres, verhaal, wereld.joke)
    schrijfvlak(pagina).fill("Voor de storing.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    webserver.doden()
    schrijfvlak(pagina).fill("Voor de storing. En tijdens de storing.")
    expect(stand(pagina)).to_contain_text("Geen verbinding. Uw tekst staat op dit apparaat")
    webserver.start()
    expect(stand(pagina)).to_contain_text("Bewaard om", timeout=60_000)
    assert op_de_server(verhaal) == "Voor de storing. En tijdens de storing."


def test_a_text_typed_without_a_server_comes_back_when_the_page_is_opened_later(bladzijde, webserver, wereld, verhaal):
    pagina = bladzijde()
    open_verhaal(pagina, webserver.adres, verhaal, wereld.joke)
    webserver.doden()
    schrijfvlak(pagina).fill("Getypt zonder verbinding, daarna ging de tablet dicht.")
    expect(stand(pagina)).to_contain_text("Geen verbinding")
    context = pagina.context
    pagina.close()
    webserver.start()
    later = context.new_page()
    heen(later, f"{webserver.adres}{verhaal.get_absolute_url()}")
    expect(schrijfvlak(later)).to_have_value("Getypt zonder verbinding, daarna ging de tablet dicht.")
    expect(stand(later)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Getypt zonder verbinding, daarna ging de tablet dicht."
