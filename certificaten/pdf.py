"""The certificate as a document: facts in, PDF out."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import segno
from django.template.loader import render_to_string

from certificaten import motief
from huisstijl.document import maak_pdf


@dataclass(frozen=True)
class Certificaatgegevens:
    """What is printed on a certificate, frozen at the moment it is issued."""

    nummer: str
    houder: str
    reikwijdte: str
    geldig_van: date
    geldig_tot_en_met: date
    kader: str
    certificeerder: str
    besloten_op: date
    is_voorbeeld: bool
    verifieer_url: str
    # Of an edition after the first: which one, from when, and what comes after "omdat".
    uitgave: int
    uitgave_op: date | None
    uitgave_reden: str
    # Number and first characters of the hash of the last row of the log, so that a sheet of paper is a witness of the log.
    logboekregel: str
    # Pairs of a heading and its lines, for the sheet behind the certificate.
    gebied: Sequence[tuple[str, Sequence[str]]] = ()


def certificaat_pdf(gegevens):
    """PDF/A of one certificate: one page, A4 landscape, and behind it what it is about.

    The same Certificaatgegevens give the same bytes.
    """
    return maak_pdf(certificaat_html(gegevens), "certificaat.css")


def certificaat_html(gegevens):
    """The certificate as HTML with its pictures in it, to be laid out with certificaat.css."""
    qr = segno.make(gegevens.verifieer_url, error="m", micro=False)
    return render_to_string(
        "pdf/certificaat.html",
        {
            "certificaat": gegevens,
            "maten": maten(gegevens.houder, gegevens.reikwijdte, gegevens.certificeerder),
            "vlecht": _data_uri(motief.vlecht(gegevens.nummer)),
            "rozet": _data_uri(motief.rozet(gegevens.nummer)),
            "qr": qr.svg_data_uri(border=4, dark="#411032", light=None, unit="mm"),
            "adres": gegevens.verifieer_url.partition("://")[2],
        },
    )


def maten(naam, reikwijdte, certificeerder):
    """CSS classes that let a long name, a long word, a long scope or a certifier with a long name fit the sheet."""
    langste_woord = max((len(woord) for woord in naam.split()), default=0)
    klassen = []
    if len(naam) > 96 or langste_woord > 36:
        klassen.append("naam-langst")
    elif len(naam) > 48 or langste_woord > 26:
        klassen.append("naam-heel-lang")
    elif len(naam) > 24 or langste_woord > 18:
        klassen.append("naam-lang")
    if len(reikwijdte) > 320:
        klassen.append("reikwijdte-heel-lang")
    elif len(reikwijdte) > 160:
        klassen.append("reikwijdte-lang")
    if len(certificeerder) > 72:
        klassen.append("feiten-lang")
    return " ".join(klassen)


def _data_uri(svg):
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
