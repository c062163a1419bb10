"""Documents: what may come in, who reads them, how they leave again."""

import csv
import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.personen import traject_in
from toetsing.handelingen.zelfevaluatie import zelfevaluatie_indienen
from toetsing.models import Verhaal
from trajecten.bestandssoorten import soort_van_inhoud
from trajecten.handelingen import document_toevoegen, document_verwijderen
from trajecten.levensloop import Status
from trajecten.models import Document

PDF = b"%PDF-1.7 verslag\n%%EOF\n"


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader)


def zip_met(**bestanden):
    inhoud = io.BytesIO()
    with zipfile.ZipFile(inhoud, "w") as zip_:
        for naam, tekst in bestanden.items():
            zip_.writestr(naam.replace("__", "/"), tekst)
    return inhoud.getvalue()


WORD = zip_met(**{"[Content_Types].xml": "", "word__document.xml": ""})
ODT = zip_met(mimetype="application/vnd.oasis.opendocument.text")
MET_MACRO = zip_met(**{"[Content_Types].xml": "", "word__document.xml": "", "word__vbaProject.bin": ""})


def bestand(naam="verslag.pdf", inhoud=PDF):
    return SimpleUploadedFile(naam, inhoud)


def toevoegen(wie, traject, titel="Verslag", normen=(), **opties):
    return document_toevoegen(wie, traject, titel=titel, leeswijzer="", bestand=bestand(**opties), normen=normen)


def dien_in(wereld, traject):
    Verhaal.objects.filter(traject=traject).update(zelfbeeld=Verhaal.Zelfbeeld.ONBEKEND)
    zelfevaluatie_indienen(wereld.ingrid, traject)


@pytest.mark.parametrize(
    ("naam", "inhoud"),
    [("a.pdf", PDF), ("a.PDF", PDF), ("a.docx", WORD), ("a.odt", ODT)],
)
def test_known_kinds_come_in(als, wereld, traject, naam, inhoud):
    norm = traject.kaderversie.normen.first()
    antwoord = als(wereld.joke).post(
        reverse("document_toevoegen", args=[traject.nummer]),
        {"titel": "Verslag", "leeswijzer": "Lees bladzijde 2", "normen": [norm.pk], "bestand": bestand(naam, inhoud)},
    )
    document = Document.objects.get()
    assert antwoord.url == reverse("documenten", args=[traject.nummer])
    assert (document.bestandsnaam, document.grootte) == (naam, len(inhoud))
    assert list(document.normen.all()) == [norm]
    with document.bestand.open() as stroom:
        assert stroom.read() == inhoud


