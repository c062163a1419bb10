"""One person, two tabs, two hats: the header says as whom one acts, and a form acts as its own page says."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from leden.models import Lidmaatschap, Rol
from tests.browser.conftest import traject_in
from tests.browser.stappen import lees
from toetsing.models import Verhaal
from trajecten.levensloop import Status
from trajecten.models import Traject

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def joke_bij_oever(wereld):
    return Lidmaatschap.objects.create(
        gebruiker=wereld.joke.gebruiker, organisatie=wereld.bram.organisatie, rol=Rol.KWALITEITSMEDEWERKER
    )


def wissel(pagina, organisatie):
    pagina.locator(".rolwissel summary").click()
    pagina.locator(".rolwissel").get_by_role("button", name=organisatie).click()


def test_a_traject_is_applied_for_by_the_organisation_on_the_page(ingelogd, wereld, kader, joke_bij_oever):
    eerste = ingelogd(wereld.joke)
    eerste.goto(reverse("aanmelden"))
    expect(eerste.locator(".rolbalk")).to_contain_text("Welzijn Wilgendam")
    eerste.get_by_label("Wat wordt getoetst?").fill("de hele organisatie")
    eerste.get_by_label("Hoeveel fte werkt hierbinnen?").fill("41")
    eerste.get_by_label("Op hoeveel locaties?").fill("5")
    eerste.get_by_label("Wie vraagt u om te toetsen?").select_option(label="Toetshuis Noorderlicht")
    eerste.get_by_role("radio").first.check()
    eerste.get_by_label("Wij gaan akkoord").check()

    tweede = eerste.context.new_page()
    tweede.goto("/trajecten/")
    wissel(tweede, "Stichting Buurtkracht Oever")
    expect(tweede.locator(".rolbalk summary")).to_contain_text("Stichting Buurtkracht Oever")
    assert tweede.url.endswith("/trajecten/")

    eerste.get_by_role("button", name="Meld").click()
    eerste.wait_for_url("**/trajecten/*-*/")
    assert Traject.objects.get().organisatie == wereld.joke.organisatie
    lees(eerste, "U werkt weer als kwaliteitsmedewerker bij Welzijn Wilgendam.")


def test_a_text_keeps_saving_itself_after_changing_hats_in_another_tab(ingelogd, wereld, kader, joke_bij_oever):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).select_related("traject", "norm").first()
    eerste = ingelogd(wereld.joke)
    eerste.goto(verhaal.get_absolute_url())
    tweede = eerste.context.new_page()
    tweede.goto("/werk/")
    wissel(tweede, "Stichting Buurtkracht Oever")
    expect(tweede.locator(".rolbalk summary")).to_contain_text("Stichting Buurtkracht Oever")
    eerste.locator("textarea[name$=aanleiding]").fill("Bewoners koken nu zelf.")
    expect(eerste.locator(".schrijven .stand").first).to_contain_text("Bewaard om")
    assert Verhaal.objects.get(pk=verhaal.pk).aanleiding == "Bewoners koken nu zelf."
    eerste.get_by_role("radio").first.check()
    expect(eerste.locator(".zelfbewaard .stand").first).to_contain_text("Bewaard om")
    tweede.reload()
    expect(tweede.locator(".rolbalk summary")).to_contain_text("Stichting Buurtkracht Oever")


def test_after_a_role_has_ended_the_text_stays_and_the_page_says_why(ingelogd, wereld, kader, joke_bij_oever):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).select_related("traject", "norm").first()
    pagina = ingelogd(wereld.joke)
    pagina.goto(verhaal.get_absolute_url())
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=timezone.localdate() - timezone.timedelta(days=1))
    pagina.locator("textarea[name$=aanleiding]").fill("Bewoners koken nu zelf.")
    expect(pagina.locator(".schrijven .stand").first).to_contain_text("hebt u niet meer")
    expect(pagina.locator("textarea[name$=aanleiding]")).to_have_value("Bewoners koken nu zelf.")
