"""The edges of a complaint: an answer that got lost, a name nobody knew, another side without anybody, files left behind."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import reverse
from django.utils import timezone

from geschillen.handelingen import behandelen, indienen
from geschillen.models import Klacht, Klachtvraag
from geschillen.taken import klachten_opruimen
from leden.models import Lidmaatschap, Naamswijziging, Rol
from tests.klachten import GEHEIM, PDF, behandelaar, ingediend, opgepakt


def insturen(client, deur, **velden):
    """The page of a door sent back with these answers: what is sent, and the answer."""
    adres = reverse("klacht_indienen", args=[deur])
    inzending = str(client.get(adres).context["form"]["inzending"].value())
    gegevens = {"inzending": inzending, "omschrijving": GEHEIM, "wijze": "anoniem"} | velden
    return gegevens, client.post(adres, gegevens)


@pytest.fixture
def kees(wereld):
    return behandelaar()


def test_an_alias_is_promised_to_hide_somebody_only_without_an_address(client, wereld):
    html = client.get(reverse("klacht_indienen", args=["label"])).content.decode()
    assert "Vult u geen e-mailadres in, dan weten wij niet wie u bent" in html


def test_a_name_is_known_whatever_its_signs_capitals_and_kind(client, wereld):
    insturen(client, "organisatie", over_naam="Stichting WELZIJN Wilgéndam.")
    klacht = Klacht.objects.get()
    assert (klacht.organisatie, klacht.over_naam) == (wereld.joke.organisatie, "Stichting WELZIJN Wilgéndam.")


@pytest.mark.parametrize("naam", ["Wilgendam", "welzijn, wilgendam (team Oost)", "Wijkhuis van vroeger"])
def test_who_is_tied_to_what_the_typed_name_looks_like_does_not_take_it_up(wereld, als, naam):
    eigen = wereld.joke.organisatie
    Naamswijziging.objects.create(
        organisatie=eigen,
        was="Wijkhuis van Vroeger",
        wordt=eigen.naam,
        per=timezone.localdate(),
        vastgelegd_door=wereld.gijs.gebruiker,
    )
    wie = behandelaar("Wil Waterlelie")
    Lidmaatschap.objects.create(gebruiker=wie.gebruiker, organisatie=eigen, rol=Rol.BESTUURDER)
    klacht, _ = ingediend(over=Klacht.Over.ORGANISATIE, over_naam=naam)
    adres = reverse("klacht_oppakken", args=[klacht.pk])
    html = als(wie).post(adres, {"niet_betrokken": "on", "organisatie": ""}).content.decode()
    assert "De naam in de klacht lijkt op Welzijn Wilgendam, en daar bent u bij betrokken." in html
    assert behandelen.klacht_oppakken(behandelaar(), klacht).organisatie is None
    # Something else altogether is no reason.
    klacht, _ = ingediend(over=Klacht.Over.ORGANISATIE, over_naam="Stichting Elders")
    assert behandelen.klacht_oppakken(wie, klacht).behandelaar == wie.gebruiker


def test_a_question_that_nobody_would_get_is_not_sent(wereld, kees, als):
    klacht = opgepakt(kees, wereld.karin.organisatie)
    adres, client = reverse("klachtvraag_stellen", args=[klacht.pk]), als(kees)
    gisteren = timezone.localdate() - timedelta(days=1)
    assert adres in client.get(klacht.get_absolute_url()).content.decode()
    Lidmaatschap.objects.filter(organisatie=klacht.organisatie, rol=Rol.PLANNER).update(tot=gisteren)
    assert adres not in client.get(klacht.get_absolute_url()).content.decode()
    html = client.post(adres, {"tekst": "Hoe ging het gesprek?"}).content.decode()
    assert "Bij Toetshuis Noorderlicht is nu niemand die kan antwoorden. U kunt verder zonder." in html
    assert not Klachtvraag.objects.exists()


def test_files_of_a_complaint_that_is_gone_go_with_the_next_clearing(wereld):
    klacht, _ = ingediend(wereld.karin.organisatie)
    indienen.klacht_aanvullen(klacht, bestand=ContentFile(PDF, "brief.pdf"))
    map_ = f"klachten/{klacht.pk + 1}"
    default_storage.save(f"{map_}/achtergebleven", ContentFile(PDF))
    klachten_opruimen(0)
    assert not default_storage.exists(map_)
    assert default_storage.exists(klacht.stukken.get().bestand.name)
