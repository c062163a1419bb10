"""A QuickScan in the browser: from the mail to the result, and every page accessible and narrow."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from leden.models import Organisatie
from quickscan import handelingen
from quickscan.link import pad
from tests.browser.test_toegankelijkheid import bezwaren
from tests.post import bezorgen, koppeling
from tests.quickscan import scans
from tests.quickscan.scans import alle_invullen, formulier_van, leden_erbij

pytestmark = pytest.mark.django_db(transaction=True)


def link_uit_de_mail(aan):
    """The path of the link in the last mail to this address."""
    return koppeling([bericht for bericht in bezorgen() if bericht.to == [aan]][-1])


def test_from_the_mail_to_an_answer_another_answer_and_the_result(wereld, bladzijde):
    leden_erbij(6)
    scan = scans.geopend(wereld)
    for formulier in scan.formulieren.select_related("scan").filter(organisatie__naam__startswith="Lid"):
        scans.invullen(formulier, stand="geen_belangstelling")
    pagina = bladzijde()
    pagina.goto(link_uit_de_mail("hilde@voorbeeld.example"))
    expect(pagina.get_by_text("Namens Welzijn Wilgendam")).to_be_visible()

    # What hangs on an earlier answer comes and goes with it.
    reden = pagina.get_by_role("radio", name="Leren en verbeteren")
    expect(reden).to_be_hidden()
    pagina.get_by_role("radio", name="Wij oriënteren ons").check()
    expect(reden).to_be_visible()
    pagina.get_by_role("radio", name="Een andere reden").check()
    pagina.get_by_label("Welke reden is dat?").fill("Onze gemeente vraagt ernaar.")
    pagina.get_by_role("radio", name="Wij hebben nog geen belangstelling").check()
    expect(reden).to_be_hidden()
    expect(pagina.get_by_label("Welke reden is dat?")).to_be_hidden()
    pagina.get_by_role("radio", name="Wij oriënteren ons").check()
    expect(pagina.get_by_label("Welke reden is dat?")).to_have_value("Onze gemeente vraagt ernaar.")

    # A refused answer keeps what was typed.
    pagina.get_by_label("Welke reden is dat?").fill("")
    pagina.get_by_label("Wat wilt u ons nog vertellen?").fill("Wij doen graag mee.")
    pagina.get_by_role("button", name="Verstuur het antwoord").click()
    expect(pagina.locator(".foutenlijst")).to_be_focused()
    expect(pagina.get_by_label("Wat wilt u ons nog vertellen?")).to_have_value("Wij doen graag mee.")
    pagina.get_by_label("Welke reden is dat?").fill("Onze gemeente vraagt ernaar.")
    pagina.get_by_role("button", name="Verstuur het antwoord").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text("Dank u wel")

    pagina.get_by_role("link", name="Verander het antwoord").click()
    expect(pagina.get_by_role("radio", name="Een andere reden")).to_be_checked()
    pagina.get_by_role("radio", name="Wij kozen voor het label").check()
    pagina.get_by_role("radio", name="Leren en verbeteren").check()
    pagina.get_by_role("button", name="Verander het antwoord").click()
    expect(pagina.get_by_role("main")).to_contain_text("Wij kozen voor het label")

    handelingen.sluiten(wereld.gijs, scan)
    pagina.goto(link_uit_de_mail("hilde@voorbeeld.example"))
    pagina.get_by_role("link", name="Lees de uitslag").click()
    expect(pagina.get_by_role("main")).to_contain_text(
        "7 van de 8 organisaties antwoordden: bijna negen op de tien, 88%."
    )
    tekening = pagina.get_by_role("img", name="Waar staat uw organisatie met het Kwaliteitslabel?")
    expect(tekening).to_contain_text("1 (14%)")
    expect(tekening).to_contain_text("6 (86%)")
    rij = pagina.get_by_role("row", name="Wij kozen voor het label")
    expect(rij).to_contain_text("14%")


def test_what_was_filled_in_and_not_sent_comes_back_on_this_device(wereld, bladzijde):
    scan = scans.geopend(wereld)
    link = pad(formulier_van(scan, wereld.joke))
    pagina = bladzijde()
    pagina.goto(link)
    expect(pagina.get_by_text("Hieronder staat wat u eerder op dit apparaat invulde.")).to_be_hidden()
    pagina.get_by_role("radio", name="Wij oriënteren ons").check()
    pagina.get_by_role("radio", name="Leren en verbeteren").check()
    pagina.get_by_label("Wat wilt u ons nog vertellen?").fill("Wij doen graag mee.")
    later = pagina.context.new_page()
    pagina.close()
    later.goto(link)
    expect(later.get_by_text("Hieronder staat wat u eerder op dit apparaat invulde.")).to_be_visible()
    expect(later.get_by_role("radio", name="Leren en verbeteren")).to_be_checked()
    expect(later.get_by_label("Wat wilt u ons nog vertellen?")).to_have_value("Wij doen graag mee.")
    # Somebody else answered meanwhile: that is said, and nothing is overwritten.
    scans.invullen(formulier_van(scan, wereld.joke), stand="geen_belangstelling")
    later.reload()
    later.get_by_role("button", name="Verander het antwoord").click()
    expect(later.get_by_role("heading", name="Wat er nu staat")).to_be_visible()
    expect(later.get_by_label("Wat wilt u ons nog vertellen?")).to_have_value("Wij doen graag mee.")
    later.get_by_role("button", name="Verander het antwoord").click()
    expect(later.get_by_role("heading", level=1)).to_have_text("Dank u wel")
    assert later.evaluate("Object.keys(localStorage)") == []


def test_the_number_of_answers_comes_by_itself(wereld, ingelogd):
    scan = scans.geopend(wereld)
    pagina = ingelogd(wereld.gijs)
    pagina.clock.install()
    pagina.goto(scan.get_absolute_url())
    expect(pagina.locator("#respons")).to_contain_text("0 van de 2")
    scans.invullen(formulier_van(scan, wereld.joke), stand="geen_belangstelling")
    pagina.clock.run_for(21_000)
    expect(pagina.locator("#respons")).to_contain_text("1 van de 2")


def test_pages_of_a_quickscan_are_accessible(wereld, ingelogd, bladzijde):
    leden_erbij(30)
    for nr, fte in ((1, 5), (2, 15), (3, 15)):
        Organisatie.objects.filter(naam__startswith=f"Lid 0{nr - 1}").update(fte=fte)
    eerder = scans.geopend(wereld, titel="QuickScan 2025")
    alle_invullen(eerder, lambda nr: {"stand": "orienteren", "waarom": "leren", "opmerking": "Dag."})
    handelingen.sluiten(wereld.gijs, eerder)
    scan = scans.geopend(wereld)
    formulier = formulier_van(scan, wereld.joke)
    alle_invullen(scan, lambda nr: {"stand": "orienteren", "waarom": "beide" if nr % 2 else "leren"})
    concept = scans.concept(wereld, titel="QuickScan 2027")
    fouten = []
    pagina = ingelogd(wereld.gijs)
    urls = [reverse("quickscans"), reverse("quickscan_maken"), reverse("quickscan_vraag", args=[concept.pk, "waarom"])]
    urls += [concept.get_absolute_url(), scan.get_absolute_url(), eerder.get_absolute_url()]
    urls += [reverse(f"quickscan_{naam}", args=[eerder.pk]) for naam in ("organisaties", "teksten", "uitslag")]
    urls += [reverse("quickscan_uitslag", args=[scan.pk]), reverse("quickscan_wijzigen", args=[concept.pk])]
    for url in urls:
        fouten += bezwaren(pagina, url)
    pagina = ingelogd(wereld.joke)
    for url in (reverse("quickscan_uitslagen"), reverse("mijn_werk")):
        fouten += bezwaren(pagina, url)
    pagina = bladzijde()
    for naam in ("quickscan_link", "quickscan_bedankt"):
        fouten += bezwaren(pagina, pad(formulier, naam))
    fouten += bezwaren(pagina, pad(formulier_van(eerder, wereld.joke), "quickscan_link_uitslag"))
    assert fouten == []
