"""A list as a file for a spreadsheet: Excel or CSV, row by row, and never with a cell that is run as a formula."""

import csv
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import chain, islice
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.urls import register_converter
from django.utils import timezone
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VORMEN = ("xlsx", "csv")
# How a formula begins; East Asian spreadsheets know the wide signs too (OWASP, CSV injection).
FORMULE_BEGIN = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BEGIN_ZONDER_TEKEN = re.compile(r"^[\s\ufeff\u200b]+")
# What does not exist in XML, and so not in Excel.
NIET_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
# What Excel does not take in the name of a sheet.
NIET_IN_TABNAAM = re.compile(r"[\\*?:/\[\]']")
# So many rows tell how wide a column has to be.
RIJEN_VOOR_BREEDTE = 200
SMALST, BREEDST = 10, 60


class Vormconverter:
    """The end of an address of a list as a file."""

    regex = "|".join(VORMEN)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Vormconverter, "vorm")


@dataclass(frozen=True)
class Kolom:
    """A column: its head, and what it shows of a row (a text, number, date, moment, yes or no, or None)."""

    kop: str
    waarde: Callable


def is_formule(tekst):
    """Whether a spreadsheet may take this text for a formula."""
    return tekst.startswith(("\t", "\r", "\n")) or BEGIN_ZONDER_TEKEN.sub("", tekst).startswith(FORMULE_BEGIN)


def zonder_formule(tekst):
    """A cell of CSV that a spreadsheet does not run as a formula: an apostrophe makes it text again (OWASP, CSV injection)."""
    return f"'{tekst}" if is_formule(tekst) else tekst


def als_download(vorm, titel, kolommen, rijen, dag=None):
    """The rows as a download named after `titel` and the day. `vorm` is xlsx or csv; `rijen` may be as long as it likes."""
    inhoud = csv_regels(kolommen, rijen) if vorm == "csv" else xlsx_bestand(titel, kolommen, rijen)
    return antwoord(vorm, f"{slugify(titel)}-{dag or timezone.localdate():%Y-%m-%d}", inhoud)


def antwoord(vorm, naam, inhoud):
    """A download of lines of CSV, or of an open xlsx file."""
    if vorm == "csv":
        antwoord = StreamingHttpResponse(inhoud, content_type="text/csv; charset=utf-8")
    else:
        antwoord = FileResponse(inhoud, content_type=XLSX)
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}.{vorm}"'
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord


class _Echo:
    """A file that gives back what is written to it, so that rows can be sent as they are made."""

    def write(self, regel):
        return regel


def csv_regels(kolommen, rijen):
    """Lines of CSV that Excel in the Netherlands opens: semicolons, decimal commas, and a mark for UTF-8.

    Every cell stands in quotes: where a comma separates, it must not begin a cell of its own, with a formula in it.
    """
    schrijver = csv.writer(_Echo(), delimiter=";", quoting=csv.QUOTE_ALL)
    yield "\ufeff" + schrijver.writerow([zonder_formule(kolom.kop) for kolom in kolommen])
    for rij in rijen:
        yield schrijver.writerow([_csv_cel(kolom.waarde(rij)) for kolom in kolommen])


def _csv_cel(waarde):
    match waarde:
        case None:
            return ""
        case bool():
            return "ja" if waarde else "nee"
        case datetime():
            return f"{_plaatselijk(waarde):%Y-%m-%d %H:%M}"
        case date():
            return waarde.isoformat()
        case float() | Decimal():
            return str(waarde).replace(".", ",")
        case int():
            return str(waarde)
    return zonder_formule(str(waarde))


def xlsx_bestand(titel, kolommen, rijen):
    """An open temporary file with one sheet, written row by row; nothing is kept in memory."""
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(NIET_IN_TABNAAM.sub(" ", titel)[:31])
    schrijf_blad(blad, kolommen, rijen)
    return opgeslagen(boek)


def opgeslagen(boek):
    """The workbook in an open temporary file."""
    bestand = TemporaryFile()  # noqa: SIM115 - whoever gets it closes it
    boek.save(bestand)
    bestand.seek(0)
    return bestand


def schrijf_blad(blad, kolommen, rijen):
    """Fill a write-only sheet: a head that stays in sight, columns wide enough, a filter, and every value by its own kind."""
    cellen = ([_xlsx_waarde(kolom.waarde(rij)) for kolom in kolommen] for rij in rijen)
    eerste = list(islice(cellen, RIJEN_VOOR_BREEDTE))
    for nummer, kolom in enumerate(kolommen):
        langste = max(len(str(waarde or "")) for waarde in (kolom.kop, *(rij[nummer] for rij in eerste)))
        blad.column_dimensions[get_column_letter(nummer + 1)].width = min(max(langste + 2, SMALST), BREEDST)
    blad.freeze_panes = "A2"
    blad.append([_vet(blad, kolom.kop) for kolom in kolommen])
    stempels = _stempels(blad)
    laatste = 1
    for rij in chain(eerste, cellen):
        blad.append(_xlsx_cel(stempels, waarde) for waarde in rij)
        laatste += 1
    blad.auto_filter.ref = f"A1:{get_column_letter(len(kolommen))}{laatste}"


def _xlsx_waarde(waarde):
    match waarde:
        case None | int() | float() | Decimal():
            return ("ja" if waarde else "nee") if isinstance(waarde, bool) else waarde
        case datetime():
            return _plaatselijk(waarde).replace(tzinfo=None)
        case date():
            return waarde
    return NIET_IN_XML.sub("", str(waarde))


def _stempels(blad):
    """A cell per look that openpyxl would not choose by itself. Each is written at once, so one can serve all rows."""
    dag, moment, tekst = WriteOnlyCell(blad), WriteOnlyCell(blad), WriteOnlyCell(blad)
    dag.number_format, moment.number_format = "dd-mm-yyyy", "dd-mm-yyyy hh:mm"
    # The mark keeps it text too when someone edits the cell, as the apostrophe does by hand.
    tekst.quotePrefix = True
    return {date: dag, datetime: moment, str: tekst}


def _xlsx_cel(stempels, waarde):
    """What the sheet writes as it is, or a cell where openpyxl would choose another kind or another look."""
    soort = type(waarde)
    if soort not in stempels or (soort is str and not is_formule(waarde) and waarde not in ERROR_CODES):
        return waarde
    cel = stempels[soort]
    cel.value = waarde
    if soort is str:
        cel.data_type = "s"
    return cel


def _vet(blad, kop):
    cel = WriteOnlyCell(blad, kop)
    cel.font = Font(bold=True)
    return cel


def _plaatselijk(moment):
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
