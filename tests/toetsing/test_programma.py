"""The programme of the days: made by the certifier, read by the organisation once it is fixed, without double bookings."""

from datetime import time
from itertools import product
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from huisstijl.templatetags.opmaak import dagkort, weekdag
from leden.bevoegdheden import Geweigerd
from leden.models import Bekwaamheid, Bekwaamheidssoort, Gebeurtenis, Lidmaatschap, Rol
from tests.dagen import over
from tests.personen import traject_in
from tests.wie_en_wanneer import wie_en_wanneer
from toetsing import nog_te_doen
from toetsing.handelingen import programma
from toetsing.handelingen.gesprekken import gesprek_afronden, notitie_maken, partners_vastleggen, teruggeven
from toetsing.models import Gesprek, Gesprekstoetser, Notitie, Toetsdag
from toetsing.samenstellen import rapportinhoud
from trajecten.handelingen import staken, team_wijzigen
from trajecten.levensloop import Status
from trajecten.models import Teambezwaar, Traject
from trajecten.termijnen import einddatum

MENSEN = ("joke", "ingrid", "bram", "karin", "meike", "tessa", "roel", "vera", "wim", "bert", "femke", "gijs")


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.INGEDIEND, wereld, kader)


@pytest.fixture
def dag(wereld, traject):
    return programma.dag_toevoegen(wereld.karin, traject, over(7))


def plan(wie, traject, dag, toetsers, begin=time(10), eind=time(11), **anders):
    velden = {
        "plaats": f"De Kade, kamer {begin:%H%M}",
        "groep": "clienten",
        "normen": list(traject.kaderversie.normen.all()),
        **anders,
    }
    velden["toetsers"] = [toetser.gebruiker for toetser in toetsers]
    return programma.gesprek_plannen(wie, traject, dag=dag, begin=begin, eind=eind, **velden)


def elders(wereld):
    """The same people, where the Stichting asks for the assessment."""
    return SimpleNamespace(**{**vars(wereld), "joke": wereld.bram, "ingrid": wereld.dora})


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


def formulier(dag, toetsers, **anders):
    return {
        "groep": "clienten",
        "dag": dag.pk,
        "begin": "10.30",
        "eind": "11.30",
        "plaats": "De Kade, keuken",
        "toetsers": [toetser.gebruiker_id for toetser in toetsers],
        "normen": [norm.pk for norm in dag.traject.kaderversie.normen.all()],
        **anders,
    }


# Who, when


def test_only_planner_and_assigned_assessors_make_a_programme_and_only_until_the_assessment_ends(wereld, traject):
    gelukt = wie_en_wanneer(
        wereld, MENSEN, traject, lambda wie, traject: programma.dag_toevoegen(wie, traject, over(1))
    )
    open_in = (Status.INGEDIEND, Status.GEPLAND, Status.IN_TOETSING, Status.AANVULLEND_ONDERZOEK)
    assert gelukt == set(product(open_in, ("karin", "meike")))
    assert not Toetsdag.objects.exists()


@pytest.mark.parametrize(
    ("act", "vanaf", "mag"),
    [
        (programma.programma_vaststellen, Status.INGEDIEND, {"karin"}),
        (programma.toetsing_starten, Status.GEPLAND, {"karin", "meike"}),
    ],
)
def test_fixing_and_starting_are_for_one_status_and_one_party(wereld, traject, dag, act, vanaf, mag):
    plan(wereld.karin, traject, dag, [wereld.meike, wereld.samir])
    traject.toetsdagen.update(datum=over(0))
    gelukt = wie_en_wanneer(wereld, MENSEN, traject, act)
    assert gelukt == {(vanaf, naam) for naam in mag}


