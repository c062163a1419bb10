"""A form that lays its fields out says where each of them stands."""

import pkgutil
from collections import Counter
from importlib import import_module

import pytest
from django import forms

from tests.test_kamers import LAGEN


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


@pytest.mark.parametrize("klasse", INGEDEELD, ids=lambda klasse: klasse.__name__)
def test_every_field_stands_in_the_layout_once(klasse):
    geplaatst = Counter(plaats.name for plaats in klasse.helper.layout.get_field_names())
    assert geplaatst == Counter(list(klasse.base_fields))
