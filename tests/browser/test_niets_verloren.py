"""Nothing that somebody typed is lost: not by a killed server, an expired session, or a second tab (uitgangspunten § 3)."""

import json
import os
import signal
import socket
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Error, expect

from huisstijl.velden import vingerafdruk
from leden.models import Gebruiker
from tests.browser.conftest import omgeving, sessie_geven, traject_in, wachtwoord_geven
from tests.browser.stappen import lees
from tests.inloggen.factoren import app_instellen, code_van
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Tekstversie
from trajecten.schrijven import bewaren

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


def test_what_is_typed_before_the_script_has_come_is_saved_too(ingelogd, wereld, verhaal):
    pagina, onderweg = ingelogd(wereld.joke), []
    pagina.route("**/schrijven*.js", lambda vraag: onderweg.append(vraag))
    pagina.goto(verhaal.get_absolute_url(), wait_until="commit")
    schrijfvlak(pagina).fill("Een groep bewoners was er snel bij.")
    onderweg[0].continue_()
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Een groep bewoners was er snel bij."


@pytest.fixture
def uitgelogd(ingelogd, wereld, verhaal):
    """Joke, whose session ended while she wrote; she has an app, whose secret is `pagina.geheim`."""
    pagina = ingelogd(wereld.joke)
    pagina.geheim = app_instellen(wereld.joke.gebruiker)
    pagina.goto(verhaal.get_absolute_url())
    Session.objects.all().delete()
    schrijfvlak(pagina).fill("Dit schreef ik terwijl mijn sessie afliep.")
    expect(stand(pagina)).to_contain_text("U bent uitgelogd. Uw tekst staat nog hier.")
    return pagina


def opnieuw(pagina):
    return pagina.get_by_role("link", name="Log in om verder te schrijven").first


def code_geven(deel, geheim):
    deel.get_by_label("Code").fill(code_van(geheim))
    deel.get_by_role("button", name="Log in", exact=True).click()


def test_signing_in_again_in_the_same_page_continues_the_text(uitgelogd, wereld, verhaal):
    pagina = uitgelogd
    opnieuw(pagina).click()
    venster = pagina.get_by_role("dialog", name="Log in om verder te gaan")
    raam = pagina.frame_locator("iframe")
    wachtwoord_geven(raam, wereld.joke)
    code_geven(raam, pagina.geheim)
    expect(venster).to_have_count(0)
    expect(stand(pagina)).to_contain_text("Bewaard om")
    expect(schrijfvlak(pagina)).to_be_focused()
    assert op_de_server(verhaal) == "Dit schreef ik terwijl mijn sessie afliep."
    # The rest of the page goes on too: forms that were made before the session ended.
    schrijfvlak(pagina).press_sequentially(" En verder.")
    expect(stand(pagina)).to_contain_text("Bewaard om")


def test_the_dialog_is_worked_with_the_keyboard_and_left_with_escape(uitgelogd):
    pagina = uitgelogd
    opnieuw(pagina).focus()
    pagina.keyboard.press("Enter")
    venster = pagina.get_by_role("dialog", name="Log in om verder te gaan")
    expect(venster).to_be_visible()
    expect(pagina.frame_locator("iframe").get_by_label("E-mailadres")).to_be_visible()
    pagina.keyboard.press("Escape")
    expect(venster).to_have_count(0)
    expect(opnieuw(pagina)).to_be_focused()
    expect(schrijfvlak(pagina)).to_have_value("Dit schreef ik terwijl mijn sessie afliep.")


def test_somebody_else_who_signs_in_there_does_not_get_the_text(uitgelogd, wereld, verhaal):
    pagina = uitgelogd
    opnieuw(pagina).click()
    wachtwoord_geven(pagina.frame_locator("iframe"), wereld.bram)
    expect(pagina.get_by_role("dialog")).to_contain_text("U bent nu ingelogd als iemand anders dan op deze pagina.")
    assert op_de_server(verhaal) == ""


def test_the_link_still_opens_a_tab_for_who_wants_that(uitgelogd, wereld, verhaal):
    pagina = uitgelogd
    with pagina.context.expect_page() as tabblad:
        opnieuw(pagina).click(modifiers=["ControlOrMeta"])
    inloggen = tabblad.value
    # A tab that opens behind this one may wait with loading until somebody looks at it.
    inloggen.bring_to_front()
    wachtwoord_geven(inloggen, wereld.joke)
    code_geven(inloggen, pagina.geheim)
    inloggen.wait_for_url(f"**{verhaal.get_absolute_url()}")
    expect(inloggen.get_by_role("heading", level=1)).not_to_have_text("Uw tweede stap")
    inloggen.close()
    pagina.bring_to_front()
    pagina.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Dit schreef ik terwijl mijn sessie afliep."


def test_the_link_to_sign_in_stays_under_the_mouse_while_the_text_tries_again(uitgelogd):
    pagina = uitgelogd
    opnieuw(pagina).hover()
    with pagina.expect_response("**/bewaren/") as poging:
        pagina.mouse.down()  # takes the focus from the text, which then tries to save once more
    poging.value.finished()
    pagina.mouse.up()
    expect(pagina.get_by_role("dialog", name="Log in om verder te gaan")).to_be_visible()


