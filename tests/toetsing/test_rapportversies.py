"""Frozen versions: who reads which part, on the page and as PDF, and the job that makes the PDF."""

import hashlib
import subprocess

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import Error, transaction
from django.urls import reverse

from normenkader.handelingen import laden
from tests.gedeeld import gedeelde_wereld
from tests.personen import traject_in
from toetsing.handelingen import oordelen, rapport
from toetsing.models import Bevinding, Notitie, Oordeel, Rapportbestand, Rapportversie
from toetsing.taken import rapport_pdf_maken
from trajecten.levensloop import Status
from trajecten.models import Traject

# What stands in the report about single norms, and in the whole report only.
BEVINDING = "Het team werkt sinds mei met een nieuw systeem."
TOELICHTING = "Twee stemmen spraken elkaar hier tegen."
CITAAT = "Ik weet wat we hebben afgesproken."
ALLEEN_LANG = [BEVINDING, TOELICHTING, CITAAT, "gesprek 1 met"]


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def adres(versie, deel=None):
    if deel:
        return reverse("rapportversie_pdf", args=[versie.traject.nummer, versie.nummer, deel])
    return reverse("rapportversie", args=[versie.traject.nummer, versie.nummer])


def pdf_tekst(pdf):
    proces = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(proces.stdout.decode().split())


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject, of which the draft is with the internal check."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.INTERNE_CONTROLE, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return Traject.objects.select_related("organisatie", "certificeerder", "kaderversie").get()


@pytest.fixture
def vastgesteld(wereld, traject):
    """A settled report with a plain finding, an explanation and a quote in it."""
    rapport.terugsturen(wereld.roel, traject, "Nog een bevinding.")
    norm = traject.kaderversie.normen.first()
    bevinding = oordelen.bevinding_maken(
        wereld.meike, traject, norm=norm, soort=Bevinding.Soort.BEVINDING, tekst=BEVINDING
    )
    oordelen.gronden_kiezen(
        wereld.meike, bevinding, gesprekken=[traject.gesprekken.first()], documenten=[], verhalen=[]
    )
    Oordeel.objects.filter(traject=traject, norm=norm).update(toelichting=TOELICHTING)
    Notitie.objects.update(tekst=CITAAT)
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)
    traject.refresh_from_db()
    traject.status = Status.REACTIE_VERWERKEN
    traject.save(update_fields=["status"])
    return rapport.rapport_vaststellen(wereld.meike, traject)


@pytest.mark.parametrize("naam", ["joke", "ingrid", "karin", "meike", "roel"])
def test_who_may_see_it_reads_the_whole_report(als, wereld, vastgesteld, naam):
    html = tekst(als(getattr(wereld, naam)).get(adres(vastgesteld)))
    assert [stuk for stuk in ALLEEN_LANG if stuk not in html] == []
    assert vastgesteld.sha256 in html


def test_the_bureau_reads_the_short_part_without_anything_about_a_norm(als, wereld, vastgesteld):
    for vraag in ("", "?deel=lang"):
        html = tekst(als(wereld.gijs).get(adres(vastgesteld) + vraag))
        assert [stuk for stuk in ALLEEN_LANG if stuk in html] == []
        assert "Bewoners beslissen mee en merken dat het telt." in html


def test_who_reads_the_whole_can_see_what_the_committee_gets(als, wereld, vastgesteld):
    html = tekst(als(wereld.ingrid).get(adres(vastgesteld) + "?deel=kort"))
    assert [stuk for stuk in ALLEEN_LANG if stuk in html] == []
    assert "Dit is het deel dat de beheercommissie leest." in html


def test_a_party_that_the_framework_gives_the_short_part_gets_no_more(als, wereld, traject):
    Traject.objects.filter(pk=traject.pk).update(status=Status.GESTAAKT)
    kader = traject.kaderversie.inhoud
    inzage = kader["inzage"] | {"rapport_lang": ["toetsers", "controleur", "certificeerder"]}
    eigen_kader = laden(None, kader | {"versie": "9", "inzage": inzage})
    traject = traject_in(Status.WEDERHOOR, wereld, eigen_kader)
    versie = traject.rapportversies.get()
    assert "gesprek 1 met" not in tekst(als(wereld.joke).get(adres(versie)))
    assert als(wereld.joke).get(adres(versie, "lang")).status_code == 404
    assert als(wereld.joke).get(reverse("wederhoor", args=[traject.nummer])).status_code == 404


