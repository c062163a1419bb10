"""Who may open the grid, the findings and the judgements (their traject is LOPEND): GET status per person."""

from django.urls import reverse

from tests.toegang.gesprekken import ZONDER_NOTITIES

# The working material is for the assessors and the internal check, by the disclosure matrix.
LEZEN = ZONDER_NOTITIES | {"meike": 200, "roel": 200}
SCHRIJVEN = ZONDER_NOTITIES | {"meike": 405, "roel": 403}


def _norm(naam):
    return lambda t: reverse(naam, args=[t.nummer, t.oordelen.first().norm.nummer])


def _bevinding(naam):
    return lambda t: reverse(naam, args=[t.nummer, t.bevindingen.first().pk])


TABEL = {
    "raster": {"url": lambda t: reverse("raster", args=[t.nummer]), **LEZEN},
    "norm_oordelen": {"url": _norm("norm_oordelen"), **LEZEN},
    # The first of its label has no last time.
    "norm_toen": {"url": _norm("norm_toen"), **LEZEN, **{wie: 404 for wie, code in LEZEN.items() if code == 200}},
    "oordeel_geven": {"url": _norm("oordeel_geven"), **SCHRIJVEN},
    "oordeel_versies": {"url": _norm("oordeel_versies"), **LEZEN},
    "bevinding_maken": {"url": _norm("bevinding_maken"), **SCHRIJVEN},
    "bevinding_bewaren": {"url": _bevinding("bevinding_bewaren"), **SCHRIJVEN},
    "bevinding_versies": {"url": _bevinding("bevinding_versies"), **LEZEN},
    "gronden_kiezen": {"url": _bevinding("gronden_kiezen"), **SCHRIJVEN},
    "bevinding_soort": {"url": _bevinding("bevinding_soort"), **SCHRIJVEN},
    "bevinding_verwijderen": {"url": _bevinding("bevinding_verwijderen"), **SCHRIJVEN},
}
