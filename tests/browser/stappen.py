"""The steps of the road as a person takes them on the screen: one function per step, each begins and ends with what is shown.

`pagina` is always the page of whoever takes the step. Nothing here looks into the database.
"""

from django.utils.formats import date_format
from playwright.sync_api import expect

ORGANISATIE = "Welzijn Wilgendam"
REIKWIJDTE = "de hele organisatie: ontmoeting en jongerenwerk"
VERSLAG = b"%PDF-1.4\n%Verslag van een avond met bewoners\n%%EOF\n"


def in_woorden(dag):
    return date_format(dag, "j F Y")


def naar_werk(pagina, kop):
    """Open what waits for this person on Mijn werk under this heading."""
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Mijn werk").click()
    pagina.get_by_role("region", name="Wacht op u").get_by_role("link", name=kop, exact=True).click()


def naar_traject(pagina):
    """Open the page of the traject through the list of trajecten."""
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Trajecten").click()
    pagina.get_by_role("main").get_by_role("link", name=ORGANISATIE).first.click()


def klik(pagina, knop):
    pagina.get_by_role("button", name=knop).click()


def lees(pagina, zin):
    """Wait until the page says this."""
    expect(pagina.get_by_role("main")).to_contain_text(zin)


def kies(pagina, antwoord):
    """Choose the card with exactly this answer on it."""
    pagina.locator("label").filter(has=pagina.get_by_text(antwoord, exact=True)).get_by_role("radio").check()


def schrijf(pagina, label, tekst):
    """Fill a writing surface, leave it, and wait until it says that the server has the text."""
    veld = pagina.get_by_role("textbox", name=label)
    veld.fill(tekst)
    veld.blur()
    # The state of a surface is the one status in it.
    oppervlak = veld.locator("xpath=ancestor::*[contains(concat(' ', @class, ' '), ' schrijven ')]")
    expect(oppervlak.get_by_role("status")).to_contain_text("Bewaard om")


# ---- application and team


def aanmelden(pagina):
    pagina.get_by_role("region", name="Wacht op u").get_by_role("link", name="Meld een traject aan").click()
    kies(pagina, "Externe audit")
    pagina.get_by_label("Wat wordt getoetst?").fill(REIKWIJDTE)
    pagina.get_by_label("Hoeveel fte werkt hierbinnen?").fill("41,5")
    pagina.get_by_label("Op hoeveel locaties?").fill("5")
    pagina.get_by_label("Wie vraagt u om te toetsen?").select_option("Toetshuis Noorderlicht")
    klik(pagina, "Meld het traject aan")
    lees(pagina, "Zet hier een vinkje om verder te gaan.")
    expect(pagina.get_by_label("Hoeveel fte werkt hierbinnen?")).to_have_value("41,5")
    pagina.get_by_label("Wij gaan akkoord met deze voorwaarden").check()
    klik(pagina, "Meld het traject aan")
    lees(pagina, "Toetshuis Noorderlicht is aan zet.")


def accepteren(pagina):
    naar_werk(pagina, f"Bekijk de aanmelding van {ORGANISATIE}")
    lees(pagina, "41,5 fte op 5 locaties")
    pagina.get_by_label("Meike Lisdodde").check()
    pagina.get_by_label("Samir Wollegras").check()
    pagina.get_by_label("Wie is teamleider?").select_option("Meike Lisdodde")
    pagina.get_by_label("Wie controleert het rapport?").select_option("Roel Pijlkruid")
    klik(pagina, "Neem de aanmelding aan")
    lees(pagina, f"{ORGANISATIE} is aan zet.")


# ---- self-evaluation


def verhaal_schrijven(pagina, norm):
    """A whole story at one norm, while the page saves it."""
    naar_werk(pagina, f"Schrijf verder aan de zelfevaluatie van {ORGANISATIE}")
    naar_norm(pagina, norm)
    schrijf(pagina, "Wat speelde er?", "Bewoners vroegen om een open keuken op zondag.")
    schrijf(pagina, "Wat deden wij?", "Wij gaven hun de sleutel en een kookboek.")
    schrijf(pagina, "Wat kwam ervan?", "Een vrouw die na haar verhuizing niemand kende, maakt nu de boodschappenlijst.")
    schrijf(pagina, "Wat leerden wij?", "Loslaten werkt, als je in de buurt blijft.")
    pagina.get_by_label("Sociaal werker").check()
    zelfbeeld_kiezen(pagina, "Het gaat goed, en wij zijn nog aan het leren")


