from datetime import timedelta

from django.urls import reverse

from tests.toegang.algemeen import NIEMAND, VREEMDEN
from toetsing.models import Planuitstel, Voortgang

# The example framework does not show plans to committee and bureau.
ZONDER_INZAGE = VREEMDEN | {"bert": 404, "femke": 404, "gijs": 404}
LEZERS = {"joke": 200, "ingrid": 200, "karin": 200, "meike": 200, "roel": 200}
ALLEEN_DE_ORGANISATIE = ZONDER_INZAGE | {"joke": 405, "ingrid": 405, "karin": 403, "meike": 403, "roel": 403}
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


def _plan(t):
    return [t.nummer, t.verbeterplannen.first().pk]


def _voortgang(t):
    plan = t.verbeterplannen.first()
    rij, _ = Voortgang.objects.get_or_create(
        plan=plan, defaults={"tekst": "Begonnen.", "gemeld_door": t.aangemeld_door}
    )
    return [t.nummer, rij.pk]


def _uitstel(t):
    plan = t.verbeterplannen.first()
    rij, _ = Planuitstel.objects.get_or_create(
        plan=plan,
        defaults={
            "oud": plan.klaar_op,
            "nieuw": plan.klaar_op + timedelta(days=30),
            "reden": "Het duurt langer.",
            "gevraagd_door": t.aangemeld_door,
        },
    )
    return [t.nummer, rij.pk]


ALLEEN_DE_TOETSERS = ZONDER_INZAGE | dict.fromkeys(LEZERS, 403) | {"meike": 405}
WIE_VOLGT = dict.fromkeys(("karin", "meike", "tessa", "roel", "vera", "wim", "gijs"), 200)


TABEL = {
    "planoverzicht": {"url": lambda t: reverse("planoverzicht"), **NIEMAND, **WIE_VOLGT},
    "planoverzicht_export": {"url": lambda t: reverse("planoverzicht_export", args=["csv"]), **NIEMAND, **WIE_VOLGT},
    "eerdere_plannen": {"url": lambda t: reverse("eerdere_plannen", args=[t.nummer]), **ANDEREN, "meike": 200},
    "planuitstel_vragen": {"url": lambda t: reverse("planuitstel_vragen", args=_plan(t)), **ALLEEN_DE_ORGANISATIE},
    "planuitstel_bewaren": {"url": lambda t: reverse("planuitstel_bewaren", args=_plan(t)), **ALLEEN_DE_ORGANISATIE},
    "planuitstel_beantwoorden": {
        "url": lambda t: reverse("planuitstel_beantwoorden", args=_uitstel(t)),
        **ZONDER_INZAGE,
        **dict.fromkeys(LEZERS, 403),
        "karin": 405,
    },
    "effect_vastleggen": {"url": lambda t: reverse("effect_vastleggen", args=_plan(t)), **ALLEEN_DE_TOETSERS},
    "effect_bewaren": {"url": lambda t: reverse("effect_bewaren", args=_plan(t)), **ALLEEN_DE_TOETSERS},
    "voortgang_beantwoorden": {
        "url": lambda t: reverse("voortgang_beantwoorden", args=_voortgang(t)),
        **ZONDER_INZAGE,
        **dict.fromkeys(LEZERS, 403),
        "karin": 200,
    },
    "verbeterplannen": {
        "url": lambda t: reverse("verbeterplannen", args=[t.nummer]),
        **ZONDER_INZAGE,
        **LEZERS,
    },
    "verbeterplan": {"url": lambda t: reverse("verbeterplan", args=_plan(t)), **ZONDER_INZAGE, **LEZERS},
    "verbeterplan_bewaren": {"url": lambda t: reverse("verbeterplan_bewaren", args=_plan(t)), **ALLEEN_DE_ORGANISATIE},
    "verbeterplan_versies": {
        "url": lambda t: reverse("verbeterplan_versies", args=[*_plan(t), "actie"]),
        **ALLEEN_DE_ORGANISATIE,
        "joke": 200,
        "ingrid": 200,
    },
    "verbeterplannen_indienen": {
        "url": lambda t: reverse("verbeterplannen_indienen", args=[t.nummer]),
        **ANDEREN,
        "ingrid": 405,
    },
    "verbeterplannen_goedkeuren": {
        "url": lambda t: reverse("verbeterplannen_goedkeuren", args=[t.nummer]),
        **ANDEREN,
        "meike": 405,
    },
    "verbeterplannen_terugsturen": {
        "url": lambda t: reverse("verbeterplannen_terugsturen", args=[t.nummer]),
        **ANDEREN,
        "meike": 405,
    },
    "voortgang_melden": {"url": lambda t: reverse("voortgang_melden", args=_plan(t)), **ALLEEN_DE_ORGANISATIE},
    "voortgang_bewaren": {"url": lambda t: reverse("voortgang_bewaren", args=_plan(t)), **ALLEEN_DE_ORGANISATIE},
}
