"""Signing in as people do: passkeys with a virtual authenticator, an app with codes, recovery codes, and sessions ended elsewhere."""

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import expect

from beheercommissie.handelingen import belang_verklaren, stemmen
from beheercommissie.models import Besluit
from leden.models import Gebruiker
from tests.browser.conftest import traject_in, wachtwoord_geven
from tests.browser.stappen import lees
from tests.browser.test_toegankelijkheid import bezwaren
from tests.inloggen.factoren import app_instellen, code_van
from tests.personen import in_vergadering
from trajecten.levensloop import Status

pytestmark = pytest.mark.django_db(transaction=True)

LANG = 'Bewoners beslissen zichtbaar mee.\nEn zij zeggen het zelf: "wij" & <zij>.\n' * 550  # 41,250 characters


def met_sleutel(pagina):
    """Give the browser a device that holds passkeys and says yes; returns what asks it."""
    cdp = pagina.context.new_cdp_session(pagina)
    cdp.send("WebAuthn.enable")
    opties = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    sleutel = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": opties})["authenticatorId"]

    def bewaard():
        return cdp.send("WebAuthn.getCredentials", {"authenticatorId": sleutel})["credentials"]

    return bewaard


def passkey_maken(pagina, naam=""):
    pagina.goto("/profiel/tweede-stap/passkeys/nieuw/")
    if naam:
        pagina.get_by_label("Naam").fill(naam)
    pagina.get_by_role("button", name="Maak de passkey").click()
    expect(kop(pagina)).to_have_text("Uw herstelcodes")


def verouderen(pagina):
    """As if eleven minutes went by since this person proved who they are."""
    sessie = SessionStore(next(koek["value"] for koek in pagina.context.cookies() if koek["name"] == "sessionid"))
    bewijzen = sessie[AUTHENTICATION_METHODS_SESSION_KEY]
    sessie[AUTHENTICATION_METHODS_SESSION_KEY] = [bewijs | {"at": bewijs["at"] - 660} for bewijs in bewijzen]
    sessie.save()


def kop(pagina):
    return pagina.get_by_role("heading", level=1)


def uitloggen(pagina):
    pagina.get_by_role("button", name="Log uit", exact=True).first.click()
    pagina.wait_for_url("**/")


def test_a_passkey_is_made_and_signs_in_without_a_password(met_de_hand, wereld):
    pagina = met_de_hand(wereld.joke)
    bewaard = met_sleutel(pagina)
    pagina.get_by_role("link", name="Stel de tweede stap nu in").click()
    pagina.get_by_role("link", name="Maak een passkey").click()
    pagina.get_by_label("Naam").fill("Telefoon van Joke")
    pagina.get_by_role("button", name="Maak de passkey").click()
    expect(kop(pagina)).to_have_text("Uw herstelcodes")
    assert len(bewaard()) == 1
    pagina.goto("/werk/")
    expect(pagina.get_by_text("U hebt nog geen tweede stap.")).to_have_count(0)
    uitloggen(pagina)

    pagina.goto(f"/inloggen/?next={reverse('kaders')}")
    pagina.get_by_role("button", name="Log in met een passkey").click()
    expect(kop(pagina)).to_have_text("Normenkaders")
    pagina.goto("/profiel/tweede-stap/")
    expect(pagina.get_by_role("heading", name="Telefoon van Joke")).to_be_visible()
    expect(pagina.get_by_text("Laatst gebruikt op")).to_be_visible()


def test_a_passkey_is_also_the_second_step_after_a_password_and_confirms_a_heavy_act(met_de_hand, wereld):
    pagina = met_de_hand(wereld.joke)
    met_sleutel(pagina)
    passkey_maken(pagina)
    uitloggen(pagina)
    pagina.goto("/inloggen/")
    wachtwoord_geven(pagina, wereld.joke)
    pagina.get_by_role("button", name="Gebruik uw passkey").click()
    pagina.wait_for_url("**/werk/")
    verouderen(pagina)
    pagina.goto("/profiel/e-mailadres/")
    expect(kop(pagina)).to_have_text("Bevestig dat u het bent")
    pagina.get_by_role("button", name="Bevestig met uw passkey").click()
    expect(kop(pagina)).to_have_text("Verander uw e-mailadres")


def test_a_passkey_that_is_refused_says_what_helps(bladzijde, wereld):
    pagina = bladzijde()
    pagina.goto("/inloggen/")
    met_sleutel(pagina)
    pagina.get_by_role("button", name="Log in met een passkey").click()
    expect(pagina.get_by_role("alert")).to_contain_text("Dat is niet gelukt, of u hebt het afgebroken.")


