"""No text of 100,000 characters holds a process: every pattern of ours takes time that grows with the text, and no faster."""

import ast
import contextlib
import importlib
import json
import re
import time
from collections import deque
from pathlib import Path

import pytest
from django import forms
from django.apps import apps
from django.conf import settings
from django.core.validators import RegexValidator

from inloggen.wachtwoorden import NietVoorDeHand
from tests.test_kamers import BOMEN, LAGEN

LANG = 100_000
SECONDEN = 0.1
# One piece again and again; a pattern that starts anew at every place, or that can read a piece in two ways, takes minutes.
STUKKEN = [
    *("a", "0", " ", "1.", "a@", "\n", "\t ", "-", "a.", "a-", "@a", "a@a.", "A. ", "é", "'", "+", "a,b "),
    *(
        "0 ",
        "06-",
        "1.000",
        "123456782 ",
        "1 januari ",
        "12-12-",
        "mw. ",
        "de heer ",
        "van den ",
        '"error" : ',
        "AADSTS1",
    ),
    *(
        "Android",
        "<mergeCell ",
        "/ByteRange [ 0 ",
        "<0",
        "\\000",
        "/Reason (Certificaat ",
        "/M (D:",
        "/organisaties/1",
        "(",
        "[",
    ),
]
SCHEMAS = [bestand for laag in LAGEN for bestand in (settings.BASE_DIR / laag).glob("*schema.json")]
NIET_VAN_GETYPTE_TEKST = ("demo", "meting")
ZOEKWERK = {"search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}


def modulenaam(bestand):
    return ".".join(bestand.relative_to(settings.BASE_DIR).with_suffix("").parts).removesuffix(".__init__")


def patronen_in(waarde):
    if isinstance(waarde, re.Pattern):
        yield waarde
    elif isinstance(waarde, dict):
        yield from patronen_in([*waarde.values()])
    elif isinstance(waarde, list | tuple | set | frozenset):
        for deel in waarde:
            yield from patronen_in(deel)


def patronen_van_schema(deel):
    if isinstance(deel, dict):
        if isinstance(deel.get("pattern"), str):
            yield re.compile(deel["pattern"])
        deel = [*deel.values()]
    if isinstance(deel, list):
        for een in deel:
            yield from patronen_van_schema(een)


def formulieren(klasse=forms.BaseForm):
    for onder in klasse.__subclasses__():
        yield from (onder, *formulieren(onder))


def alle_patronen():
    modules = [
        importlib.import_module(modulenaam(bestand))
        for bestand in BOMEN
        if bestand.relative_to(settings.BASE_DIR).parts[0] not in NIET_VAN_GETYPTE_TEKST
    ]
    velden = [veld for form in formulieren() for veld in getattr(form, "base_fields", {}).values()]
    velden += [veld for model in apps.get_models() for veld in model._meta.get_fields() if hasattr(veld, "validators")]
    gevonden = {
        *patronen_in([waarde for module in modules for waarde in vars(module).values()]),
        *patronen_in(
            [regel.regex for veld in velden for regel in veld.validators if isinstance(regel, RegexValidator)]
        ),
        *patronen_van_schema([json.loads(schema.read_bytes()) for schema in SCHEMAS]),
    }
    return sorted(gevonden, key=lambda patroon: str(patroon.pattern))


def op_lengte(stuk, lengte):
    """Three texts: the piece again and again; between signs that fit in no number or word; and behind one letter."""
    tekst = (stuk * (lengte // len(stuk) + 1))[:lengte]
    return (tekst, f"\x01{tekst}\x01", f"a{tekst}\n")


def duurt(doen):
    begin = time.thread_time()
    doen()
    return time.thread_time() - begin


def te_traag(doen, seconden=SECONDEN):
    """Whether it takes too long each of three times: a busy machine is no slow pattern."""
    return all(duurt(doen) > seconden for _ in range(3))


def overal(patroon, tekst):
    """Look for the pattern everywhere, and over the whole."""
    deque(patroon.finditer(tekst), maxlen=0)
    patroon.fullmatch(tekst)


@pytest.mark.parametrize("patroon", alle_patronen(), ids=lambda patroon: str(patroon.pattern)[:60])
def test_a_pattern_reads_the_longest_text_in_a_moment(patroon):
    # Short texts first, so that a pattern that takes minutes or years over a long one fails the test instead of holding it.
    for lengte, stukken in ((22, STUKKEN), (1_000, STUKKEN), (10_000, STUKKEN), (LANG, STUKKEN[:5])):
        for stuk in stukken:
            for tekst in op_lengte(stuk, lengte):
                getypt = tekst.encode() if isinstance(patroon.pattern, bytes) else tekst
                assert not te_traag(lambda getypt=getypt: overal(patroon, getypt)), (lengte, stuk)


@pytest.mark.parametrize("uitdrukking", [r"[\w.+-]+@[\w-]+\.[\w.]+", r"(a+)+$", r"\s+$"])
def test_a_pattern_that_is_slow_over_a_long_text_is_seen(uitdrukking):
    with pytest.raises(AssertionError):
        test_a_pattern_reads_the_longest_text_in_a_moment(re.compile(uitdrukking))


def test_every_pattern_stands_where_the_test_above_finds_it():
    """At the top of a module, compiled; only what makes a pattern out of a pattern stands elsewhere."""
    elders = []
    for bestand, boom in BOMEN.items():
        if bestand.relative_to(settings.BASE_DIR).parts[0] in NIET_VAN_GETYPTE_TEKST:
            continue
        bovenin = {
            id(knoop) for stap in boom.body if isinstance(stap, ast.Assign | ast.AnnAssign) for knoop in ast.walk(stap)
        }
        for knoop in ast.walk(boom):
            match knoop:
                case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr=naam)):
                    if naam in ZOEKWERK or (naam == "compile" and id(knoop) not in bovenin):
                        elders.append(f"{Path(bestand).relative_to(settings.BASE_DIR)}:{knoop.lineno}")
                case ast.ImportFrom(module="re"):
                    elders.append(f"{Path(bestand).relative_to(settings.BASE_DIR)}:{knoop.lineno}")
    # A RegexField takes its pattern as a field does; the test above finds it in the form.
    assert elders == []


def test_a_password_that_repeats_itself_is_looked_at_in_a_moment():
    kijken = NietVoorDeHand()
    for tekst in ("0" * LANG, "ab" * (LANG // 2), "0" * LANG + "a", "a" + "0" * LANG, ("0" * 300 + "1") * 300):
        with contextlib.suppress(forms.ValidationError):
            assert not te_traag(lambda tekst=tekst: kijken.validate(tekst)), tekst[:10]
