"""Two tabs, two hats: what is sent from a page is done in the role that stands on that page."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leden.models import Lidmaatschap, Rol
from tests.personen import traject_in
from toetsing.models import Verhaal
from trajecten.levensloop import Status


def petveld(pagina):
    """The membership that the first form of a page sends along."""
    return re.search(r'name="werkt_als" value="(\d+)"', pagina.content.decode())[1]


@pytest.fixture
def joke_bij_oever(wereld):
    """Joke writes for Welzijn Wilgendam, and for Stichting Buurtkracht Oever too."""
    return Lidmaatschap.objects.create(
        gebruiker=wereld.joke.gebruiker, organisatie=wereld.bram.organisatie, rol=Rol.KWALITEITSMEDEWERKER
    )


def wisselen(client, wie, **extra):
    return client.post(reverse("rol_wisselen"), {"lidmaatschap": wie.pk, **extra})


def test_every_form_carries_the_membership_its_page_was_made_for(als, wereld, kader):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    for wie, url in ((wereld.karin, reverse("programma", args=[traject.nummer])), (wereld.bram, reverse("aanmelden"))):
        html = als(wie).get(url).content.decode()
        formulieren = re.findall(r'<form[^>]*method="post".*?</form>', html, re.DOTALL)
        assert formulieren
        assert all(f'name="werkt_als" value="{wie.pk}"' in formulier for formulier in formulieren)


def test_the_sign_in_form_carries_none(client, db):
    assert "werkt_als" not in client.get(reverse("account_login")).content.decode()


def test_a_form_of_another_tab_acts_in_the_role_of_its_page(als, wereld, joke_bij_oever, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    client = als(wereld.joke)
    url = reverse("teambezwaar", args=[traject.nummer])
    pet = petveld(client.get(url))
    wisselen(client, joke_bij_oever)
    antwoord = client.post(
        url, {"gebruiker": wereld.samir.gebruiker_id, "reden": "Hij werkte hier.", "werkt_als": pet}, follow=True
    )
    assert traject.teambezwaren.get().gemaakt_door == wereld.joke.gebruiker
    assert "U werkt weer als kwaliteitsmedewerker bij Welzijn Wilgendam." in antwoord.content.decode()
    assert "bij Welzijn Wilgendam" in client.get(reverse("mijn_werk")).content.decode()


def test_without_the_field_the_active_role_decides_as_before(als, wereld, joke_bij_oever, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    client = als(joke_bij_oever)
    assert client.post(reverse("teambezwaar", args=[traject.nummer]), {"reden": "x"}).status_code == 404


def test_a_text_that_saves_itself_goes_on_in_the_role_of_its_page_and_leaves_the_session_alone(
    als, wereld, joke_bij_oever, kader
):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal = Verhaal.objects.filter(traject=traject).first()
    client = als(joke_bij_oever)
    url = reverse("verhaal_bewaren", args=[traject.nummer, verhaal.norm.nummer])
    data = {
        "veld": "aanleiding",
        "tekst": "Samen koken.",
        "basis": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    }
    kop = {"HTTP_X_WERKT_ALS": str(wereld.joke.pk), "HTTP_ACCEPT": "application/json"}
    assert client.post(url, data, **kop).json()["stand"] == "bewaard"
    verhaal.refresh_from_db()
    assert verhaal.aanleiding == "Samen koken."
    assert "Stichting Buurtkracht Oever" in client.get(reverse("mijn_werk")).content.decode()


def test_a_role_that_is_gone_refuses_and_gives_back_what_was_typed(als, wereld, joke_bij_oever, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    client = als(wereld.joke)
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=timezone.localdate() - timezone.timedelta(days=1))
    data = {"gebruiker": 1, "reden": "Samir werkte hier eerder.", "werkt_als": wereld.joke.pk}
    antwoord = client.post(reverse("teambezwaar", args=[traject.nummer]), data)
    assert antwoord.status_code == 403
    tekst = antwoord.content.decode()
    assert "De rol waarmee u deze pagina opende, hebt u niet meer." in tekst
    assert "Samir werkte hier eerder." in tekst
    assert "U werkt nu als kwaliteitsmedewerker bij Stichting Buurtkracht Oever" in tekst
    json = client.post(reverse("mijn_werk"), HTTP_X_WERKT_ALS=str(wereld.joke.pk), HTTP_ACCEPT="application/json")
    assert (json.status_code, json.json()["redenen"]) == (
        403,
        ["De rol waarmee u deze pagina opende, hebt u niet meer. Er is niets veranderd."],
    )


@pytest.mark.parametrize("pet", ["van een ander", "x", "0", "9" * 30])
def test_nobody_sends_in_the_role_of_somebody_else(als, wereld, kader, pet):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    pet = str(wereld.karin.pk) if pet == "van een ander" else pet
    antwoord = als(wereld.bram).post(reverse("weigeren", args=[traject.nummer]), {"reden": "x", "werkt_als": pet})
    assert antwoord.status_code == 403
    traject.refresh_from_db()
    assert traject.status == Status.AANGEMELD


def test_a_form_of_another_site_does_not_change_the_role(wereld, joke_bij_oever):
    client = Client(enforce_csrf_checks=True)
    client.force_login(wereld.joke.gebruiker)
    assert client.post(reverse("aanmelden"), {"werkt_als": joke_bij_oever.pk}).status_code == 403
    assert "lidmaatschap" not in client.session


def test_who_lost_a_role_can_still_sign_out_and_choose_another(als, wereld, joke_bij_oever):
    client = als(wereld.joke)
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=timezone.localdate() - timezone.timedelta(days=1))
    assert wisselen(client, joke_bij_oever, werkt_als=wereld.joke.pk).status_code == 302
    assert client.post(reverse("account_logout"), {"werkt_als": wereld.joke.pk}).status_code == 302
    assert client.get(reverse("mijn_werk")).status_code == 302


def test_the_menu_of_an_old_page_changes_to_the_role_that_is_pressed(als, wereld, joke_bij_oever):
    client = als(wereld.joke)
    wisselen(client, joke_bij_oever, werkt_als=wereld.joke.pk)
    assert "bij Stichting Buurtkracht Oever" in client.get(reverse("mijn_werk")).content.decode()
    assert client.get(reverse("mijn_werk")).context["messages"] is not None


@pytest.mark.parametrize(
    ("naar", "komt_op"),
    [
        ("/trajecten/?q=x", "/trajecten/?q=x"),
        ("/hulp/", "/hulp/"),
        ("{traject}", "/werk/"),
        ("/beheer/", "/werk/"),
        ("/rol-wisselen/", "/werk/"),
        ("/bestaat-niet/", "/werk/"),
        ("https://elders.example/", "/werk/"),
        ("//elders.example/", "/werk/"),
        ("", "/werk/"),
    ],
)
def test_one_stays_on_the_page_when_the_new_role_sees_it_too(als, wereld, joke_bij_oever, kader, naar, komt_op):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    client = als(wereld.joke)
    naar = naar.replace("{traject}", traject.get_absolute_url())
    assert wisselen(client, joke_bij_oever, naar=naar).url == komt_op
    assert client.get(komt_op).status_code == 200


def test_on_a_refusal_the_role_that_may_is_one_click_away(als, wereld, joke_bij_oever, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    client = als(joke_bij_oever)
    geweigerd = client.get(traject.get_absolute_url())
    assert geweigerd.status_code == 404
    naar = re.search(r'name="naar" value="([^"]*)"', geweigerd.content.decode())[1]
    assert wisselen(client, wereld.joke, naar=naar).url == traject.get_absolute_url()
