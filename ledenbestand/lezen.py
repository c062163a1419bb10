"""From a file to rows of cells. What is no spreadsheet, or too much of one, is refused with a sentence before it is read."""

import csv
import io
import lzma
import re
import warnings
import zipfile
import zlib
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import PurePath
from xml.parsers.expat import ExpatError

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from huisstijl.xml import Documenttype, elementen_lezen
from ledenbestand.cellen import Formule, Foutwaarde
from ledenbestand.kolommen import kolom_van

MB = 1024 * 1024
GROOTSTE_BESTAND = 5 * MB
# A workbook is a zip file; some bytes of it can hold gigabytes.
GROOTSTE_UITGEPAKT = 30 * MB
# All rows and columns of the template are some 400,000; what a workbook holds is read twice.
MEESTE_ELEMENTEN = 1_000_000
MEESTE_RIJEN = 5_000
MEESTE_KOLOMMEN = 100
# Rows without anything in them count no further than this.
LAATSTE_RIJ = 20_000
TABBLAD = "Leden"
TE_GROOT = "Dit bestand wordt bij het uitpakken te groot. Haal weg wat geen ledenlijst is."
GEEN_REKENBLAD = "Dit bestand is geen rekenblad. Kies een Excel-werkmap (.xlsx) of een CSV-bestand."

# A tag ends before the next one begins; without that the search would go to the end of the sheet from every tag.
SAMENGEVOEGD = re.compile(rb'<(?:\w+:)?mergeCell [^<>]*ref="([A-Z0-9:]+)"')

# What Python's zip reader raises over damaged, encrypted or unusual files.
ONLEESBARE_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError)


class Onleesbaar(ValueError):
    """A file that cannot be read as a whole; the message is a sentence for the person who chose it."""


@dataclass(frozen=True)
class Rij:
    """A row that is not empty, with the number that the spreadsheet shows beside it."""

    nummer: int
    cellen: tuple

    def cel(self, index):
        return self.cellen[index] if index < len(self.cellen) else None


@dataclass(frozen=True)
class Blad:
    """The rows of one sheet, the head first. `naam` is that of the sheet; a CSV file has none."""

    rijen: tuple
    naam: str = ""


def bestand_lezen(inhoud, bestandsnaam):
    """The sheet in a file (bytes). Raises Onleesbaar."""
    if len(inhoud) > GROOTSTE_BESTAND:
        raise Onleesbaar(f"Dit bestand is groter dan {GROOTSTE_BESTAND // MB} MB. Haal weg wat geen ledenlijst is.")
    match PurePath(bestandsnaam).suffix.lower():
        case ".xlsx":
            return _uit_xlsx(inhoud)
        case ".csv":
            return _uit_csv(inhoud)
        case ".xls" | ".xlsm" | ".xlsb" | ".ods" | ".numbers":
            raise Onleesbaar("Sla dit bestand eerst op als Excel-werkmap (.xlsx) of als CSV, en kies dat bestand.")
    raise Onleesbaar(GEEN_REKENBLAD)


def _blad(rijen, naam=""):
    """The rows that hold something; `rijen` are tuples of cells."""
    gevuld = []
    for nummer, cellen in enumerate(rijen, 1):
        if nummer > LAATSTE_RIJ:
            raise Onleesbaar("Dit blad gaat verder dan rij 20.000. Haal de lege rijen onder de lijst weg.")
        cellen = tuple(None if isinstance(cel, str) and not cel.strip() else cel for cel in cellen)
        breedte = max((plek for plek, cel in enumerate(cellen, 1) if cel is not None), default=0)
        if breedte > MEESTE_KOLOMMEN:
            raise Onleesbaar(
                f"In kolom {get_column_letter(breedte)} staat ook iets. Laat alleen de kolommen van het sjabloon over."
            )
        if breedte:
            gevuld.append(Rij(nummer, cellen[:breedte]))
        if len(gevuld) > MEESTE_RIJEN + 1:
            raise Onleesbaar("Dit bestand heeft meer dan 5.000 rijen. Verdeel het over een paar bestanden.")
    if not gevuld:
        raise Onleesbaar("Dit blad is leeg. Begin met het sjabloon.")
    return Blad(tuple(gevuld), naam)


# Excel