def test_the_organisation_reads_the_programme_from_the_moment_it_is_fixed(als, wereld, traject, dag):
    plan(wereld.karin, traject, dag, [wereld.meike, wereld.samir])
    adres = reverse("programma", args=[traject.nummer])
    assert als(wereld.joke).get(adres).status_code == 404
    Traject.objects.filter(pk=traject.pk).update(status=Status.AANGEHOUDEN, aangehouden_vanuit=Status.INGEDIEND)
    assert als(wereld.joke).get(adres).status_code == 404
    Traject.objects.filter(pk=traject.pk).update(status=Status.INGEDIEND, aangehouden_vanuit="")
    als(wereld.karin).post(reverse("programma_vaststellen", args=[traject.nummer]))
    pagina = als(wereld.joke).get(adres)
    assert pagina.status_code == 200
    assert "10.00 tot 11.00 uur" in tekst(pagina)
    assert "Plan een gesprek" not in tekst(pagina)
    assert f'href="{traject.gesprekken.get().get_absolute_url()}"' not in tekst(pagina)


# Days


def test_a_day_is_added_in_the_words_people_use(als, wereld, traject):
    dag = over(30)
    als(wereld.karin).post(
        reverse("toetsdag_toevoegen", args=[traject.nummer]), {"datum": f"{dag.day}-{dag.month}-{dag.year}"}
    )
    assert traject.toetsdagen.get().datum == dag


@pytest.mark.parametrize(
    ("ingevuld", "zin"),
    [
        ("3 november 2020", "Dinsdag 3 november 2020 is al geweest. Kies vandaag of een latere dag."),
        ("31 februari 2030", "Deze dag bestaat niet."),
        ("volgende week", "Dit lijkt geen datum."),
        ("", "Vul dit in."),
    ],
)
def test_a_wrong_date_is_refused_beside_the_field_and_stays_there(als, wereld, traject, ingevuld, zin):
    pagina = tekst(als(wereld.karin).post(reverse("toetsdag_toevoegen", args=[traject.nummer]), {"datum": ingevuld}))
    assert f"<span>{zin}" in pagina
    assert not ingevuld or f'value="{ingevuld}"' in pagina
    assert not traject.toetsdagen.exists()


def test_the_same_day_twice_is_refused(als, wereld, traject, dag):
    pagina = als(wereld.karin).post(
        reverse("toetsdag_toevoegen", args=[traject.nummer]), {"datum": dag.datum.isoformat()}
    )
    assert "Deze dag staat al in het programma." in tekst(pagina)
    with pytest.raises(Geweigerd, match="staat al in het programma"):
        programma.dag_toevoegen(wereld.karin, traject, dag.datum)
    with pytest.raises(IntegrityError):
        Toetsdag.objects.create(traject=traject, datum=dag.datum)


def test_a_day_goes_when_no_talk_is_planned_on_it(als, wereld, traject, dag):
    gesprek = plan(wereld.karin, traject, dag, [wereld.meike])
    adres = reverse("toetsdag_verwijderen", args=[traject.nummer, dag.pk])
    assert "Op deze dag staan gesprekken." in tekst(als(wereld.karin).post(adres, follow=True))
    programma.gesprek_verwijderen(wereld.karin, gesprek)
    als(wereld.karin).post(adres)
    assert not traject.toetsdagen.exists()


# Talks


def test_a_talk_is_planned_and_changed_by_form(als, wereld, traject, dag):
    planner = als(wereld.karin)
    planner.post(reverse("gesprek_plannen", args=[traject.nummer]), formulier(dag, [wereld.meike, wereld.samir]))
    gesprek = traject.gesprekken.get()
    assert (gesprek.nummer, gesprek.groep, gesprek.begin, gesprek.normen.count()) == (1, "clienten", time(10, 30), 3)
    adres = reverse("gesprek_wijzigen", args=[traject.nummer, 1])
    assert 'value="10.30"' in tekst(planner.get(adres))
    planner.post(adres, formulier(dag, [wereld.meike], groep="partners", begin="9 uur", eind="9:45"))
    gesprek.refresh_from_db()
    assert (gesprek.groep, gesprek.begin, gesprek.eind) == ("partners", time(9), time(9, 45))
    assert list(gesprek.toetsers.all()) == [wereld.meike.gebruiker]


