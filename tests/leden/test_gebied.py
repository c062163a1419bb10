"""Where a member works and what it does there: locations, working area and activities, kept by who works there and by the bureau."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.handelingen.gebied import gebiedsdeel_toevoegen, gebiedsdeel_wijzigen
from leden.handelingen.opvolging import samenvoegen
from leden.models import Activiteit, Gebeurtenis, Locatie, Organisatie, Werkgebied
from tests.gedeeld import gedeelde_wereld
from tests.klokken import op

SCHAKEL = {
    "naam": "Buurthuis De Schakel",
    "adres": "Wilgenlaan 12",
    "postcode": "1234AB",
    "plaats": "Wilgendam",
    "gemeente": "GM1696",
    "van": "1 maart 2020",
    "tot": "",
}


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


def wilgendam(wereld):
    return wereld.joke.organisatie


def toevoegen(client, soort, organisatie, **gegevens):
    return client.post(reverse(f"{soort}_toevoegen", args=[organisatie.pk]), gegevens)


def laatste_reden(organisatie):
    return Gebeurtenis.objects.filter(onderwerp=organisatie.onderwerp).latest("volgnummer").reden


@pytest.mark.parametrize("wie", ["joke", "ingrid", "hilde", "gijs"])
def test_who_works_there_and_the_bureau_add_a_location(wereld, als, wie):
    antwoord = toevoegen(als(getattr(wereld, wie)), "locatie", wilgendam(wereld), **SCHAKEL)
    locatie = Locatie.objects.get()
    assert (str(locatie), locatie.gemeente) == ("Buurthuis De Schakel, Wilgenlaan 12, 1234 AB Wilgendam", "GM1696")
    assert (locatie.organisatie, locatie.van, locatie.tot) == (wilgendam(wereld), date(2020, 3, 1), None)
    zin = "Locatie erbij: Buurthuis De Schakel, Wilgenlaan 12, 1234 AB Wilgendam vanaf 1 maart 2020"
    assert laatste_reden(wilgendam(wereld)) == zin
    assert antwoord.url == reverse("gebied", args=[wilgendam(wereld).pk])


def test_a_page_of_the_organisation_shows_them_with_the_ways_to_change_them(wereld, als):
    client = als(wereld.joke)
    toevoegen(client, "locatie", wilgendam(wereld), **SCHAKEL)
    toevoegen(client, "werkgebied", wilgendam(wereld), gemeente="GM0402")
    toevoegen(client, "activiteit", wilgendam(wereld), naam="hulp bij schulden", tot="1 januari 2020")
    toevoegen(client, "activiteit", wilgendam(wereld), naam="jongerenwerk")
    pagina = reverse("gebied", args=[wilgendam(wereld).pk])
    assert pagina in client.get(reverse("eigen_organisatie")).content.decode()
    assert pagina in als(wereld.gijs).get(wilgendam(wereld).get_absolute_url()).content.decode()
    bladzijde = " ".join(client.get(pagina).content.decode().split())
    assert "Buurthuis De Schakel, Wilgenlaan 12, 1234 AB Wilgendam <span" in bladzijde
    assert "gemeente Wijdemeren" in bladzijde
    assert "vanaf 1 maart 2020" in bladzijde
    assert "tot en met 1 januari 2020" in bladzijde
    # What is over stands last.
    _, activiteiten = client.get(pagina).context["delen"][2]
    assert [een.naam for een in activiteiten] == ["jongerenwerk", "hulp bij schulden"]
    for soort, model in (("locatie", Locatie), ("werkgebied", Werkgebied), ("activiteit", Activiteit)):
        assert reverse(f"{soort}_wijzigen", args=[model.objects.first().pk]) in bladzijde
        assert reverse(f"{soort}_toevoegen", args=[wilgendam(wereld).pk]) in bladzijde


def test_only_a_member_has_them(wereld, als):
    noorderlicht = wereld.karin.organisatie
    pagina = reverse("gebied", args=[noorderlicht.pk])
    assert pagina not in als(wereld.karin).get(reverse("eigen_organisatie")).content.decode()
    assert als(wereld.karin).get(pagina).status_code == 404
    zin = "Toetshuis Noorderlicht is geen lidorganisatie."
    assert zin in als(wereld.gijs).get(reverse("locatie_toevoegen", args=[noorderlicht.pk])).content.decode()
    with pytest.raises(Geweigerd, match=zin):
        gebiedsdeel_toevoegen(wereld.gijs, noorderlicht, Activiteit, naam="toetsen")


def test_nobody_keeps_those_of_another_organisation(wereld):
    with pytest.raises(Geweigerd, match="U werkt niet bij Welzijn Wilgendam"):
        gebiedsdeel_toevoegen(wereld.bram, wilgendam(wereld), Activiteit, naam="jongerenwerk")


@pytest.mark.parametrize(
    ("soort", "anders", "veld", "zin"),
    [
        ("locatie", {"naam": ""}, "naam", "Vul dit in."),
        ("locatie", {"naam": "a" * 121}, "naam", "Hier passen 120 tekens."),
        ("locatie", {"postcode": "12345"}, "postcode", "Schrijf de postcode zo: 1234 AB."),
        ("locatie", {"plaats": ""}, "plaats", "Vul dit in."),
        ("locatie", {"gemeente": ""}, "gemeente", "Maak een keuze."),
        ("locatie", {"gemeente": "GM9999"}, "gemeente", "Deze keuze is er niet."),
        ("locatie", {"van": "gisteren"}, "van", "Dit lijkt geen datum."),
        ("locatie", {"tot": "1 januari 2020"}, "tot", "De laatste dag komt voor de eerste. Kijk de twee dagen na."),
        ("werkgebied", {"gemeente": "GM0344"}, "gemeente", "Utrecht staat er al."),
        ("activiteit", {"naam": "JONGERENWERK"}, "naam", "JONGERENWERK staat er al."),
    ],
)
def test_what_does_not_fit_is_said_beside_the_field_and_what_was_typed_stays(wereld, als, soort, anders, veld, zin):
    Werkgebied.objects.create(organisatie=wilgendam(wereld), gemeente="GM0344")
    Activiteit.objects.create(organisatie=wilgendam(wereld), naam="jongerenwerk")
    gegevens = {"locatie": SCHAKEL, "werkgebied": {}, "activiteit": {}}[soort] | anders
    antwoord = toevoegen(als(wereld.joke), soort, wilgendam(wereld), **gegevens)
    assert antwoord.status_code == 200
    (fout,) = antwoord.context["form"].errors[veld]
    assert fout.startswith(zin)
    if soort == "locatie" and veld != "adres":
        assert SCHAKEL["adres"] in antwoord.content.decode()
    assert (Locatie.objects.count(), Werkgebied.objects.count(), Activiteit.objects.count()) == (0, 1, 1)


def test_what_has_ended_can_begin_again(wereld):
    for _ in range(2):
        deel = gebiedsdeel_toevoegen(wereld.joke, wilgendam(wereld), Activiteit, naam="jongerenwerk")
        gebiedsdeel_wijzigen(wereld.joke, deel, tot=timezone.localdate())
    assert Activiteit.objects.count() == 2


def test_a_change_says_in_the_log_what_it_was(wereld, als):
    toevoegen(als(wereld.joke), "locatie", wilgendam(wereld), **SCHAKEL)
    locatie = Locatie.objects.get()
    gegevens = SCHAKEL | {"adres": "Wilgenlaan 14", "gemeente": "GM0402", "tot": "31 december 2026"}
    antwoord = als(wereld.hilde).post(reverse("locatie_wijzigen", args=[locatie.pk]), gegevens)
    assert antwoord.status_code == 302
    locatie.refresh_from_db()
    assert (locatie.adres, locatie.gemeente, locatie.tot) == ("Wilgenlaan 14", "GM0402", date(2026, 12, 31))
    assert laatste_reden(wilgendam(wereld)) == (
        "Locatie Buurthuis De Schakel, Wilgenlaan 12, 1234 AB Wilgendam: straat en huisnummer: Wilgenlaan 12, nu Wilgenlaan 14; "
        "gemeente: Wijdemeren, nu Hilversum; tot en met: leeg, nu 31 december 2026"
    )


def test_saving_without_a_change_leaves_no_row_in_the_log(wereld, als):
    toevoegen(als(wereld.joke), "locatie", wilgendam(wereld), **SCHAKEL)
    aantal = Gebeurtenis.objects.count()
    als(wereld.joke).post(reverse("locatie_wijzigen", args=[Locatie.objects.get().pk]), SCHAKEL)
    assert Gebeurtenis.objects.count() == aantal


def test_the_act_looks_at_what_no_form_has_seen(wereld):
    with pytest.raises(Geweigerd, match="Deze gemeente staat niet in de lijst"):
        gebiedsdeel_toevoegen(wereld.joke, wilgendam(wereld), Werkgebied, gemeente="GM9999")
    deel = gebiedsdeel_toevoegen(wereld.joke, wilgendam(wereld), Werkgebied, gemeente="GM0344", van=date(2026, 1, 1))
    with pytest.raises(Geweigerd, match="De laatste dag komt voor de eerste"):
        gebiedsdeel_wijzigen(wereld.joke, deel, tot=date(2025, 1, 1))
    deel.refresh_from_db()
    assert deel.tot is None


def test_nothing_is_ever_taken_away_and_the_database_knows_the_order_of_two_days(wereld):
    deel = Activiteit.objects.create(organisatie=wilgendam(wereld), naam="jongerenwerk")
    with pytest.raises(Exception, match="Cannot delete rows from leden_activiteit"), transaction.atomic():
        deel.delete()
    with pytest.raises(IntegrityError, match="locatie_tot_na_van"), transaction.atomic():
        Locatie.objects.create(
            organisatie=wilgendam(wereld), naam="x", plaats="x", gemeente="GM0344", van="2026-01-02", tot="2026-01-01"
        )


def test_what_holds_on_a_day(wereld):
    organisatie = wilgendam(wereld)
    for naam, van, tot in (
        ("altijd", None, None),
        ("tot de zomer", None, date(2026, 6, 30)),
        ("vanaf de zomer", date(2026, 7, 1), None),
    ):
        Activiteit.objects.create(organisatie=organisatie, naam=naam, van=van, tot=tot)

    def op_dag(dag):
        return {een.naam for een in Activiteit.objects.van(organisatie).op(dag)}

    assert op_dag(date(2026, 6, 30)) == {"altijd", "tot de zomer"}
    assert op_dag(date(2026, 7, 1)) == {"altijd", "vanaf de zomer"}


def test_on_the_day_of_a_change_of_municipality_nothing_has_to_be_rewritten(wereld, als):
    locatie = Locatie.objects.create(
        organisatie=wilgendam(wereld), naam="De Kade", plaats="Loosdrecht", gemeente="GM1696"
    )
    Werkgebied.objects.create(organisatie=wilgendam(wereld), gemeente="GM1696")
    with op(date(2027, 1, 2)):
        bladzijde = als(wereld.joke).get(reverse("gebied", args=[wilgendam(wereld).pk])).content.decode()
        assert bladzijde.count("Wijdemeren, sinds 1 januari 2027 onderdeel van Hilversum") == 3  # once more for the ear
        # Who changes the location finds the municipality of now, and cannot add what already stands there by its old name.
        form = als(wereld.joke).get(reverse("locatie_wijzigen", args=[locatie.pk])).context["form"]
        assert form["gemeente"].value() == "GM0402"
        antwoord = toevoegen(als(wereld.joke), "werkgebied", wilgendam(wereld), gemeente="GM0402")
        assert antwoord.context["form"].errors["gemeente"] == ["Hilversum staat er al."]
    assert (
        set(Locatie.objects.values_list("gemeente")) == set(Werkgebied.objects.values_list("gemeente")) == {("GM1696",)}
    )


def test_the_bureau_finds_an_organisation_by_the_old_and_the_new_name_of_its_municipality(wereld, als):
    Organisatie.objects.filter(pk=wilgendam(wereld).pk).update(gemeente="GM1696")
    Organisatie.objects.filter(pk=wereld.bram.organisatie_id).update(gemeente="GM0402")

    def gevonden(woord):
        antwoord = als(wereld.gijs).get(reverse("organisaties"), {"q": woord})
        return {een.naam for een in antwoord.context["bladzijde"]}, antwoord.content.decode()

    with op(date(2026, 12, 31)):
        assert gevonden("hilversum")[0] == {"Stichting Buurtkracht Oever"}
        assert gevonden("wijdemeren")[0] == {"Welzijn Wilgendam"}
    with op(date(2027, 1, 2)):
        beide = {"Stichting Buurtkracht Oever", "Welzijn Wilgendam"}
        assert gevonden("hilversum")[0] == gevonden("wijdemeren")[0] == beide
        assert "Wijdemeren is sinds 1 januari 2027 onderdeel van Hilversum." in gevonden("wijdemeren")[1]


def test_those_of_an_organisation_that_merged_go_on_with_the_one_it_went_into(wereld, als):
    oever = wereld.bram.organisatie
    locatie = Locatie.objects.create(organisatie=oever, naam="De Kade", plaats="Oeverwijk", gemeente="GM0402")
    samenvoegen(wereld.gijs, oever, opgegaan_in=wilgendam(wereld), per=timezone.localdate() - timedelta(days=1))
    assert list(Locatie.objects.van(wilgendam(wereld))) == [locatie]
    assert als(wereld.joke).get(reverse("locatie_wijzigen", args=[locatie.pk])).status_code == 200
    gebiedsdeel_wijzigen(wereld.joke, locatie, naam="Het Veer")
    assert "Het Veer" in als(wereld.joke).get(reverse("gebied", args=[wilgendam(wereld).pk])).content.decode()
    with pytest.raises(Geweigerd, match="ging al op in Welzijn Wilgendam"):
        gebiedsdeel_toevoegen(wereld.gijs, Organisatie.objects.get(pk=oever.pk), Activiteit, naam="buurtwerk")


def test_sixty_locations_ask_as_many_queries_as_one(wereld, als):
    def erbij(aantal):
        for nummer in range(aantal):
            Locatie.objects.create(
                organisatie=wilgendam(wereld), naam=f"Buurthuis {nummer}", plaats="Wilgendam", gemeente="GM0402"
            )

    def vragen(wie):
        client = als(wie)
        with CaptureQueriesContext(connection) as gesteld:
            assert client.get(reverse("gebied", args=[wilgendam(wereld).pk])).status_code == 200
        return len(gesteld)

    erbij(1)
    een = [vragen(wie) for wie in (wereld.joke, wereld.gijs)]
    erbij(59)
    assert [vragen(wie) for wie in (wereld.joke, wereld.gijs)] == een
    assert max(een) <= 12
