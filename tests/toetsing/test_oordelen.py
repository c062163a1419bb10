"""Findings on grounds, a judgement per norm by people, and the grid that shows on whose voices each rests."""

from datetime import time
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.personen import gesprekken_voeren, oordelen_geven, traject_in
from tests.wie_en_wanneer import wie_en_wanneer
from toetsing import nog_te_doen
from toetsing.handelingen import gesprekken, oordelen, rapport
from toetsing.models import Bevinding, Gesprek, Gesprekstoetser, Grond, Notitie, Oordeel
from trajecten.levensloop import Status
from trajecten.models import Document, Tekstversie, Traject

MENSEN = ("joke", "karin", "meike", "samir", "tessa", "roel", "vera", "wim", "bert", "femke", "gijs")
JSON = {"accept": "application/json"}


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.IN_TOETSING, wereld, kader)


@pytest.fixture
def norm(traject):
    return traject.kaderversie.normen.first()


@pytest.fixture
def bevinding(wereld, traject, norm):
    return schrijf(wereld, traject, norm)


@pytest.fixture
def document(wereld, traject, norm):
    document = Document.objects.create(
        traject=traject,
        titel="Jaarplan ontmoeting",
        bestand="jaarplan",
        bestandsnaam="jaarplan.pdf",
        grootte=5,
        sha256="a" * 64,
        toegevoegd_door=wereld.joke.gebruiker,
    )
    document.normen.set([norm])
    return document


@pytest.fixture
def meike(als, wereld):
    return als(wereld.meike)


def schrijf(wereld, traject, norm, soort="sterk", woorden="Bewoners schrijven mee aan hun plan."):
    return oordelen.bevinding_maken(wereld.meike, traject, norm=norm, soort=soort, tekst=woorden)


def grond(wereld, bevinding, gesprekken=(), documenten=(), verhalen=(), anders=()):
    return oordelen.gronden_kiezen(
        wereld.meike, bevinding, gesprekken=gesprekken, documenten=documenten, verhalen=verhalen, anders=anders
    )


def ander_traject(wereld, kader):
    elders = SimpleNamespace(**{**vars(wereld), "joke": wereld.bram, "ingrid": wereld.dora})
    # On the same day and hour the same assessors are at Welzijn Wilgendam.
    Gesprek.objects.update(begin=time(20), eind=time(21))
    return traject_in(Status.IN_TOETSING, elders, kader)


def adres(naam, rij):
    return reverse(naam, args=[rij.traject.nummer, rij.pk if isinstance(rij, Bevinding) else rij.norm.nummer])


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


# Who, when


@pytest.mark.parametrize(
    "act",
    [
        lambda wie, rij: oordelen.bevinding_maken(wie, rij.traject, norm=rij.norm, soort="sterk", tekst=""),
        lambda wie, rij: oordelen.soort_kiezen(wie, rij, "verbeter"),
        lambda wie, rij: oordelen.bevinding_verwijderen(wie, rij),
        lambda wie, rij: oordelen.gronden_kiezen(wie, rij, gesprekken=[], documenten=[], verhalen=[]),
        lambda wie, rij: oordelen.oordelen(wie, rij.traject, norm=rij.norm, waarde="voldoet"),
    ],
    ids=["maken", "soort", "verwijderen", "gronden", "oordelen"],
)
def test_only_the_assigned_assessors_find_and_judge_and_only_while_the_report_is_theirs(wereld, bevinding, act):
    gelukt = wie_en_wanneer(wereld, MENSEN, bevinding, act)
    # When the reaction is dealt with it depends on what was asked: tests/toetsing/test_na_de_controle.py. So it does when the
    # committee asks: tests/toetsing/test_aanvullend_onderzoek.py.
    assert gelukt == set(product((Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK), ("meike", "samir")))