def test_a_refused_talk_keeps_what_was_typed(als, wereld, traject, dag):
    velden = formulier(dag, [], begin="11.30", eind="10.30", plaats="Boven de bibliotheek")
    pagina = tekst(als(wereld.karin).post(reverse("gesprek_plannen", args=[traject.nummer]), velden))
    assert "Het gesprek eindigt voor het begint. Kies een latere eindtijd." in pagina
    assert "Kies er minstens één." in pagina
    assert 'value="Boven de bibliotheek"' in pagina and 'value="11.30"' in pagina
    assert not Gesprek.objects.exists()


def test_norms_that_suit_the_group_are_ticked_only_when_asked(als, wereld, traject, dag):
    adres = reverse("gesprek_plannen", args=[traject.nummer])
    planner = als(wereld.karin)
    assert not planner.get(adres).context["form"]["normen"].value()
    eigen = traject.kaderversie.normen.exclude(groepen__contains="leidinggevenden").first()
    velden = formulier(dag, [wereld.meike], groep="leidinggevenden", normen=[eigen.pk] if eigen else [])
    antwoord = planner.post(adres, velden | {"passend": "ja"})
    gekozen = {int(pk) for pk in antwoord.context["form"]["normen"].value()}
    passend = {norm.pk for norm in traject.kaderversie.normen.all() if "leidinggevenden" in norm.groepen}
    assert gekozen == passend | ({eigen.pk} if eigen else set())
    assert 'value="De Kade, keuken"' in tekst(antwoord)
    assert not Gesprek.objects.exists()
    assert "Kies eerst met wie het gesprek is." in tekst(planner.post(adres, {"passend": "ja"}))


