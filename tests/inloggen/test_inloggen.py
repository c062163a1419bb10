"""Signing in: by people who were invited; with one click in the demo only."""

import runpy
import time
import types

import pytest
from django.conf import settings as instellingen
from django.urls import NoReverseMatch, clear_url_caches, include, path, reverse

from inloggen.urls import inloggen
from leden.models import Gebruiker
from tests.personen import WACHTWOORD


def aanmelden(client, email, wachtwoord=WACHTWOORD, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": wachtwoord, **extra})


def test_one_signs_in_with_mail_address_and_password(wereld, client):
    assert aanmelden(client, "joke@voorbeeld.example").url == reverse("mijn_werk")
    assert client.get(reverse("mijn_werk")).status_code == 200


def test_the_mail_address_may_be_typed_in_capitals(wereld, client):
    assert aanmelden(client, "Joke@Voorbeeld.EXAMPLE").url == reverse("mijn_werk")


def test_a_wrong_password_is_refused_and_the_address_stays(wereld, client):
    antwoord = aanmelden(client, "joke@voorbeeld.example", "iets anders dan dat")
    assert antwoord.status_code == 200
    assert "joke@voorbeeld.example" in antwoord.content.decode()
    assert client.get(reverse("mijn_werk")).status_code == 302


def test_one_comes_where_one_wanted_to_go(wereld, client):
    antwoord = client.get(reverse("trajecten"))
    assert antwoord.url == f"{reverse('account_login')}?next={reverse('trajecten')}"
    assert aanmelden(client, "joke@voorbeeld.example", next=reverse("trajecten")).url == reverse("trajecten")


def test_one_is_not_sent_to_another_site(wereld, client):
    assert aanmelden(client, "joke@voorbeeld.example", next="https://elders.example/").url == reverse("mijn_werk")


def test_a_text_that_saves_itself_hears_that_one_is_signed_out(wereld, client):
    antwoord = client.get(reverse("mijn_werk"), headers={"accept": "application/json"})
    assert antwoord.status_code == 401
    assert antwoord.json() == {"stand": "uitgelogd", "inloggen": reverse("account_login")}


def test_nobody_registers_by_themselves(db, client):
    gegevens = {"email": "vreemd@voorbeeld.example", "password1": WACHTWOORD, "password2": WACHTWOORD}
    client.post(reverse("account_signup"), gegevens)
    assert not Gebruiker.objects.exists()


def test_who_has_no_account_any_more_reads_that_it_is_switched_off(wereld, client):
    Gebruiker.objects.filter(pk=wereld.joke.gebruiker_id).update(is_active=False)
    antwoord = client.post(
        reverse("account_login"), {"login": "joke@voorbeeld.example", "password": WACHTWOORD}, follow=True
    )
    assert "Uw account staat uit" in antwoord.content.decode()


def test_one_signs_out(wereld, als):
    client = als(wereld.joke)
    client.post(reverse("account_logout"))
    assert client.get(reverse("mijn_werk")).status_code == 302


def test_signing_out_makes_the_browser_forget_the_pages_that_it_kept(wereld, als):
    client = als(wereld.joke)
    assert "Clear-Site-Data" not in client.get(reverse("account_logout"))
    assert client.post(reverse("account_logout"))["Clear-Site-Data"] == '"cache"'


@pytest.mark.parametrize(
    ("vanaf", "naar"),
    [
        ("http://testserver/trajecten/2026-010/?blad=2", "/trajecten/2026-010/?blad=2"),
        ("https://elders.example/trajecten/", "/werk/"),
        ("http://[", "/werk/"),
        ("", "/werk/"),
    ],
)
def test_a_button_pressed_after_the_session_ended_leads_back_to_its_page(wereld, client, vanaf, naar):
    """The address of a button is no page: going there after signing in would be a dead end."""
    adres = reverse("reactie_indienen", args=["2026-010"])
    antwoord = client.post(adres, {"werkt_als": wereld.joke.pk}, headers={"referer": vanaf})
    assert antwoord.status_code == 302
    ingelogd = client.post(antwoord.url, {"login": "joke@voorbeeld.example", "password": WACHTWOORD})
    assert ingelogd.url == naar


def test_a_form_sent_after_the_session_ended_stays_on_the_page_with_every_character(wereld, client):
    tekst = "Bewoners koken nu zelf: <b>twee</b> keer & meer.\r\n" * 900
    antwoord = client.post(reverse("profiel"), {"naam": tekst, "functie": ["een", "twee"], "werkt_als": wereld.joke.pk})
    assert antwoord.status_code == 401
    velden = [("naam", tekst), ("functie", "een"), ("functie", "twee"), ("werkt_als", str(wereld.joke.pk))]
    assert antwoord.context["velden"] == velden


def test_an_address_with_its_postcode_stays_after_the_session_ended(wereld, client):
    velden = {"adres": "Wilgenlaan 3", "postcode": "1234 AB", "plaats": "Wilgendam"}
    antwoord = client.post(reverse("eigen_organisatie_wijzigen"), velden)
    assert antwoord.status_code == 401
    assert dict(antwoord.context["velden"]) == velden


def test_a_password_is_not_put_on_a_page_for_later(wereld, client):
    antwoord = client.post(reverse("account_change_password"), {"oldpassword": WACHTWOORD, "password1": "iets anders"})
    assert antwoord.url.startswith(reverse("account_login"))


# The demo


def test_outside_the_demo_there_is_no_sign_in_with_one_click(wereld, client):
    assert not instellingen.DEMO
    with pytest.raises(NoReverseMatch):
        reverse("demo_inloggen")
    assert client.post("/demo/inloggen/", {"lidmaatschap": wereld.joke.pk}).status_code == 404
    assert "Joke Zonnedauw" not in client.get(reverse("account_login")).content.decode()


@pytest.fixture
def demo(settings):
    """The URLs as they are when the process was started as demo."""
    settings.DEMO = True
    adressen = types.ModuleType("adressen_van_de_demo")
    eigen = runpy.run_path(inloggen.__file__)["urlpatterns"]
    adressen.urlpatterns = [path("", include(eigen)), path("", include("kwaliteitslabel.urls"))]
    settings.ROOT_URLCONF = adressen
    clear_url_caches()
    yield
    clear_url_caches()


def test_the_demo_lists_its_people_on_the_sign_in_page(demo, wereld, client):
    bladzijde = client.get("/inloggen/").content.decode()
    assert all(naam in bladzijde for naam in ("Joke Zonnedauw", "Anna Koningsvaren", "Gijs Veenbes"))


def test_in_the_demo_one_click_signs_in(demo, wereld, client):
    assert client.post("/demo/inloggen/", {"lidmaatschap": wereld.karin.pk}).url == "/werk/"
    assert "U werkt als <b>planner</b>" in client.get("/werk/").content.decode()


@pytest.mark.parametrize(("naar", "komt_in"), [("/trajecten/", "/trajecten/"), ("https://elders.example/", "/werk/")])
def test_in_the_demo_one_comes_where_one_wanted_to_go_on_this_site(demo, wereld, client, naar, komt_in):
    assert client.post("/demo/inloggen/", {"lidmaatschap": wereld.karin.pk, "next": naar}).url == komt_in


@pytest.mark.parametrize("lidmaatschap", ["", "0", "x", "-1"])
def test_in_the_demo_an_unknown_person_does_not_sign_in(demo, wereld, client, lidmaatschap):
    assert client.post("/demo/inloggen/", {"lidmaatschap": lidmaatschap}).status_code == 404
    assert client.get("/werk/").status_code == 302


def test_in_the_demo_signing_in_is_a_post(demo, wereld, client):
    assert client.get("/demo/inloggen/").status_code == 405


def test_in_the_demo_who_came_in_with_one_click_works_and_confirms_with_one_click(demo, wereld, client):
    client.post("/demo/inloggen/", {"lidmaatschap": wereld.karin.pk})
    assert "U hebt nog geen tweede stap." not in client.get("/werk/").content.decode()
    sessie = client.session
    sessie["account_authentication_methods"] = [{"method": "demo", "at": time.time() - 11 * 60}]
    sessie.save()
    vraag = client.get("/profiel/gegevens/")
    assert "Bevestig met één klik" in client.get(vraag.url).content.decode()
    assert client.post(vraag.url, {"bevestiging-demo": "ja"}).url == "/profiel/gegevens/"


def test_outside_the_demo_one_click_confirms_nothing(wereld, als):
    client = als(wereld.karin)
    sessie = client.session
    sessie["account_authentication_methods"] = [{"method": "demo", "at": time.time()}]
    sessie.save()
    adres = f"{reverse('bevestigen')}?next=/profiel/gegevens/"
    client.post(adres, {"bevestiging-demo": "ja"})
    assert client.get("/profiel/gegevens/").status_code == 302


def test_in_the_demo_the_password_shows_the_real_flow(demo, wereld, client):
    aanmelden(client, "karin@voorbeeld.example")
    assert "U hebt nog geen tweede stap." in client.get("/werk/").content.decode()
