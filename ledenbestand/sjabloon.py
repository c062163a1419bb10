"""The members' file to begin with: the heads, one example row that is skipped when it is read, and what may stand where."""

from datetime import date

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from huisstijl.rekenblad import Kolom, antwoord, csv_regels, opgeslagen, schrijf_blad
from leden import gemeenten
from ledenbestand.kolommen import KOLOMMEN, SLEUTEL, VOORBEELD
from ledenbestand.lezen import TABBLAD

NAAM = "sjabloon-ledenbestand"
# What a spreadsheet must not take for an amount.
ALS_TEKST = ("kvk_nummer", "rsin", "contact_telefoon")
AFSPRAKEN = (
    ("Voorbeeldregel", f"De rij die met {VOORBEELD} begint, slaan wij over. U mag die laten staan.", ""),
    ("Lege cel", "Een lege cel laat staan wat wij al weten. Weghalen doet u bij de organisatie zelf.", ""),
    ("Ontbrekende organisatie", "Wie niet in het bestand staat, blijft zoals die is. Er wordt niets verwijderd.", ""),
    ("Formules", "Zet er uitkomsten in en geen formules.", ""),
)
_ECHT = {"fte": 41.5, "locaties": 5, "lid_sinds": date(2020, 1, 1)}


def als_download(vorm):
    """The template as xlsx or csv."""
    if vorm == "csv":
        return antwoord(vorm, NAAM, csv_regels(_leden(), [_voorbeeld()]))
    boek = Workbook(write_only=True)
    blad = boek.create_sheet(TABBLAD)
    for nummer, kolom in enumerate(KOLOMMEN, 1):
        if kolom.attribuut in ALS_TEKST:
            blad.column_dimensions[get_column_letter(nummer)].number_format = "@"
    schrijf_blad(blad, _leden(), [_voorbeeld()])
    uitleg = [(kolom.kop, kolom.uitleg, kolom.voorbeeld) for kolom in KOLOMMEN]
    schrijf_blad(boek.create_sheet("Uitleg"), _paren("Kolom", "Uitleg", "Voorbeeld"), [*uitleg, *AFSPRAKEN])
    schrijf_blad(boek.create_sheet("Gemeenten"), _paren("Code", "Gemeente"), gemeenten.keuzes())
    return antwoord(vorm, NAAM, opgeslagen(boek))


def _leden():
    return [Kolom(kolom.kop, lambda rij, naam=kolom.attribuut: rij[naam]) for kolom in KOLOMMEN]


def _voorbeeld():
    voorbeeld = {kolom.attribuut: kolom.voorbeeld for kolom in KOLOMMEN} | _ECHT
    return voorbeeld | {SLEUTEL.attribuut: f"{VOORBEELD} {SLEUTEL.voorbeeld}"}


def _paren(*koppen):
    return [Kolom(kop, lambda rij, plek=plek: rij[plek]) for plek, kop in enumerate(koppen)]
