"""Mijn werk knows what has a date but no turn: plans, progress, talks, papers, roles and certificates."""

from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models import Vergadering
from berichten.maken import uit_de_tijd
from berichten.models import Poststuk
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dag as voluit
from kwaliteitslabel.werk.aflopend import loopt_af
from kwaliteitslabel.werk.certificaatwerk import over_maanden
from leden.models import Bekwaamheid, Lidmaatschap, Rol
from tests.dagen import over
from tests.klokken import op
from tests.personen import traject_in
from tests.rijen import trajecten_erbij
from toetsing.handelingen import verbeterplannen
from toetsing.models import Gesprek, Verbeterplan
from trajecten.levensloop import Status
from trajecten.models import Traject


def werk(client):
    return list(client.get(reverse("mijn_werk")).context["werk"])


def titels(client):
    return [rij.titel for rij in werk(client)]


@pytest.fixture
def plan(wereld, kader):
    """A plan that the assessors agreed to."""
    return traject_in(Status.ADVIES, wereld, kader).verbeterplannen.get()


# Plans and progress


@pytest.mark.parametrize(("dagen", "aantal"), [(-15, 0), (-14, 1), (0, 1), (30, 1)])
def test_a_plan_that_is_due_is_work_of_the_organisation_until_it_is_reported_ready(als, wereld, plan, dagen, aantal):
    titel = "Meld hoe het staat met 1 verbeterplan"
    with op(plan.klaar_op + timedelta(days=dagen)):
        assert titels(als(wereld.joke)).count(titel) == titels(als(wereld.ingrid)).count(titel) == aantal
        assert titel not in titels(als(wereld.karin))
        verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Begonnen.", is_klaar=False)
        assert titels(als(wereld.joke)).count(titel) == aantal
        verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Klaar.", is_klaar=True)
        assert titel not in titels(als(wereld.joke))


def test_the_organisation_gets_a_letter_two_weeks_before_the_day_of_a_plan_and_when_it_has_passed_each_once(
    als, wereld, plan
):
    def brieven(dagen):
        with op(plan.klaar_op + timedelta(days=dagen)):
            uit_de_tijd(plan.klaar_op + timedelta(days=dagen))
        return list(Poststuk.objects.filter(brief__startswith="plan_").values_list("brief", flat=True).order_by("pk"))

    assert brieven(-15) == []
    # Also when no worker ran on the day itself.
    assert brieven(-13) == brieven(-12) == brieven(0) == ["plan_bijna_klaar"]
    assert brieven(1) == brieven(2) == ["plan_bijna_klaar", "plan_te_laat"]
    for poststuk in Poststuk.objects.filter(brief__startswith="plan_"):
        assert {een.lidmaatschap for een in poststuk.bezorgingen.all()} == {wereld.joke, wereld.ingrid}
        assert voluit(plan.klaar_op) in poststuk.begin
        assert als(wereld.joke).get(poststuk.pad).status_code == 200
    assert {een.sleutel.split()[-2] for een in Poststuk.objects.filter(brief="plan_te_laat")} == {str(plan.klaar_op)}


def test_of_a_plan_that_is_ready_no_letter_goes(wereld, plan):
    verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Klaar.", is_klaar=True)
    for dagen in (-14, 1):
        uit_de_tijd(plan.klaar_op + timedelta(days=dagen))
    assert not Poststuk.objects.filter(brief__startswith="plan_").exists()


def test_progress_is_work_of_the_planner_until_it_is_answered(als, wereld, plan):
    karin, titel = als(wereld.karin), "Lees de voortgang van Welzijn Wilgendam en antwoord"
    assert titel not in titels(karin)
    eerste, tweede = (
        verbeterplannen.voortgang_melden(wereld.joke, plan, tekst=tekst, is_klaar=False) for tekst in ("Een.", "Twee.")
    )
    (rij,) = [een for een in werk(karin) if een.titel == titel]
    assert rij.zin == "2 meldingen wachten op een kort antwoord van u."
    assert "Een." in karin.get(rij.url).content.decode()
    assert titel not in titels(als(wereld.meike))
    verbeterplannen.voortgang_beantwoorden(wereld.karin, eerste, "Goed.")
    verbeterplannen.voortgang_beantwoorden(wereld.karin, tweede, "Goed.")
    assert titel not in titels(karin)