def weet_het_nog_niet(pagina, norm):
    """Saying that one does not know yet is an answer too."""
    naar_werk(pagina, f"Schrijf verder aan de zelfevaluatie van {ORGANISATIE}")
    naar_norm(pagina, norm)
    zelfbeeld_kiezen(pagina, "Wij weten het nog niet")


def naar_norm(pagina, norm):
    pagina.locator("li", has=pagina.get_by_text(norm, exact=True)).get_by_role("link").click()


def zelfbeeld_kiezen(pagina, antwoord):
    kies(pagina, antwoord)
    veld = pagina.locator(".zelfbewaard", has=pagina.get_by_text(antwoord, exact=True))
    expect(veld.get_by_role("status")).to_contain_text("Bewaard om")


def document_toevoegen(pagina):
    """Upload a document at the story that is open, and link it to one norm more."""
    pagina.get_by_role("link", name="Voeg een document toe").click()
    pagina.get_by_label("Bestand").set_input_files(
        {"name": "bewonersavond.pdf", "mimeType": "application/pdf", "buffer": VERSLAG}
    )
    pagina.get_by_label("Titel").fill("Verslag bewonersavond maart")
    pagina.get_by_label("D1 Verschil").check()
    expect(pagina.get_by_label("V1 Luisteren")).to_be_checked()
    klik(pagina, "Voeg het document toe")
    lees(pagina, "Verslag bewonersavond maart")
    lees(pagina, "Ook gebruikt bij D1")


def zelfevaluatie_indienen(pagina):
    naar_werk(pagina, f"Schrijf verder aan de zelfevaluatie van {ORGANISATIE}")
    klik(pagina, "Dien de zelfevaluatie in")
    lees(pagina, "Toetshuis Noorderlicht is aan zet.")


# ---- programme


def programma_openen(pagina):
    naar_werk(pagina, f"Maak het programma voor {ORGANISATIE}")


def dag_toevoegen(pagina, dag):
    pagina.get_by_label("Datum").fill(in_woorden(dag))
    klik(pagina, "Voeg de dag toe")
    lees(pagina, "nog geen gesprekken")


def gesprek_plannen(pagina, groep, tijd, plaats, toetser):
    """Ask for a talk on the only day (`tijd`: begin and end), about the norms that suit the group."""
    pagina.get_by_role("link", name="Plan een gesprek").click()
    pagina.get_by_label(groep, exact=True).check()
    pagina.get_by_label("Begint om").fill(tijd[0])
    pagina.get_by_label("Eindigt om").fill(tijd[1])
    pagina.get_by_label("Waar?").fill(plaats)
    pagina.get_by_label(toetser).check()
    klik(pagina, "Kies de normen die bij deze groep passen")
    expect(pagina.get_by_label("V1 Luisteren")).to_be_checked()
    klik(pagina, "Zet het gesprek in het programma")


def programma_vaststellen(pagina):
    klik(pagina, "Stel het programma vast")
    lees(pagina, "Vastgesteld")


def team_en_programma_lezen(pagina):
    """The organisation sees who comes and when."""
    naar_traject(pagina)
    lees(pagina, "Meike Lisdodde (teamleider)")
    lees(pagina, "Roel Pijlkruid (interne controle)")
    pagina.get_by_role("link", name="Programma").click()
    lees(pagina, "De Kade, keuken")
    lees(pagina, "Samir Wollegras")


def toetsing_starten(pagina):
    naar_werk(pagina, f"Bereid de toetsing van {ORGANISATIE} voor")
    klik(pagina, "Start de toetsing")
    lees(pagina, "De toetsing is gestart")


# ---- talks


