"""The director writes an objection behind the decision, which saves itself; the pages around it are accessible."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from beheercommissie.models import Agendapunt
from geschillen.handelingen.bezwaren import bezwaar_toewijzen
from geschillen.models import Bezwaar, Bezwaarklad
from tests.bezwaren import GRONDEN, besloten
from tests.browser.conftest import traject_in
from tests.browser.test_toegankelijkheid import bezwaren
from tests.klachten import behandelaar
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_objection_saves_itself_is_sent_and_its_pages_are_accessible(ingelogd, wereld, kader):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    besluit, kees = besloten(wereld, Agendapunt.objects.get(), "afwijzen"), behandelaar()
    pagina = ingelogd(wereld.ingrid)
    pagina.goto(reverse("besluit", args=[traject.nummer]))
    pagina.get_by_role("link", name="Maak bezwaar").click()
    pagina.get_by_label("Waarom bent u het niet eens").fill(GRONDEN)
    expect(pagina.locator(".bewaard .stand").first).to_contain_text("Bewaard")
    assert Bezwaarklad.objects.get().tekst == GRONDEN
    assert bezwaren(pagina, reverse("bezwaar_maken", args=[besluit.pk])) == []
    expect(pagina.get_by_label("Waarom bent u het niet eens")).to_have_value(GRONDEN)
    pagina.get_by_role("button", name="Verstuur het bezwaar").click()
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("Bezwaar tegen besluit")
    bezwaar = Bezwaar.objects.get()
    bezwaar_toewijzen(wereld.femke, bezwaar, kees.gebruiker)
    per_persoon = {
        wereld.ingrid: ("bezwaar", "bezwaar_aanvullen"),
        wereld.femke: ("bezwaar", "bezwaar_toewijzen", "bezwaar_horen"),
        kees: ("bezwaar", "bezwaar_adviseren"),
    }
    for wie, namen in per_persoon.items():
        pagina = ingelogd(wie)
        assert [fout for naam in namen for fout in bezwaren(pagina, reverse(naam, args=[bezwaar.pk]))] == []
