"""Nobody works without a second step, whatever the role; once, at the first sign-in, somebody may do without."""

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone

from leden.models import Gebeurtenis, Gebruiker
from tests.inloggen.factoren import app_instellen, code_van, herstelcodes_maken, passkey_hebben
from tests.personen import MENSEN, WACHTWOORD
from tests.post import bezorgen

NOTICE = "U hebt nog geen tweede stap."


def aanmelden(client, wie):
    return client.post(reverse("account_login"), {"login": wie.gebruiker.email, "password": WACHTWOORD})


def code_geven(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


@pytest.mark.parametrize("naam", MENSEN)
def test_everyone_gets_one_session_to_set_it_up_and_reads_so_on_every_page(wereld, client, naam):
    wie = getattr(wereld, naam)
    assert aanmelden(client, wie).url == reverse("mijn_werk")
    assert NOTICE in client.get(reverse("mijn_werk")).content.decode()
    assert NOTICE in client.get(reverse("kaders")).content.decode()
    client.post(reverse("account_logout"))
    aanmelden(client, wie)
    assert client.get(reverse("mijn_werk")).url == reverse("mfa_index")


@pytest.fixture
def zonder(wereld, client):
    """A client in which Joke signed in for the second time without a second step."""
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op="2026-01-01T00:00Z")
    aanmelden(client, wereld.joke)
    return client


def test_from_the_second_time_on_only_the_pages_to_set_it_up_are_open(zonder):
    for naam in ("mijn_werk", "kaders", "trajecten", "trajecten_export", "profiel", "aanmelden"):
        args = ["csv"] if naam == "trajecten_export" else []
        assert zonder.get(reverse(naam, args=args)).url == reverse("mfa_index"), naam
    for naam in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "register", "hulp", "account_logout"):
        assert zonder.get(reverse(naam)).status_code == 200, naam


def test_an_act_is_refused_too(zonder, wereld):
    antwoord = zonder.post(reverse("profiel"), {"naam": "Joke Anders", "functie": ""})
    bladzijde = antwoord.content.decode()
    assert "Stel eerst een tweede stap in." in bladzijde
    # What was typed can be copied, and there is a way on.
    assert "Joke Anders" in bladzijde and f'href="{reverse("mfa_index")}"' in bladzijde
    assert Gebruiker.objects.get(pk=wereld.joke.gebruiker_id).naam == "Joke Zonnedauw"


def test_a_text_that_saves_itself_hears_the_reason(zonder):
    antwoord = zonder.post(reverse("profiel"), headers={"accept": "application/json"})
    assert antwoord.status_code == 403
    assert antwoord.json() == {
        "stand": "bevestigen",
        "redenen": ["Stel eerst een tweede stap in. Daarna gaat alles weer open."],
    }


def test_a_part_of_a_page_sends_the_whole_page_on(zonder):
    hier = "http://testserver" + reverse("trajecten")
    antwoord = zonder.get(reverse("trajecten"), headers={"HX-Request": "true", "HX-Current-URL": hier})
    assert antwoord.status_code == 403
    assert antwoord["HX-Redirect"].startswith(reverse("bevestigen"))


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_a_qr_code_or_a_key_in_groups(zonder):
    bladzijde = zonder.get(reverse("mfa_activate_totp"))
    geheim, html = bladzijde.context["form"].secret, bladzijde.content.decode()
    assert 'src="data:image/svg+xml;base64,' in html
    assert f"{geheim[:4]} {geheim[4:8]} {geheim[8:12]}" in html
    antwoord = zonder.post(reverse("mfa_activate_totp"), {"code": code_van(geheim)})
    assert antwoord.url == reverse("mfa_view_recovery_codes")
    # From now on everything is open, in this session too.
    assert zonder.get(reverse("mijn_werk")).status_code == 200


def test_setting_up_an_app_is_logged_and_mailed(zonder, wereld, django_capture_on_commit_callbacks):
    geheim = zonder.get(reverse("mfa_activate_totp")).context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        zonder.post(reverse("mfa_activate_totp"), {"code": code_van(geheim)})
    regels = Gebeurtenis.objects.filter(handeling="inloggen_wijzigen").values_list("naam", "onderwerp", "reden")
    assert set(regels) == {
        ("Joke Zonnedauw", wereld.joke.gebruiker.onderwerp, "Ingesteld: app met codes."),
        ("Joke Zonnedauw", wereld.joke.gebruiker.onderwerp, "Ingesteld: herstelcodes."),
    }
    assert [(bericht.to, bericht.subject) for bericht in bezorgen()] == [
        (["joke@voorbeeld.example"], "Er is een app ingesteld")
    ]