@pytest.mark.parametrize(
    ("naam", "inhoud", "zin"),
    [
        ("a.exe", b"MZ programma", "Dit soort bestand kunnen wij niet veilig bewaren."),
        ("a.pdf", b"<html>geen pdf</html>", "Dit soort bestand kunnen wij niet veilig bewaren."),
        ("a.docx", MET_MACRO, "In dit bestand zitten macro's: kleine programma's."),
        ("a.docx", b"PK\x03\x04 kapot", "Dit soort bestand kunnen wij niet veilig bewaren."),
        ("a.html", PDF, "De naam van dit bestand past niet bij de inhoud: het is een bestand van de soort PDF."),
        ("a.pdf", b"", "Dit bestand is leeg. Kies een ander bestand."),
    ],
)
def test_other_files_are_refused_and_the_rest_of_the_form_stays(als, wereld, traject, naam, inhoud, zin):
    antwoord = als(wereld.joke).post(
        reverse("document_toevoegen", args=[traject.nummer]),
        {"titel": "Mijn titel", "leeswijzer": "Lees bladzijde 2", "bestand": bestand(naam, inhoud)},
    )
    assert antwoord.context["form"].errors["bestand"][0].startswith(zin)
    pagina = antwoord.content.decode()
    assert 'value="Mijn titel"' in pagina
    assert 'value="Lees bladzijde 2"' in pagina
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused_in_megabytes(als, wereld, traject, settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    antwoord = als(wereld.joke).post(
        reverse("document_toevoegen", args=[traject.nummer]),
        {"titel": "Film", "bestand": bestand("a.pdf", b"x" * 3 * 1024 * 1024)},
    )
    assert antwoord.context["form"].errors["bestand"] == [
        "Dit bestand is 3 MB. Er past 1 MB. Maak het kleiner, bijvoorbeeld met minder foto's, of verdeel het."
    ]


def test_the_kind_is_told_by_the_content(traject):
    assert soort_van_inhoud(io.BytesIO(WORD)).naam == "Word"
    assert soort_van_inhoud(io.BytesIO(zip_met(zomaar="iets"))) is None


def test_from_the_page_of_a_norm_one_returns_there(als, wereld, traject):
    norm = traject.kaderversie.normen.first()
    url = f"{reverse('document_toevoegen', args=[traject.nummer])}?norm={norm.nummer}"
    client = als(wereld.joke)
    assert client.get(url).context["form"]["normen"].value() == [norm.pk]
    antwoord = client.post(url, {"titel": "Verslag", "normen": [norm.pk], "bestand": bestand()})
    assert antwoord.url == reverse("verhaal", args=[traject.nummer, norm.nummer])


def test_a_script_that_sends_the_file_hears_where_to_go_and_the_page_there_says_that_it_is_added(als, wereld, traject):
    url, lijst = (reverse(naam, args=[traject.nummer]) for naam in ("document_toevoegen", "documenten"))
    client = als(wereld.joke)
    script = {"X-Requested-With": "XMLHttpRequest"}
    geweigerd = client.post(url, {"titel": "", "bestand": bestand()}, headers=script)
    assert (geweigerd.status_code, "foutenlijst" in geweigerd.content.decode()) == (200, True)
    antwoord = client.post(url, {"titel": "Verslag", "bestand": bestand()}, headers=script)
    assert (antwoord.status_code, antwoord["Location"]) == (201, lijst)
    assert "Het document is toegevoegd." in client.get(lijst).content.decode()


def test_the_same_file_twice_is_told(als, wereld, traject):
    url, client = reverse("document_toevoegen", args=[traject.nummer]), als(wereld.joke)
    pagina = client.post(url, {"titel": "Verslag", "bestand": bestand()}, follow=True).content.decode()
    assert "stond er al" not in pagina
    pagina = client.post(url, {"titel": "Nog eens", "bestand": bestand("b.pdf")}, follow=True).content.decode()
    assert "Hetzelfde bestand stond er al, als ‘Verslag’." in pagina
    assert Document.objects.count() == 2


def test_a_download_never_opens_inside_the_site(als, wereld, traject):
    document = toevoegen(wereld.joke, traject, naam="verslag maart.pdf")
    antwoord = als(wereld.joke).get(reverse("document", args=[traject.nummer, document.pk]))
    assert antwoord.inhoud == PDF
    assert antwoord["Content-Disposition"] == 'attachment; filename="verslag maart.pdf"'
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["X-Content-Type-Options"] == "nosniff"
    assert antwoord["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in antwoord["Cache-Control"]


def test_before_handing_in_only_the_organisation_reads_documents(als, wereld, traject):
    url = reverse("document", args=[traject.nummer, toevoegen(wereld.joke, traject).pk])
    anderen = (wereld.karin, wereld.meike, wereld.roel, wereld.bram, wereld.tessa, wereld.vera)
    assert [als(wie).get(url).status_code for wie in anderen] == [404] * 6
    dien_in(wereld, traject)
    assert [als(wie).get(url).status_code for wie in anderen] == [200, 200, 200, 404, 404, 404]


def test_the_list_hides_titles_until_the_self_evaluation_is_handed_in(als, wereld, traject):
    toevoegen(wereld.joke, traject, titel="Plan van aanpak")
    client, url = als(wereld.meike), reverse("documenten", args=[traject.nummer])
    assert "Plan van aanpak" not in client.get(url).content.decode()
    dien_in(wereld, traject)
    assert "Plan van aanpak" in client.get(url).content.decode()


def test_search_by_title_and_norm(als, wereld, traject):
    norm = traject.kaderversie.normen.first()
    toevoegen(wereld.joke, traject, titel="Verslag bewonersavond", normen=[norm])
    toevoegen(wereld.joke, traject, titel="Begroting")
    client, url = als(wereld.joke), reverse("documenten", args=[traject.nummer])

    def titels(**vraag):
        return [document.titel for document in client.get(url, vraag).context["bladzijde"]]

    assert titels() == ["Begroting", "Verslag bewonersavond"]
    assert titels(sorteer="-titel") == ["Verslag bewonersavond", "Begroting"]
    assert titels(q="avond") == ["Verslag bewonersavond"]
    assert titels(norm=norm.nummer) == ["Verslag bewonersavond"]
    assert titels(norm="bestaat niet") == ["Begroting", "Verslag bewonersavond"]
    assert "Geen document gevonden" in client.get(url, {"q": "zzz"}).content.decode()


def test_the_list_of_documents_is_a_file_for_who_reads_them(als, wereld, traject):
    norm = traject.kaderversie.normen.first()
    toevoegen(wereld.joke, traject, titel="=1+1", normen=[norm])
    toevoegen(wereld.joke, traject, titel="Begroting")
    url = reverse("documenten_export", args=[traject.nummer, "csv"])

    def titels(wie, **vraag):
        tekst = als(wie).get(url, vraag).inhoud.decode("utf-8-sig")
        return [(rij["Titel"], rij["Normen"]) for rij in csv.DictReader(io.StringIO(tekst), delimiter=";")]

    assert titels(wereld.joke) == [("'=1+1", norm.nummer), ("Begroting", "")]
    assert titels(wereld.joke, q="beg") == [("Begroting", "")]
    assert titels(wereld.meike) == []
    dien_in(wereld, traject)
    assert titels(wereld.meike) == titels(wereld.joke)


@pytest.mark.django_db(transaction=True)
def test_removing_takes_the_file_away_and_leaves_a_row_in_the_log(als, wereld, traject):
    document = toevoegen(wereld.joke, traject)
    plaats = document.bestand
    url = reverse("document_verwijderen", args=[traject.nummer, document.pk])
    assert "Verwijder het document" in als(wereld.joke).get(url).content.decode()
    als(wereld.joke).post(url)
    assert not Document.objects.exists()
    assert not plaats.storage.exists(plaats.name)
    laatste = Gebeurtenis.objects.latest("volgnummer")
    assert (laatste.handeling, laatste.reden) == ("document_verwijderen", "Verslag")


def test_after_handing_in_a_document_stays(als, wereld, traject):
    document = toevoegen(wereld.joke, traject)
    dien_in(wereld, traject)
    zin = "Dit is ingediend. Anderen lezen dit document, dus het blijft erbij."
    with pytest.raises(Geweigerd) as weigering:
        document_verwijderen(wereld.joke, document)
    assert weigering.value.redenen == [zin]
    url = reverse("document_verwijderen", args=[traject.nummer, document.pk])
    pagina = als(wereld.joke).get(url).content.decode()
    assert zin in pagina
    assert "Verwijder het document" not in pagina


def test_documents_can_be_added_until_the_reaction_is_in(wereld, kader):
    traject = traject_in(Status.REACTIE_VERWERKEN, wereld, kader)
    with pytest.raises(Geweigerd) as weigering:
        toevoegen(wereld.joke, traject)
    assert weigering.value.redenen == ["U kunt nu geen documenten toevoegen: het traject staat op 'reactie verwerken'."]


def test_thirty_documents_ask_as_many_queries_as_one(als, wereld, traject, django_assert_max_num_queries):
    client, url = als(wereld.joke), reverse("documenten", args=[traject.nummer])
    normen = list(traject.kaderversie.normen.all())
    export = reverse("documenten_export", args=[traject.nummer, "csv"])
    toevoegen(wereld.joke, traject, normen=normen)
    with django_assert_max_num_queries(15) as een:
        client.get(url)
    with django_assert_max_num_queries(10) as een_als_bestand:
        assert client.get(export).inhoud
    for aantal in (2, 27):
        for _ in range(aantal):
            toevoegen(wereld.joke, traject, normen=normen)
        with django_assert_max_num_queries(len(een)):
            client.get(url)
        with django_assert_max_num_queries(len(een_als_bestand)):
            assert client.get(export).inhoud
