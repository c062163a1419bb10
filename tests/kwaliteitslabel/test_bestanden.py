"""Files that are gone or no longer the same: nobody gets them, the bureau reads which, and what we made is made again."""

import logging
import shutil
from io import StringIO
from pathlib import Path

import pgtrigger
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from beheercommissie.handelingen import belang_verklaren
from certificaten.models import Certificaat, Certificaatbestand
from certificaten.taken import certificaat_maken
from certificaten.zegel import controleren
from kwaliteitslabel import logboekcontrole
from kwaliteitslabel.taken import bestanden_nakijken
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in, verder
from toetsing.models import Rapportbestand
from toetsing.taken import rapport_pdf_maken
from trajecten.handelingen import document_toevoegen
from trajecten.levensloop import Status
from trajecten.models import Document

PDF = b"%PDF-1.7 verslag\n%%EOF\n"


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which a certificate was handed out, with a report, a document and a folder of their own."""
    map_ = tmp_path_factory.mktemp("bewaard")
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld, override_settings(MEDIA_ROOT=map_):
        traject = traject_in(Status.VOORBEREIDING, wereld, klein_kader())
        verslag = SimpleUploadedFile("a.pdf", PDF)
        document_toevoegen(wereld.joke, traject, titel="Geheim", leeswijzer="", bestand=verslag, normen=[])
        traject = verder(traject, Status.GEAGENDEERD, wereld)
        belang_verklaren(wereld.bert, traject.agendapunten.get(), "geen")
        verder(traject, Status.LOPEND, wereld)
        rapport_pdf_maken(traject.rapportversies.latest("nummer").pk)
        wereld.map_ = map_
        yield wereld


@pytest.fixture
def wereld(gedeeld, db, settings, tmp_path):
    shutil.copytree(gedeeld.map_, tmp_path / "bestanden")
    settings.MEDIA_ROOT = tmp_path / "bestanden"
    return gedeeld


def plaats(rij):
    return Path(default_storage.path(rij.bestand.name))


SCHADE = {
    "weg": Path.unlink,
    "leeg": lambda pad: pad.write_bytes(b""),
    "half": lambda pad: pad.write_bytes(pad.read_bytes()[: pad.stat().st_size // 2]),
    "anders": lambda pad: pad.write_bytes(pad.read_bytes()[:-1] + b"x"),
}


def adressen():
    document, certificaat = Document.objects.get(), Certificaatbestand.objects.get()
    rapport = Rapportbestand.objects.get(deel="kort")
    return {
        "document": (document, reverse("document", args=[document.traject.nummer, document.pk])),
        "certificaat": (certificaat, reverse("certificaat_pdf", args=[certificaat.certificaat.nummer])),
        "rapport": (
            rapport,
            reverse("rapportversie_pdf", args=[rapport.versie.traject.nummer, rapport.versie.nummer, "kort"]),
        ),
    }


@pytest.mark.parametrize("schade", SCHADE)
@pytest.mark.parametrize("naam", ["document", "certificaat", "rapport"])
def test_a_file_that_is_not_whole_is_not_given_and_a_line_in_the_log_says_which(als, wereld, caplog, naam, schade):
    rij, url = adressen()[naam]
    client = als(wereld.joke)
    client.raise_request_exception = False
    assert client.get(url).status_code == 200
    SCHADE[schade](plaats(rij))
    antwoord = client.get(url)
    assert (antwoord.status_code, antwoord["Content-Type"]) == (503, "text/html; charset=utf-8")
    assert "Dit bestand is niet heel" in antwoord.content.decode()
    (regel,) = [regel for regel in caplog.records if regel.levelno == logging.ERROR]
    assert str(regel.exc_info[1]) == rij.bestand.name


def test_a_row_that_points_elsewhere_gives_nothing(als, wereld):
    rij, url = adressen()["document"]
    client = als(wereld.joke)
    client.raise_request_exception = False
    for elders in ("../../../../etc/hostname", Certificaatbestand.objects.get().bestand.name):
        with pgtrigger.ignore():
            Document.objects.filter(pk=rij.pk).update(bestand=elders)
        assert client.get(url).status_code == 503


def test_a_pack_that_is_not_whole_is_made_again(als, wereld):
    punt = Document.objects.get().traject.agendapunten.get()
    client, url = als(wereld.bert), reverse("agendapunt_pdf", args=[punt.pk])
    client.get(url)
    (pad,) = (Path(default_storage.path("dossiers"))).glob("*/*")
    pad.write_bytes(b"half")
    assert client.get(url).inhoud.startswith(b"%PDF-")
    (pad,) = (Path(default_storage.path("dossiers"))).glob("*/*")
    assert pad.read_bytes().startswith(b"%PDF-")


def controleer(**opties):
    uit = StringIO()
    call_command("bestanden_controleren", stdout=uit, **opties)
    return uit.getvalue()


def test_the_command_names_what_is_gone_and_what_belongs_to_nothing(wereld):
    assert controleer() == "Verder is alles heel: 4 bestanden.\n"
    default_storage.save("documenten/2020-001/los", ContentFile(b"x"))
    assert controleer().startswith("Hier hoort niets bij: documenten/2020-001/los\n")
    document = Document.objects.get()
    plaats(document).unlink()
    with pytest.raises(CommandError) as fout:
        controleer(herstel=True)
    assert str(fout.value) == f"Weg of kapot: {document.bestand.name}"


@pytest.mark.parametrize("schade", ["weg", "half"])
def test_what_we_made_ourselves_is_made_again_when_that_is_asked(wereld, schade, django_capture_on_commit_callbacks):
    certificaat, rapport = Certificaatbestand.objects.get(), Rapportbestand.objects.get(deel="kort")
    for rij in (certificaat, rapport):
        SCHADE[schade](plaats(rij))
    with pytest.raises(CommandError):
        controleer()
    assert Certificaatbestand.objects.filter(pk=certificaat.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        uit = controleer(herstel=True)
    assert f"Wordt opnieuw gemaakt: {certificaat.bestand.name}" in uit and rapport.bestand.name in uit
    taken = list(ProcrastinateJob.objects.order_by("-id").values_list("task_name", "args")[:2])
    assert dict(taken) == {
        "certificaat_maken": {"nummer": certificaat.certificaat.nummer, "uitgave": 1},
        "rapport_pdf_maken": {"versie": rapport.versie_id},
    }
    certificaat_maken(certificaat.certificaat.nummer)
    rapport_pdf_maken(rapport.versie_id)
    assert controleren(plaats(Certificaatbestand.objects.get()).read_bytes()).ongewijzigd
    assert controleer() == "Verder is alles heel: 4 bestanden.\n"


def test_after_it_was_made_again_both_checks_hold_and_another_file_is_still_found(
    wereld, django_capture_on_commit_callbacks
):
    for _ in range(2):
        plaats(Certificaatbestand.objects.get()).unlink()
        with django_capture_on_commit_callbacks(execute=True):
            controleer(herstel=True)
        certificaat_maken(Certificaat.objects.get().nummer)
        assert logboekcontrole.controleren() == []
        assert controleer() == "Verder is alles heel: 4 bestanden.\n"
    with pgtrigger.ignore():
        Certificaatbestand.objects.update(sha256="0" * 64)
    assert any("stuk dat niet zo in het logboek staat: uitgeven" in zin for zin in logboekcontrole.controleren())


def test_the_bureau_reads_the_next_morning_what_is_wrong_until_it_is_put_right(als, wereld):
    document, client = Document.objects.get(), als(wereld.gijs)
    inhoud = plaats(document).read_bytes()

    def werk():
        return [een.titel for een in client.get(reverse("mijn_werk")).context["werk"]]

    assert "Dat is hier nog niet gebeurd." in client.get(reverse("beheer")).content.decode()
    plaats(document).unlink()
    bestanden_nakijken(0)
    assert werk() == ["1 bestand is weg of beschadigd"]
    pagina = client.get(reverse("beheer")).content.decode()
    assert document.bestand.name in pagina and "Geheim" not in pagina
    assert "beschadigd" not in als(wereld.karin).get(reverse("mijn_werk")).content.decode()
    plaats(document).write_bytes(inhoud)
    bestanden_nakijken(0)
    assert werk() == []
    assert "4 bestanden zijn heel" in " ".join(client.get(reverse("beheer")).content.decode().split())
