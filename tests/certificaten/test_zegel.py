"""The seal: what programs that know nothing of us say about it, and what we say about files that are not ours."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from django.core.exceptions import ImproperlyConfigured
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.generic import DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pypdf import PdfWriter

from certificaten import zegel
from tests.certificaten.test_pdf import GEGEVENS, certificaat_pdf

OP = datetime(2027, 1, 21, 14, 32, tzinfo=ZoneInfo("Europe/Amsterdam"))
GEEN_ZEGEL = zegel.Zegelcontrole()
veel_gevallen = hypothesis_settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def eigen_sleutel(naam, geldig=True, wachtwoord=None):
    """A Sleutel of somebody else, with its PEM texts: (sleutel, pem of the key, pem of the certificate)."""
    prive = ec.generate_private_key(ec.SECP256R1())
    wie = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, naam)])
    nu = datetime.now(UTC)
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(wie)
        .issuer_name(wie)
        .public_key(prive.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - timedelta(days=400))
        .not_valid_after(nu + timedelta(days=4000 if geldig else -300))
        .sign(prive, hashes.SHA256())
    )
    slot = serialization.BestAvailableEncryption(wachtwoord) if wachtwoord else serialization.NoEncryption()
    pem = prive.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, slot)
    return zegel.Sleutel(prive, certificaat), pem, certificaat.public_bytes(serialization.Encoding.PEM)


def verzegel(pdf, sleutel):
    return zegel.verzegelen(pdf, sleutel, nummer="KSW-2027-0001", op=OP)


def verschuif(pdf, plaats):
    """The file with one byte changed."""
    return pdf[:plaats] + bytes([pdf[plaats] ^ 1]) + pdf[plaats + 1 :]


@pytest.fixture(scope="module")
def kaal():
    return certificaat_pdf(GEGEVENS)


@pytest.fixture
def verzegeld(kaal):
    return verzegel(kaal, zegel.sleutel_uit_instellingen())


@pytest.fixture
def onze_sleutel(settings, tmp_path):
    """Settings that name files, as in production; returns a function that writes them."""

    def schrijven(sleutelpem, *certificaatpems, wachtwoord=""):
        (tmp_path / "sleutel.pem").write_bytes(sleutelpem)
        (tmp_path / "certificaat.pem").write_bytes(b"".join(certificaatpems))
        settings.PRODUCTIE = True
        settings.ZEGEL_SLEUTEL = str(tmp_path / "sleutel.pem")
        settings.ZEGEL_CERTIFICAAT = str(tmp_path / "certificaat.pem")
        settings.ZEGEL_WACHTWOORD = wachtwoord

    return schrijven


# ---- what others say


def test_pdfsig_finds_one_valid_seal_over_the_whole_file(verzegeld, tmp_path):
    (tmp_path / "certificaat.pdf").write_bytes(verzegeld)
    oordeel = subprocess.run(["pdfsig", tmp_path / "certificaat.pdf"], capture_output=True, text=True).stdout
    assert oordeel.count("Signature #") == 1
    assert "Signature Validation: Signature is Valid." in oordeel
    assert "Total document signed" in oordeel
    assert "Signature Type: ETSI.CAdES.detached" in oordeel
    assert "Signing Hash Algorithm: SHA-256" in oordeel
    assert "Signer Certificate Common Name: Kwaliteitslabel Sociaal Werk (DEMO)" in oordeel


EERST_CONTROLEREN = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from certificaten import zegel
kaal, verzegeld = (Path(pad).read_bytes() for pad in sys.argv[1:])
assert zegel.controleren(verzegeld).ongewijzigd
zegel.verzegelen(kaal, zegel.sleutel_uit_instellingen(), nummer="KSW-2027-0001", op=datetime.now(UTC))
"""


def test_a_process_that_checked_a_file_can_seal_one(kaal, verzegeld, settings, tmp_path):
    """In a process of its own, since here a file has been sealed already."""
    paden = tmp_path / "kaal.pdf", tmp_path / "verzegeld.pdf"
    for pad, inhoud in zip(paden, (kaal, verzegeld), strict=True):
        pad.write_bytes(inhoud)
    omgeving = os.environ | {
        "DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings",
        "KWALITEITSLABEL_BESTANDEN": str(settings.BESTANDEN),
    }
    opdracht = [sys.executable, "-c", EERST_CONTROLEREN, *paden]
    klaar = subprocess.run(opdracht, cwd=settings.BASE_DIR, env=omgeving, capture_output=True, text=True)
    assert (klaar.returncode, klaar.stderr) == (0, "")


