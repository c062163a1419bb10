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
HEIC = Bestandssoort("foto van een telefoon", (".heic", ".heif"), "image/heic", "image")
OVERIG = Bestandssoort("bestand", (), "application/octet-stream", "file-earmark")
SOORTEN = (PDF, WORD, EXCEL, POWERPOINT, TEKST, REKENBLAD, JPEG, PNG, HEIC)
# How the brand of a HEIC file is called (ISO/IEC 23008-12).
HEICMERKEN = (b"heic", b"heix", b"heim", b"heis", b"mif1")

# What is chosen often and not kept, and what helps.
GEEN_SOORT = "Dit soort bestand kunnen wij niet veilig bewaren. Sla het op als PDF en kies het opnieuw."
RAAD = {
    (".txt", ".md", ".rtf", ".pages"): (
        "Dit soort bestand bewaren wij niet. Open deze tekst in Word of een ander tekstprogramma, sla die op als PDF en kies dat bestand."
    ),
    (".mp4", ".mov", ".avi", ".m4v", ".webm"): (
        "Een film bewaren wij niet. Voeg een foto toe die laat zien waar het om gaat, of laat de film op de toetsdag zien."
    ),
    (".mp3", ".m4a", ".wav", ".aac"): (
        "Geluid bewaren wij niet. Schrijf op wat er is gezegd, of laat het op de toetsdag horen."
    ),
    (".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff"): (
        "Dit soort foto bewaren wij niet. Sla die op als JPG of PNG en kies dat bestand."
    ),
    (".doc", ".xls", ".ppt"): (
        "Dit is een bestand van een oude soort. Sla het op als PDF, of als .docx, .xlsx of .pptx, en kies dat bestand."
    ),
    (".zip", ".7z", ".rar"): "In dit bestand zitten andere bestanden. Pak het uit en voeg ze apart toe.",
}
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


def raad_bij(bestandsnaam: str) -> str:
    """What to do with a file of a kind that is not kept."""
    uitgang = PurePath(bestandsnaam).suffix.lower()
    return next((raad for uitgangen, raad in RAAD.items() if uitgang in uitgangen), GEEN_SOORT)


def soort_van_inhoud(bestand):
    """The kind of an open binary file by its content, or None. Leaves the file at its beginning."""
    bestand.seek(0)
    begin = bestand.read(12)
    try:
        # Readers take a PDF with something before its mark. That may be a program, or a page of the web, so we do not.
        if begin.startswith(b"%PDF-"):
            return PDF
        if begin.startswith(b"\xff\xd8\xff"):
            return JPEG
        if begin.startswith(b"\x89PNG\r\n\x1a\n"):
            return PNG
        if begin[4:8] == b"ftyp" and begin[8:] in HEICMERKEN:
            return HEIC
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
