"""An agenda is put in order by dragging and with the keyboard, and both are said; a clear case is quick; the pages are accessible, with
what folds open too."""

from datetime import time, timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.handelingen.agenda import bespreekpunt_toevoegen, vergaderstuk_toevoegen
from beheercommissie.handelingen.vergaderingen import aanwezigheid_melden, vergadering_wijzigen
from beheercommissie.models import Reglement, Vergadering
from tests.browser import besluitstappen
from tests.browser.conftest import traject_in
from tests.browser.stappen import ORGANISATIE, kies, klik, lees
from tests.browser.test_toegankelijkheid import bezwaren
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def vergadering(wereld, kader):
    """Of tomorrow, with a traject and two other items."""
    traject_in(Status.GEAGENDEERD, wereld, kader)
    vergadering = Vergadering.objects.get()
    morgen = timezone.localdate() + timedelta(days=1)
    uren, gezien = {"begin": time(13, 30), "eind": time(15, 30)}, stand_van(vergadering)
    vergadering_wijzigen(wereld.femke, vergadering, datum=morgen, plaats="Utrecht, zaal 2", gezien=gezien, **uren)
    for titel in ("Opening", "Beleid"):
        punt = bespreekpunt_toevoegen(wereld.femke, vergadering, soort="anders", titel=titel, minuten=10)
    vergaderstuk_toevoegen(wereld.femke, punt, titel="Voorstel", bestand=ContentFile(b"%PDF-1.7", "voorstel.pdf"))
    aanwezigheid_melden(wereld.anna, vergadering, "ja")
    vergadering.refresh_from_db()
    return vergadering


def volgorde(pagina):
    return pagina.locator(".agenda h3 a").all_inner_texts()


def test_an_agenda_is_put_in_order_with_the_keyboard_and_by_dragging(ingelogd, wereld, vergadering):
    pagina = ingelogd(wereld.femke)
    pagina.goto(vergadering.get_absolute_url())
    beleid = pagina.locator("li", has=pagina.get_by_role("link", name="Beleid"))
    beleid.get_by_text("Wijzig", exact=False).first.focus()
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Tab")
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#meldingen")).to_contain_text("Beleid is nu punt 2 van de 3.")
    expect(pagina.locator("body > [role=status]")).to_contain_text("Beleid is nu punt 2 van de 3.")
    # The same button has the focus, so that it can be pressed on.
    expect(beleid.get_by_role("button", name="Omhoog")).to_be_focused()
    pagina.keyboard.press("Enter")
    expect(pagina.locator("#meldingen")).to_contain_text("Beleid is nu punt 1 van de 3.")
    pagina.keyboard.press("Escape")
    expect(beleid.locator("summary")).to_be_focused()
    assert volgorde(pagina) == ["Beleid", "Welzijn Wilgendam", "Opening"]
    opening = pagina.locator("li", has=pagina.get_by_role("link", name="Opening"))
    opening.locator(".greep").drag_to(beleid, target_position={"x": 60, "y": 4})
    expect(pagina.locator("#meldingen")).to_contain_text("Opening is nu punt 1 van de 3.")
    pagina.reload()
    assert volgorde(pagina) == ["Opening", "Beleid", "Welzijn Wilgendam"]
    assert pagina.locator(".agenda .wanneer b").all_inner_texts() == ["13.30", "13.40", "13.50"]


# Counts in the browser itself what somebody clicks, over all pages of a tab.
TELLEN = """addEventListener("click", event => {
  if (event.isTrusted) sessionStorage.klikken = Number(sessionStorage.klikken || 0) + 1
}, true)"""


