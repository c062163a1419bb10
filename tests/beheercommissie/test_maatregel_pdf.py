"""What the committee reads about a measure, on paper, with long and with empty values."""

import re
import subprocess

import pytest

from beheercommissie.dossier import DOSSIERS
from trajecten.levensloop import Soort

BESLUIT = {
    "op": "2026-11-09",
    "label": "Schorsen",
    "motivering": "De plannen liggen stil.",
    "voorwaarden": "Laat ze zien.",
}


def pdf(houder="Es", reikwijdte="Alles", eerder=()):
    return DOSSIERS[Soort.MAATREGEL].pdf(
        {
            "soort": Soort.MAATREGEL,
            "voorstel": {"wat": "schorsen", "reden": "Er kwam een klacht.", "namens": "Het bureau", "op": "2026-09-28"},
            "zienswijze": "",
            "herstel": "",
            "certificaat": {
                "nummer": "KSW-2026-0003",
                "houder": houder,
                "reikwijdte": reikwijdte,
                "geldig_van": "2026-01-10",
                "geldig_tot_en_met": "2028-01-09",
                "stand": "Geldig",
                "tot": None,
            },
            "eerder": list(eerder),
        }
    )


def tekst(inhoud, *opties):
    opdracht = ["pdftotext", *opties, "-", "-"]
    return subprocess.run(opdracht, input=inhoud, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(
    ("houder", "reikwijdte"),
    [("Es", "Alles"), ("Stichting Samenwerkende Organisaties voor Welzijn in Wilgendam " * 2, "Ontmoeting. " * 41)],
)
def test_the_cover_shows_the_whole_scope_and_the_number_within_its_margins(houder, reikwijdte):
    kaders = tekst(pdf(houder.strip(), reikwijdte.strip()), "-l", "1", "-bbox")
    woorden = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="([\d.]+)">([^<]+)</word>', kaders)
    gedrukt = " ".join(woord for *_, woord in woorden)
    assert " ".join(reikwijdte.split()) in gedrukt and "KSW-2026-0003" in gedrukt
    assert all(float(links) > 100 and float(rechts) < 535 and float(onder) < 800 for links, rechts, onder, _ in woorden)


def test_a_heading_stands_above_something():
    assert "Eerdere besluiten" not in tekst(pdf())
    met_besluit = tekst(pdf(eerder=[BESLUIT]))
    assert "Eerdere besluiten" in met_besluit and "Laat ze zien." in met_besluit
