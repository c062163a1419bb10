"""Improvement plans: written by the organisation, agreed by the assessors, and followed afterwards."""

import pytest
from django.db import Error, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.formats import date_format

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from normenkader.handelingen import laden
from normenkader.laden import voorbeeldpakket
from tests.dagen import over
from tests.personen import traject_in
from toetsing.forms.verbeterplannen import VerbeterplanForm
from toetsing.handelingen import verbeterplannen
from toetsing.models import Bevinding, Verbeterplan, Voortgang
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.persoonsgegevens import lijkt_een_persoon


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def lees(client, traject):
    return tekst(client.get(reverse("verbeterplannen", args=[traject.nummer])))


def in_te_vullen(plan, **anders):
    basis = {
        f"{veld}_basis": schrijven.vingerafdruk("") for veld in (*Verbeterplan.TEKSTEN, *VerbeterplanForm.AFSPRAAK)
    }
    ingevuld = {
        "oorzaak": "Afspraken werden mondeling gemaakt.",
        "actie": "Elk team kiest een vast moment.",
        "merkbaar": "Een bewoner vertelt zijn verhaal één keer.",
        "eigenaar": "teamleider ontmoeting",
        "klaar_op": over(90).isoformat(),
    }
    return basis | ingevuld | anders


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.VERBETERPLANNEN, wereld, kader)


@pytest.fixture
def plan(traject):
    return traject.verbeterplannen.get()


@pytest.fixture
def akkoord(wereld, kader):
    """A plan that the assessors agreed to."""
    return traject_in(Status.ADVIES, wereld, kader).verbeterplannen.get()


# Writing


def test_earlier_versions_are_offered_once_there_are_some(als, wereld, plan):
    client = als(wereld.joke)
    assert "Eerdere versies" not in tekst(client.get(plan.get_absolute_url()))
    client.post(plan.get_absolute_url(), in_te_vullen(plan))
    assert "Eerdere versies (1)" in tekst(client.get(plan.get_absolute_url()))


def test_there_is_one_plan_for_each_improvement_point(als, wereld, traject, plan):
    html = lees(als(wereld.joke), traject)
    assert "Schrijf het plan bij norm O1" in html
    assert "Afspraken staan in 2 van de 10 dossiers niet op hun plek." in html
    assert "Nog te schrijven" in html


def test_a_plan_saves_itself(als, wereld, plan):
    velden = {"veld": "oorzaak", "tekst": "Wij spreken veel af.", "basis": schrijven.vingerafdruk("")}
    adres = reverse("verbeterplan_bewaren", args=[plan.traject.nummer, plan.pk])
    assert als(wereld.joke).post(adres, velden, HTTP_ACCEPT="application/json").json()["stand"] == "bewaard"
    assert Verbeterplan.objects.get().oorzaak == "Wij spreken veel af."


def test_a_whole_plan_can_be_filled_in_without_javascript(als, wereld, traject, plan):
    antwoord = als(wereld.joke).post(plan.get_absolute_url(), in_te_vullen(plan))
    plan.refresh_from_db()
    assert antwoord.url == reverse("verbeterplannen", args=[traject.nummer])
    assert (plan.actie, plan.eigenaar, plan.klaar_op) == (
        "Elk team kiest een vast moment.",
        "teamleider ontmoeting",
        over(90),
    )
    assert "Compleet" in lees(als(wereld.joke), traject)


def test_the_words_are_kept_when_owner_or_date_is_refused(als, wereld, plan):
    antwoord = als(wereld.joke).post(
        plan.get_absolute_url(), in_te_vullen(plan, eigenaar="Joke Zonnedauw", klaar_op=over(0).isoformat())
    )
    html = tekst(antwoord)
    assert "Dit lijkt een naam of een adres. Schrijf een functie" in html
    assert "is al geweest. Kies een dag na vandaag." in html
    assert 'value="Joke Zonnedauw"' in html
    plan.refresh_from_db()
    assert (plan.actie, plan.eigenaar, plan.klaar_op) == ("Elk team kiest een vast moment.", "", None)


def bewaar(client, plan, veld, tekst, stond=""):
    velden = {"veld": veld, "tekst": tekst, "basis": schrijven.vingerafdruk(stond)}
    adres = reverse("verbeterplan_bewaren", args=[plan.traject.nummer, plan.pk])
    return client.post(adres, velden, HTTP_ACCEPT="application/json")


