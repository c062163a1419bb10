"""Choices on the page of a norm, in a real browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from huisstijl.velden import vingerafdruk
from tests.browser.conftest import traject_in
from tests.browser.stappen import kies, lees, schrijf
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.schrijven import bewaren

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_choice_is_saved_at_once_and_typing_goes_on(wereld, kader, ingelogd):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = traject.verhalen.select_related("norm").first()
    pagina = ingelogd(wereld.joke)
    pagina.goto(f"/trajecten/{traject.nummer}/verhalen/{verhaal.norm.nummer}/")
    pagina.get_by_label("Wat deden wij?").fill("Wij begonnen met een avond luisteren.")
    for keuze in ("Vrijwilliger", "Het gaat goed, en wij zijn nog aan het leren"):
        pagina.get_by_text(keuze, exact=True).click()
    expect(pagina.get_by_text(re.compile("^Bewaard om"))).to_have_count(3)
    pagina.reload()
    assert pagina.get_by_role("radio", name="Vrijwilliger").is_checked()
    verhaal.refresh_from_db()
    assert (verhaal.verteller, verhaal.zelfbeeld) == ("vrijwilligers", Verhaal.Zelfbeeld.LEREND)
    assert verhaal.aanpak == "Wij begonnen met een avond luisteren."


def keuzestand(pagina):
    return pagina.locator("[data-veld=zelfbeeld]").get_by_role("status")


@pytest.fixture
def verhaal(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader).verhalen.select_related("norm").first()


def test_a_choice_without_a_connection_waits_on_the_device_and_goes_along_later(wereld, verhaal, ingelogd):
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    pagina.context.set_offline(True)
    kies(pagina, "Hier zijn wij sterk in")
    expect(keuzestand(pagina)).to_contain_text("Geen verbinding. Uw keuze staat op dit apparaat.")
    pagina.context.set_offline(False)
    expect(keuzestand(pagina)).to_contain_text("Bewaard om")
    verhaal.refresh_from_db()
    assert verhaal.zelfbeeld == Verhaal.Zelfbeeld.STERK


def test_two_people_in_one_choice_hear_of_each_other(wereld, verhaal, ingelogd):
    pagina = ingelogd(wereld.ingrid)
    pagina.goto(verhaal.get_absolute_url())
    bewaren(wereld.joke, verhaal, "zelfbeeld", "sterk", vingerafdruk(""), verhaalbelemmeringen)
    kies(pagina, "Dit vraagt nog veel van ons")
    expect(pagina.get_by_text("Joke Zonnedauw koos om")).to_be_visible()
    expect(pagina.get_by_text("Hier zijn wij sterk in", exact=True)).to_have_count(2)
    pagina.get_by_role("button", name="Neem de keuze van Joke").click()
    expect(keuzestand(pagina)).to_contain_text("Bewaard om")
    expect(pagina.get_by_role("radio", name="Hier zijn wij sterk in")).to_be_checked()
    verhaal.refresh_from_db()
    assert verhaal.zelfbeeld == Verhaal.Zelfbeeld.STERK


def test_a_line_that_one_leaves_is_saved_and_one_that_one_is_in_goes_along(wereld, kader, ingelogd):
    plan = traject_in(Status.VERBETERPLANNEN, wereld, kader).verbeterplannen.get()
    pagina = ingelogd(wereld.joke)
    pagina.goto(plan.get_absolute_url())
    pagina.get_by_label("Wie zorgt ervoor?").fill("teamleider ontmoeting")
    pagina.get_by_label("Wanneer is het klaar?").fill("31 mei")
    expect(pagina.locator("[data-veld=eigenaar]").get_by_role("status")).to_contain_text("Bewaard om")
    pagina.get_by_label("Wanneer is het klaar?").fill("31 mei 2099")
    pagina.get_by_role("link", name="Terug naar alle plannen").click()
    pagina.get_by_role("heading", name="Verbeterplannen", level=1).wait_for()
    pagina.goto(plan.get_absolute_url())
    expect(pagina.locator("[data-veld=klaar_op]").get_by_role("status")).to_contain_text("Bewaard")
    plan.refresh_from_db()
    assert (plan.eigenaar, plan.klaar_op) == ("teamleider ontmoeting", date(2099, 5, 31))
    schrijf(pagina, "Waardoor komt het?", "Afspraken werden mondeling gemaakt.")
    schrijf(pagina, "Wat gaat u doen?", "Elk team kiest een vast moment.")
    pagina.get_by_label("Wanneer is het klaar?").fill("1 juni 2099")
    pagina.get_by_role("button", name="Bewaar het plan").click()
    lees(pagina, "Het plan is bewaard.")
    plan.refresh_from_db()
    assert plan.klaar_op == date(2099, 6, 1)
