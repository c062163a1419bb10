"""Which files may be attached, told by their content: a name can say anything."""

import lzma
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePath

GEOPEND = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Bestandssoort:
    naam: str
    uitgangen: tuple
    mime: str
    teken: str


PDF = Bestandssoort("PDF", (".pdf",), "application/pdf", "file-earmark-pdf")
WORD = Bestandssoort("Word", (".docx",), f"{GEOPEND}.wordprocessingml.document", "file-earmark-text")
EXCEL = Bestandssoort("Excel", (".xlsx",), f"{GEOPEND}.spreadsheetml.sheet", "table")
POWERPOINT = Bestandssoort("PowerPoint", (".pptx",), f"{GEOPEND}.presentationml.presentation", "file-earmark")
TEKST = Bestandssoort("OpenDocument-tekst", (".odt",), "application/vnd.oasis.opendocument.text", "file-earmark-text")
REKENBLAD = Bestandssoort(
    "OpenDocument-rekenblad", (".ods",), "application/vnd.oasis.opendocument.spreadsheet", "table"
)
JPEG = Bestandssoort("foto", (".jpg", ".jpeg"), "image/jpeg", "image")
PNG = Bestandssoort("afbeelding", (".png",), "image/png", "image")
OVERIG = Bestandssoort("bestand", (), "application/octet-stream", "file-earmark")
SOORTEN = (PDF, WORD, EXCEL, POWERPOINT, TEKST, REKENBLAD, JPEG, PNG)

HOOFDMAP = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
# What Python's zip reader raises over damaged, encrypted or unusual files.
ONLEESBARE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
    ValueError,
)


def soort_van_naam(bestandsnaam: str) -> Bestandssoort:
    """The kind that the end of a file name claims."""
    uitgang = PurePath(bestandsnaam).suffix.lower()
    return next((soort for soort in SOORTEN if uitgang in soort.uitgangen), OVERIG)


def soort_van_inhoud(bestand):
    """The kind of an open binary file by its content, or None. Leaves the file at its beginning."""
    bestand.seek(0)
    begin = bestand.read(8)
    try:
        # Readers take a PDF with something before its mark. That may be a program, or a page of the web, so we do not.
        if begin.startswith(b"%PDF-"):
            return PDF
        if begin.startswith(b"\xff\xd8\xff"):
            return JPEG
        if begin.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        return _soort_van_zip(bestand) if begin.startswith(b"PK\x03\x04") else None
    finally:
        bestand.seek(0)


def _soort_van_zip(bestand):
    """Office files are zip files."""
    try:
        with zipfile.ZipFile(bestand) as zip_:
            namen = zip_.namelist()
            if "mimetype" in namen:
                with zip_.open("mimetype") as stroom:
                    mime = stroom.read(100).decode("ascii", "replace").strip()
                return next((soort for soort in (TEKST, REKENBLAD) if soort.mime == mime), None)
            if "[Content_Types].xml" in namen:
                return next(
                    (soort for map_, soort in HOOFDMAP.items() if any(naam.startswith(map_) for naam in namen)), None
                )
    except ONLEESBARE_ZIP:
        return None
    return None
