from hashlib import sha256

from django.core.files.base import ContentFile
from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN
from toetsing.models import Rapportbestand

# Who sees the traject but not the working material of the assessors.
BUITEN_HET_TEAM = VREEMDEN | {"joke": 404, "ingrid": 404, "karin": 404, "bert": 404, "femke": 404, "gijs": 404}
# Who sees the traject, and may not do this act.
ANDEREN = VREEMDEN | {
    "joke": 403,
    "ingrid": 403,
    "karin": 403,
    "meike": 403,
    "roel": 403,
    "bert": 403,
    "femke": 403,
    "gijs": 403,
}


def _vastgesteld(t):
    return t.rapportversies.filter(soort="vastgesteld").first()


def _pdf(t):
    """The whole report of the settled version; committee and bureau only get the short part."""
    versie = _vastgesteld(t)
    if not versie.bestanden.filter(deel="lang").exists():
        bestand = Rapportbestand(versie=versie, deel="lang", sha256=sha256(b"%PDF-").hexdigest())
        bestand.bestand.save("", ContentFile(b"%PDF-"), save=False)
        bestand.save()
    return [t.nummer, versie.nummer, "lang"]


TABEL = {
    "rapport": {
        "url": lambda t: reverse("rapport", args=[t.nummer]),
        **BUITEN_HET_TEAM,
        "meike": 200,
        "roel": 200,
    },
    "rapport_voorbeeld": {
        "url": lambda t: reverse("rapport_voorbeeld", args=[t.nummer]),
        **BUITEN_HET_TEAM,
        "meike": 200,
        "roel": 200,
    },
    "rapport_opleveren": {
        "url": lambda t: reverse("rapport_opleveren", args=[t.nummer]),
        **ANDEREN,
        "meike": 405,
    },
    "rapportdeel_bewaren": {
        "url": lambda t: reverse("rapportdeel_bewaren", args=[t.nummer, "samenvatting"]),
        **BUITEN_HET_TEAM,
        "meike": 405,
        "roel": 403,
    },
    "rapportdeel_versies": {
        "url": lambda t: reverse("rapportdeel_versies", args=[t.nummer, "samenvatting"]),
        **BUITEN_HET_TEAM,
        "meike": 200,
        "roel": 403,
    },
    "interne_controle": {
        "url": lambda t: reverse("interne_controle", args=[t.nummer]),
        **BUITEN_HET_TEAM,
        "meike": 200,
        "roel": 200,
    },
    "vrijgeven": {
        "url": lambda t: reverse("vrijgeven", args=[t.nummer]),
        **ANDEREN,
        "roel": 405,
    },
    "terugsturen": {
        "url": lambda t: reverse("terugsturen", args=[t.nummer]),
        **ANDEREN,
        "roel": 405,
    },
    "rapportversies": {
        "url": lambda t: reverse("rapportversies", args=[t.nummer]),
        **VREEMDEN,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
        "bert": 200,
        "femke": 200,
        "gijs": 200,
    },
    "rapportversie": {
        "url": lambda t: reverse("rapportversie", args=[t.nummer, _vastgesteld(t).nummer]),
        **VREEMDEN,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
        "bert": 200,
        "femke": 200,
        "gijs": 200,
    },
    "rapportversie_verschil": {
        "url": lambda t: reverse("rapportversie_verschil", args=[t.nummer, _vastgesteld(t).nummer]),
        **VREEMDEN,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
        "bert": 404,
        "femke": 404,
        "gijs": 404,
    },
    "rapportversie_pdf": {
        "url": lambda t: reverse("rapportversie_pdf", args=_pdf(t)),
        **VREEMDEN,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
        "bert": 404,
        "femke": 404,
        "gijs": 404,
    },
}