def gesprek_voeren(pagina, groep, toetser_hoorde):
    """Hold a talk: a quote that nobody can trace, with whom was talked by function, the summary given back, closed."""
    pagina.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Mijn werk").click()
    pagina.get_by_role("link", name=f"Gesprek met {groep}").click()
    pagina.get_by_label("Letterlijk").check()
    schrijf(pagina, "Wat hoort of ziet u?", toetser_hoorde)
    pagina.get_by_label("Niemand kan aan dit citaat zien wie het zei").check()
    pagina.get_by_label("V1 Luisteren").check()
    klik(pagina, "Leg vast en ga door")
    lees(pagina, "Niet herleidbaar: dit citaat kan in het rapport.")
    partners_vastleggen(pagina)
    schrijf(pagina, "Samenvatting", "Mensen voelen zich welkom en willen horen wat er met hun idee gebeurt.")
    klik(pagina, "Ik gaf de samenvatting terug")
    lees(pagina, "Teruggegeven")
    klik(pagina, "Rond het gesprek af")
    lees(pagina, "Het gesprek is afgerond.")
    expect(pagina.get_by_role("link", name="Ga verder met de bevindingen")).to_be_visible()


def partners_vastleggen(pagina):
    """A name is refused with what to write instead; a function is taken."""
    eerste, tweede = (pagina.get_by_role("group", name=f"Regel {nummer}") for nummer in (1, 2))
    eerste.get_by_label("Functie").fill("Petra Zonnebloem")
    eerste.get_by_label("Aantal mensen").fill("3")
    klik(pagina, "Leg de functies vast")
    lees(pagina, "‘Petra Zonnebloem’ lijkt een naam.")
    eerste.get_by_label("Functie").fill("bezoeker buurtkamer")
    tweede.get_by_label("Functie").fill("mantelzorger")
    tweede.get_by_label("Aantal mensen").fill("1")
    klik(pagina, "Leg de functies vast")
    lees(pagina, "Met wie u sprak, staat erin.")


# ---- findings, judgements and the report


def bevinding_schrijven(pagina, norm, soort, tekst, *gronden):
    """From the grid to one norm: a finding (`soort` as on its button) and what it rests on."""
    naar_werk(pagina, f"Toets {ORGANISATIE} en schrijf uw bevindingen")
    pagina.get_by_role("rowheader", name=norm).get_by_role("link").click()
    klik(pagina, f"Schrijf een {soort}")
    schrijf(pagina, "Wat ziet u?", tekst)
    pagina.get_by_role("link", name="Kies waar dit op rust").click()
    for grond in gronden:
        pagina.get_by_label(grond).check()
    klik(pagina, "Leg de gronden vast")
    lees(pagina, "De gronden staan erbij.")


def oordelen(pagina, norm, waarde, toelichting):
    """Judge the norm of which the page is open."""
    kies(pagina, waarde)
    schrijf(pagina, "Waarom oordeelt u zo?", toelichting)
    klik(pagina, "Leg het oordeel vast")
    lees(pagina, f"Het oordeel over norm {norm} is vastgelegd.")


def rapport_opleveren(pagina):
    naar_werk(pagina, f"Toets {ORGANISATIE} en schrijf uw bevindingen")
    lees(pagina, "Elke norm heeft een oordeel.")
    pagina.get_by_role("link", name="Ga naar het rapport").click()
    lees(pagina, "Schrijf het deel 'Samenvatting'.")
    schrijf(pagina, "Samenvatting", "Welzijn Wilgendam begint bij wat mensen zelf kunnen.")
    schrijf(pagina, "Hoe wij keken", "Wij liepen een middag mee in de buurtkeuken.")
    schrijf(pagina, "Wat de branche hiervan kan leren", "Een sleutel geven is een vorm van vertrouwen.")
    klik(pagina, "Lever het rapport op")
    lees(pagina, "Het rapport ligt bij de interne controleur.")


