"""From invitation to first sign-in with a mail that is really sent, and roles that change while someone is at work."""

import re
import socket
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from queue import Queue

import pytest
from aiosmtpd.controller import Controller
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from leden.handelingen.mensen import rol_geven
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import Lidmaatschap, Rol, Uitnodiging
from tests.browser.stappen import klik, lees
from tests.browser.test_aanmelden import met_sleutel
from tests.browser.test_toegankelijkheid import bezwaren

pytestmark = pytest.mark.django_db(transaction=True)
WACHTWOORD = "een-spiegel-met-lijst"
LIEN = "lien@voorbeeld.example"


class Postvak:
    """What a mail server on this machine received."""

    def __init__(self):
        self.mails = Queue()

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (aiosmtpd calls it so)
        self.mails.put((envelope.rcpt_tos, message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"


@pytest.fixture
def bezorgen(settings, live_server):
    """`bezorgen()`: let a worker do the jobs that wait, over SMTP; gives the one mail that came, as (addresses, message)."""
    cache.clear()
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", poort
    settings.ADRES = live_server.url
    postvak = Postvak()
    server = Controller(postvak, hostname="127.0.0.1", port=poort)
    server.start()

    def werken():
        try:
            call_command("procrastinate", "worker", "--one-shot")
        finally:
            connection.close()

    def bezorgen():
        # In a thread without Playwright's event loop.
        with ThreadPoolExecutor(1) as draad:
            draad.submit(werken).result()
        mail = postvak.mails.get(timeout=30)
        assert postvak.mails.empty()
        return mail

    yield bezorgen
    server.stop()


def koppeling_in(mail):
    return re.search(r"https?://\S+/uitnodiging/\S+", mail.get_body(["plain"]).get_content())[0]


def test_from_an_invitation_to_the_first_sign_in(ingelogd, bladzijde, bezorgen, wereld):
    hilde = ingelogd(wereld.hilde)
    hilde.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Mensen").click()
    hilde.get_by_role("link", name="Nodig iemand uit").click()
    hilde.get_by_label("E-mailadres").fill("geen adres")
    klik(hilde, "Verstuur de uitnodiging")
    lees(hilde, "Dit lijkt geen e-mailadres.")
    hilde.get_by_label("E-mailadres").fill(LIEN)
    hilde.locator("label", has_text="Kwaliteitsmedewerker").click()
    hilde.locator("label", has_text="Bestuurder").click()
    klik(hilde, "Verstuur de uitnodiging")
    lees(hilde, f"De uitnodiging gaat naar {LIEN}.")
    lees(hilde, "kwaliteitsmedewerker, bestuurder")

    aan, mail = bezorgen()
    assert aan == [LIEN]
    assert koppeling_in(mail) in mail.get_body(["html"]).get_content()
    lien = bladzijde()
    lien.goto(koppeling_in(mail))
    lees(lien, "Hilde Zwanenbloem vraagt u om mee te werken")
    lees(lien, "kwaliteitsmedewerker, bestuurder")
    lien.get_by_role("link", name="Ga verder").click()
    lien.get_by_label("Uw naam").fill("Lien Leverkruid")
    lien.get_by_label("Kies een wachtwoord").fill("kort")
    klik(lien, "Maak het account en log in")
    lees(lien, "Zet hier een vinkje om verder te gaan.")
    expect(lien.get_by_label("Uw naam")).to_have_value("Lien Leverkruid")
    lien.get_by_label("Kies een wachtwoord").fill(WACHTWOORD)
    lien.get_by_label("Ik heb de huisregels en de privacytekst gelezen").check()
    klik(lien, "Maak het account en log in")
    lien.wait_for_url("**/werk/")
    expect(lien.get_by_role("heading", level=1)).to_contain_text("Lien Leverkruid")

    hilde.reload()
    expect(hilde.get_by_role("main").get_by_role("link", name="Lien Leverkruid")).to_be_visible()
    vreemde = bladzijde()
    assert vreemde.goto(koppeling_in(mail)).status == 410
    lees(vreemde, "Deze uitnodiging is al gebruikt.")


def test_from_an_invitation_to_the_first_sign_in_with_a_passkey(bladzijde, bezorgen, wereld):
    uitnodigen(wereld.hilde, wereld.hilde.organisatie, email=LIEN, rollen=["bestuurder"])
    _, mail = bezorgen()
    lien = bladzijde()
    bewaard = met_sleutel(lien)
    lien.goto(koppeling_in(mail))
    lien.get_by_role("link", name="Ga verder").click()
    lien.get_by_label("Uw naam").fill("Lien Leverkruid")
    lien.get_by_label("Ik heb de huisregels en de privacytekst gelezen").check()
    klik(lien, "Maak het account met een passkey")
    klik(lien, "Maak de passkey")
    expect(lien.get_by_role("heading", level=1)).to_have_text("Uw herstelcodes")
    assert len(bewaard()) == 1

    lien.goto("/werk/")
    klik(lien, "Log uit")
    lien.goto("/inloggen/")
    klik(lien, "Log in met een passkey")
    lien.wait_for_url("**/werk/")
    expect(lien.locator(".rolbalk")).to_contain_text("U werkt als bestuurder bij Welzijn Wilgendam")


def test_who_has_an_account_signs_in_and_changes_hat(ingelogd, bladzijde, bezorgen, wereld):
    uitnodigen(wereld.hilde, wereld.hilde.organisatie, email="bram@voorbeeld.example", rollen=["bestuurder"])
    _, mail = bezorgen()
    bram = bladzijde()
    bram.goto(koppeling_in(mail))
    bram.get_by_role("link", name="Ga verder").click()
    lees(bram, "Log in met bram@voorbeeld.example om de uitnodiging aan te nemen.")
    bram.get_by_label("E-mailadres").fill("bram@voorbeeld.example")
    bram.get_by_label("Wachtwoord", exact=True).fill("spiegel-geen-afvinklijst")
    bram.get_by_role("button", name="Log in", exact=True).click()
    lees(bram, "Welzijn Wilgendam nodigt u uit")
    bram.get_by_label("Ik heb de huisregels en de privacytekst gelezen").check()
    klik(bram, "Neem de uitnodiging aan")
    expect(bram.locator(".rolbalk")).to_contain_text("U werkt als bestuurder bij Welzijn Wilgendam")
    bram.get_by_text("Wissel van rol").click()
    bram.get_by_role("button", name="Kwaliteitsmedewerker Stichting Buurtkracht Oever").click()
    expect(bram.locator(".rolbalk")).to_contain_text("U werkt als kwaliteitsmedewerker bij Stichting Buurtkracht Oever")


def test_a_role_that_is_ended_is_gone_in_the_page_that_is_open(ingelogd, wereld, kader):
    joke, hilde = ingelogd(wereld.joke), ingelogd(wereld.hilde)
    joke.goto("/trajecten/aanmelden/")
    lees(joke, "Wat wordt getoetst?")
    hilde.goto("/mensen/")
    hilde.get_by_role("link", name="Joke Zonnedauw").click()
    hilde.get_by_role("link", name="Beëindig deze rol").click()
    klik(hilde, "Beëindig deze rol")
    lees(hilde, "Nu geen rol")
    joke.get_by_label("Wat wordt getoetst?").fill("De hele organisatie.")
    klik(joke, "Meld het traject aan")
    expect(joke.get_by_role("main")).to_contain_text("Er is niets veranderd.")
    joke.goto("/werk/")
    lees(joke, "U hebt op dit moment geen rol.")


def test_who_is_blocked_is_signed_out_in_the_page_that_is_open(ingelogd, wereld):
    joke, gijs = ingelogd(wereld.joke), ingelogd(wereld.gijs)
    gijs.goto(reverse("mens", args=[wereld.joke.organisatie_id, wereld.joke.gebruiker_id]))
    gijs.get_by_role("link", name="Blokkeer Joke Zonnedauw").click()
    gijs.get_by_label("Waarom?").fill("Telefoon gestolen.")
    klik(gijs, "Blokkeer Joke Zonnedauw")
    lees(gijs, "Joke Zonnedauw kan niet meer inloggen.")
    joke.get_by_role("link", name="Trajecten", exact=True).click()
    expect(joke.get_by_role("heading", level=1)).to_have_text("Inloggen")


def test_the_last_beheerder_is_refused_with_what_to_do_first(ingelogd, wereld):
    hilde = ingelogd(wereld.hilde)
    hilde.goto("/mensen/")
    hilde.get_by_role("link", name="Hilde Zwanenbloem").click()
    hilde.get_by_role("link", name="Beëindig deze rol").click()
    lees(hilde, "Hilde Zwanenbloem is de laatste beheerder van Welzijn Wilgendam.")
    expect(hilde.get_by_role("button", name="Beëindig deze rol")).to_have_count(0)
    hilde.goto("/werk/")
    hilde.get_by_role("link", name="Leg deze rol neer").click()
    lees(hilde, "Geef eerst iemand anders die rol, zonder einddatum.")

    hilde.goto("/mensen/")
    hilde.get_by_role("link", name="Joke Zonnedauw").click()
    hilde.get_by_role("link", name="Geef een rol").click()
    hilde.locator("label", has_text="Beheerder").click()
    klik(hilde, "Geef deze rol")
    lees(hilde, "Joke Zonnedauw heeft de rol")
    hilde.goto("/rol-neerleggen/")
    klik(hilde, "Leg de rol van beheerder neer")
    lees(hilde, "U bent geen beheerder meer bij Welzijn Wilgendam.")


def test_pages_about_people_are_accessible(ingelogd, bladzijde, wereld):
    hier = wereld.hilde.organisatie
    uitnodiging = uitnodigen(
        wereld.hilde,
        hier,
        email="een-heel-lang-adres-dat-niet-past@welzijn-in-de-wijde-omgeving.example",
        rollen=["kwaliteitsmedewerker", "bestuurder", "beheerder"],
    )
    uitnodigen(wereld.hilde, hier, email=LIEN, rollen=["bestuurder"])
    Uitnodiging.objects.filter(email=LIEN).update(verstuurd_op=timezone.now() - timedelta(days=20))
    rol_geven(wereld.hilde, wereld.joke.gebruiker, hier, rol=Rol.BESTUURDER)
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=timezone.localdate() - timedelta(days=2))
    joke = [hier.pk, wereld.joke.gebruiker_id]
    van_bert = [wereld.bert.organisatie_id, wereld.bert.gebruiker_id]
    voor_hilde = [
        "/werk/",
        "/mensen/",
        "/mensen/?q=niemand",
        reverse("uitnodigen", args=[hier.pk]),
        reverse("uitnodigingen", args=[hier.pk]),
        reverse("mens", args=joke),
        reverse("rol_geven", args=joke),
        reverse(
            "rol_beeindigen",
            args=[Lidmaatschap.objects.get(rol=Rol.BESTUURDER, gebruiker__email__startswith="joke").pk],
        ),
        reverse("rol_beeindigen", args=[wereld.hilde.pk]),
        reverse("rol_neerleggen"),
    ]
    voor_gijs = [
        "/mensen/",
        "/mensen/?q=niemand",
        reverse("mensen_van_organisatie", args=van_bert[:1]),
        reverse("uitnodigen", args=van_bert[:1]),
        reverse("uitnodigingen", args=van_bert[:1]),
        reverse("mens", args=van_bert),
        reverse("rol_geven", args=van_bert),
        reverse("blokkeren", args=van_bert[1:]),
    ]
    voor_iedereen = [
        reverse("uitnodiging", args=[uitnodiging.sleutel]),
        reverse("uitnodiging_account", args=[uitnodiging.sleutel]),
        reverse("huisregels"),
    ]
    fouten = []
    for pagina, urls in (
        (ingelogd(wereld.hilde), voor_hilde),
        (ingelogd(wereld.gijs), voor_gijs),
        (bladzijde(), voor_iedereen),
    ):
        for url in urls:
            fouten += bezwaren(pagina, url)
    assert fouten == []
