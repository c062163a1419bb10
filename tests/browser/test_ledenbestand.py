"""The bureau reads in the members' file: first one with faults, then the mended one, then the same one once more."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from leden.models import Organisatie
from ledenbestand.models import Ledenbestand
from tests.browser.stappen import lees
from tests.browser.test_toegankelijkheid import bezwaren
from tests.ledenbestanden import XLSX, leden, lid, werkmap

pytestmark = pytest.mark.django_db(transaction=True)


def kies(pagina, inhoud):
    pagina.goto("/beheer/")
    pagina.get_by_role("link", name="Ledenbestand").click()
    bestand = {"name": "leden 2026.xlsx", "mimeType": XLSX, "buffer": inhoud}
    pagina.get_by_label("Bestand met de leden").set_input_files(bestand)
    pagina.get_by_role("button", name="Kijk het bestand na").click()


def kop(pagina):
    return pagina.get_by_role("heading", level=1)


def test_from_a_file_with_faults_to_members(ingelogd, wereld):
    pagina = ingelogd(wereld.gijs)
    kies(pagina, werkmap([lid(1), lid(2, Gemeente="Utrcht"), lid(3, **{"KvK-nummer": "1234567"})]))
    expect(kop(pagina)).to_have_text("Er klopt nog iets niet")
    rij = pagina.get_by_role("row").filter(has_text="Utrcht")
    expect(rij).to_contain_text("3")
    expect(rij).to_contain_text("Gemeente (H)")
    expect(rij).to_contain_text("Bedoelt u Utrecht?")
    fouten = pagina.url
    pagina.get_by_role("link", name="Kies het verbeterde bestand").click()
    expect(kop(pagina)).to_have_text("Lees het ledenbestand in")

    kies(pagina, werkmap(leden(3)))
    expect(kop(pagina)).to_have_text("Klopt dit?")
    expect(pagina.get_by_role("heading", name="3 organisaties zijn nieuw")).to_be_visible()
    pagina.get_by_text("16 gegevens").first.click()
    expect(pagina.get_by_text("Straat en huisnummer: Iepenlaan 1")).to_be_visible()
    assert not Organisatie.objects.filter(kvk_nummer="00000001").exists()
    nakijken = pagina.url
    klachten = bezwaren(pagina, fouten) + bezwaren(pagina, nakijken)
    pagina.get_by_role("button", name="Lees dit bestand in").click()
    expect(kop(pagina)).to_have_text("Wat er veranderde")
    lees(pagina, "Het ledenbestand is ingelezen.")
    assert Organisatie.objects.filter(kvk_nummer__startswith="0000000").count() == 3

    kies(pagina, werkmap(leden(3)))
    expect(pagina.get_by_text("Er valt niets in te lezen.")).to_be_visible()
    kies(pagina, werkmap([lid(1, Plaats="Zeist"), lid(2)]))
    expect(pagina.get_by_role("row").filter(has_text="Buurthuis 0001")).to_contain_text("Zeist")
    for url in (
        pagina.url,
        Ledenbestand.objects.ingelezen().get().get_absolute_url(),
        reverse("ledenbestand"),
        reverse("organisaties_export"),
        reverse("belangen_export"),
        reverse("mensen_export", args=[wereld.hilde.organisatie_id]),
    ):
        klachten += bezwaren(pagina, url)
    assert klachten == []


def test_the_page_works_without_javascript_and_keeps_saying_what_is_wrong(ingelogd, wereld):
    pagina = ingelogd(wereld.gijs, java_script_enabled=False)
    kies(pagina, b"geen rekenblad")
    expect(pagina.get_by_text("Dit bestand is geen rekenblad.").first).to_be_visible()
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Sjabloon voor Excel").click()
    assert download.value.suggested_filename == "sjabloon-ledenbestand.xlsx"
