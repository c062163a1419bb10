"""Documents go to others when the scanner found nothing in them; what is harmful is taken away."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from leden.models import Gebeurtenis
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from tests.scanner import EICAR, scanner
from trajecten.handelingen import document_toevoegen, document_verwijderen
from trajecten.levensloop import Status
from trajecten.models import Document, Traject
from trajecten.scanner import ScannerZwijgt
from trajecten.taken import document_nakijken

PDF = b"%PDF-1.7 verslag\n%%EOF\n"


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which the self-evaluation was handed in, so that the assessors read its documents."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.INGEDIEND, wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def clamd(settings):
    with scanner() as settings.CLAMD:
        yield


def toevoegen(wereld, inhoud=PDF):
    bestand = SimpleUploadedFile("verslag.pdf", inhoud)
    return document_toevoegen(
        wereld.joke, Traject.objects.get(), titel="Verslag", leeswijzer="", bestand=bestand, normen=[]
    )


def lijst(als, wie):
    return " ".join(als(wie).get(reverse("documenten", args=[Traject.objects.get().nummer])).content.decode().split())


def openen(als, wie, document):
    return als(wie).get(reverse("document", args=[document.traject.nummer, document.pk])).status_code


def test_until_the_scanner_has_looked_only_the_own_organisation_opens_a_document(als, wereld, clamd):
    document = toevoegen(wereld)
    taak = ProcrastinateJob.objects.get(task_name="document_nakijken")
    assert taak.args == {"document": document.pk}
    assert [openen(als, wie, document) for wie in (wereld.joke, wereld.ingrid, wereld.meike)] == [200, 200, 404]
    assert "Wordt nagekeken op virussen." in lijst(als, wereld.joke)
    assert "Verslag" not in lijst(als, wereld.meike)
    document_nakijken(**taak.args)
    assert [openen(als, wie, document) for wie in (wereld.joke, wereld.meike)] == [200, 200]
    assert "Wordt nagekeken" not in lijst(als, wereld.joke)


def test_what_is_harmful_is_taken_away_and_who_brought_it_reads_that(
    als, wereld, clamd, django_capture_on_commit_callbacks
):
    document = toevoegen(wereld, PDF[:9] + EICAR + PDF[9:])
    pad = document.bestand.name
    with django_capture_on_commit_callbacks(execute=True):
        document_nakijken(document.pk)
    assert not default_storage.exists(pad)
    document.refresh_from_db()
    assert (document.nagekeken, document.bestand.name, document.grootte) == ("besmet", "", 0)
    assert "Wij hebben dit bestand weggehaald: de virusscanner vond er iets schadelijks in." in lijst(als, wereld.joke)
    assert "Verslag" not in lijst(als, wereld.meike)
    assert [openen(als, wie, document) for wie in (wereld.joke, wereld.meike)] == [404, 404]
    regel = Gebeurtenis.objects.latest("volgnummer")
    assert (regel.naam, regel.handeling) == ("de applicatie", "document_verwijderen")
    assert "Eicar-Test-Signature" in regel.reden
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(bestand=pad)


@pytest.mark.parametrize(
    "antwoord", ["INSTREAM size limit exceeded. ERROR", "stream: iets ERROR", "stream: OK en meer"]
)
def test_without_a_certain_answer_a_document_keeps_waiting(wereld, settings, antwoord):
    with scanner(antwoord) as settings.CLAMD:
        document = toevoegen(wereld)
        with pytest.raises(ScannerZwijgt):
            document_nakijken(document.pk)
    with pytest.raises(ScannerZwijgt):  # by now the scanner is away
        document_nakijken(document.pk)
    document.refresh_from_db()
    assert document.nagekeken == "wacht"


def test_an_infected_document_can_be_removed_from_the_list(wereld, clamd, django_capture_on_commit_callbacks):
    document = toevoegen(wereld, EICAR)
    document_nakijken(document.pk)
    Traject.objects.filter(pk=document.traject_id).update(status=Status.VOORBEREIDING)
    with django_capture_on_commit_callbacks(execute=True):
        document_verwijderen(wereld.joke, document)
    assert not Document.objects.exists()


def test_without_a_scanner_everything_goes_on_and_the_bureau_reads_that_nobody_looks(als, wereld, settings):
    document = toevoegen(wereld)
    assert openen(als, wereld.meike, document) == 200
    assert not ProcrastinateJob.objects.filter(task_name="document_nakijken").exists()
    assert "Documenten worden niet op virussen nagekeken." in als(wereld.gijs).get(reverse("beheer")).content.decode()


def test_when_the_scanner_is_taken_away_nothing_waits_for_ever(als, wereld, settings):
    with scanner() as settings.CLAMD:
        document = toevoegen(wereld)
    settings.CLAMD = ""
    document_nakijken(document.pk)
    assert openen(als, wereld.meike, document) == 200
