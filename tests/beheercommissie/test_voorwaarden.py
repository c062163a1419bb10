"""Conditions as items: written by the chair without losing a word, part of what was decided, and only where they belong."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import besluiten, opstellen
from beheercommissie.models import Besluit, Voorwaardeklad
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import commissie
from tests.vervolg import WAT, voorwaarde
from toetsing.models import Voorbehoud, Voorwaarde
from trajecten.models import Traject

MOTIVERING = "De omgang met gegevens vraagt een tweede blik."
MET_VOORBEHOUD = {"optie": "toekennen_met_voorbehoud", "motivering": MOTIVERING, "afwijking": "Om de gegevens."}


@pytest.fixture
def gestemd(wereld, agendapunt, stemmen_van):
    """The committee is of one mind about an award with a reservation."""
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen_met_voorbehoud"))
    return agendapunt


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"hoe": "  "}, "Voorwaarde 1: vul alles in, of haal de voorwaarde weg."),
        ({"uiterlijk": None}, "Voorwaarde 1: vul alles in, of haal de voorwaarde weg."),
        ({"uiterlijk": timezone.localdate()}, "Voorwaarde 1: kies een dag na vandaag, en uiterlijk"),
        (
            {"uiterlijk": timezone.localdate() + timedelta(days=400)},
            "Voorwaarde 1: kies een dag na vandaag, en uiterlijk",
        ),
    ],
)
def test_a_condition_is_whole_and_comes_before_the_investigation(wereld, gestemd, anders, zin):
    with pytest.raises(Geweigerd, match=zin):
        besluiten(wereld.anna, gestemd, **MET_VOORBEHOUD, voorwaardenlijst=[voorwaarde(**anders)])
    assert not Besluit.objects.exists()


def test_a_reservation_asks_for_a_condition_or_a_plan_to_follow(wereld, gestemd):
    assert opstellen(wereld.anna, gestemd, **MET_VOORBEHOUD).voorwaardenlijst == []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        gestemd.traject.verbeterplannen.update(goedgekeurd_op=None, goedgekeurd_door=None)
    with pytest.raises(Geweigerd, match="Schrijf ten minste één voorwaarde"):
        opstellen(wereld.anna, gestemd, **MET_VOORBEHOUD)


def test_an_award_without_a_reservation_has_no_conditions(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    with pytest.raises(Geweigerd, match="Bij dit besluit horen geen voorwaarden"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING, voorwaardenlijst=[voorwaarde()])
    besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    assert not Voorbehoud.objects.exists()


def test_the_conditions_are_part_of_what_was_decided(wereld, gestemd):
    besluit = besluiten(wereld.anna, gestemd, **MET_VOORBEHOUD, voorwaardenlijst=[voorwaarde()])
    gelezen = Besluit.objects.get()
    assert gelezen.sha256 == besluit.sha256
    assert [een.wat for een in gelezen.voorwaardenlijst] == [WAT]
    assert gelezen.voorbehoud.onderzoek_op == gelezen.volgend_onderzoek_op
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Voorwaarde.objects.update(hoe="Anders.")
    assert Besluit.objects.get().sha256 != besluit.sha256


def test_a_decision_of_before_keeps_its_text_and_its_hash(als, wereld, gestemd):
    """As it was when conditions were one text: the row is read, and gives the hash that stands in the log."""
    besluit = besluiten(wereld.anna, gestemd, **MET_VOORBEHOUD)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Besluit.objects.update(voorwaarden="Maak eerst de dossiers in orde.")
        Voorbehoud.objects.all().delete()
    oud = Besluit.objects.get()
    assert oud.sha256 == controlegetal(
        {
            "nummer": oud.nummer,
            "dossier": gestemd.sha256,
            "optie": oud.optie,
            "motivering": MOTIVERING,
            "voorwaarden": "Maak eerst de dossiers in orde.",
            "volgend_onderzoek_op": oud.volgend_onderzoek_op.isoformat(),
            "bezwaar_tot_en_met": oud.bezwaar_tot_en_met.isoformat(),
            "uitslag": oud.uitslag,
            "besloten_op": oud.besloten_op.isoformat(),
            "certificaat": Traject.objects.get().certificaten.get().sha256,
        }
    )
    assert besluit.heeft_voorbehoud and oud.heeft_los_voorbehoud
    assert "Maak eerst de dossiers in orde." in tekst(
        als(wereld.joke).get(reverse("besluit", args=[gestemd.traject.nummer]))
    )


def test_the_chair_adds_writes_and_takes_away_conditions_without_javascript(als, wereld, gestemd):
    client, url = als(wereld.anna), reverse("besluiten", args=[gestemd.pk])
    gegevens = {**MET_VOORBEHOUD, "motivering_basis": vingerafdruk(""), "afwijking_basis": vingerafdruk("")}
    client.post(url, gegevens | {"erbij": "ja"})
    client.post(url, gegevens | {"erbij": "ja", "motivering_basis": vingerafdruk(MOTIVERING)})
    een, twee = Voorwaardeklad.objects.all()
    getypt = {
        f"voorwaarde-{een.pk}-{veld}": waarde for veld, waarde in {"wat": WAT, "uiterlijk": "31 februari 2027"}.items()
    }
    basis = {f"voorwaarde-{klad.pk}-{veld}_basis": vingerafdruk("") for klad in (een, twee) for veld in ("wat", "hoe")}
    keuzes = {f"voorwaarde-{een.pk}-{veld}_basis": vingerafdruk("") for veld in ("uiterlijk", "kijker")}
    pagina = tekst(client.post(url, gegevens | basis | keuzes | getypt))
    assert "Deze dag bestaat niet." in pagina and WAT in pagina and not Besluit.objects.exists()
    # What was good is kept, so that this is what the next save begins from.
    basis[f"voorwaarde-{een.pk}-wat_basis"] = vingerafdruk(WAT)
    op = timezone.localdate() + relativedelta(months=6)
    getypt |= {
        f"voorwaarde-{een.pk}-uiterlijk": f"{op:%d-%m-%Y}",
        f"voorwaarde-{een.pk}-kijker": "commissie",
        f"voorwaarde-{een.pk}-hoe": "In het verslag.",
    }
    client.post(url, gegevens | basis | keuzes | getypt | {"weg": twee.pk})
    assert list(Voorwaardeklad.objects.values_list("pk", "wat", "uiterlijk", "kijker")) == [
        (een.pk, WAT, op, "commissie")
    ]
    vast = {
        f"voorwaarde-{een.pk}-hoe_basis": vingerafdruk("In het verslag."),
        f"voorwaarde-{een.pk}-uiterlijk_basis": vingerafdruk(dag(op)),
        f"voorwaarde-{een.pk}-kijker_basis": vingerafdruk("commissie"),
        "motivering_basis": vingerafdruk(MOTIVERING),
        "afwijking_basis": vingerafdruk("Om de gegevens."),
    }
    nalezen = tekst(client.post(url, gegevens | basis | getypt | vast))
    assert "Zo leest de organisatie het" in nalezen and WAT in nalezen and "de beheercommissie" in nalezen
    client.post(url, gegevens | basis | getypt | vast | {"vastleggen": "ja"})
    assert [een.hoe for een in Besluit.objects.get().voorwaardenlijst] == ["In het verslag."]


def test_a_condition_that_is_being_written_saves_itself_for_its_writer_alone(als, wereld, gestemd):
    klad = Voorwaardeklad.objects.create(agendapunt=gestemd, gebruiker=wereld.anna.gebruiker)
    url = reverse("voorwaarde_bewaren", args=[klad.pk])
    gegevens = {"veld": "uiterlijk", "tekst": "31 mei 2027", "basis": vingerafdruk("")}
    assert als(wereld.bert).post(url, gegevens).status_code == 404
    assert als(wereld.anna).post(url, gegevens).json()["stand"] == "bewaard"
    assert als(wereld.anna).post(url, gegevens | {"tekst": "ooit"}).status_code == 422
    klad.refresh_from_db()
    assert f"{klad.uiterlijk:%d-%m-%Y}" == "31-05-2027"
