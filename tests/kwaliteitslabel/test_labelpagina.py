"""The home of a label: its years, what comes next, who reads it, and how it was handed over."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificaten.bevoegdheden import te_hernieuwen_vanaf
from certificaten.handelingen import uitreiking_vastleggen
from certificaten.models import Certificaat, Certificaatbestand, Wijziging
from huisstijl.templatetags.opmaak import dagkort
from kwaliteitslabel.label.jaren import KOLOMMEN, Knoop, Spoor, jaren
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.certificaten.vermeldingen import vermelding, wijziging
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.levensloop import Status
from trajecten.models import Cyclus, Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.LOPEND, wereld, klein_kader(), optie="toekennen_met_voorbehoud")
        wereld.certificaat = Certificaat.objects.get()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def lees(client, wereld, naam="label"):
    return " ".join(client.get(reverse(naam, args=[wereld.certificaat.cyclus_id])).content.decode().split())


def test_a_holder_comes_from_the_menu_to_the_years_of_the_label_and_what_comes_next(als, wereld):
    client = als(wereld.ingrid)
    antwoord = client.get(reverse("labels"))
    assert antwoord.url == reverse("label", args=[wereld.certificaat.cyclus_id])
    bladzijde = lees(client, wereld)
    besluit = wereld.traject.agendapunten.get().besluit
    for stuk in (
        "Ons label: Welzijn Wilgendam",
        "Toegekend",
        f"uiterlijk {dagkort(besluit.volgend_onderzoek_op)}",
        f"vanaf {dagkort(te_hernieuwen_vanaf(wereld.certificaat))}",
        "Laatste dag",
        f"Traject {wereld.traject.nummer}",
        reverse("certificaat_pdf", args=[wereld.certificaat.nummer]),
    ):
        assert stuk in bladzijde


def test_the_home_of_a_label_tells_of_a_suspension_and_how_it_ended(als, wereld):
    wijziging(wereld.certificaat, Wijziging.Soort.GESCHORST, over(-1))
    bladzijde = lees(als(wereld.karin), wereld)
    assert "Het label van Welzijn Wilgendam" in bladzijde
    assert "De plannen zijn niet uitgevoerd." in bladzijde
    wijziging(wereld.certificaat, Wijziging.Soort.HERSTELD, over(0))
    bladzijde = lees(als(wereld.karin), wereld)
    assert "De plannen zijn niet uitgevoerd." not in bladzijde
    assert "Geschorst" in bladzijde and "Hersteld" in bladzijde


def test_labels_of_two_scopes_stand_side_by_side(als, wereld):
    ander = vermelding(
        wereld.traject, wereld.bram.organisatie, "KSW-2026-0900", over(-30), reikwijdte="het jongerenwerk"
    )
    eigen = Cyclus.objects.create(organisatie=wereld.joke.organisatie)
    tweede = vermelding(
        wereld.traject, wereld.joke.organisatie, "KSW-2026-0901", over(-10), reikwijdte="het jongerenwerk", cyclus=eigen
    )
    werk = als(wereld.ingrid).get(reverse("mijn_werk")).content.decode()
    assert werk.count("U hebt het label") == 2
    for een in (wereld.certificaat, tweede):
        assert een.nummer in werk
        assert "is geldig" in als(wereld.ingrid).get(een.get_absolute_url()).content.decode()
    assert ander.nummer not in werk


def test_the_list_of_labels_shows_each_as_it_stands_and_finds_by_name(als, wereld):
    vermelding(wereld.traject, wereld.bram.organisatie, "KSW-2020-0900", over(-3 * 365), houder="Het Veer")
    client = als(wereld.gijs)
    assert "2 labels" in client.get(reverse("labels")).content.decode()
    gevonden = client.get(reverse("labels"), {"zoek": "veer"}).content.decode()
    assert "Het Veer" in gevonden and "Verlopen" in gevonden and "Welzijn Wilgendam" not in gevonden
    assert "Geen label gevonden" in client.get(reverse("labels"), {"zoek": "nergens"}).content.decode()


def test_a_label_of_ten_years_asks_no_more_of_the_database_than_one_of_two(als, wereld):
    client = als(wereld.gijs)

    def vragen():
        with CaptureQueriesContext(connection) as gesteld:
            lees(client, wereld)
        return len(gesteld)

    vragen()
    voor = vragen()
    for nummer in range(1, 5):
        oud = vermelding(
            wereld.traject,
            wereld.joke.organisatie,
            f"KSW-20{nummer:02d}-0900",
            over(-730 * nummer),
            cyclus=wereld.certificaat.cyclus,
        )
        Certificaatbestand.objects.create(certificaat=oud, bestand="certificaten/x.pdf", sha256="0" * 64)
        wijziging(oud, Wijziging.Soort.GESCHORST, over(-730 * nummer + 100))
    assert vragen() == voor <= 13


def test_without_a_certificate_the_page_says_that_there_is_no_label_yet(als, wereld):
    cyclus = Cyclus.objects.create(organisatie=wereld.joke.organisatie)
    traject = Traject.objects.get(pk=wereld.traject.pk)
    traject.pk, traject.nummer, traject.cyclus, traject.status = None, "2026-950", cyclus, Status.AANGEMELD
    traject.save(force_insert=True)
    bladzijde = als(wereld.ingrid).get(reverse("label", args=[cyclus.pk])).content.decode()
    assert "Het label is nog niet toegekend" in bladzijde
    assert "aan zet" in bladzijde


# The hand-over


def test_the_hand_over_is_written_down_shown_and_can_be_put_right(als, wereld):
    client, url = als(wereld.gijs), reverse("uitreiking", args=[wereld.certificaat.cyclus_id])
    for plaats in ("het buurthuis", "de ledenvergadering in Utrecht"):
        gegevens = {"op": dagkort(timezone.localdate()), "plaats": plaats, "door_wie": "de voorzitter"}
        assert client.post(url, gegevens).url == reverse("label", args=[wereld.certificaat.cyclus_id])
    bladzijde = lees(als(wereld.ingrid), wereld)
    assert "de ledenvergadering in Utrecht, door de voorzitter" in bladzijde
    assert (
        Gebeurtenis.objects.filter(onderwerp=wereld.certificaat.onderwerp, handeling="uitreiking_vastleggen").count()
        == 2
    )


@pytest.mark.parametrize(("dagen", "zin"), [(1, "is nog niet geweest"), (-400, "Toen was er nog geen besluit")])
def test_a_certificate_is_handed_over_after_the_decision_and_not_in_time_to_come(als, wereld, dagen, zin):
    gegevens = {"op": dagkort(over(dagen)), "plaats": "Utrecht", "door_wie": "de voorzitter"}
    antwoord = als(wereld.gijs).post(reverse("uitreiking", args=[wereld.certificaat.cyclus_id]), gegevens)
    assert zin in antwoord.content.decode() and "Utrecht" in antwoord.content.decode()
    with pytest.raises(Geweigerd, match=zin):
        uitreiking_vastleggen(
            wereld.gijs, wereld.certificaat, op=over(dagen), plaats="Utrecht", door_wie="de voorzitter"
        )


def test_what_a_holder_takes_along_is_there_as_long_as_the_label_holds(als, wereld):
    client = als(wereld.ingrid)
    bladzijde = lees(client, wereld, "label_uitdragen")
    assert wereld.certificaat.get_absolute_url() in bladzijde and "Beeldmerk (SVG)" in bladzijde
    wijziging(wereld.certificaat, Wijziging.Soort.GESCHORST, over(0))
    bladzijde = lees(client, wereld, "label_uitdragen")
    assert "Gebruik het label nu niet." in bladzijde and "Beeldmerk (SVG)" not in bladzijde


# The years


def test_knots_whose_words_would_lie_over_each_other_stand_below_each_other():
    begin = date(2027, 1, 1)
    knopen = [Knoop(begin + timedelta(days=dagen), f"Knoop {dagen}") for dagen in (0, 10, 20, 250, 729)]
    (spoor,) = jaren([Spoor("Het label", knopen), Spoor("Leeg", [])], begin).sporen
    assert [knoop.rij for knoop in spoor.knopen] == [1, 2, 3, 1, 1]
    assert [knoop.links for knoop in spoor.knopen] == [False, False, False, False, True]
    assert (spoor.knopen[0].kolom, spoor.knopen[-1].kolom) == (1, KOLOMMEN)


@pytest.mark.parametrize("jaar", [1, 2, 10, 40])
def test_the_years_of_a_label_of_any_age_fit(jaar):
    begin = date(2027, 3, 1)
    knopen = [Knoop(begin + timedelta(days=nummer * 91), "Voortgang") for nummer in range(jaar * 4)]
    beeld = jaren([Spoor("Plannen", knopen)], begin + timedelta(days=365))
    assert all(1 <= knoop.kolom <= KOLOMMEN for knoop in beeld.sporen[0].knopen)
    grenzen = [kolom for _, kolom in beeld.jaargrenzen]
    assert all(volgende - kolom >= 2 for kolom, volgende in pairwise(grenzen))
