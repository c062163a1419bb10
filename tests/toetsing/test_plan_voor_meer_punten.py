"""One plan answers several improvement points: chosen by the organisation, undone without a word lost, one plan per point."""

import pytest
from django.db import Error, transaction
from django.urls import reverse

from beheercommissie.dossier import dossierinhoud
from leden.bevoegdheden import Geweigerd
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in, verder
from toetsing.bevoegdheden import verbeterplanbelemmeringen
from toetsing.handelingen import verbeterplannen
from toetsing.models import Bevinding, Verbeterplan
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """Two points: O1, with a plan that is complete, and D1, of which the plan has one text."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.VERBETERPLANNEN, wereld, klein_kader())
        eerste = Verbeterplan.objects.get()
        Verbeterplan.objects.update(
            oorzaak="Het gaat mondeling.",
            actie="Elk team kiest een moment.",
            merkbaar="Eén keer vertellen is genoeg.",
            eigenaar="teamleider ontmoeting",
            klaar_op=over(60),
        )
        andere = Bevinding.objects.filter(traject=wereld.traject).exclude(pk=eerste.bevinding_id).first()
        Verbeterplan.objects.create(traject=wereld.traject, bevinding=andere, oorzaak="Niemand let erop.")
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    gedeeld.plan, gedeeld.ander = Verbeterplan.objects.order_by("pk")
    return gedeeld


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def kies(client, plan, *punten, stond=()):
    """Save the choice of points as the page does."""
    velden = {
        "veld": "ook_over",
        "tekst": ",".join(str(punt.pk) for punt in punten),
        "basis": schrijven.vingerafdruk(",".join(str(punt.pk) for punt in stond)),
    }
    adres = reverse("verbeterplan_bewaren", args=[plan.traject.nummer, plan.pk])
    return client.post(adres, velden, HTTP_ACCEPT="application/json")


def test_a_plan_takes_in_another_point_and_lets_it_go_with_its_text(als, wereld):
    joke, ingrid, plan, ander = als(wereld.joke), als(wereld.ingrid), wereld.plan, wereld.ander
    norm, eigen = ander.bevinding.norm.nummer, plan.bevinding.norm.nummer
    lijst = reverse("verbeterplannen", args=[wereld.traject.nummer])
    assert f"Schrijf in het plan bij norm {norm} nog op" in tekst(ingrid.get(lijst))
    assert f"Norm {norm}: {ander.bevinding.tekst}" in tekst(joke.get(plan.get_absolute_url()))
    assert kies(joke, plan, ander).json()["stand"] == "bewaard"
    samen = tekst(ingrid.get(lijst))
    assert f"Schrijf het plan bij norm {eigen} en {norm}" in samen
    assert ander.bevinding.tekst in samen and "nog op:" not in samen
    assert joke.get(ander.get_absolute_url()).url == plan.get_absolute_url()
    ander.refresh_from_db()
    (zin,) = verbeterplanbelemmeringen(wereld.joke, ander)
    assert zin == f"Dit verbeterpunt hoort nu bij het plan bij norm {eigen}. Ga naar dat plan."
    assert kies(joke, plan, stond=[ander]).json()["stand"] == "bewaard"
    assert "Niemand let erop." in tekst(joke.get(ander.get_absolute_url()))
    assert f"Schrijf in het plan bij norm {norm} nog op" in tekst(ingrid.get(lijst))


def test_a_choice_of_a_colleague_is_not_overwritten(als, wereld):
    kies(als(wereld.joke), wereld.plan, wereld.ander)
    antwoord = kies(als(wereld.ingrid), wereld.plan)
    assert (antwoord.status_code, antwoord.json()["tekst"]) == (409, str(wereld.ander.pk))
    assert wereld.plan.ook_over.count() == 1


def test_a_plan_that_answers_another_point_cannot_go_under_that_one(als, wereld):
    kies(als(wereld.joke), wereld.plan, wereld.ander)
    assert kies(als(wereld.joke), wereld.ander, wereld.plan).status_code in (403, 422)
    assert Verbeterplan.objects.eigen().get() == wereld.plan


def test_without_javascript_the_points_go_along_with_the_plan(als, wereld):
    plan = wereld.plan
    velden = {veld: getattr(plan, veld) for veld in (*Verbeterplan.TEKSTEN, "eigenaar")}
    velden["klaar_op"] = plan.klaar_op.isoformat()
    als(wereld.joke).post(
        plan.get_absolute_url(), velden | {"ook_over": [wereld.ander.pk], "ook_over_basis": schrijven.vingerafdruk("")}
    )
    assert list(plan.ook_over.all()) == [wereld.ander]


def test_the_database_knows_one_plan_per_point(wereld):
    plan, ander, rijen = wereld.plan, wereld.ander, Verbeterplan.objects
    kringen = ([(plan, plan)], [(plan, ander), (ander, plan)])
    for stappen in kringen:
        with pytest.raises(Error, match="valt onder een plan"), transaction.atomic():
            for rij, onder in stappen:
                rijen.filter(pk=rij.pk).update(valt_onder=onder)
    with pytest.raises(Error, match="verbeterplan_bevinding_id"), transaction.atomic():
        rijen.create(traject=wereld.traject, bevinding=plan.bevinding)


def test_from_the_agreement_on_it_is_one_plan_for_everybody(als, wereld):
    plan, ander = wereld.plan, wereld.ander
    kies(als(wereld.joke), plan, ander)
    verbeterplannen.verbeterplannen_indienen(wereld.ingrid, wereld.traject)
    traject = verder(Traject.objects.get(pk=wereld.traject.pk), Status.VOORGEDRAGEN, wereld)
    for naam in ("joke", "meike", "karin"):
        html = tekst(als(getattr(wereld, naam)).get(plan.get_absolute_url()))
        assert plan.bevinding.norm.nummer + " en " + ander.bevinding.norm.nummer in html
        assert "Afspraken staan in 2 van de 10 dossiers" in html and ander.bevinding.tekst in html
        assert "Eén keer vertellen is genoeg." in html
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        Verbeterplan.objects.filter(pk=ander.pk).update(valt_onder=None)
    with pytest.raises(Geweigerd, match="hoort nu bij het plan"):
        verbeterplannen.voortgang_melden(wereld.joke, ander, tekst="Begonnen.", is_klaar=False)
    stukken = {een["passage"]: een for een in dossierinhoud(traject)["plannen"]}
    assert stukken.keys() == {plan.bevinding.passage, ander.bevinding.passage}
    assert {een["klaar_op"] for een in stukken.values()} == {plan.klaar_op.isoformat()}
