"""Which locations are visited and why those: chosen by the certifier, read by the organisation, remembered the next time."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Locatie
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, verder
from toetsing import nog_te_doen
from toetsing.handelingen import programma
from toetsing.models import Bezoek, Bezoekkeuze, locaties_met_bezoek
from toetsing.samenstellen import rapportinhoud
from trajecten.gebied import Gebiedskeuze
from trajecten.handelingen import aanmelden
from trajecten.levensloop import Status
from trajecten.models import Traject

WAAROM = "Samen laten zij elk soort werk zien."


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject about three locations, of which the self-evaluation has been handed in."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        wereld.eigen_locaties = [
            Locatie.objects.create(
                organisatie=wereld.joke.organisatie, naam=naam, plaats="Wilgendam", gemeente="GM0402"
            )
            for naam in ("De Schakel", "De Kade", "Het Veer")
        ]
        wereld.traject = verder(aangemeld(wereld), Status.INGEDIEND, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    gedeeld.traject.refresh_from_db()
    return gedeeld


def aangemeld(wereld, cyclus=None):
    return aanmelden(
        wereld.joke,
        certificeerder=wereld.karin.organisatie,
        kaderversie=wereld.kader,
        variant="externe_audit",
        reikwijdte="de hele organisatie",
        fte=Decimal("41.0"),
        locaties=3,
        dagen=wereld.kader.dagen_voor(Decimal("41.0")),
        dagen_reden="",
        gebied=Gebiedskeuze(wereld.eigen_locaties),
        cyclus=cyclus,
    )


def locatie(traject, naam):
    return traject.trajectlocaties.get(naam=naam)


def kiezen(wereld, *namen, wie="karin", waarom=WAAROM):
    locaties = [locatie(wereld.traject, naam) for naam in namen]
    return programma.bezoeken_kiezen(getattr(wereld, wie), wereld.traject, locaties=locaties, waarom=waarom)


def bezocht(traject):
    return {een.naam for een in locaties_met_bezoek(traject) if een.bezocht}


def tekst(antwoord):
    return " ".join(antwoord.content.decode().split())


@pytest.mark.parametrize("wie", ["karin", "meike"])
def test_the_certifier_chooses_on_a_page_and_can_choose_again(wereld, als, wie):
    client, url = als(getattr(wereld, wie)), reverse("bezoeken_kiezen", args=[wereld.traject.nummer])
    eerst = [locatie(wereld.traject, naam).pk for naam in ("De Schakel", "De Kade")]
    antwoord = client.post(url, {"locaties": eerst, "waarom": WAAROM})
    assert antwoord.url == reverse("programma", args=[wereld.traject.nummer])
    form = client.get(url).context["form"]
    assert (set(form["locaties"].value()), form["waarom"].value()) == (set(eerst), WAAROM)
    client.post(url, {"locaties": [locatie(wereld.traject, "Het Veer").pk], "waarom": "Deze is nieuw."})
    assert bezocht(wereld.traject) == {"Het Veer"}
    assert wereld.traject.bezoekkeuze.waarom == "Deze is nieuw."


@pytest.mark.parametrize(
    ("namen", "waarom", "fouten"),
    [
        ([], WAAROM, {"locaties": ["Kies er minstens één."]}),
        (["De Kade"], "  ", {"waarom": ["Vul dit in."]}),
        (["De Kade"], "a" * 1001, {"waarom": ["Hier passen 1000 tekens. U schreef er 1001. Maak het korter."]}),
    ],
)
def test_what_is_not_right_is_said_beside_the_field(wereld, als, namen, waarom, fouten):
    url = reverse("bezoeken_kiezen", args=[wereld.traject.nummer])
    locaties = [locatie(wereld.traject, naam).pk for naam in namen]
    antwoord = als(wereld.karin).post(url, {"locaties": locaties, "waarom": waarom})
    assert antwoord.context["form"].errors == fouten
    assert not Bezoekkeuze.objects.exists()


def test_the_act_refuses_the_same_and_a_location_of_another_traject(wereld):
    with pytest.raises(Geweigerd, match=r"Kies minstens één locatie\. Schrijf waarom u deze locaties kiest\."):
        kiezen(wereld, waarom=" ")
    vreemd = locatie(wereld.traject, "De Kade")
    vreemd.traject_id += 1
    with pytest.raises(Geweigerd, match="De Kade, Wilgendam hoort niet bij dit traject"):
        programma.bezoeken_kiezen(wereld.karin, wereld.traject, locaties=[vreemd], waarom=WAAROM)
    with pytest.raises(Geweigerd, match="het programma maken"):
        kiezen(wereld, "De Kade", wie="joke")


def test_the_programme_waits_for_the_choice(wereld):
    zin = "Kies welke locaties worden bezocht."
    assert zin in nog_te_doen.programma(wereld.traject)
    kiezen(wereld, "De Kade")
    assert zin not in nog_te_doen.programma(Traject.objects.get(pk=wereld.traject.pk))


def test_who_did_not_say_which_locations_there_are_is_asked_nothing(wereld):
    zonder = Traject(pk=0, organisatie=wereld.joke.organisatie)
    assert not locaties_met_bezoek(zonder).exists()


def test_the_organisation_reads_it_once_the_programme_is_fixed(wereld, als):
    kiezen(wereld, "De Kade")
    url = reverse("programma", args=[wereld.traject.nummer])
    assert als(wereld.joke).get(url).status_code == 404
    verder(wereld.traject, Status.GEPLAND, wereld)
    kiezen(wereld, "De Kade", "Het Veer")
    bladzijde = tekst(als(wereld.joke).get(url))
    assert f"<p>{WAAROM}</p>" in bladzijde
    assert bladzijde.count("wordt bezocht") == 2
    assert bladzijde.count("wordt niet bezocht") == 1
    assert reverse("bezoeken_kiezen", args=[wereld.traject.nummer]) not in bladzijde
    # What others count on by now stands in the log when it changes.
    regel = Gebeurtenis.objects.filter(handeling="programma_maken").latest("volgnummer")
    assert regel.reden == f"Te bezoeken: De Kade, Het Veer. {WAAROM}"


def test_the_report_tells_which_locations_were_visited_and_why_those(wereld):
    assert [feit["label"] for feit in rapportinhoud(wereld.traject, "concept", 1)["kerngegevens"]] == ["Soort toets"]
    kiezen(wereld, "De Schakel", "De Kade")
    assert rapportinhoud(wereld.traject, "concept", 1)["kerngegevens"][1:] == [
        {"label": "Bezochte locaties", "waarde": "De Kade, Wilgendam; De Schakel, Wilgendam"},
        {"label": "Waarom deze", "waarde": WAAROM},
    ]


def test_the_next_traject_tells_what_was_visited_last_time(wereld, als):
    kiezen(wereld, "De Kade")
    Traject.objects.filter(pk=wereld.traject.pk).update(status=Status.LOPEND)
    nieuw = verder(aangemeld(wereld, wereld.traject.cyclus), Status.INGEDIEND, wereld)
    assert {een.naam: een.vorige_keer for een in locaties_met_bezoek(nieuw)} == {
        "De Kade": True,
        "De Schakel": False,
        "Het Veer": False,
    }
    bladzijde = tekst(als(wereld.karin).get(reverse("bezoeken_kiezen", args=[nieuw.nummer])))
    assert "De Kade, Wilgendam, vorige keer bezocht" in bladzijde
    assert bladzijde.count("vorige keer bezocht") == 1
    programma.bezoeken_kiezen(wereld.karin, nieuw, locaties=[locatie(nieuw, "De Kade")], waarom=WAAROM)
    assert "vorige keer ook bezocht" in tekst(als(wereld.karin).get(reverse("programma", args=[nieuw.nummer])))


def test_after_the_assessment_the_database_refuses_another_choice(wereld):
    keuze = kiezen(wereld, "De Kade")
    Traject.objects.filter(pk=wereld.traject.pk).update(status=Status.INTERNE_CONTROLE)
    for doen in (
        lambda: Bezoek.objects.create(keuze=keuze, locatie=locatie(wereld.traject, "Het Veer")),
        lambda: Bezoek.objects.all().delete(),
        lambda: Bezoekkeuze.objects.update(waarom="Toch anders."),
    ):
        with pytest.raises(IntegrityError, match="dit is overgedragen en ligt vast"), transaction.atomic():
            doen()


def test_the_programme_stays_quick_with_locations(wereld, als):
    kiezen(wereld, "De Kade", "Het Veer")
    for wie in (wereld.karin, wereld.meike):
        client = als(wie)
        for naam in ("programma", "bezoeken_kiezen"):
            with CaptureQueriesContext(connection) as gesteld:
                assert client.get(reverse(naam, args=[wereld.traject.nummer])).status_code == 200
            assert len(gesteld) <= 15
