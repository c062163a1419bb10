"""Members' files for the tests: rows of invented organisations, as Excel or CSV, offered and read in."""

import csv
import io
from datetime import date

from openpyxl import Workbook

from leden.models import Organisatie
from leden.nummers import elfproef
from ledenbestand.handelingen import ledenbestand_aanbieden, ledenbestand_inlezen, nagekeken
from ledenbestand.kolommen import KOLOMMEN

URL = "/beheer/ledenbestand/"
DUIZEND = 1000
KOPPEN = [kolom.kop for kolom in KOLOMMEN]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rsin(nummer):
    """A number that passes the eleven test, another one for every `nummer`."""
    return next(f"{getal:09}" for getal in range(nummer * 100, nummer * 100 + 100) if elfproef(f"{getal:09}"))


def lid(nummer, **anders):
    """Row `nummer` as {head: value}, everything filled in."""
    rij = dict(
        zip(
            KOPPEN,
            (
                f"{nummer:08}",
                f"Buurthuis {nummer:04}",
                f"Stichting Buurthuis {nummer:04}",
                rsin(nummer),
                f"Iepenlaan {nummer}",
                "3511 AB",
                "Utrecht",
                "Utrecht",
                f"https://buurthuis{nummer}.example",
                41.5,
                5,
                "Wilg Waterlelie",
                "directeur",
                f"wilg{nummer}@voorbeeld.example",
                "030 123 45 67",
                date(2020, 1, 1),
                None,
                "Belt graag.",
            ),
            strict=True,
        )
    )
    return rij | anders


def leden(aantal, begin=1):
    return [lid(nummer) for nummer in range(begin, begin + aantal)]


def werkmap(rijen, koppen=KOPPEN):
    """An xlsx file (bytes) with these heads and rows; a row is a dict by head, or a list."""
    boek = Workbook()
    blad = boek.active
    blad.append(koppen)
    for rij in rijen:
        blad.append([rij.get(kop) for kop in koppen] if isinstance(rij, dict) else rij)
    return bytes_van(boek)


def bytes_van(boek):
    buffer = io.BytesIO()
    boek.save(buffer)
    return buffer.getvalue()


def csvbestand(rijen, koppen=KOPPEN, teken=";", codering="utf-8-sig"):
    """A CSV file (bytes); dates and numbers as people write them."""
    buffer = io.StringIO(newline="")
    schrijver = csv.writer(buffer, delimiter=teken)
    schrijver.writerow(koppen)
    schrijver.writerows([_als_tekst(rij.get(kop)) for kop in koppen] for rij in rijen)
    return buffer.getvalue().encode(codering)


def _als_tekst(waarde):
    match waarde:
        case None:
            return ""
        case date():
            return f"{waarde.day}-{waarde.month}-{waarde.year}"
        case float():
            return str(waarde).replace(".", ",")
    return str(waarde)


def aangeboden(wie, inhoud, naam="leden.xlsx"):
    return ledenbestand_aanbieden(wie, inhoud=inhoud, bestandsnaam=naam)


def ingelezen(wie, rijen, **opties):
    """The file with these rows, looked through and read in."""
    ledenbestand = aangeboden(wie, werkmap(rijen, **opties))
    return ledenbestand_inlezen(wie, ledenbestand, nagekeken(ledenbestand).vingerafdruk())


def stand():
    """Everything there is about organisations."""
    return list(Organisatie.objects.order_by("pk").values())
