"""What holds for the whole: names, pages and words that belong together."""

import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.template.loader import get_template
from django.urls import URLPattern, get_resolver

from certificaten.levensloop import Stand
from certificaten.models import Wijziging
from huisstijl.templatetags.onderdelen import STANDEN
from leden.bevoegdheden import GEBEURD, ROLLEN, Handeling
from leden.models import ROLLEN_PER_SOORT, Belang, Organisatie, Rol, Uitnodiging
from normenkader.laden import schema
from quickscan.models import QuickScan
from tests.test_kamers import LAGEN, MODELLEN
from toetsing.models import Bevinding, Rapportversie
from trajecten.levensloop import BEURTEN, ROLLEN_AAN_ZET, AanZet, Status
from trajecten.models import PARTIJ_VAN_ROL, Toewijzing

WORTEL = settings.BASE_DIR
CODE = {bestand: bestand.read_text() for laag in LAGEN for bestand in (WORTEL / laag).rglob("*.py")}
SJABLONEN = {
    str(bestand.relative_to(WORTEL / "templates")): bestand for bestand in (WORTEL / "templates").rglob("*.html")
}

# Looked up by a name that does not stand in our code.
SJABLONEN_VAN_ANDEREN = (
    "400.html",  # Django's error pages
    "403.html",
    "403_csrf.html",
    "404.html",
    "429.html",  # allauth
    "500.html",
    "account/",  # allauth
    "allauth/",
    "bootstrap5/",  # crispy-forms
    "django/forms/",  # Django's form renderer
    "mfa/",  # allauth
)


def tekst_van(bestand):
    return (WORTEL / bestand).read_text()


# Pages


def bladzijden(patronen=None):
    for patroon in get_resolver().url_patterns if patronen is None else patronen:
        if isinstance(patroon, URLPattern):
            yield patroon
        else:
            yield from bladzijden(patroon.url_patterns)


def test_every_url_carries_a_policy():
    zonder_beleid = [patroon.name for patroon in bladzijden() if not hasattr(patroon.callback, "beleid")]
    assert zonder_beleid == []


def test_every_url_has_a_name_of_its_own():
    namen = [patroon.name for patroon in bladzijden()]
    assert None not in namen
    assert sorted(namen) == sorted(set(namen))


def test_no_view_fetches_a_row_past_what_is_visible():
    views = {
        bestand: tekst for bestand, tekst in CODE.items() if bestand.stem == "views" or bestand.parent.stem == "views"
    }
    assert [str(bestand) for bestand, tekst in views.items() if "objects.get(" in tekst] == []


# Templates


def genoemde_sjablonen():
    bronnen = [*CODE.values(), *(bestand.read_text() for bestand in SJABLONEN.values())]
    return {naam for tekst in bronnen for naam in re.findall(r"""["']([\w/]+\.html)["']""", tekst)}


def test_every_template_is_used():
    ongebruikt = set(SJABLONEN) - genoemde_sjablonen()
    assert [naam for naam in sorted(ongebruikt) if not naam.startswith(SJABLONEN_VAN_ANDEREN)] == []


def test_every_template_that_is_named_exists():
    for naam in sorted(genoemde_sjablonen()):
        get_template(naam)


@pytest.mark.parametrize("naam", sorted(SJABLONEN))
def test_every_template_compiles(naam):
    get_template(naam)


BREED = 160
# Lines that are wider since a fold would show as a space: words and tags that touch. There may be fewer of them, not more.
NIET_TE_VOUWEN = 64


def test_the_lines_of_a_template_fit_on_a_screen():
    """A tag of Django cannot be folded, so that a line with nothing else may be as wide as it is."""
    te_breed = [
        f"{naam}:{nummer}"
        for naam, sjabloon in sorted(SJABLONEN.items())
        for nummer, regel in enumerate(sjabloon.read_text().splitlines(), 1)
        if len(regel) > BREED and not re.fullmatch(r"\s*\{%((?!%\}).)*%\}", regel)
    ]
    assert len(te_breed) <= NIET_TE_VOUWEN, te_breed


# Acts, roles and statuses


def test_every_act_belongs_to_roles_that_exist():
    assert set(ROLLEN) == set(Handeling)
    assert all(ROLLEN[handeling] and ROLLEN[handeling] <= set(Rol) for handeling in Handeling)


@pytest.mark.parametrize("handeling", Handeling)
def test_every_act_is_used(handeling):
    tabellen = {WORTEL / f"leden/bevoegdheden/{naam}.py" for naam in ("handeling", "rollen", "gebeurd", "bevestiging")}
    elders = [tekst for bestand, tekst in CODE.items() if bestand not in tabellen]
    assert any(re.search(rf"\bHandeling\.{handeling.name}\b", tekst) for tekst in elders)


