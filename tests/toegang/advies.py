from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN

ANDEREN = VREEMDEN | {
    "joke": 403,
    "ingrid": 403,
    "meike": 403,
    "roel": 403,
    "bert": 403,
    "femke": 403,
    "gijs": 403,
}


def _advies(t):
    return [t.nummer, t.adviezen.last().pk]


TABEL = {
    "advies": {
        "url": lambda t: reverse("advies", args=[t.nummer]),
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
    "advies_schrijven": {
        "url": lambda t: reverse("advies_schrijven", args=_advies(t)),
        **ANDEREN,
        "karin": 405,
    },
    "advies_versies": {
        "url": lambda t: reverse("advies_versies", args=[*_advies(t), "motivering"]),
        **ANDEREN,
        "karin": 200,
    },
    "advies_uitbrengen": {
        "url": lambda t: reverse("advies_uitbrengen", args=[t.nummer]),
        **ANDEREN,
        "karin": 405,
    },
}
