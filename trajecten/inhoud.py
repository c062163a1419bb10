"""What a file does when somebody opens it, as far as its form tells. Others open it on their own computers.

Who wants to hide something from this can: that is for the scanner. What people make by accident does not get past it.
"""

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.parsers.expat import ExpatError

from huisstijl.xml import Documenttype, elementen_lezen
from trajecten.bestandssoorten import (
    EXCEL,
    ONLEESBARE_ZIP,
    PDF,
    POWERPOINT,
    WORD,
    Bestandssoort,
)

MB = 1024 * 1024
EINDE_VAN_PDF = 1024
GROOTSTE_UITGEPAKT = 30 * MB
GROOTSTE_WOORDENBOEK = 1024
ALS_PDF = "Sla het op als PDF en kies dat bestand."
KAPOT = "Dit bestand is beschadigd of niet helemaal aangekomen. Sla het opnieuw op en kies het opnieuw."
MACRO = f"In dit bestand zitten macro's: kleine programma's. Dat kunnen wij niet veilig bewaren. {ALS_PDF}"
OPHALEN = f"Dit bestand haalt iets op van een andere computer zodra iemand het opent. {ALS_PDF}"
AFDRUKKEN = "Open het, kies Afdrukken en dan 'Opslaan als PDF', en kies dat bestand."


def _naam(naam: str) -> bytes:
    """A name in a PDF, of which each sign may also be written as its number: /J#61vaScript is /JavaScript."""
    return b"/" + b"".join(rb"(?:%c|#(?i:%02x))" % (teken, teken) for teken in naam.encode())


# Names in a PDF (ISO 32000-2, 7.11.4 and 12.6), and what to say about them.
IN_EEN_PDF = (
    (
        re.compile(_naam("JavaScript")),
        f"In deze PDF zit een programma (JavaScript). Dat kunnen wij niet veilig bewaren. {AFDRUKKEN}",
    ),
    (
        re.compile(_naam("Launch")),
        f"Deze PDF start een programma zodra iemand klikt. Dat kunnen wij niet veilig bewaren. {AFDRUKKEN}",
    ),
    (re.compile(_naam("EmbeddedFile")), "In deze PDF zitten andere bestanden. Haal die eruit en voeg ze apart toe."),
)
OBJECTSTROOM = re.compile(_naam("ObjStm"))

# The kinds of relationships in an Office file (ECMA-376) that run or fetch something.
MACROS = ("vbaProject", "wordVbaData")
OPGEHAALD = ("attachedTemplate", "oleObject", "frame", "subDocument")
# A template on somebody's own disk: Word writes it down, and another computer does not look for it elsewhere.
EIGEN_SCHIJF = re.compile(r"file:///[A-Za-z]:")
MEESTE_RELATIES = 5 * MB


def bezwaar_tegen(bestand: IO[bytes], soort: Bestandssoort) -> str:
    """Why this file of a known kind is not kept, as a sentence; empty when it is. Leaves the file at its beginning."""
    kijken = KIJKERS.get(soort)
    try:
        return kijken(bestand) if kijken else ""
    finally:
        bestand.seek(0)


def _bezwaar_tegen_pdf(bestand: IO[bytes]) -> str:
    bestand.seek(0)
    pdf = bestand.read()
    if b"%%EOF" not in pdf[-EINDE_VAN_PDF:]:
        return KAPOT
    for deel in (pdf, *_objectstromen(pdf)):
        for patroon, zin in IN_EEN_PDF:
            if patroon.search(deel):
                return zin
    return ""


def _objectstromen(pdf: bytes) -> Iterator[bytes]:
    """Unpacked, the streams in which a PDF keeps other objects. Each byte is looked at a few times at most."""
    plek, ruimte = 0, GROOTSTE_UITGEPAKT
    while ruimte > 0 and (begin := pdf.find(b"stream", plek)) >= 0 and (einde := pdf.find(b"endstream", begin)) >= 0:
        if OBJECTSTROOM.search(pdf, max(plek, begin - GROOTSTE_WOORDENBOEK), begin):
            try:
                deel = zlib.decompressobj().decompress(pdf[begin + len("stream") : einde].lstrip(b"\r\n"), ruimte)
            except zlib.error:
                deel = b""
            ruimte -= len(deel)
            yield deel
        plek = einde + len("endstream")


def _bezwaar_tegen_office(bestand: IO[bytes]) -> str:
    gevonden: list[str] = []

    def element(naam: str, relatie: dict[str, str]) -> None:
        soort = relatie.get("Type", "").rpartition("/")[2]
        if soort in MACROS:
            gevonden.append(MACRO)
        elif soort in OPGEHAALD and relatie.get("TargetMode") == "External" and not _is_eigen_schijf(relatie):
            gevonden.append(OPHALEN)

    try:
        with zipfile.ZipFile(bestand) as zip_:
            if any(naam.lower().endswith("vbaproject.bin") for naam in zip_.namelist()):
                return MACRO
            relaties = [deel for deel in zip_.infolist() if deel.filename.endswith(".rels")]
            # Python never unpacks more of a part than the size that stands here.
            if sum(deel.file_size for deel in relaties) > MEESTE_RELATIES:
                return KAPOT
            for deel in relaties:
                with zip_.open(deel) as stroom:
                    elementen_lezen(stroom, element)
    except (*ONLEESBARE_ZIP, ExpatError, Documenttype):
        return KAPOT
    return gevonden[0] if gevonden else ""


def _is_eigen_schijf(relatie: dict[str, str]) -> bool:
    return bool(EIGEN_SCHIJF.match(relatie.get("Target", "")))


KIJKERS: dict[Bestandssoort, Callable[[IO[bytes]], str]] = {
    PDF: _bezwaar_tegen_pdf,
    WORD: _bezwaar_tegen_office,
    EXCEL: _bezwaar_tegen_office,
    POWERPOINT: _bezwaar_tegen_office,
}
