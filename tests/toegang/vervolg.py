"""What each person gets on a GET of the pages of a follow-up, and of a condition that is being written."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from beheercommissie.models import Voorwaardeklad
from leden.models import Gebruiker
from tests.toegang.algemeen import INLOGGEN, MENSEN, VREEMDEN
from toetsing.models import Vervolgpunt, Voorbehoud

# The example framework shows the progress and the judgements to every party.
PARTIJEN = ("joke", "ingrid", "karin", "meike", "roel", "bert", "femke", "gijs")
LEZERS = VREEMDEN | dict.fromkeys(PARTIJEN, 200)
ANDEREN = VREEMDEN | dict.fromkeys(PARTIJEN, 403)


def _punt(t):
    voorbehoud, _ = Voorbehoud.objects.get_or_create(
        traject=t,
        defaults={
            "besluit_nummer": "X-1",
            "vanaf": timezone.localdate(),
            "onderzoek_op": timezone.localdate() + timedelta(days=200),
        },
    )
    punt, _ = Vervolgpunt.objects.get_or_create(traject=t, voorbehoud=voorbehoud, plan=t.verbeterplannen.first())
    return punt


def _args(t):
    return [t.nummer, _punt(t).pk]


def _vervolg(t):
    _punt(t)
    return reverse("vervolg", args=[t.nummer])


def _klad(t):
    bert = Gebruiker.objects.get(email="bert@voorbeeld.example")
    return Voorwaardeklad.objects.create(agendapunt=t.agendapunten.get(), gebruiker=bert).pk


TABEL = {
    "vervolg": {"url": _vervolg, **LEZERS},
    "vervolgpunt": {"url": lambda t: reverse("vervolgpunt", args=_args(t)), **LEZERS},
    "vervolgpunt_bewaren": {
        "url": lambda t: reverse("vervolgpunt_bewaren", args=_args(t)),
        **VREEMDEN,
        **dict.fromkeys(PARTIJEN, 405),
    },
    "vervolgpunt_versies": {
        "url": lambda t: reverse("vervolgpunt_versies", args=[*_args(t), "voortgang"]),
        **ANDEREN,
        "joke": 200,
        "ingrid": 200,
        # Of the texts of the organisation an assessor sees no earlier versions.
        "meike": 404,
    },
    "vervolg_indienen": {
        "url": lambda t: reverse("vervolg_indienen", args=[t.nummer]),
        **ANDEREN,
        "ingrid": 405,
    },
    "vervolg_opleveren": {
        "url": lambda t: reverse("vervolg_opleveren", args=[t.nummer]),
        **ANDEREN,
        "meike": 405,
    },
    "vervolgteam_kiezen": {
        "url": lambda t: reverse("vervolgteam_kiezen", args=[t.nummer]),
        **ANDEREN,
        "karin": 200,
    },
    # What a member writes is of that member.
    "voorwaarde_bewaren": {
        "url": lambda t: reverse("voorwaarde_bewaren", args=[_klad(t)]),
        **INLOGGEN,
        **dict.fromkeys(MENSEN, 404),
        "bert": 405,
    },
    "wie_ziet_vervolgpunt": {"url": lambda t: reverse("wie_ziet_vervolgpunt", args=[_punt(t).pk]), **LEZERS},
}
