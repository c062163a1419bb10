"""What comes out of the printer: what was asked for, dark on white, and nothing of the screen around it."""

import subprocess

from django.urls import reverse
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren, stemmen
from tests.browser.conftest import traject_in
from trajecten.levensloop import Status


def bladen(pagina):
    """The text of each sheet, as Chromium prints this page on A4."""
    pdf = pagina.pdf(format="A4", margin=dict.fromkeys(("top", "right", "bottom", "left"), "15mm"))
    tekst = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return [" ".join(blad.split()) for blad in tekst.split("\f")[:-1]]


def test_the_card_of_an_item_is_two_sheets_without_the_vote_of_who_prints_it(ingelogd, wereld, kader):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.bert, punt, "geen")
    stemmen(wereld.bert, punt, optie="aanhouden", reden="Ik wil eerst weten hoe het zit.")
    pagina = ingelogd(wereld.bert)
    pagina.goto(punt.get_absolute_url())
    eerste, tweede = bladen(pagina)
    assert "Wie en wat" in eerste and "Bladzijde 1 van 2" in eerste
    assert tweede.startswith("Sterke punten") and "Bladzijde 2 van 2" in tweede
    for stuk in ("U werkt als", "Uw profiel", "Uw stem", "eerst weten", "U hebt geen belang", "Wie doet mee"):
        assert stuk not in eerste + tweede


def test_what_is_folded_on_the_screen_is_printed_too(ingelogd, wereld, kader):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    pagina = ingelogd(wereld.joke)
    pagina.goto(reverse("wederhoor", args=[traject.nummer]))
    # A report of more than a few passages opens like this.
    pagina.evaluate("document.querySelectorAll('.uitklap').forEach(een => { een.open = false })")
    passage = pagina.locator("#passage-bevinding-1")
    expect(passage).to_be_hidden()
    assert "Bewoners beslissen mee en merken dat het telt." in " ".join(bladen(pagina))


def test_the_outcome_of_a_certificate_is_dark_on_white_with_the_day_it_was_asked(bladzijde, wereld, kader):
    nummer = traject_in(Status.LOPEND, wereld, kader).certificaten.get().nummer
    pagina = bladzijde()
    pagina.emulate_media(media="print")
    for naam in ("vermelding", "verifieer_nummer"):
        pagina.goto(reverse(naam, args=[nummer]))
        kop = pagina.locator(".echtheid.goed > header")
        kleuren = kop.evaluate("el => { const s = getComputedStyle(el); return [s.color, s.backgroundColor] }")
        assert kleuren == ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"]
        assert kop.evaluate("el => getComputedStyle(el.querySelector('h2')).color") == "rgb(0, 0, 0)"
        assert "Nagekeken op" in pagina.locator("main").inner_text()
