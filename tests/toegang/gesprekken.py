"""Who may open which page of a talk (its traject is LOPEND): GET status per person."""

from django.urls import reverse

from tests.toegang.programma import LEEST_ALLEEN, ZONDER_PROGRAMMA

# Notes are for the assessors and the internal check, by the disclosure matrix.
ZONDER_NOTITIES = ZONDER_PROGRAMMA | {"joke": 404, "ingrid": 404, "karin": 404}
SCHRIJFT = LEEST_ALLEEN | {"karin": 403, "meike": 405}


def _gesprek(naam):
    return lambda t: reverse(naam, args=[t.nummer, t.gesprekken.first().nummer])


def _notitie(naam):
    def url(t):
        gesprek = t.gesprekken.first()
        return reverse(naam, args=[t.nummer, gesprek.nummer, gesprek.notities.first().pk])

    return url


TABEL = {
    "gesprek": {"url": _gesprek("gesprek"), **ZONDER_NOTITIES, "meike": 200, "roel": 200},
    "klad_bewaren": {"url": _gesprek("klad_bewaren"), **SCHRIJFT},
    "notitie_maken": {"url": _gesprek("notitie_maken"), **SCHRIJFT},
    "notitie_wijzigen": {"url": _notitie("notitie_wijzigen"), **ZONDER_NOTITIES, "meike": 200, "roel": 403},
    "notitie_versies": {"url": _notitie("notitie_versies"), **ZONDER_NOTITIES, "meike": 200, "roel": 403},
    "notitie_norm": {"url": _notitie("notitie_norm"), **ZONDER_NOTITIES, "meike": 405, "roel": 403},
    "notitie_verwijderen": {"url": _notitie("notitie_verwijderen"), **ZONDER_NOTITIES, "meike": 405, "roel": 403},
    "partners_vastleggen": {"url": _gesprek("partners_vastleggen"), **SCHRIJFT},
    "samenvatting_bewaren": {"url": _gesprek("samenvatting_bewaren"), **SCHRIJFT},
    "samenvatting_teruggeven": {"url": _gesprek("samenvatting_teruggeven"), **SCHRIJFT},
    "gesprek_afronden": {"url": _gesprek("gesprek_afronden"), **SCHRIJFT},
}
