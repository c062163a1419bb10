"""The admission of a certifier: what it opens and closes, and who keeps it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.handelingen import certificeerders as handelingen
from leden.models import (
    Gebeurtenis,
    Organisatie,
    Samenvoeging,
    Toelating,
    toegelaten,
)
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import certificeerderbelemmeringen
from trajecten.levensloop import Status


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def toelatingen(wereld):
    return Toelating.objects.filter(organisatie=wereld.karin.organisatie)


# ---- admission


@pytest.mark.parametrize(
    ("anders", "geldt"),
    [
        ({}, True),
        ({"tot": over(0)}, True),
        ({"tot": over(-1)}, False),
        ({"van": over(0)}, True),
        ({"van": over(1)}, False),
        ({"voldaan_op": None}, False),
        ({"voldaan_op": over(1)}, False),
    ],
    ids=str,
)
def test_an_admission_holds_within_the_contract_once_the_conditions_are_met(wereld, anders, geldt):
    toelatingen(wereld).update(**anders)
    assert toegelaten().filter(pk=wereld.karin.organisatie_id).exists() == geldt
    assert toelatingen(wereld).get().is_geldig == geldt
    assert (certificeerderbelemmeringen(wereld.karin.organisatie) == []) == geldt


def test_only_an_admitted_certifier_can_be_asked(wereld, als):
    toelatingen(wereld).update(tot=over(-1))
    form = als(wereld.joke).get(reverse("aanmelden")).context["form"]
    assert [org.naam for org in form.fields["certificeerder"].queryset] == ["Certificatie Zuiderzon"]


def test_applying_at_a_certifier_without_admission_is_refused(wereld):
    toelatingen(wereld).update(tot=date(2026, 1, 31))
    with pytest.raises(Geweigerd, match="De toelating van Toetshuis Noorderlicht is verlopen op 31 januari 2026"):
        traject_in(Status.AANGEMELD, wereld, wereld.kader)


def test_applying_at_a_certifier_that_went_into_another_one_is_refused(wereld):
    weg = Organisatie.objects.get(pk=wereld.karin.organisatie_id)
    elders = toegelaten().exclude(pk=weg.pk).first()
    Samenvoeging.objects.create(organisatie=weg, opgegaan_in=elders, per=over(0), vastgelegd_door=wereld.gijs.gebruiker)
    weg = Organisatie.objects.get(pk=weg.pk)
    assert not toegelaten().filter(pk=weg.pk).exists()
    assert certificeerderbelemmeringen(weg)[0].startswith(f"{weg.naam} ging al op in {elders.naam}")
    with pytest.raises(Geweigerd, match="ging al op in"):
        handelingen.toelating_toevoegen(wereld.gijs, weg, van=over(0), tot=over(9), reikwijdte="Alles", voorwaarden="-")


def test_accepting_is_refused_when_the_admission_lapsed_meanwhile(wereld, als):
    traject = traject_in(Status.AANGEMELD, wereld, wereld.kader)
    toelatingen(wereld).update(tot=over(-1))
    with pytest.raises(Geweigerd, match="Een nieuw traject kan pas als het bureau"):
        trajecthandelingen.accepteren(
            wereld.karin,
            traject,
            toetsers=[wereld.meike.gebruiker],
            teamleider=wereld.meike.gebruiker,
            controleur=wereld.roel.gebruiker,
        )
    assert "is verlopen op" in als(wereld.karin).get(reverse("accepteren", args=[traject.nummer])).content.decode()


def test_what_runs_goes_on_after_the_admission_lapsed(wereld):
    traject = traject_in(Status.VOORBEREIDING, wereld, wereld.kader)
    toelatingen(wereld).update(tot=over(-1))
    trajecthandelingen.team_wijzigen(
        wereld.karin,
        traject,
        toetsers=[wereld.samir.gebruiker],
        teamleider=wereld.samir.gebruiker,
        controleur=wereld.roel.gebruiker,
        reden="Meike is ziek.",
    )


def test_the_bureau_keeps_the_admissions_and_the_earlier_ones_stay(wereld, als):
    organisatie = wereld.karin.organisatie
    gegevens = {
        "van": "1 januari 2027",
        "tot": "31-12-2028",
        "reikwijdte": "externe audit",
        "voorwaarden": "verzekering",
        "voldaan_op": "",
    }
    client = als(wereld.gijs)
    antwoord = client.post(reverse("toelating_toevoegen", args=[organisatie.pk]), gegevens, follow=True)
    bladzijde = antwoord.content.decode()
    assert "Daaraan is nog niet voldaan." in bladzijde
    assert "geldt nu niet" in bladzijde and "geldt nu<" in bladzijde
    assert toelatingen(wereld).count() == 2
    nieuw = toelatingen(wereld).get(van=date(2027, 1, 1))
    client.post(reverse("toelating_wijzigen", args=[nieuw.pk]), gegevens | {"voldaan_op": "1-12-2026"})
    nieuw.refresh_from_db()
    assert nieuw.voldaan_op == date(2026, 12, 1)
    assert [rij.reden for rij in Gebeurtenis.objects.filter(handeling="toelatingen_bijhouden")] == [
        "Toegevoegd: contract van 1 januari 2027 tot en met 31 december 2028, nog niet aan de voorwaarden voldaan",
        "aan de voorwaarden voldaan op: leeg, nu 1 december 2026",
    ]
    assert {rij.onderwerp for rij in Gebeurtenis.objects.filter(handeling="toelatingen_bijhouden")} == {nieuw.onderwerp}
    assert "leeg, nu 1 december 2026" in client.get(organisatie.get_absolute_url()).content.decode()


def test_a_contract_that_ends_before_it_begins_is_refused(wereld, als):
    gegevens = {"van": "2-1-2027", "tot": "1-1-2027", "reikwijdte": "x", "voorwaarden": "y"}
    url = reverse("toelating_toevoegen", args=[wereld.karin.organisatie_id])
    bladzijde = als(wereld.gijs).post(url, gegevens).content.decode()
    assert "Het contract eindigt voor het begint." in bladzijde
    assert 'value="2-1-2027"' in bladzijde
    with pytest.raises(IntegrityError, match="toelating_tot_na_van"), transaction.atomic():
        toelatingen(wereld).update(tot=date(2000, 1, 1))


def test_only_a_certifier_is_admitted_and_only_by_the_bureau(wereld):
    gegevens = {"van": over(0), "tot": over(9), "reikwijdte": "x", "voorwaarden": "y", "voldaan_op": None}
    with pytest.raises(Geweigerd, match="geen certificerende instelling"):
        handelingen.toelating_toevoegen(wereld.gijs, wereld.joke.organisatie, **gegevens)
    for wie in (wereld.nora, wereld.karin):
        with pytest.raises(Geweigerd, match="Alleen een labelbeheerder"):
            handelingen.toelating_toevoegen(wie, wereld.karin.organisatie, **gegevens)


def test_who_works_for_the_certifier_reads_its_own_admissions_only(wereld, als):
    assert set(Toelating.objects.zichtbaar_voor(wereld.meike)) == set(toelatingen(wereld))
    assert not Toelating.objects.zichtbaar_voor(wereld.joke).exists()
    bladzijde = als(wereld.meike).get(reverse("eigen_organisatie")).content.decode()
    assert "externe audit en combinatietoets" in bladzijde
    assert "Wijzig deze toelating" not in bladzijde
