"""Adding a document in a real browser: what is too large stays at home, and the title begins as the name of the file."""

import pytest
from playwright.sync_api import expect

from tests.browser.stappen import VERSLAG
from tests.personen import traject_in
from trajecten.levensloop import Status

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
    expect(pagina.get_by_role("main")).to_contain_text("Verslag bewonersavond maart")
