"""What a stranger, a person with two hats or a hostile file must not get done."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.urls import reverse

from beheercommissie.handelingen import belang_verklaren
from huisstijl.woordverschil import woordverschil
from inloggen.views.inloggen import demo_inloggen
from leden.models import Belang, Rol
from tests.personen import traject_in, zitting
from toetsing.handelingen import wederhoor
from trajecten.bestandssoorten import soort_van_inhoud
from trajecten.handelingen import aanhouden, intrekken
from trajecten.levensloop import Status


@pytest.mark.parametrize(
    "zijdeur", [lambda w, t: aanhouden(w.karin, t, "Ziek."), lambda w, t: intrekken(w.ingrid, t, "Fusie.")]
)
def test_remarks_that_were_not_handed_in_stay_with_the_organisation_when_the_traject_stops(wereld, kader, als, zijdeur):
    traject = traject_in(Status.WEDERHOOR, wereld, kader)
    versie = traject.rapportversies.first()
    reactie = wederhoor.reageren(wereld.joke, versie, versie.inhoud["normen"][0]["passages"][0]["sleutel"])
    type(reactie).objects.filter(pk=reactie.pk).update(tekst="Nog niet voor de toetsers bedoeld.")
    zijdeur(wereld, traject)
    for wie in (wereld.meike, wereld.roel):
        antwoord = als(wie).get(reverse("reacties", args=[traject.nummer]))
        assert "Nog niet voor de toetsers bedoeld" not in antwoord.content.decode()


def test_a_secretary_who_declared_an_interest_under_another_hat_sees_no_file(wereld, kader, als):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.cora, punt, "belang")
    tweede_pet = zitting(wereld, wereld.cora.gebruiker, Rol.SECRETARIS)
    client = als(tweede_pet)
    assert client.get(reverse("traject", args=[traject.nummer])).status_code == 404
    assert client.get(reverse("agendapunt_rapport", args=[punt.pk])).status_code == 403
    kaart = client.get(punt.get_absolute_url()).content.decode().split("<main")[1].split("</main>")[0]
    assert kader.normen.first().nummer not in kaart


def test_a_secretary_with_a_registered_interest_sees_no_file(wereld, kader, als):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    Belang.objects.create(
        gebruiker=wereld.femke.gebruiker, organisatie=traject.organisatie, soort=Belang.Soort.FAMILIE, van="2020-01-01"
    )
    punt = traject.agendapunten.get()
    assert als(wereld.femke).get(reverse("agendapunt_rapport", args=[punt.pk])).status_code == 403
    assert als(wereld.femke).get(reverse("traject", args=[traject.nummer])).status_code == 404


def test_a_nul_in_an_address_is_not_found(wereld, kader, als):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    for adres in (
        "/trajecten/%00/",
        "/trajecten/?q=%00",
        f"{reverse('document_toevoegen', args=[traject.nummer])}?norm=%00",
    ):
        assert als(wereld.joke).get(adres).status_code == 404


def test_an_address_of_a_page_that_is_none_leads_to_signing_in(client):
    kop = {"HX-Request": "true", "HX-Current-URL": "http://["}
    antwoord = client.get("/werk/", headers=kop)
    assert (antwoord.status_code, antwoord["HX-Redirect"]) == (401, f"{reverse('account_login')}?next=")


def test_a_row_with_a_number_of_5000_digits_is_not_found(wereld, kader, als, rf):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    verhaal, lang = traject.verhalen.first(), "9" * 5000
    versies = reverse("verhaal_versies", args=[traject.nummer, verhaal.norm.nummer, "aanpak"])
    assert als(wereld.joke).post(versies, {"versie": lang}).status_code == 404
    assert als(wereld.meike).get(reverse("belang_toevoegen"), {"organisatie": lang}).status_code == 200
    with pytest.raises(Http404):
        demo_inloggen(rf.post("/demo/inloggen/", {"lidmaatschap": lang}))


def test_the_public_check_takes_one_file_and_leaves_the_rest(client, db):
    bestanden = {naam: SimpleUploadedFile("x.pdf", b"%PDF-1.7 niets") for naam in ("ander", "nog_een")}
    antwoord = client.post(
        reverse("verifieer"), {**bestanden, "bestand": SimpleUploadedFile("x.pdf", b"%PDF-1.7 niets")}
    )
    assert antwoord.status_code == 200
    assert set(antwoord.wsgi_request.FILES) == {"bestand"}


def test_a_damaged_office_file_is_of_no_kind_we_know():
    inhoud = io.BytesIO()
    with zipfile.ZipFile(inhoud, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("mimetype", "application/vnd.oasis.opendocument.text" * 40)
    kapot = bytearray(inhoud.getvalue())
    kapot[40:60] = b"\xff" * 20
    assert soort_van_inhoud(io.BytesIO(bytes(kapot))) is None


def test_the_changed_words_of_a_text_that_repeats_itself_are_found_too():
    oud = "de afspraak staat in het dossier " * 2500
    nieuw = oud.replace("dossier", "plan", 1)
    stukken = woordverschil(oud, nieuw)
    assert "".join(tekst for soort, tekst in stukken if soort != "weg") == nieuw
