"""What a QuickScan gives to take along: answers and counts as a file, and the sheet on paper."""

import re
import subprocess
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from leden.models import Gebeurtenis, Organisatie
from quickscan import handelingen
from quickscan.blad import uitslag_pdf
from quickscan.uitslag import uitslag
from tests.inloggen.test_bevestigen import oud_bewijs
from tests.quickscan import scans
from tests.quickscan.scans import alle_invullen, leden_erbij, tekst

pytestmark = pytest.mark.django_db


def ingevuld(wereld):
    leden_erbij(8)
    Organisatie.objects.filter(naam="Lid 001").update(fte=12.5, gemeente="GM0344")
    scan = scans.geopend(wereld, titel="QuickScan: 2026?")
    alle_invullen(
        scan,
        lambda nr: (
            {"stand": "orienteren", "waarom": "leren", "wat_houdt_tegen": ["geen_prioriteit", "anders"]}
            | {"opmerking": "=1+1"}
        ),
    )
    return scan


def test_the_answers_as_a_file_hold_a_row_per_organisation_and_no_formula(wereld, als):
    scan = ingevuld(wereld)
    client, adres = als(wereld.gijs), reverse("quickscan_export", args=[scan.pk])
    assert "10 organisaties in QuickScan: 2026?" in tekst(client.get(adres))
    bestand = client.post(adres, {"vorm": "xlsx"})
    rijen = list(load_workbook(BytesIO(bestand.inhoud)).active.iter_rows(values_only=True))
    assert rijen[0][:5] == ("Organisatie", "Antwoordde", "Laatst gewijzigd", "Omvang", "Gemeente")
    assert len(rijen) == 11
    rij = next(rij for rij in rijen if rij[0] == "Lid 001")
    assert (rij[1], rij[3], rij[4]) == ("ja", "10 tot 25 fte", "Utrecht")
    assert "Het heeft nu geen prioriteit; Iets anders" in rij
    csv = client.post(f"{adres}?zoek=Lid+001", {"vorm": "csv"}).inhoud.decode()
    assert "'=1+1" in csv
    assert csv.count("\r\n") == 2
    regels = Gebeurtenis.objects.filter(handeling="quickscan_exporteren").values_list("onderwerp", "reden")
    assert list(regels) == [(scan.onderwerp, "10 rijen, xlsx"), (scan.onderwerp, "1 rijen, csv")]


def test_the_answers_are_taken_along_only_by_who_proved_shortly_before_who_they_are(wereld, als):
    adres = reverse("quickscan_export", args=[ingevuld(wereld).pk])
    client = oud_bewijs(als(wereld.gijs))
    assert client.get(adres).url.startswith(reverse("bevestigen"))
    antwoord = client.post(adres, {"vorm": "csv"})
    assert "Content-Disposition" not in antwoord
    assert "bevestiging-met" in antwoord.content.decode()
    assert not Gebeurtenis.objects.filter(handeling="quickscan_exporteren").exists()


def test_the_counts_as_a_file_hold_a_row_per_answer(wereld, als):
    scan = ingevuld(wereld)
    handelingen.sluiten(wereld.gijs, scan)
    csv = als(wereld.joke).get(reverse("quickscan_uitslag_export", args=[scan.pk, "csv"])).inhoud.decode()
    assert (
        '"QuickScan: 2026?";"Waar staat uw organisatie met het Kwaliteitslabel?";"Wij oriënteren ons";"10";"100";"10"'
        in csv
    )
    assert als(wereld.joke).get(reverse("quickscan_uitslag_export", args=[scan.pk, "xlsx"])).status_code == 200


def test_the_sheet_is_one_tagged_page_in_our_own_faces(wereld, tmp_path):
    scan = ingevuld(wereld)
    handelingen.sluiten(wereld.gijs, scan)
    scan.refresh_from_db()
    bestand = tmp_path / "uitslag.pdf"
    bestand.write_bytes(uitslag_pdf(uitslag(scan)))

    def draai(*opdracht):
        return subprocess.run([*opdracht], capture_output=True, text=True, check=True).stdout

    gegevens = draai("pdfinfo", bestand)
    assert re.search(r"Tagged: +yes", gegevens)
    assert re.search(r"Pages: +1\b", gegevens)
    assert re.search(r"Title: +Uitslag van QuickScan: 2026\?", gegevens)
    regels = draai("pdffonts", bestand).splitlines()[2:]
    assert {re.split(r"[+-]", regel.split()[0])[1] for regel in regels} == {"Literata", "Atkinson"}
    assert all(re.search(r"Identity-H +yes yes yes", regel) for regel in regels)
    woorden = " ".join(draai("pdftotext", "-layout", bestand, "-").split())
    assert "10 van de 10 organisaties antwoordden: allemaal, 100%." in woorden
    assert "Wij oriënteren ons 10 (100%)" in woorden
    assert "Table" in draai("pdfinfo", "-struct", bestand)


def test_the_same_closed_scan_gives_the_same_sheet(wereld):
    scan = ingevuld(wereld)
    handelingen.sluiten(wereld.gijs, scan)
    scan.refresh_from_db()
    assert uitslag_pdf(uitslag(scan)) == uitslag_pdf(uitslag(scan))


def test_a_scan_in_concept_has_no_sheet(wereld, als):
    scan = scans.concept(wereld)
    assert als(wereld.gijs).get(reverse("quickscan_uitslag_pdf", args=[scan.pk])).url == scan.get_absolute_url()
