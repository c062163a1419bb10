"""How long each party had a traject: on its page, and on the page of the bureau with everything that is late."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huisstijl.bladeren import PER_BLADZIJDE
from normenkader.models import Partij
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.klokken import lees, na, op, opnieuw
from tests.personen import traject_in
from tests.rijen import trajecten_erbij
from toetsing.handelingen import wederhoor
from trajecten import handelingen
from trajecten.klok import bijwerken
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.wachttijd import wachttijden


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject at which the organisation can react to the draft; all before it was done today."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.WEDERHOOR, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return opnieuw(wereld.traject)


def tijd(traject):
    return wachttijden([opnieuw(traject)])[traject.pk]


def test_the_days_of_each_party_stand_on_the_page_by_name(als, wereld, traject):
    with op(over(5)):
        wederhoor.reactie_indienen(wereld.ingrid, traject)
    with op(over(12)):
        zin = "Tot nu toe: bij u 5 dagen, bij Toetshuis Noorderlicht 7 dagen."
        assert zin in lees(als(wereld.joke), "traject", traject)
        zin = "Tot nu toe: bij u 7 dagen, bij Welzijn Wilgendam 5 dagen."
        for wie in (wereld.karin, wereld.meike):
            assert zin in lees(als(wie), "traject", traject)
        zin = "Tot nu toe: bij Welzijn Wilgendam 5 dagen, bij Toetshuis Noorderlicht 7 dagen."
        assert zin in lees(als(wereld.gijs), "traject", traject)


def test_days_that_a_traject_was_suspended_count_for_nobody(als, wereld, traject):
    with op(over(3)):
        handelingen.aanhouden(wereld.karin, traject, "De gemeente wacht op een brief.")
    with op(over(13)):
        handelingen.hervatten(wereld.karin, traject)
    with op(over(15)):
        assert tijd(traject).bij[Partij.ORGANISATIE] == 5
        assert tijd(traject).aangehouden == 10
        assert "bij u 5 dagen, bij Toetshuis Noorderlicht 0 dagen, aangehouden 10 dagen." in lees(
            als(wereld.joke), "traject", traject
        )


def test_a_term_that_passed_in_silence_counts_from_the_day_after_it_also_before_it_is_written_down(wereld, traject):
    loopt = (traject.termijn - over(0)).days + 1
    with na(traject, 4):
        assert tijd(traject).bij == {Partij.ORGANISATIE: loopt, Partij.CERTIFICEERDER: 3}
        assert bijwerken() == 1
        assert tijd(traject).bij == {Partij.ORGANISATIE: loopt, Partij.CERTIFICEERDER: 3}


# The page of the bureau


def namen(client, **vraag):
    antwoord = client.get(reverse("te_laat"), vraag)
    return [een.organisatie.naam for een in antwoord.context["bladzijde"]]


def laat(wereld, naam, status, dagen=-10):
    (traject,) = trajecten_erbij(wereld, wereld.traject.kaderversie, [naam], status, termijn=over(dagen))
    Traject.objects.filter(pk=traject.pk).update(status_sinds=traject.status_sinds - timedelta(days=40))


def test_the_bureau_reads_what_is_late_per_party_and_how_long_it_was_where(als, wereld):
    laat(wereld, "Buurthuis Schrijft", Status.VERBETERPLANNEN)
    laat(wereld, "Buurthuis Wacht", Status.INTERNE_CONTROLE, -20)
    laat(wereld, "Buurthuis Op tijd", Status.ADVIES, 3)
    gijs = als(wereld.gijs)
    antwoord = gijs.get(reverse("te_laat"))
    assert namen(gijs) == ["Buurthuis Wacht", "Buurthuis Schrijft"]
    assert [(partij, aantal) for partij, _, aantal, _ in antwoord.context["per_partij"]] == [
        (Partij.ORGANISATIE, 1),
        (Partij.CERTIFICEERDER, 1),
        (Partij.COMMISSIE, 0),
        (Partij.BUREAU, 0),
    ]
    bladzijde = antwoord.content.decode()
    assert "bij Buurthuis Schrijft 40 dagen" in bladzijde
    assert "bij Toetshuis Noorderlicht 40 dagen" in bladzijde
    assert bladzijde.count("te laat sinds") == 2
    assert namen(gijs, partij="organisatie") == ["Buurthuis Schrijft"]
    assert namen(gijs, partij="bestaat niet", q="wacht") == ["Buurthuis Wacht"]
    assert set(namen(gijs, wat="alles")) == {
        "Buurthuis Wacht",
        "Buurthuis Schrijft",
        "Buurthuis Op tijd",
        "Welzijn Wilgendam",
    }


def test_the_export_has_the_same_rows_with_the_days(als, wereld):
    laat(wereld, "Buurthuis Schrijft", Status.VERBETERPLANNEN)
    laat(wereld, "Buurthuis Wacht", Status.INTERNE_CONTROLE, -20)
    vraag = {"sorteer": "-organisatie"}
    tekst = als(wereld.gijs).get(reverse("te_laat_export", args=["csv"]), vraag).inhoud.decode("utf-8-sig")
    koppen, *rijen = csv.reader(io.StringIO(tekst), delimiter=";")
    assert koppen[7:10] == ["Te laat sinds", "Dagen bij de organisatie", "Dagen bij de certificerende instelling"]
    assert [(rij[1], *rij[7:10]) for rij in rijen] == [
        ("Buurthuis Wacht", over(-19).isoformat(), "0", "40"),
        ("Buurthuis Schrijft", over(-9).isoformat(), "40", "0"),
    ]
    assert als(wereld.gijs).get(reverse("te_laat_export", args=["xlsx"])).status_code == 200


def test_many_late_trajecten_ask_no_more_queries(als, wereld):
    gijs, vragen = als(wereld.gijs), []
    for aantal in (3, 27, 270):
        trajecten_erbij(
            wereld, wereld.traject.kaderversie, [f"Laat {aantal} {n}" for n in range(aantal)], Status.ADVIES,
            termijn=over(-4),
        )  # fmt: skip
        with CaptureQueriesContext(connection) as gesteld:
            bladzijde = gijs.get(reverse("te_laat")).context["bladzijde"]
        vragen.append(len(gesteld))
    assert bladzijde.paginator.count == 300
    assert len(bladzijde.object_list) == PER_BLADZIJDE
    assert vragen[0] == vragen[1] == vragen[2] <= 12
