"""The chair puts a model sentence into the reasons with the keyboard, and it saves itself; the pages around a decision are accessible."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import bespreekpunt_toevoegen
from beheercommissie.handelingen.verslagen import verslag_maken
from beheercommissie.models import Aantekening, Agendapunt, Verslagtekst
from tests.browser.conftest import traject_in
from tests.browser.test_toegankelijkheid import bezwaren
from tests.personen import in_vergadering
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_model_sentence_is_put_in_with_the_keyboard_and_the_pages_are_accessible(ingelogd, wereld, kader):
    traject_in(Status.GEAGENDEERD, wereld, kader)
    punt = Agendapunt.objects.get()
    for lid in (wereld.anna, wereld.bert, wereld.daan):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie="toekennen")
    in_vergadering(wereld, punt.vergadering)
    pagina = ingelogd(wereld.anna)
    pagina.goto(reverse("besluiten", args=[punt.pk]))
    motivering = pagina.get_by_label("Waarom besluit de commissie dit?")
    motivering.fill("Bewoners beslissen mee.")
    pagina.get_by_text("Zinnen om mee te beginnen").click()
    zin = punt.traject.kaderversie.besluitoptie("toekennen").modelzinnen[0]
    pagina.get_by_role("button", name="Voeg in").first.focus()
    pagina.keyboard.press("Enter")
    expect(motivering).to_have_value(f"Bewoners beslissen mee. {zin}")
    expect(motivering).to_be_focused()
    expect(pagina.locator(".bewaard .stand").first).to_contain_text("Bewaard")
    assert bezwaren(pagina, reverse("besluiten", args=[punt.pk])) == []
    assert Aantekening.objects.get().motivering == f"Bewoners beslissen mee. {zin}"
    besluiten(wereld.anna, punt, optie="toekennen", motivering=zin)
    bespreekpunt_toevoegen(wereld.femke, punt.vergadering, soort="rondvraag", titel="Rondvraag", minuten=5)
    verslag = verslag_maken(wereld.femke, punt.vergadering)
    Verslagtekst.objects.update(tekst="Er is lang gesproken.")
    for wie, adressen in (
        (wereld.femke, (reverse("verslag_schrijven", args=[verslag.pk]), reverse("verslagsjabloon"))),
        (wereld.bert, (verslag.get_absolute_url(), reverse("vergelijkbaar", args=[punt.pk]))),
    ):
        pagina = ingelogd(wie)
        assert [fout for adres in adressen for fout in bezwaren(pagina, adres)] == []
