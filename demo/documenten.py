"""The documents that organisations attach in the demo, as small PDFs of one page."""

import textwrap
from dataclasses import dataclass

from django.core.files.uploadedfile import SimpleUploadedFile


@dataclass(frozen=True)
class Stuk:
    """Title, what the assessors should look at, the norms it goes with, and its text."""

    titel: str
    leeswijzer: str
    normen: tuple
    tekst: str


DOCUMENTEN = (
    Stuk(
        "Jaarplan op één bladzijde",
        "Let op de vraag onderaan: die stellen wij bij elk besluit.",
        ("bedoeling", "vernieuwen"),
        "Dit jaar doen wij drie dingen goed. Wij zijn er vroeg bij. Wij beginnen bij wat mensen zelf kunnen. Wij leren van elkaar."
        " Bij elk besluit vragen wij: wie heeft hier iets aan?",
    ),
    Stuk(
        "Verslag van de bewonersavond",
        "Bladzijde 1 laat zien welke ideeën er waren en wat ermee is gedaan.",
        ("meebeslissen", "kracht_buurt"),
        "Op de avond in {plek} kwamen 43 bewoners. Er waren negen ideeën voor {buurt}. Zes daarvan zijn uitgevoerd, twee lopen nog en"
        " een kon niet doorgaan, omdat de gemeente er een fietspad aanlegt.",
    ),
    Stuk(
        "Werkwijze plannen en dossiers",
        "Zo spreken wij af wat er in een plan staat.",
        ("afspraken", "gegevens", "afronden"),
        "Een plan past op één bladzijde. De bewoner schrijft mee. Erin staat wat iemand wil, wie wat doet, en wanneer wij weer kijken."
        " Wij bewaren een plan tot twee jaar na het laatste gesprek.",
    ),
    Stuk(
        "Overzicht van klachten en complimenten",
        "Zonder namen. Let op de laatste kolom: wat is er veranderd.",
        ("klachten", "medezeggenschap"),
        "Dit jaar kwamen er zes klachten en 31 complimenten binnen. Drie klachten gingen over wachten, twee over bereikbaarheid en een"
        " over bejegening. Alle zes zijn opgelost, en twee leidden tot een nieuwe afspraak.",
    ),
    Stuk(
        "Afspraken met {partner}",
        "Wie houdt het overzicht, en wat weet de bewoner daarvan?",
        ("samen_rond_bewoner", "op_tijd", "partner"),
        "Wij bellen elkaar binnen een dag. Eén persoon heeft het overzicht, en de bewoner weet wie dat is. Twee keer per jaar kijken wij"
        " samen terug, met drie bewoners erbij.",
    ),
    Stuk(
        "Scholingsplan en meldcode",
        "In de bijlage staat wie welke training volgde, per functie.",
        ("vakmensen", "veilig", "gezond_werken"),
        "Elke medewerker heeft zes leerdagen. Alle medewerkers en vrijwilligers volgen de training over de meldcode. Wie iets leert, geeft"
        " binnen een maand een middag voor collega’s.",
    ),
)


def bestand(stuk, organisatie, woorden):
    """The document as an uploaded file."""
    titel, tekst = stuk.titel.format(**woorden), stuk.tekst.format(**woorden)
    naam = "".join(letter if letter.isalnum() else "-" for letter in titel.lower())
    return SimpleUploadedFile(
        f"{naam}.pdf", _pdf([titel, organisatie, "", *textwrap.wrap(tekst, 80)]), "application/pdf"
    )


def _pdf(regels):
    """The smallest PDF that every reader opens: one page of text in a font that readers have themselves."""
    regels = [regel.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") for regel in regels]
    tekst = f"BT /F1 12 Tf 18 TL 60 780 Td {' '.join(f'({regel}) Tj T*' for regel in regels)} ET".encode("cp1252")
    objecten = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(tekst), tekst),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    uit, plaatsen = b"%PDF-1.4\n", []
    for nummer, inhoud in enumerate(objecten, start=1):
        plaatsen.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nummer, inhoud)
    tabel = b"".join(b"%010d 00000 n \n" % plaats for plaats in plaatsen)
    return uit + (
        b"xref\n0 6\n0000000000 65535 f \n%strailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (tabel, len(uit))
    )
