"""Photos: kept without where they were taken, and those of an iPhone too."""

import io
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image, PngImagePlugin

from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.fotos import KAPOT, TE_VEEL, Onleesbaar, zonder_herkomst
from trajecten.levensloop import Status
from trajecten.models import Document, Traject

GPS, ORIENTATIE, MAKER = 0x8825, 0x0112, 0x010F
ROOD, BLAUW = (200, 30, 30), (30, 30, 200)


def foto(soort, draaiing=1, **opties):
    """Left red and right blue, with a place, a maker and remarks in it."""
    beeld = Image.new("RGB", (64, 32), ROOD)
    beeld.paste(BLAUW, (32, 0, 64, 32))
    exif = Image.Exif()
    exif[MAKER], exif[ORIENTATIE] = "Telefoon van Joke", draaiing
    exif.get_ifd(GPS)[1], exif.get_ifd(GPS)[2] = "N", (52.0, 5.0, 8.4)
    uit = io.BytesIO()
    beeld.save(uit, soort, exif=exif, **opties)
    return uit.getvalue()


def tekst_in_png():
    tekst = PngImagePlugin.PngInfo()
    tekst.add_text("Author", "Telefoon van Joke")
    return foto("PNG", pnginfo=tekst)


SOORTEN = {
    "foto.jpg": lambda: foto("JPEG", comment=b"Telefoon van Joke", xmp=b"<x>Telefoon van Joke</x>"),
    "foto.png": tekst_in_png,
    "IMG_1234.HEIC": lambda: foto("HEIF", quality=90),
}


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.VOORBEREIDING, wereld, klein_kader())
        yield wereld


@pytest.fixture
def versturen(gedeeld, db, als):
    def versturen(naam, inhoud):
        url = reverse("document_toevoegen", args=[Traject.objects.get().nummer])
        return als(gedeeld.joke).post(url, {"titel": "Ideeënbord", "bestand": SimpleUploadedFile(naam, inhoud)})

    return versturen


@pytest.mark.parametrize(
    ("naam", "bewaard"), [("foto.jpg", "foto.jpg"), ("foto.png", "foto.png"), ("IMG_1234.HEIC", "IMG_1234.jpg")]
)
def test_a_photo_is_kept_without_where_and_by_whom_it_was_taken(versturen, naam, bewaard):
    inhoud = SOORTEN[naam]()
    assert b"Telefoon van Joke" in inhoud
    versturen(naam, inhoud)
    document = Document.objects.get()
    with document.bestand.open() as stroom:
        kaal = stroom.read()
    assert b"Telefoon van Joke" not in kaal
    assert (document.bestandsnaam, document.grootte) == (bewaard, len(kaal))
    beeld = Image.open(io.BytesIO(kaal))
    assert dict(beeld.getexif()) == {} and beeld.size == (64, 32)
    links, rechts = (beeld.convert("RGB").getpixel((x, 16)) for x in (8, 56))
    assert max(abs(een - ander) for een, ander in zip(links + rechts, ROOD + BLAUW, strict=True)) < 25


def test_a_photo_that_was_taken_sideways_stands_upright(versturen):
    versturen("foto.jpg", foto("JPEG", draaiing=6))
    with Document.objects.get().bestand.open() as stroom:
        beeld = Image.open(stroom)
        assert beeld.size == (32, 64)
        assert beeld.getpixel((16, 8))[0] > 150 > beeld.getpixel((16, 56))[0]


@pytest.mark.parametrize("naam", SOORTEN)
def test_a_photo_that_was_cut_off_is_refused_beside_the_field(versturen, naam):
    inhoud = SOORTEN[naam]()
    antwoord = versturen(naam, inhoud[: len(inhoud) * 2 // 3])
    assert antwoord.context["form"].errors["bestand"] == [KAPOT]


@pytest.mark.parametrize("maat", [(9_000, 9_000), (50_000, 50_000)])
def test_a_small_file_that_would_become_an_enormous_picture_is_not_unpacked(maat):
    png = bytearray(foto("PNG"))
    png[16:24] = b"".join(kant.to_bytes(4) for kant in maat)
    png[29:33] = zlib.crc32(png[12:29]).to_bytes(4)
    with pytest.raises(Onleesbaar, match=TE_VEEL):
        zonder_herkomst(SimpleUploadedFile("a.png", bytes(png)))


@pytest.mark.parametrize(
    ("naam", "raad"),
    [
        ("verslag.txt", "Open deze tekst in Word"),
        ("film.MP4", "Een film bewaren wij niet."),
        ("interview.m4a", "Geluid bewaren wij niet."),
        ("poster.webp", "Sla die op als JPG of PNG"),
        ("oud.doc", "Dit is een bestand van een oude soort."),
        ("alles.zip", "Pak het uit en voeg ze apart toe."),
    ],
)
def test_what_is_not_kept_is_refused_with_what_helps(versturen, naam, raad):
    antwoord = versturen(naam, b"Wat er ook in staat")
    assert raad in antwoord.context["form"].errors["bestand"][0]
