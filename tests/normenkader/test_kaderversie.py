"""What a loaded framework answers, and that nothing can change it."""

import copy
import re
from dataclasses import FrozenInstanceError
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from leden.models import Lidmaatschap
from normenkader.handelingen import laden
from normenkader.inhoud import Adviesoptie, Besluitoptie, Gespreksgroep, Termijn, Variant
from normenkader.laden import voorbeeldpakket
from normenkader.models import Inzage, Kaderversie, Norm, Onderdeel, Partij, Stuk

TABELLEN = [Kaderversie, Onderdeel, Norm, Inzage]


def geweigerd(wat):
    """The database refuses this, and the transaction goes on."""
    with pytest.raises(DatabaseError) as fout, transaction.atomic():
        wat()
    return str(fout.value).splitlines()[0]


@pytest.mark.parametrize("tabel", TABELLEN)
def test_no_row_is_updated(voorbeeldkader, tabel):
    veld = "partij" if tabel is Inzage else "titel"
    zin = geweigerd(lambda: tabel.objects.update(**{veld: "anders"}))
    assert zin == f"pgtrigger: Cannot update or delete rows from {tabel._meta.db_table} table"


@pytest.mark.parametrize("tabel", TABELLEN)
def test_no_row_is_deleted(voorbeeldkader, tabel):
    zin = geweigerd(lambda: tabel.objects.all()._raw_delete("default"))
    assert zin == f"pgtrigger: Cannot update or delete rows from {tabel._meta.db_table} table"


@pytest.mark.parametrize("tabel", TABELLEN)
def test_no_table_is_emptied(voorbeeldkader, tabel):
    tabelnaam = tabel._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        zin = geweigerd(lambda: cursor.execute(f"truncate {tabelnaam} cascade"))
    assert re.fullmatch(r"pgtrigger: Cannot truncate normenkader_\w+ table", zin)


def test_nothing_is_added_to_a_loaded_version(voorbeeldkader):
    norm = Norm.objects.get(kaderversie=voorbeeldkader, nummer="D2")
    norm.pk, norm.sleutel, norm.nummer = None, "extra", "D99"
    zinnen = [
        geweigerd(lambda: norm.save(force_insert=True)),
        geweigerd(
            lambda: Onderdeel.objects.create(kaderversie=voorbeeldkader, code="extra", titel="Extra", volgorde=9)
        ),
        geweigerd(lambda: Inzage.objects.create(kaderversie=voorbeeldkader, stuk=Stuk.NOTITIES, partij=Partij.BUREAU)),
    ]
    assert zinnen == [
        f"een rij van normenkader_{tabel} volgt het pakket van haar versie niet"
        for tabel in ("norm", "onderdeel", "inzage")
    ]


def test_options_are_read_by_code(voorbeeldkader):
    assert voorbeeldkader.variant("adviesmeting").leidt_tot_certificaat is False
    assert voorbeeldkader.adviesoptie("positief_met_voorbehoud").maanden_tot_volgend_onderzoek == 12
    assert voorbeeldkader.gespreksgroep("clienten") == Gespreksgroep(
        "clienten", meervoud="bewoners en cliënten", enkelvoud="bewoner of cliënt", kort="Bewoners"
    )
    assert voorbeeldkader.rapportonderdeel("sterke_punten").verplicht is True
    assert [
        type(rij[0]) for rij in (voorbeeldkader.varianten, voorbeeldkader.adviesopties, voorbeeldkader.besluitopties)
    ] == [
        Variant,
        Adviesoptie,
        Besluitoptie,
    ]


@pytest.mark.parametrize(
    ("code", "kent_toe", "geldig", "volgend", "bezwaar", "gaat_naar"),
    [
        ("toekennen", True, 24, 24, False, "besloten"),
        ("toekennen_met_voorbehoud", True, 24, 12, True, "besloten"),
        ("aanvullend_onderzoek", False, None, None, False, "aanvullend_onderzoek"),
        ("nog_niet_toekennen", False, None, None, True, "aanvullend_onderzoek"),
        ("aanhouden", False, None, None, False, "voorgedragen"),
        ("afwijzen", False, None, None, True, "besloten"),
    ],
)
def test_what_each_decision_brings(voorbeeldkader, code, kent_toe, geldig, volgend, bezwaar, gaat_naar):
    optie = voorbeeldkader.besluitoptie(code)
    assert (optie.kent_toe, optie.maanden_geldig, optie.maanden_tot_volgend_onderzoek) == (kent_toe, geldig, volgend)
    assert (optie.meldt_bezwaar, optie.gaat_naar) == (bezwaar, gaat_naar)