def vrijgeven(pagina):
    naar_werk(pagina, f"Controleer het conceptrapport over {ORGANISATIE}")
    lees(pagina, "Een sleutel geven is een vorm van vertrouwen.")
    klik(pagina, "Geef het conceptrapport vrij")
    lees(pagina, "Het conceptrapport is vrijgegeven.")


# ---- wederhoor


def opmerking_maken(pagina, passage, opmerking):
    """Say that a fact is not right, beside the passage with these words."""
    naar_werk(pagina, f"Reageer op het conceptrapport over {ORGANISATIE}")
    artikel = pagina.get_by_role("article").filter(has_text=passage)
    artikel.get_by_role("button", name="Schrijf een opmerking").click()
    kies(pagina, "Een feit klopt niet")
    schrijf(pagina, "Uw opmerking", opmerking)
    artikel.get_by_role("button", name="Klaar met deze passage").click()
    expect(artikel).to_contain_text("Uw opmerking: een feit klopt niet")


def reactie_indienen(pagina):
    naar_werk(pagina, f"Reageer op het conceptrapport over {ORGANISATIE}")
    klik(pagina, "Dien de reactie in")
    lees(pagina, "Uw reactie is ingediend.")


def opmerking_beantwoorden(pagina, nieuwe_tekst, antwoord):
    """Change the passage as the organisation asked, and answer."""
    naar_werk(pagina, f"Beantwoord de reactie van {ORGANISATIE}")
    schrijf(pagina, "De tekst van de passage", nieuwe_tekst)
    schrijf(pagina, "Uw antwoord", antwoord)
    kies(pagina, "De tekst is aangepast")
    klik(pagina, "Leg het antwoord vast")
    lees(pagina, "Tekst aangepast")


def rapport_vaststellen(pagina):
    klik(pagina, "Stel het rapport vast")
    lees(pagina, "Het rapport is vastgesteld. Deze versie verandert niet meer.")


def antwoord_lezen(pagina, antwoord):
    """The organisation finds the answer to its remark among the pieces of its traject."""
    naar_traject(pagina)
    pagina.get_by_role("link", name="Reactie van de organisatie").click()
    lees(pagina, antwoord)


# ---- improvement plans and advice


def plan_schrijven(pagina, norm, klaar_op):
    naar_werk(pagina, f"Maak de verbeterplannen van {ORGANISATIE}")
    pagina.get_by_role("link", name=f"Schrijf het plan bij norm {norm}").click()
    schrijf(pagina, "Waardoor komt het?", "Afspraken werden mondeling gemaakt.")
    schrijf(pagina, "Wat gaat u doen?", "Elk team kiest een vast moment om afspraken op te schrijven.")
    schrijf(pagina, "Wat merkt de bewoner hiervan?", "Een bewoner vertelt zijn verhaal één keer.")
    pagina.get_by_label("Wie zorgt ervoor?").fill("teamleider ontmoeting")
    pagina.get_by_label("Wanneer is het klaar?").fill(in_woorden(klaar_op))
    klik(pagina, "Bewaar het plan")
    lees(pagina, "Het plan is bewaard.")


def plannen_indienen(pagina):
    naar_werk(pagina, f"Maak de verbeterplannen van {ORGANISATIE}")
    klik(pagina, "Dien de verbeterplannen in")
    lees(pagina, "De verbeterplannen zijn ingediend.")


def plannen_goedkeuren(pagina):
    naar_werk(pagina, f"Lees de verbeterplannen van {ORGANISATIE}")
    lees(pagina, "Teamleider ontmoeting")
    klik(pagina, "Geef akkoord op de plannen")
    lees(pagina, "U bent akkoord met de verbeterplannen.")


def adviseren(pagina, advies):
    naar_werk(pagina, f"Schrijf het advies over {ORGANISATIE}")
    advies_uitbrengen(pagina, advies)


def advies_uitbrengen(pagina, advies):
    """The same, on the page of the advice."""
    kies(pagina, advies)
    lees(pagina, "Bewaard om")
    schrijf(pagina, "Waarom adviseert u dit?", "De plannen zijn concreet en al begonnen.")
    klik(pagina, "Breng het advies uit")
    lees(pagina, "Het advies is uitgebracht.")
