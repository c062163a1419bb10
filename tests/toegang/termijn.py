"""The term of a traject: between the organisation and the certifier."""

from django.urls import reverse

from tests.dagen import over
from tests.toegang.algemeen import VREEMDEN


def _voorstel(t):
    rij, _ = t.termijnvoorstellen.get_or_create(
        nieuw=over(30),
        defaults={
            "status": "voorbereiding",
            "reden": "In de zomer zijn wij dicht.",
            "van_organisatie": True,
            "gevraagd_door": t.aangemeld_door,
        },
    )
    return [t.nummer, rij.pk]


TABEL = {
    "termijn": {
        "url": lambda t: reverse("termijn", args=[t.nummer]),
        **VREEMDEN,
        "joke": 200,
        "ingrid": 200,
        "karin": 200,
        "meike": 200,
        "roel": 200,
        "bert": 403,
        "femke": 403,
        "gijs": 403,
    },
    "termijnvoorstel_beantwoorden": {
        "url": lambda t: reverse("termijnvoorstel_beantwoorden", args=_voorstel(t)),
        **VREEMDEN,
        "joke": 405,
        "ingrid": 405,
        "karin": 405,
        "meike": 403,
        "roel": 403,
        "bert": 404,
        "femke": 404,
        "gijs": 404,
    },
}