def test_a_wrong_code_sets_nothing_up(zonder):
    zonder.get(reverse("mfa_activate_totp"))
    antwoord = zonder.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Deze code klopt niet." in antwoord.content.decode()
    assert not Authenticator.objects.exists()


def test_the_secret_of_an_app_cannot_be_read_in_the_database(wereld):
    geheim = app_instellen(wereld.joke.gebruiker)
    assert geheim not in str(Authenticator.objects.get().data)


def test_after_a_change_of_the_key_the_app_works_as_long_as_the_earlier_key_is_named(wereld, client, settings):
    geheim = app_instellen(wereld.joke.gebruiker)
    oud, settings.GEHEIM_SLEUTEL = settings.GEHEIM_SLEUTEL, "een nieuwe sleutel, na een jaar"
    aanmelden(client, wereld.joke)
    assert "Deze code klopt niet." in code_geven(client, code_van(geheim)).content.decode()
    settings.GEHEIM_SLEUTELS_VAN_EERDER = [oud]
    assert code_geven(client, code_van(geheim)).url == reverse("mijn_werk")


def test_who_has_an_app_is_asked_its_code_after_the_password(wereld, client):
    geheim = app_instellen(wereld.joke.gebruiker)
    assert aanmelden(client, wereld.joke).url == reverse("mfa_authenticate")
    assert client.get(reverse("mijn_werk")).status_code == 302
    assert code_geven(client, code_van(geheim)).url == reverse("mijn_werk")
    bladzijde = client.get(reverse("mijn_werk"))
    assert bladzijde.status_code == 200
    assert NOTICE not in bladzijde.content.decode()


