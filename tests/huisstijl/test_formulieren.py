"""A form that lays its fields out says where each of them stands."""

import pkgutil
import re
from collections import Counter
from importlib import import_module

import pytest
from django import forms
from django.conf import settings

from tests.test_kamers import LAGEN

SJABLONEN = settings.BASE_DIR / "templates"


def formuliermodules():
    for laag in LAGEN:
        kamer = import_module(laag)
        yield from (
            import_module(module.name)
            for module in pkgutil.walk_packages(kamer.__path__, f"{laag}.")
            if module.name.split(".")[1] == "forms"
        )


FORMULIEREN = {
    klasse
    for module in formuliermodules()
    for klasse in vars(module).values()
    if isinstance(klasse, type) and issubclass(klasse, forms.BaseForm) and klasse.__module__ == module.__name__
}
INGEDEELD = sorted((klasse for klasse in FORMULIEREN if hasattr(klasse, "helper")), key=lambda klasse: klasse.__name__)


def test_the_forms_of_all_rooms_are_found():
    assert len(FORMULIEREN) > 60
    assert len(INGEDEELD) >= 8


def test_a_form_ends_in_form_and_a_search_in_filter():
    assert [klasse.__name__ for klasse in FORMULIEREN if not klasse.__name__.endswith(("Form", "filter"))] == []


@pytest.mark.parametrize("klasse", INGEDEELD, ids=lambda klasse: klasse.__name__)
def test_every_field_stands_in_the_layout_once(klasse):
    geplaatst = Counter(plaats.name for plaats in klasse.helper.layout.get_field_names())
    assert geplaatst == Counter(list(klasse.base_fields))


# Drawn whole by one tag or one loop, where no field can be forgotten.
HEEL_GETEKEND = {
    "Certificatenfilter",
    "CorrectieForm",
    "DocumentForm",
    "HoorForm",
    "InstelForm",
    "KlachtForm",
    "NieuweQuickScanForm",
    "ReeksForm",
    "ReglementForm",
    "ReikwijdteForm",
    "Trajectenfilter",
    "UitgaveForm",
    "UitnodigForm",
    "VergaderingForm",
    "VerhaalForm",
    "VraagForm",
    "WaarForm",
}


def test_a_form_of_many_fields_without_a_layout_is_drawn_whole_or_has_a_template_that_names_each():
    teksten = [bestand.read_text() for bestand in SJABLONEN.rglob("*.html")]
    anders = set()
    for klasse in FORMULIEREN - set(INGEDEELD):
        velden = [naam for naam, veld in klasse.base_fields.items() if not veld.widget.is_hidden]
        if len(velden) >= 4 and not any(all(f".{naam}" in tekst for naam in velden) for tekst in teksten):
            anders.add(klasse.__name__)
    assert anders == HEEL_GETEKEND


MET_EEN_FORMULIER = {
    str(bestand.relative_to(SJABLONEN)): bestand.read_text()
    for bestand in sorted(SJABLONEN.rglob("*.html"))
    if '{% extends "onderdelen/formulier.html" %}' in bestand.read_text()
}


@pytest.mark.parametrize("naam", MET_EEN_FORMULIER)
def test_a_page_with_one_form_says_where_it_is_what_it_does_and_how_to_leave(naam):
    blokken = set(re.findall(r"{% block (\w+) %}", MET_EEN_FORMULIER[naam]))
    assert {"titel", "kruimels", "terug"} <= blokken
    assert blokken & {"knop", "knoppen"}
