"""The certifier takes an application on with a team, or turns it down with a reason."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.models import Belang, Gebruiker, Lidmaatschap, Rol
from tests.personen import traject_in
from toetsing.handelingen.zelfevaluatie import accepteren
from toetsing.models import Verhaal
from trajecten.bevoegdheden import kandidaten
from trajecten.levensloop import Status
from trajecten.models import Toewijzing

BELANG = (
    "Tessa Waterviolier heeft een belang bij Welzijn Wilgendam: advieswerk. "
    "Kies iemand die daar de laatste 24 maanden niets mee te maken had."
)


@pytest.fixture
def traject(wereld, kader):
    return traject_in(Status.AANGEMELD, wereld, kader)


def team(wereld, toetsers, teamleider, controleur):
    return {
        "toetsers": [getattr(wereld, naam).gebruiker_id for naam in toetsers],
        "teamleider": getattr(wereld, teamleider).gebruiker_id,
        "controleur": getattr(wereld, controleur).gebruiker_id,
    }


def advieswerk(wie, organisatie, tot=None):
    return Belang.objects.create(
        gebruiker=wie.gebruiker, organisatie=organisatie, soort=Belang.Soort.ADVIES, van=date(2020, 1, 1), tot=tot
    )


def test_the_planner_reads_what_the_organisation_asks(als, wereld, traject):
    pagina = als(wereld.karin).get(reverse("accepteren", args=[traject.nummer])).content.decode()
    for zin in (
        "de hele organisatie: ontmoeting, maatschappelijk werk en jongerenwerk",
        "41 fte op 5 locaties",
        "zoals in de dagentabel",
        "versie 1",
        "Neem de aanmelding aan",
    ):
        assert zin in " ".join(pagina.split())


def test_with_a_team_the_traject_goes_on_and_every_norm_has_an_empty_story(als, wereld, traject):
    antwoord = als(wereld.karin).post(
        reverse("accepteren", args=[traject.nummer]), team(wereld, ["meike", "samir"], "meike", "roel")
    )
    traject.refresh_from_db()
    assert (antwoord.status_code, antwoord.url) == (302, traject.get_absolute_url())
    assert traject.status == Status.VOORBEREIDING
    assert [(lid.gebruiker, lid.rol, lid.is_teamleider) for lid in traject.toewijzingen.all()] == [
        (wereld.meike.gebruiker, "toetser", True),
        (wereld.samir.gebruiker, "toetser", False),
        (wereld.roel.gebruiker, "controleur", False),
    ]
    assert Verhaal.objects.filter(traject=traject).count() == traject.kaderversie.normen.count()


def test_who_has_an_interest_cannot_be_chosen_and_the_page_says_why(als, wereld, traject):
    advieswerk(wereld.tessa, traject.organisatie)
    antwoord = als(wereld.karin).get(reverse("accepteren", args=[traject.nummer]))
    form = antwoord.context["form"]
    assert BELANG in antwoord.content.decode()
    assert [naam for _, naam in form.fields["toetsers"].choices] == ["Meike Lisdodde", "Samir Wollegras"]
    with pytest.raises(Geweigerd) as weigering:
        accepteren(
            wereld.karin,
            traject,
            toetsers=[wereld.tessa.gebruiker],
            teamleider=wereld.tessa.gebruiker,
            controleur=wereld.roel.gebruiker,
        )
    assert weigering.value.redenen == [BELANG]


def test_an_interest_counts_until_the_cooling_off_period_is_over(wereld, traject):
    vandaag = timezone.localdate()
    advieswerk(wereld.tessa, traject.organisatie, tot=vandaag - timedelta(days=800))
    advieswerk(wereld.samir, traject.organisatie, tot=vandaag - timedelta(days=600))
    kan_niet = [kandidaat.gebruiker.naam for kandidaat in kandidaten(traject) if kandidaat.belemmeringen]
    assert kan_niet == ["Samir Wollegras"]


def test_who_works_for_the_organisation_cannot_be_chosen(wereld, traject):
    Lidmaatschap.objects.create(
        gebruiker=wereld.tessa.gebruiker, organisatie=traject.organisatie, rol=Rol.KWALITEITSMEDEWERKER
    )
    redenen = [reden for kandidaat in kandidaten(traject) for reden in kandidaat.belemmeringen]
    assert redenen == ["Tessa Waterviolier werkt voor Welzijn Wilgendam. Kies een ander."]


def test_the_database_refuses_an_assignment_with_an_interest(wereld, traject):
    advieswerk(wereld.tessa, traject.organisatie)
    with pytest.raises(IntegrityError):
        Toewijzing.objects.create(traject=traject, gebruiker=wereld.tessa.gebruiker, rol=Toewijzing.Trajectrol.TOETSER)


def test_a_refused_team_stays_on_the_page_with_the_sentence_beside_the_field(als, wereld, traject):
    Lidmaatschap.objects.create(
        gebruiker=wereld.meike.gebruiker, organisatie=traject.certificeerder, rol=Rol.CONTROLEUR
    )
    antwoord = als(wereld.karin).post(
        reverse("accepteren", args=[traject.nummer]), team(wereld, ["meike"], "samir", "meike")
    )
    assert antwoord.context["form"].errors == {
        "teamleider": ["De teamleider is een van de toetsers. Kies een toetser als teamleider."],
        "controleur": [
            "Meike Lisdodde toetst zelf mee en kan het rapport dus niet controleren. Kies een ander als controleur."
        ],
    }
    assert antwoord.context["form"]["toetsers"].value() == [str(wereld.meike.gebruiker_id)]
    traject.refresh_from_db()
    assert traject.status == Status.AANGEMELD
    assert not traject.toewijzingen.exists()


def test_an_assessor_of_another_certifier_is_no_choice(als, wereld, traject):
    antwoord = als(wereld.karin).post(
        reverse("accepteren", args=[traject.nummer]), team(wereld, ["vera"], "meike", "roel")
    )
    assert antwoord.context["form"].errors["toetsers"] == ["Kies opnieuw."]


def test_refusing_asks_a_reason_that_the_organisation_reads(als, wereld, traject):
    client = als(wereld.karin)
    leeg = client.post(reverse("weigeren", args=[traject.nummer]), {"reden": ""})
    traject.refresh_from_db()
    assert (leeg.status_code, traject.status) == (200, Status.AANGEMELD)
    assert leeg.context["weigerform"].errors == {"reden": ["Vul dit in."]}
    client.post(reverse("weigeren", args=[traject.nummer]), {"reden": "Wij zitten dit jaar vol."})
    traject.refresh_from_db()
    assert traject.status == Status.GEWEIGERD
    stil = als(wereld.joke).get(traject.get_absolute_url()).context["stil"]
    assert (stil["wat"], stil["naam"], stil["reden"]) == (
        "Aanmelding geweigerd",
        "Karin Dotterbloem",
        "Wij zitten dit jaar vol.",
    )


def test_after_accepting_the_page_says_that_it_has_been_done(als, wereld, kader):
    traject = traject_in(Status.VOORBEREIDING, wereld, kader)
    pagina = als(wereld.karin).get(reverse("accepteren", args=[traject.nummer])).content.decode()
    assert "Dat kan nu niet: het traject staat op" in pagina
    assert "Neem de aanmelding aan" not in pagina


@pytest.mark.parametrize("naam", ["joke", "ingrid", "meike", "femke"])
def test_only_the_planner_of_this_certifier_accepts(wereld, traject, naam):
    with pytest.raises(Geweigerd):
        accepteren(
            getattr(wereld, naam),
            traject,
            toetsers=[wereld.meike.gebruiker],
            teamleider=wereld.meike.gebruiker,
            controleur=wereld.roel.gebruiker,
        )
    traject.refresh_from_db()
    assert traject.status == Status.AANGEMELD


def test_the_page_asks_as_many_queries_for_three_people_as_for_thirty(
    als, wereld, traject, django_assert_max_num_queries
):
    client, url = als(wereld.karin), reverse("accepteren", args=[traject.nummer])
    with django_assert_max_num_queries(15) as weinig:
        client.get(url)
    for nummer in range(30):
        nieuw = Gebruiker.objects.create_user(f"toetser{nummer}@voorbeeld.example", f"Toetser {nummer}")
        lid = Lidmaatschap.objects.create(gebruiker=nieuw, organisatie=traject.certificeerder, rol=Rol.TOETSER)
        if nummer % 3 == 0:
            advieswerk(lid, traject.organisatie)
    with django_assert_max_num_queries(len(weinig)):
        client.get(url)
