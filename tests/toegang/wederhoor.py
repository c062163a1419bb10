from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN
from toetsing.models import Reactie

# Who sees the traject but not the whole report with its reactions.
ZONDER_LANG_RAPPORT = VREEMDEN | {"bert": 404, "femke": 404, "gijs": 404}
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
ALLEEN_DE_ORGANISATIE = ZONDER_LANG_RAPPORT | {"joke": 405, "ingrid": 405, "karin": 403, "meike": 403, "roel": 403}
ALLEEN_DE_TOETSERS = ZONDER_LANG_RAPPORT | {"joke": 403, "ingrid": 403, "karin": 403, "meike": 405, "roel": 403}


def _reactie(t):
    return [t.nummer, Reactie.objects.filter(versie__traject=t).first().pk]


TABEL = {
    "wederhoor": {
        "url": lambda t: reverse("wederhoor", args=[t.nummer]),
        **ZONDER_LANG_RAPPORT,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
    },
    "reactie_indienen": {
        "url": lambda t: reverse("reactie_indienen", args=[t.nummer]),
        **ANDEREN,
        "ingrid": 405,
    },
    "reageren": {
        "url": lambda t: reverse("reageren", args=[t.nummer, 1, "deel-samenvatting"]),
        **ALLEEN_DE_ORGANISATIE,
    },
    "reactie": {"url": lambda t: reverse("reactie", args=_reactie(t)), **ALLEEN_DE_ORGANISATIE},
    "reactie_intrekken": {"url": lambda t: reverse("reactie_intrekken", args=_reactie(t)), **ALLEEN_DE_ORGANISATIE},
    "reactie_versies": {
        "url": lambda t: reverse("reactie_versies", args=_reactie(t)),
        **ALLEEN_DE_ORGANISATIE,
        "joke": 200,
        "ingrid": 200,
    },
    "reacties": {
        "url": lambda t: reverse("reacties", args=[t.nummer]),
        **ZONDER_LANG_RAPPORT,
        "joke": 404,
        "ingrid": 404,
        "karin": 404,
        "meike": 200,
        "roel": 200,
    },
    "rapport_vaststellen": {
        "url": lambda t: reverse("rapport_vaststellen", args=[t.nummer]),
        **ANDEREN,
        "meike": 405,
    },
    "reactie_beantwoorden": {"url": lambda t: reverse("reactie_beantwoorden", args=_reactie(t)), **ALLEEN_DE_TOETSERS},
    "reactie_passage": {"url": lambda t: reverse("reactie_passage", args=_reactie(t)), **ALLEEN_DE_TOETSERS},
    "reactie_heropenen": {"url": lambda t: reverse("reactie_heropenen", args=_reactie(t)), **ALLEEN_DE_TOETSERS},
    "antwoord_versies": {
        "url": lambda t: reverse("antwoord_versies", args=[*_reactie(t), "antwoord"]),
        **ALLEEN_DE_TOETSERS,
        "meike": 200,
    },
}
