"""Conditions with their own day: where the holder reads them, what reminds of them, and what became of each."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models import Voorwaardeklad
from berichten.maken import uit_de_tijd
from berichten.models import Poststuk
from huisstijl.templatetags.opmaak import dag as voluit
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd
from tests.beheercommissie.test_agendapunt import tekst
from tests.gedeeld import gedeelde_wereld
from tests.klokken import op
from tests.personen import klein_kader
from tests.vervolg import WAT, besluit_nemen, toegekend_met_voorwaarden, vervolg_verder, voorwaarde
from toetsing.handelingen import verbeterplannen
from toetsing.models import Vervolgpunt, Voorbehoud, Voorwaarde
from trajecten.levensloop import Soort, Status
from trajecten.models import Traject

TWEEDE = "Bespreek elk jaar in de raad van toezicht wat er met meldingen is gedaan."


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A label that was granted on two conditions: one for the assessors, and a later one at which the committee looks."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        later = timezone.localdate() + timedelta(days=300)
        lijst = [voorwaarde(), voorwaarde(nummer=2, wat=TWEEDE, uiterlijk=later, kijker="commissie")]
        wereld.toets = toegekend_met_voorwaarden(wereld, klein_kader(), lijst)
        wereld.dag = lijst[0].uiterlijk
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    gedeeld.vervolg = Traject.objects.select_related("certificeerder").get(soort=Soort.VERVOLGONDERZOEK)
    return gedeeld


@pytest.fixture
def label(als, wereld):
    """What somebody reads on the home of the label."""
    return lambda wie: tekst(als(wie).get(reverse("label", args=[wereld.toets.cyclus_id])))


def vertellen(wereld):
    Vervolgpunt.objects.filter(voorwaarde__nummer=1).update(voortgang="De lijsten zijn vervangen.")


def titels(client):
    return [rij.titel for rij in client.get(reverse("mijn_werk")).context["werk"]]


def test_the_holder_reads_on_mijn_werk_that_there_are_conditions_and_on_the_label_which(als, wereld, label):
    werk = tekst(als(wereld.joke).get(reverse("mijn_werk")))
    onderzoek = voluit(wereld.vervolg.termijn)
    adres = reverse("label", args=[wereld.toets.cyclus_id])
    assert f"De beheercommissie vraagt iets van u, uiterlijk {onderzoek}." in werk and f"{adres}#voorwaarden" in werk
    for wie in (wereld.joke, wereld.karin, wereld.gijs):
        for stuk in (WAT, TWEEDE, f"Uiterlijk {voluit(wereld.dag)}.", onderzoek, wereld.vervolg.get_absolute_url()):
            assert stuk in label(wie), stuk
    # Also among the years, and in what comes next.
    (knoop,) = [een for een in als(wereld.joke).get(adres).context["komt"] if een.kop == "Voorwaarde 1"]
    assert (knoop.op, knoop.wie, knoop.wanneer) == (wereld.dag, "U", "uiterlijk")


def test_a_condition_of_which_nothing_was_told_in_time_is_late_until_it_is_told(als, wereld, label):
    vervolg = reverse("vervolg", args=[wereld.vervolg.nummer])
    with op(wereld.dag):
        assert "te laat" not in label(wereld.gijs)
    with op(wereld.dag + timedelta(days=1)):
        assert "Voorwaarde 1: te laat" in label(wereld.gijs) and "Er is nog niets over verteld." in label(wereld.joke)
        assert "te laat" in tekst(als(wereld.karin).get(vervolg))
        houder = als(wereld.joke)
        zo_vaak = tekst(houder.get(vervolg)).count("te laat")
        vertellen(wereld)
        assert "te laat" not in label(wereld.gijs) + tekst(als(wereld.karin).get(vervolg))
        # A plan of which nothing was told either stays late.
        assert tekst(houder.get(vervolg)).count("te laat") == zo_vaak - 1


def test_what_the_assessors_and_the_committee_found_stands_beside_each_condition(wereld, label):
    vervolg_verder(wereld.vervolg, Status.ADVIES, wereld)
    assert "Voorwaarde 1: voldaan" in label(wereld.joke)
    besluit_nemen(
        wereld,
        vervolg_verder(Traject.objects.get(pk=wereld.vervolg.pk), Status.GEAGENDEERD, wereld),
        "voorwaarden_vervuld",
    )
    assert "De beheercommissie besloot dat alles is gedaan wat zij vroeg." in label(wereld.joke)
    with op(wereld.dag + timedelta(days=200)):
        assert "Voorwaarde 2: te laat" not in label(wereld.joke)


def test_progress_of_a_plan_stands_among_the_years(als, wereld, label):
    plan = wereld.toets.verbeterplannen.get()
    assert "laatst verteld" not in label(wereld.joke)
    verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Begonnen.", is_klaar=False)
    for wie in (wereld.joke, wereld.karin):
        assert "Voortgang bij O1" in label(wie)
        assert f"laatst verteld op {dagkort(timezone.localdate())}" in label(wie)


@pytest.mark.parametrize(("dagen", "aantal"), [(-15, 0), (-14, 1), (1, 1)])
def test_a_condition_that_is_due_is_work_of_the_organisation_until_it_is_told(als, wereld, dagen, aantal):
    titel = "Vertel over 1 voorwaarde wat er is gebeurd"
    with op(wereld.dag + timedelta(days=dagen)):
        for wie in (wereld.joke, wereld.ingrid):
            assert titels(als(wie)).count(titel) == aantal
        assert titel not in titels(als(wereld.karin))
        vertellen(wereld)
        assert titel not in titels(als(wereld.joke))


def test_the_organisation_hears_two_weeks_before_the_day_of_a_condition_and_when_it_has_passed(als, wereld):
    def brieven(dagen):
        with op(wereld.dag + timedelta(days=dagen)):
            uit_de_tijd(wereld.dag + timedelta(days=dagen))
        return list(
            Poststuk.objects.filter(brief__startswith="voorwaarde_").values_list("brief", flat=True).order_by("pk")
        )

    assert brieven(-15) == []
    assert brieven(-13) == brieven(0) == ["voorwaarde_bijna_om"]
    assert brieven(1) == brieven(2) == ["voorwaarde_bijna_om", "voorwaarde_te_laat"]
    for poststuk in Poststuk.objects.filter(brief__startswith="voorwaarde_"):
        assert {een.lidmaatschap for een in poststuk.bezorgingen.all()} == {wereld.joke, wereld.ingrid}
        assert voluit(wereld.dag) in poststuk.begin and WAT not in poststuk.begin
        assert als(wereld.joke).get(poststuk.pad).status_code == 200


def test_of_a_condition_that_was_told_no_letter_goes(wereld):
    vertellen(wereld)
    for dagen in (-14, 1):
        uit_de_tijd(wereld.dag + timedelta(days=dagen))
    assert not Poststuk.objects.filter(brief__startswith="voorwaarde_").exists()


def test_the_bureau_is_not_asked_to_look_and_a_choice_of_before_is_made_anew(als, wereld):
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Voorwaarde.objects.filter(nummer=2).update(kijker="bureau")
        cursor.execute("set local session_replication_role = default")
    # What stands stays readable.
    assert "Hier kijkt naar: het bureau." in tekst(als(wereld.joke).get(reverse("besluit", args=[wereld.toets.nummer])))
    vervolg = vervolg_verder(wereld.vervolg, Status.GEAGENDEERD, wereld)
    with pytest.raises(Geweigerd, match="Voorwaarde 1: kies wie ernaar kijkt, de toetsers of"):
        besluit_nemen(wereld, vervolg, "meer_tijd", voorwaardenlijst=[voorwaarde(kijker="bureau")])
    punt = vervolg.agendapunten.latest("pk")
    url = reverse("besluiten", args=[punt.pk])
    als(wereld.anna).post(f"{url}?optie=meer_tijd", {"optie": "meer_tijd", "overnemen": ""})
    assert list(Voorwaardeklad.objects.order_by("pk").values_list("kijker", flat=True)) == ["toetsers", ""]
    bladzijde = tekst(als(wereld.anna).get(f"{url}?optie=meer_tijd"))
    assert "Wie kijkt ernaar?" in bladzijde and 'value="bureau"' not in bladzijde


def test_many_conditions_ask_no_more_queries(als, wereld):
    bladzijden = [
        (als(wie), url)
        for wie in (wereld.joke, wereld.gijs)
        for url in (reverse("label", args=[wereld.toets.cyclus_id]), reverse("mijn_werk"))
    ]

    def vragen():
        aantallen = []
        for client, url in bladzijden:
            client.get(url)
            with CaptureQueriesContext(connection) as gesteld:
                client.get(url)
            aantallen.append(len(gesteld))
        return aantallen

    with op(wereld.dag):
        voor = vragen()
        erbij = [voorwaarde(nummer=nummer, voorbehoud=Voorbehoud.objects.get()) for nummer in range(3, 9)]
        for een in Voorwaarde.objects.bulk_create(erbij):
            Vervolgpunt.objects.create(traject=wereld.vervolg, voorbehoud=een.voorbehoud, voorwaarde=een)
        assert vragen() == voor
    assert max(voor) <= 13
