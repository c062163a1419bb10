"""A list as a file: right kinds, any length, and no cell that becomes a formula."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from openpyxl import load_workbook

from huisstijl.rekenblad import NIET_IN_XML, Kolom, als_download, csv_regels, is_formule, xlsx_bestand

DRIE = [Kolom(kop, lambda rij, n=n: rij[n]) for n, kop in enumerate(("Naam", "Plaats", "=Kop"))]
# What may stand before the sign without taking its force away.
VOORAF = st.text("\t\r\n \u00a0\u2003\ufeff\u200b", max_size=4)
KWAAD = st.builds("{}{}{}".format, VOORAF, st.sampled_from("=+-@＝＋－＠"), st.text(max_size=20))
TEKST = st.one_of(
    st.text(max_size=30), KWAAD, st.sampled_from(["#N/A", "#REF!", "=", "'=1", "1;=2", '"=1', "_x003D_1"])
)


def uit_csv(regels):
    return list(csv.reader(io.StringIO("".join(regels).removeprefix("\ufeff"), newline=""), delimiter=";"))


def uit_xlsx(bestand):
    blad = load_workbook(bestand).active
    return [list(rij) for rij in blad.iter_rows()]


@given(st.lists(st.tuples(TEKST, TEKST, TEKST), max_size=5))
@example([("=1+1", "\t=1", " @SUM(A1)")])
def test_no_text_in_csv_is_a_formula_and_nothing_is_lost(rijen):
    gelezen = uit_csv(csv_regels(DRIE, rijen))
    assert gelezen[0] == ["Naam", "Plaats", "'=Kop"]
    for rij, terug in zip(rijen, gelezen[1:], strict=True):
        for tekst, cel in zip(rij, terug, strict=True):
            assert not is_formule(cel)
            assert cel in (tekst, f"'{tekst}")
            assert cel[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n")


@given(st.lists(st.tuples(TEKST, TEKST, TEKST), min_size=1, max_size=4))
@example([("=1+1", "=2+2", "#N/A"), ("-2", "+31", "@x")])
def test_every_text_in_excel_stays_that_text(rijen):
    with xlsx_bestand("Proef", DRIE, iter(rijen)) as bestand:
        gelezen = uit_xlsx(bestand)
    for rij, terug in zip(rijen, gelezen[1:], strict=True):
        for tekst, cel in zip(rij, terug, strict=True):
            schoon = NIET_IN_XML.sub("", tekst).replace("\r\n", "\n").replace("\r", "\n")
            assert (cel.value or "").replace("\r\n", "\n").replace("\r", "\n") == schoon
            assert cel.data_type == "s" or not schoon
            assert cel.quotePrefix or not is_formule(schoon)


def test_every_value_has_its_own_kind():
    kolommen = [Kolom(str(n), lambda rij, n=n: rij[n]) for n in range(8)]
    moment = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    rij = ("tekst", 12, Decimal("-41.5"), date(2026, 12, 4), date(2027, 1, 2), moment, True, None)
    with xlsx_bestand("Proef", kolommen, [rij]) as bestand:
        cellen = uit_xlsx(bestand)[1]
    assert [cel.value for cel in cellen] == [
        "tekst",
        12,
        -41.5,
        datetime(2026, 12, 4),
        datetime(2027, 1, 2),
        datetime(2026, 7, 2, 0, 30),
        "ja",
        None,
    ]
    assert [cel.number_format for cel in cellen[3:6]] == ["dd-mm-yyyy", "dd-mm-yyyy", "dd-mm-yyyy hh:mm"]
    assert uit_csv(csv_regels(kolommen, [rij]))[1] == [
        *("tekst", "12", "-41,5", "2026-12-04", "2027-01-02", "2026-07-02 00:30", "ja", ""),
    ]


def test_the_head_stays_in_sight_and_the_columns_fit():
    with xlsx_bestand("Een titel die langer is dan een tabblad mag heten", DRIE, [("kort", "x" * 200, "")]) as bestand:
        blad = load_workbook(bestand).active
    assert blad.title == "Een titel die langer is dan een"
    assert (blad.freeze_panes, blad.auto_filter.ref) == ("A2", "A1:C2")
    assert [blad.column_dimensions[letter].width for letter in "ABC"] == [10, 60, 10]
    assert all(cel.font.b for cel in blad[1])


def test_a_comma_begins_no_cell_with_a_formula():
    """Where a comma separates cells, `x,=1+1` would be two of them, the second a formula."""
    regels = "".join(csv_regels(DRIE, [("x,=1+1", "", "")])).removeprefix("\ufeff")
    assert list(csv.reader(io.StringIO(regels, newline="")))[1] == ['x,=1+1;"";""']


def test_an_empty_list_is_a_file_with_a_head():
    with xlsx_bestand("Leeg", DRIE, []) as bestand:
        assert [[cel.value for cel in rij] for rij in uit_xlsx(bestand)] == [["Naam", "Plaats", "=Kop"]]
    assert uit_csv(csv_regels(DRIE, [])) == [["Naam", "Plaats", "'=Kop"]]


@pytest.mark.parametrize("vorm", ["csv", "xlsx"])
def test_a_long_list_costs_no_memory(db, vorm):
    rijen = ((f"Buurthuis {n}", "Wilgendam", "=1+1") for n in range(20_000))
    tracemalloc.start()
    try:
        antwoord = als_download(vorm, "Lange lijst", DRIE, rijen)
        grootte = sum(len(deel) for deel in antwoord)
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        antwoord.close()
    assert grootte > 200_000
    assert piek < 3_000_000


def test_the_file_is_named_after_the_list_and_the_day(db):
    antwoord = als_download("csv", "Register Kwaliteitslabel", DRIE, [], date(2026, 12, 4))
    assert antwoord["Content-Disposition"] == 'attachment; filename="register-kwaliteitslabel-2026-12-04.csv"'
    assert antwoord["Content-Type"] == "text/csv; charset=utf-8"
    antwoord = als_download("xlsx", "Trajecten", DRIE, [], date(2026, 12, 4))
    assert antwoord["Content-Disposition"] == 'attachment; filename="trajecten-2026-12-04.xlsx"'
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    antwoord.close()