def test_owner_and_date_save_themselves_and_a_colleague_is_not_overwritten(als, wereld, plan):
    dag = over(90)
    in_woorden = date_format(dag, "j F Y")
    assert bewaar(als(wereld.joke), plan, "eigenaar", " teamleider ontmoeting ").status_code == 200
    assert bewaar(als(wereld.joke), plan, "klaar_op", dag.isoformat()).json()["basis"] == schrijven.vingerafdruk(
        in_woorden
    )
    plan.refresh_from_db()
    assert (plan.eigenaar, plan.klaar_op) == ("teamleider ontmoeting", dag)
    antwoord = bewaar(als(wereld.ingrid), plan, "klaar_op", over(100).isoformat())
    assert (antwoord.status_code, antwoord.json()["tekst"]) == (409, in_woorden)
    assert bewaar(als(wereld.ingrid), plan, "klaar_op", "", stond=in_woorden).status_code == 200
    assert Verbeterplan.objects.get().klaar_op is None


def test_a_name_and_a_day_that_has_passed_are_refused_as_one_types(als, wereld, plan):
    for veld, fout in (
        ("eigenaar", "joke@voorbeeld.example"),
        ("klaar_op", over(-1).isoformat()),
        ("klaar_op", "ooit"),
    ):
        antwoord = bewaar(als(wereld.joke), plan, veld, fout)
        assert (antwoord.status_code, len(antwoord.json()["redenen"])) == (422, 1)
    plan.refresh_from_db()
    assert (plan.eigenaar, plan.klaar_op) == ("", None)


@pytest.mark.parametrize(
    "eigenaar",
    [
        "Joke Zonnedauw",
        "joke zonnedauw",
        "Joke",
        "Pieter van den Berg",
        "P. de Vries",
        "mevrouw de Vries",
        "dhr. Jansen",
        "j.zonnedauw@wilgendam.example",
        "06 12345678",
    ],
)
def test_a_person_is_no_owner(eigenaar):
    assert lijkt_een_persoon(eigenaar, ["Joke Zonnedauw", "Ingrid van der Watermunt"])


@pytest.mark.parametrize(
    "eigenaar",
    [
        "teamleider ontmoeting",
        "Teamleider Ontmoeting",
        "Bestuurder",
        "hoofd van de afdeling jongerenwerk",
        "Manager Bedrijfsvoering",
        "Coördinator Vrijwilligers",
        "HR",
        "cliëntenraad",
    ],
)
def test_a_function_is_an_owner(eigenaar):
    assert not lijkt_een_persoon(eigenaar, ["Joke Zonnedauw", "Ingrid van der Watermunt"])


def test_the_assessors_do_not_see_plans_in_the_making(als, wereld, traject, plan):
    for naam in ("meike", "roel", "karin"):
        client = als(getattr(wereld, naam))
        assert client.get(reverse("verbeterplannen", args=[traject.nummer])).status_code == 404
        assert client.get(plan.get_absolute_url()).status_code == 404


# Handing in and judging


def test_what_is_still_open_stands_on_the_page_and_refuses_the_act(als, wereld, traject, plan):
    zin = (
        "Schrijf in het plan bij norm O1 nog op: waardoor het komt, wat u gaat doen, wat de bewoner ervan merkt, "
        "wie ervoor zorgt, wanneer het klaar is."
    )
    assert zin in lees(als(wereld.ingrid), traject)
    antwoord = als(wereld.ingrid).post(reverse("verbeterplannen_indienen", args=[traject.nummer]), follow=True)
    assert [str(m) for m in antwoord.context["messages"]] == [zin]
    assert Traject.objects.get(pk=traject.pk).status == Status.VERBETERPLANNEN


def test_a_date_that_passed_meanwhile_has_to_be_chosen_again(wereld, traject, plan):
    Verbeterplan.objects.update(oorzaak="a", actie="b", merkbaar="d", eigenaar="c", klaar_op=over(0))
    with pytest.raises(Geweigerd, match="De datum in het plan bij norm O1 is al geweest"):
        verbeterplannen.verbeterplannen_indienen(wereld.ingrid, traject)


def test_only_the_director_hands_in(als, wereld, traject):
    adres = reverse("verbeterplannen_indienen", args=[traject.nummer])
    assert adres in lees(als(wereld.ingrid), traject)
    assert adres not in lees(als(wereld.joke), traject)
    assert "Indienen doet een bestuurder" in lees(als(wereld.joke), traject)


