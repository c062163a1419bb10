"""Who comes while the demo is still being filled looks around, and sends nothing."""

import os

import pytest

from demo.kijken import AlleenKijken
from tests.demo.test_wachtkamer import Antwoord


def website(environ, start_response):
    """Stands for the site: says what it was told."""
    start_response("200 OK", [])
    return [f"{environ['REQUEST_METHOD']} {environ['DEMO_WORDT_GEVULD']}".encode()]


@pytest.fixture
def invoer():
    """Both ends of the input of the web server, of which bin/demo has one."""
    lezen, schrijven = os.pipe()
    with open(lezen) as leest, open(schrijven, "w") as schrijft:
        yield leest, schrijft


def test_one_looks_while_the_demo_is_filled_and_reads_that_what_one_sends_is_not_kept(invoer):
    kijken = AlleenKijken(website, invoer[0])
    assert Antwoord(kijken, "/register/").tekst == "GET True"
    post = Antwoord(kijken, "/demo/inloggen/", "POST")
    assert post.status.startswith("503")
    assert "Wat u net verstuurde, is niet bewaard." in post.tekst


def test_once_all_is_there_everything_goes_on_to_the_site(invoer):
    kijken = AlleenKijken(website, invoer[0])
    assert Antwoord(kijken, methode="POST").status.startswith("503")
    invoer[1].close()
    assert Antwoord(kijken, methode="POST").tekst == "POST False"
    assert Antwoord(kijken).tekst == "GET False"


@pytest.mark.django_db
@pytest.mark.parametrize(("wordt_gevuld", "zegt_het"), [(True, True), (False, False)])
def test_the_pages_say_that_the_demo_is_still_being_filled(client, wordt_gevuld, zegt_het):
    pagina = client.get("/register/", DEMO_WORDT_GEVULD=wordt_gevuld).content.decode()
    assert ("De demo wordt nog gevuld." in pagina) == zegt_het


@pytest.mark.django_db
def test_no_header_of_a_visitor_is_taken_for_it(client):
    assert "De demo wordt nog gevuld." not in client.get("/", headers={"demo-wordt-gevuld": "True"}).content.decode()
