"""Applying for a traject: what is typed stays, days follow from the table, and one at a time."""

from decimal import Decimal

import pytest
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader
from trajecten.handelingen import aanmelden, intrekken
from trajecten.levensloop import Status
from trajecten.models import Traject


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
