"""Another team with a reason, and the organisation that objects to a member."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Lidmaatschap, Rol
from tests.personen import WEG, traject_in
from trajecten.bevoegdheden import open_voor_bezwaar, teambezwaarbelemmeringen, teamwijzigbelemmeringen
from trajecten.handelingen import team_wijzigen, teambezwaar_beantwoorden, teambezwaar_maken
from trajecten.levensloop import Status
from trajecten.models import Teambezwaar


def nieuw_team(wereld, traject, toetsers, teamleider, controleur):
    """Another team, by the short names of its people."""
    return team_wijzigen(
        wereld.karin,
        traject,
        toetsers=[getattr(wereld, naam).gebruiker for naam in toetsers],
        teamleider=getattr(wereld, teamleider).gebruiker,
        controleur=getattr(wereld, controleur).gebruiker,
        reden="Er is iemand ziek.",
    )


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.VOORBEREIDING, wereld, kader)


def test_the_planner_changes_the_team_and_the_reason_is_in_the_log(als, wereld, traject):
    als(wereld.karin).post(
        reverse("team_wijzigen", args=[traject.nummer]),
        {
            "toetsers": [wereld.tessa.gebruiker_id],
            "teamleider": wereld.tessa.gebruiker_id,
            "controleur": wereld.roel.gebruiker_id,
            "reden": "Meike en Samir zijn ziek.",
        },
    )
    assert [lid.gebruiker for lid in traject.toewijzingen.all()] == [wereld.tessa.gebruiker, wereld.roel.gebruiker]
    assert Gebeurtenis.objects.latest("volgnummer").reden == "Meike en Samir zijn ziek."


def test_who_stays_in_the_team_is_in_it_since_the_day_they_came(wereld, traject):
    toen = timezone.now() - timedelta(days=70)
    traject.toewijzingen.update(sinds=toen)
    nieuw_team(wereld, traject, ["samir", "tessa"], "samir", "roel")
    leden = {lid.gebruiker: lid for lid in traject.toewijzingen.all()}
    assert leden[wereld.samir.gebruiker].sinds == leden[wereld.roel.gebruiker].sinds == toen
    assert leden[wereld.tessa.gebruiker].sinds > toen
    assert [lid.gebruiker for lid in leden.values() if lid.is_teamleider] == [wereld.samir.gebruiker]


def test_without_a_reason_the_team_stays_and_the_choice_stays_on_the_page(als, wereld, traject):
    antwoord = als(wereld.karin).post(
        reverse("team_wijzigen", args=[traject.nummer]),
        {
            "toetsers": [wereld.tessa.gebruiker_id],
            "teamleider": wereld.tessa.gebruiker_id,
            "controleur": wereld.roel.gebruiker_id,
            "reden": "",
        },
    )
    assert antwoord.context["form"].errors == {"reden": ["Vul dit in."]}
    assert antwoord.context["form"]["toetsers"].value() == [str(wereld.tessa.gebruiker_id)]
    assert traject.toewijzingen.count() == 3


def test_the_form_starts_with_the_team_as_it_is(als, wereld, traject):
    form = als(wereld.karin).get(reverse("team_wijzigen", args=[traject.nummer])).context["form"]
    assert form["toetsers"].value() == [wereld.meike.gebruiker_id, wereld.samir.gebruiker_id]
    assert (form["teamleider"].value(), form["controleur"].value()) == (
        wereld.meike.gebruiker_id,
        wereld.roel.gebruiker_id,
    )


# After the programme was fixed


def zet(traject, status):
    type(traject).objects.filter(pk=traject.pk).update(status=status)
    traject.refresh_from_db()


@pytest.mark.parametrize("status", WEG)
def test_a_team_changes_until_the_report_is_settled(wereld, traject, status):
    zet(traject, status)
    mag = Status.VOORBEREIDING, *WEG[WEG.index(Status.INGEDIEND) : WEG.index(Status.VERBETERPLANNEN)]
    assert bool(teamwijzigbelemmeringen(wereld.karin, traject)) == (status not in mag)


@pytest.mark.parametrize("status", [Status.GEPLAND, Status.IN_TOETSING, Status.INTERNE_CONTROLE])
def test_somebody_who_falls_ill_is_replaced_the_team_leader_too(als, wereld, traject, status):
    zet(traject, status)
    velden = {
        "toetsers": [wereld.samir.gebruiker_id, wereld.tessa.gebruiker_id],
        "teamleider": wereld.samir.gebruiker_id,
        "controleur": wereld.roel.gebruiker_id,
        "reden": "Meike valt uit.",
    }
    als(wereld.karin).post(reverse("team_wijzigen", args=[traject.nummer]), velden)
    team = traject.toewijzingen.team()
    assert [lid.gebruiker for lid in team] == [wereld.samir.gebruiker, wereld.roel.gebruiker, wereld.tessa.gebruiker]
    assert team.get(is_teamleider=True).gebruiker == wereld.samir.gebruiker
    assert als(wereld.meike).get(traject.get_absolute_url()).status_code == 404
    assert als(wereld.tessa).get(traject.get_absolute_url()).status_code == 200
    assert "Meike valt uit." in als(wereld.joke).get(traject.get_absolute_url()).content.decode()


def test_who_recovers_comes_back_in_the_same_role(wereld, traject):
    zet(traject, Status.IN_TOETSING)
    nieuw_team(wereld, traject, ["samir"], "samir", "roel")
    nieuw_team(wereld, traject, ["meike", "samir"], "meike", "roel")
    assert {lid.gebruiker: lid.rol for lid in traject.toewijzingen.all()} == {
        wereld.meike.gebruiker: "toetser",
        wereld.samir.gebruiker: "toetser",
        wereld.roel.gebruiker: "controleur",
    }


def test_who_assessed_does_not_check_also_not_after_being_replaced(wereld, traject):
    Lidmaatschap.objects.create(
        gebruiker=wereld.meike.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.CONTROLEUR
    )
    zet(traject, Status.IN_TOETSING)
    zin = "Meike Lisdodde is of was in dit traject toetser en kan dus geen interne controleur worden. Kies een ander."
    for _ in range(2):
        with pytest.raises(Geweigerd) as weigering:
            nieuw_team(wereld, traject, ["samir"], "samir", "meike")
        assert weigering.value.redenen == [zin]
        nieuw_team(wereld, traject, ["samir"], "samir", "roel")
    meike = traject.toewijzingen.get(gebruiker=wereld.meike.gebruiker)
    with pytest.raises(IntegrityError, match="houdt in een traject dezelfde rol"), transaction.atomic():
        type(meike).objects.filter(pk=meike.pk).update(rol="controleur")
    with pytest.raises(IntegrityError, match="wie in het team zat, blijft bekend"), transaction.atomic():
        meike.delete()


def test_the_organisation_objects_to_who_is_new_as_long_as_the_term_says(als, wereld, traject):
    zet(traject, Status.IN_TOETSING)
    traject.toewijzingen.update(sinds=timezone.now() - timedelta(days=70))
    assert teambezwaarbelemmeringen(wereld.joke, traject) == [
        "Bezwaar maken tegen een teamlid kan totdat het programma is vastgesteld. Komt er daarna iemand nieuw in het "
        "team, dan kan het nog 5 werkdagen."
    ]
    nieuw_team(wereld, traject, ["meike", "tessa"], "meike", "roel")
    form = als(wereld.joke).get(reverse("teambezwaar", args=[traject.nummer])).context["form"]
    assert [pk for pk, _ in form.fields["gebruiker"].choices] == [wereld.tessa.gebruiker_id]
    with pytest.raises(Geweigerd, match="Meike Lisdodde zit al langer in het team"):
        teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.meike.gebruiker, reden="Wij kennen elkaar.")
    teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.tessa.gebruiker, reden="Wij kennen elkaar.")
    tessa = traject.toewijzingen.filter(gebruiker=wereld.tessa.gebruiker)
    for dagen, kan in ((4, True), (20, False)):
        tessa.update(sinds=timezone.now() - timedelta(days=dagen))
        assert bool(open_voor_bezwaar(traject)) == kan


# Objections


def test_the_organisation_sees_the_team_and_objects_with_a_reason(als, wereld, traject):
    client, url = als(wereld.joke), reverse("teambezwaar", args=[traject.nummer])
    pagina = client.get(url).content.decode()
    assert all(naam in pagina for naam in ("Meike Lisdodde", "Samir Wollegras", "Roel Pijlkruid"))
    antwoord = client.post(url, {"gebruiker": wereld.samir.gebruiker_id, "reden": "Samir werkte vroeger voor ons."})
    assert antwoord.status_code == 302
    bezwaar = Teambezwaar.objects.get()
    assert (bezwaar.gebruiker, bezwaar.gemaakt_door) == (wereld.samir.gebruiker, wereld.joke.gebruiker)
    assert "Wacht op antwoord" in client.get(url).content.decode()


def test_an_objection_without_reason_keeps_the_choice(als, wereld, traject):
    antwoord = als(wereld.joke).post(
        reverse("teambezwaar", args=[traject.nummer]), {"gebruiker": wereld.samir.gebruiker_id, "reden": " "}
    )
    assert antwoord.context["form"].errors == {"reden": ["Vul dit in."]}
    assert antwoord.context["form"]["gebruiker"].value() == str(wereld.samir.gebruiker_id)
    assert not Teambezwaar.objects.exists()


def test_the_same_objection_is_not_made_twice(wereld, traject):
    teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.samir.gebruiker, reden="Wij kennen elkaar.")
    with pytest.raises(Geweigerd) as weigering:
        teambezwaar_maken(wereld.ingrid, traject, gebruiker=wereld.samir.gebruiker, reden="Wij kennen elkaar.")
    assert weigering.value.redenen == ["Uw organisatie maakte al bezwaar tegen Samir Wollegras. Wacht op het antwoord."]


def test_one_objects_to_members_of_the_team_only(wereld, traject):
    with pytest.raises(Geweigerd) as weigering:
        teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.tessa.gebruiker, reden="Wij kennen elkaar.")
    assert weigering.value.redenen == ["Tessa Waterviolier zit niet in het team."]


def test_the_planner_answers_and_the_organisation_reads_it(als, wereld, traject):
    bezwaar = teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.samir.gebruiker, reden="Wij kennen elkaar.")
    url = reverse("teambezwaar_beantwoorden", args=[traject.nummer, bezwaar.pk])
    als(wereld.karin).post(url, {"reden": "Dank u. Tessa komt in plaats van Samir."})
    pagina = als(wereld.joke).get(reverse("teambezwaar", args=[traject.nummer])).content.decode()
    assert "Dank u. Tessa komt in plaats van Samir." in pagina
    with pytest.raises(Geweigerd) as weigering:
        teambezwaar_beantwoorden(wereld.karin, bezwaar, "Nog een antwoord.")
    assert weigering.value.redenen == ["Dit bezwaar heeft al een antwoord."]


def test_the_person_it_is_about_does_not_read_it(als, wereld, traject):
    bezwaar = teambezwaar_maken(wereld.joke, traject, gebruiker=wereld.samir.gebruiker, reden="Wij kennen elkaar.")
    url = reverse("teambezwaar_beantwoorden", args=[traject.nummer, bezwaar.pk])
    assert [als(wie).get(url).status_code for wie in (wereld.samir, wereld.roel, wereld.wim, wereld.bram)] == [404] * 4


def test_many_objections_ask_no_more_queries(als, wereld, traject, django_assert_max_num_queries):
    client, url = als(wereld.karin), reverse("team_wijzigen", args=[traject.nummer])
    nieuw = {"traject": traject, "reden": "Wij kennen elkaar.", "gemaakt_door": wereld.joke.gebruiker}
    Teambezwaar.objects.create(gebruiker=wereld.samir.gebruiker, **nieuw)
    with django_assert_max_num_queries(15) as weinig:
        client.get(url)
    for _ in range(29):
        Teambezwaar.objects.create(gebruiker=wereld.meike.gebruiker, **nieuw)
    with django_assert_max_num_queries(len(weinig)):
        client.get(url)
