"""Who may open which page of the programme (its traject is LOPEND): GET status per person."""

from django.urls import reverse

from tests.toegang.algemeen import VREEMDEN

# The committee and the bureau see the traject, but have no programme.
ZONDER_PROGRAMMA = VREEMDEN | {"bert": 404, "femke": 404, "gijs": 404}
# An act on the traject itself: who sees it but has another role.
ANDERE_ROL = VREEMDEN | {"joke": 403, "ingrid": 403, "roel": 403, "bert": 403, "femke": 403, "gijs": 403}
# An act on a day or a talk.
LEEST_ALLEEN = ZONDER_PROGRAMMA | {"joke": 403, "ingrid": 403, "roel": 403}
LEZERS = {"joke": 200, "ingrid": 200, "karin": 200, "meike": 200, "roel": 200}
MAKERS, MAKERS_POST = {"karin": 200, "meike": 200}, {"karin": 405, "meike": 405}


def _gesprek(naam):
    return lambda t: reverse(naam, args=[t.nummer, t.gesprekken.first().nummer])


def _traject(naam):
    return lambda t: reverse(naam, args=[t.nummer])


TABEL = {
    "programma": {
        "url": _traject("programma"),
        **ZONDER_PROGRAMMA,
        **LEZERS,
    },
    "toetsdag_toevoegen": {"url": _traject("toetsdag_toevoegen"), **ANDERE_ROL, **MAKERS_POST},
    "toetsdag_verwijderen": {
        "url": lambda t: reverse("toetsdag_verwijderen", args=[t.nummer, t.toetsdagen.first().pk]),
        **LEEST_ALLEEN,
        **MAKERS_POST,
    },
    "toetsdag_agenda": {
        "url": lambda t: reverse("toetsdag_agenda", args=[t.nummer, t.toetsdagen.first().pk]),
        **ZONDER_PROGRAMMA,
        **LEZERS,
    },
    "gesprek_agenda": {"url": _gesprek("gesprek_agenda"), **ZONDER_PROGRAMMA, **LEZERS},
    "bezoeken_kiezen": {"url": _traject("bezoeken_kiezen"), **ANDERE_ROL, **MAKERS},
    "gesprek_plannen": {"url": _traject("gesprek_plannen"), **ANDERE_ROL, **MAKERS},
    "gesprek_wijzigen": {"url": _gesprek("gesprek_wijzigen"), **LEEST_ALLEEN, **MAKERS},
    "gesprek_verwijderen": {"url": _gesprek("gesprek_verwijderen"), **LEEST_ALLEEN, **MAKERS_POST},
    "programma_vaststellen": {"url": _traject("programma_vaststellen"), **ANDERE_ROL, "karin": 405, "meike": 403},
    "toetsing_starten": {"url": _traject("toetsing_starten"), **ANDERE_ROL, **MAKERS_POST},
}