def test_an_app_is_set_up_signs_in_and_a_recovery_code_replaces_it(met_de_hand, wereld):
    pagina = met_de_hand(wereld.joke)
    pagina.goto("/profiel/tweede-stap/app/")
    geheim = pagina.locator("code.sleutel").inner_text().replace(" ", "")
    expect(pagina.get_by_role("img", name="QR-code met de sleutel")).to_be_visible()
    assert pagina.locator("img.qr").evaluate("beeld => beeld.naturalWidth") > 0
    pagina.get_by_label("Code").fill(code_van(geheim))
    pagina.get_by_role("button", name="Leg de app vast").click()
    expect(kop(pagina)).to_have_text("Uw herstelcodes")
    with pagina.expect_download() as download:
        pagina.get_by_role("link", name="Download de codes als tekst").click()
    codes = download.value.path().read_text().splitlines()[-10:]
    uitloggen(pagina)

    for code in (code_van(geheim, 1), codes[0]):
        pagina.goto("/inloggen/")
        wachtwoord_geven(pagina, wereld.joke)
        expect(kop(pagina)).to_have_text("Uw tweede stap")
        pagina.get_by_label("Code").fill(code)
        pagina.get_by_role("button", name="Log in", exact=True).click()
        pagina.wait_for_url("**/werk/")
        uitloggen(pagina)


def test_a_decision_of_forty_thousand_characters_comes_through_the_question_who_one_is(ingelogd, wereld, kader):
    punt = traject_in(Status.GEAGENDEERD, wereld, kader).agendapunten.get()
    in_vergadering(wereld, punt.vergadering)
    for lid in (wereld.anna, wereld.bert, wereld.cora, wereld.daan, wereld.esra):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie="toekennen", reden="Het rapport is een eerlijke spiegel.")
    geheim = app_instellen(wereld.anna.gebruiker)
    pagina = ingelogd(wereld.anna)
    pagina.goto(reverse("besluiten", args=[punt.pk]))
    pagina.locator("label.keuze", has_text="Toekennen").first.click()
    pagina.locator("textarea[name=motivering]").fill(LANG)
    expect(pagina.get_by_text("Bewaard om").first).to_be_visible()
    verouderen(pagina)
    pagina.get_by_role("button", name="Lees het besluit na").click()
    expect(kop(pagina)).to_have_text("Bevestig dat u het bent")
    pagina.get_by_label("Code").fill(code_van(geheim))
    pagina.get_by_role("button", name="Bevestig met de code").click()
    expect(kop(pagina)).not_to_have_text("Bevestig dat u het bent")
    pagina.get_by_role("button", name="Neem het besluit").click()
    lees(pagina, "Het besluit is vastgelegd.")
    assert Besluit.objects.get().motivering == LANG.strip()


def test_without_a_second_step_the_second_sign_in_opens_the_set_up_only(met_de_hand, wereld):
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op="2026-01-01T00:00Z")
    pagina = met_de_hand(wereld.joke)
    expect(kop(pagina)).to_have_text("Uw tweede stap")
    pagina.goto("/trajecten/")
    expect(kop(pagina)).to_have_text("Uw tweede stap")


def test_sessions_are_ended_elsewhere(ingelogd, met_de_hand, wereld):
    app_instellen(wereld.joke.gebruiker)
    hier = ingelogd(wereld.joke)
    daar = ingelogd(wereld.joke)
    hier.goto("/profiel/")
    hier.get_by_role("button", name="Log uit op alle andere apparaten").click()
    lees(hier, "U bent nu alleen nog op dit apparaat ingelogd.")
    expect(hier.get_by_text("(dit apparaat)")).to_be_visible()
    daar.goto("/werk/")
    expect(kop(daar)).to_have_text("Inloggen")


def test_the_pages_of_signing_in_are_accessible(ingelogd, met_de_hand, bladzijde, wereld):
    app_instellen(wereld.joke.gebruiker)
    fouten = []
    van_joke = ingelogd(wereld.joke)
    met_sleutel(van_joke)
    passkey_maken(van_joke)
    passkey = Authenticator.objects.get(type="webauthn")
    for naam in (
        "profiel",
        "adres_wijzigen",
        "account_change_password",
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_add_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "weer_binnen",
    ):
        fouten += bezwaren(van_joke, reverse(naam))
    for naam in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        fouten += bezwaren(van_joke, reverse(naam, args=[passkey.pk]))
    fouten += bezwaren(ingelogd(wereld.gijs), reverse("tweede_stap_wissen", args=[wereld.joke.gebruiker_id]))
    halverwege = met_de_hand(wereld.joke)
    fouten += bezwaren(halverwege, reverse("mfa_authenticate"))
    eerste_keer = met_de_hand(wereld.bram)
    fouten += bezwaren(eerste_keer, reverse("mijn_werk"))
    fouten += bezwaren(eerste_keer, reverse("mfa_activate_totp"))
    fouten += bezwaren(eerste_keer, reverse("account_login") + "?inpagina=1")
    verouderen(van_joke)
    fouten += bezwaren(van_joke, reverse("bevestigen"))
    assert fouten == []