def test_a_form_sent_after_the_session_ended_goes_along_after_signing_in(ingelogd, wereld):
    pagina = ingelogd(wereld.joke)
    pagina.goto("/profiel/")
    Session.objects.all().delete()
    pagina.get_by_label("Functie").fill("kwaliteitsmedewerker, en soms kok")
    pagina.get_by_role("button", name="Bewaar wie u bent").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("U bent uitgelogd")
    pagina.get_by_role("button", name="Log in en ga verder").click()
    wachtwoord_geven(pagina.frame_locator("iframe"), wereld.joke)
    lees(pagina, "Uw profiel is gewijzigd.")
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).functie == "kwaliteitsmedewerker, en soms kok"


def test_signing_out_asks_about_what_stands_on_this_device_only_and_back_shows_nothing(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    pagina.route("**/bewaren/", lambda verzoek: verzoek.abort())
    schrijfvlak(pagina).fill("Dit kwam nooit aan.")
    expect(stand(pagina)).to_contain_text("Geen verbinding.")
    uit = pagina.get_by_role("button", name="Log uit", exact=True)
    uit.click()
    vraag = pagina.get_by_role("dialog", name="Niet alles is bewaard")
    expect(vraag).to_contain_text("Op dit apparaat staat nog een tekst van u die niet is bewaard.")
    vraag.get_by_role("button", name="Blijf ingelogd").click()
    expect(schrijfvlak(pagina)).to_have_value("Dit kwam nooit aan.")
    uit.click()
    vraag.get_by_role("button", name="Log uit en verwijder wat niet is bewaard").click()
    expect(pagina.get_by_role("link", name="Log in")).to_be_visible()
    assert pagina.evaluate("Object.keys(localStorage)") == []
    pagina.go_back()
    expect(pagina.get_by_label("E-mailadres")).to_be_visible()
    expect(pagina.locator("textarea")).to_have_count(0)


def test_only_our_own_pages_show_the_sign_in_page_inside_them(client, db):
    los, binnen = client.get("/inloggen/"), client.get("/inloggen/?inpagina=1")
    assert (los["X-Frame-Options"], binnen["X-Frame-Options"]) == ("DENY", "SAMEORIGIN")
    assert "frame-ancestors 'none'" in los["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in binnen["Content-Security-Policy"]
    assert client.get("/wachtwoord/?inpagina=1")["X-Frame-Options"] == "DENY"


def test_a_lost_answer_is_no_conflict_with_oneself(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())

    def antwoord_kwijt(route):
        route.fetch()
        route.abort()

    pagina.route("**/bewaren/", antwoord_kwijt, times=1)
    schrijfvlak(pagina).fill("Dit kwam aan,")
    expect(stand(pagina)).to_contain_text("Geen verbinding")
    assert op_de_server(verhaal) == "Dit kwam aan,"
    schrijfvlak(pagina).press_sequentially(" maar dat hoorde ik niet.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Dit kwam aan, maar dat hoorde ik niet."
    assert not Tekstversie.objects.filter(is_botsing=True).exists()


@pytest.fixture
def op_tijd(ingelogd, wereld, verhaal):
    """Joke's page of a story, whose clock the test moves."""
    pagina = ingelogd(wereld.joke)
    pagina.clock.install()
    pagina.goto(verhaal.get_absolute_url())
    return pagina


def test_a_save_on_a_connection_that_went_silent_is_given_up_and_goes_on_by_itself(op_tijd, verhaal):
    pagina = op_tijd
    pagina.route("**/bewaren/", lambda route: None, times=1)  # never an answer
    with pagina.expect_request("**/bewaren/"):
        schrijfvlak(pagina).fill("In de lift getypt.")
        pagina.clock.run_for(1000)
    pagina.clock.run_for(10_000)
    expect(stand(pagina)).to_have_text("Bewaren duurt lang. Uw tekst staat op dit apparaat.")
    pagina.clock.run_for(5_000)
    expect(stand(pagina)).to_contain_text("Geen verbinding. Uw tekst staat op dit apparaat.")
    pagina.clock.run_for(3_000)
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "In de lift getypt."


def test_what_stands_only_here_may_not_be_cleared_away_and_that_is_asked_once(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    pagina.evaluate("window.gevraagd = 0; navigator.storage.persist = async () => ++window.gevraagd > 0; null")
    schrijfvlak(pagina).fill("Dit komt aan.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert pagina.evaluate("gevraagd") == 0
    pagina.context.set_offline(True)
    schrijfvlak(pagina).press_sequentially(" Dit niet.")
    expect(stand(pagina)).to_contain_text("Geen verbinding. Uw tekst staat op dit apparaat.")
    with pagina.expect_event("requestfailed"):
        pagina.get_by_role("button", name="Probeer opnieuw").click()
    expect(stand(pagina)).to_contain_text("Geen verbinding")
    assert pagina.evaluate("gevraagd") == 1


def test_a_full_device_is_said_and_closing_the_page_asks_first(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.add_init_script("Storage.prototype.setItem = () => { throw new DOMException('vol', 'QuotaExceededError') }")
    pagina.goto(verhaal.get_absolute_url())
    pagina.context.set_offline(True)
    schrijfvlak(pagina).fill("Dit staat alleen op het scherm.")
    expect(stand(pagina)).to_contain_text("Laat deze pagina open, anders raakt u uw tekst kwijt.")
    with pagina.expect_event("dialog") as vraag:
        pagina.close(run_before_unload=True)
    assert vraag.value.type == "beforeunload"
    vraag.value.dismiss()
    pagina.context.set_offline(False)
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Dit staat alleen op het scherm."


def test_a_damaged_entry_on_the_device_hides_no_other(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    fouten = []
    pagina.on("pageerror", lambda fout: fouten.append(fout))
    sleutel = pagina.locator("[data-veld=aanleiding]").get_attribute("data-sleutel")
    basis = pagina.locator("[data-veld=aanleiding]").get_attribute("data-basis")
    over = json.dumps({"tekst": "Een tekst die achterbleef.", "basis": basis, "om": 1})
    pagina.evaluate(
        "([sleutel, over]) => { localStorage[`${sleutel}#1`] = '{kapot'; localStorage[`${sleutel}#2`] = over }",
        [sleutel, over],
    )
    pagina.reload()
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert (op_de_server(verhaal), fouten) == ("Een tekst die achterbleef.", [])


def test_who_comes_back_to_a_page_finds_the_text_that_a_colleague_wrote_meanwhile(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    schrijfvlak(pagina).fill("Van Joke.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    bewaren(
        wereld.ingrid, verhaal, "aanleiding", "Van Joke en Ingrid.", vingerafdruk("Van Joke."), verhaalbelemmeringen
    )
    pagina.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(stand(pagina)).to_contain_text("Dit is de nieuwste tekst: Ingrid Watermunt schreef hem om")
    expect(schrijfvlak(pagina)).to_have_value("Van Joke en Ingrid.")
    schrijfvlak(pagina).press_sequentially(" En weer Joke.")
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Van Joke en Ingrid. En weer Joke."


def test_without_any_cookie_one_signs_in_again_in_the_same_page(ingelogd, wereld, verhaal):
    pagina = ingelogd(wereld.joke)
    geheim = app_instellen(wereld.joke.gebruiker)
    pagina.goto(verhaal.get_absolute_url())
    pagina.context.clear_cookies()
    schrijfvlak(pagina).fill("Dit schreef ik terwijl mijn koekjes weg waren.")
    expect(stand(pagina)).to_contain_text("U bent uitgelogd. Uw tekst staat nog hier.")
    opnieuw(pagina).click()
    raam = pagina.frame_locator("iframe")
    wachtwoord_geven(raam, wereld.joke)
    code_geven(raam, geheim)
    expect(stand(pagina)).to_contain_text("Bewaard om")
    assert op_de_server(verhaal) == "Dit schreef ik terwijl mijn koekjes weg waren."


def test_two_people_in_one_text_see_both_texts_and_choose(ingelogd, wereld, verhaal):
    van_joke, van_ingrid = ingelogd(wereld.joke), ingelogd(wereld.ingrid)
    for pagina in (van_joke, van_ingrid):
        pagina.goto(verhaal.get_absolute_url())
    schrijfvlak(van_joke).fill("Bewoners vroegen om een plek om samen te koken.")
    expect(stand(van_joke)).to_contain_text("Bewaard om")
    schrijfvlak(van_ingrid).fill("Bewoners vroegen om een open keuken op zondag.")
    expect(van_ingrid.get_by_text("Joke Zonnedauw schreef om")).to_be_visible()
    expect(van_ingrid.get_by_text("De andere tekst blijft bewaard bij Eerdere versies.")).to_be_visible()
    assert op_de_server(verhaal) == "Bewoners vroegen om een plek om samen te koken."
    van_ingrid.get_by_role("button", name="Voeg beide samen").click()
    expect(stand(van_ingrid)).to_contain_text("Bewaard om")
    samen = op_de_server(verhaal)
    assert "plek om samen te koken" in samen and "open keuken op zondag" in samen
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Bewoners vroegen om een open keuken op zondag.").exists()


def test_who_types_on_beside_an_open_choice_is_kept_every_minute(op_tijd, wereld, verhaal):
    pagina = op_tijd
    bewaren(wereld.ingrid, verhaal, "aanleiding", "Van Ingrid.", vingerafdruk(""), verhaalbelemmeringen)
    schrijfvlak(pagina).fill("Regel.\n" * 60)
    pagina.clock.run_for(1000)
    expect(pagina.get_by_text("Ingrid Watermunt schreef om")).to_be_in_viewport()
    schrijfvlak(pagina).fill("Van Joke, die doortypt zonder te kiezen.")
    with pagina.expect_response("**/bewaren/") as apart:
        pagina.clock.run_for(60_000)
    assert apart.value.status == 409
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Van Joke, die doortypt zonder te kiezen.").exists()
    assert op_de_server(verhaal) == "Van Ingrid."


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
    sessie_geven(pagina, adres, wie)
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
