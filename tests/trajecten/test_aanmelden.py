"""Applying for a traject: what is typed stays, days follow from the table, and one at a time."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.handelingen.gebied import gebiedsdeel_wijzigen
from leden.models import Activiteit, Gebeurtenis, Locatie, Werkgebied
from tests.gedeeld import gedeelde_wereld
from tests.klokken import op
from tests.personen import klein_kader
from trajecten.gebied import Gebiedskeuze
from trajecten.handelingen import aanmelden, intrekken
from trajecten.levensloop import Status
from trajecten.models import Traject, Trajectgebied, Trajectlocatie, gebied_van


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.kader = klein_kader()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def ingevuld(wereld, **anders):
    return {
        "variant": "externe_audit",
        "reikwijdte": "de hele organisatie",
        "fte": "41,5",
        "locaties": "5",
        "certificeerder": wereld.karin.organisatie_id,
        "dagen": "",
        "dagen_reden": "",
        "akkoord": "on",
    } | anders


def versturen(client, gegevens):
    return client.post(reverse("aanmelden"), gegevens)


def test_an_application_becomes_a_traject(wereld, als):
    antwoord = versturen(als(wereld.joke), ingevuld(wereld))
    traject = Traject.objects.get()
    assert antwoord.url == reverse("traject", args=[traject.nummer])
    assert (traject.organisatie, traject.certificeerder) == (wereld.joke.organisatie, wereld.karin.organisatie)
    assert (traject.fte, traject.dagen, traject.status) == (Decimal("41.5"), Decimal("2.0"), Status.AANGEMELD)
    assert traject.voorwaarden_versie == wereld.kader.voorwaarden.versie
    assert traject.termijn is not None
    assert Gebeurtenis.objects.get(handeling="aanmelden").onderwerp == f"traject {traject.nummer}"


@pytest.mark.parametrize(
    ("veld", "getypt", "zin"),
    [
        ("variant", "", "Maak een keuze."),
        ("variant", "adviesmeting", "Deze keuze is er niet."),
        ("reikwijdte", "", "Vul dit in."),
        ("reikwijdte", "a" * 501, "Maak het korter."),
        ("fte", "veel", "Schrijf hier een getal"),
        ("fte", "0", "Schrijf hier een getal vanaf 0,1."),
        ("fte", "-3", "Schrijf hier een getal vanaf 0,1."),
        ("fte", "NaN", "Schrijf hier een getal"),
        ("fte", "99999999", "cijfers"),
        ("locaties", "0", "Kies 1 of meer."),
        ("locaties", "2,5", "Schrijf hier een heel getal"),
        ("certificeerder", "", "Maak een keuze."),
        ("certificeerder", "999999", "Deze keuze is er niet meer."),
        ("dagen", "twee", "Schrijf hier een getal"),
        ("dagen", "0", "Schrijf hier een getal vanaf 0,5."),
        ("dagen", "-1", "Schrijf hier een getal vanaf 0,5."),
        ("akkoord", None, "Zet hier een vinkje om verder te gaan."),
    ],
)
def test_a_field_that_is_not_right_says_what_helps_and_everything_typed_stays(wereld, als, veld, getypt, zin):
    gegevens = ingevuld(wereld, reikwijdte="het jongerenwerk in Oeverwijk", dagen_reden="Drie kleine locaties.")
    gegevens[veld] = getypt
    if getypt is None:
        del gegevens[veld]
    antwoord = versturen(als(wereld.joke), gegevens)
    assert antwoord.status_code == 200
    bladzijde = antwoord.content.decode()
    assert zin in bladzijde
    assert list(antwoord.context["form"].errors) == [veld]
    for naam in {"reikwijdte", "dagen_reden"} - {veld}:
        assert gegevens[naam] in bladzijde
    if getypt and veld in ("fte", "locaties", "dagen", "reikwijdte"):
        assert getypt in bladzijde
    assert not Traject.objects.exists()


def test_another_organisation_cannot_be_chosen_as_certifier(wereld, als):
    antwoord = versturen(als(wereld.joke), ingevuld(wereld, certificeerder=wereld.bram.organisatie_id))
    assert "Deze keuze is er niet meer." in antwoord.content.decode()


def test_other_days_than_the_table_ask_a_reason(wereld, als):
    antwoord = versturen(als(wereld.joke), ingevuld(wereld, dagen="1,5"))
    bladzijde = antwoord.content.decode()
    assert "Bij 41,5 fte horen 2 toetsdagen. Schrijf waarom u een ander aantal kiest." in bladzijde
    assert 'value="1,5"' in bladzijde
    assert not Traject.objects.exists()


def test_with_a_reason_other_days_are_fine(wereld, als):
    versturen(als(wereld.joke), ingevuld(wereld, dagen="1,5", dagen_reden="Vorig jaar is een deel al getoetst."))
    traject = Traject.objects.get()
    assert (traject.dagen, traject.dagen_reden) == (Decimal("1.5"), "Vorig jaar is een deel al getoetst.")


def test_the_act_asks_for_that_reason_too(wereld):
    with pytest.raises(Geweigerd, match="horen volgens de dagentabel 2 toetsdagen"):
        aanmelden(
            wereld.joke,
            certificeerder=wereld.karin.organisatie,
            kaderversie=wereld.kader,
            variant="externe_audit",
            reikwijdte="alles",
            fte=Decimal("41.0"),
            locaties=1,
            dagen=Decimal("3.0"),
            dagen_reden="  ",
        )


def test_one_traject_at_a_time_for_the_same_scope(wereld, als):
    client = als(wereld.joke)
    versturen(client, ingevuld(wereld))
    traject = Traject.objects.get()
    bladzijde = versturen(client, ingevuld(wereld)).content.decode()
    assert f"Traject {traject.nummer} van Welzijn Wilgendam is nog bezig. Rond dat eerst af." in bladzijde
    assert Traject.objects.count() == 1


def test_trajecten_of_two_scopes_run_side_by_side_each_in_its_own_cycle(wereld, als):
    client = als(wereld.joke)
    versturen(client, ingevuld(wereld))
    versturen(client, ingevuld(wereld) | {"reikwijdte": "Alleen het jongerenwerk in Oeverwijk"})
    een, ander = Traject.objects.all()
    assert een.cyclus != ander.cyclus


def test_the_scope_of_a_granted_label_is_renewed_and_not_begun_again(wereld, als):
    client = als(wereld.joke)
    versturen(client, ingevuld(wereld))
    oud = Traject.objects.get()
    Traject.objects.update(status=Status.LOPEND, termijn=None, termijnnaam="")
    assert "is het label al toegekend. Hernieuw dat label" in versturen(client, ingevuld(wereld)).content.decode()
    assert Traject.objects.get() == oud


def test_nobody_begins_in_the_cycle_of_another_organisation(wereld, als):
    versturen(als(wereld.bram), ingevuld(wereld))
    ander = Traject.objects.get()
    with pytest.raises(Geweigerd, match="Dit label is niet van uw organisatie"):
        aanmelden(
            wereld.joke,
            certificeerder=ander.certificeerder,
            kaderversie=ander.kaderversie,
            variant=ander.variant,
            reikwijdte=ander.reikwijdte,
            fte=ander.fte,
            locaties=1,
            dagen=ander.dagen,
            dagen_reden="",
            cyclus=ander.cyclus,
        )


def test_another_organisation_can_apply_meanwhile(wereld, als):
    versturen(als(wereld.joke), ingevuld(wereld))
    versturen(als(wereld.bram), ingevuld(wereld))
    assert sorted(traject.nummer[-3:] for traject in Traject.objects.all()) == ["001", "002"]


def test_after_withdrawing_one_can_apply_again(wereld, als):
    versturen(als(wereld.joke), ingevuld(wereld))
    intrekken(wereld.ingrid, Traject.objects.get(), "Wij wachten een jaar.")
    versturen(als(wereld.joke), ingevuld(wereld))
    assert Traject.objects.count() == 2


def test_without_a_framework_one_hears_why_not(wereld, als, monkeypatch):
    monkeypatch.setattr("trajecten.views.trajecten.bruikbaar_kader", lambda dag: None)
    bladzijde = als(wereld.joke).get(reverse("aanmelden")).content.decode()
    assert "Er is nog geen normenkader." in bladzijde


# The side doors as pages


@pytest.fixture
def traject(wereld, als):
    versturen(als(wereld.joke), ingevuld(wereld))
    return Traject.objects.get()


def test_withdrawing_asks_a_reason_and_tells_everyone(wereld, als, traject):
    client, adres = als(wereld.ingrid), reverse("intrekken", args=[traject.nummer])
    antwoord = client.post(adres, {"reden": " "})
    assert (antwoord.status_code, "Vul dit in." in antwoord.content.decode()) == (200, True)
    client.post(adres, {"reden": "Wij gaan fuseren met Stichting Buurtkracht Oever."})
    traject.refresh_from_db()
    assert traject.status == Status.INGETROKKEN
    assert (
        "Wij gaan fuseren met Stichting Buurtkracht Oever."
        in als(wereld.karin).get(reverse("traject", args=[traject.nummer])).content.decode()
    )


def test_a_side_door_that_is_closed_says_why(wereld, als, traject):
    for naam in ("staken", "aanhouden", "hervatten"):
        bladzijde = als(wereld.karin).get(reverse(naam, args=[traject.nummer])).content.decode()
        assert "Dat kan nu niet: het traject staat op &#x27;aangemeld&#x27;" in bladzijde
        assert '<button class="btn btn-primary">' not in bladzijde


def test_suspending_and_going_on_by_page(wereld, als, traject):
    Traject.objects.update(status=Status.VOORBEREIDING)
    client = als(wereld.karin)
    client.post(reverse("aanhouden", args=[traject.nummer]), {"reden": "De teamleider is ziek."})
    traject.refresh_from_db()
    assert traject.status == Status.AANGEHOUDEN
    bovenaan, _ = als(wereld.joke).get(traject.get_absolute_url()).content.decode().split("Waar staat het traject")
    assert "De teamleider is ziek." in bovenaan
    client.post(reverse("hervatten", args=[traject.nummer]))
    traject.refresh_from_db()
    assert traject.status == Status.VOORBEREIDING


# ---- what is assessed: locations, working area and activities


def gebied_erbij(organisatie):
    """What the organisation keeps of where it works and what it does; of each kind one that is over."""
    gisteren = timezone.localdate() - timedelta(days=1)
    for naam, tot in (("De Schakel", None), ("De Kade", None), ("Het Veer", gisteren)):
        Locatie.objects.create(
            organisatie=organisatie, naam=naam, adres="Wilgenlaan 12", plaats="Wilgendam", gemeente="GM1696", tot=tot
        )
    for gemeente, tot in (("GM1696", None), ("GM0344", gisteren)):
        Werkgebied.objects.create(organisatie=organisatie, gemeente=gemeente, tot=tot)
    for naam, tot in (("jongerenwerk", None), ("hulp bij schulden", None), ("een winkel", gisteren)):
        Activiteit.objects.create(organisatie=organisatie, naam=naam, tot=tot)


def gekozen(**anders):
    """The keys that a browser sends for these names; to begin with all of today."""
    namen = {"waar": ["De Schakel", "De Kade"], "activiteiten": ["jongerenwerk"]} | anders
    return {
        "waar": list(Locatie.objects.filter(naam__in=namen["waar"]).values_list("pk", flat=True)),
        "werkgebied": list(Werkgebied.objects.filter(gemeente="GM1696").values_list("pk", flat=True)),
        "activiteiten": list(Activiteit.objects.filter(naam__in=namen["activiteiten"]).values_list("pk", flat=True)),
    }


def zonder_aantal(wereld):
    return {naam: waarde for naam, waarde in ingevuld(wereld).items() if naam != "locaties"}


def test_the_form_offers_what_holds_today_all_of_it_chosen_and_asks_no_number(wereld, als):
    gebied_erbij(wereld.joke.organisatie)
    form = als(wereld.joke).get(reverse("aanmelden")).context["form"]
    assert "locaties" not in form.fields
    te_kiezen = {
        naam: {str(rij) for rij in form.fields[naam].queryset} for naam in ("waar", "werkgebied", "activiteiten")
    }
    assert te_kiezen == {
        "waar": {"De Schakel, Wilgenlaan 12, Wilgendam", "De Kade, Wilgenlaan 12, Wilgendam"},
        "werkgebied": {"Wijdemeren"},
        "activiteiten": {"jongerenwerk", "hulp bij schulden"},
    }
    assert all(len(form[naam].value()) == len(te_kiezen[naam]) for naam in te_kiezen)


def test_what_is_chosen_stays_as_it_was_that_day(wereld, als):
    gebied_erbij(wereld.joke.organisatie)
    antwoord = versturen(als(wereld.joke), zonder_aantal(wereld) | gekozen(waar=["De Schakel"]))
    traject = Traject.objects.get()
    assert antwoord.url == traject.get_absolute_url()
    assert traject.locaties == 1
    deel = Locatie.objects.get(naam="De Schakel")
    gebiedsdeel_wijzigen(wereld.joke, deel, naam="Het Nieuwe Huis", gemeente="GM0402", tot=timezone.localdate())
    assert gebied_van(traject) == {
        "locaties": [
            {
                "naam": "De Schakel",
                "adres": "Wilgenlaan 12",
                "postcode": "",
                "plaats": "Wilgendam",
                "gemeente": "GM1696",
            }
        ],
        "werkgebied": ["GM1696"],
        "activiteiten": ["jongerenwerk"],
    }
    for wie in (wereld.joke, wereld.karin, wereld.gijs):
        bladzijde = als(wie).get(reverse("traject_gebied", args=[traject.nummer])).content.decode()
        assert "De Schakel, Wilgenlaan 12, Wilgendam (gemeente Wijdemeren)" in bladzijde
        assert "jongerenwerk" in bladzijde
        assert "hulp bij schulden" not in bladzijde


def test_the_database_refuses_another_choice_afterwards(wereld, als):
    gebied_erbij(wereld.joke.organisatie)
    versturen(als(wereld.joke), zonder_aantal(wereld) | gekozen())
    traject = Traject.objects.get()
    for rijen, velden in (
        (Trajectgebied.objects, {"activiteiten": ["iets anders"]}),
        (Trajectgebied.objects, {"werkgebied": ["GM0344"]}),
        (Trajectlocatie.objects, {"naam": "Elders"}),
    ):
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
            rijen.update(**velden)
        with pytest.raises(DatabaseError, match="Cannot update or delete rows"), transaction.atomic():
            rijen.first().delete()
    Traject.objects.update(status=Status.VOORBEREIDING)
    with pytest.raises(IntegrityError, match="dit is overgedragen en ligt vast"), transaction.atomic():
        Trajectlocatie.objects.create(
            traject=traject,
            locatie=Locatie.objects.get(naam="Het Veer"),
            naam="Het Veer",
            plaats="x",
            gemeente="GM0344",
        )


def test_who_has_locations_chooses_at_least_one_and_keeps_what_was_typed(wereld, als):
    gebied_erbij(wereld.joke.organisatie)
    antwoord = versturen(als(wereld.joke), zonder_aantal(wereld) | gekozen(waar=[]))
    assert antwoord.context["form"].errors == {"waar": ["Kies er minstens één."]}
    # What was not ticked stays so.
    assert antwoord.context["form"]["activiteiten"].value() == [str(Activiteit.objects.get(naam="jongerenwerk").pk)]
    assert not Traject.objects.exists()


@pytest.mark.parametrize("welke", ["van een ander", "voorbij", "geen"])
def test_the_act_takes_only_what_belongs_to_the_organisation_today(wereld, welke):
    gebied_erbij(wereld.joke.organisatie)
    ander = Locatie.objects.create(
        organisatie=wereld.bram.organisatie, naam="De Oever", plaats="Oeverwijk", gemeente="GM0344"
    )
    locaties = {"van een ander": [ander], "voorbij": [Locatie.objects.get(naam="Het Veer")], "geen": []}[welke]
    zin = "Kies minstens één locatie." if welke == "geen" else f"{locaties[0]} hoort nu niet bij Welzijn Wilgendam."
    with pytest.raises(Geweigerd, match=zin):
        aanmelden(
            wereld.joke,
            certificeerder=wereld.karin.organisatie,
            kaderversie=wereld.kader,
            variant="externe_audit",
            reikwijdte="alles",
            fte=Decimal("41.0"),
            locaties=1,
            dagen=Decimal("2.0"),
            dagen_reden="",
            gebied=Gebiedskeuze(locaties),
        )
    assert not Traject.objects.exists()


def test_who_has_written_down_nothing_gives_a_number(wereld, als):
    versturen(als(wereld.joke), ingevuld(wereld))
    traject = Traject.objects.get()
    assert (traject.locaties, gebied_van(traject)) == (5, {})
    bladzijde = als(wereld.joke).get(reverse("traject_gebied", args=[traject.nummer])).content.decode()
    assert "gaf bij de aanmelding een aantal locaties op (5), en niet welke." in bladzijde


def test_after_the_change_of_municipality_a_traject_begins_with_the_code_of_now(wereld, als):
    gebied_erbij(wereld.joke.organisatie)
    with op(date(2027, 1, 4)):
        versturen(als(wereld.joke), zonder_aantal(wereld) | gekozen())
    document = gebied_van(Traject.objects.get())
    assert {een["gemeente"] for een in document["locaties"]} == set(document["werkgebied"]) == {"GM0402"}