def test_the_seal_forbids_changes_and_leaves_the_page_as_it_was(kaal, verzegeld):
    lezer = zegel_lezer(verzegeld)
    (handtekening,) = lezer.embedded_signatures
    assert lezer.root["/Perms"]["/DocMDP"] == handtekening.sig_object
    assert handtekening.sig_object["/Reference"][0]["/TransformParams"]["/P"] == 1
    assert handtekening.sig_object["/Reason"] == "Certificaat KSW-2027-0001 van het Kwaliteitslabel Sociaal Werk"
    assert handtekening.sig_field["/AP"]["/N"].data.split() == [b"q", b"Q"]
    assert verzegeld.startswith(kaal)
    assert 'pdfaid:part="2"' in lezer.root["/Metadata"].data.decode()


def zegel_lezer(pdf):
    return IncrementalPdfFileWriter(BytesIO(pdf)).prev


# ---- what we say


def test_our_own_file_is_real_and_tells_its_number(verzegeld):
    assert zegel.controleren(verzegeld) == zegel.Zegelcontrole(
        heeft_zegel=True,
        is_van_ons=True,
        ongewijzigd=True,
        ondertekend_op=OP,
        ondertekenaar="Kwaliteitslabel Sociaal Werk (DEMO)",
        nummer="KSW-2027-0001",
    )


def test_an_added_page_or_remark_is_seen(verzegeld):
    schrijver = IncrementalPdfFileWriter(BytesIO(verzegeld))
    schrijver.add_object(DictionaryObject({pdf_name("/Titel"): pdf_string("Welzijn Elders")}))
    schrijver.update_root()
    aangevuld = BytesIO()
    schrijver.write(aangevuld)
    controle = zegel.controleren(aangevuld.getvalue())
    assert (controle.is_van_ons, controle.ongewijzigd, controle.nummer) == (True, False, "KSW-2027-0001")


def test_a_seal_of_somebody_else_is_not_ours_whatever_name_it_carries(kaal):
    namaak, *_ = eigen_sleutel(zegel.DEMONAAM)
    controle = zegel.controleren(verzegel(kaal, namaak))
    assert (controle.heeft_zegel, controle.is_van_ons, controle.ongewijzigd) == (True, False, False)
    assert controle.ondertekenaar == zegel.DEMONAAM


def test_our_certificate_without_our_key_is_worth_nothing(kaal):
    andermans = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    geleend = zegel.Sleutel(andermans, zegel.sleutel_uit_instellingen().certificaat)
    controle = zegel.controleren(verzegel(kaal, geleend))
    assert (controle.heeft_zegel, controle.is_van_ons, controle.ongewijzigd) == (True, False, False)


def test_our_seal_moved_to_another_file_is_seen(verzegeld, kaal):
    andere = verzegel(kaal.replace(b"/Outlines", b"/Outlined"), zegel.sleutel_uit_instellingen())
    begin, eind = handtekening_in(verzegeld)
    begin2, eind2 = handtekening_in(andere)
    controle = zegel.controleren(andere[:begin2] + verzegeld[begin:eind] + andere[eind2:])
    assert (controle.is_van_ons, controle.ongewijzigd) == (True, False)


def handtekening_in(pdf):
    begin = pdf.index(b"/Contents <") + len(b"/Contents ")
    return begin, pdf.index(b">", begin) + 1


def test_nothing_can_hide_beside_the_signature(verzegeld):
    begin, eind = handtekening_in(verzegeld)
    for plaats in (begin + 1, eind - 2):
        assert not zegel.controleren(verschuif(verzegeld, plaats)).ongewijzigd


@veel_gevallen
@given(data=st.data())
def test_any_changed_byte_is_seen(verzegeld, data):
    begin, eind = handtekening_in(verzegeld)
    plaats = data.draw(st.one_of(st.integers(0, begin - 1), st.integers(eind, len(verzegeld) - 1)))
    assert not zegel.controleren(verschuif(verzegeld, plaats)).ongewijzigd


@veel_gevallen
@given(rommel=st.binary(max_size=300), waar=st.integers(0, 120_000), tot=st.integers(0, 120_000))
def test_whatever_is_handed_in_gets_an_answer(verzegeld, rommel, waar, tot):
    geknipt = verzegeld[:waar] + rommel + verzegeld[tot:]
    assert zegel.controleren(geknipt).ongewijzigd == (geknipt == verzegeld)
    assert zegel.controleren(rommel) == GEEN_ZEGEL


@veel_gevallen
@given(inhoud=st.binary(min_size=1, max_size=400))
def test_a_signature_that_is_none_is_no_seal(inhoud):
    begin = b"%PDF-1.7 1 0 obj << /ByteRange [0 60 "
    pdf = begin + b"%d 6 ]".ljust(60 - len(begin)) % (62 + 2 * len(inhoud)) + b"<" + inhoud.hex().encode() + b">endobj"
    assert zegel.controleren(pdf) == GEEN_ZEGEL


