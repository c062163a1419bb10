"""The advice of the certifier: a choice with reasons, by a person, fixed once it is brought out."""

import pytest
from django.db import Error, IntegrityError, transaction
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Lidmaatschap, Rol
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in, verder
from toetsing.handelingen import advies as handelingen
from toetsing.models import Advies
from trajecten import schrijven
from trajecten.levensloop import Soort, Status
from trajecten.models import Traject


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject, of which the planner is to write the advice."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.ADVIES, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def advies(wereld):
    return Advies.objects.select_related("traject__kaderversie").get()


@pytest.fixture
def uitgebracht(wereld, advies):
    return verder(advies.traject, Status.VOORGEDRAGEN, wereld).adviezen.get()


def adres(naam, advies, *args):
    return reverse(naam, args=[advies.traject.nummer, *args])


def test_the_planner_chooses_with_the_short_report_in_view(als, wereld, advies):
    html = tekst(als(wereld.karin).get(adres("advies", advies)))
    for optie in advies.traject.kaderversie.adviesopties_voor(Soort.TOETS):
        assert optie.label in html
        assert optie.uitleg in html
    assert "Besluit de beheercommissie vandaag, dan is dat in" in html
    assert "Er komt dan geen volgend onderzoek." in html
    assert "Bewoners beslissen mee en merken dat het telt." in html
    assert "Waar dit oordeel op rust" not in html
    assert "checked" not in html


def test_reasons_and_choice_save_themselves_and_overwrite_no_colleague(als, wereld, advies):
    tessa = Lidmaatschap.objects.create(
        gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER
    )
    url = adres("advies_schrijven", advies, advies.pk)
    for wie, veld, waarde, verwacht in (
        (wereld.karin, "motivering", "De plannen zijn concreet.", "bewaard"),
        (wereld.karin, "optie", "positief", "bewaard"),
        # Her page still shows that nothing was chosen.
        (tessa, "optie", "afwijzend", "botsing"),
    ):
        velden = {"veld": veld, "tekst": waarde, "basis": schrijven.vingerafdruk("")}
        assert als(wie).post(url, velden, HTTP_ACCEPT="application/json").json()["stand"] == verwacht
    advies.refresh_from_db()
    assert (advies.optie, advies.motivering) == ("positief", "De plannen zijn concreet.")


def test_a_choice_that_is_not_there_is_refused_while_it_saves_itself(als, wereld, advies):
    velden = {"veld": "optie", "tekst": "misschien", "basis": schrijven.vingerafdruk("")}
    antwoord = als(wereld.karin).post(adres("advies_schrijven", advies, advies.pk), velden)
    assert (antwoord.status_code, antwoord.json()["redenen"]) == (422, ["Deze keuze is er niet. Kies opnieuw."])


def test_without_javascript_both_are_saved_with_the_form(als, wereld, advies):
    leeg = schrijven.vingerafdruk("")
    velden = {"optie": "positief", "optie_basis": leeg, "motivering": "Concreet.", "motivering_basis": leeg}
    als(wereld.karin).post(adres("advies_schrijven", advies, advies.pk), velden)
    advies.refresh_from_db()
    assert (advies.optie, advies.motivering) == ("positief", "Concreet.")


def test_a_choice_that_the_framework_does_not_have_is_refused(als, wereld, advies):
    velden = {"optie": "misschien", "motivering": "Concreet.", "motivering_basis": schrijven.vingerafdruk("")}
    antwoord = als(wereld.karin).post(adres("advies_schrijven", advies, advies.pk), velden)
    assert "Deze keuze is er niet. Kies opnieuw." in tekst(antwoord)
    advies.refresh_from_db()
    assert (advies.optie, advies.motivering) == ("", "Concreet.")


def test_without_choice_or_reasons_it_is_not_brought_out(als, wereld, advies):
    zinnen = ["Kies welk advies u geeft.", "Schrijf waarom u dit adviseert."]
    html = tekst(als(wereld.karin).get(adres("advies", advies)))
    assert [zin for zin in zinnen if zin not in html] == []
    with pytest.raises(Geweigerd) as geweigerd:
        handelingen.advies_uitbrengen(wereld.karin, advies.traject)
    assert geweigerd.value.redenen == zinnen
    with pytest.raises(IntegrityError, match="advies_uitgebracht_is_heel"), transaction.atomic():
        Advies.objects.update(uitgebracht_op="2026-11-23T10:00+01:00", uitgebracht_door=wereld.karin.gebruiker)


def test_bringing_out_puts_the_traject_forward(als, wereld, advies):
    Advies.objects.update(optie="positief", motivering="De plannen zijn concreet.")
    als(wereld.karin).post(adres("advies_uitbrengen", advies))
    assert Traject.objects.get(pk=advies.traject_id).status == Status.VOORGEDRAGEN
    assert Advies.objects.get().uitgebracht_door == wereld.karin.gebruiker


def test_until_then_it_is_the_certifiers_own(als, wereld, advies):
    Advies.objects.update(motivering="Nog in de maak.")
    for naam in ("joke", "ingrid", "meike", "roel", "gijs", "femke"):
        assert als(getattr(wereld, naam)).get(adres("advies", advies)).status_code == 404


@pytest.mark.parametrize("naam", ["joke", "ingrid", "meike", "roel", "femke", "gijs", "karin"])
def test_afterwards_all_parties_read_it(als, wereld, uitgebracht, naam):
    html = tekst(als(getattr(wereld, naam)).get(adres("advies", uitgebracht)))
    assert "Toetshuis Noorderlicht adviseert: positief." in html
    assert "De plannen zijn concreet en al begonnen." in html
    assert "<textarea" not in html


@pytest.mark.parametrize("verandering", ["tekst", "weg"])
def test_an_advice_that_was_brought_out_cannot_change_in_the_database(uitgebracht, verandering):
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        Advies.objects.update(motivering="Toch anders.") if verandering == "tekst" else Advies.objects.all().delete()


def test_the_page_stays_below_the_number_of_queries(als, wereld, advies, django_assert_max_num_queries):
    client = als(wereld.karin)
    client.get(adres("advies", advies))
    with django_assert_max_num_queries(15):
        client.get(adres("advies", advies))
