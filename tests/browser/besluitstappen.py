"""The steps from the agenda of the committee to the public register; as in stappen.py, on the screen alone."""

from playwright.sync_api import expect

from tests.browser.stappen import ORGANISATIE, in_woorden, kies, klik, lees, naar_traject, naar_werk, schrijf

# ---- the committee


def agenderen(pagina, dag):
    """Plan a meeting, then put the traject on its agenda."""
    naar_werk(pagina, f"Zet {ORGANISATIE} op de agenda")
    op_de_agenda_zetten(pagina, dag)


def op_de_agenda_zetten(pagina, dag):
    """The same, on the page of what goes to the committee."""
    pagina.get_by_role("link", name="Plan een vergadering").click()
    pagina.get_by_label("Datum").fill(in_woorden(dag))
    pagina.get_by_label("Van", exact=True).fill("13.30")
    pagina.get_by_label("Tot", exact=True).fill("15.30")
    pagina.get_by_label("Plaats").fill("Utrecht")
    klik(pagina, "Plan de vergadering")
    pagina.get_by_role("link", name=f"Zet {ORGANISATIE} op de agenda").click()
    pagina.get_by_role("radio", name=in_woorden(dag)).check()
    klik(pagina, "Zet op de agenda")
    lees(pagina, "De stukken liggen nu vast.")


def belang_verklaren(pagina, antwoord):
    naar_werk(pagina, f"Lees en stem over {ORGANISATIE}")
    belang_zeggen(pagina, antwoord)


def belang_zeggen(pagina, antwoord):
    """The same, on the page of the agenda item."""
    expect(pagina.get_by_role("heading", name="Dossierkaart")).to_have_count(0)
    kies(pagina, antwoord)
    klik(pagina, "Leg uw antwoord vast")


def stemmen(pagina, besluit):
    """Say to have no interest, read the pack and vote."""
    naar_werk(pagina, f"Lees en stem over {ORGANISATIE}")
    stem_uitbrengen(pagina, besluit)


def stem_uitbrengen(pagina, besluit, stukken="Dossierkaart"):
    """The same, on the page of the agenda item, where the pack is called so."""
    belang_zeggen(pagina, "Nee, ik heb geen belang")
    expect(pagina.get_by_role("heading", name=stukken)).to_be_visible()
    kies(pagina, besluit)
    schrijf(pagina, "Waarom?", "Het rapport is een eerlijke spiegel.")
    klik(pagina, "Breng uw stem uit")
    lees(pagina, "Uw stem is uitgebracht.")


def buiten_blijven(pagina):
    """A member with an interest reads and votes no further."""
    belang_verklaren(pagina, "Ja, ik heb een belang")
    lees(pagina, "De stukken zijn voor u dicht.")
    expect(pagina.get_by_role("heading", name="Dossierkaart")).to_have_count(0)


def naar_de_uitslag(pagina):
    """From the page of the item to that of the decision, in a meeting that the chair opens first."""
    pagina.get_by_role("link", name="Bekijk de uitslag en neem het besluit").click()
    pagina.get_by_role("link", name="Open de vergadering").click()
    klik(pagina, "Open de vergadering")
    lees(pagina, "De vergadering is open.")
    pagina.locator(".agenda").get_by_role("link", name=ORGANISATIE).click()
    pagina.get_by_role("link", name="Bekijk de uitslag en neem het besluit").click()


def besluiten(pagina, besluit, motivering):
    naar_werk(pagina, f"Neem het besluit over {ORGANISATIE} met de commissie")
    naar_de_uitslag(pagina)
    kies(pagina, besluit)
    klik(pagina, "Lees het besluit na")
    lees(pagina, "Schrijf waarom de commissie dit besluit.")
    schrijf(pagina, "Waarom besluit de commissie dit?", motivering)
    schrijf(pagina, "Wijkt het besluit af van het advies? Schrijf waarom", "De commissie weegt de dossiers zwaarder.")
    klik(pagina, "Lees het besluit na")
    lees(pagina, "Zo leest de organisatie het")
    klik(pagina, "Neem het besluit")
    lees(pagina, "Het besluit is vastgelegd.")


# ---- certificate, register and verification


def uitgeven(pagina):
    """Hand the certificate out; the page tells by itself when the worker has made it."""
    naar_werk(pagina, f"Rond het besluit over {ORGANISATIE} af")
    expect(pagina.get_by_role("link", name="Bekijk het certificaat (PDF)")).to_be_visible(timeout=60_000)
    klik(pagina, "Geef het certificaat uit")
    lees(pagina, "Het certificaat is uitgegeven. Het staat nu in het register.")


def afsluiten(pagina):
    """Close a traject that gets no certificate."""
    naar_werk(pagina, f"Rond het besluit over {ORGANISATIE} af")
    klik(pagina, "Sluit het traject af")
    lees(pagina, "Het traject is afgesloten.")


def besluit_lezen(pagina):
    """The organisation opens the decision from the page of its traject."""
    naar_traject(pagina)
    pagina.get_by_role("link", name="Besluit").click()


def zoeken_in_register(pagina, woord):
    """Look for a word in the public register, from the front page on."""
    pagina.goto("/")
    pagina.get_by_role("link", name="Bekijk wie het label heeft").click()
    pagina.get_by_label("Organisatie, plaats of nummer").fill(woord)
    klik(pagina, "Zoek")
    lees(pagina, f"bij ‘{woord}’")


def certificaat_downloaden(pagina, map_):
    """Save the certificate of the entry that is open; returns the path of the file."""
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Bewaar het certificaat (PDF)").click()
    pad = map_ / download.value.suggested_filename
    download.value.save_as(pad)
    return pad


def nummer_controleren(pagina, nummer):
    pagina.get_by_role("link", name="Certificaat controleren").click()
    pagina.get_by_label("Nummer").fill(nummer)
    klik(pagina, "Controleer het nummer")


def bestand_controleren(pagina, pad):
    pagina.get_by_role("link", name="Certificaat controleren").click()
    pagina.get_by_label("PDF-bestand").set_input_files(pad)
    klik(pagina, "Controleer het bestand")