def test_a_clear_case_takes_five_clicks_and_three_minutes_of_reading(ingelogd, wereld, kader):
    traject_in(Status.GEAGENDEERD, wereld, kader)
    pagina = ingelogd(wereld.bert)
    pagina.context.add_init_script(TELLEN)
    pagina.reload()
    pagina.get_by_role("link", name=f"Lees en stem over {ORGANISATIE}", exact=True).click()
    besluitstappen.belang_zeggen(pagina, "Nee, ik heb geen belang")
    expect(pagina.get_by_role("heading", name="Dossierkaart")).to_be_visible()
    woorden = pagina.get_by_role("main").inner_text().split()
    kies(pagina, "Toekennen")
    klik(pagina, "Breng uw stem uit")
    lees(pagina, "Uw stem is uitgebracht.")
    assert pagina.evaluate("sessionStorage.klikken") == "5"
    # Some 200 words a minute.
    assert len(woorden) <= 600


def test_pages_of_a_meeting_are_accessible(ingelogd, wereld, vergadering):
    van = {"args": [vergadering.pk]}
    punt, traject = vergadering.bespreekpunten.last(), vergadering.agendapunten.get()
    secretaris = [
        f"{vergadering.get_absolute_url()}?punt=traject-{traject.pk}",
        *(reverse(naam, **van) for naam in ("vergadering_wijzigen", "vergadering_afzeggen", "bespreekpunt_toevoegen")),
        *(
            reverse(naam, args=[punt.pk])
            for naam in ("bespreekpunt", "bespreekpunt_wijzigen", "vergaderstuk_toevoegen")
        ),
        reverse("agendapunt_afvoeren", args=[traject.pk]),
        *(reverse(naam) for naam in ("reeks_plannen", "vergadering_plannen", "vergaderingen")),
        *(reverse(naam) for naam in ("reglement", "reglement_schrijven")),
    ]
    lid = ["/werk/", vergadering.get_absolute_url(), reverse("vergaderingen"), punt.get_absolute_url()]
    fouten = []
    for wie, urls in ((wereld.femke, secretaris), (wereld.bert, lid)):
        pagina = ingelogd(wie)
        fouten += [fout for url in urls for fout in bezwaren(pagina, url)]
    assert fouten == []


def test_a_written_procedure_is_answered_by_one_member_and_stopped_by_another(ingelogd, wereld, kader):
    """From the choice of the secretary to a traject that waits for a meeting; its pages are accessible."""
    traject = traject_in(Status.VOORGEDRAGEN, wereld, kader)
    Reglement.objects.beginnen(kader)
    eerder = Vergadering.objects.create(datum=timezone.localdate() - timedelta(days=7), plaats="Utrecht")
    vandaag = {"geldig_vanaf": timezone.localdate(), "vastgesteld_op": eerder.datum, "vastgesteld_in": eerder}
    Reglement.objects.create(quorum=3, schriftelijk_dagen=7, vastgesteld_door=wereld.anna.gebruiker, **vandaag)
    secretaris = ingelogd(wereld.femke)
    secretaris.goto(reverse("voordracht", args=[traject.nummer]))
    secretaris.get_by_role("link", name="Leg het schriftelijk voor").click()
    assert bezwaren(secretaris, secretaris.url) == []
    secretaris.get_by_role("button", name="Leg het voor").click()
    expect(secretaris.locator("#meldingen")).to_contain_text("De leden kunnen stemmen tot")
    assert bezwaren(secretaris, secretaris.url) == []
    pagina = ingelogd(wereld.bert)
    besluitstappen.stemmen(pagina, "Toekennen")
    expect(pagina.get_by_role("row", name=wereld.bert.gebruiker.naam)).to_contain_text("heeft geantwoord")
    pagina = ingelogd(wereld.daan)
    besluitstappen.belang_verklaren(pagina, "Nee, ik heb geen belang")
    expect(pagina.get_by_role("row", name=wereld.daan.gebruiker.naam)).to_contain_text("nog niet")
    assert bezwaren(pagina, pagina.url) == []
    pagina.reload()
    pagina.get_by_text("Ik wil dit bespreken").focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_role("button", name="Stop de procedure").click()
    expect(pagina.locator("#meldingen")).to_contain_text("De procedure is gestopt.")
    assert bezwaren(pagina, pagina.url) == []
    secretaris.goto(reverse("voordracht", args=[traject.nummer]))
    expect(secretaris.get_by_role("link", name="Leg het schriftelijk voor")).to_be_visible()
