"""Interests in the browser: typing an organisation, what follows for a vote, and the answer to who can see this."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren, stemmen
from beheercommissie.models import Stem
from leden.models import Belang, Belangenbevestiging
from tests.browser.conftest import traject_in
from tests.browser.stappen import lees
from tests.browser.test_toegankelijkheid import bezwaren
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_member_registers_an_interest_and_the_vote_counts_no_more(ingelogd, wereld, kader):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.bert, punt, "geen")
    stemmen(wereld.bert, punt, optie="toekennen", reden="Een eerlijke spiegel.")
    pagina = ingelogd(wereld.bert)
    pagina.get_by_role("link", name="Uw belangen").click()
    pagina.get_by_role("link", name="Voeg een belang toe").click()
    pagina.get_by_label("Om welke organisatie gaat het?").fill("wilgen")
    pagina.get_by_role("button", name="Zoek").click()
    pagina.get_by_role("link", name="Welzijn Wilgendam").click()
    pagina.get_by_label("familieband").check()
    pagina.get_by_label("Vanaf wanneer?").fill("1 maart 2026")
    pagina.get_by_role("button", name="Zet het belang in het register").click()
    lees(pagina, "Het belang staat in het register.")
    lees(pagina, "U doet niet meer mee aan het punt over Welzijn Wilgendam.")
    assert not Stem.objects.exists()
    pagina.goto(punt.get_absolute_url())
    expect(pagina.get_by_text("U leest en stemt niet mee.")).to_be_visible()


def test_the_yearly_question_is_answered_with_one_button(ingelogd, wereld):
    Belangenbevestiging.objects.all().delete()
    pagina = ingelogd(wereld.meike)
    pagina.get_by_role("link", name="Bekijk uw belangen").click()
    pagina.get_by_role("button", name="Bevestig dat u geen belangen hebt").click()
    lees(pagina, "Dank u. Over een jaar vragen wij het opnieuw.")


@pytest.mark.parametrize("javascript", [True, False])
def test_who_can_see_a_story_is_told_where_it_is_written(ingelogd, wereld, kader, javascript):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    pagina = ingelogd(wereld.joke, java_script_enabled=javascript)
    pagina.goto(traject.verhalen.first().get_absolute_url())
    pagina.get_by_text("Wie kan dit verhaal zien?").click()
    if not javascript:
        pagina.get_by_role("link", name="Bekijk wie dit kan zien").click()
    expect(pagina.get_by_text("Welzijn Wilgendam: kwaliteitsmedewerker, bestuurder")).to_be_visible()
    expect(pagina.get_by_text("Later ook: toetsers, controleur, planner.")).to_be_visible()


def test_the_new_pages_are_accessible_and_fit_a_phone(ingelogd, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    belang = Belang.objects.create(
        gebruiker=wereld.samir.gebruiker, organisatie=traject.organisatie, soort="advies", van=date(2025, 1, 1)
    )
    Belangenbevestiging.objects.filter(gebruiker=wereld.roel.gebruiker).delete()
    per_mens = {
        "samir": [
            reverse("belangen"),
            reverse("belang_toevoegen") + "?q=welzijn",
            f"{reverse('belang_toevoegen')}?organisatie={wereld.bram.organisatie_id}",
            reverse("belang_beeindigen", args=[belang.pk]),
            reverse("belang_corrigeren", args=[belang.pk]) + "?q=oever",
        ],
        "karin": [traject.get_absolute_url(), "/werk/", reverse("belangenregister")],
        "gijs": [
            reverse("belangenregister") + "?q=niemand",
            reverse("wie_mag_wat"),
            reverse("wie_ziet_traject", args=[traject.pk]),
        ],
    }
    fouten = []
    for naam, urls in per_mens.items():
        pagina = ingelogd(getattr(wereld, naam))
        for url in urls:
            fouten += bezwaren(pagina, url)
    assert fouten == []