def test_sending_back_asks_a_reason_that_then_stands_above_the_plans(als, wereld, kader):
    traject = traject_in(Status.PLANNEN_BEOORDELEN, wereld, kader)
    adres = reverse("verbeterplannen_terugsturen", args=[traject.nummer])
    assert "Schrijf wat er nog nodig is" in tekst(als(wereld.meike).post(adres, {"reden": " "}))
    assert Traject.objects.get(pk=traject.pk).status == Status.PLANNEN_BEOORDELEN
    als(wereld.meike).post(adres, {"reden": "Bij O1 ontbreekt wie het volgt."})
    html = lees(als(wereld.joke), traject)
    assert "De toetsers stuurden de plannen terug." in html
    assert "Bij O1 ontbreekt wie het volgt." in html


def test_agreeing_fixes_the_plans_and_opens_the_advice(als, wereld, kader):
    traject = traject_in(Status.PLANNEN_BEOORDELEN, wereld, kader)
    als(wereld.meike).post(reverse("verbeterplannen_goedkeuren", args=[traject.nummer]))
    assert Traject.objects.get(pk=traject.pk).status == Status.ADVIES
    assert traject.verbeterplannen.get().goedgekeurd_door == wereld.meike.gebruiker
    assert traject.adviezen.get().versie == traject.rapportversies.first()


@pytest.mark.parametrize("verandering", ["tekst", "datum", "weg"])
def test_an_agreed_plan_cannot_change_in_the_database(akkoord, verandering):
    rijen = Verbeterplan.objects.filter(pk=akkoord.pk)
    with pytest.raises(Error, match=r"Cannot|alleen met akkoord"), transaction.atomic():
        match verandering:
            case "tekst":
                rijen.update(actie="Iets anders.")
            case "datum":
                rijen.update(klaar_op=over(400))
            case "weg":
                rijen.delete()


# Progress


def melden(client, plan, **velden):
    basis = schrijven.vingerafdruk(Verbeterplan.objects.get(pk=plan.pk).voortgang_klad)
    return client.post(
        reverse("voortgang_melden", args=[plan.traject.nummer, plan.pk]), {"voortgang_klad_basis": basis} | velden
    )


def test_progress_saves_itself_until_it_is_reported(als, wereld, akkoord):
    client = als(wereld.joke)
    velden = {"veld": "voortgang_klad", "tekst": "Drie teams doen het nu.", "basis": schrijven.vingerafdruk("")}
    adres = reverse("voortgang_bewaren", args=[akkoord.traject.nummer, akkoord.pk])
    assert client.post(adres, velden, HTTP_ACCEPT="application/json").json()["stand"] == "bewaard"
    assert "Drie teams doen het nu.</textarea>" in tekst(client.get(akkoord.get_absolute_url()))
    melden(client, akkoord, voortgang_klad="Drie teams doen het nu.")
    assert Voortgang.objects.get().tekst == "Drie teams doen het nu."
    assert Verbeterplan.objects.get(pk=akkoord.pk).voortgang_klad == ""


def test_everyone_who_may_see_plans_reads_how_they_are_going(als, wereld, akkoord):
    melden(als(wereld.joke), akkoord, voortgang_klad="Drie teams doen het nu.")
    melden(als(wereld.ingrid), akkoord, voortgang_klad="Alle teams.", is_klaar="on")
    for naam in ("ingrid", "meike", "karin"):
        html = tekst(als(getattr(wereld, naam)).get(akkoord.get_absolute_url()))
        assert html.index("Drie teams doen het nu.") < html.index("Het plan is klaar") < html.index("Alle teams.")
    assert "Klaar gemeld" in lees(als(wereld.meike), akkoord.traject)


def test_progress_needs_words(als, wereld, akkoord):
    assert "Schrijf eerst hoe het ermee staat." in tekst(melden(als(wereld.joke), akkoord, voortgang_klad=" "))
    with pytest.raises(Geweigerd, match="Schrijf eerst hoe het ermee staat"):
        verbeterplannen.voortgang_melden(wereld.joke, akkoord, tekst=" ", is_klaar=True)
    assert not Voortgang.objects.exists()


def test_progress_comes_after_the_agreement(als, wereld, plan):
    assert "Meld de voortgang" not in tekst(als(wereld.joke).get(plan.get_absolute_url()))
    with pytest.raises(Geweigerd, match="als de toetsers akkoord zijn"):
        verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Klaar.", is_klaar=True)


def test_progress_can_be_reported_as_long_as_the_label_runs(als, wereld, kader):
    plan = traject_in(Status.LOPEND, wereld, kader).verbeterplannen.get()
    melden(als(wereld.joke), plan, voortgang_klad="Een jaar later.")
    assert Voortgang.objects.get().gemeld_door == wereld.joke.gebruiker


