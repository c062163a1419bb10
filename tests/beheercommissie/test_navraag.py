"""Holding a decision over gives somebody a turn: the question, whom, by when, and where the answer goes."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.dossier import dossierkaart
from beheercommissie.handelingen import agenderen, besluiten, navraag_beantwoorden
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from beheercommissie.models import Aantekening, Besluit, Navraag
from berichten.maken import uit_de_tijd
from berichten.models import Poststuk
from berichten.werkdagen import werkdagen_later
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd, Handeling
from leden.models import Gebeurtenis
from normenkader.handelingen import laden
from tests.beheercommissie.test_agendapunt import tekst
from tests.dagen import over
from tests.klokken import op
from tests.personen import commissie
from tests.post import brieven
from trajecten import klok
from trajecten.levensloop import Status, lopen, te_laat
from trajecten.models import Traject
from trajecten.termijnen import einddatum

VRAAG = "Wanneer is het plan voor de dossiers klaar?"
ANTWOORD = "Het plan is in mei klaar, met de bewonersraad."


@pytest.fixture
def aanhouden(wereld, agendapunt, stemmen_van):
    """`aanhouden("organisatie")`: the committee holds its decision over and asks this party."""

    def doen(aan, **anders):
        stemmen_van(dict.fromkeys(commissie(wereld), "aanhouden"))
        gegevens = {"motivering": "Wij weten te weinig.", "vraag": VRAAG, "antwoord_tot_en_met": over(14)} | anders
        return besluiten(wereld.anna, agendapunt, optie="aanhouden", vraag_aan=aan, **gegevens)

    return doen


def opnieuw_op_de_agenda(wereld):
    morgen = vergadering_plannen(wereld.femke, datum=over(20), plaats="Ede")
    return agenderen(wereld.femke, Traject.objects.get(), morgen)


@pytest.mark.parametrize(
    ("aan", "status", "wie"),
    [
        ("organisatie", Status.VRAAG_AAN_ORGANISATIE, ("joke", "ingrid")),
        ("certificeerder", Status.VRAAG_AAN_CERTIFICEERDER, ("karin",)),
    ],
)
def test_the_party_that_is_asked_is_at_turn_until_that_day_and_sees_it_at_its_work(
    als, wereld, aanhouden, aan, status, wie
):
    aanhouden(aan)
    traject = Traject.objects.get()
    assert (traject.status, traject.termijn) == (status, over(14))
    for naam in wie:
        pagina = tekst(als(getattr(wereld, naam)).get(reverse("mijn_werk")))
        assert "Beantwoord de vraag van de beheercommissie over" in pagina
        bladzijde = tekst(als(getattr(wereld, naam)).get(reverse("navraag", args=[traject.nummer])))
        assert VRAAG in bladzijde and traject.kaderversie.termijn("navraag").bij_stilte in bladzijde
    brieven()
    assert (
        traject.kaderversie.termijn("navraag").bij_stilte
        in Poststuk.objects.get(brief__startswith="navraag_gesteld").tekst
    )
    for naam in {"joke", "ingrid", "karin"} - set(wie):
        assert als(getattr(wereld, naam)).get(reverse("navraag", args=[traject.nummer])).status_code == 404
        with pytest.raises(Geweigerd, match="vraagt dit aan"):
            navraag_beantwoorden(getattr(wereld, naam), traject, ANTWOORD)


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"vraag": "  "}, "Schrijf wat de commissie wil weten"),
        ({"vraag_aan": ""}, "Kies aan wie"),
        ({"antwoord_tot_en_met": "vandaag"}, "Kies een dag na vandaag"),
        ({"antwoord_tot_en_met": None}, "Kies een dag na vandaag"),
    ],
)
def test_without_question_party_and_day_nothing_is_held_over(wereld, agendapunt, stemmen_van, anders, zin):
    stemmen_van(dict.fromkeys(commissie(wereld), "aanhouden"))
    gegevens = {"vraag": VRAAG, "vraag_aan": "organisatie", "antwoord_tot_en_met": over(14)} | anders
    if gegevens["antwoord_tot_en_met"] == "vandaag":
        gegevens["antwoord_tot_en_met"] = over(0)
    with pytest.raises(Geweigerd, match=zin):
        besluiten(wereld.anna, agendapunt, optie="aanhouden", motivering="Wij weten te weinig.", **gegevens)
    assert not Besluit.objects.exists()


def test_the_chair_fills_it_in_reads_it_and_what_is_wrong_stands_beside_the_field(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "aanhouden"))
    client, url = als(wereld.anna), reverse("besluiten", args=[agendapunt.pk])
    bewaren = {"veld": "vraag", "tekst": VRAAG, "basis": vingerafdruk("")}
    assert client.post(reverse("aantekening_bewaren", args=[agendapunt.pk]), bewaren).status_code == 200
    assert Aantekening.objects.get(gebruiker=wereld.anna.gebruiker).vraag == VRAAG
    assert VRAAG in tekst(client.get(url))
    leeg = client.post(url, {"optie": "aanhouden"})
    assert list(leeg.context["form"].errors) == ["motivering", "vraag", "vraag_aan", "antwoord_tot_en_met"]
    getypt = {
        "optie": "aanhouden",
        "motivering": "Wij weten te weinig.",
        "motivering_basis": vingerafdruk(""),
        "vraag": VRAAG,
        "vraag_basis": vingerafdruk(VRAAG),
        "vraag_aan": "organisatie",
        "antwoord_tot_en_met": "gisteren",
    }
    form = client.post(url, getypt).context["form"]
    assert list(form.errors) == ["antwoord_tot_en_met"] and form["vraag"].value() == VRAAG
    getypt |= {"antwoord_tot_en_met": dag(over(14)), "motivering_basis": vingerafdruk("Wij weten te weinig.")}
    pagina = tekst(client.post(url, getypt))
    assert (
        VRAAG in pagina
        and f"Kan tot en met {dag(over(14))}. Komt er niets, dan gaat" in pagina
        and not Besluit.objects.exists()
    )
    terug = client.get(client.post(url, getypt).context["pas_aan"]).context["form"]
    assert [str(terug[naam].value()) for naam in ("vraag", "vraag_aan", "antwoord_tot_en_met")] == [
        VRAAG,
        "organisatie",
        dag(over(14)),
    ]
    client.post(url, getypt | {"vastleggen": "ja"})
    navraag = Navraag.objects.get()
    assert (navraag.vraag, navraag.aan, navraag.antwoord_tot_en_met) == (VRAAG, "organisatie", over(14))


def test_a_decision_that_cannot_be_to_hold_over_asks_nothing(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    form = als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk])).context["form"]
    assert "vraag" not in form.fields
    besluit = besluiten(
        wereld.anna, agendapunt, optie="toekennen", motivering="Goed.", afwijking="Anders.", vraag=VRAAG
    )
    assert not Navraag.objects.exists() and not hasattr(besluit, "navraag")


def test_the_answer_saves_itself_is_sent_and_goes_to_the_next_agenda(als, wereld, aanhouden):
    besluit = aanhouden("organisatie")
    traject = Traject.objects.get()
    url = reverse("navraag", args=[traject.nummer])
    als(wereld.joke).post(url, {"veld": "antwoord", "tekst": "Het plan", "basis": vingerafdruk("")})
    assert Navraag.objects.get().antwoord == "Het plan"
    op_het_besluit = reverse("besluit", args=[traject.nummer])
    # What is being written is read by nobody else.
    assert "Het plan" not in tekst(als(wereld.karin).get(op_het_besluit))
    als(wereld.ingrid).post(url, {"antwoord": ANTWOORD, "antwoord_basis": vingerafdruk("Het plan")})
    traject.refresh_from_db()
    uiterlijk = einddatum(traject.kaderversie, "agenderen", timezone.localdate())
    assert (traject.status, traject.termijn) == (Status.VOORGEDRAGEN, uiterlijk)
    assert "Zet " in tekst(als(wereld.femke).get(reverse("mijn_werk")))
    for wie in (wereld.joke, wereld.karin):
        pagina = tekst(als(wie).get(op_het_besluit))
        assert VRAAG in pagina and ANTWOORD in pagina
    punt = opnieuw_op_de_agenda(wereld)
    pagina = tekst(als(wereld.femke).get(punt.get_absolute_url()))
    assert VRAAG in pagina and ANTWOORD in pagina
    # The question was part of what was decided; the answer came later.
    assert Gebeurtenis.objects.get(handeling="besluiten").stuk_sha256 == Besluit.objects.get(pk=besluit.pk).sha256
    with pytest.raises(Geweigerd):
        navraag_beantwoorden(wereld.ingrid, traject, "Toch niet.")


def test_what_comes_back_and_stays_off_the_agenda_is_late_and_the_bureau_hears(als, wereld, aanhouden):
    def brieven(dagen):
        """The letters about this term, so many working days after its last day; nobody wrote down that it came back."""
        dag_ = werkdagen_later(uiterlijk, dagen)
        with op(dag_):
            uit_de_tijd(dag_)
            assert Traject.objects.filter(te_laat()).exists()
        gemaakt = Poststuk.objects.filter(sleutel__contains="agenderen").order_by("pk")
        return [(een.brief, {naar.lidmaatschap for naar in een.bezorgingen.all()}) for een in gemaakt]

    aanhouden("organisatie")
    with op(over(15)):
        terug = Traject.objects.get()
        uiterlijk = terug.termijn
        assert (terug.status, uiterlijk) == (Status.VOORGEDRAGEN, einddatum(terug.kaderversie, "agenderen", over(-1)))
        assert not Traject.objects.filter(te_laat()).exists()
    herinnerd = ("termijn_te_laat_secretaris", {wereld.femke})
    assert brieven(1) == [herinnerd]
    assert brieven(3) == [herinnerd, ("termijn_escalatie_bureau", {wereld.gijs})]
    assert (
        Poststuk.objects.order_by("pk")
        .last()
        .tekst.endswith("Een herinnering komt 3 werkdagen voor de laatste dag, op de dag zelf en 1 werkdag erna.")
    )


def test_a_framework_of_before_has_no_term_to_put_on_an_agenda(wereld, agendapunt):
    traject = Traject.objects.get()
    pakket = traject.kaderversie.inhoud
    termijnen = {naam: termijn for naam, termijn in pakket["termijnen"].items() if naam != "agenderen"}
    traject.kaderversie = laden(None, pakket | {"versie": "2025.9", "termijnen": termijnen})
    lopen(traject, Handeling.AGENDAPUNT_AFVOEREN, Status.VOORGEDRAGEN, wereld.femke, reden="Volgende maand.")
    assert (traject.status, traject.termijn, traject.termijnnaam) == (Status.VOORGEDRAGEN, None, "")


def test_when_the_day_has_passed_it_comes_back_by_itself_with_what_was_written(als, wereld, aanhouden):
    aanhouden("certificeerder")
    traject = Traject.objects.get()
    url = reverse("navraag", args=[traject.nummer])
    als(wereld.karin).post(url, {"veld": "antwoord", "tekst": "Half een antwoord.", "basis": vingerafdruk("")})
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        assert Traject.objects.get().status == Status.VOORGEDRAGEN
        geweigerd = tekst(als(wereld.karin).post(url, {"antwoord": "Te laat.", "antwoord_basis": ""}))
        assert "Dat kan niet meer. De termijn liep tot en met" in geweigerd and "Te laat." in geweigerd
        klok.bijwerken()
        regel = Gebeurtenis.objects.get(handeling="navraag_beantwoorden")
        assert (regel.gebruiker_id, regel.van, regel.naar) == (None, "vraag_aan_certificeerder", "voorgedragen")
        punt = opnieuw_op_de_agenda(wereld)
    assert punt.dossier["navraag"][0] | {"antwoord_tot_en_met": ""} == {
        "vraag": VRAAG,
        "aan": "certificeerder",
        "antwoord_tot_en_met": "",
        "antwoord": "Half een antwoord.",
        "is_verstuurd": False,
    }


def test_a_pack_of_before_has_no_question(agendapunt):
    dossier = {naam: deel for naam, deel in agendapunt.dossier.items() if naam != "navraag"}
    assert dossierkaart(dossier)["navraag"] == []


def test_question_and_answer_are_frozen_in_the_database(wereld, aanhouden):
    aanhouden("organisatie")
    for anders in ({"vraag": "Iets anders?"}, {"aan": "certificeerder"}, {"antwoord_tot_en_met": over(30)}):
        with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
            Navraag.objects.update(**anders)
    navraag_beantwoorden(wereld.joke, Traject.objects.get(), ANTWOORD)
    with pytest.raises(IntegrityError, match="het antwoord ligt vast"), transaction.atomic():
        Navraag.objects.update(antwoord="Toch niet.")
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        Navraag.objects.all().delete()


def test_the_page_of_the_traject_tells_what_it_waits_for_and_what_comes_after(als, wereld, aanhouden):
    aanhouden("organisatie")
    traject = Traject.objects.get()
    antwoord = als(wereld.joke).get(traject.get_absolute_url())
    besloten = [punt["tekst"] for punt in antwoord.context["tijdlijn"] if punt["kop"] == "Besluit genomen"]
    assert besloten == ["Aanhouden"]
    nu, daarna, *_ = [punt["kop"] for punt in antwoord.context["tijdlijn"] if punt["stand"] != "klaar"]
    assert nu == "De organisatie beantwoordt de vraag van de beheercommissie"
    assert daarna == "De beheercommissie zet het traject op de agenda"
    assert reverse("navraag", args=[traject.nummer]) in antwoord.content.decode()
