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

# How a file begins. A PDF may have some bytes before its mark (ISO 32000-1, annex H.3).
BEGIN_VAN_PDF = 1024
HOOFDMAP = {"word/": WORD, "xl/": EXCEL, "ppt/": POWERPOINT}
MACROS = "vbaproject.bin"


def soort_van_naam(bestandsnaam: str) -> Bestandssoort:
    """The kind that the end of a file name claims."""
    uitgang = PurePath(bestandsnaam).suffix.lower()
    return next((soort for soort in SOORTEN if uitgang in soort.uitgangen), OVERIG)


def soort_van_inhoud(bestand):
    """The kind of an open binary file by its content, or None. Leaves the file at its beginning."""
    bestand.seek(0)
    begin = bestand.read(BEGIN_VAN_PDF)
    try:
        if b"%PDF-" in begin:
            return PDF
        if begin.startswith(b"\xff\xd8\xff"):
            return JPEG
        if begin.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        return _soort_van_zip(bestand) if begin.startswith(b"PK\x03\x04") else None
    finally:
        bestand.seek(0)


def _soort_van_zip(bestand):
    """Office files are zip files. One that carries macros is a program, and counts as unknown."""
    try:
        with zipfile.ZipFile(bestand) as zip_:
            namen = zip_.namelist()
            if any(naam.lower().endswith(MACROS) for naam in namen):
                return None
            if "mimetype" in namen:
                with zip_.open("mimetype") as stroom:
                    mime = stroom.read(100).decode("ascii", "replace").strip()
                return next((soort for soort in (TEKST, REKENBLAD) if soort.mime == mime), None)
            if "[Content_Types].xml" in namen:
                return next(
                    (soort for map_, soort in HOOFDMAP.items() if any(naam.startswith(map_) for naam in namen)), None
                )
    except (
        zipfile.BadZipFile,
        zlib.error,
        lzma.LZMAError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        OSError,
        ValueError,
    ):
        return None
    return None
