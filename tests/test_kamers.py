"""The floor plan: which rooms there are, and that each knows only those below it."""

import ast
import os
import re
import subprocess
import sys

import pytest
from django.apps import apps
from django.conf import settings

# From below; rooms of one floor know nothing of each other.
VERDIEPINGEN = [
    ["huisstijl"],
    ["leden"],
    ["quickscan", "ledenbestand", "inloggen"],
    ["berichten"],
    ["normenkader"],
    ["trajecten"],
    ["toetsing"],
    ["certificaten"],
    ["beheercommissie"],
    ["geschillen"],
    ["kwaliteitslabel"],
    ["demo"],
    ["meting"],
]
LAGEN = [laag for verdieping in VERDIEPINGEN for laag in verdieping]
MODELLEN = [model for model in apps.get_models() if model._meta.app_label in LAGEN]
BOMEN = {
    bestand: ast.parse(bestand.read_text())
    for laag in LAGEN
    for bestand in (settings.BASE_DIR / laag).rglob("*.py")
    if "migrations" not in bestand.parts
}


def kamer(bestand):
    return bestand.relative_to(settings.BASE_DIR).parts[0]


def hoogte(laag):
    return next(hoogte for hoogte, verdieping in enumerate(VERDIEPINGEN) if laag in verdieping)


def mag_kennen(van, naar):
    return van == naar or hoogte(naar) < hoogte(van)


# ---- imports


def test_bin_test_guards_the_layers_of_the_imports():
    instellingen = (settings.BASE_DIR / "pyproject.toml").read_text()
    lagen = re.search(r'type = "layers"\nlayers = (\[.*?\])', instellingen, re.DOTALL)[1]
    assert re.findall(r'"([\w |]+)"', lagen) == [" | ".join(verdieping) for verdieping in VERDIEPINGEN[::-1]]
    assert '"lint-imports"' in (settings.BASE_DIR / "bin/test.py").read_text()


def test_no_room_names_a_module_of_a_room_above_it():
    """Also in a string (an import by name) or a comment, which import-linter does not read."""
    modulenaam = re.compile(rf"\b({'|'.join(LAGEN)})[./](\w+)")
    verkeerd = [
        f"{bestand.relative_to(settings.BASE_DIR)}: {laag}.{naam}"
        for bestand in BOMEN
        # The settings say which rooms there are, and Django asks that they do.
        if bestand.name != "settings.py"
        for laag, naam in modulenaam.findall(bestand.read_text())
        if not mag_kennen(kamer(bestand), laag) and list((settings.BASE_DIR / laag).glob(f"{naam}*"))
    ]
    assert verkeerd == []


RUIMTE = """
import sys
from pathlib import Path
import django
from django.conf import settings
settings.configure(
    SECRET_KEY="geheim",
    INSTALLED_APPS=[
        "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.postgres", "pgtrigger",
        "procrastinate.contrib.django", "huisstijl", "leden", "berichten", "normenkader", "trajecten", "toetsing",
    ],
    AUTH_USER_MODEL="leden.Gebruiker", DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", BASE_DIR=Path({wortel!r}),
    DATABASES={{"default": {{"ENGINE": "django.db.backends.postgresql"}}}}, TIME_ZONE="Europe/Amsterdam", USE_TZ=True,
)
django.setup()
import trajecten.levensloop, trajecten.handelingen, toetsing.handelingen.rapport
print([naam for naam in sys.modules if naam.startswith(("allauth", "inloggen", "fido2"))])
"""


def test_the_rules_stand_without_any_way_of_signing_in():
    uitkomst = subprocess.run(
        [sys.executable, "-c", RUIMTE.format(wortel=str(settings.BASE_DIR))],
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (uitkomst.stdout, uitkomst.stderr) == ("[]\n", "")


# The gate itself, the counter of tries, and the measurements, that sign in by themselves.
MET_ALLAUTH = ("inloggen/", "leden/begrenzen.py", "meting/inloggen.py")


def test_only_the_gate_and_the_counter_of_tries_know_the_package_that_signs_in():
    namen = {
        str(bestand.relative_to(settings.BASE_DIR))
        for bestand, boom in BOMEN.items()
        for knoop in ast.walk(boom)
        if (isinstance(knoop, ast.ImportFrom) and (knoop.module or "").startswith("allauth"))
        or (isinstance(knoop, ast.Import) and any(naam.name.startswith("allauth") for naam in knoop.names))
    }
    assert [naam for naam in sorted(namen) if not naam.startswith(MET_ALLAUTH)] == []


# ---- models


def verwijzingen():
    return [
        (model, veld)
        for model in MODELLEN
        for veld in model._meta.get_fields()
        if veld.concrete and veld.related_model is not None
    ]


@pytest.mark.parametrize(("model", "veld"), verwijzingen(), ids=lambda een: getattr(een, "__name__", None) or een.name)
def test_a_foreign_key_points_to_the_same_or_a_lower_room(model, veld):
    doel = veld.related_model._meta.app_label
    assert doel == "contenttypes" or mag_kennen(model._meta.app_label, doel)


def test_the_look_of_the_house_knows_no_data():
    assert [model for model in MODELLEN if model._meta.app_label == "huisstijl"] == []


def van_boven(laag):
    """Names by which Django lets rows of this room or a lower one find rows of a room above it, and which mean nothing else here."""
    omhoog, hier = set(), set()
    for model, veld in verwijzingen():
        (hier if mag_kennen(laag, model._meta.app_label) else omhoog).update(
            {veld.related_query_name(), veld.remote_field.get_accessor_name()}
        )
    velden = {
        veld.name
        for model in MODELLEN
        if mag_kennen(laag, model._meta.app_label)
        for veld in model._meta.get_fields()
        if veld.concrete
    }
    return omhoog - hier - velden - {None}


VRAGEN = {"filter", "exclude", "get", "Q", "annotate", "aggregate", "alias", "values", "values_list", "order_by", "F"}
VRAGEN |= {"OuterRef", "select_related", "prefetch_related", "Prefetch", "Count", "Max", "Min", "Exists", "distinct"}


def gevraagde_namen(boom):
    """(line, name) of every step over a relation: in a query, or as an attribute of what is not imported."""
    imports = {
        een.asname or een.name for knoop in ast.walk(boom) if isinstance(knoop, ast.ImportFrom) for een in knoop.names
    }
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Attribute) and getattr(knoop.value, "id", None) not in imports:
            yield knoop.lineno, knoop.attr
        if isinstance(knoop, ast.Call) and getattr(knoop.func, "attr", getattr(knoop.func, "id", "")) in VRAGEN:
            paden = [woord.arg for woord in knoop.keywords if woord.arg]
            paden += [een.value for een in knoop.args if isinstance(een, ast.Constant) and isinstance(een.value, str)]
            for pad in paden:
                yield from ((knoop.lineno, stap) for stap in pad.lstrip("-").split("__"))


@pytest.mark.parametrize("laag", LAGEN)
def test_no_query_walks_to_a_room_above(laag):
    namen = van_boven(laag)
    gevonden = [
        f"{bestand.relative_to(settings.BASE_DIR)}:{regel} {naam}"
        for bestand, boom in BOMEN.items()
        if kamer(bestand) == laag
        for regel, naam in gevraagde_namen(boom)
        if naam in namen
    ]
    assert gevonden == []
