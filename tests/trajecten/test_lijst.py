"""The list of trajecten: searching, sorting, paging and taking it along."""

import csv
import io
from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy
from openpyxl import load_workbook

from huisstijl.bladeren import PER_BLADZIJDE
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader
from tests.rijen import trajecten_erbij
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        for naam, status, termijn in (
            ("Wijkwerk Zuiderpoort", Status.WEDERHOOR, date(2026, 12, 4)),
            ("Sociaal Werk Het Veer", Status.AANGEMELD, date(2026, 11, 27)),
            ("Jeugdpunt Zuidkade", Status.IN_TOETSING, None),
        ):
            trajecten_erbij(wereld, wereld.kader, [naam], status, termijn=termijn)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def lijst(client, **vraag):
    """The names of the organisations on the page, in order."""
    bladzijde = client.get(reverse("trajecten"), vraag)
    assert bladzijde.status_code == 200
    return [traject.organisatie.naam for traject in bladzijde.context["bladzijde"]]


def regels(client, **vraag):
    tekst = client.get(reverse("trajecten_export", args=["csv"]), vraag).inhoud.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(tekst), delimiter=";"))


def test_the_earliest_term_comes_first_and_no_term_last(wereld, als):
    assert lijst(als(wereld.karin)) == ["Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort", "Jeugdpunt Zuidkade"]


@pytest.mark.parametrize(
    ("sorteer", "verwacht"),
    [
        ("organisatie", ["Jeugdpunt Zuidkade", "Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort"]),
        ("-organisatie", ["Wijkwerk Zuiderpoort", "Sociaal Werk Het Veer", "Jeugdpunt Zuidkade"]),
        ("nummer", ["Wijkwerk Zuiderpoort", "Sociaal Werk Het Veer", "Jeugdpunt Zuidkade"]),
        ("-nummer", ["Jeugdpunt Zuidkade", "Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort"]),
        ("-termijn", ["Wijkwerk Zuiderpoort", "Sociaal Werk Het Veer", "Jeugdpunt Zuidkade"]),
        ("aangemeld_door__password", ["Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort", "Jeugdpunt Zuidkade"]),
    ],
)
def test_the_list_can_be_sorted(wereld, als, sorteer, verwacht):
    assert lijst(als(wereld.karin), sorteer=sorteer) == verwacht


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ({"q": "zuid"}, ["Wijkwerk Zuiderpoort", "Jeugdpunt Zuidkade"]),
        ({"q": "  veer "}, ["Sociaal Werk Het Veer"]),
        ({"q": "2026-002"}, ["Sociaal Werk Het Veer"]),
        ({"q": "%"}, []),
        ({"q": "' or 1=1"}, []),
        ({"status": "wedeRhoor"}, ["Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort", "Jeugdpunt Zuidkade"]),
        ({"status": "wederhoor"}, ["Wijkwerk Zuiderpoort"]),
        ({"aan_zet": "organisatie"}, ["Wijkwerk Zuiderpoort"]),
        ({"aan_zet": "ik"}, ["Sociaal Werk Het Veer"]),
        ({"aan_zet": "toetsers", "q": "zuid"}, ["Jeugdpunt Zuidkade"]),
        ({"aan_zet": "niemand"}, ["Sociaal Werk Het Veer", "Wijkwerk Zuiderpoort", "Jeugdpunt Zuidkade"]),
    ],
    ids=str,
)
def test_the_list_can_be_searched(wereld, als, vraag, verwacht):
    assert lijst(als(wereld.karin), **vraag) == verwacht


def test_the_standings_to_choose_from_follow_the_roads_each_under_its_kind(wereld, als):
    keuzes = als(wereld.karin).get(reverse("trajecten")).context["filterform"].fields["status"].choices
    (_, alle), *groepen = keuzes
    assert alle == "Alle standen"
    assert [(naam, [woord for _, woord in standen]) for naam, standen in groepen] == [
        (
            "Toets",
            [
                "Aangemeld",
                "Voorbereiding",
                "Ingediend",
                "Gepland",
                "In toetsing",
                "Aanvullend onderzoek",
                "Interne controle",
                "Wederhoor",
                "Reactie verwerken",
                "Verbeterplannen",
                "Plannen beoordelen",
                "Vraag aan de organisatie",
                "Vraag aan de certificerende instelling",
                "Toegekend",
                "Geweigerd",
                "Ingetrokken",
                "Aangehouden",
            ],
        ),
        ("Vervolgonderzoek", ["Voortgang", "Voortgang ingediend", "Beoordelen"]),
        ("Maatregel", ["Zienswijze", "Herstel"]),
        ("Bij meer soorten", ["Advies", "Voorgedragen", "Geagendeerd", "Besloten", "Afgesloten", "Gestaakt"]),
    ]
    gekozen = als(wereld.karin).get(reverse("trajecten"), {"status": "wederhoor"}).content.decode()
    assert '<optgroup label="Toets">' in gekozen and '<option value="wederhoor" selected>' in gekozen
    assert {code for _, standen in groepen for code, _ in standen} == set(Status)


