"""What a document may take in: the house's own files, and nothing else of this machine."""

import io

import pytest
import segno
from pypdf import PdfReader

from huisstijl.document import STATIC, maak_pdf

DOCUMENT = '<html lang="nl"><head><title>Proef</title></head><body><img alt="" src="{}"></body></html>'


def aantal_beelden(adres):
    pdf = maak_pdf(DOCUMENT.format(adres), "certificaat.css")
    return len(PdfReader(io.BytesIO(pdf)).pages[0].images)


@pytest.fixture
def beeld(tmp_path):
    """A picture elsewhere on this machine."""
    pad = tmp_path / "beeld.png"
    segno.make("geheim").save(pad, kind="png")
    return pad


def test_a_document_takes_in_no_other_file_of_this_machine(beeld):
    adres = beeld.as_uri()
    omweg = "/".join([STATIC.as_uri(), *[".."] * len(STATIC.parts[1:]), *beeld.parts[1:]])
    geheim = [adres, adres.replace("file:", "FILE:"), omweg, omweg.replace("..", "%2e%2e"), f"{adres}?x={STATIC}"]
    assert [aantal_beelden(een) for een in geheim] == [0] * 5


def test_a_document_takes_in_what_stands_in_its_own_text(beeld):
    assert aantal_beelden(segno.make("geheim").png_data_uri()) == 1


def test_a_document_takes_in_the_files_of_the_house(beeld, monkeypatch):
    monkeypatch.setattr("huisstijl.document.STATIC", beeld.parent)
    assert aantal_beelden(beeld.as_uri()) == 1