@pytest.mark.parametrize(
    "vraag", ["schaalwaarde", "variant", "adviesoptie", "besluitoptie", "gespreksgroep", "rapportonderdeel", "termijn"]
)
def test_an_unknown_code_is_an_error_of_ours(voorbeeldkader, vraag):
    with pytest.raises(KeyError):
        getattr(voorbeeldkader, vraag)("onbekend")


def test_the_scale_stands_in_its_own_order(db):
    pakket = copy.deepcopy(voorbeeldpakket())
    pakket["schaal"].reverse()
    kader = laden(None, pakket)
    assert [waarde.code for waarde in kader.schaal] == [
        "voldoet",
        "voldoet_deels",
        "voldoet_niet",
        "niet_van_toepassing",
        "niet_beoordeeld",
    ]
    assert [waarde.vraagt_verbeterplan for waarde in kader.schaal] == [False, True, True, False, False]


def test_what_is_read_cannot_be_changed(voorbeeldkader):
    with pytest.raises(FrozenInstanceError):
        voorbeeldkader.besluitoptie("toekennen").maanden_geldig = 36


def test_terms_have_a_number_and_a_unit(voorbeeldkader):
    wederhoor = voorbeeldkader.termijn("wederhoor")
    assert (wederhoor.aantal, wederhoor.eenheid) == (10, "werkdagen")
    assert [
        str(termijn) for termijn in (voorbeeldkader.termijn("bezwaar"), Termijn(1, "werkdagen"), Termijn(1, "dagen"))
    ] == [
        "42 dagen",
        "1 werkdag",
        "1 dag",
    ]


def test_each_term_says_what_silence_does_and_who_hears_of_it(voorbeeldkader):
    assert voorbeeldkader.termijn("wederhoor").regels == [
        "Komt er niets, dan gaat het traject na de laatste dag vanzelf verder. Wat dan is opgeschreven, telt mee.",
        "Een herinnering komt 3 werkdagen voor de laatste dag en op de dag zelf.",  # 10 is the day it begins
        "Uitstel vragen kan 1 keer, met een reden en voor hoogstens 10 werkdagen.",
    ]
    assert voorbeeldkader.termijn("verbeterplannen").regels[1] == (
        "Een herinnering komt 10 en 3 werkdagen voor de laatste dag, op de dag zelf en 1 werkdag erna."
    )
    assert voorbeeldkader.termijn("advies").regels[::2] == [
        "Komt er niets, dan blijft het traject staan. Het kan ook na de laatste dag nog.",
        "Is het 3 werkdagen na de laatste dag nog stil, dan hoort het bureau het.",
    ]


def test_a_framework_of_before_knows_no_rule_of_silence_and_no_new_terms(db):
    pakket = copy.deepcopy(voorbeeldpakket())
    pakket["termijnen"] = {
        naam: {"aantal": rij["aantal"], "eenheid": rij["eenheid"]}
        for naam, rij in pakket["termijnen"].items()
        if naam not in ("zelfevaluatie", "houdbaarheid", "navraag")
    }
    termijnen = laden(None, pakket).termijnen
    # A question of the committee comes back by itself in all of them.
    navraag = termijnen.pop("navraag")
    assert (str(navraag), navraag.stilte, navraag.vooraf) == ("10 werkdagen", "gaat_verder", (3,))
    assert {(een.stilte, een.vooraf, een.escalatie_naar, een.uitstel_keer) for een in termijnen.values()} == {
        ("blijft_staan", (), "", 0)
    }
    assert not {"zelfevaluatie", "houdbaarheid"} & set(termijnen)


def test_terms_and_quorum_of_the_committee(voorbeeldkader):
    assert voorbeeldkader.quorum == 3
    assert voorbeeldkader.voorwaarden.versie == "1"
    assert voorbeeldkader.voorwaarden.tekst.startswith("Wij doen mee omdat wij willen leren.")


DAGEN = [
    ("0", "1"),
    ("10", "1"),
    ("10.1", "1.5"),
    ("41", "2"),
    ("50", "2"),
    ("100.5", "4"),
    ("400", "5"),
    ("9000", "6"),
]


@pytest.mark.parametrize(("fte", "dagen"), DAGEN)
def test_days_for_a_size(fte, dagen):
    assert ongeladen().dagen_voor(Decimal(fte)) == Decimal(dagen)


def ongeladen():
    return Kaderversie(inhoud=voorbeeldpakket())


FTE = st.decimals(min_value=0, max_value=100_000, places=2)


