"""Files that want harm or are no members' file: each is refused with a sentence, fast, and keeps nothing."""

import io
import time
import tracemalloc
import zipfile
from itertools import pairwise

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ledenbestand.lezen import GEEN_REKENBLAD, GROOTSTE_BESTAND, Onleesbaar, bestand_lezen
from ledenbestand.models import Ledenbestand
from ledenbestand.nakijken import nakijken
from tests.ledenbestanden import KOPPEN, bytes_van, csvbestand, leden, lid, werkmap

BLAD = "xl/worksheets/sheet1.xml"


def vervangen(inhoud, deel, nieuw):
    """The workbook with another content for one part."""
    uit = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as doel:
        for naam in dict.fromkeys([*zip_.namelist(), deel]):
            doel.writestr(naam, nieuw if naam == deel else zip_.read(naam))
    return uit.getvalue()


def blad(rijen):
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<dimension ref="A1"/><sheetData>{rijen}</sheetData></worksheet>'
    )


def zipbom():
    """200 MB of rows in 200 kB."""
    return vervangen(werkmap([lid(1)]), BLAD, b'<row r="2"></row>' * 12_000_000)


def liegende_zipbom():
    """The same, with a directory that says it is small."""
    inhoud = bytearray(zipbom())
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        groot = zip_.getinfo(BLAD).file_size.to_bytes(4, "little")
    return bytes(inhoud.replace(groot, (1000).to_bytes(4, "little")))


def miljard_keer():
    """Entities within entities: a billion laughs."""
    namen = "abcdefghij"
    entiteiten = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {naam} "{f"&{vorige};" * 10}">' for vorige, naam in pairwise(namen)
    )
    rij = '<row r="1"><c r="A1" t="inlineStr"><is><t>&j;</t></is></c></row>'
    return vervangen(werkmap([lid(1)]), BLAD, f"<!DOCTYPE x [{entiteiten}]>{blad(rij)}".encode())


def bestand_van_buiten():
    """An entity that reads a file of the server."""
    rij = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return vervangen(
        werkmap([lid(1)]), BLAD, f'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>{blad(rij)}'.encode()
    )


def doctype_op_een_andere_plaats():
    """The same behind a long comment, and in another encoding."""
    rij = '<row r="1"><c r="A1" t="inlineStr"><is><t>&x;</t></is></c></row>'
    return f'<!-- {"." * 5000} --><!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>{blad(rij)}'


def veel_gedeelde_teksten():
    """29 MB of texts in 68 kB."""
    teksten = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' + "<si><t/></si>" * 2_200_000
    return vervangen(werkmap([lid(1)]), "xl/sharedStrings.xml", f"{teksten}</sst>".encode())


def samengevoegd_zonder_eind():
    """20 MB of tags for merged cells, none of which ends."""
    return vervangen(werkmap([lid(1)]), BLAD, blad("").replace("</w", "<mergeCell " * 2_000_000 + "</w").encode())


def met_blad(**eigenschappen):
    boek = Workbook()
    blad = boek.active
    blad.append(KOPPEN)
    blad.append(list(lid(1).values()))
    for naam, waarde in eigenschappen.items():
        setattr(blad, naam, waarde)
    return boek


def samengevoegd():
    boek = met_blad()
    boek.active.merge_cells("B2:B4")
    return bytes_van(boek)


def verborgen():
    inhoud = werkmap([lid(1)])
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        boek = zip_.read("xl/workbook.xml")
    assert b'state="visible"' in boek
    return vervangen(inhoud, "xl/workbook.xml", boek.replace(b'state="visible"', b'state="veryHidden"'))


def zestienduizend_kolommen():
    boek = Workbook()
    boek.active.append([*KOPPEN, *(f"kolom {n}" for n in range(16_000))])
    boek.active.append(list(lid(1).values()))
    return bytes_van(boek)


def ver_naar_beneden():
    boek = met_blad()
    boek.active.cell(1_048_576, 1, "00000002")
    return bytes_van(boek)


