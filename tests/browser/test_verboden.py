"""What someone may not see stays closed in the browser too, in words that help and with a way back."""

import pytest
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren
from tests.browser import stappen
from tests.personen import traject_in
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.GEAGENDEERD, wereld, kader)


def kop(pagina):
    return pagina.get_by_role("heading", level=1)


def test_another_organisation_and_another_certifier_find_no_such_page_and_the_way_back(ingelogd, wereld, traject):
    for wie in (wereld.bram, wereld.wim):
        pagina = ingelogd(wie)
        pagina.goto(traject.get_absolute_url())
        expect(kop(pagina)).to_have_text("Deze pagina is er niet")
        expect(pagina.get_by_role("main")).not_to_contain_text(stappen.ORGANISATIE)
        pagina.get_by_role("main").get_by_role("link", name="Ga naar Mijn werk").click()
        expect(pagina.get_by_role("main")).not_to_contain_text(stappen.ORGANISATIE)


def test_an_assessor_finds_no_way_into_the_committee(ingelogd, wereld, traject):
    pagina = ingelogd(wereld.meike)
    expect(pagina.get_by_role("link", name="Vergaderingen")).to_have_count(0)
    pagina.goto(traject.agendapunten.get().get_absolute_url())
    expect(kop(pagina)).to_have_text("Deze pagina is er niet")
    pagina.goto("/vergaderingen/")
    expect(kop(pagina)).to_have_text("Dit kan nu niet")


def test_a_member_with_an_interest_gets_no_file_by_any_address(ingelogd, wereld, traject):
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.cora, punt, "belang")
    pagina = ingelogd(wereld.cora)
    pagina.goto(punt.get_absolute_url())
    stappen.lees(pagina, "De stukken zijn voor u dicht.")
    expect(pagina.get_by_role("button", name="Breng uw stem uit")).to_have_count(0)
    for adres in (f"{punt.get_absolute_url()}rapport/", f"{punt.get_absolute_url()}rapport.pdf"):
        antwoord = pagina.goto(adres)
        assert antwoord.status == 403
        stappen.lees(pagina, "U hebt een belang bij deze organisatie. U leest en stemt niet mee.")
    assert pagina.goto(traject.get_absolute_url()).status == 404
