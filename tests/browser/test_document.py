"""Adding a document in a real browser: what is too large stays at home, and the title begins as the name of the file."""

import pytest
from playwright.sync_api import expect

from tests.browser.stappen import VERSLAG
from tests.personen import traject_in
from trajecten.levensloop import Status
from trajecten.models import Document

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_too_large_does_not_travel_and_what_fits_gets_a_title(wereld, kader, ingelogd, tmp_path):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    groot = tmp_path / "film.pdf"
    groot.write_bytes(bytes(26 * 1024 * 1024))
    pagina = ingelogd(wereld.joke)
    pagina.goto(f"/trajecten/{traject.nummer}/documenten/toevoegen/")
    verstuurd = []
    pagina.on("request", lambda verzoek: verstuurd.append(verzoek.method))
    bestand, titel = pagina.get_by_label("Bestand"), pagina.get_by_label("Titel")
    stand = pagina.get_by_role("main").get_by_role("status")
    bestand.set_input_files(groot)
    expect(stand).to_contain_text("Dit bestand is te groot. Er past 25 MB.")
    pagina.get_by_role("button", name="Voeg het document toe").click()
    expect(bestand).to_be_focused()
    assert "POST" not in verstuurd
    expect(titel).to_have_value("")
    bestand.set_input_files(
        {"name": "Verslag_bewonersavond-maart.pdf", "mimeType": "application/pdf", "buffer": VERSLAG}
    )
    expect(stand).to_have_text("")
    expect(titel).to_have_value("Verslag bewonersavond maart")
    pagina.get_by_role("button", name="Voeg het document toe").click()
    expect(pagina.get_by_text("Het document is toegevoegd.").first).to_be_visible()
    expect(pagina.get_by_role("main")).to_contain_text("Verslag bewonersavond maart")


def test_while_a_document_is_sent_one_sees_and_hears_how_far_it_is(wereld, kader, ingelogd):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    pagina = ingelogd(wereld.joke)
    pagina.goto(f"/trajecten/{traject.nummer}/documenten/toevoegen/")
    bestand, titel = pagina.get_by_label("Bestand"), pagina.get_by_label("Titel")
    stand, balk = pagina.get_by_role("main").get_by_role("status"), pagina.get_by_label("Zoveel is er verstuurd")
    voeg_toe = pagina.get_by_role("button", name="Voeg het document toe")
    groot = {
        "name": "verslag.pdf",
        "mimeType": "application/pdf",
        "buffer": VERSLAG.replace(b"%%", b"%" * 400_000 + b"\n%%"),
    }
    bestand.set_input_files(groot)
    titel.fill("")
    voeg_toe.click()
    expect(pagina.locator(".foutenlijst")).to_be_focused()
    # Not the file was refused, so it is still there.
    assert bestand.evaluate("veld => veld.files[0].name") == "verslag.pdf"
    titel.fill("Verslag van de avond")
    pagina.context.set_offline(True)
    voeg_toe.click()
    expect(stand).to_have_text("Geen verbinding. Het bestand is niet verstuurd en staat nog hier. Probeer het opnieuw.")
    expect(balk).to_be_hidden()
    netwerk = pagina.context.new_cdp_session(pagina)
    netwerk.send("Network.enable")
    traag = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 200_000}
    pagina.context.set_offline(False)
    netwerk.send("Network.emulateNetworkConditions", traag)
    voeg_toe.click()
    expect(balk).to_be_visible()
    expect(stand).to_contain_text("% is weg. Laat deze pagina open.")
    assert 0 < balk.evaluate("balk => balk.value") <= 100
    expect(pagina.get_by_text("Het document is toegevoegd.").first).to_be_visible()
    assert [document.titel for document in Document.objects.all()] == ["Verslag van de avond"]