def test_who_plans_the_renewal_elsewhere_is_not_asked_to_answer_what_the_certifier_of_before_answers(als, wereld, plan):
    eerder = {veld: getattr(plan.traject, veld) for veld in ("organisatie", "cyclus", "kaderversie")}
    elders = eerder | {"vorige": plan.traject, "certificeerder": wereld.wim.organisatie}
    trajecten_erbij(wereld, plan.traject.kaderversie, ["Elders"], Status.VOORBEREIDING, **elders)
    verbeterplannen.voortgang_melden(wereld.joke, plan, tekst="Een.", is_klaar=False)
    assert Verbeterplan.objects.zichtbaar_voor(wereld.wim).get() == plan
    assert "Lees de voortgang van Welzijn Wilgendam en antwoord" not in titels(als(wereld.wim))
    assert "Lees de voortgang van Welzijn Wilgendam en antwoord" in titels(als(wereld.karin))


def test_plans_that_came_back_say_so_with_the_reason_in_the_first_line(als, wereld, kader):
    traject = traject_in(Status.PLANNEN_BEOORDELEN, wereld, kader)
    verbeterplannen.verbeterplannen_terugsturen(wereld.meike, traject, "Bij O1 staat\n\nnog geen functie.")
    (rij,) = werk(als(wereld.joke))
    assert rij.zin == "De toetsers stuurden de plannen terug: Bij O1 staat nog geen functie."


# Talks, papers and ends


