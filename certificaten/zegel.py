"""The seal on a certificate: putting it on, and telling whether a file that somebody hands us still carries it whole.

Sealing is PAdES (ETSI EN 319 142-1, baseline B) by pyHanko. Checking does not read the file as a PDF at all: it looks
up the range of bytes that was signed and computes over them. What people upload may be hostile, and a parser can be
misled about what is in a file; arithmetic over all of its bytes cannot. See docs/keuzes/zegel.md.
"""

import asyncio
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

# tsp for the attributes it adds to cms: those it adds after cms was used are never found (a file checked, then one sealed).
from asn1crypto import cms, keys, tsp  # noqa: F401
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

DEMONAAM = "Kwaliteitslabel Sociaal Werk (DEMO)"
# Lower left and upper right corner, in points, of the ring that certificaat.css draws for the seal.
ZEGELVELD = (456.4, 39.7, 555.6, 138.9)
GROOTSTE_BESTAND = 10 * 1024 * 1024


@dataclass(frozen=True)
class Sleutel:
    """What is needed to seal. `keten`: every further certificate in the file, CA's and earlier seals alike."""

    prive: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
    certificaat: x509.Certificate
    keten: tuple[x509.Certificate, ...] = ()


@dataclass(frozen=True)
class Zegelcontrole:
    """What a file tells about its seal. The last four fields only repeat it: proof needs `ongewijzigd`."""

    heeft_zegel: bool = False  # somebody's signature is in it
    is_van_ons: bool = False  # made with our key
    ongewijzigd: bool = False  # made with our key, over every byte of this file but the seal itself
    ondertekend_op: datetime | None = None
    ondertekenaar: str = ""
    nummer: str = ""
    uitgave: int = 1


# ---- the key


