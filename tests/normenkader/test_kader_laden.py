"""The bureau loads a framework on a page: choose, look, load."""

import html
import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from normenkader.laden import voorbeeldpakket
from normenkader.models import Kaderversie


@pytest.fixture
def bureau(als, wereld):
    return als(wereld.gijs)


def als_bestand(pakket):
    ruw = pakket if isinstance(pakket, bytes) else json.dumps(pakket).encode()
    return SimpleUploadedFile("kader.json", ruw, content_type="application/json")


def kiezen(client, pakket):
    return client.post(reverse("kader_laden"), {"bestand": als_bestand(pakket)})


def verborgen_inhoud(antwoord):
    """What the page that shows the package sends back."""
    return html.unescape(re.search(r'name="inhoud" value="([^"]*)"', antwoord.content.decode())[1])


def veldfouten(antwoord):
    return [
        html.unescape(zin)
        for zin in re.findall(r'class="veldfout">.*?<span>(.*?)</span>', antwoord.content.decode(), re.S)
    ]


def test_choosing_shows_and_changes_nothing(bureau):
    antwoord = kiezen(bureau, voorbeeldpakket())
    pagina = antwoord.content.decode()
    assert "Klopt dit?" in pagina
    assert "Dit is een VOORBEELD." in pagina
    assert "Bewoners denken en beslissen mee over wat wij doen, en zij merken dat het telt." in pagina
    assert Kaderversie.objects.count() == 0


def test_sending_the_content_back_loads_it(bureau, wereld):
    inhoud = verborgen_inhoud(kiezen(bureau, voorbeeldpakket()))
    antwoord = bureau.post(reverse("kader_laden"), {"inhoud": inhoud}, follow=True)
    kader = Kaderversie.objects.get()
    assert antwoord.redirect_chain == [(kader.get_absolute_url(), 302)]
    assert "is geladen. Versie 2026.1 verandert nu niet meer." in antwoord.content.decode()
    assert (kader.inhoud, kader.geladen_door) == (voorbeeldpakket(), wereld.gijs.gebruiker)


def test_loading_twice_says_that_it_is_done(bureau):
    inhoud = verborgen_inhoud(kiezen(bureau, voorbeeldpakket()))
    bureau.post(reverse("kader_laden"), {"inhoud": inhoud})
    antwoord = bureau.post(reverse("kader_laden"), {"inhoud": inhoud})
    assert "Versie 2026.1 van Voorbeeldkader 2026 is al geladen" in antwoord.content.decode()
    assert Kaderversie.objects.count() == 1


def test_an_official_framework_is_announced_as_real(bureau):
    assert "Dit is geen voorbeeld." in kiezen(bureau, voorbeeldpakket() | {"is_voorbeeld": False}).content.decode()


def test_faults_stand_beside_the_file(bureau):
    pakket = voorbeeldpakket()
    del pakket["normen"][15]["tekst"]
    antwoord = kiezen(bureau, pakket)
    assert veldfouten(antwoord) == ["normen, 16e norm (D4), 'tekst' ontbreekt."]
    assert "Er is niets geladen." in antwoord.content.decode()


def test_what_was_changed_on_the_way_back_is_checked_again(bureau):
    pakket = voorbeeldpakket() | {"quorum": 0}
    antwoord = bureau.post(reverse("kader_laden"), {"inhoud": json.dumps(pakket)})
    assert "'quorum' is 0. Vul 1 of meer in." in html.unescape(antwoord.content.decode())
    assert Kaderversie.objects.count() == 0


def test_a_version_that_exists_is_refused(bureau, voorbeeldkader):
    assert veldfouten(kiezen(bureau, voorbeeldpakket())) == [
        "Versie 2026.1 van Voorbeeldkader 2026 is al geladen, en wat is geladen verandert niet meer. "
        "Geef het bestand bij 'versie' een nieuw nummer."
    ]


def test_many_faults_are_cut_short(bureau):
    fouten = veldfouten(kiezen(bureau, voorbeeldpakket() | {"normen": [{}] * 100}))
    assert len(fouten) == 26
    assert fouten[-1] == "Er is meer. Verbeter eerst wat hierboven staat."


@pytest.mark.parametrize(
    ("ruw", "zin"),
    [
        (b"", "Dit bestand is leeg. Kies een ander bestand."),
        (b"hallo", "Het bestand is geen geldige JSON: regel 1, teken 1 past niet."),
        (b'{"titel": "\\ud800"}', "'code', 'versie', 'is_voorbeeld', 'eigenaar'"),
        (b'"<script>alert(1)</script>"', "Het bestand moet een groep gegevens tussen { en } zijn."),
        (b" " * (1024 * 1024 + 10), "Het bestand is groter dan 1 MB."),
    ],
)
def test_a_file_of_another_kind_is_refused(bureau, ruw, zin):
    antwoord = kiezen(bureau, ruw)
    assert antwoord.status_code == 200
    assert [fout.startswith(zin) for fout in veldfouten(antwoord)][:1] == [True]


def test_no_file_is_asked_for(bureau):
    assert veldfouten(bureau.post(reverse("kader_laden"))) == ["Kies een bestand."]


@pytest.mark.parametrize("naam", ["joke", "ingrid", "karin", "meike", "roel", "bert", "anna", "femke"])
def test_others_may_not_load(als, wereld, naam):
    client = als(getattr(wereld, naam))
    assert [client.get(reverse("kader_laden")).status_code, kiezen(client, voorbeeldpakket()).status_code] == [403, 403]
    assert Kaderversie.objects.count() == 0
