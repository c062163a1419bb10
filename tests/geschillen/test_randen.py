"""The edges of a complaint: an answer that got lost, a name nobody knew, another side without anybody, files left behind."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse

from geschillen.handelingen import indienen
from geschillen.taken import klachten_opruimen
from tests.klachten import PDF, behandelaar, ingediend


@pytest.fixture
def kees(wereld):
    return behandelaar()


def test_an_alias_is_promised_to_hide_somebody_only_without_an_address(client, wereld):
    html = client.get(reverse("klacht_indienen", args=["label"])).content.decode()
    assert "Vult u geen e-mailadres in, dan weten wij niet wie u bent" in html


def test_files_of_a_complaint_that_is_gone_go_with_the_next_clearing(wereld):
    klacht, _ = ingediend(wereld.karin.organisatie)
    indienen.klacht_aanvullen(klacht, bestand=ContentFile(PDF, "brief.pdf"))
    map_ = f"klachten/{klacht.pk + 1}"
    default_storage.save(f"{map_}/achtergebleven", ContentFile(PDF))
    klachten_opruimen(0)
    assert not default_storage.exists(map_)
    assert default_storage.exists(klacht.stukken.get().bestand.name)