KWAAD = [
    ("zipbom.xlsx", zipbom, "Dit bestand wordt bij het uitpakken te groot."),
    ("liegt.xlsx", liegende_zipbom, GEEN_REKENBLAD),
    ("lachen.xlsx", miljard_keer, GEEN_REKENBLAD),
    ("buiten.xlsx", bestand_van_buiten, GEEN_REKENBLAD),
    ("verder.xlsx", lambda: vervangen(werkmap([lid(1)]), BLAD, doctype_op_een_andere_plaats().encode()), GEEN_REKENBLAD),
    ("utf16.xlsx", lambda: vervangen(werkmap([lid(1)]), BLAD, doctype_op_een_andere_plaats().encode("utf-16")), GEEN_REKENBLAD),
    ("teksten.xlsx", veel_gedeelde_teksten, "Dit bestand wordt bij het uitpakken te groot."),
    ("merk.xlsx", samengevoegd_zonder_eind, "Dit bestand is niet te lezen"),
    ("honderd.xlsx", lambda: b"PK\x03\x04" + b"\0" * 100 * 1024 * 1024, "Dit bestand is groter dan 5 MB."),
    ("honderd.csv", lambda: b"KvK-nummer;Naam\n" * 6_000_000, "Dit bestand is groter dan 5 MB."),
    ("foto.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100, GEEN_REKENBLAD),
    ("leeg.xlsx", lambda: b"PK\x05\x06" + b"\0" * 18, "Dit bestand is niet te lezen als Excel-werkmap."),
    ("kapot.xlsx", lambda: werkmap([lid(1)])[:3000], GEEN_REKENBLAD),
    ("onzin.xlsx", lambda: vervangen(werkmap([lid(1)]), BLAD, b"geen xml"), "Dit bestand is niet te lezen"),
    ("leden.pdf", lambda: b"%PDF-1.7", GEEN_REKENBLAD),
    ("leden", lambda: b"KvK-nummer", GEEN_REKENBLAD),
    ("leden.xls", lambda: b"\xd0\xcf\x11\xe0", "Sla dit bestand eerst op als Excel-werkmap (.xlsx) of als CSV"),
    ("leden.csv", lambda: werkmap([lid(1)]), "Dit bestand is geen CSV."),
    ("nul.csv", lambda: b"KvK-nummer;Naam\r\n0000\x000001;Een", "Dit bestand is geen CSV."),
    ("utf16.csv", lambda: csvbestand([lid(1)], teken="\t", codering="utf-16"), "Dit bestand is geen CSV."),
    ("cel.csv", lambda: b"KvK-nummer;Naam\n00000001;" + b"x" * 200_000, "Dit bestand is niet te lezen als CSV."),
    ("wit.csv", lambda: b" ; ;\r\n" * 10, "Dit blad is leeg."),
    ("breed.xlsx", zestienduizend_kolommen, "In kolom WRB staat ook iets."),
    ("breed.csv", lambda: b"KvK-nummer" + b";x" * 16_000, "In kolom WQK staat ook iets."),
    ("diep.xlsx", ver_naar_beneden, "Dit blad gaat verder dan rij 20.000."),
    ("veel.csv", lambda: csvbestand(leden(5_001)), "Dit bestand heeft meer dan 5.000 rijen."),
    ("samen.xlsx", samengevoegd, "Op het tabblad Sheet zijn cellen samengevoegd (B2:B4)."),
    ("verborgen.xlsx", verborgen, "Alle tabbladen in dit bestand zijn verborgen."),
]  # fmt: skip


@pytest.mark.parametrize(("naam", "maak", "zin"), KWAAD, ids=[naam for naam, *_ in KWAAD])
def test_a_hostile_file_is_refused_with_a_sentence_and_at_once(naam, maak, zin):
    inhoud = maak()
    begin = time.process_time()
    tracemalloc.start()
    try:
        with pytest.raises(Onleesbaar) as fout:
            bestand_lezen(inhoud, naam)
        piek = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert str(fout.value).startswith(zin)
    assert time.process_time() - begin < 5
    assert piek < 100 * 1024 * 1024


def test_an_upload_of_twenty_megabytes_is_refused_on_the_page(wereld, als):
    bestand = SimpleUploadedFile("leden.xlsx", b"PK\x03\x04" + b"\0" * 20 * 1024 * 1024)
    antwoord = als(wereld.gijs).post("/beheer/ledenbestand/", {"bestand": bestand})
    assert antwoord.context["form"].errors["bestand"] == [
        "Dit bestand is groter dan 5 MB. Haal weg wat geen ledenlijst is."
    ]
    assert not Ledenbestand.objects.exists()


def test_no_file_or_an_empty_one_is_told_beside_the_field(wereld, als):
    client = als(wereld.gijs)
    for bestanden, zin in (
        ({}, "Kies een bestand."),
        ({"bestand": SimpleUploadedFile("leden.xlsx", b"")}, "Dit bestand is leeg. Kies een ander bestand."),
        ({"bestand": SimpleUploadedFile("leden.txt", b"x")}, GEEN_REKENBLAD),
    ):
        antwoord = client.post("/beheer/ledenbestand/", bestanden)
        assert antwoord.context["form"].errors["bestand"] == [zin]
        assert zin in antwoord.content.decode()


def test_formulas_are_faults_and_never_worked_out(wereld):
    boek = met_blad()
    boek.active["B2"] = '=HYPERLINK("https://kwaad.example","Welzijn")'
    boek.active["E2"] = "=1+1"
    nakijking = nakijken(bestand_lezen(bytes_van(boek), "leden.xlsx"))
    assert [(fout.kolom, fout.zin[:24]) for fout in nakijking.fouten] == [
        ("Naam", "Hier staat een formule. "),
        ("Straat en huisnummer", "Hier staat een formule. "),
    ]
    (fout,) = nakijken(bestand_lezen(csvbestand([lid(1, Plaats="=1+1")]), "leden.csv")).fouten
    assert (fout.rij, fout.kolom, fout.letter) == (2, "Plaats", "G")


def test_the_sheet_of_the_template_is_read_and_hidden_ones_are_not():
    boek = met_blad(title="Kladblad")
    boek.create_sheet("Leden").append(["KvK-nummer", "Naam"])
    assert bestand_lezen(bytes_van(boek), "leden.xlsx").naam == "Leden"
    boek["Leden"].sheet_state = "hidden"
    assert bestand_lezen(bytes_van(boek), "leden.xlsx").naam == "Kladblad"


def test_what_a_file_says_about_its_own_size_is_not_believed():
    rijen = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{n:08}</t></is></c><c r="B{n}"><v>{n}</v></c></row>'
        for n in (1, 2, 3)
    )
    gelezen = bestand_lezen(vervangen(werkmap([lid(1)]), BLAD, blad(rijen).encode()), "leden.xlsx")
    assert [(rij.nummer, len(rij.cellen)) for rij in gelezen.rijen] == [(1, 2), (2, 2), (3, 2)]


# What may stand in a cell: text of any kind, or a number or truth value.
CEL = st.one_of(
    st.none(), st.text(max_size=40), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
)


@pytest.mark.django_db
@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(CEL, min_size=1, max_size=len(KOPPEN)), min_size=1, max_size=4))
def test_whatever_stands_in_a_csv_file_gives_sentences_and_never_an_error(rijen):
    try:
        gelezen = bestand_lezen(csvbestand([dict(zip(KOPPEN, rij, strict=False)) for rij in rijen]), "leden.csv")
    except Onleesbaar:
        return
    for fout in nakijken(gelezen).fouten:
        assert fout.zin.endswith((".", "?", ")"))


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300), st.sampled_from(["leden.csv", "leden.xlsx"]))
def test_whatever_bytes_are_offered_are_read_or_refused_with_a_sentence(inhoud, naam):
    try:
        assert bestand_lezen(inhoud, naam).rijen
    except Onleesbaar as fout:
        assert str(fout).endswith(".")
    assert len(inhoud) < GROOTSTE_BESTAND
