"""Who may ask who can see something: whoever can see it. The pack of an item has its gate, and its question has none."""

from django.urls import reverse

from tests.toegang.algemeen import INLOGGEN, MENSEN, VREEMDEN
from tests.toegang.zelfevaluatie import _document

TRAJECT = INLOGGEN | dict.fromkeys(MENSEN, 200) | VREEMDEN
ZONDER_COMMISSIE_EN_BUREAU = TRAJECT | {"bert": 404, "femke": 404, "gijs": 404}
HET_TEAM = INLOGGEN | dict.fromkeys(MENSEN, 404) | {"meike": 200, "roel": 200}


def _van(soort, rij):
    return {"url": lambda t: reverse(f"wie_ziet_{soort}", args=[rij(t)])}


TABEL = {
    "wie_ziet_traject": _van("traject", lambda t: t.pk) | TRAJECT,
    "wie_ziet_verhaal": _van("verhaal", lambda t: t.verhalen.first().pk) | ZONDER_COMMISSIE_EN_BUREAU,
    "wie_ziet_document": _van("document", lambda t: _document(t)[1]) | ZONDER_COMMISSIE_EN_BUREAU,
    "wie_ziet_notitie": _van("notitie", lambda t: t.gesprekken.first().notities.first().pk) | HET_TEAM,
    "wie_ziet_bevinding": _van("bevinding", lambda t: t.bevindingen.first().pk) | HET_TEAM,
    "wie_ziet_oordeel": _van("oordeel", lambda t: t.oordelen.first().pk) | HET_TEAM,
    "wie_ziet_rapportdeel": _van("rapportdeel", lambda t: t.rapportdelen.first().pk) | HET_TEAM,
    "wie_ziet_rapportversie": _van("rapportversie", lambda t: t.rapportversies.get(soort="vastgesteld").pk) | TRAJECT,
    "wie_ziet_reactie": _van("reactie", lambda t: t.rapportversies.last().reacties.first().pk)
    | ZONDER_COMMISSIE_EN_BUREAU,
    "wie_ziet_verbeterplan": _van("verbeterplan", lambda t: t.verbeterplannen.first().pk) | ZONDER_COMMISSIE_EN_BUREAU,
    "wie_ziet_advies": _van("advies", lambda t: t.adviezen.first().pk) | TRAJECT,
    "wie_ziet_besluit": _van("besluit", lambda t: t.agendapunten.get().besluit.pk) | TRAJECT,
    # The heading of an item is for the whole committee, so the answer to this question is too.
    "wie_ziet_agendapunt": _van("agendapunt", lambda t: t.agendapunten.get().pk)
    | INLOGGEN
    | dict.fromkeys(MENSEN, 404)
    | dict.fromkeys(("bert", "cora", "esra", "femke"), 200),
}