def test_a_draft_is_not_for_the_organisation_before_nor_for_the_bureau_after_the_release(als, wereld, traject):
    versie = traject.rapportversies.get()
    adressen = [adres(versie), adres(versie, "kort"), adres(versie, "lang")]
    assert [als(wereld.ingrid).get(een).status_code for een in adressen] == [404, 404, 404]
    rapport.vrijgeven(wereld.roel, traject)
    assert [als(wereld.ingrid).get(een).status_code for een in adressen] == [200, 409, 409]
    assert [als(wereld.gijs).get(een).status_code for een in adressen] == [404, 404, 404]


def test_a_draft_that_was_sent_back_stays_with_the_certifier(als, wereld, traject):
    rapport.terugsturen(wereld.roel, traject, "Nog even.")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.vrijgeven(wereld.roel, traject)
    nummers = {
        wie: [versie.nummer for versie in Rapportversie.objects.zichtbaar_voor(getattr(wereld, wie))]
        for wie in ("joke", "karin")
    }
    assert nummers == {"joke": [2], "karin": [2, 1]}


def test_the_list_shows_versions_with_their_files(als, wereld, vastgesteld):
    rapport_pdf_maken(vastgesteld.pk)
    html = tekst(als(wereld.joke).get(reverse("rapportversies", args=[vastgesteld.traject.nummer])))
    assert [zin in html for zin in ("Versie 3, vastgesteld rapport", "Versie 2, conceptrapport", "Versie 1,")] == [
        True,
        True,
        False,
    ]
    assert html.count("(wordt gemaakt)") == 2
    bureau = tekst(als(wereld.gijs).get(reverse("rapportversies", args=[vastgesteld.traject.nummer])))
    assert ("Versie 3" in bureau, "Versie 2" in bureau, "Het hele rapport als PDF" in bureau) == (True, False, False)


# The PDF


def test_while_the_pdf_is_being_made_a_page_says_so(als, wereld, vastgesteld):
    antwoord = als(wereld.joke).get(adres(vastgesteld, "lang"))
    assert (antwoord.status_code, antwoord["Retry-After"]) == (409, "10")
    assert "De PDF wordt gemaakt" in tekst(antwoord)
    assert adres(vastgesteld) in tekst(antwoord)


def test_there_is_no_third_part(als, wereld, vastgesteld):
    assert als(wereld.joke).get(adres(vastgesteld, "beide")).status_code == 404


def test_the_pdfs_hold_what_each_reader_may_see(als, wereld, vastgesteld):
    rapport_pdf_maken(vastgesteld.pk)
    lang = als(wereld.joke).get(adres(vastgesteld, "lang"))
    inhoud = {"lang": lang.inhoud, "kort": als(wereld.gijs).get(adres(vastgesteld, "kort")).inhoud}
    assert als(wereld.gijs).get(adres(vastgesteld, "lang")).status_code == 404
    assert (lang["Content-Type"], lang["Content-Disposition"]) == (
        "application/pdf",
        f'attachment; filename="rapport-{vastgesteld.traject.nummer}-versie-3-lang.pdf"',
    )
    for deel, pdf in inhoud.items():
        assert hashlib.sha256(pdf).hexdigest() == vastgesteld.bestanden.get(deel=deel).sha256
    assert [stuk for stuk in ALLEEN_LANG if stuk not in pdf_tekst(inhoud["lang"])] == []
    assert [stuk for stuk in ALLEEN_LANG if stuk in pdf_tekst(inhoud["kort"])] == []


def test_the_job_makes_each_pdf_once_and_goes_on_where_a_killed_one_stopped(vastgesteld):
    # A worker that was killed after the first part, with the file of the second written and not yet noted down.
    rapport_pdf_maken(vastgesteld.pk)
    eerste = list(vastgesteld.bestanden.values())
    ander = Rapportversie.objects.get(traject=vastgesteld.traject, nummer=2)
    default_storage.save(f"rapporten/{ander.traject.nummer}/versie-2-lang.pdf", ContentFile(b"half"))
    for _ in range(2):
        rapport_pdf_maken(vastgesteld.pk)
        rapport_pdf_maken(ander.pk)
    assert list(vastgesteld.bestanden.values()) == eerste
    assert sorted(ander.bestanden.values_list("deel", flat=True)) == ["kort", "lang"]
    bestand = ander.bestanden.get(deel="lang")
    with bestand.bestand.open() as pdf:
        assert hashlib.sha256(pdf.read()).hexdigest() == bestand.sha256


@pytest.mark.parametrize("verandering", ["update", "delete"])
def test_a_made_pdf_cannot_change_in_the_database(vastgesteld, verandering):
    bestand = Rapportbestand(versie=vastgesteld, deel="kort", sha256="a" * 64)
    bestand.bestand.save("", ContentFile(b"%PDF-"), save=False)
    bestand.save()
    rijen = Rapportbestand.objects.filter(pk=bestand.pk)
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        rijen.update(sha256="b" * 64) if verandering == "update" else rijen.delete()
