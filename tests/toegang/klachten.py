"""What each person gets on a GET of the pages of complaints: one about the certifier of Karin, that Kees hears.

Nobody of that certifier and not the bureau finds it; they read a question and a signal that were written for them.
"""

from django.urls import reverse

from geschillen.models import Klacht, Klachtsignaal, Klachtstuk, Klachtvraag
from tests.toegang.algemeen import IEDEREEN, INLOGGEN, MENSEN, NIEMAND

ONZICHTBAAR = INLOGGEN | dict.fromkeys(MENSEN, 404)
ALLEEN_KEES = ONZICHTBAAR | {"kees": 200}


def _van(naam, model):
    return {"url": lambda t: reverse(naam, args=[model.objects.latest("pk").pk])}


TABEL = {
    "klacht": {"url": lambda t: reverse("klacht")} | IEDEREEN,
    "klacht_indienen": {"url": lambda t: reverse("klacht_indienen", args=["certificeerder"])} | IEDEREEN,
    "klacht_volgen": {"url": lambda t: reverse("klacht_volgen")} | IEDEREEN,
    "klachten_geleerd": {"url": lambda t: reverse("klachten_geleerd")} | IEDEREEN,
    "klachten": {"url": lambda t: reverse("klachten")} | NIEMAND | {"kees": 200},
    "klacht_behandelen": _van("klacht_behandelen", Klacht) | ALLEEN_KEES,
    "klacht_oppakken": _van("klacht_oppakken", Klacht) | ALLEEN_KEES,
    "klacht_teruggeven": _van("klacht_teruggeven", Klacht) | ALLEEN_KEES,
    "klacht_antwoorden": _van("klacht_antwoorden", Klacht) | ALLEEN_KEES,
    "klachtvraag_stellen": _van("klachtvraag_stellen", Klacht) | ALLEEN_KEES,
    "klacht_verlengen": _van("klacht_verlengen", Klacht) | ALLEEN_KEES,
    "klacht_doorgeven": _van("klacht_doorgeven", Klacht) | ALLEEN_KEES,
    "klacht_afronden": _van("klacht_afronden", Klacht) | ALLEEN_KEES,
    "klachtstuk": _van("klachtstuk", Klachtstuk) | ALLEEN_KEES,
    "klachtvraag": _van("klachtvraag", Klachtvraag) | ONZICHTBAAR | {"karin": 200},
    "klachtsignaal": _van("klachtsignaal", Klachtsignaal) | ONZICHTBAAR | {"gijs": 200},
}
