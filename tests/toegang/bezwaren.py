"""What each person gets on a GET of the pages of objections: one to the decision on the traject of Joke, on which Kees advises.

The certifier, its team and the bureau do not find it, and members of the committee only when they decide again.
"""

from django.urls import reverse

from geschillen.models import Bezwaar, Bezwaarstuk
from tests.toegang.algemeen import INLOGGEN, MENSEN
from tests.toegang.beheercommissie import PARTIJEN

ONZICHTBAAR = INLOGGEN | dict.fromkeys(MENSEN, 404)
ZIEN_HET = ("joke", "ingrid", "femke", "kees")
# Who sees it has the role for it or not: Ingrid directs, Joke does not.
GEZIEN_403 = ONZICHTBAAR | dict.fromkeys(ZIEN_HET, 403)
ACHTER_403 = ONZICHTBAAR | dict.fromkeys(PARTIJEN, 403)


def _van(naam, model=Bezwaar):
    return {"url": lambda t: reverse(naam, args=[model.objects.latest("pk").pk])}


def _achter(naam):
    return {"url": lambda t: reverse(naam, args=[t.agendapunten.get().besluit.pk])}


SECRETARIS = GEZIEN_403 | {"femke": 200}
BESTUURDER = GEZIEN_403 | {"ingrid": 200}
TABEL = {
    "bezwaar_maken": _achter("bezwaar_maken") | ACHTER_403 | {"ingrid": 200},
    "bezwaar_inschrijven": _achter("bezwaar_inschrijven") | ACHTER_403 | {"femke": 200},
    "bezwaar": _van("bezwaar") | ONZICHTBAAR | dict.fromkeys(ZIEN_HET, 200),
    "bezwaarstuk": _van("bezwaarstuk", Bezwaarstuk) | ONZICHTBAAR | dict.fromkeys(ZIEN_HET, 200),
    "bezwaar_aanvullen": _van("bezwaar_aanvullen") | GEZIEN_403 | {"joke": 200, "ingrid": 200, "femke": 200},
    "bezwaar_intrekken": _van("bezwaar_intrekken") | BESTUURDER,
    "bezwaar_toewijzen": _van("bezwaar_toewijzen") | SECRETARIS,
    "bezwaar_verlengen": _van("bezwaar_verlengen") | SECRETARIS,
    "bezwaar_horen": _van("bezwaar_horen") | SECRETARIS,
    "bezwaar_afzien": _van("bezwaar_afzien") | BESTUURDER,
    "bezwaar_adviseren": _van("bezwaar_adviseren") | GEZIEN_403 | {"kees": 200},
    "bezwaar_heroverwegen": _van("bezwaar_heroverwegen") | SECRETARIS,
}