def test_what_is_searched_for_stays_in_the_form(wereld, als):
    bladzijde = als(wereld.karin).get(reverse("trajecten"), {"q": "zuid", "status": "wederhoor"}).content.decode()
    assert 'value="zuid"' in bladzijde
    assert '<option value="wederhoor" selected>' in bladzijde


def test_an_empty_result_says_what_helps(wereld, als):
    bladzijde = als(wereld.karin).get(reverse("trajecten"), {"q": "bestaat niet"}).content.decode()
    assert "Geen traject gevonden" in bladzijde
    assert "Toon alle trajecten" in bladzijde


def test_everyone_sees_only_the_trajecten_that_one_may_know_about(wereld, als):
    assert lijst(als(wereld.wim)) == []
    assert lijst(als(wereld.joke)) == []
    assert lijst(als(wereld.tessa)) == []
    assert len(lijst(als(wereld.meike))) == 3
    assert lijst(als(wereld.femke)) == []
    assert len(lijst(als(wereld.gijs))) == 3


def test_a_long_list_is_cut_into_pages(wereld, als):
    trajecten_erbij(wereld, wereld.kader, [f"Buurthuis {n:02d}" for n in range(60)], Status.AANGEMELD)
    client = als(wereld.karin)
    eerste, tweede, derde = (lijst(client, q="Buurthuis", bladzijde=n) for n in (1, 2, 3))
    assert (len(eerste), len(tweede), len(derde)) == (PER_BLADZIJDE, PER_BLADZIJDE, 10)
    assert len({*eerste, *tweede, *derde}) == 60
    assert lijst(client, q="Buurthuis", bladzijde=99) == derde
    assert lijst(client, q="Buurthuis", bladzijde="x") == eerste


def test_the_pager_keeps_the_search(wereld, als):
    trajecten_erbij(wereld, wereld.kader, [f"Buurthuis {n:02d}" for n in range(30)], Status.AANGEMELD)
    vraag = {"q": "Buurthuis", "sorteer": "-organisatie"}
    bladzijde = als(wereld.karin).get(reverse("trajecten"), vraag).content.decode()
    assert "q=Buurthuis&amp;sorteer=-organisatie&amp;bladzijde=2" in bladzijde


def test_the_export_holds_the_same_rows_in_the_same_order(wereld, als):
    koppen, *rijen = regels(als(wereld.karin), q="zuid", sorteer="-organisatie")
    assert koppen == [
        "Nummer",
        "Organisatie",
        "Certificerende instelling",
        "Soort",
        "Stand",
        "Aan zet",
        "Termijn",
        "Te laat sinds",
    ]
    assert rijen == [
        [
            "2026-001",
            "Wijkwerk Zuiderpoort",
            "Toetshuis Noorderlicht",
            "Toets",
            "Wederhoor",
            "Wijkwerk Zuiderpoort",
            "2026-12-04",
            "",
        ],
        ["2026-003", "Jeugdpunt Zuidkade", "Toetshuis Noorderlicht", "Toets", "In toetsing", "de toetsers", "", ""],
    ]


def test_the_export_holds_all_pages(wereld, als):
    trajecten_erbij(wereld, wereld.kader, [f"Buurthuis {n:02d}" for n in range(60)], Status.AANGEMELD)
    assert len(regels(als(wereld.karin), q="Buurthuis", bladzijde=2)) == 61