def test_the_working_material_is_for_the_assessors_and_the_internal_check_only(als, wereld, bevinding):
    oordeel = bevinding.traject.oordelen.first()
    for naam in ("meike", "samir", "roel"):
        pagina = als(getattr(wereld, naam)).get(adres("norm_oordelen", oordeel))
        assert "Bewoners schrijven mee aan hun plan." in tekst(pagina)
        assert ("Leg het oordeel vast" in tekst(pagina)) is (naam != "roel")
    for naam in ("joke", "ingrid", "karin", "tessa", "bert", "gijs"):
        assert als(getattr(wereld, naam)).get(adres("norm_oordelen", oordeel)).status_code == 404
        assert als(getattr(wereld, naam)).get(reverse("raster", args=[bevinding.traject.nummer])).status_code == 404


def test_there_is_no_grid_before_the_assessment_starts(als, wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    assert als(wereld.meike).get(reverse("raster", args=[traject.nummer])).status_code == 404


# Findings


def test_a_finding_is_opened_and_then_written(meike, traject, norm):
    oordeel = traject.oordelen.get(norm=norm)
    for soort in ("verbeter", "bevinding", "sterk"):
        meike.post(adres("bevinding_maken", oordeel), {"soort": soort})
    assert [bevinding.soort for bevinding in traject.bevindingen.in_volgorde()] == ["sterk", "bevinding", "verbeter"]
    assert meike.post(adres("bevinding_maken", oordeel), {"soort": "onvoldoende"}).status_code == 400
    bevinding = traject.bevindingen.first()
    velden = {"veld": "tekst", "tekst": "Bel 06-00 00 00 00.", "basis": vingerafdruk("")}
    antwoord = meike.post(adres("bevinding_bewaren", bevinding), velden, headers=JSON).json()
    assert antwoord["stand"] == "bewaard" and "telefoonnummer" in antwoord["melding"]
    bevinding.refresh_from_db()
    assert bevinding.tekst == "Bel 06-00 00 00 00."


def test_two_who_write_in_one_finding_both_keep_their_text(als, wereld, bevinding):
    velden = {"veld": "tekst", "basis": vingerafdruk(bevinding.tekst)}
    een = als(wereld.samir).post(adres("bevinding_bewaren", bevinding), velden | {"tekst": "Van Samir"}, headers=JSON)
    ander = als(wereld.meike).post(adres("bevinding_bewaren", bevinding), velden | {"tekst": "Van Meike"}, headers=JSON)
    assert (een.status_code, ander.status_code) == (200, 409)
    assert ander.json() | {"om": ""} == {
        "stand": "botsing",
        "tekst": "Van Samir",
        "door": "Samir Wollegras",
        "basis": vingerafdruk("Van Samir"),
        "om": "",
    }
    assert Tekstversie.objects.filter(is_botsing=True, tekst="Van Meike").exists()
    assert "Van Meike" in tekst(als(wereld.meike).get(adres("bevinding_versies", bevinding)))


def test_without_javascript_the_text_is_saved_by_its_form(meike, bevinding):
    naam = f"bevinding-{bevinding.pk}-tekst"
    meike.post(
        adres("bevinding_bewaren", bevinding), {naam: "Zonder script", f"{naam}_basis": vingerafdruk(bevinding.tekst)}
    )
    bevinding.refresh_from_db()
    assert bevinding.tekst == "Zonder script"
    geweigerd = meike.post(adres("bevinding_bewaren", bevinding), {naam: "Te laat", f"{naam}_basis": "oud"})
    assert "Te laat" in tekst(geweigerd) and "schreef ook in deze tekst" in tekst(geweigerd)
    bevinding.refresh_from_db()
    assert bevinding.tekst == "Zonder script"


def test_the_kind_can_change_until_there_is_a_plan(meike, wereld, kader):
    traject = traject_in(Status.VERBETERPLANNEN, wereld, kader)
    Traject.objects.filter(pk=traject.pk).update(status=Status.IN_TOETSING)
    sterk, verbeter = traject.bevindingen.filter(soort="sterk").first(), traject.bevindingen.get(soort="verbeter")
    meike.post(adres("bevinding_soort", sterk), {"soort": "bevinding"})
    sterk.refresh_from_db()
    assert sterk.soort == "bevinding"
    antwoord = meike.post(adres("bevinding_soort", verbeter), {"soort": "sterk"}, follow=True)
    assert "Bij dit verbeterpunt hoort een verbeterplan van de organisatie." in tekst(antwoord)
    verbeter.refresh_from_db()
    assert verbeter.soort == "verbeter"


def test_a_finding_goes_as_long_as_no_report_names_it(meike, wereld, kader, traject, bevinding):
    meike.post(adres("bevinding_verwijderen", bevinding))
    assert not traject.bevindingen.exists()
    gesprekken_voeren(wereld, traject)
    oordelen_geven(wereld, traject)
    traject.rapportdelen.update(tekst="Welzijn Wilgendam begint bij wat mensen zelf kunnen.")
    rapport.rapport_opleveren(wereld.meike, traject)
    rapport.terugsturen(wereld.roel, traject, "Norm D2 heeft te weinig grond.")
    nieuw = oordelen.bevinding_maken(
        wereld.meike, traject, norm=traject.bevindingen.first().norm, soort="sterk", tekst=""
    )
    meike.post(adres("bevinding_verwijderen", nieuw))
    antwoord = meike.post(adres("bevinding_verwijderen", traject.bevindingen.first()), follow=True)
    assert "Deze bevinding staat in een opgeleverd rapport." in tekst(antwoord)
    assert traject.bevindingen.count() == 3


# Grounds


def test_grounds_are_talks_documents_and_stories_and_may_say_something_else(meike, traject, norm, bevinding, document):
    gesprek, verhaal = traject.gesprekken.first(), traject.verhalen.get(norm=norm)
    pagina = meike.get(adres("norm_oordelen", traject.oordelen.get(norm=norm)) + f"?gronden={bevinding.pk}")
    velden = {
        "stand": pagina.context["grondenform"].stand,
        "rust_op": [f"gesprek-{gesprek.pk}", f"document-{document.pk}"],
        "anders": [f"verhaal-{verhaal.pk}"],
    }
    meike.post(adres("gronden_kiezen", bevinding), velden)
    assert {(een.bron, een.is_anders) for een in bevinding.gronden.all()} == {
        (gesprek, False),
        (document, False),
        (verhaal, True),
    }
    pagina = tekst(meike.get(adres("norm_oordelen", traject.oordelen.get(norm=norm))))
    assert "verhaal bij V1</a>, zegt iets anders" in pagina and "Jaarplan ontmoeting" in pagina


def test_grounds_that_a_colleague_chose_meanwhile_are_not_wiped_out(meike, wereld, traject, norm, bevinding):
    gesprek = traject.gesprekken.first()
    pagina = meike.get(adres("norm_oordelen", traject.oordelen.get(norm=norm)) + f"?gronden={bevinding.pk}")
    grond(wereld, bevinding, gesprekken=[gesprek])
    antwoord = meike.post(adres("gronden_kiezen", bevinding), {"stand": pagina.context["grondenform"].stand})
    assert "Een collega koos intussen andere gronden. Kijk na of uw keuze klopt." in tekst(antwoord)
    assert bevinding.gronden.get().gesprek == gesprek


def test_a_ground_of_another_traject_is_refused(meike, wereld, kader, traject, bevinding):
    vreemd = ander_traject(wereld, kader)
    for soort, bron in (("gesprekken", vreemd.gesprekken.first()), ("verhalen", vreemd.verhalen.first())):
        with pytest.raises(Geweigerd, match="hoort bij een ander traject"):
            grond(wereld, bevinding, **{soort: [bron]})
    form = meike.get(
        adres("norm_oordelen", traject.oordelen.get(norm=bevinding.norm)) + f"?gronden={bevinding.pk}"
    ).context["grondenform"]
    antwoord = meike.post(
        adres("gronden_kiezen", bevinding),
        {"stand": form.stand, "rust_op": [f"gesprek-{vreemd.gesprekken.first().pk}"]},
    )
    assert "Kies opnieuw." in tekst(antwoord)
    assert not bevinding.gronden.exists()


def test_the_database_refuses_a_ground_of_another_traject(wereld, kader, bevinding):
    vreemd = ander_traject(wereld, kader)
    for bron in ({"gesprek": vreemd.gesprekken.first()}, {"verhaal": vreemd.verhalen.first()}):
        with pytest.raises(IntegrityError, match="hoort bij een ander traject"), transaction.atomic():
            Grond.objects.create(bevinding=bevinding, **bron)


@pytest.mark.parametrize("bronnen", [(), ("gesprek", "verhaal"), ("gesprek", "document", "verhaal")])
def test_the_database_wants_exactly_one_source_per_ground(traject, norm, bevinding, document, bronnen):
    alle = {"gesprek": traject.gesprekken.first(), "document": document, "verhaal": traject.verhalen.get(norm=norm)}
    with pytest.raises(IntegrityError, match="grond_precies_een_bron"):
        Grond.objects.create(bevinding=bevinding, **{soort: alle[soort] for soort in bronnen})


def test_the_database_wants_a_source_once_per_finding(traject, bevinding):
    Grond.objects.create(bevinding=bevinding, gesprek=traject.gesprekken.first())
    with pytest.raises(IntegrityError, match="grond_gesprek_een_keer"):
        Grond.objects.create(bevinding=bevinding, gesprek=traject.gesprekken.first())


# Judgements


def test_no_judgement_is_chosen_for_anybody(meike, traject, norm):
    oordeel = traject.oordelen.get(norm=norm)
    pagina = tekst(meike.get(adres("norm_oordelen", oordeel)))
    assert 'value="voldoet"' in pagina and " checked" not in pagina
    antwoord = meike.post(adres("oordeel_geven", oordeel), {"toelichting": "Nog in gesprek."})
    assert "Maak een keuze." in tekst(antwoord) and "Nog in gesprek." in tekst(antwoord)
    oordeel.refresh_from_db()
    assert (oordeel.waarde, oordeel.toelichting) == ("", "")


def test_a_judgement_is_given_by_a_person_with_an_explanation_that_saves_itself(meike, wereld, traject, norm):
    oordeel = traject.oordelen.get(norm=norm)
    velden = {"veld": "toelichting", "tekst": "Bewoners kennen de afspraken.", "basis": vingerafdruk("")}
    assert meike.post(adres("oordeel_geven", oordeel), velden, headers=JSON).json()["stand"] == "bewaard"
    oordeel.refresh_from_db()
    assert (oordeel.waarde, oordeel.toelichting) == ("", "Bewoners kennen de afspraken.")
    basis = vingerafdruk("Bewoners kennen de afspraken.")
    meike.post(
        adres("oordeel_geven", oordeel),
        {
            "waarde": "voldoet_deels",
            "toelichting": "Bewoners kennen de afspraken. Beter kan het ook.",
            "toelichting_basis": basis,
        },
    )
    oordeel.refresh_from_db()
    assert (oordeel.waarde, oordeel.gegeven_door) == ("voldoet_deels", wereld.meike.gebruiker)
    assert oordeel.toelichting == "Bewoners kennen de afspraken. Beter kan het ook."
    assert "Beter kan het ook." in tekst(meike.get(adres("oordeel_versies", oordeel)))


def test_without_javascript_the_explanation_is_saved_without_a_judgement(meike, traject, norm):
    oordeel = traject.oordelen.get(norm=norm)
    meike.post(
        adres("oordeel_geven", oordeel),
        {"toelichting": "Nog in gesprek.", "toelichting_basis": vingerafdruk(""), "bewaren": "toelichting"},
    )
    oordeel.refresh_from_db()
    assert (oordeel.waarde, oordeel.toelichting) == ("", "Nog in gesprek.")


def test_a_word_that_is_not_on_the_scale_is_no_judgement(meike, traject, norm):
    oordeel = traject.oordelen.get(norm=norm)
    assert "Deze keuze is er niet." in tekst(meike.post(adres("oordeel_geven", oordeel), {"waarde": "uitmuntend"}))


def test_the_database_refuses_a_judgement_without_who_and_when(traject):
    with pytest.raises(IntegrityError, match="oordeel_gegeven_of_niet"):
        traject.oordelen.update(waarde="voldoet")


def test_a_judgement_on_one_group_is_told_in_words(meike, wereld, traject, norm, bevinding):
    oordeel, (een, ander) = traject.oordelen.get(norm=norm), traject.gesprekken.all()
    grond(wereld, bevinding, gesprekken=[een])
    assert "Dit oordeel rust op één groep." in tekst(meike.get(adres("norm_oordelen", oordeel)))
    grond(wereld, bevinding, gesprekken=[een, ander])
    assert "Dit oordeel rust op één groep." not in tekst(meike.get(adres("norm_oordelen", oordeel)))


def test_what_is_open_before_the_report_is_said_in_sentences(wereld, traject):
    eerste, tweede, derde = traject.kaderversie.normen.all()
    oordelen.oordelen(wereld.meike, traject, norm=eerste, waarde="voldoet")
    oordelen.oordelen(wereld.meike, traject, norm=tweede, waarde="voldoet_deels")
    schrijf(wereld, traject, tweede, soort="bevinding", woorden=" ")
    assert nog_te_doen.oordelen(Traject.objects.get(pk=traject.pk)) == [
        f"Norm {derde.nummer} heeft nog geen oordeel.",
        f"Het oordeel bij norm {eerste.nummer} rust nog op geen enkele bevinding.",
        f"Norm {tweede.nummer} is 'voldoet deels'. Schrijf erbij wat het verbeterpunt is.",
        f"Leg bij norm {tweede.nummer} uit waarom het oordeel 'voldoet deels' is.",
        f"Bevinding bij norm {tweede.nummer} heeft nog geen tekst.",
        f"Bevinding bij norm {tweede.nummer} heeft nog geen grond. Kies waar het op rust.",
        "Het rapport noemt nog geen sterk punt. Schrijf op waar de organisatie sterk in is.",
    ]


def test_norms_without_a_judgement_are_told_in_one_sentence_for_each_part(wereld):
    traject = traject_in(Status.IN_TOETSING, wereld, laden(None, voorbeeldpakket()))
    normen = {norm.nummer: norm for norm in traject.kaderversie.normen.all()}
    for nummer in ("V4", "V6", "V8", *(een for een in normen if een.startswith("D") and een != "D2")):
        oordelen.oordelen(wereld.meike, traject, norm=normen[nummer], waarde="voldoet")
    open_ = [zin for zin in nog_te_doen.oordelen(Traject.objects.get(pk=traject.pk)) if "geen oordeel" in zin]
    laatste = max(int(een[1:]) for een in normen if een.startswith("V"))
    assert open_[:2] == [
        f"Norm V1 t/m V3, V5, V7 en V9 t/m V{laatste} hebben nog geen oordeel.",
        "Norm D2 heeft nog geen oordeel.",
    ]
    assert len(open_) == len({norm.onderdeel_id for norm in normen.values()})


def test_an_improvement_point_beside_a_sufficient_judgement_asks_for_an_explanation(meike, wereld, traject, norm):
    oordelen.oordelen(wereld.meike, traject, norm=norm, waarde="voldoet")
    schrijf(wereld, traject, norm, soort="verbeter")
    zin = (
        f"Bij norm {norm.nummer} staat een verbeterpunt, en het oordeel is 'voldoet'. Klopt dat? "
        "Leg het uit in de toelichting, of kies een ander oordeel."
    )
    oordeel = traject.oordelen.get(norm=norm)
    op_de_pagina = zin.replace("'", "&#x27;")
    assert op_de_pagina in tekst(meike.get(adres("norm_oordelen", oordeel)))
    assert zin in nog_te_doen.rapport(Traject.objects.get(pk=traject.pk))
    traject.oordelen.filter(norm=norm).update(toelichting="Het is klein en al begonnen.")
    assert op_de_pagina not in tekst(meike.get(adres("norm_oordelen", oordeel)))
    assert zin not in nog_te_doen.rapport(Traject.objects.get(pk=traject.pk))
    for waarde, toelichting in (("voldoet_deels", ""), ("niet_beoordeeld", "")):
        traject.oordelen.filter(norm=norm).update(waarde=waarde, toelichting=toelichting)
        assert zin not in nog_te_doen.rapport(Traject.objects.get(pk=traject.pk))


def test_the_page_of_a_norm_tells_what_was_told_heard_and_seen(meike, wereld, traject, norm, document):
    gesprek = traject.gesprekken.first()
    gesprekken.notitie_maken(
        wereld.meike, gesprek, soort="gezien", tekst="De sleutel hangt bij de deur.", normen=[norm]
    )
    elders = traject.verhalen.exclude(norm=norm).first()
    Traject.objects.update(status=Status.VOORBEREIDING)
    elders.ook_bij.set([norm])
    Traject.objects.update(status=Status.IN_TOETSING)
    pagina = tekst(meike.get(adres("norm_oordelen", traject.oordelen.get(norm=norm))))
    for zin in (
        norm.tekst,
        "Bewoners vroegen om een open keuken op zondag.",
        "Het gaat goed, en wij zijn nog aan het leren",
        "Jaarplan ontmoeting",
        "De sleutel hangt bij de deur.",
        f"verhaal bij {elders.norm.nummer} {elders.norm.kort}",
    ):
        assert zin in pagina


# The grid


def vakken(pagina, norm):
    rij = next(rij for rij in pagina.context["rijen"] if rij.norm == norm)
    return rij, {code: vak for code, vak in rij.vakken.items()}


def test_the_grid_counts_each_source_once_and_shows_what_may_still_come(
    meike, wereld, traject, norm, bevinding, django_assert_max_num_queries
):
    clienten, vrijwilligers = traject.gesprekken.all()
    tweede = schrijf(wereld, traject, norm, soort="bevinding")
    grond(wereld, bevinding, gesprekken=[clienten], verhalen=[traject.verhalen.get(norm=norm)])
    grond(wereld, tweede, gesprekken=[clienten], anders=[clienten])
    adres_ = reverse("raster", args=[traject.nummer])
    rij, per_groep = vakken(meike.get(adres_), norm)
    assert (per_groep["clienten"].aantal, per_groep["clienten"].is_anders) == (1, True)
    assert per_groep["verhalen"].aantal == 1 and per_groep["partners"].aantal == 0
    assert per_groep["vrijwilligers"].is_gepland and rij.rust_op == ["Bewoners", "Verhalen"]
    gesprekken.notitie_maken(wereld.samir, vrijwilligers, soort="gezien", tekst="Koffie.", normen=[norm])
    pagina = meike.get(adres_)
    assert 'aria-label="Bewoners: 1 keer, zegt iets anders"' in tekst(pagina)
    assert 'aria-label="Vrijwilligers: 1 notitie, nog geen bevinding"' in tekst(pagina)
    assert "3 van de 3 normen hebben nog geen oordeel." in tekst(pagina)
    assert "Norm V1 heeft nog geen oordeel." in tekst(pagina)
    # The page of the traject says what is open too, and asks no more for it than this.
    with django_assert_max_num_queries(14):
        assert "nog geen oordeel." in tekst(meike.get(traject.get_absolute_url()))


@pytest.mark.parametrize(
    ("vraag", "nummers"),
    [
        ("", ["V1", "D1", "O1"]),
        ("onderdeel=dienstverlening", ["D1"]),
        ("toon=een_groep", ["V1"]),
        ("toon=zonder_oordeel", ["V1", "O1"]),
        ("toon=verschil", ["D1"]),
        ("toon=zonder_oordeel&onderdeel=dienstverlening", []),
        ("toon=raar&onderdeel=niets", ["V1", "D1", "O1"]),
    ],
)
def test_the_grid_shows_the_norms_that_were_asked_for(meike, wereld, traject, norm, bevinding, vraag, nummers):
    d1 = traject.kaderversie.normen.get(nummer="D1")
    een, ander = traject.gesprekken.all()
    grond(wereld, bevinding, gesprekken=[een])
    grond(wereld, schrijf(wereld, traject, d1), gesprekken=[een, ander], anders=[ander])
    oordelen.oordelen(wereld.meike, traject, norm=d1, waarde="voldoet")
    pagina = meike.get(reverse("raster", args=[traject.nummer]) + f"?{vraag}")
    assert [rij.norm.nummer for rij in pagina.context["rijen"]] == nummers
    assert f"Getoond: {len(nummers)} van de 3 normen." in tekst(pagina)


# Fast


def vul(traject, wie, aantal):
    """So many talks, each with ten notes and a finding, over all norms."""
    normen, dag = list(traject.kaderversie.normen.all()), traject.toetsdagen.first()
    groepen = [groep.code for groep in traject.kaderversie.gespreksgroepen]
    for nummer in range(traject.gesprekken.count(), aantal):
        norm = normen[nummer % len(normen)]
        gesprek = Gesprek.objects.create(
            traject=traject,
            nummer=nummer + 1,
            dag=dag,
            begin=time(9),
            eind=time(10),
            plaats="De Kade",
            groep=groepen[nummer % len(groepen)],
        )
        gesprek.normen.set(normen[:9])
        Gesprekstoetser.objects.create(gesprek=gesprek, toetser=wie.gebruiker)
        for _ in range(10):
            notitie = Notitie.objects.create(gesprek=gesprek, soort="gehoord", tekst="Ja.", gemaakt_door=wie.gebruiker)
            notitie.normen.set([norm])
        for van in (norm, normen[0]):
            bevinding = Bevinding.objects.create(
                traject=traject, norm=van, soort="sterk", tekst="Sterk.", gemaakt_door=wie.gebruiker
            )
            Grond.objects.create(bevinding=bevinding, gesprek=gesprek, is_anders=nummer % 5 == 0)


def test_grid_and_norm_ask_as_much_of_the_database_for_thirty_talks_as_for_one(meike, wereld, norm_vol):
    traject, norm = norm_vol.traject, norm_vol.norm
    aantallen = []
    for aantal in (3, 10, 30):
        vul(traject, wereld.meike, aantal)
        bevinding = traject.bevindingen.filter(norm=norm).first()
        paginas = [
            reverse("raster", args=[traject.nummer]),
            adres("norm_oordelen", norm_vol),
            adres("norm_oordelen", norm_vol) + f"?gronden={bevinding.pk}",
        ]
        gevraagd = []
        for pagina in paginas:
            meike.get(pagina)  # content types are looked up once per process
            with CaptureQueriesContext(connection) as vragen:
                assert meike.get(pagina).status_code == 200
            gevraagd.append(len(vragen))
        aantallen.append(gevraagd)
    assert aantallen[0] == aantallen[1] == aantallen[2]
    assert max(aantallen[0]) <= 15
    assert traject.gesprekken.count() == 30 and Notitie.objects.count() >= 280


def test_the_grid_reads_the_framework_package_once(meike, norm_vol):
    with CaptureQueriesContext(connection) as vragen:
        rijen = meike.get(reverse("raster", args=[norm_vol.traject.nummer])).context["rijen"]
    met_pakket = [vraag["sql"] for vraag in vragen if '"normenkader_kaderversie"."inhoud"' in vraag["sql"]]
    assert len(met_pakket) == 1 and len(rijen) > 20


@pytest.fixture
def norm_vol(wereld, db):
    """The judgement of the first norm of the whole example framework."""
    traject = traject_in(Status.IN_TOETSING, wereld, laden(None, voorbeeldpakket()))
    return Oordeel.objects.select_related("traject", "norm").filter(traject=traject).first()
