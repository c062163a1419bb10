"""Is this certificate real? By its number, on a day, and by the file itself."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from certificaten import zegel
from certificaten.models import Certificaat, Certificaatbestand
from certificaten.taken import certificaat_maken
from huisstijl.templatetags.opmaak import dagkort
from leden.models import Naamswijziging, Organisatie, Samenvoeging
from tests.certificaten.test_register import tekst
from tests.certificaten.test_zegel import eigen_sleutel
from tests.certificaten.vermeldingen import vermelding, wijziging
from tests.dagen import over

VERIFIEER = "/verifieer/"


@pytest.fixture(scope="module")
def verzegeld(gedeeld):
    """The bytes of a real certificate that stands in the register all through this module."""
    certificaat = vermelding(gedeeld.traject, gedeeld.joke.organisatie, "KSW-2026-0001", over(-300))
    certificaat_maken(certificaat.nummer)
    with Certificaatbestand.objects.get(certificaat=certificaat).bestand.open() as pdf:
        return pdf.read()


@pytest.fixture
def certificaat(verzegeld, wereld):
    return Certificaat.objects.get(nummer="KSW-2026-0001")


def controleer(client, pdf):
    return client.post(VERIFIEER, {"bestand": SimpleUploadedFile("certificaat.pdf", pdf, "application/pdf")})


def op_nummer(client, nummer, op=""):
    return client.get(reverse("verifieer_nummer", args=[nummer]), {"op": op} if op else {})


# ---- by number


def test_a_valid_certificate_shows_who_what_and_until_when(client, certificaat):
    pagina = tekst(op_nummer(client, "KSW-2026-0001"))
    for zin in (
        "Dit certificaat is geldig",
        "Welzijn Wilgendam",
        "De hele organisatie",
        f"van {dagkort(certificaat.geldig_van)} tot en met {dagkort(certificaat.geldig_tot_en_met)}",
        "Nagekeken op",
        certificaat.get_absolute_url(),
    ):
        assert zin in pagina


@pytest.mark.parametrize(
    "getypt", ["KSW-2026-0001", "ksw-2026-0001", " KSW - 2026 - 0001 ", "KSW 2026 0001", "ksw20260001", "2026-0001"]
)
def test_a_typed_number_leads_to_its_outcome(client, certificaat, getypt):
    antwoord = client.get(VERIFIEER, {"nummer": getypt}, follow=True)
    assert antwoord.redirect_chain == [("/verifieer/KSW-2026-0001/", 302)]
    assert "Dit certificaat is geldig" in tekst(antwoord)


@pytest.mark.parametrize("getypt", ["", "../../", "KSW/2026", "<script>", "\x00"])
def test_what_is_no_number_is_said_beside_the_field(client, wereld, getypt):
    antwoord = client.get(VERIFIEER, {"nummer": getypt})
    assert antwoord.status_code == 200
    assert 'class="veldfout"' in tekst(antwoord)


@pytest.mark.parametrize("nummer", ["KSW-1999-0001", "Welzijn Wilgendam", "x" * 200, "%00"])
def test_an_unknown_number_is_not_known_and_says_what_helps(client, wereld, nummer):
    antwoord = client.get(f"/verifieer/{nummer}/")
    assert antwoord.status_code == 404
    assert "Wij kennen dit nummer niet" in tekst(antwoord)
    assert "zoek op naam" in tekst(antwoord)


def test_the_check_tells_what_became_of_the_holder_as_the_register_does(client, certificaat):
    organisatie, wie = certificaat.organisatie, certificaat.traject.aangemeld_door
    opvolger = Organisatie.objects.create(naam="Sterrenwelzijn", plaats="Elzen", soort=Organisatie.Soort.LID)
    Naamswijziging.objects.create(
        organisatie=organisatie, was="Wilgendamse Hulp", wordt=organisatie.naam, per=over(-400), vastgelegd_door=wie
    )
    Samenvoeging.objects.create(organisatie=organisatie, opgegaan_in=opvolger, per=over(-1), vastgelegd_door=wie)
    for adres in (reverse("verifieer_nummer", args=[certificaat.nummer]), certificaat.get_absolute_url()):
        pagina = tekst(client.get(adres))
        assert f"Wilgendamse Hulp, tot {dagkort(over(-400))}" in pagina
        assert f"Opgegaan in Sterrenwelzijn per {dagkort(over(-1))}." in pagina
        assert "Nagekeken op" in pagina


def test_a_suspended_certificate_says_since_when_until_when_and_why(client, certificaat):
    wijziging(certificaat, "geschorst", over(-5), tot=over(30))
    pagina = tekst(op_nummer(client, certificaat.nummer))
    assert "Dit certificaat is geschorst" in pagina
    sinds = f"Sinds {dagkort(over(-5))}, hoogstens tot en met {dagkort(over(30))}."
    assert f"{sinds} De plannen zijn niet uitgevoerd. De organisatie mag het label zolang niet gebruiken." in pagina


@pytest.mark.parametrize(
    ("soort", "kop"), [("ingetrokken", "Dit certificaat is ingetrokken"), ("beeindigd", "Dit certificaat is beëindigd")]
)
def test_a_certificate_that_ended_says_so(client, certificaat, soort, kop):
    wijziging(certificaat, soort, over(-5))
    pagina = tekst(op_nummer(client, certificaat.nummer))
    assert kop in pagina and "Dit certificaat is geldig" not in pagina


def test_an_expired_and_a_future_certificate_say_which_days(client, wereld, organisatie):
    vermelding(wereld.traject, organisatie, "KSW-2023-0001", over(-900))
    vermelding(wereld.traject, wereld.bram.organisatie, "KSW-2027-0001", over(30))
    assert "Dit certificaat is verlopen" in tekst(op_nummer(client, "KSW-2023-0001"))
    pagina = tekst(op_nummer(client, "KSW-2027-0001"))
    assert "Dit certificaat is nog niet geldig" in pagina
    assert f"Het geldt vanaf {dagkort(over(30))}." in pagina


def test_a_succeeded_certificate_points_to_the_newer_one(client, wereld, certificaat):
    vermelding(wereld.traject, certificaat.organisatie, "KSW-2026-0009", over(-1))
    pagina = tekst(op_nummer(client, certificaat.nummer))
    assert "Er is een nieuwer certificaat" in pagina
    assert f"Dit certificaat gold tot en met {dagkort(over(-2))}." in pagina
    assert reverse("vermelding", args=["KSW-2026-0009"]) in pagina


# ---- on another day


def test_it_can_be_asked_for_another_day(client, certificaat):
    wijziging(certificaat, "geschorst", over(-5))
    toen = tekst(op_nummer(client, certificaat.nummer, over(-20).isoformat()))
    assert f"Dit certificaat was geldig op {dagkort(over(-20))}" in toen
    # And what matters now is not hidden.
    assert "<dt>En vandaag?</dt><dd>Dit certificaat is geschorst</dd>" in toen
    assert f"Dit certificaat was nog niet geldig op {dagkort(over(-400))}" in tekst(
        op_nummer(client, certificaat.nummer, over(-400).isoformat())
    )


def test_a_day_to_come_is_told_with_a_reservation(client, certificaat):
    pagina = tekst(op_nummer(client, certificaat.nummer, over(20).isoformat()))
    assert f"Dit certificaat is geldig op {dagkort(over(20))}" in pagina
    assert "Tenzij er voor die dag iets verandert." in pagina


def test_an_impossible_day_is_said_beside_the_field_and_today_is_shown(client, certificaat):
    pagina = tekst(op_nummer(client, certificaat.nummer, "gisteren"))
    assert "Dit lijkt geen datum." in pagina and 'value="gisteren"' in pagina
    assert "Dit certificaat is geldig</h2>" in pagina


# ---- by file


def test_the_real_file_is_valid_and_nothing_was_changed(client, certificaat, verzegeld):
    pagina = tekst(controleer(client, verzegeld))
    for zin in ("Dit certificaat is geldig", "Welzijn Wilgendam", "Niets veranderd", "verzegeld op"):
        assert zin in pagina


def test_a_real_file_of_a_withdrawn_certificate_is_not_valid(client, certificaat, verzegeld):
    wijziging(certificaat, "ingetrokken", over(-1))
    pagina = tekst(controleer(client, verzegeld))
    assert "Dit certificaat is ingetrokken" in pagina and "Niets veranderd" in pagina


def test_a_real_file_of_a_succeeded_certificate_names_the_newer_one(client, wereld, certificaat, verzegeld):
    vermelding(wereld.traject, certificaat.organisatie, "KSW-2026-0009", over(-1))
    pagina = tekst(controleer(client, verzegeld))
    assert "Er is een nieuwer certificaat" in pagina and "KSW-2026-0009" in pagina


@pytest.mark.parametrize(
    "veranderen",
    [
        lambda pdf: pdf + b"\n",
        lambda pdf: pdf[:400] + bytes([pdf[400] ^ 1]) + pdf[401:],
        lambda pdf: pdf.replace(b"Wilgendam", b"Wilgenhof") if b"Wilgendam" in pdf else pdf[:-20] + b"x" + pdf[-19:],
    ],
)
def test_a_changed_file_is_never_called_valid(client, certificaat, verzegeld, veranderen):
    pagina = tekst(controleer(client, veranderen(verzegeld)))
    assert "Dit bestand is veranderd" in pagina
    assert "is geldig" not in pagina
    # The number in it is only what the file says, so it is looked up, not believed.
    assert reverse("verifieer_nummer", args=["KSW-2026-0001"]) in pagina


def test_a_seal_of_somebody_else_is_not_ours(client, certificaat, verzegeld):
    sleutel, _, _ = eigen_sleutel("Kwaliteitslabel Sociaal Werk")
    vals = zegel.verzegelen(_zonder_zegel(verzegeld), sleutel, nummer="KSW-2026-0001", op=certificaat.uitgifte.op)
    pagina = tekst(controleer(client, vals))
    assert "Dit zegel is niet van ons" in pagina and "is geldig" not in pagina


def _zonder_zegel(pdf):
    """The document as it was before it was sealed: the seal is one revision at the end."""
    return pdf[: pdf.index(b"%%EOF") + len(b"%%EOF\n")]


@pytest.mark.parametrize("bestand", [b"%PDF-1.7\n%%EOF\n", b"Beste collega, zie de bijlage."])
def test_a_file_without_a_seal_says_what_to_do(client, wereld, bestand):
    pagina = tekst(controleer(client, bestand))
    assert "In dit bestand zit geen zegel" in pagina and "Vraag de organisatie om het origineel" in pagina
    assert "Elk certificaat is digitaal verzegeld, een rapport niet." in pagina  # who hands in a report is told so


def test_a_sealed_file_that_was_never_handed_out_is_not_valid(client, wereld, verzegeld):
    onbekend = zegel.verzegelen(
        _zonder_zegel(verzegeld),
        zegel.sleutel_uit_instellingen(),
        nummer="KSW-2026-0777",
        op=wereld.traject.aangemeld_op,
    )
    pagina = tekst(controleer(client, onbekend))
    assert "Dit certificaat staat niet in het register" in pagina and "is geldig" not in pagina


def test_no_file_an_empty_file_and_a_huge_file_are_refused_in_words(client, wereld):
    assert "Kies een bestand." in tekst(client.post(VERIFIEER))
    assert "Dit bestand is leeg." in tekst(controleer(client, b""))
    pagina = tekst(controleer(client, b"%PDF" + bytes(zegel.GROOTSTE_BESTAND)))
    assert "Dit bestand is groter dan 10 MB." in pagina


def test_a_handed_in_file_is_never_written_down(client, wereld, verzegeld, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "is er niet")  # writing there fails
    settings.MEDIA_ROOT = tmp_path
    groot = verzegeld + bytes(3 * 1024 * 1024)  # more than Django keeps in memory by itself
    assert "Dit bestand is veranderd" in tekst(controleer(client, groot))
    assert list(tmp_path.iterdir()) == []


def test_a_seal_that_we_made_ourselves_is_said_to_prove_nothing(client, wereld, settings):
    zin = "Buiten deze website bewijst het niets."
    assert zin in tekst(client.get(VERIFIEER))
    settings.ZEGEL_SLEUTEL = "/ergens/sleutel.pem"
    assert zin not in tekst(client.get(VERIFIEER))


def test_checking_takes_few_queries(client, certificaat, verzegeld, django_assert_max_num_queries):
    with django_assert_max_num_queries(3):
        op_nummer(client, certificaat.nummer)
    with django_assert_max_num_queries(3):
        controleer(client, verzegeld)