def test_a_talk_is_taken_out_until_somebody_wrote_at_it(als, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    gesprek, ander = traject.gesprekken.all()
    Gesprekstoetser.objects.filter(gesprek=gesprek).update(klad="Bewoners")
    antwoord = als(wereld.karin).post(reverse("gesprek_verwijderen", args=[traject.nummer, 1]), follow=True)
    assert "Bij dit gesprek zijn al notities gemaakt. Het blijft in het programma." in tekst(antwoord)
    programma.gesprek_verwijderen(wereld.karin, ander)
    assert list(traject.gesprekken.all()) == [gesprek]


def test_who_wrote_at_a_talk_stays_with_it(wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    gesprek = traject.gesprekken.first()
    notitie_maken(wereld.meike, gesprek, soort=Notitie.Soort.GEZIEN, tekst="De sleutel hangt bij de deur.", normen=[])
    with pytest.raises(Geweigerd, match="Meike Lisdodde schreef al notities bij dit gesprek en blijft erbij"):
        plan(wereld.karin, traject, gesprek.dag, [wereld.samir], gesprek=gesprek, begin=time(15), eind=time(16))
    assert list(gesprek.toetsers.all()) == [wereld.meike.gebruiker]


def test_moving_a_talk_leaves_the_summary_that_is_being_typed(wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    gesprek = traject.gesprekken.first()
    Gesprek.objects.filter(pk=gesprek.pk).update(samenvatting="Mensen voelen zich welkom.")
    plan(wereld.karin, traject, gesprek.dag, [wereld.meike], gesprek=gesprek, begin=time(15), eind=time(16))
    gesprek.refresh_from_db()
    assert (gesprek.begin, gesprek.samenvatting) == (time(15), "Mensen voelen zich welkom.")


def test_changes_after_fixing_stand_in_the_log(wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    gesprek = traject.gesprekken.first()
    assert not Gebeurtenis.objects.filter(handeling="programma_maken").exists()
    plan(wereld.karin, traject, gesprek.dag, [wereld.meike], gesprek=gesprek, begin=time(15), eind=time(16))
    programma.gesprek_verwijderen(wereld.karin, gesprek)
    assert list(Gebeurtenis.objects.filter(handeling="programma_maken").values_list("reden", flat=True)) == [
        "Gesprek 1 gepland of gewijzigd",
        "Gesprek 1 vervallen",
    ]


# Conflicts


def test_an_assessor_is_at_one_place_at_a_time(als, wereld, traject, dag):
    plan(wereld.karin, traject, dag, [wereld.meike, wereld.samir])
    velden = formulier(dag, [wereld.meike], plaats="Elders")
    pagina = tekst(als(wereld.karin).post(reverse("gesprek_plannen", args=[traject.nummer]), velden))
    assert (
        "Meike Lisdodde heeft dan al een gesprek: 10.00 tot 11.00 uur bij Welzijn Wilgendam. "
        "Kies een andere tijd of een andere toetser." in pagina
    )
    assert 'value="Elders"' in pagina
    assert traject.gesprekken.count() == 1


def test_also_when_the_other_talk_is_at_another_organisation(wereld, kader, traject, dag):
    ander = traject_in(Status.INGEDIEND, elders(wereld), kader)
    andere_dag = programma.dag_toevoegen(wereld.karin, ander, dag.datum)
    plan(wereld.karin, ander, andere_dag, [wereld.meike], begin=time(9))
    with pytest.raises(Geweigerd, match=r": 9\.00 tot 11\.00 uur bij Stichting Buurtkracht Oever"):
        plan(wereld.karin, traject, dag, [wereld.meike], begin=time(10, 59), eind=time(12))
    plan(wereld.karin, traject, dag, [wereld.meike], begin=time(11), eind=time(12))


def test_a_stopped_traject_keeps_nobody_from_another_talk(wereld, kader, traject, dag):
    ander = traject_in(Status.INGEDIEND, elders(wereld), kader)
    plan(wereld.karin, ander, programma.dag_toevoegen(wereld.karin, ander, dag.datum), [wereld.meike])
    staken(wereld.karin, ander, "De organisatie gaat op in een andere.")
    assert plan(wereld.karin, traject, dag, [wereld.meike]).pk


def test_a_conflict_names_no_organisation_that_the_planner_may_not_know(wereld, kader, traject, dag):
    plan(wereld.karin, traject, dag, [wereld.meike])
    Lidmaatschap.objects.create(
        gebruiker=wereld.meike.gebruiker, organisatie=wereld.wim.organisatie, rol=Rol.TOETSER, van=over(-100)
    )
    Lidmaatschap.objects.create(
        gebruiker=wereld.samir.gebruiker, organisatie=wereld.wim.organisatie, rol=Rol.TOETSER, van=over(-100)
    )
    Lidmaatschap.objects.create(
        gebruiker=wereld.roel.gebruiker, organisatie=wereld.wim.organisatie, rol=Rol.CONTROLEUR, van=over(-100)
    )
    zuiderzon = SimpleNamespace(**{**vars(elders(wereld)), "karin": wereld.wim})
    ander = traject_in(Status.INGEDIEND, zuiderzon, kader)
    andere_dag = programma.dag_toevoegen(wereld.wim, ander, dag.datum)
    with pytest.raises(Geweigerd, match="bij een andere organisatie") as geweigerd:
        plan(wereld.wim, ander, andere_dag, [wereld.meike])
    assert "Wilgendam" not in str(geweigerd.value)


def test_one_room_holds_one_talk_at_a_time(wereld, traject, dag):
    plan(wereld.karin, traject, dag, [wereld.meike], plaats="De Kade, keuken")
    with pytest.raises(Geweigerd, match=r"Gesprek 1 is dan al in De Kade, keuken\."):
        plan(wereld.karin, traject, dag, [wereld.samir], plaats="de kade, KEUKEN ")


def test_who_is_not_in_the_team_gets_no_talk(wereld, traject, dag):
    with pytest.raises(Geweigerd, match=r"Tessa Waterviolier zit niet in het team\."):
        plan(wereld.karin, traject, dag, [wereld.tessa])


def test_a_day_of_another_traject_is_no_day(wereld, kader, traject):
    ander = traject_in(Status.INGEDIEND, elders(wereld), kader)
    with pytest.raises(Geweigerd, match="Deze dag staat niet in het programma"):
        plan(wereld.karin, traject, programma.dag_toevoegen(wereld.karin, ander, over(3)), [wereld.meike])


def test_an_assessor_is_qualified_on_the_day_of_the_talk(als, wereld, kader, traject, dag):
    opleiding = Bekwaamheid.objects.get(gebruiker=wereld.meike.gebruiker)
    Bekwaamheid.objects.filter(pk=opleiding.pk).update(geldig_tot=over(6))
    zin = (
        f"Meike Lisdodde heeft op {weekdag(over(7))} geen geldige bekwaamheid 'Opleiding': die geldt tot en met "
        f"{weekdag(over(6))}. Kies een ander, een andere dag, of laat de bekwaamheid bijwerken."
    )
    with pytest.raises(Geweigerd) as geweigerd:
        plan(wereld.karin, traject, dag, [wereld.meike])
    assert geweigerd.value.redenen == [zin]
    # The end of one kind is not told of another, that somebody never had.
    soort = Bekwaamheidssoort.objects.create(code="meegekeken", naam="Meegekeken", is_vereist=True)
    with pytest.raises(Geweigerd) as geweigerd:
        plan(wereld.karin, traject, dag, [wereld.meike])
    assert f"Meike Lisdodde heeft op {weekdag(over(7))} geen geldige bekwaamheid 'Meegekeken'. Kies" in str(
        geweigerd.value
    )
    soort.delete()
    Bekwaamheid.objects.create(
        gebruiker=wereld.meike.gebruiker, soort=opleiding.soort, omschrijving="Bijgewerkt", van=over(7)
    )
    plan(wereld.karin, traject, dag, [wereld.meike, wereld.samir])
    Bekwaamheid.objects.filter(omschrijving="Bijgewerkt").delete()
    assert nog_te_doen.programma(Traject.objects.get(pk=traject.pk)) == [zin]
    with pytest.raises(Geweigerd, match="geen geldige bekwaamheid"):
        programma.programma_vaststellen(wereld.karin, traject)
    form = als(wereld.karin).get(reverse("team_wijzigen", args=[traject.nummer])).context["form"]
    assert f"Meike Lisdodde, bekwaam tot en met {dagkort(over(6))}" in dict(form.fields["toetsers"].choices).values()


@pytest.fixture
def gepland(wereld, traject, dag):
    return plan(wereld.karin, traject, dag, [wereld.meike], begin=time(10), eind=time(11))


minuten = st.integers(0, 23 * 60 + 59)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(een=minuten, ander=minuten)
def test_two_talks_clash_exactly_when_they_share_a_minute(wereld, traject, dag, gepland, een, ander):
    begin, eind = (time(*divmod(minuut, 60)) for minuut in (een, ander))
    redenen = programma.botsingen(wereld.karin, traject, None, dag, begin, eind, "Elders", [wereld.meike.gebruiker])
    if ander <= een:
        assert redenen == ["Het gesprek eindigt voor het begint. Kies een latere eindtijd."]
    else:
        assert bool(redenen) == bool(set(range(een, ander)) & set(range(600, 660)))


def test_the_database_refuses_a_talk_that_ends_before_it_begins(gepland):
    with pytest.raises(IntegrityError, match="gesprek_eindigt_na_begin"):
        Gesprek.objects.filter(pk=gepland.pk).update(eind=time(9))


# Ready


def test_what_is_open_before_fixing_is_said_in_sentences(wereld, traject):
    assert nog_te_doen.programma(traject) == [
        "Kies de dagen van de toetsing.",
        "Plan ten minste één gesprek.",
        "Meike Lisdodde heeft nog geen gesprek.",
        "Samir Wollegras heeft nog geen gesprek.",
    ]
    dag = programma.dag_toevoegen(wereld.karin, traject, over(7))
    plan(wereld.karin, traject, dag, [wereld.meike])
    traject = Traject.objects.get(pk=traject.pk)
    assert nog_te_doen.programma(traject) == ["Samir Wollegras heeft nog geen gesprek."]
    with pytest.raises(Geweigerd, match="Samir Wollegras heeft nog geen gesprek"):
        programma.programma_vaststellen(wereld.karin, traject)


def test_an_open_objection_against_the_team_blocks_and_is_shown_to_the_planner(als, wereld, traject, dag):
    plan(wereld.karin, traject, dag, [wereld.meike, wereld.samir])
    Teambezwaar.objects.create(
        traject=traject,
        gebruiker=wereld.samir.gebruiker,
        reden="Hij werkte hier als stagiair.",
        gemaakt_door=wereld.ingrid.gebruiker,
    )
    adres = reverse("programma", args=[traject.nummer])
    assert "Hij werkte hier als stagiair." in tekst(als(wereld.karin).get(adres))
    assert "Hij werkte hier als stagiair." not in tekst(als(wereld.meike).get(adres))
    antwoord = als(wereld.karin).post(reverse("programma_vaststellen", args=[traject.nummer]), follow=True)
    assert "Beantwoord het bezwaar van de organisatie tegen een lid van het team." in tekst(antwoord)
    traject.refresh_from_db()
    assert traject.status == Status.INGEDIEND


def test_planning_shows_which_norm_nobody_is_asked_about(als, wereld, traject, dag):
    normen = list(traject.kaderversie.normen.all())
    plan(wereld.karin, traject, dag, [wereld.meike], normen=normen[:1])
    pagina = tekst(als(wereld.karin).get(reverse("programma", args=[traject.nummer])))
    niet = ", ".join(f"{norm.nummer} {norm.kort}" for norm in normen[1:])
    assert f"Over deze normen wordt nog met niemand gesproken: {niet}." in pagina


def test_starting_lays_out_a_judgement_for_every_norm(als, wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    als(wereld.meike).post(reverse("toetsing_starten", args=[traject.nummer]))
    traject.refresh_from_db()
    assert traject.status == Status.IN_TOETSING
    assert set(traject.oordelen.values_list("norm", "waarde")) == {(norm.pk, "") for norm in kader.normen.all()}


def test_the_report_is_due_so_long_after_the_last_talk_also_when_the_programme_moves(wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)

    def op_tijd(dag):
        traject.refresh_from_db()
        return traject.termijn == einddatum(kader, "rapport", dag)

    programma.toetsing_starten(wereld.meike, traject)
    assert op_tijd(over(0))
    later = programma.dag_toevoegen(wereld.karin, traject, over(43))
    assert op_tijd(over(0))  # nobody talks on that day yet
    gesprek = plan(wereld.karin, traject, later, [wereld.meike])
    assert op_tijd(over(43))
    programma.gesprek_verwijderen(wereld.karin, gesprek)
    assert op_tijd(over(0))
    traject.toetsdagen.exclude(pk=later.pk).update(datum=over(-3))
    programma.dag_verwijderen(wereld.karin, later)
    assert op_tijd(over(0))  # never counted from before the team got to work


def test_the_assessment_starts_on_its_first_day_or_later(als, wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    client, adres = als(wereld.meike), reverse("programma", args=[traject.nummer])
    assert "Start de toetsing</button>" in client.get(adres).content.decode()
    traject.toetsdagen.update(datum=over(2))
    zin = f"De eerste toetsdag is {weekdag(over(2))}. Vanaf die dag kunt u de toetsing starten."
    bladzijde = client.get(adres).content.decode()
    assert (zin in bladzijde, "Start de toetsing</button>" in bladzijde) == (True, False)
    with pytest.raises(Geweigerd) as geweigerd:
        programma.toetsing_starten(wereld.meike, traject)
    assert geweigerd.value.redenen == [zin]


# Fast


def test_the_page_asks_as_much_of_the_database_for_thirty_talks_as_for_one(als, wereld, traject, dag):
    adres, client, aantallen = reverse("programma", args=[traject.nummer]), als(wereld.karin), []
    for nummer in range(1, 31):
        begin = time(*divmod(480 + 15 * nummer, 60))
        plan(wereld.karin, traject, dag, [wereld.meike], begin=begin, eind=begin.replace(minute=begin.minute + 14))
        if nummer in (1, 3, 30):
            with CaptureQueriesContext(connection) as gevraagd:
                client.get(adres)
            aantallen.append(len(gevraagd))
    assert len(set(aantallen)) == 1 and aantallen[0] <= 15


def test_the_programme_is_not_fixed_while_a_talk_is_with_someone_who_left_the_team(wereld, kader):
    traject = traject_in(Status.GEPLAND, wereld, kader)
    Traject.objects.filter(pk=traject.pk).update(status=Status.INGEDIEND)
    team_wijzigen(
        wereld.karin,
        traject,
        toetsers=[wereld.meike.gebruiker, wereld.tessa.gebruiker],
        teamleider=wereld.meike.gebruiker,
        controleur=wereld.roel.gebruiker,
        reden="Samir is ziek.",
    )
    traject = Traject.objects.get(pk=traject.pk)
    assert nog_te_doen.programma(traject) == [
        "Samir Wollegras zit niet meer in het team. Kies iemand anders voor gesprek 2.",
        "Tessa Waterviolier heeft nog geen gesprek.",
    ]


def zonder_samir(wereld, traject):
    """Tessa comes in the place of Samir."""
    team_wijzigen(
        wereld.karin,
        traject,
        toetsers=[wereld.meike.gebruiker, wereld.tessa.gebruiker],
        teamleider=wereld.meike.gebruiker,
        controleur=wereld.roel.gebruiker,
        reden="Samir valt uit.",
    )


@pytest.mark.parametrize("status", [Status.GEPLAND, Status.IN_TOETSING])
def test_a_talk_of_who_was_replaced_asks_for_somebody_else_also_when_the_programme_was_fixed(
    als, wereld, kader, status
):
    traject = traject_in(status, wereld, kader)
    zonder_samir(wereld, traject)
    zin = "Samir Wollegras zit niet meer in het team. Kies iemand anders voor gesprek 2."
    planner = als(wereld.karin)
    assert zin in tekst(planner.get(reverse("programma", args=[traject.nummer])))
    assert zin in tekst(planner.get(traject.get_absolute_url()))
    assert zin in tekst(als(wereld.meike).get(traject.get_absolute_url()))
    assert zin not in tekst(als(wereld.joke).get(reverse("programma", args=[traject.nummer])))
    gesprek = traject.gesprekken.get(nummer=2)
    velden = formulier(gesprek.dag, [wereld.tessa], groep=gesprek.groep, begin="9", eind="10")
    planner.post(reverse("gesprek_wijzigen", args=[traject.nummer, 2]), velden)
    assert list(gesprek.toetsers.all()) == [wereld.tessa.gebruiker]
    assert zin not in tekst(planner.get(reverse("programma", args=[traject.nummer])))


def test_the_notes_of_who_was_replaced_stay_and_another_closes_the_talk(wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    gesprek = traject.gesprekken.get(nummer=2)
    notitie_maken(wereld.samir, gesprek, soort=Notitie.Soort.GEZIEN, tekst="De sleutel hangt bij de deur.", normen=[])
    Gesprekstoetser.objects.filter(gesprek=gesprek).update(klad="Bewoners ze")
    zonder_samir(wereld, traject)
    assert nog_te_doen.bezetting(traject) == [
        "Samir Wollegras zit niet meer in het team. Kies iemand anders voor gesprek 2."
    ]
    plan(wereld.karin, traject, gesprek.dag, [wereld.tessa], gesprek=gesprek, begin=time(9), eind=time(10))
    traject = Traject.objects.get(pk=traject.pk)
    assert nog_te_doen.bezetting(traject) == []
    assert set(gesprek.toetsers.all()) == {wereld.samir.gebruiker, wereld.tessa.gebruiker}
    partners_vastleggen(wereld.tessa, gesprek, [("vrijwilliger", 4)])
    Gesprek.objects.filter(pk=gesprek.pk).update(samenvatting="Mensen voelen zich welkom.")
    teruggeven(wereld.tessa, gesprek, True)
    gesprek_afronden(wereld.tessa, gesprek)
    assert gesprek.notities.get().gemaakt_door == wereld.samir.gebruiker
    namen = rapportinhoud(traject, "concept", 1)["toetsers"]
    assert set(namen) == {"Meike Lisdodde", "Samir Wollegras", "Tessa Waterviolier"}
