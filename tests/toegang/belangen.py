"""Who may open the register of interests: who keeps interests, and who reads those of others."""

from datetime import date

from django.urls import reverse

from leden.models import Belang
from tests.toegang.algemeen import INLOGGEN, MENSEN, NIEMAND

HOUDEN_BIJ = ("karin", "wim", "meike", "tessa", "roel", "vera", "bert", "cora", "esra", "femke")
BIJHOUDEN = NIEMAND | dict.fromkeys(HOUDEN_BIJ, 200)


def _van_bert(t):
    """An interest of Bert, who is on the committee, with an organisation that is not in this traject."""
    belang, _ = Belang.objects.get_or_create(
        gebruiker=t.toewijzingen.get(gebruiker__email__startswith="bert").gebruiker,
        organisatie=t.certificeerder._meta.model.objects.get(naam="Stichting Buurtkracht Oever"),
        soort=Belang.Soort.ADVIES,
        defaults={"van": date(2024, 1, 1)},
    )
    return [belang.pk]


# Of this one interest: Bert, the secretary who reads it and may not change it, and the bureau.
VAN_BERT = INLOGGEN | dict.fromkeys(MENSEN, 404) | {"bert": 200, "femke": 403, "gijs": 403}

TABEL = {
    "belangen": {"url": lambda t: reverse("belangen")} | BIJHOUDEN,
    "belang_toevoegen": {"url": lambda t: reverse("belang_toevoegen")} | BIJHOUDEN,
    "belangen_bevestigen": {"url": lambda t: reverse("belangen_bevestigen")} | NIEMAND | dict.fromkeys(HOUDEN_BIJ, 405),
    "belangenregister": {"url": lambda t: reverse("belangenregister")}
    | NIEMAND
    | {"karin": 200, "wim": 200, "femke": 200, "gijs": 200},
    "belangen_export": {"url": lambda t: reverse("belangen_export")}
    | NIEMAND
    | {"karin": 200, "wim": 200, "femke": 200, "gijs": 200},
    "wie_mag_wat": {"url": lambda t: reverse("wie_mag_wat")} | NIEMAND | {"gijs": 200},
    "belang_beeindigen": {"url": lambda t: reverse("belang_beeindigen", args=_van_bert(t))} | VAN_BERT,
    # The secretary does it; Bert does not do it himself.
    "belang_ongedaan_maken": {"url": lambda t: reverse("belang_ongedaan_maken", args=_van_bert(t))}
    | VAN_BERT
    | {"bert": 403, "femke": 200},
    "belang_corrigeren": {"url": lambda t: reverse("belang_corrigeren", args=_van_bert(t))} | VAN_BERT,
}