def sleutel_uit_instellingen():
    """Sleutel named by ZEGEL_SLEUTEL and ZEGEL_CERTIFICAAT (PEM); outside production a demo key is made when unset.

    Raises ImproperlyConfigured, saying which setting to look at.
    """
    sleutelpad, _ = _paden()
    certificaat, *keten = _certificaten()
    try:
        prive = _prive(sleutelpad.read_bytes(), settings.ZEGEL_WACHTWOORD.encode() or None)
    except (OSError, TypeError, ValueError) as fout:
        raise ImproperlyConfigured(
            f"De sleutel van het zegel is niet te lezen uit {sleutelpad}. "
            "Kijk of ZEGEL_SLEUTEL een PEM-bestand noemt en of ZEGEL_WACHTWOORD erbij hoort."
        ) from fout
    if not isinstance(prive, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise ImproperlyConfigured("Het zegel vraagt een RSA- of EC-sleutel. In ZEGEL_SLEUTEL staat een andere soort.")
    if prive.public_key() != certificaat.public_key():
        raise ImproperlyConfigured(
            "De sleutel in ZEGEL_SLEUTEL hoort niet bij het eerste certificaat in ZEGEL_CERTIFICAAT."
        )
    return Sleutel(prive, certificaat, tuple(keten))


@lru_cache(maxsize=1)
def _prive(pem, wachtwoord):
    """Reading a key tests its numbers, which takes a tenth of a second; once per content of the file is enough."""
    return load_pem_private_key(pem, wachtwoord)


def is_demozegel():
    """Whether certificates get a seal that we made ourselves, which proves nothing to a stranger."""
    return not settings.ZEGEL_SLEUTEL


def _paden():
    if settings.ZEGEL_SLEUTEL:
        return Path(settings.ZEGEL_SLEUTEL), Path(settings.ZEGEL_CERTIFICAAT)
    if settings.PRODUCTIE:
        raise ImproperlyConfigured(
            "Zonder zegel kan er geen certificaat uit. Noem in ZEGEL_SLEUTEL en ZEGEL_CERTIFICAAT de PEM-bestanden "
            "met de sleutel en het certificaat van het zegel."
        )
    pad = Path(settings.BESTANDEN) / "zegel" / "demo.pem"
    if not pad.exists():
        _maak_demozegel(pad)
    return pad, pad


def _certificaten():
    """The certificates of the settings: the first one seals, the others are its chain and earlier seals."""
    _, pad = _paden()
    try:
        return x509.load_pem_x509_certificates(pad.read_bytes())
    except (OSError, ValueError) as fout:
        raise ImproperlyConfigured(
            f"Het certificaat van het zegel is niet te lezen uit {pad}. "
            "Kijk of ZEGEL_CERTIFICAAT een PEM-bestand noemt met een of meer certificaten."
        ) from fout


def _maak_demozegel(pad):
    """Key and self-signed certificate in one file, whole or not at all; whoever is first wins."""
    prive = rsa.generate_private_key(public_exponent=65537, key_size=3072)
    naam = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, DEMONAAM)])
    nu = datetime.now(UTC)
    gebruik = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificaat = (
        x509.CertificateBuilder()
        .subject_name(naam)
        .issuer_name(naam)
        .public_key(prive.public_key())
        .serial_number(x509.random_serial_number())
        # Demo data carries certificates that were sealed in years before this one was made.
        .not_valid_before(nu - timedelta(days=20 * 365))
        .not_valid_after(nu + timedelta(days=20 * 365))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(gebruik, critical=True)
        .sign(prive, hashes.SHA256())
    )
    pad.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=pad.parent) as klad:  # made with mode 0600
        klad.write(prive.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        klad.write(certificaat.public_bytes(Encoding.PEM))
        klad.flush()
        with suppress(FileExistsError):
            os.link(klad.name, pad)


def _is_ca(certificaat):
    try:
        return certificaat.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


# ---- sealing


def verzegelen(pdf, sleutel, *, nummer, op, uitgave=1, wat="Certificaat"):
    """The PDF (bytes) with a seal over the whole file, dated `op` (aware datetime), that permits no change afterwards.

    The seal names the certificate number, and the edition after the first, so that a file tells where it belongs before
    anybody has read it. `wat`: what it is, when it is no certificate; then checking finds no number of one.
    Raises ImproperlyConfigured when the certificate of the seal was not valid on that moment.
    """
    # pyHanko is 20 MB and half a second that only the worker that seals needs.
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # noqa: PLC0415
    from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter  # noqa: PLC0415
    from pyhanko.sign.signers import SimpleSigner, cms_embedder  # noqa: PLC0415
    from pyhanko.sign.signers.constants import ESIC_EXTENSION_1  # noqa: PLC0415
    from pyhanko.sign.signers.pdf_byterange import SignatureObject  # noqa: PLC0415
    from pyhanko.stamp import StaticStampStyle  # noqa: PLC0415
    from pyhanko_certvalidator.registry import SimpleCertificateStore  # noqa: PLC0415

    certificaat = sleutel.certificaat
    if not certificaat.not_valid_before_utc <= op <= certificaat.not_valid_after_utc:
        raise ImproperlyConfigured(
            f"Het certificaat van het zegel geldt tot en met {certificaat.not_valid_after_utc:%d-%m-%Y}. "
            "Zet een nieuw certificaat bovenaan in ZEGEL_CERTIFICAAT en laat het oude eronder staan."
        )
    keten = [_asn1(schakel) for schakel in (certificaat, *filter(_is_ca, sleutel.keten))]
    prive = keys.PrivateKeyInfo.load(sleutel.prive.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    ondertekenaar = SimpleSigner(keten[0], prive, SimpleCertificateStore.from_certs(keten[1:]))

    welke = f"{nummer} uitgave {uitgave}" if uitgave > 1 else nummer
    schrijver = IncrementalPdfFileWriter(BytesIO(pdf))
    schrijver.register_extension(ESIC_EXTENSION_1)
    veld = SigFieldSpec("Zegel", box=ZEGELVELD, readable_field_name="Zegel van het Kwaliteitslabel Sociaal Werk")
    stappen = cms_embedder.PdfCMSEmbedder(new_field_spec=veld).write_cms(field_name="Zegel", writer=schrijver)
    next(stappen)
    stappen.send(
        cms_embedder.SigObjSetup(
            SignatureObject(
                timestamp=op,
                subfilter=SigSeedSubFilter.PADES,
                reason=f"{wat} {welke} van het Kwaliteitslabel Sociaal Werk",
                location="Nederland",
                bytes_reserved=2 * (4096 + sum(len(schakel.dump()) for schakel in keten)),
            ),
            cms_embedder.SigMDPSetup("sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES),
            # PDF/A wants an appearance for every field; ours is empty, since the ring is on the page already.
            cms_embedder.SigAppearanceSetup(StaticStampStyle(border_width=0), timestamp=op, name=None),
        )
    )
    samenvatting, verzegeld = stappen.send(cms_embedder.SigIOSetup("sha256"))
    ondertekening = ondertekenaar.async_sign(samenvatting.document_digest, "sha256", use_pades=True)
    # In a thread of its own, since asyncio.run refuses where a loop is running already.
    with ThreadPoolExecutor(1) as draad:
        stappen.send(draad.submit(asyncio.run, ondertekening).result())
    return verzegeld.getvalue()


def _asn1(certificaat):
    return asn1_x509.Certificate.load(certificaat.public_bytes(Encoding.DER))


def ondertekenen(bericht, sleutel):
    """A signature (bytes) over a message (bytes) that is no PDF; `openssl dgst -sha256 -verify` can check it too."""
    if isinstance(sleutel.prive, rsa.RSAPrivateKey):
        return sleutel.prive.sign(bericht, padding.PKCS1v15(), hashes.SHA256())
    return sleutel.prive.sign(bericht, ec.ECDSA(hashes.SHA256()))


# ---- checking

_BEREIK = re.compile(rb"/ByteRange\s*\[\s*0\s+(\d{1,9})\s+(\d{1,9})\s+(\d{1,9})\s*\]")
_HANDTEKENING = re.compile(rb"<[0-9A-Fa-f]{2,131072}>")
_TEKEN = re.compile(rb"\\([0-3][0-7]{2})")
_NUMMER = re.compile(rb"/Reason\s*\(Certificaat ([A-Za-z0-9-]{1,40}) (?:uitgave (\d{1,4}) )?")
_MOMENT = re.compile(rb"/M\s*\(D:(\d{14})(?:Z|([+-]\d\d)'(\d\d)'?)\)")


def is_ondertekend(bericht, handtekening):
    """Whether one of our keys, of now or of before, signed this message."""
    return any(_is_gezet_met(certificaat.public_key(), handtekening, bericht) for certificaat in _onze())


def _onze():
    """The certificates that sealed or seal, without those of who vouches for them."""
    return [certificaat for nr, certificaat in enumerate(_certificaten()) if nr == 0 or not _is_ca(certificaat)]


def controleren(pdf):
    """Zegelcontrole of a file (bytes) from anywhere. Never fails on what is in it; reads nothing from the network.

    A file above GROOTSTE_BESTAND is not looked at: none of ours comes near.
    """
    onze = _onze()
    if len(pdf) > GROOTSTE_BESTAND:
        return Zegelcontrole()
    # Ours have one. Somebody may have added more; a handful is enough to find ours among them.
    gevonden = [_controleer(pdf, bereik, onze) for bereik in islice(_BEREIK.finditer(pdf), 8)]
    return max(gevonden, key=lambda c: (c.ongewijzigd, c.is_van_ons, c.heeft_zegel), default=Zegelcontrole())


def _controleer(pdf, bereik, onze):
    """Zegelcontrole of the one signature whose /ByteRange was matched."""
    tot, vanaf, lengte = (int(getal) for getal in bereik.groups())
    eind = vanaf + lengte
    # The gap in the range must be the signature itself and nothing else, or something could hide there.
    if not (tot < vanaf <= eind <= len(pdf) and _HANDTEKENING.fullmatch(pdf, tot, vanaf)):
        return Zegelcontrole()
    try:
        zegel = _Zegel(bytes.fromhex(pdf[tot + 1 : vanaf - 1].decode()))
    except Exception:
        # asn1crypto meets nonsense with whatever exception lies in its way.
        return Zegelcontrole()
    ons = next((certificaat for certificaat in onze if zegel.is_gezet_met(certificaat.public_key())), None)
    som = sha256(memoryview(pdf)[:tot])
    som.update(memoryview(pdf)[vanaf:eind])
    # The rest of the signature dictionary, where number and moment stand; pyHanko writes signs as \\055.
    blok = _TEKEN.sub(lambda teken: bytes([int(teken[1], 8)]), pdf[vanaf : vanaf + 2048].partition(b"endobj")[0])
    nummer = _NUMMER.search(blok)
    return Zegelcontrole(
        heeft_zegel=True,
        is_van_ons=ons is not None,
        ongewijzigd=ons is not None and eind == len(pdf) and som.digest() == zegel.som,
        ondertekend_op=_moment(blok),
        ondertekenaar=_naam(ons) if ons else zegel.ondertekenaar,
        nummer=nummer[1].decode() if nummer else "",
        uitgave=int(nummer[2] or 1) if nummer else 1,
    )


class _Zegel:
    """The parts of a detached CMS signature (RFC 5652) that we check. Raises anything when it is none."""

    def __init__(self, der):
        inhoud = cms.ContentInfo.load(der)
        if der[len(inhoud.dump()) :].strip(b"\0"):
            raise ValueError("Something is hidden in the room that was kept for the signature.")
        gegevens = inhoud["content"]
        (getekend,) = gegevens["signer_infos"]
        kenmerken = {kenmerk["type"].native: kenmerk["values"] for kenmerk in getekend["signed_attrs"]}
        self.som = kenmerken["message_digest"][0].native
        self.handtekening = getekend["signature"].native
        self.bericht = getekend["signed_attrs"].untag().dump()
        self.ondertekenaar = _naam(x509.load_der_x509_certificate(gegevens["certificates"][0].chosen.dump()))

    def is_gezet_met(self, sleutel):
        return _is_gezet_met(sleutel, self.handtekening, self.bericht)


def _is_gezet_met(sleutel, handtekening, bericht):
    """Whether this public key (RSA or EC) made the signature; the digest is SHA-256, as in `verzegelen`."""
    try:
        if isinstance(sleutel, rsa.RSAPublicKey):
            sleutel.verify(handtekening, bericht, padding.PKCS1v15(), hashes.SHA256())
        else:
            sleutel.verify(handtekening, bericht, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _naam(certificaat):
    namen = certificaat.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(namen[0].value)[:200] if namen else ""


def _moment(blok):
    gevonden = _MOMENT.search(blok)
    if not gevonden:
        return None
    tijd, uren, minuten = (deel.decode() if deel else "" for deel in gevonden.groups())
    try:
        return datetime.strptime(f"{tijd}{uren or '+00'}{minuten or '00'}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