def test_every_act_that_leaves_a_row_in_the_log_has_words_for_it_that_say_it_was_done():
    doen = [
        tekst
        for bestand, tekst in CODE.items()
        if "handelingen" in str(bestand) or bestand.name in ("taken.py", "gebeurtenissen.py")
    ]
    genoemd = {naam for tekst in doen for naam in re.findall(r"\bHandeling\.(\w+)", tekst)}
    lijsten = {naam for naam in Handeling.__members__ if naam.endswith(("_DOWNLOADEN", "_EXPORTEREN"))}
    assert {handeling.name for handeling in GEBEURD} == genoemd | lijsten
    assert [woord for woord in GEBEURD.values() if not woord[0].isupper()] == []


def test_every_role_belongs_to_a_kind_of_organisation():
    """One kind only, save for the beheerder: members and certifiers each look after their own people."""
    keren = Counter(rol for rollen in ROLLEN_PER_SOORT.values() for rol in rollen)
    assert keren == Counter(Rol) + Counter([Rol.BEHEERDER])


def test_every_role_that_reads_trajecten_reads_as_a_party():
    assert set(PARTIJ_VAN_ROL) == ROLLEN[Handeling.TRAJECT_LEZEN]


def test_every_status_has_a_turn_and_every_turn_has_roles():
    assert set(BEURTEN) == set(Status)
    assert set(ROLLEN_AAN_ZET) == set(AanZet)


def test_every_judgement_has_a_look_on_screen_and_on_paper():
    """Which codes the scale may have stands in the schema of a framework; what they look like is said by code."""
    codes = set(schema()["$defs"]["schaalwaarde"]["properties"]["code"]["enum"])
    strook = (WORTEL / "static/css/raster.css").read_text()
    assert codes <= STANDEN.keys()
    # The full moon is what a moon is without more.
    assert {code for code in codes if re.search(rf"\.normstrook \.{code}\b", strook)} == codes - {"voldoet"}
    papier = (WORTEL / "static/pdf/rapport.css").read_text()
    assert {code for code in codes if f"\n.{code} {{" in papier} == {
        code for code in codes if code.startswith("voldoet")
    }


# Words


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_the_name_of_a_model_is_an_ordinary_word(model):
    namen = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    assert namen == [naam.lower() for naam in namen]


def begrippen():
    """(concept, meaning, code names, words not to use) per row of the tables in docs/begrippen.md."""
    for regel in (WORTEL / "docs/begrippen.md").read_text().splitlines():
        if regel.startswith("| **"):
            begrip, wat, code, niet = (cel.strip() for cel in regel.strip("|").split("|"))
            yield (
                begrip.strip("*"),
                wat,
                re.findall(r"`([^`]+)`", code),
                [w.strip() for w in niet.split(",") if w.strip() != "–"],
            )


CODENAMEN = {naam for _, _, namen, _ in begrippen() for naam in namen}
KEUZELIJSTEN = [
    Belang.Soort,
    Bevinding.Soort,
    Handeling,
    Organisatie.Soort,
    QuickScan.Stand,
    Rapportversie.Soort,
    Rol,
    Stand,
    Status,
    Toewijzing.Trajectrol,
    Uitnodiging.Stand,
    Wijziging.Soort,
]


@pytest.mark.parametrize("model", MODELLEN, ids=lambda model: model.__name__)
def test_every_model_is_in_the_glossary_by_its_own_name(model):
    assert model.__name__ in CODENAMEN
    assert str(model._meta.verbose_name) in {begrip for begrip, _, _, _ in begrippen()}


@pytest.mark.parametrize(
    "waarde", [w for lijst in KEUZELIJSTEN for w in lijst if w != Bevinding.Soort.BEVINDING], ids=str
)
def test_every_status_role_and_act_is_in_the_glossary(waarde):
    assert waarde.value in CODENAMEN


def test_every_concept_has_a_meaning():
    assert len(list(begrippen())) > 150
    assert all(wat for _, wat, _, _ in begrippen())


def tekst_op_het_scherm(sjabloon):
    """The words of a template that people read: without comments, tags of Django and tags of HTML."""
    tekst = sjabloon.read_text()
    woorden = re.findall(r'"([^"{}<>]*)"', " ".join(re.findall(r"\{%.*?%\}", tekst)))
    tekst = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>", " ", tekst, flags=re.DOTALL)
    return f"{tekst} {' '.join(woord for woord in woorden if ' ' in woord)}".lower()


VERBODEN = sorted({w.lower() for *_, niet in begrippen() for w in niet if "(" not in w})


def test_no_screen_uses_another_word_for_a_concept():
    patroon = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, VERBODEN))})(?![\w-])")
    gevonden = {naam: patroon.findall(tekst_op_het_scherm(sjabloon)) for naam, sjabloon in SJABLONEN.items()}
    assert {naam: woorden for naam, woorden in gevonden.items() if woorden} == {}


# Documents


def test_generated_documents_are_current():
    call_command("documentatie", controleer=True)