def _uit_xlsx(inhoud):
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
            # Python never unpacks more of a part than the size that stands here.
            if sum(deel.file_size for deel in zip_.infolist()) > GROOTSTE_UITGEPAKT:
                raise Onleesbaar(TE_GROOT)
            _delen_nakijken(zip_)
    except ONLEESBARE_ZIP as fout:
        raise Onleesbaar(GEEN_REKENBLAD) from fout
    try:
        with warnings.catch_warnings():
            # About parts that openpyxl leaves out: pictures, rules for colours and the like.
            warnings.simplefilter("ignore")
            return _uit_werkmap(inhoud)
    except Onleesbaar:
        raise
    except Exception as fout:  # whatever a parser stumbles over in a file that says it is a workbook
        raise Onleesbaar(
            "Dit bestand is niet te lezen als Excel-werkmap. Is het beveiligd of beschadigd? Sla het opnieuw op als .xlsx."
        ) from fout


def _delen_nakijken(zip_):
    """Refuse a workbook with too much in it, or with a document type.

    The parser is the one that reads the workbook afterwards, so it sees the same, in whatever encoding.
    """
    elementen = count(1)

    def element(naam, eigenschappen):
        if next(elementen) > MEESTE_ELEMENTEN:
            raise Onleesbaar(TE_GROOT)

    for deel in zip_.infolist():
        # A picture is no XML; a damaged sheet is refused where it is read.
        with zip_.open(deel) as stroom, suppress(ExpatError):
            try:
                elementen_lezen(stroom, element)
            except Documenttype as fout:
                raise Onleesbaar(GEEN_REKENBLAD) from fout


def _uit_werkmap(inhoud):
    boek = load_workbook(io.BytesIO(inhoud), read_only=True)
    try:
        zichtbaar = [blad for blad in boek.worksheets if blad.sheet_state == "visible"]
        if not zichtbaar:
            raise Onleesbaar("Alle tabbladen in dit bestand zijn verborgen. Maak het tabblad met de leden zichtbaar.")
        blad = next((een for een in zichtbaar if een.title == TABBLAD), zichtbaar[0])
        if bereik := _samengevoegd(inhoud, blad):
            raise Onleesbaar(
                f"Op het tabblad {blad.title} zijn cellen samengevoegd ({bereik}). Splits ze: "
                "nu is niet duidelijk bij welke rij de tekst hoort."
            )
        # What the file says about its own size need not be true.
        blad.reset_dimensions()
        return _blad((tuple(map(_waarde, rij)) for rij in blad.iter_rows()), blad.title)
    finally:
        boek.close()


def _samengevoegd(inhoud, blad):
    """The first range of merged cells, or ""; openpyxl does not tell while it reads row by row."""
    with zipfile.ZipFile(io.BytesIO(inhoud)) as zip_:
        gevonden = SAMENGEVOEGD.search(zip_.read(blad._worksheet_path))
    return gevonden[1].decode() if gevonden else ""


def _waarde(cel):
    if cel.data_type == "f":
        return Formule(cel.value)
    if cel.data_type == "e":
        return Foutwaarde(cel.value)
    return cel.value


# CSV


def _uit_csv(inhoud):
    if b"\0" in inhoud:
        raise Onleesbaar(
            "Dit bestand is geen CSV. Sla de lijst op als Excel-werkmap (.xlsx) of als CSV UTF-8, en kies dat bestand."
        )
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes without UTF-8. Five bytes mean nothing in it.
        tekst = inhoud.decode("cp1252", errors="replace")
    try:
        return _blad(tuple(_csv_waarde(cel) for cel in rij) for rij in _csv_rijen(tekst))
    except csv.Error as fout:
        raise Onleesbaar("Dit bestand is niet te lezen als CSV. Sla het opnieuw op als CSV UTF-8.") from fout


def _csv_rijen(tekst):
    """Rows, with the separator in which the most heads are known."""

    def bekend(teken):
        kop = next(csv.reader(io.StringIO(tekst, newline=""), delimiter=teken), [])
        return sum(kolom_van(cel) is not None for cel in kop)

    return csv.reader(io.StringIO(tekst, newline=""), delimiter=max(";,\t", key=bekend))


def _csv_waarde(cel):
    return Formule(cel) if cel.startswith("=") else cel
