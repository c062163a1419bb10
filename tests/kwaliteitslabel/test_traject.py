"""The page of one traject, for every party, from the first status to the last."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.models import Gebeurtenis
from meting.inloggen import inloggen
from tests.conftest import StrengeClient
from tests.gedeeld import gedeelde_wereld
from tests.personen import STAPPEN, WEG, klein_kader, traject_in
from trajecten.levensloop import BEURTEN, AanZet, Status
from trajecten.models import Traject

PARTIJEN = ("joke", "ingrid", "karin", "meike", "roel", "bert", "femke", "gijs")


@pytest.fixture(scope="module")
def weg(django_db_setup, django_db_blocker, tmp_path_factory):
    """Per status the page of the traject as each party got it on the way, and how many queries that took."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject = traject_in(Status.AANGEMELD, wereld, klein_kader())
        wereld.clients = {naam: inloggen(StrengeClient(), getattr(wereld, naam)) for naam in PARTIJEN}
        wereld.gezien, wereld.werk, wereld.nummer = {}, {}, traject.nummer
        for status in WEG:
            if status != Status.AANGEMELD:
                STAPPEN[status](wereld, Traject.objects.get(pk=traject.pk), "toekennen")
            for naam, client in wereld.clients.items():
                with CaptureQueriesContext(connection) as gesteld:
                    antwoord = client.get(reverse("traject", args=[traject.nummer]))
                wereld.gezien[status, naam] = (antwoord, len(gesteld))
                for werk in client.get(reverse("mijn_werk")).context["werk"]:
                    wereld.werk[status, naam] = client.get(werk.url).status_code
        yield wereld


def bladzijde(weg, status, naam):
    antwoord, _ = weg.gezien[status, naam]
    return antwoord.content.decode()


def test_in_every_status_the_page_asks_at_most_fifteen_queries(weg):
    assert {sleutel: vragen for sleutel, (_, vragen) in weg.gezien.items() if vragen > 15} == {}


@pytest.mark.parametrize("status", WEG)
def test_a_party_sees_the_page_from_the_moment_it_may(weg, status):
    altijd = {"joke", "ingrid", "karin", "gijs"}
    met_team = set() if status == Status.AANGEMELD else {"meike", "roel"}
    voorgedragen = {"femke"} if WEG.index(status) >= WEG.index(Status.VOORGEDRAGEN) else set()
    belang_verklaard = {"bert"} if WEG.index(status) >= WEG.index(Status.BESLOTEN) else set()
    ziet = {naam for naam in PARTIJEN if weg.gezien[status, naam][0].status_code == 200}
    assert ziet == altijd | met_team | voorgedragen | belang_verklaard
    assert {weg.gezien[status, naam][0].status_code for naam in PARTIJEN} <= {200, 404}


@pytest.mark.parametrize("status", [status for status in WEG if BEURTEN[status].wie != AanZet.NIEMAND])
def test_one_party_is_at_turn_and_the_others_see_who(weg, status):
    gelezen = {
        naam: bladzijde(weg, status, naam) for naam in PARTIJEN if weg.gezien[status, naam][0].status_code == 200
    }
    assert sum("U bent aan zet." in tekst for tekst in gelezen.values()) <= 2
    for naam, tekst in gelezen.items():
        assert ("U bent aan zet." in tekst) != ("aan zet.</b>" in tekst.replace("U bent aan zet.", "")), naam


def test_who_is_at_turn_gets_to_the_place_with_one_click(weg):
    rollen = {
        Status.AANGEMELD: {"karin"},
        Status.VOORBEREIDING: {"joke", "ingrid"},
        Status.INGEDIEND: {"karin"},
        Status.GEPLAND: {"meike"},
        Status.IN_TOETSING: {"meike"},
        Status.INTERNE_CONTROLE: {"roel"},
        Status.WEDERHOOR: {"joke", "ingrid"},
        Status.REACTIE_VERWERKEN: {"meike"},
        Status.VERBETERPLANNEN: {"joke", "ingrid"},
        Status.PLANNEN_BEOORDELEN: {"meike"},
        Status.ADVIES: {"karin"},
        Status.VOORGEDRAGEN: {"femke"},
        Status.GEAGENDEERD: {"bert"},
        Status.BESLOTEN: {"gijs"},
    }
    assert weg.werk == {(status, naam): 200 for status, namen in rollen.items() for naam in namen}


def test_every_piece_that_is_linked_can_be_opened(weg, db):
    """At the end everything is there; who sees a link can follow it."""
    for naam, client in weg.clients.items():
        stukken = weg.gezien[Status.LOPEND, naam][0].context["stukken"]
        assert stukken, naam
        assert {stuk.url: client.get(stuk.url).status_code for stuk in stukken} == {stuk.url: 200 for stuk in stukken}


def test_the_timeline_tells_the_whole_road_and_every_step_happened(weg):
    antwoord, _ = weg.gezien[Status.LOPEND, "joke"]
    assert [punt["stand"] for punt in antwoord.context["tijdlijn"]] == ["klaar"] * 15
    antwoord, _ = weg.gezien[Status.WEDERHOOR, "joke"]
    assert [punt["stand"] for punt in antwoord.context["tijdlijn"]].count("nu") == 1


@pytest.mark.parametrize("status", WEG)
def test_the_five_phases_have_at_most_one_that_is_now(weg, status):
    fasen = weg.gezien[status, "joke"][0].context["fasen"]
    standen = [fase["stand"] for fase in fasen]
    assert len(standen) == 5
    assert standen.count("nu") == (0 if status == Status.LOPEND else 1)
    assert standen == sorted(standen, key=["klaar", "nu", ""].index)


def test_the_log_on_the_page_shows_what_a_party_may_read(weg, db):
    alle = Gebeurtenis.objects.filter(onderwerp=f"traject {weg.nummer}").count()
    regels = {
        naam: [rij["wat"] for rij in weg.gezien[Status.LOPEND, naam][0].context["logregels"]] for naam in PARTIJEN
    }
    assert all(len(gelezen) < alle for gelezen in regels.values())
    assert "Stem uitgebracht" in regels["bert"]
    assert all("Stem uitgebracht" not in regels[naam] for naam in PARTIJEN if naam not in ("bert", "femke"))
    assert "Gesprek afgerond" in regels["meike"]
    assert "Gesprek afgerond" not in regels["joke"]


def test_the_moments_in_the_log_are_written_as_html_wants_them(weg):
    momenten = re.findall(r'<time datetime="([^"]+)"', bladzijde(weg, Status.LOPEND, "gijs"))
    assert momenten
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d{4})?", moment) for moment in momenten)
