"""Who searches by a name of before or of later finds the organisation, and reads why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huisstijl.templatetags.opmaak import dagkort
from inloggen.models import Inlogdienst
from leden.handelingen.opvolging import hernoemen, samenvoegen
from leden.models import Naamswijziging, Organisatie
from tests.dagen import over
from tests.personen import traject_in
from trajecten.levensloop import Status


def lid(naam):
    return Organisatie.objects.create(naam=naam, soort="lid", plaats="Zeist")


def gevonden(client, urlnaam, q):
    """What the page says of each organisation it found: its name and what stands under it, in one line."""
    antwoord = client.get(reverse(urlnaam), {"q": q})
    html = " ".join(antwoord.content.decode().split())
    koppen = [deel.split("</th>")[0] for deel in html.split('<th scope="row">')[1:]]
    return antwoord.context["bladzijde"].paginator.count, koppen


@pytest.mark.parametrize("urlnaam", ["organisaties", "mensen"])
def test_an_earlier_name_and_one_to_come_find_the_organisation(wereld, als, urlnaam):
    organisatie, client = lid("Hof van Twente"), als(wereld.gijs)
    hernoemen(wereld.gijs, organisatie, naam="Wijkhuis Rietland", per=over(-10))
    hernoemen(wereld.gijs, organisatie, naam="Samen Moerasbos", per=over(10))
    for q, zin in (
        ("twente", f"heette tot {dagkort(over(-10))}: Hof van Twente"),
        ("moeras", f"heet vanaf {dagkort(over(10))}: Samen Moerasbos"),
    ):
        aantal, (kop,) = gevonden(client, urlnaam, q)
        assert aantal == 1 and "Wijkhuis Rietland</a>" in kop and zin in kop
    aantal, (kop,) = gevonden(client, urlnaam, "rietland")
    assert aantal == 1 and "heet" not in kop


def test_the_name_of_one_that_went_finds_the_one_in_which_it_lives_on(wereld, als):
    oud, nieuw, client = lid("Hof van Twente"), lid("Wijkhuis Rietland"), als(wereld.gijs)
    samenvoegen(wereld.gijs, oud, opgegaan_in=nieuw, per=over(-1))
    aantal, koppen = gevonden(client, "organisaties", "twente")
    assert aantal == 2
    assert f"Hof van Twente ging hier per {dagkort(over(-1))} in op" in koppen[1]
    # There is nobody any more at the one that went.
    aantal, (kop,) = gevonden(client, "mensen", "twente")
    assert aantal == 1 and "Wijkhuis Rietland</a>" in kop and "Hof van Twente ging hier" in kop


def test_other_lists_find_an_organisation_by_its_earlier_name_too(wereld, als):
    organisatie, client = lid("Hof van Twente"), als(wereld.gijs)
    Inlogdienst.objects.create(organisatie=organisatie, soort="entra", kenmerk="hof")
    hernoemen(wereld.gijs, organisatie, naam="Wijkhuis Rietland", per=over(-10))
    assert gevonden(client, "inlogdiensten", "twente")[0] == 1
    assert gevonden(client, "inlogdiensten", "utrecht")[0] == 0


def test_a_name_to_come_is_for_the_bureau_and_finds_no_traject(wereld, als, kader):
    """Otherwise whoever guesses the name of a merger learns of it."""
    organisatie = traject_in(Status.IN_TOETSING, wereld, kader).organisatie
    hernoemen(wereld.gijs, organisatie, naam="Wijkhuis Rietland", per=over(10))
    for wie in (wereld.karin, wereld.meike, wereld.gijs):
        assert als(wie).get(reverse("trajecten"), {"q": "rietland"}).context["bladzijde"].paginator.count == 0
        assert als(wie).get(reverse("trajecten"), {"q": "wilgendam"}).context["bladzijde"].paginator.count == 1
    # On its day, also before the job wrote the name down.
    Organisatie.objects.filter(pk=organisatie.pk).update(nieuwe_naam_per=over(0))
    Naamswijziging.objects.update(per=over(0))
    for q in ("rietland", "wilgendam"):
        assert als(wereld.karin).get(reverse("trajecten"), {"q": q}).context["bladzijde"].paginator.count == 1


@pytest.mark.parametrize("urlnaam", ["organisaties", "mensen"])
def test_thirty_renamed_organisations_ask_as_many_queries_as_one(wereld, als, urlnaam):
    client, vragen = als(wereld.gijs), []
    for aantal in (1, 3, 30):
        for n in range(aantal):
            Naamswijziging.objects.create(
                organisatie=lid(f"Nieuw {aantal}-{n}"),
                was=f"Vroeger {aantal}-{n}",
                wordt=f"Nieuw {aantal}-{n}",
                per=over(-1),
                vastgelegd_door=wereld.gijs.gebruiker,
            )
        with CaptureQueriesContext(connection) as gesteld:
            assert gevonden(client, urlnaam, f"vroeger {aantal}-")[0] == aantal
        vragen.append(len(gesteld))
    assert vragen[0] == vragen[1] == vragen[2] <= 10