def test_progress_is_only_added(wereld, akkoord):
    melding = verbeterplannen.voortgang_melden(wereld.joke, akkoord, tekst="Begonnen.", is_klaar=False)
    for veranderen in (lambda: Voortgang.objects.update(tekst="Klaar."), melding.delete):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            veranderen()


# The answer of the certifier


def antwoorden(client, melding, **velden):
    return client.post(melding.get_absolute_url(), {"antwoord_basis": schrijven.vingerafdruk("")} | velden)


def test_the_planner_reads_progress_and_the_answer_saves_itself_until_it_is_sent(als, wereld, akkoord):
    melding = verbeterplannen.voortgang_melden(wereld.joke, akkoord, tekst="Drie teams doen het nu.", is_klaar=False)
    karin, joke = als(wereld.karin), als(wereld.joke)
    assert "Drie teams doen het nu." in tekst(karin.get(melding.get_absolute_url()))
    velden = {"veld": "antwoord", "tekst": "Goed op weg.", "basis": schrijven.vingerafdruk("")}
    adres = melding.get_absolute_url()
    assert karin.post(adres, velden, HTTP_ACCEPT="application/json").json()["stand"] == "bewaard"
    assert "Goed op weg." in tekst(karin.get(adres))
    assert "Goed op weg." not in tekst(joke.get(akkoord.get_absolute_url()))
    antwoord = antwoorden(
        karin, melding, antwoord="Goed op weg.", antwoord_basis=schrijven.vingerafdruk("Goed op weg.")
    )
    assert antwoord.url == f"{akkoord.get_absolute_url()}#voortgang"
    assert "Goed op weg." in tekst(joke.get(akkoord.get_absolute_url()))
    rij = Gebeurtenis.objects.get(handeling="voortgang_beantwoorden")
    assert (rij.naam, rij.reden) == (wereld.karin.gebruiker.naam, f"Plan bij norm {akkoord.bevinding.norm.nummer}")
    assert "Beantwoord deze" not in tekst(karin.get(akkoord.get_absolute_url()))
    assert "Verstuur het antwoord" not in tekst(karin.get(adres))


def test_an_answer_is_given_once_and_says_something(als, wereld, akkoord):
    melding = verbeterplannen.voortgang_melden(wereld.joke, akkoord, tekst="Begonnen.", is_klaar=False)
    assert "Schrijf eerst een kort antwoord." in tekst(antwoorden(als(wereld.karin), melding, antwoord=" "))
    for wie, antwoord, zin in (
        (wereld.karin, " ", "Schrijf eerst een kort antwoord"),
        (wereld.meike, "Goed.", "Alleen een planner kan antwoorden"),
    ):
        with pytest.raises(Geweigerd, match=zin):
            verbeterplannen.voortgang_beantwoorden(wie, melding, antwoord)
    verbeterplannen.voortgang_beantwoorden(wereld.karin, melding, "Goed.")
    with pytest.raises(Geweigerd, match="Hierop is al geantwoord"):
        verbeterplannen.voortgang_beantwoorden(wereld.karin, melding, "Toch niet.")
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        Voortgang.objects.update(antwoord="Toch niet.")


# Queries


def test_the_list_asks_as_much_of_the_database_with_one_plan_as_with_thirty(als, wereld, kader):
    aantallen = []
    for versie in (kader, laden(None, voorbeeldpakket())):
        traject = traject_in(Status.REACTIE_VERWERKEN, wereld, versie)
        Traject.objects.filter(pk=traject.pk).update(status=Status.VERBETERPLANNEN)
        aantallen.append(_tel_met_plannen(als, wereld, traject))
        Traject.objects.filter(pk=traject.pk).update(status=Status.GESTAAKT)
    assert aantallen[0] == aantallen[1]
    assert aantallen[1] <= 15


def _tel_met_plannen(als, wereld, traject):
    """Number of queries of the list, with a plan for every finding of the report."""
    concept = traject.rapportversies.get()
    type(concept).objects.create(
        traject=traject,
        nummer=2,
        soort="vastgesteld",
        inhoud=concept.inhoud,
        sha256=concept.sha256,
        gemaakt_door=concept.gemaakt_door,
    )
    Verbeterplan.objects.bulk_create(
        Verbeterplan(traject=traject, bevinding=bevinding) for bevinding in Bevinding.objects.filter(traject=traject)
    )
    adres = reverse("verbeterplannen", args=[traject.nummer])
    client = als(wereld.ingrid)
    client.get(adres)
    with CaptureQueriesContext(connection) as vragen:
        assert client.get(adres).status_code == 200
    return len(vragen)