def test_the_organisation_reads_which_talks_are_held_there_this_week(als, wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    gesprek = Gesprek.objects.filter(traject=traject).select_related("dag").first()
    kop = "Gesprekken bij u deze week"
    with op(gesprek.dag.datum):
        bladzijde = als(wereld.joke).get(reverse("mijn_werk")).content.decode()
        assert kop in bladzijde
        assert f"Gesprek met {gesprek.groep_label}" in bladzijde
        assert reverse("programma", args=[traject.nummer]) in bladzijde
        assert kop not in als(wereld.karin).get(reverse("mijn_werk")).content.decode()
    with op(gesprek.dag.datum + timedelta(days=40)):
        assert kop not in als(wereld.joke).get(reverse("mijn_werk")).content.decode()


def test_the_secretary_reads_until_when_the_papers_of_the_next_meeting_can_go(als, wereld, kader):
    femke = als(wereld.femke)
    for dagen in (3, 7, 30):
        Vergadering.objects.create(datum=over(dagen), plaats="Utrecht")
    assert titels(femke) == []
    trajecten_erbij(wereld, kader, ["Oever", "Veer"], Status.VOORGEDRAGEN, termijn=None)
    (rij,) = [een for een in werk(femke) if een.titel.startswith("Zet 2 trajecten op de agenda")]
    assert (rij.termijn, rij.url) == (over(0), Vergadering.objects.get(datum=over(7)).get_absolute_url())
    Vergadering.objects.filter(datum=over(7)).delete()
    (rij,) = [een for een in werk(femke) if een.titel.startswith("Zet 2 trajecten op de agenda")]
    assert rij.termijn == over(23)


@pytest.mark.parametrize(("dagen", "aantal"), [(31, 0), (30, 1), (0, 1)])
def test_one_hears_that_the_own_role_ends(als, wereld, dagen, aantal):
    Lidmaatschap.objects.filter(pk=wereld.joke.pk).update(tot=over(dagen))
    assert titels(als(wereld.joke)) == ["Uw rol als kwaliteitsmedewerker eindigt"] * aantal


def test_the_planner_hears_of_roles_and_qualifications_of_the_team_that_end(wereld):
    assert loopt_af(wereld.karin) == []
    Bekwaamheid.objects.filter(gebruiker=wereld.meike.gebruiker).update(geldig_tot=over(9))
    Lidmaatschap.objects.filter(pk__in=(wereld.meike.pk, wereld.roel.pk)).update(tot=over(5))
    Lidmaatschap.objects.filter(pk=wereld.karin.pk).update(tot=over(5))
    assert [(rij.titel, rij.termijn) for rij in loopt_af(wereld.karin)] == [
        ("2 rollen van teamleden eindigen", over(5)),
        ("1 bekwaamheid loopt af", over(9)),
    ]


@pytest.fixture
def certificaat(wereld, kader):
    traject_in(Status.LOPEND, wereld, kader)
    return Certificaat.objects.get()


@pytest.mark.parametrize(("maanden", "over_hoeveel"), [(9, 9), (8, 9), (6, 6), (3, 3), (1, 3)])
def test_nine_six_and_three_months_before_a_certificate_ends_holder_and_bureau_know(
    als, wereld, certificaat, maanden, over_hoeveel
):
    eind = over_maanden(maanden)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update certificaten_certificaat set geldig_tot_en_met = %s", [eind])
        cursor.execute("set local session_replication_role = default")
    for wie, titel in (
        (wereld.joke, f"Uw label eindigt binnen {over_hoeveel} maanden"),
        (wereld.gijs, f"1 certificaat eindigt binnen {over_hoeveel} maanden"),
    ):
        (rij,) = [een for een in werk(als(wie)) if "eindig" in een.titel]
        assert (rij.titel, rij.termijn) == (titel, eind)


def test_the_holder_gets_a_letter_nine_six_and_three_months_before_the_end_each_once(als, wereld, certificaat):
    eind = certificaat.geldig_tot_en_met
    for maanden, gemaakt in ((9, 1), (6, 2), (3, 3)):
        dag = eind - relativedelta(months=maanden)
        uit_de_tijd(dag - timedelta(days=5))
        assert Poststuk.objects.filter(brief="label_eindigt").count() == gemaakt - 1
        # Also when no worker ran on the day itself.
        uit_de_tijd(dag + timedelta(days=2))
        uit_de_tijd(dag + timedelta(days=3))
    eerste, *_ = Poststuk.objects.filter(brief="label_eindigt")
    assert Poststuk.objects.filter(brief="label_eindigt").count() == 3
    assert {een.lidmaatschap for een in eerste.bezorgingen.all()} == {wereld.joke, wereld.ingrid}
    assert f"tot en met {voluit(eind)}" in eerste.begin
    assert als(wereld.joke).get(eerste.pad).status_code == 200


def test_a_certificate_that_holds_for_longer_is_no_work_yet(als, wereld, certificaat):
    assert certificaat.geldig_tot_en_met > over_maanden(9)
    for wie in (wereld.joke, wereld.gijs):
        assert not any("eindig" in titel for titel in titels(als(wie)))


# Over all roles, and at any number of rows


def test_who_has_work_also_hears_of_work_in_another_role(als, wereld, kader):
    Lidmaatschap.objects.create(
        gebruiker=wereld.joke.gebruiker, organisatie=wereld.joke.organisatie, rol=Rol.BESTUURDER
    )
    namen = [wereld.joke.organisatie.naam]
    trajecten_erbij(wereld, kader, namen, Status.WEDERHOOR)
    client = als(wereld.joke)
    bladzijde = client.get(reverse("mijn_werk"))
    assert len(bladzijde.context["werk"]) == 1
    tekst = " ".join(bladzijde.content.decode().split())
    assert "Als <b>bestuurder</b> bij Welzijn Wilgendam wacht er één ding op u." in tekst


def plannen_erbij(wereld, traject, aantal):
    """Trajecten of the organisation with a plan that is due and progress that waits."""
    voorbeeld = traject.verbeterplannen.get()
    nieuw = trajecten_erbij(wereld, traject.kaderversie, [traject.organisatie.naam] * aantal, Status.LOPEND)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
    for een in nieuw:
        bevinding = voorbeeld.bevinding
        bevinding.pk, bevinding.traject = None, een
        bevinding.save(force_insert=True)
        plan = Verbeterplan.objects.create(
            traject=een,
            bevinding=bevinding,
            klaar_op=over(3),
            goedgekeurd_op=timezone.now(),
            goedgekeurd_door=wereld.meike.gebruiker,
        )
        plan.voortgang.create(tekst="Begonnen.", gemeld_door=wereld.joke.gebruiker)
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = default")


def test_many_plans_ask_no_more_queries(als, wereld, plan):
    aantallen = {"joke": [], "karin": []}
    for erbij in (2, 28):
        plannen_erbij(wereld, plan.traject, erbij)
        for wie, vragen in aantallen.items():
            client = als(getattr(wereld, wie))
            with CaptureQueriesContext(connection) as gesteld:
                bladzijde = client.get(reverse("mijn_werk"))
            vragen.append(len(gesteld))
            assert bladzijde.context["aantal"] >= erbij
    for vragen in aantallen.values():
        assert vragen[0] == vragen[1] <= 12, aantallen
    assert Traject.objects.count() == 31
