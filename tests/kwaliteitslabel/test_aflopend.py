"""Mijn werk tells in time that an admission or a qualification ends, to who can do something about it."""

import pytest
from django.urls import reverse

from kwaliteitslabel.werk.aflopend import loopt_af
from leden.models import Bekwaamheid, Toelating
from tests.dagen import over
from tests.rijen import trajecten_erbij
from trajecten.levensloop import Status


def titels(wie):
    return [rij.titel for rij in loopt_af(wie)]


def toelating(wereld, tot):
    Toelating.objects.filter(organisatie=wereld.karin.organisatie).update(tot=tot)


@pytest.mark.parametrize(("dagen", "aantal"), [(61, 0), (60, 1), (0, 1), (-400, 1)])
def test_sixty_days_before_an_admission_ends_the_bureau_and_the_certifier_know(wereld, dagen, aantal):
    toelating(wereld, over(dagen))
    assert titels(wereld.gijs) == ["Verleng de toelating van Toetshuis Noorderlicht, of laat die aflopen"] * aantal
    assert titels(wereld.nora) == ["Uw toelating loopt af"] * aantal
    assert titels(wereld.karin) == ["De toelating van uw organisatie loopt af"] * aantal
    assert titels(wereld.hilde) == titels(wereld.joke) == []


def test_a_new_contract_ends_the_reminder(wereld):
    toelating(wereld, over(5))
    oud = Toelating.objects.get(organisatie=wereld.karin.organisatie)
    oud.pk, oud.van, oud.tot = None, over(6), over(700)
    oud.save()
    assert titels(wereld.gijs) == titels(wereld.nora) == []


def test_trajecten_under_way_at_a_certifier_whose_admission_lapsed_are_told_to_the_bureau(wereld, kader, als):
    trajecten_erbij(wereld, kader, ["Oever", "Veer"], Status.WEDERHOOR)
    trajecten_erbij(wereld, kader, ["Brink"], Status.AFGESLOTEN)
    toelating(wereld, over(-1))
    bladzijde = als(wereld.gijs).get(reverse("mijn_werk")).content.decode()
    assert "Er zijn nog 2 trajecten onderweg." in bladzijde
    assert "Er wacht één ding op u." in bladzijde


@pytest.mark.parametrize(
    ("dagen", "titel"), [(61, []), (60, ["Werk 1 bekwaamheid bij"]), (-1, ["Werk 1 bekwaamheid bij"])]
)
def test_sixty_days_before_a_qualification_ends_the_beheerder_knows(wereld, dagen, titel):
    Bekwaamheid.objects.filter(gebruiker=wereld.meike.gebruiker).update(geldig_tot=over(dagen))
    assert titels(wereld.nora) == titel
    assert titels(wereld.hilde) == titels(wereld.gijs) == []


def test_the_way_leads_to_the_qualifications(wereld, als):
    Bekwaamheid.objects.filter(gebruiker=wereld.meike.gebruiker).update(geldig_tot=over(3))
    (rij,) = loopt_af(wereld.nora)
    assert "Meike Lisdodde" in als(wereld.nora).get(rij.url).content.decode()
