from hashlib import sha256

import pgtrigger
from django.core.files.base import ContentFile
from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN
from trajecten.models import Document, Teambezwaar

# Who sees the traject but not this piece, by the disclosure matrix.
ZONDER_INZAGE = VREEMDEN | {"bert": 404, "femke": 404, "gijs": 404}
LEZERS = {"karin": 200, "meike": 200, "roel": 200}
GEEN_SCHRIJVERS = {"karin": 403, "meike": 403, "roel": 403}
ANDEREN_MET_TRAJECT = VREEMDEN | {"meike": 403, "roel": 403, "bert": 403, "femke": 403, "gijs": 403}


def _verhaal(t):
    return [t.nummer, t.verhalen.first().norm.nummer]


def _document(t):
    document = t.documenten.first()
    if document is None:
        document = Document(
            traject=t, titel="Verslag", bestandsnaam="verslag.pdf", grootte=5, sha256=sha256(b"%PDF-").hexdigest()
        )
        document.toegevoegd_door = t.aangemeld_door
        with pgtrigger.ignore():  # it came before the self-evaluation was handed in
            document.bestand.save("verslag.pdf", ContentFile(b"%PDF-"))
    return [t.nummer, document.pk]


def _bezwaar(t):
    teamlid = t.toewijzingen.first().gebruiker
    bezwaar, _ = Teambezwaar.objects.get_or_create(
        traject=t, gebruiker=teamlid, defaults={"reden": "Wij kennen elkaar.", "gemaakt_door": t.aangemeld_door}
    )
    return [t.nummer, bezwaar.pk]


TABEL = {
    "accepteren": {
        "url": lambda t: reverse("accepteren", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 403,
        "ingrid": 403,
        "karin": 200,
    },
    "weigeren": {
        "url": lambda t: reverse("weigeren", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 403,
        "ingrid": 403,
        "karin": 405,
    },
    "team_wijzigen": {
        "url": lambda t: reverse("team_wijzigen", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 403,
        "ingrid": 403,
        "karin": 200,
    },
    "teambezwaar": {
        "url": lambda t: reverse("teambezwaar", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 200,
        "ingrid": 200,
        "karin": 403,
    },
    "teambezwaar_beantwoorden": {
        "url": lambda t: reverse("teambezwaar_beantwoorden", args=_bezwaar(t)),
        **ZONDER_INZAGE,
        "joke": 403,
        "ingrid": 403,
        "karin": 200,
        "meike": 404,
        "roel": 404,
    },
    "zelfevaluatie": {
        "url": lambda t: reverse("zelfevaluatie", args=[t.nummer]),
        **ZONDER_INZAGE,
        **LEZERS,
        "joke": 200,
        "ingrid": 200,
    },
    "zelfevaluatie_indienen": {
        "url": lambda t: reverse("zelfevaluatie_indienen", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 403,
        "ingrid": 405,
        "karin": 403,
    },
    "verhaal": {
        "url": lambda t: reverse("verhaal", args=_verhaal(t)),
        **ZONDER_INZAGE,
        **LEZERS,
        "joke": 200,
        "ingrid": 200,
    },
    "verhaal_bewaren": {
        "url": lambda t: reverse("verhaal_bewaren", args=_verhaal(t)),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 405,
        "ingrid": 405,
    },
    "verhaal_vastleggen": {
        "url": lambda t: reverse("verhaal_vastleggen", args=_verhaal(t)),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 405,
        "ingrid": 405,
    },
    "verhaal_toen": {
        "url": lambda t: reverse("verhaal_toen", args=[*_verhaal(t), 1]),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 405,
        "ingrid": 405,
    },
    "document_toen": {
        "url": lambda t: reverse("document_toen", args=[*_verhaal(t), 1]),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 405,
        "ingrid": 405,
    },
    "verhaal_documenten": {
        "url": lambda t: reverse("verhaal_documenten", args=_verhaal(t)),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 200,
        "ingrid": 200,
    },
    "verhaal_versies": {
        "url": lambda t: reverse("verhaal_versies", args=[*_verhaal(t), "aanpak"]),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 200,
        "ingrid": 200,
    },
    "documenten": {
        "url": lambda t: reverse("documenten", args=[t.nummer]),
        **ZONDER_INZAGE,
        **LEZERS,
        "joke": 200,
        "ingrid": 200,
    },
    "documenten_export": {
        "url": lambda t: reverse("documenten_export", args=[t.nummer, "csv"]),
        **ZONDER_INZAGE,
        **LEZERS,
        "joke": 200,
        "ingrid": 200,
    },
    "document_toevoegen": {
        "url": lambda t: reverse("document_toevoegen", args=[t.nummer]),
        **ANDEREN_MET_TRAJECT,
        "joke": 200,
        "ingrid": 200,
        "karin": 403,
    },
    "document": {
        "url": lambda t: reverse("document", args=_document(t)),
        **ZONDER_INZAGE,
        **LEZERS,
        "joke": 200,
        "ingrid": 200,
    },
    "document_verwijderen": {
        "url": lambda t: reverse("document_verwijderen", args=_document(t)),
        **ZONDER_INZAGE,
        **GEEN_SCHRIJVERS,
        "joke": 200,
        "ingrid": 200,
    },
}
