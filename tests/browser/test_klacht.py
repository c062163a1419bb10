"""A complaint in the browser: from the door to the outcome without an account, and every page accessible and narrow."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from geschillen.handelingen import behandelen
from geschillen.models import Klacht
from tests.browser.test_toegankelijkheid import bezwaren
from tests.klachten import behandelaar, klachten_van_alles, opgepakt

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_the_door_to_the_outcome_without_an_account(wereld, kader, bladzijde, ingelogd):
    wereld.kees = behandelaar()
    pagina = bladzijde(viewport={"width": 360, "height": 740})
    pagina.goto("/hulp/")
    pagina.get_by_role("link", name="Dien een klacht in").click()
    pagina.get_by_role("link", name="Een certificerende instelling of een toetser").click()
    # A refusal keeps everything.
    pagina.get_by_label("Wat is er gebeurd?").fill("De toetser lachte mij uit.")
    pagina.get_by_role("radio", name="Met een schuilnaam").check()
    pagina.get_by_role("button", name="Verstuur de klacht").click()
    expect(pagina.locator(".foutenlijst, .invalid-feedback").first).to_be_visible()
    expect(pagina.get_by_label("Wat is er gebeurd?")).to_have_value("De toetser lachte mij uit.")
    pagina.get_by_label("Welke instelling was het?").select_option("Toetshuis Noorderlicht")
    pagina.get_by_label("Uw naam of schuilnaam").fill("Waterjuffer")
    pagina.get_by_role("button", name="Verstuur de klacht").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Uw klacht is binnen")
    kenmerk, code = (pagina.locator("code").nth(nummer).inner_text() for nummer in (0, 1))
    assert pagina.evaluate("document.documentElement.scrollWidth") == 360

    klacht = Klacht.objects.get(kenmerk=kenmerk)
    behandelen.klacht_oppakken(wereld.kees, klacht)
    # On another device, with the code typed as people do.
    elders = bladzijde(viewport={"width": 360, "height": 740})
    elders.goto("/klacht/volgen/")
    elders.get_by_label("Kenmerk").fill(kenmerk.lower())
    elders.get_by_label("Code").fill(code.replace("-", " "))
    elders.get_by_role("button", name="Open uw klacht").click()
    expect(elders.get_by_text("Kees Kamperfoelie behandelt de klacht.")).to_be_visible()
    # The hour is over while somebody writes.
    elders.get_by_label("Uw bericht").fill("Er was iemand bij.")
    elders.context.clear_cookies(name="klacht")
    elders.get_by_role("button", name="Verstuur").click()
    expect(elders.get_by_label("Uw bericht staat hier nog")).to_have_value("Er was iemand bij.")
    elders.get_by_label("Kenmerk").fill(kenmerk)
    elders.get_by_label("Code").fill(code)
    elders.get_by_role("button", name="Open uw klacht").click()
    elders.get_by_role("button", name="Verstuur").click()
    expect(elders.get_by_text("Het is verstuurd.")).to_be_visible()

    kees = ingelogd(wereld.kees)
    kees.get_by_role("link", name="Ga naar de klacht").first.click()
    expect(kees.get_by_text("Er was iemand bij.")).to_be_visible()
    kees.get_by_role("link", name="Rond de klacht af").click()
    kees.get_by_role("radio", name="Deels gegrond").check()
    kees.get_by_label("Waar ging het over?").select_option("Hoe iemand is behandeld")
    kees.get_by_label("Uitleg bij de uitkomst").fill("Zo had het niet gemogen.")
    kees.get_by_role("button", name="Rond de klacht af").click()
    expect(kees.get_by_text("De klacht is afgerond.").first).to_be_visible()

    elders.reload()
    expect(elders.get_by_role("heading", name="De uitkomst: deels gegrond")).to_be_visible()
    assert elders.evaluate("document.documentElement.scrollWidth") == 360
    elders.get_by_role("button", name="Sluit uw klacht").click()
    elders.goto("/klacht/volgen/")
    expect(elders.get_by_text("De toetser lachte mij uit.")).to_be_hidden()


def test_pages_of_a_complaint_are_accessible_and_narrow(wereld, kader, bladzijde, ingelogd):
    wereld.kees = behandelaar()
    klacht = klachten_van_alles(wereld)
    nieuw = opgepakt(wereld.kees, wereld.wim.organisatie)
    behandelen.klacht_teruggeven(wereld.kees, nieuw)
    pagina = bladzijde()
    fouten = [
        fout
        for url in ("/klacht/", "/klacht/organisatie/", "/klacht/merk/", "/klacht/volgen/", "/klacht/geleerd/")
        for fout in bezwaren(pagina, url)
    ]
    pagina = ingelogd(wereld.kees)
    daden = ("antwoorden", "afronden", "verlengen", "doorgeven", "teruggeven")
    for url in (
        "/werk/",
        reverse("klachten"),
        klacht.get_absolute_url(),
        nieuw.get_absolute_url(),
        reverse("klacht_oppakken", args=[nieuw.pk]),
        reverse("klachtvraag_stellen", args=[klacht.pk]),
        *(reverse(f"klacht_{daad}", args=[klacht.pk]) for daad in daden),
    ):
        fouten += bezwaren(pagina, url)
    fouten += bezwaren(ingelogd(wereld.karin), klacht.vragen.get().get_absolute_url())
    fouten += bezwaren(ingelogd(wereld.gijs), klacht.signalen.get().get_absolute_url())
    assert fouten == []