@pytest.mark.parametrize(("stappen", "komt_binnen"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_lives_half_a_minute_before_and_after_its_own(wereld, client, stappen, komt_binnen):
    geheim = app_instellen(wereld.joke.gebruiker)
    with time_machine.travel(timezone.now(), tick=False):
        aanmelden(client, wereld.joke)
        antwoord = code_geven(client, code_van(geheim, stappen))
    assert (antwoord.status_code == 302) == komt_binnen


def test_a_code_of_the_app_counts_once_as_long_as_it_lives(wereld, client):
    geheim = app_instellen(wereld.joke.gebruiker)
    code = code_van(geheim)
    aanmelden(client, wereld.joke)
    code_geven(client, code)
    client.post(reverse("account_logout"))
    aanmelden(client, wereld.joke)
    assert "Deze code klopt niet." in code_geven(client, code).content.decode()


def test_a_recovery_code_opens_once(wereld, client):
    app_instellen(wereld.joke.gebruiker)
    code, *_ = herstelcodes_maken(wereld.joke.gebruiker)
    aanmelden(client, wereld.joke)
    assert code_geven(client, f"{code[:4]} {code[4:]}").url == reverse("mijn_werk")
    client.post(reverse("account_logout"))
    aanmelden(client, wereld.joke)
    assert code_geven(client, code).status_code == 200


def test_recovery_codes_are_shown_downloaded_and_made_anew(wereld, als):
    app_instellen(wereld.joke.gebruiker)
    codes = herstelcodes_maken(wereld.joke.gebruiker)
    client = als(wereld.joke)
    html = client.get(reverse("mfa_view_recovery_codes")).content.decode()
    assert all(f"{code[:4]} {code[4:]}" in html for code in codes)
    bestand = client.get(reverse("mfa_download_recovery_codes"))
    assert bestand["Content-Disposition"].startswith("attachment")
    assert all(f"{code[:4]} {code[4:]}" in bestand.content.decode() for code in codes)
    client.post(reverse("mfa_generate_recovery_codes"))
    nieuw = client.get(reverse("mfa_view_recovery_codes")).context["unused_codes"]
    assert len(nieuw) == 10 and not set(nieuw) & set(codes)


def test_taking_away_the_last_factor_closes_the_session_until_there_is_another(wereld, client):
    geheim = app_instellen(wereld.joke.gebruiker)
    aanmelden(client, wereld.joke)
    code_geven(client, code_van(geheim))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert client.get(reverse("mijn_werk")).url == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200


def test_one_of_two_factors_can_go(wereld, als):
    app_instellen(wereld.joke.gebruiker)
    passkey = passkey_hebben(wereld.joke.gebruiker)
    client = als(wereld.joke)
    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert [een.type for een in Authenticator.objects.all()] == ["totp"]
    assert client.get(reverse("mijn_werk")).status_code == 200


@pytest.mark.parametrize("met_wachtwoord", [True, False])
def test_the_mail_about_a_passkey_advises_what_this_person_can_do(wereld, als, met_wachtwoord):
    app_instellen(wereld.joke.gebruiker)
    passkeys = [passkey_hebben(wereld.joke.gebruiker) for _ in range(2)]
    client = als(wereld.joke)
    if not met_wachtwoord:
        wereld.joke.gebruiker.set_unusable_password()
        wereld.joke.gebruiker.save()
        client = als(wereld.joke)
    client.post(reverse("mfa_remove_webauthn", args=[passkeys[0].pk]))
    bericht = bezorgen()[-1]
    assert bericht.subject == "Er is een passkey weggehaald"
    assert ("nieuw wachtwoord" in bericht.body) == met_wachtwoord
    assert (reverse("profiel") in bericht.body) != met_wachtwoord


def test_who_has_only_a_passkey_and_no_password_keeps_it(wereld, als):
    wereld.joke.gebruiker.set_unusable_password()
    wereld.joke.gebruiker.save()
    passkey = passkey_hebben(wereld.joke.gebruiker)
    antwoord = als(wereld.joke).post(reverse("mfa_remove_webauthn", args=[passkey.pk]))
    assert "Dit is uw enige manier om in te loggen." in antwoord.content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_the_passkey_of_somebody_else_does_not_exist(wereld, als):
    passkey = passkey_hebben(wereld.ingrid.gebruiker)
    client = als(wereld.joke)
    for naam in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        assert client.get(reverse(naam, args=[passkey.pk])).status_code == 404
        assert client.post(reverse(naam, args=[passkey.pk]), {"name": "Van mij"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Telefoon"


def test_a_passkey_gets_another_name(wereld, als):
    passkey = passkey_hebben(wereld.joke.gebruiker)
    assert als(wereld.joke).post(reverse("mfa_edit_webauthn", args=[passkey.pk]), {"name": "Laptop"}).status_code == 302
    assert Authenticator.objects.get().data["name"] == "Laptop"


def test_a_session_without_it_must_show_it_once_it_was_set_up_elsewhere(wereld, client):
    aanmelden(client, wereld.joke)
    app_instellen(wereld.joke.gebruiker)
    antwoord = client.get(reverse("mijn_werk"))
    assert antwoord.url == f"{reverse('bevestigen')}?next=%2Fwerk%2F"


# The bureau takes away a lost one


@pytest.fixture
def kwijt(wereld, als):
    """Joke has an app and a running session; the test is Gijs of the bureau."""
    app_instellen(wereld.joke.gebruiker)
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(respijt_gebruikt_op="2026-01-01T00:00Z")
    wereld.sessie_van_joke = als(wereld.joke)
    return als(wereld.gijs)


def test_the_bureau_takes_away_a_lost_second_step(kwijt, wereld, client):
    adres = reverse("tweede_stap_wissen", args=[wereld.joke.gebruiker_id])
    assert "App met codes" in kwijt.get(adres).content.decode()
    kwijt.post(adres, {"reden": "Telefoon in het water; teruggebeld."})
    assert not Authenticator.objects.exists()
    # Her running session is over, and she may sign in once without.
    assert wereld.sessie_van_joke.get(reverse("mijn_werk")).url.startswith(reverse("account_login"))
    aanmelden(client, wereld.joke)
    assert NOTICE in client.get(reverse("mijn_werk")).content.decode()


def test_taking_it_away_is_logged_with_the_reason_and_mailed_to_the_person(kwijt, wereld):
    kwijt.post(reverse("tweede_stap_wissen", args=[wereld.joke.gebruiker_id]), {"reden": "Telefoon kwijt."})
    regel = Gebeurtenis.objects.get(handeling="tweede_stap_wissen")
    assert (regel.naam, regel.onderwerp, regel.reden) == (
        "Gijs Veenbes",
        wereld.joke.gebruiker.onderwerp,
        "Telefoon kwijt.",
    )
    assert [(bericht.to, bericht.subject) for bericht in bezorgen()] == [
        (["joke@voorbeeld.example"], "Uw tweede stap is gewist")
    ]


def test_without_a_reason_nothing_is_taken_away(kwijt, wereld):
    antwoord = kwijt.post(reverse("tweede_stap_wissen", args=[wereld.joke.gebruiker_id]), {"reden": " "})
    assert "Vul dit in." in antwoord.content.decode()
    assert Authenticator.objects.exists()


def test_the_bureau_does_not_take_away_its_own_or_what_is_not_there(wereld, als):
    client = als(wereld.gijs)
    for wie, zin in ((wereld.gijs, "Uw eigen tweede stap"), (wereld.bram, "heeft geen tweede stap ingesteld")):
        adres = reverse("tweede_stap_wissen", args=[wie.gebruiker_id])
        assert zin in client.get(adres).content.decode()
        assert zin in client.post(adres, {"reden": "Zomaar."}).content.decode()
    assert not Gebeurtenis.objects.exists()