@given(FTE, FTE)
def test_more_fte_never_takes_fewer_days(een, ander):
    minst, meest = sorted([een, ander])
    kader = ongeladen()
    assert kader.dagen_voor(minst) <= kader.dagen_voor(meest)


def test_fte_below_zero_has_no_days():
    with pytest.raises(ValueError, match="below zero"):
        ongeladen().dagen_voor(Decimal("-0.1"))


INZAGE = {
    Stuk.ZELFEVALUATIE: "organisatie toetsers controleur certificeerder",
    Stuk.NOTITIES: "toetsers controleur",
    Stuk.BEVINDINGEN: "toetsers controleur",
    Stuk.RAPPORT_LANG: "organisatie toetsers controleur certificeerder",
    Stuk.RAPPORT_KORT: "organisatie toetsers controleur certificeerder commissie bureau",
    Stuk.VERBETERPLANNEN: "organisatie toetsers controleur certificeerder",
    Stuk.ADVIES: "organisatie toetsers controleur certificeerder commissie bureau",
    Stuk.BESLUIT: "organisatie toetsers controleur certificeerder commissie bureau",
    Stuk.VERVOLG: "organisatie toetsers controleur certificeerder commissie bureau",
}


@pytest.mark.parametrize("stuk", Stuk)
def test_who_reads_what(voorbeeldkader, stuk):
    gezien = {partij for partij in Partij if voorbeeldkader.ziet(partij, stuk)}
    rijen = set(Inzage.objects.filter(kaderversie=voorbeeldkader, stuk=stuk).values_list("partij", flat=True))
    assert gezien == rijen == set(INZAGE[stuk].split())


def test_a_norm_knows_its_questions_per_group(voorbeeldkader):
    norm = Norm.objects.get(nummer="D2")
    assert str(norm) == "D2 Bewoners denken en beslissen mee"
    assert norm.tekst == "Bewoners denken en beslissen mee over wat wij doen, en zij merken dat het telt."
    assert norm.vragen_voor("clienten") == [
        "Wat gebeurde er met uw idee?",
        "Waarover beslist u echt mee, en waarover niet?",
    ]


def test_norms_stand_in_the_order_of_the_framework(voorbeeldkader):
    nummers = [norm.nummer for norm in voorbeeldkader.normen.all()]
    assert nummers == [
        *(f"V{n}" for n in range(1, 13)),
        *(f"D{n}" for n in range(1, 12)),
        *(f"O{n}" for n in range(1, 14)),
    ]


def test_only_who_is_signed_in_reads(voorbeeldkader):
    assert list(Kaderversie.objects.zichtbaar_voor(None)) == []
    assert list(Kaderversie.objects.zichtbaar_voor(Lidmaatschap())) == [voorbeeldkader]


def versie(nummer, geldig_vanaf, verplicht_vanaf=None, code="voorbeeldkader"):
    pakket = voorbeeldpakket() | {"code": code, "versie": nummer, "geldig_vanaf": geldig_vanaf}
    return laden(None, pakket | ({"verplicht_vanaf": verplicht_vanaf} if verplicht_vanaf else {}))


def test_a_mandatory_version_ends_the_older_ones_of_the_same_framework(db):
    oud = versie("2017", "2017-01-01")
    nieuw = versie("2019", "2019-05-01", "2020-01-01")
    ander = versie("1", "2018-01-01", code="ander")
    bruikbaar = {
        date(2016, 12, 31): [],
        date(2017, 1, 1): [oud],
        date(2019, 5, 1): [nieuw, ander, oud],
        date(2019, 12, 31): [nieuw, ander, oud],
        date(2020, 1, 1): [nieuw, ander],
    }
    assert {dag: list(Kaderversie.objects.bruikbaar_op(dag)) for dag in bruikbaar} == bruikbaar


def test_a_package_of_before_says_otherwise_that_the_assessors_go_back_and_has_no_term_for_it(db):
    pakket = copy.deepcopy(voorbeeldpakket()) | {"versie": "2026.0"}
    del pakket["termijnen"]["aanvullend_onderzoek"]
    pakket["besluitopties"] = [een for een in pakket["besluitopties"] if een["code"] != "nog_niet_toekennen"]
    for optie in pakket["besluitopties"]:
        if optie["gaat_naar"] == "aanvullend_onderzoek":
            optie["gaat_naar"] = "in_toetsing"
    kader = laden(None, pakket)
    assert kader.besluitoptie("aanvullend_onderzoek").gaat_naar == "aanvullend_onderzoek"
    assert kader.termijn("aanvullend_onderzoek") == kader.termijn("rapport")
