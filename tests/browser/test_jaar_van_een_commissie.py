"""A year of the committee in a real browser: from the series of meetings to minutes that are agreed in the next one."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren, stemmen
from beheercommissie.handelingen.blik import blik_geven
from beheercommissie.models import Agendapunt, Vergadering
from leden.models import Lidmaatschap, Organisatie
from tests.browser import besluitstappen
from tests.browser.conftest import in_een_draad, moment
from tests.browser.stappen import ORGANISATIE, in_woorden, kies, klik, lees, schrijf
from tests.personen import commissie, klein_kader, traject_in
from tests.post import brieven
from trajecten.levensloop import Status

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.langste]

LEDEN = ("anna", "bert", "cora", "daan", "esra")
VERDEELD, MET_BELANG = "Wijkwerk Elzen", "Wijkwerk Beuken"
WAAROM = "Bewoners beslissen zichtbaar mee."


@pytest.fixture
def reis():
    """`reis.move_to(moment(dag))`: another day, for the server in this process too."""
    with time_machine.travel(moment(timezone.localdate())) as reis:
        yield reis


@pytest.fixture
def voorgedragen(wereld, reis):
    """Three trajecten of different organisations, each recommended to the committee with a positive advice."""
    kader = klein_kader()
    for naam in (MET_BELANG, VERDEELD, ORGANISATIE):
        in_een_draad(traject_in, Status.VOORGEDRAGEN, van_de_organisatie(wereld, naam), kader)
        # Assessors are at one place at a time.
        reis.shift(timedelta(days=1))


def van_de_organisatie(wereld, naam):
    """The same people, with the two of the organisation at this one."""
    organisatie, nieuw = Organisatie.objects.get_or_create(naam=naam, defaults={"soort": "lid", "plaats": "Wilgendam"})
    if not nieuw:
        return wereld
    hier = {
        sleutel: Lidmaatschap.objects.create(gebruiker=lid.gebruiker, organisatie=organisatie, rol=lid.rol, van=lid.van)
        for sleutel, lid in (("joke", wereld.joke), ("ingrid", wereld.ingrid))
    }
    return SimpleNamespace(**vars(wereld) | hier)


def punt_van(naam):
    return Agendapunt.objects.get(traject__organisatie__naam=naam)


def agenda_van(naam):
    return punt_van(naam).vergadering.get_absolute_url()


def reeks_plannen(pagina, eerste):
    """Plan a meeting every month, for a year."""
    pagina.goto("/vergaderingen/")
    pagina.get_by_role("link", name="Plan een reeks").click()
    pagina.get_by_label("Eerste vergadering").fill(in_woorden(eerste))
    kies(pagina, "Elke maand, op dezelfde weekdag")
    pagina.get_by_label("Van", exact=True).fill("13.30")
    pagina.get_by_label("Tot", exact=True).fill("15.30")
    pagina.get_by_label("Plaats").fill("Utrecht")
    klik(pagina, "Laat de dagen zien")
    klik(pagina, "Plan deze vergaderingen")


def blik_laten_zien(pagina, punt, keuze):
    """Say to have no interest, and how the item reads."""
    pagina.goto(punt.get_absolute_url())
    besluitstappen.belang_zeggen(pagina, "Nee, ik heb geen belang")
    pagina.get_by_text("Geef uw voorlopige blik").click()
    pagina.get_by_role("region", name="Voorlopige blik").get_by_role("radio", name=keuze, exact=True).check()
    klik(pagina, "Geef uw blik")
    lees(pagina, "Uw voorlopige blik is bewaard.")


def blikken(leden, punt, keuze):
    for lid in leden:
        belang_verklaren(lid, punt, "geen")
        blik_geven(lid, punt, keuze=keuze, woord="")


def stemmen_van(leden, punt, optie):
    for lid in leden:
        stemmen(lid, punt, optie=optie, reden="Het rapport is een eerlijke spiegel.")


def stem_uitbrengen(pagina, punt, besluit):
    pagina.goto(punt.get_absolute_url())
    kies(pagina, besluit)
    schrijf(pagina, "Waarom?", WAAROM)
    klik(pagina, "Breng uw stem uit")
    lees(pagina, "Uw stem is uitgebracht.")


def besluiten(pagina, punt, besluit, **velden):
    """Take the decision on the page of the item; `velden`: what is written besides the reasons."""
    pagina.goto(punt.get_absolute_url())
    pagina.get_by_role("link", name="Bekijk de uitslag en neem het besluit").click()
    kies(pagina, besluit)
    for label, tekst in {"Waarom besluit de commissie dit?": WAAROM, **velden}.items():
        schrijf(pagina, label, tekst)
    klik(pagina, "Lees het besluit na")
    lees(pagina, "Zo leest de organisatie het")
    klik(pagina, "Neem het besluit")
    lees(pagina, "Het besluit is vastgelegd.")


def test_a_year_of_the_committee(bij, wereld, reis, voorgedragen):
    femke = bij("femke")
    reeks_plannen(femke, timezone.localdate() + timedelta(days=21))
    eerste, tweede, *_ = reeks = list(Vergadering.objects.order_by("datum"))
    assert len(reeks) == 12
    brieven()
    reis.move_to(moment(timezone.localdate() + timedelta(days=1)))
    # Every member is asked to come, for the whole year.
    uitnodigingen = [(mail.to[0], mail.subject, [een[0] for een in mail.attachments]) for mail in brieven()]
    naar_de_leden = [een for een in uitnodigingen if een[0].partition("@")[0] in LEDEN]
    assert [(aan.partition("@")[0], len(agendas)) for aan, _, agendas in naar_de_leden] == [(lid, 12) for lid in LEDEN]

    femke = bij("femke")
    for naam in (MET_BELANG, VERDEELD, ORGANISATIE):
        femke.goto(eerste.get_absolute_url())
        femke.get_by_role("link", name=f"Zet {naam} op de agenda").click()
        femke.get_by_role("radio", name=in_woorden(eerste.datum)).check()
        klik(femke, "Zet op de agenda")
        lees(femke, "De stukken liggen nu vast.")
    met_belang, verdeeld, hamerstuk = (punt_van(naam) for naam in (MET_BELANG, VERDEELD, ORGANISATIE))

    # How the members read the items before the meeting gives the order of the agenda.
    anna, bert, cora, daan, esra = commissie(wereld)
    blik_laten_zien(bij("bert"), hamerstuk, "Toekennen")
    blikken([anna, cora, daan, esra], hamerstuk, "toekennen")
    blik_laten_zien(bij("daan"), verdeeld, "Niet toekennen")
    blikken([anna, bert, cora, esra], verdeeld, "toekennen")
    femke.goto(eerste.get_absolute_url())
    lees(femke, "Voorstel: hamerstuk")
    klik(femke, "Zet de agenda zo")
    expect(femke.locator(".agenda h3 a").first).to_have_text(VERDEELD)

    # The chair has an interest in one item; who presides there is somebody else, and only there.
    pagina = bij("anna", met_belang.get_absolute_url())
    besluitstappen.belang_zeggen(pagina, "Ja, ik heb een belang")
    lees(pagina, "De stukken zijn voor u dicht.")
    for lid in (bert, cora, daan, esra):
        belang_verklaren(lid, met_belang, "geen")

    reis.move_to(moment(eerste.datum))
    pagina = bij("anna", eerste.get_absolute_url())
    pagina.get_by_role("link", name="Open de vergadering").click()
    for lid in (anna, bert, daan, esra):
        pagina.get_by_label(lid.gebruiker.naam).check()
    klik(pagina, "Open de vergadering")
    lees(pagina, "De vergadering is open.")

    stemmen_van([bert, daan, esra], hamerstuk, "toekennen")
    stem_uitbrengen(pagina, hamerstuk, "Toekennen")
    besluiten(pagina, hamerstuk, "Toekennen")

    stemmen_van([daan, bert], verdeeld, "afwijzen")
    stemmen_van([esra], verdeeld, "toekennen")
    stem_uitbrengen(pagina, verdeeld, "Niet toekennen")
    afwijking = {"Wijkt het besluit af van het advies? Schrijf waarom": "De commissie weegt de dossiers zwaarder."}
    besluiten(pagina, verdeeld, "Niet toekennen", **afwijking)

    stemmen_van([daan, esra], met_belang, "toekennen")
    pagina = bij("bert")
    stem_uitbrengen(pagina, met_belang, "Toekennen")
    pagina.goto(met_belang.get_absolute_url())
    pagina.get_by_role("link", name="Bekijk de uitslag en neem het besluit").click()
    klik(pagina, "Open de uitslag")
    besluiten(pagina, met_belang, "Toekennen")
    pagina = bij("anna", eerste.get_absolute_url())
    klik(pagina, "Sluit de vergadering")

    # Minutes of the feiten, with what was said; the next meeting agrees them.
    femke = bij("femke", eerste.get_absolute_url())
    klik(femke, "Maak het verslag")
    schrijf(femke, f"Wat is er besproken bij {VERDEELD}?", "Twee leden vonden de tweede bevinding dun.")
    femke.get_by_role("link", name="Zet op een agenda").click()
    femke.get_by_role("radio", name=in_woorden(tweede.datum)).check()
    klik(femke, "Zet het verslag op de agenda")
    # Who stayed out of an item reads nothing of it.
    feiten = f"Nam niet deel: {anna.gebruiker.naam}."
    for lid, zin in (("esra", feiten), ("anna", "Wat hier is besproken, leest alleen wie aan dit punt meedeed.")):
        pagina = bij(lid, eerste.get_absolute_url())
        pagina.get_by_role("link", name="Verslag", exact=True).click()
        lees(pagina, zin)
    expect(pagina.get_by_text(feiten)).to_have_count(0)

    reis.move_to(moment(tweede.datum))
    pagina = bij("anna", tweede.get_absolute_url())
    pagina.get_by_role("link", name="Open de vergadering").click()
    klik(pagina, "Open de vergadering")
    pagina.locator(".agenda").get_by_role("link", name="Verslag").click()
    pagina.get_by_role("link", name="Lees het verslag van").click()
    klik(pagina, "Stel het verslag vast")
    lees(pagina, "Vastgesteld")
    expect(pagina.get_by_role("link", name="Maak een opmerking")).to_have_count(0)
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Als Word").click()
    assert download.value.suggested_filename == f"verslag-{eerste.datum:%Y-%m-%d}.docx"