def test_the_check_names_the_document_that_is_not_current(settings, tmp_path):
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    with pytest.raises(CommandError, match=r"docs/levensloop\.md is anders dan de code"):
        call_command("documentatie", controleer=True)
    call_command("documentatie")
    call_command("documentatie", controleer=True)


DOCUMENTEN = {bestand: bestand.read_text() for bestand in [*WORTEL.glob("*.md"), *(WORTEL / "docs").rglob("*.md")]}


def test_links_in_documents_lead_somewhere():
    dood = []
    for bestand, tekst in DOCUMENTEN.items():
        for doel in re.findall(r"\]\((?!https?:)([^)#]+)", tekst):
            if not (bestand.parent / doel).exists():
                dood.append(f"{bestand.relative_to(WORTEL)}: {doel}")
    assert dood == []


def test_files_that_documents_name_exist():
    """What stands between backticks, has a slash in it and begins with a folder of ours."""
    weg = []
    for bestand, tekst in DOCUMENTEN.items():
        for pad in re.findall(r"`([\w.-]+(?:/[\w.-]+)*/?)`", tekst):
            if (WORTEL / pad.split("/")[0]).is_dir() and not (WORTEL / pad).exists():
                weg.append(f"{bestand.relative_to(WORTEL)}: {pad}")
    assert weg == []


@pytest.mark.parametrize("bestand", ["README.md", "docs/architectuur.md"])
def test_the_map_names_every_room(bestand):
    assert [
        laag for laag in LAGEN if not re.search(rf"^(?:\| `{laag}`|{laag}/ )", tekst_van(bestand), re.MULTILINE)
    ] == []


# What may be cited: the principles, by a number that stands there; standards of others; and files that are here.
STANDAARDEN = ("ISO/IEC 17065", "NIST SP 800-63B", "OpenID Connect Core", "OpenID Connect Core 1.0", "RFC 6749")
UITGANGSPUNTEN = r"uitgangspunten((?:(?:,| and| en)? § \d+)+)"
GESCHREVEN = {
    bestand: re.sub(r"\s+", " ", bestand.read_text())
    for map_ in (*LAGEN, "bin", "docs", "static/css", "static/js", "templates", "tests")
    for bestand in (WORTEL / map_).rglob("*")
    if bestand.suffix in (".css", ".html", ".js", ".json", ".md", ".py", ".txt") and bestand != Path(__file__)
} | {bestand: re.sub(r"\s+", " ", tekst) for bestand, tekst in DOCUMENTEN.items()}


def test_every_principle_that_is_cited_stands_in_the_principles():
    er_zijn = re.findall(r"^## (\d+)\. ", tekst_van("docs/uitgangspunten.md"), re.MULTILINE)
    assert er_zijn == [str(nummer) for nummer in range(1, len(er_zijn) + 1)]
    aangehaald = {
        (str(bestand.relative_to(WORTEL)), nummer)
        for bestand, tekst in GESCHREVEN.items()
        for nummers in re.findall(UITGANGSPUNTEN, tekst)
        for nummer in re.findall(r"\d+", nummers)
    }
    assert len({bestand for bestand, _ in aangehaald}) > 10
    assert [vindplaats for vindplaats in sorted(aangehaald) if vindplaats[1] not in er_zijn] == []


def test_a_paragraph_that_is_cited_is_one_of_the_principles_or_of_a_standard():
    """What is cited as another document's paragraph cannot be looked up by who has this repository only."""
    bekend = re.compile(rf"{UITGANGSPUNTEN}|(?:{'|'.join(STANDAARDEN)}) § [\d.]+|`uitgangspunten §`")
    zwevend = {
        str(bestand.relative_to(WORTEL)) for bestand, tekst in GESCHREVEN.items() if "§" in bekend.sub("", tekst)
    }
    assert sorted(zwevend) == []


def test_every_document_that_is_named_is_here():
    namen = {bestand.name for bestand in [*GESCHREVEN, *(WORTEL / "static").rglob("*.md")] if bestand.suffix == ".md"}
    er_niet = [
        f"{bestand.relative_to(WORTEL)}: {document}"
        for bestand, tekst in GESCHREVEN.items()
        for document in re.findall(r"[\w./-]*\w\.md\b", tekst)
        if document not in namen and not (WORTEL / document).exists() and not (bestand.parent / document).exists()
    ]
    assert er_niet == []


def test_no_module_is_longer_than_four_hundred_lines():
    te_lang = [
        str(b.relative_to(WORTEL))
        for b, tekst in CODE.items()
        if "migrations" not in b.parts and tekst.count("\n") > 400
    ]
    assert te_lang == []


def test_there_are_no_catch_all_modules():
    verzamel = {"utils", "common", "core", "helpers", "lib"}
    assert [
        bestand for bestand in CODE if verzamel & {Path(deel).stem for deel in bestand.relative_to(WORTEL).parts}
    ] == []
