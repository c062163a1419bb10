"""What a file does when somebody opens it is told before it is kept: who assesses works elsewhere."""

import io
import time
import zipfile
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.personen import traject_in
from trajecten.bestandssoorten import EXCEL, PDF, WORD, soort_van_inhoud
from trajecten.handelingen import document_toevoegen
from trajecten.inhoud import AFDRUKKEN, KAPOT, MACRO, OPHALEN, bezwaar_tegen
from trajecten.levensloop import Status

EINDE = b"\nstartxref\n9\n%%EOF\n"
RELATIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def pdf(inhoud):
    return b"%PDF-1.7\n" + inhoud + EINDE


def objectstroom(inhoud, soort=b"/ObjStm"):
    return b"1 0 obj <</Type %s /Filter /FlateDecode>> stream\r\n%s\nendstream" % (soort, zlib.compress(inhoud))


def bezwaar(inhoud, soort=PDF):
    return bezwaar_tegen(io.BytesIO(inhoud), soort)


@pytest.mark.parametrize("begin", [b"MZ\x90\0", b"PK\x05\x06", b"<html>", b"\n"])
def test_what_has_something_before_the_mark_is_no_pdf(begin):
    assert soort_van_inhoud(io.BytesIO(begin + pdf(b""))) is None


def test_a_pdf_that_was_cut_off_is_not_taken():
    assert bezwaar(pdf(b"x")) == ""
    assert bezwaar(pdf(b"x")[: -len(EINDE)]) == KAPOT
    assert bezwaar(pdf(b"x") + b"\0" * 2000) == KAPOT


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"<< /S /JavaScript /JS (app.alert(1)) >>", "In deze PDF zit een programma (JavaScript)."),
        (b"<< /S /J#61vaScript >>", "In deze PDF zit een programma (JavaScript)."),
        (objectstroom(b"<< /S /JavaScript >>"), "In deze PDF zit een programma (JavaScript)."),
        (objectstroom(b"<< /S /JavaScript >>", b"/Obj#53tm"), "In deze PDF zit een programma (JavaScript)."),
        (b"<< /S /Launch /F (cmd.exe) >>", "Deze PDF start een programma zodra iemand klikt."),
        (b"<< /Type /EmbeddedFile >>", "In deze PDF zitten andere bestanden."),
    ],
)
def test_a_pdf_that_runs_or_carries_something_is_refused_with_what_helps(inhoud, zin):
    assert bezwaar(pdf(inhoud)).startswith(zin)
    assert AFDRUKKEN in bezwaar(pdf(inhoud)) or "voeg ze apart toe" in bezwaar(pdf(inhoud))


@pytest.mark.parametrize(
    "inhoud",
    [
        b"stream\n" * 3_000_000,
        b"/ObjStm stream\n" * 1_500_000,
        objectstroom(b"x") * 200_000,
        objectstroom(bytes(100_000_000)),
        b"#4A" * 7_000_000,
    ],
)
def test_a_pdf_made_to_keep_us_busy_does_not(inhoud):
    begin = time.process_time()
    bezwaar(pdf(inhoud[: 25 * 1024 * 1024]))
    assert time.process_time() - begin < 4


def office(relaties="", naam="word/_rels/document.xml.rels"):
    inhoud = io.BytesIO()
    with zipfile.ZipFile(inhoud, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("[Content_Types].xml", "<Types/>")
        zip_.writestr("word/document.xml", "<document/>")
        zip_.writestr(naam, f"<Relationships>{relaties}</Relationships>")
    return inhoud.getvalue()


def relatie(soort, doel, extern=True):
    return f'<Relationship Type="{RELATIES}/{soort}" Target="{doel}"{" TargetMode=" + repr("External") if extern else ""}/>'


@pytest.mark.parametrize(
    ("relaties", "zin"),
    [
        (relatie("styles", "styles.xml", extern=False), ""),
        (relatie("hyperlink", "https://voorbeeld.nl"), ""),
        (relatie("image", "media/foto.png", extern=False), ""),
        (relatie("oleObject", "embeddings/blad.bin", extern=False), ""),
        (relatie("attachedTemplate", "file:///C:\\Sjablonen\\Brief.dotx"), ""),
        (relatie("attachedTemplate", "http://evil.example/a.dotm"), OPHALEN),
        (relatie("attachedTemplate", "file:///\\\\server\\deel\\a.dotm"), OPHALEN),
        (relatie("oleObject", "https://evil.example/x"), OPHALEN),
        (relatie("vbaProject", "anders.bin", extern=False), MACRO),
    ],
)
def test_an_office_file_is_judged_by_what_it_refers_to(relaties, zin):
    assert bezwaar(office(relaties), WORD) == zin
    assert bezwaar(office(relaties, naam="xl/_rels/workbook.xml.rels"), EXCEL) == zin


def test_an_office_file_that_is_made_to_hurt_the_reader_is_not_unpacked():
    assert bezwaar(office("<a/>" * 2_000_000), WORD) == KAPOT
    inhoud = io.BytesIO(office())
    with zipfile.ZipFile(inhoud, "a") as zip_:
        zip_.writestr("_rels/.rels", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert bezwaar(inhoud.getvalue(), WORD) == KAPOT


def test_the_shown_name_has_nothing_that_turns_or_hides_it(wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    bestand = SimpleUploadedFile("verslag\u202efdp.\u200bmaart\x07.pdf", pdf(b""))
    document = document_toevoegen(wereld.joke, traject, titel="a", leeswijzer="", bestand=bestand, normen=[])
    assert document.bestandsnaam == "verslag fdp. maart .pdf"