def test_files_that_are_something_else_have_no_seal(kaal):
    opslot = PdfWriter(clone_from=BytesIO(kaal))
    opslot.encrypt("geheim")
    dicht = BytesIO()
    opslot.write(dicht)
    for bestand in (b"", b"Beste collega, hierbij het certificaat.", kaal, dicht.getvalue(), kaal * 130):
        assert zegel.controleren(bestand) == GEEN_ZEGEL


def test_a_file_larger_than_any_certificate_is_not_looked_at(verzegeld):
    assert zegel.controleren(verzegeld + bytes(zegel.GROOTSTE_BESTAND)) == GEEN_ZEGEL


# ---- the key


def test_the_demo_key_is_made_once_and_for_our_eyes_only(settings, tmp_path):
    settings.BESTANDEN = tmp_path
    eerste = zegel.sleutel_uit_instellingen()
    assert zegel.is_demozegel()
    assert zegel.sleutel_uit_instellingen().certificaat == eerste.certificaat
    bestand = tmp_path / "zegel" / "demo.pem"
    assert [pad.name for pad in bestand.parent.iterdir()] == ["demo.pem"]
    assert oct(bestand.stat().st_mode)[-3:] == "600"
    assert oct(bestand.parent.stat().st_mode)[-3:] == "700"


def test_production_has_no_seal_of_its_own_making(settings):
    settings.PRODUCTIE = True
    with pytest.raises(ImproperlyConfigured, match="Noem in ZEGEL_SLEUTEL en ZEGEL_CERTIFICAAT de PEM-bestanden"):
        zegel.sleutel_uit_instellingen()


def test_a_key_and_certificate_from_the_settings_seal_and_are_recognised(kaal, onze_sleutel):
    _, pem, certificaat = eigen_sleutel("Kwaliteitslabel Sociaal Werk", wachtwoord=b"spiegel")
    onze_sleutel(pem, certificaat, wachtwoord="spiegel")
    assert not zegel.is_demozegel()
    controle = zegel.controleren(verzegel(kaal, zegel.sleutel_uit_instellingen()))
    assert (controle.ongewijzigd, controle.ondertekenaar) == (True, "Kwaliteitslabel Sociaal Werk")


def test_what_an_earlier_key_of_ours_sealed_stays_ours(kaal, onze_sleutel):
    vorige, _, vorig_certificaat = eigen_sleutel("Kwaliteitslabel Sociaal Werk 2025")
    _, pem, certificaat = eigen_sleutel("Kwaliteitslabel Sociaal Werk 2027")
    onze_sleutel(pem, certificaat, vorig_certificaat)
    assert zegel.controleren(verzegel(kaal, vorige)).ongewijzigd


@pytest.mark.parametrize(
    ("naam", "wachtwoord", "zin"),
    [
        ("wachtwoord vergeten", "", "Kijk of ZEGEL_SLEUTEL een PEM-bestand noemt en of ZEGEL_WACHTWOORD erbij hoort"),
        ("verkeerd wachtwoord", "tralala", "Kijk of ZEGEL_SLEUTEL een PEM-bestand noemt en of ZEGEL_WACHTWOORD"),
    ],
)
def test_a_key_that_stays_shut_says_what_to_look_at(onze_sleutel, naam, wachtwoord, zin):
    _, pem, certificaat = eigen_sleutel(naam, wachtwoord=b"spiegel")
    onze_sleutel(pem, certificaat, wachtwoord=wachtwoord)
    with pytest.raises(ImproperlyConfigured, match=zin):
        zegel.sleutel_uit_instellingen()


def test_a_key_of_another_certificate_is_refused(onze_sleutel):
    _, pem, _ = eigen_sleutel("De ene")
    _, _, certificaat = eigen_sleutel("De andere")
    onze_sleutel(pem, certificaat)
    with pytest.raises(ImproperlyConfigured, match="hoort niet bij het eerste certificaat"):
        zegel.sleutel_uit_instellingen()


def test_files_that_are_missing_or_hold_something_else_are_named(onze_sleutel, settings):
    _, pem, certificaat = eigen_sleutel("Weg")
    onze_sleutel(pem, b"geen certificaat")
    with pytest.raises(ImproperlyConfigured, match="Kijk of ZEGEL_CERTIFICAAT een PEM-bestand noemt"):
        zegel.sleutel_uit_instellingen()
    onze_sleutel(pem, certificaat)
    settings.ZEGEL_SLEUTEL = "/bestaat/niet.pem"
    with pytest.raises(ImproperlyConfigured, match="niet te lezen uit /bestaat/niet"):
        zegel.sleutel_uit_instellingen()


def test_a_certificate_that_ran_out_seals_nothing_more(kaal):
    verlopen, *_ = eigen_sleutel("Verlopen", geldig=False)
    with pytest.raises(ImproperlyConfigured, match="Zet een nieuw certificaat bovenaan in ZEGEL_CERTIFICAAT"):
        verzegel(kaal, verlopen)