@pytest.mark.parametrize("naam", ["=1+1", "+31 welzijn", "-2", "@SUM(A1)", "=cmd|' /C calc'!A0", "\tinspringen"])
def test_a_name_in_the_export_is_never_a_formula(wereld, als, naam):
    trajecten_erbij(wereld, wereld.kader, [naam], Status.WEDERHOOR, nummer="2026-900")
    (rij,) = regels(als(wereld.karin), q="2026-900")[1:]
    assert rij[1] == f"'{naam}"
    assert rij[5] == f"'{naam}"


def test_the_export_is_a_file_with_a_date_that_a_spreadsheet_reads(wereld, als):
    antwoord = als(wereld.karin).get(reverse("trajecten_export", args=["csv"]))
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    assert antwoord["Content-Disposition"].startswith('attachment; filename="trajecten-20')
    assert antwoord.inhoud.startswith(b"\xef\xbb\xbf")


def test_the_export_to_excel_holds_dates_as_dates_and_the_same_rows(wereld, als):
    antwoord = als(wereld.karin).get(reverse("trajecten_export", args=["xlsx"]), {"q": "zuid", "sorteer": "nummer"})
    assert antwoord["Content-Disposition"].endswith('.xlsx"')
    rijen = list(load_workbook(io.BytesIO(antwoord.inhoud)).active.values)
    assert [rij[0] for rij in rijen] == ["Nummer", "2026-001", "2026-003"]
    assert [rij[6] for rij in rijen] == ["Termijn", datetime(2026, 12, 4), None]


def test_the_page_offers_the_export_with_the_search_but_all_pages(wereld, als):
    bladzijde = als(wereld.karin).get(reverse("trajecten"), {"q": "zuid", "bladzijde": "1"}).content.decode()
    for vorm in ("xlsx", "csv"):
        assert f'href="/trajecten/lijst.{vorm}?q=zuid"' in bladzijde


@pytest.mark.parametrize(
    "url", [reverse_lazy("trajecten")] + [reverse_lazy("trajecten_export", args=[vorm]) for vorm in ("csv", "xlsx")]
)
def test_thirty_rows_ask_as_many_queries_as_one(wereld, als, url):
    client, vragen = als(wereld.karin), []
    for aantal in (1, 3, 30):
        trajecten_erbij(wereld, wereld.kader, [f"Hofje {aantal}-{n}" for n in range(aantal)], Status.AANGEMELD)
        with CaptureQueriesContext(connection) as gesteld:
            client.get(url, {"q": f"Hofje {aantal}-"})
        vragen.append(len(gesteld))
    assert vragen[0] == vragen[1] == vragen[2] <= 12


def test_what_is_late_is_counted_found_and_in_the_export_with_since_when(wereld, als):
    for naam, dagen in (("Buurthuis Laat", -10), ("Buurthuis Vandaag", 0), ("Buurthuis Later", -3)):
        trajecten_erbij(wereld, wereld.kader, [naam], Status.WEDERHOOR, termijn=over(dagen))
    client = als(wereld.karin)
    antwoord = client.get(reverse("trajecten"), {"q": "Buurthuis"})
    assert antwoord.context["te_laat"] == 2
    assert "twee te laat</a>" in antwoord.content.decode()
    assert lijst(client, q="Buurthuis", termijn="te_laat") == ["Buurthuis Laat", "Buurthuis Later"]
    assert lijst(client, q="Buurthuis", termijn="te_laat", sorteer="-termijn") == ["Buurthuis Later", "Buurthuis Laat"]
    rijen = regels(client, q="Buurthuis", termijn="te_laat")[1:]
    assert [(rij[1], rij[7]) for rij in rijen] == [
        ("Buurthuis Laat", over(-9).isoformat()),
        ("Buurthuis Later", over(-2).isoformat()),
    ]
    assert [rij[7] for rij in regels(client, q="Vandaag")[1:]] == [""]


def test_what_goes_on_by_itself_is_not_late(wereld, als):
    """The term passed in silence: the reaction is not late, the answer to it runs."""
    trajecten_erbij(
        wereld,
        wereld.kader,
        ["Buurthuis Stil", "Buurthuis Zwijgt"],
        Status.WEDERHOOR,
        termijn=over(-10),
        daarna=Status.REACTIE_VERWERKEN,
        daarna_termijn=over(5),
    )
    Traject.objects.filter(organisatie__naam="Buurthuis Zwijgt").update(daarna_termijn=over(-1))
    assert lijst(als(wereld.karin), termijn="te_laat", q="Buurthuis") == ["Buurthuis Zwijgt"]
