"""What a certificate is about: chosen at the application, frozen with the award, and found by municipality in the register."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.db import connection
from django.urls import reverse
from pypdf import PdfReader

from certificaten.models import Certificaat
from certificaten.pdf import certificaat_pdf
from certificaten.taken import gegevens_van
from leden.handelingen.gebied import gebiedsdeel_wijzigen
from leden.models import Activiteit, Locatie, Werkgebied
from leden.opgave import gemeentecodes, in_woorden
from tests.certificaten.test_pdf import GEGEVENS, tekst
from tests.certificaten.test_register import lees_csv
from tests.certificaten.vermeldingen import vermelding
from tests.klokken import op
from tests.personen import verder
from trajecten.gebied import Gebiedskeuze
from trajecten.handelingen import aanmelden, intrekken
from trajecten.levensloop import Status
from trajecten.models import Cyclus

WIJDEMEREN, HILVERSUM, UTRECHT = "GM1696", "GM0402", "GM0344"
GEBIED = {
    "locaties": [
        {
            "naam": "De Schakel",
            "adres": "Rading 1",
            "postcode": "1231 KB",
            "plaats": "Loosdrecht",
            "gemeente": WIJDEMEREN,
        }
    ],
    "werkgebied": [WIJDEMEREN, UTRECHT],
    "activiteiten": ["jongerenwerk", "hulp bij schulden"],
}
# Of the certificate of the test below, over the columns that there were then.
VAN_VROEGER = "3fc248675ca5ae272075b3c459ed299c82403d491b09fe17264b8ae1ec6d3af6"
VOOR_EN_NA = (date(2026, 12, 31), date(2027, 1, 1))


def met_gebied(wereld, organisatie, nummer, gebied, **anders):
    """A certificate for these places, of a label of its own."""
    anders |= {"cyclus": Cyclus.objects.create(organisatie=organisatie), "gebied": gebied}
    return vermelding(wereld.traject, organisatie, nummer, date(2026, 6, 1), gemeenten=gemeentecodes(gebied), **anders)


def test_what_was_chosen_at_the_application_is_awarded_whatever_changed_since(wereld):
    intrekken(wereld.ingrid, wereld.traject, "Wij vergaten onze locaties.")
    eigen = wereld.joke.organisatie
    locatie = Locatie.objects.create(organisatie=eigen, **GEBIED["locaties"][0])
    werkgebied = [Werkgebied.objects.create(organisatie=eigen, gemeente=code) for code in (WIJDEMEREN, UTRECHT)]
    activiteit = Activiteit.objects.create(organisatie=eigen, naam="jongerenwerk")
    Activiteit.objects.create(organisatie=eigen, naam="een winkel")
    kader = wereld.traject.kaderversie
    traject = aanmelden(
        wereld.joke,
        certificeerder=wereld.karin.organisatie,
        kaderversie=kader,
        variant="externe_audit",
        reikwijdte="het jongerenwerk",
        fte=Decimal("41.0"),
        locaties=1,
        dagen=kader.dagen_voor(Decimal("41.0")),
        dagen_reden="",
        gebied=Gebiedskeuze([locatie], werkgebied, [activiteit]),
    )
    gebiedsdeel_wijzigen(wereld.joke, locatie, naam="Het Nieuwe Huis")
    verder(traject, Status.BESLOTEN, wereld)
    certificaat = Certificaat.objects.get(traject=traject)
    verwacht = GEBIED | {"activiteiten": ["jongerenwerk"], "werkgebied": [UTRECHT, WIJDEMEREN]}
    assert certificaat.gebied == verwacht
    assert certificaat.gemeenten == [UTRECHT, WIJDEMEREN]
    assert gegevens_van(certificaat).gebied[0] == (
        "Locaties",
        ["De Schakel, Rading 1, 1231 KB Loosdrecht (gemeente Wijdemeren)"],
    )


def test_a_certificate_without_has_the_hash_that_it_always_had_and_with_it_counts(wereld, organisatie):
    zonder = vermelding(wereld.traject, organisatie, "KSW-2026-0001", date(2026, 6, 1))
    assert Certificaat.objects.get(pk=zonder.pk).sha256 == VAN_VROEGER
    een = met_gebied(wereld, organisatie, "KSW-2026-0002", GEBIED, besluit_nummer="B-1")
    uit_de_database = Certificaat.objects.get(pk=een.pk)
    # Whatever order the database keeps the parts in.
    assert uit_de_database.sha256 == een.sha256
    uit_de_database.gebied = GEBIED | {"activiteiten": ["iets anders"]}
    assert uit_de_database.sha256 != een.sha256


def test_both_codes_find_it_from_the_day_that_the_municipality_changes(wereld, organisatie):
    oud = met_gebied(wereld, organisatie, "KSW-2026-0001", GEBIED)
    nieuw = met_gebied(wereld, organisatie, "KSW-2026-0002", {"werkgebied": [HILVERSUM]})
    met_gebied(wereld, organisatie, "KSW-2026-0003", {})

    def in_gemeente(code, dag):
        return set(Certificaat.objects.in_gemeente(code, dag))

    ervoor, erna = VOOR_EN_NA
    assert in_gemeente(WIJDEMEREN, ervoor) == {oud}
    assert in_gemeente(HILVERSUM, ervoor) == {nieuw}
    assert in_gemeente(WIJDEMEREN, erna) == in_gemeente(HILVERSUM, erna) == {oud, nieuw}
    assert in_gemeente(UTRECHT, erna) == {oud}
    assert in_gemeente("GM0014", erna) == set()
    with op(erna):
        assert set(Certificaat.objects.in_gemeente(HILVERSUM)) == {oud, nieuw}


def test_an_index_answers_that(wereld, organisatie):
    met_gebied(wereld, organisatie, "KSW-2026-0001", GEBIED)
    with connection.cursor() as cursor:
        cursor.execute("set local enable_seqscan = off")
        plan = Certificaat.objects.in_gemeente(WIJDEMEREN).order_by().explain()
    assert "certificaat_gemeenten" in plan


@pytest.mark.parametrize("naam", ["vermelding", "verifieer_nummer"])
def test_the_register_and_the_check_tell_it_with_what_became_of_the_municipality(client, wereld, organisatie, naam):
    met_gebied(wereld, organisatie, "KSW-2026-0001", GEBIED)

    def bladzijde():
        return " ".join(client.get(reverse(naam, args=["KSW-2026-0001"])).content.decode().split())

    ervoor, erna = VOOR_EN_NA
    with op(ervoor):
        assert "De Schakel, Rading 1, 1231 KB Loosdrecht (gemeente Wijdemeren)" in bladzijde()
        assert "sinds 1 januari 2027" not in bladzijde()
    with op(erna):
        assert "<li>Wijdemeren, sinds 1 januari 2027 onderdeel van Hilversum</li>" in bladzijde()
        assert "<li>hulp bij schulden</li>" in bladzijde()


def test_a_certificate_of_before_shows_no_empty_headings(client, wereld, organisatie):
    vermelding(wereld.traject, organisatie, "KSW-2026-0001", date(2026, 6, 1))
    bladzijde = client.get(reverse("vermelding", args=["KSW-2026-0001"])).content.decode()
    assert "Werkgebied" not in bladzijde
    assert "Activiteiten" not in bladzijde


def test_the_download_of_the_register_has_it_too(client, wereld, organisatie):
    met_gebied(wereld, organisatie, "KSW-2026-0001", GEBIED)
    with op(VOOR_EN_NA[1]):
        (regel,) = lees_csv(client.get(reverse("register_export", args=["csv"])))
    assert regel["Activiteiten"] == "jongerenwerk; hulp bij schulden"
    assert regel["Werkgebied"] == "Utrecht; Wijdemeren, sinds 1 januari 2027 onderdeel van Hilversum"


@pytest.mark.parametrize(("aantal", "bladen"), [(1, 2), (8, 2), (60, 4)])
def test_every_location_stands_behind_the_certificate_whose_front_stays_one_page(aantal, bladen):
    locaties = [GEBIED["locaties"][0] | {"naam": f"Buurthuis {nummer} aan de Kade"} for nummer in range(aantal)]
    gebied = in_woorden(GEBIED | {"locaties": locaties}, date(2027, 1, 21))
    pdf = certificaat_pdf(replace(GEGEVENS, gebied=gebied, is_voorbeeld=True))
    lezer = PdfReader(BytesIO(pdf))
    assert len(lezer.pages) <= bladen
    alles = tekst(pdf)
    assert "Bij certificaat KSW-2027-0001 van Welzijn Wilgendam" in alles
    for nummer in range(aantal):
        assert f"Buurthuis {nummer} aan de Kade" in alles
    assert "Waar en wat is getoetst, staat op blad 2." in " ".join(lezer.pages[0].extract_text().split())
    for blad in lezer.pages[1:]:
        assert "VOORBEELD: dit certificaat is niet geldig" in " ".join(blad.extract_text().split())
    assert f"blad {len(lezer.pages)} van {len(lezer.pages)}" in alles
