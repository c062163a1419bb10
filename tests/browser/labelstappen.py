"""The steps of what happens to a label after its award, each on the page that a letter leads to; as in stappen.py, on the screen alone."""

import re

from playwright.sync_api import expect

from tests.browser.besluitstappen import naar_de_uitslag
from tests.browser.stappen import in_woorden, kies, klik, lees, naar_norm, schrijf, zelfbeeld_kiezen

# ---- the committee


def besluit_nemen(pagina, besluit, motivering, *, afwijking="", voorwaarde=None, **gevolg):
    """On the page of the agenda item: record the decision, with a condition (what, until when, how) or what it does to the label."""
    naar_de_uitslag(pagina)
    kies(pagina, besluit)
    schrijf(pagina, "Waarom besluit de commissie dit?", motivering)
    if voorwaarde:
        _voorwaarde_stellen(pagina, *voorwaarde)
    if afwijking:
        schrijf(pagina, "Wijkt het besluit af van het advies? Schrijf waarom", afwijking)
    for veld, waarde in gevolg.items():
        (schrijf if veld == "voorwaarden" else _vul_in)(pagina, GEVOLG[veld], waarde)
    klik(pagina, "Lees het besluit na")
    lees(pagina, "Zo leest de organisatie het")
    klik(pagina, "Neem het besluit")
    lees(pagina, "Het besluit is vastgelegd.")


GEVOLG = {
    "ingang": "Vanaf welke dag geldt dit?",
    "tot": "Tot en met welke dag duurt de schorsing hoogstens?",
    "openbare_reden": "De reden, in één zin voor iedereen",
    "voorwaarden": "Wat moet de organisatie laten zien voordat het label weer geldt?",
}


def _vul_in(pagina, label, waarde):
    """Fill a line that saves itself, leave it, and wait until it is kept."""
    veld = pagina.get_by_label(label)
    # What is typed before the script has begun, is kept by the button only.
    veld.page.wait_for_load_state()
    veld.fill(waarde if isinstance(waarde, str) else in_woorden(waarde))
    veld.blur()
    blok = veld.locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), ' zelfbewaard ')]")
    expect(blok.get_by_role("status")).to_contain_text("Bewaard om")


def _voorwaarde_stellen(pagina, wat, uiterlijk, hoe):
    """A condition for the assessors; one that is not whole is refused with what to do."""
    klik(pagina, "Voeg een voorwaarde toe")
    rij = pagina.get_by_role("group", name="Voorwaarde 1")
    schrijf(rij, "Wat moet er gebeuren?", wat)
    klik(pagina, "Lees het besluit na")
    lees(pagina, "Voorwaarde 1: vul alles in, of haal de voorwaarde weg.")
    expect(rij).not_to_contain_text("niet verplicht")
    _vul_in(rij, "Uiterlijk wanneer?", uiterlijk)
    kies(pagina, "de toetsers, in het vervolgonderzoek")
    schrijf(rij, "Hoe is het te zien?", hoe)


# ---- the bureau


def uitgeven(pagina):
    klik(pagina, "Geef het certificaat uit")
    lees(pagina, "Het certificaat is uitgegeven. Het staat nu in het register.")


def afsluiten(pagina):
    klik(pagina, "Sluit het traject af")
    lees(pagina, "Het traject is afgesloten.")


def brief_nalezen(pagina):
    """Read the letter about a decision before the organisation gets it, and let it go."""
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Mijn werk").click()
    pagina.get_by_role("link", name=re.compile("Lees de brief na")).first.click()
    klik(pagina, "Verstuur de brief")
    lees(pagina, "De brief gaat naar de organisatie.")


# ---- the follow-up


def vertellen(pagina, punt, tekst):
    """Tell what happened with one condition or plan, from the page of all of them."""
    pagina.get_by_role("link", name=punt).click()
    schrijf(pagina, "Wat is er gebeurd?", tekst)
    klik(pagina, "Bewaar dit")
    lees(pagina, "Alles is bewaard.")


def voortgang_indienen(pagina):
    klik(pagina, "Dien de voortgang in")
    lees(pagina, "De voortgang is ingediend.")


def team_kiezen(pagina):
    """The same two as the last time, who are ticked already."""
    klik(pagina, "Leg het team vast")
    lees(pagina, "Het team is er. De toetsers lezen nu de voortgang.")


def punt_beoordelen(pagina, punt, oordeel, toelichting):
    """Judge one condition or plan, from the page of all of them."""
    pagina.get_by_role("link", name=punt).click()
    kies(pagina, oordeel)
    schrijf(pagina, "Waaraan zag u dat?", toelichting)
    klik(pagina, "Bewaar dit")
    lees(pagina, "Alles is bewaard.")


def oordelen_opleveren(pagina):
    klik(pagina, "Lever de oordelen op")
    lees(pagina, "De oordelen zijn opgeleverd.")


# ---- the home of the label


def naar_label(pagina):
    """From Mijn werk to the home of the own label."""
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Mijn werk").click()
    pagina.get_by_role("link", name="Ga naar uw label").click()
    lees(pagina, "De jaren van uw label")


def herstel_melden(pagina):
    klik(pagina, "Meld het herstel")
    lees(pagina, "Het herstel is gemeld.")


def hernieuwen(pagina):
    """From the home of the label: what is known stands there already."""
    pagina.get_by_role("region", name="Wat daarna komt").get_by_role("link", name="Het label hernieuwen").click()
    pagina.get_by_label("Wij gaan akkoord met deze voorwaarden").check()
    klik(pagina, "Begin met hernieuwen")
    lees(pagina, "Toetshuis Noorderlicht is aan zet.")


def geldt_nog(pagina, norm):
    """From the list of norms: the story of the last time still holds, and goes along; then back to the list."""
    naar_norm(pagina, norm)
    kies(pagina, "Ja, dit geldt nog")
    klik(pagina, "Leg uw antwoord vast")
    klik(pagina, "Neem de woorden mee")
    lees(pagina, "De woorden van toen staan in uw verhaal.")
    pagina.get_by_label("Sociaal werker").check()
    zelfbeeld_kiezen(pagina, "Het gaat goed, en wij zijn nog aan het leren")
    terug_naar_de_normen(pagina)


def weet_het_nog_niet(pagina, norm):
    """Of a norm that is new."""
    naar_norm(pagina, norm)
    lees(pagina, "Deze norm is nieuw.")
    zelfbeeld_kiezen(pagina, "Wij weten het nog niet")
    terug_naar_de_normen(pagina)


def terug_naar_de_normen(pagina):
    pagina.get_by_role("navigation", name="Kruimelpad").get_by_role("link", name="Zelfevaluatie").click()


def zelfevaluatie_indienen(pagina):
    klik(pagina, "Dien de zelfevaluatie in")
    lees(pagina, "Toetshuis Noorderlicht is aan zet.")
