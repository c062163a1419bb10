"""At a talk and at a finding, in a real browser: the note field warns and keeps, and two people never overwrite each other."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.conftest import traject_in
from toetsing.handelingen import oordelen
from toetsing.models import Gesprekstoetser, Notitie
from trajecten.levensloop import Status
from trajecten.models import Tekstversie

pytestmark = pytest.mark.django_db(transaction=True)

TELEFOON = "Er staat een telefoonnummer in. Haal het weg: wij bewaren hier geen gegevens van personen."


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.IN_TOETSING, wereld, kader)


def test_a_note_is_typed_warned_about_mended_and_kept_with_the_keyboard_alone(ingelogd, wereld, traject):
    gesprek = traject.gesprekken.get(toetsers=wereld.meike.gebruiker)
    pagina = ingelogd(wereld.meike, viewport={"width": 360, "height": 740})
    pagina.goto(gesprek.get_absolute_url())
    veld, vinkje = pagina.get_by_label("Wat hoort of ziet u?"), pagina.get_by_label("Niemand kan aan dit citaat zien")
    expect(vinkje).to_be_hidden()
    pagina.get_by_label("Gehoord").focus()
    pagina.keyboard.press("ArrowRight")
    expect(vinkje).to_be_visible()
    pagina.keyboard.press("Tab")
    expect(veld).to_be_focused()
    pagina.keyboard.type("Bel me op 06-00 00 00 00 als het niet gaat.")
    expect(pagina.locator(".invoerbalk .waarschuwing")).to_have_text(TELEFOON)
    assert Gesprekstoetser.objects.get(toetser=wereld.meike.gebruiker).klad.startswith("Bel me op 06")
    pagina.keyboard.press("Control+Enter")
    expect(pagina.locator(".foutenlijst")).to_be_focused()
    expect(veld).to_have_value("Bel me op 06-00 00 00 00 als het niet gaat.")
    assert not Notitie.objects.exists()
    veld.fill("Bel me als het niet gaat.")
    vinkje.focus()
    pagina.keyboard.press("Space")
    pagina.get_by_label("V1 Luisteren").focus()
    pagina.keyboard.press("Space")
    pagina.keyboard.press("Control+Enter")
    notitie = pagina.get_by_role("article")
    expect(notitie).to_contain_text("‘Bel me als het niet gaat.’")
    expect(notitie.get_by_role("link", name="V1")).to_be_visible()
    expect(veld).to_have_value("")


def test_after_a_note_the_typing_goes_on_in_the_same_page(ingelogd, wereld, traject):
    gesprek = traject.gesprekken.get(toetsers=wereld.meike.gebruiker)
    pagina = ingelogd(wereld.meike)
    pagina.goto(gesprek.get_absolute_url())
    pagina.evaluate("window.nogSteedsDezelfde = true")
    veld = pagina.get_by_label("Wat hoort of ziet u?")
    veld.focus()
    pagina.keyboard.type("Ideeën hangen op het bord.")
    expect(pagina.locator(".invoerbalk .stand")).to_contain_text("Bewaard om")
    pagina.route("**/notities/", lambda route: (veld.press_sequentially(" En de sleutel"), route.continue_()))
    pagina.get_by_label("V1 Luisteren").check()
    veld.focus()
    pagina.keyboard.press("Control+Enter")
    expect(pagina.get_by_role("article")).to_contain_text("Ideeën hangen op het bord.")
    expect(pagina.get_by_text("Vastgelegd.", exact=True).last).to_have_role("status")
    expect(veld).to_be_focused()
    expect(veld).to_have_value(" En de sleutel")
    pagina.keyboard.type(" hangt bij de deur.")
    expect(pagina.locator(".invoerbalk .stand")).to_contain_text("Bewaard om")
    expect(pagina.locator("#vragen .lijst .normcode").first).not_to_have_text("V1")
    assert Gesprekstoetser.objects.get(toetser=wereld.meike.gebruiker).klad == " En de sleutel hangt bij de deur."
    tweede = gesprek.normen.all()[1]
    ander = pagina.get_by_role("article").get_by_role("button", name=tweede.nummer)
    pagina.get_by_role("article").locator("summary").click()
    ander.click()
    expect(ander).to_have_attribute("aria-pressed", "true")
    expect(ander).to_be_focused()
    expect(veld).to_have_value(" En de sleutel hangt bij de deur.")
    assert set(Notitie.objects.get().normen.values_list("nummer", flat=True)) == {"V1", tweede.nummer}
    assert pagina.evaluate("window.nogSteedsDezelfde")
    assert not Tekstversie.objects.filter(is_botsing=True).exists()


def test_on_paper_a_page_has_no_head_no_role_and_no_crumbs(ingelogd, wereld, traject):
    pagina = ingelogd(wereld.meike)
    pagina.goto(reverse("zelfevaluatie", args=[traject.nummer]))
    pagina.emulate_media(media="print")
    for weg in (".merk", ".hoofdnav", ".kruimels", ".filters"):
        expect(pagina.locator(weg).first).to_be_hidden()
    expect(pagina.get_by_text("U werkt als").first).to_be_hidden()
    assert pagina.locator("header.kop").bounding_box()["height"] == 0
    # A story that is longer than what is left of a page goes on on the next.
    assert pagina.locator(".verhaal").first.evaluate("een => getComputedStyle(een).breakInside") == "auto"


def test_two_who_write_in_one_finding_see_both_texts_and_choose(ingelogd, wereld, traject):
    norm = traject.kaderversie.normen.first()
    bevinding = oordelen.bevinding_maken(wereld.meike, traject, norm=norm, soort="sterk", tekst="")
    van_meike, van_samir = ingelogd(wereld.meike), ingelogd(wereld.samir)
    for pagina in (van_meike, van_samir):
        pagina.goto(reverse("norm_oordelen", args=[traject.nummer, norm.nummer]))
    van_meike.get_by_label("Wat ziet u?").fill("Bewoners schrijven mee aan hun plan.")
    expect(van_meike.locator(".schrijfkaart .stand")).to_contain_text("Bewaard om")
    van_samir.get_by_label("Wat ziet u?").fill("Bewoners kennen hun eigen stap.")
    expect(van_samir.get_by_text("Meike Lisdodde schreef om")).to_be_visible()
    van_samir.get_by_role("button", name="Neem de tekst van Meike").click()
    expect(van_samir.locator(".schrijfkaart .stand")).to_contain_text("Bewaard om")
    bevinding.refresh_from_db()
    assert bevinding.tekst == "Bewoners schrijven mee aan hun plan."
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Bewoners kennen hun eigen stap.").exists()


def test_a_ground_says_something_else_only_when_it_is_a_ground(ingelogd, wereld, traject):
    norm = traject.kaderversie.normen.first()
    oordelen.bevinding_maken(wereld.meike, traject, norm=norm, soort="sterk", tekst="Bewoners beslissen mee.")
    pagina = ingelogd(wereld.meike)
    pagina.goto(reverse("norm_oordelen", args=[traject.nummer, norm.nummer]))
    pagina.get_by_role("link", name="Kies waar dit op rust").click()
    anders = pagina.get_by_label("zegt iets anders: Gesprek 1")
    expect(anders).to_be_hidden()
    pagina.get_by_label("Gesprek 1 met bewoners en cliënten").check()
    anders.check()
    pagina.get_by_role("button", name="Leg de gronden vast").click()
    # Said aloud: it is put in a live region once the page is there.
    expect(pagina.locator("body > [role=status]")).to_have_text("De gronden staan erbij.")
    expect(pagina.locator(".grond")).to_contain_text("gesprek 1 met bewoners en cliënten, zegt iets anders")
    expect(pagina.get_by_text("Dit oordeel rust op één groep.")).to_be_visible()
    pagina.get_by_role("button", name="Schrijf een verbeterpunt").click()
    expect(pagina.get_by_role("article", name="Verbeterpunt").get_by_label("Wat ziet u?")).to_be_focused()
