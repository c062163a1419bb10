"""Reacting and answering in a real browser: one passage changes at a time, also without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import traject_in
from tests.browser.stappen import klik, lees, schrijf
from toetsing.handelingen import wederhoor
from toetsing.models import Reactie
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)

PASSAGE = "#passage-deel-samenvatting"


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.WEDERHOOR, wereld, kader)


def adres(traject, naam="wederhoor"):
    return f"/trajecten/{traject.nummer}/{naam}/"


def test_a_remark_is_written_without_leaving_the_page(ingelogd, wereld, traject):
    pagina = ingelogd(wereld.ingrid)
    pagina.goto(adres(traject))
    passage = pagina.locator(PASSAGE)
    klik(passage, "Schrijf een opmerking")
    expect(passage.get_by_label("Een feit klopt niet")).to_be_focused()
    schrijf(passage, "Uw opmerking", "Wij heten sinds kort anders.")
    # What is still open follows while one writes.
    lees(pagina, "Bij passage 1 staat nog niet of het om een feit gaat of om uw mening.")
    passage.get_by_label("Een feit klopt niet").check()
    expect(passage.locator(".zelfbewaard .stand")).to_contain_text("Bewaard om")
    klik(passage, "Klaar met deze passage")
    expect(passage.get_by_role("button", name="Wijzig de opmerking")).to_be_focused()
    lees(pagina, "U hebt bij 1 van de 6 passages iets geschreven.")
    assert pagina.url.endswith(adres(traject))
    swapped = passage.inner_text()
    pagina.reload()
    assert passage.inner_text() == swapped
    klik(passage, "Wijzig de opmerking")
    klik(passage, "Toch geen opmerking")
    expect(passage.get_by_role("button", name="Schrijf een opmerking")).to_be_focused()
    lees(pagina, "U hebt bij de 6 passages nog niets geschreven.")


def test_a_remark_can_be_written_without_javascript(ingelogd, wereld, traject):
    pagina = ingelogd(wereld.joke, java_script_enabled=False)
    pagina.goto(adres(traject))
    passage = pagina.locator(PASSAGE)
    klik(passage, "Schrijf een opmerking")
    passage.get_by_label("Uw opmerking").fill("Wij heten sinds kort anders.")
    klik(passage, "Klaar met deze passage")
    expect(passage).to_contain_text("Kies waar uw opmerking over gaat.")
    passage.get_by_label("Een feit klopt niet").check()
    klik(passage, "Klaar met deze passage")
    expect(passage).to_contain_text("Uw opmerking: een feit klopt niet")
    expect(passage).to_contain_text("Wij heten sinds kort anders.")


def test_the_words_that_the_organisation_will_see_change_are_shown_while_one_writes(ingelogd, wereld, traject):
    versie = traject.rapportversies.get()
    wederhoor.reageren(wereld.joke, versie, "deel-samenvatting")
    Reactie.objects.update(tekst="Wij heten sinds kort anders.", soort="feit")
    wederhoor.reactie_indienen(wereld.ingrid, traject)
    pagina = ingelogd(wereld.meike)
    pagina.goto(adres(traject, "reacties"))
    passage = pagina.locator(PASSAGE)
    expect(passage).to_contain_text("Nog niets: de tekst is gelijk aan het concept.")
    schrijf(passage, "De tekst van de passage", "Welzijn Oever begint bij wat mensen zelf kunnen.")
    expect(passage.locator("del")).to_have_text("Wilgendam")
    expect(passage.locator("ins")).to_have_text("Oever")
    schrijf(passage, "Uw antwoord", "Dank u.")
    passage.get_by_label("De tekst is aangepast").check()
    klik(passage, "Leg het antwoord vast")
    lees(pagina, "Tekst aangepast")
    klik(pagina, "Stel het rapport vast")
    lees(pagina, "Het rapport is vastgesteld.")
