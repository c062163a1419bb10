"""The page that says who may do what: from the tables themselves, to read aloud and to compare."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from kwaliteitslabel import rechten
from leden.bevoegdheden import ROLLEN, Handeling
from leden.models import Rol


@pytest.fixture
def tekst(als, wereld, kader):
    html = als(wereld.gijs).get(reverse("wie_mag_wat")).content.decode()
    return " ".join(html.split())


def test_every_role_stands_there_with_everything_it_may(tekst):
    for rol in Rol:
        (lijst,) = set(re.findall(rf"<h3>Een {rol.label} kan:</h3> (?:<ul>(.*?)</ul>|<p>alleen)", tekst))
        genoemd = set(re.findall(r"<li>(.*?)</li>", lijst))
        assert genoemd == {h.label for h in Handeling if rol in ROLLEN[h]} - set(rechten.voor_iedereen())


def test_the_table_says_yes_where_the_role_has_the_act(tekst):
    rij = re.search(r'<th scope="row">Het conceptrapport vrijgeven</th>(.*?)</tr>', tekst)[1]
    cellen = re.findall(
        r'data-kop="(\w+)"( class="nee")?>(?:<span aria-hidden="true">–</span>)?(?:<[^>]*>)?(ja|nee)', rij
    )
    assert cellen == [
        ("Beheerder", ' class="nee"', "nee"),
        ("Planner", ' class="nee"', "nee"),
        ("Toetser", ' class="nee"', "nee"),
        ("Controleur", "", "ja"),
    ]


def test_the_disclosure_of_the_newest_version_stands_there(tekst, kader):
    assert kader.naam in tekst
    rij = re.search(r'<th scope="row">Notities van gesprekken</th>(.*?)</tr>', tekst)[1]
    assert re.findall(r'data-kop="(\w+)">ja', rij) == ["Toetsers", "Controleur"]


def test_without_a_framework_the_page_still_tells_the_roles(als, wereld):
    assert "Een planner kan:" in als(wereld.gijs).get(reverse("wie_mag_wat")).content.decode()


def test_the_document_tells_the_same(tekst):
    document = (settings.BASE_DIR / "docs/bevoegdheden.md").read_text()
    for zin in (*rechten.ZICHT, rechten.UITLEG, rechten.LOGBOEK_UITLEG):
        assert zin in tekst and zin in document
