"""What a document costs, beside what WeasyPrint and pyHanko alone need for the same page."""

from dataclasses import dataclass
from io import BytesIO
from time import perf_counter

from asn1crypto import keys, x509
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko_certvalidator.registry import SimpleCertificateStore
from weasyprint import CSS, HTML

from certificaten.models import Certificaat
from certificaten.pdf import certificaat_html
from certificaten.taken import gegevens_van, verzegelde_pdf
from certificaten.zegel import sleutel_uit_instellingen
from huisstijl.document import OPMAAK
from toetsing.leesvorm import rapport_html, rapport_pdf
from toetsing.models import Rapportversie

KEREN = 5


@dataclass(frozen=True)
class Document:
    """Seconds of one document, the median of KEREN warm runs: ours and the bare libraries', and its size in bytes."""

    naam: str
    ons: float
    kaal: float
    bytes: int


def documenten():
    """A sealed certificate, and the report of the largest traject as a whole and in short."""
    certificaat = Certificaat.objects.order_by("pk").first()
    versie = max(Rapportversie.objects.all(), key=lambda versie: len(versie.inhoud["normen"]))
    yield _gemeten(
        "verzegeld certificaat", lambda: verzegelde_pdf(certificaat), lambda: _kaal_verzegeld(gegevens_van(certificaat))
    )
    for naam, kort in (("rapport, 52 normen", False), ("rapport, korte deel", True)):
        yield _gemeten(
            naam,
            lambda kort=kort: rapport_pdf(versie.inhoud, kort=kort),
            lambda kort=kort: _kaal(rapport_html(versie.inhoud, kort=kort), "rapport.css"),
        )


def _gemeten(naam, ons, kaal):
    return Document(naam, _mediaan(ons), _mediaan(kaal), len(ons()))


def _mediaan(maken):
    maken()
    tijden = []
    for _ in range(KEREN):
        begin = perf_counter()
        maken()
        tijden.append(perf_counter() - begin)
    return sorted(tijden)[KEREN // 2]


def _kaal(html, opmaak):
    """The same page as WeasyPrint makes it without anything of ours."""
    stijl = CSS(filename=OPMAAK / opmaak)
    return HTML(string=html, base_url=f"{OPMAAK}/").write_pdf(stylesheets=[stijl], pdf_variant="pdf/a-2a")


def _kaal_verzegeld(gegevens):
    """The same certificate, sealed as pyHanko's own documentation does it."""
    sleutel = sleutel_uit_instellingen()
    prive = sleutel.prive.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    ondertekenaar = SimpleSigner(
        x509.Certificate.load(sleutel.certificaat.public_bytes(Encoding.DER)),
        keys.PrivateKeyInfo.load(prive),
        SimpleCertificateStore(),
    )
    zegel = PdfSignatureMetadata(field_name="Zegel", subfilter=SigSeedSubFilter.PADES, certify=True)
    pdf = IncrementalPdfFileWriter(BytesIO(_kaal(certificaat_html(gegevens), "certificaat.css")))
    return sign_pdf(pdf, zegel, signer=ondertekenaar).getvalue()
