"""Everyone who is signed in reads the frameworks, and an example is marked as one."""

import re

import pytest
from django.urls import reverse

from normenkader.handelingen import laden
from normenkader.laden import schema, voorbeeldpakket
from normenkader.models import Norm

MENSEN = ["joke", "ingrid", "karin", "meike", "roel", "bert", "anna", "femke", "gijs"]


def platte_tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


@pytest.mark.parametrize("naam", MENSEN)
def test_every_role_reads_list_and_framework(als, wereld, voorbeeldkader, naam):
    lijst = als(getattr(wereld, naam)).get(reverse("kaders"))
    pagina = als(getattr(wereld, naam)).get(voorbeeldkader.get_absolute_url())
    assert (lijst.status_code, pagina.status_code) == (200, 200)
    assert "<b>VOORBEELD</b>" in platte_tekst(lijst)
    assert "<b>VOORBEELD</b>" in platte_tekst(pagina)


def test_the_whole_framework_stands_on_the_page(als, wereld, voorbeeldkader):
    pagina = platte_tekst(als(wereld.joke).get(voorbeeldkader.get_absolute_url()))
    for norm in Norm.objects.all():
        assert all(tekst in pagina for tekst in (norm.nummer, norm.titel, norm.tekst, norm.voorbeeld))
    for zin in (
        "Er is een verbeterpunt. De organisatie maakt een plan.",
        "<dt>Reageren op het conceptrapport.</dt><dd>10 werkdagen<br>",
        "Komt er niets, dan gaat het traject na de laatste dag vanzelf verder. Wat dan is opgeschreven, telt mee.",
        "<dt>Bezwaar maken tegen het besluit.</dt><dd>42 dagen</dd>",
        "<dt>tot en met 50 fte</dt><dd>2 dagen</dd>",
        "<dt>tot en met 25 fte</dt><dd>1,5 dagen</dd>",
        "<dt>Besluit</dt><dd>organisatie, toetsers, controleur, planner, beheercommissie, bureau</dd>",
        "Van gesprekken worden alleen de groep, de functie en het aantal mensen vastgelegd, en geen namen.",
    ):
        assert zin in pagina


def test_only_the_bureau_sees_the_way_to_loading(als, wereld, voorbeeldkader):
    knop = f'href="{reverse("kader_laden")}"'
    assert [knop in platte_tekst(als(wie).get(reverse("kaders"))) for wie in (wereld.gijs, wereld.joke)] == [
        True,
        False,
    ]


def test_the_list_says_what_can_be_chosen(als, wereld):
    for versie, vanaf, verplicht in (
        ("1", "2017-01-01", {}),
        ("2", "2018-01-01", {"verplicht_vanaf": "2019-01-01"}),
        ("3", "2999-01-01", {}),
    ):
        laden(None, voorbeeldpakket() | verplicht | {"versie": versie, "geldig_vanaf": vanaf})
    lijst = platte_tekst(als(wereld.joke).get(reverse("kaders")))
    zinnen = re.findall(r'<p class="mb-1"> (.*?) </p>', lijst)
    assert zinnen == [
        "Te kiezen vanaf dinsdag 1 januari 2999.",
        "Te kiezen bij een nieuw traject. Verplicht vanaf dinsdag 1 januari 2019.",
        "Alleen nog voor trajecten die er al mee begonnen zijn.",
    ]


def test_without_a_framework_the_list_says_what_to_do(als, wereld):
    assert "Nog geen normenkader" in platte_tekst(als(wereld.joke).get(reverse("kaders")))


def test_an_unknown_version_is_not_found(als, wereld, voorbeeldkader):
    assert als(wereld.joke).get(reverse("kader", args=["voorbeeldkader", "1900"])).status_code == 404


def test_a_visitor_signs_in_first(client, voorbeeldkader):
    assert client.get(reverse("kaders")).status_code == 302


def test_the_schema_is_public(client, db):
    antwoord = client.get(reverse("kader_schema"))
    assert antwoord.headers["Content-Type"] == "application/schema+json"
    assert antwoord.json() == schema()


def test_the_number_of_queries_does_not_grow(als, wereld, voorbeeldkader, django_assert_num_queries):
    client = als(wereld.joke)
    client.get(reverse("kaders"))
    with django_assert_num_queries(5):
        client.get(reverse("kaders"))
    for nummer in range(3):
        laden(None, voorbeeldpakket() | {"versie": f"2030.{nummer}"})
    with django_assert_num_queries(5):
        client.get(reverse("kaders"))
    with django_assert_num_queries(7):
        client.get(voorbeeldkader.get_absolute_url())
