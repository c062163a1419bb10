"""The register of interests: everyone keeps the own ones, confirms them every year, and some read along."""

from datetime import date, timedelta

import pytest
import time_machine
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from leden.bevoegdheden import Geweigerd
from leden.handelingen.belangen import (
    aan_bevestigen_herinneren,
    belang_beeindigen,
    belang_toevoegen,
    belangen_bevestigen,
)
from leden.models import ROLLEN_MET_BELANGEN, Belang, Belangenbevestiging, Gebeurtenis, Gebruiker, Lidmaatschap, Rol
from tests import post
from tests.personen import traject_in
from trajecten.levensloop import Status

HOUDEN_BIJ = ("karin", "meike", "roel", "bert", "anna", "femke")


def toevoegen(wie, organisatie, **data):
    waarden = {"soort": Belang.Soort.ADVIES, "van": date(2024, 3, 1)} | data
    return belang_toevoegen(wie, organisatie=organisatie, **waarden)


def laatste_regel():
    return Gebeurtenis.objects.latest("volgnummer")


def mails():
    return sorted((onderwerp, aan) for aan, onderwerp, _ in post.mails())


# Keeping


@pytest.mark.parametrize("naam", HOUDEN_BIJ)
def test_an_interest_is_found_by_typing_and_registered(als, wereld, naam):
    wie = getattr(wereld, naam)
    client = als(wie)
    zoeken = client.get(reverse("belang_toevoegen"), {"q": "oever wilg"}).content.decode()
    assert "Stichting Buurtkracht Oever" in zoeken and "Welzijn Wilgendam" not in zoeken
    url = f"{reverse('belang_toevoegen')}?organisatie={wereld.bram.organisatie_id}"
    assert "Stichting Buurtkracht Oever" in client.get(url).content.decode()
    antwoord = client.post(
        url, {"soort": "bestuur", "van": "1 maart 2024", "toelichting": "raad van toezicht"}, follow=True
    )
    tekst = " ".join(antwoord.content.decode().split())
    assert "Het belang staat in het register." in tekst
    assert "Bestuurs- of toezichtfunctie, vanaf 1 maart 2024, nog steeds.<br>raad van toezicht" in tekst
    belang = Belang.objects.get()
    assert (belang.gebruiker, belang.van, belang.tot) == (wie.gebruiker, date(2024, 3, 1), None)
    assert (laatste_regel().handeling, laatste_regel().rol) == ("belang_toevoegen", wie.rol)


def test_what_cannot_be_understood_stays_on_the_page_with_a_sentence(als, wereld):
    url = f"{reverse('belang_toevoegen')}?organisatie={wereld.bram.organisatie_id}"
    data = {"soort": "advies", "van": "morgen", "toelichting": "Een dagdeel per maand"}
    antwoord = als(wereld.meike).post(url, data)
    assert antwoord.context["form"].errors["van"][0].startswith("Dit lijkt geen datum.")
    assert "Een dagdeel per maand" in antwoord.content.decode()
    antwoord = als(wereld.meike).post(url, data | {"van": "1-5-2025", "tot": "1-4-2025"})
    assert "De laatste dag ligt voor de eerste." in antwoord.content.decode()
    assert not Belang.objects.exists()


@pytest.mark.parametrize("gekozen", ["bureau", "0", "999999999", "x", ""])
def test_only_organisations_that_can_be_in_a_traject_are_chosen(als, wereld, gekozen):
    pk = wereld.gijs.organisatie_id if gekozen == "bureau" else gekozen
    antwoord = als(wereld.meike).post(
        f"{reverse('belang_toevoegen')}?organisatie={pk}", {"soort": "advies", "van": "1-1-2024"}
    )
    assert antwoord.status_code == (404 if str(pk).isdecimal() else 200)
    assert not Belang.objects.exists()


def test_the_same_tie_does_not_stand_there_twice_for_the_same_days(wereld):
    oever = wereld.bram.organisatie
    toevoegen(wereld.meike, oever, tot=date(2025, 1, 31))
    toevoegen(wereld.meike, oever, van=date(2025, 2, 1))
    toevoegen(wereld.meike, oever, soort=Belang.Soort.FAMILIE)
    toevoegen(wereld.roel, oever)
    for van, tot in (
        (date(2024, 3, 1), None),
        (date(2020, 1, 1), date(2024, 3, 1)),
        (date(2026, 1, 1), date(2026, 2, 1)),
    ):
        with pytest.raises(Geweigerd, match="staat voor deze dagen al in het register"):
            toevoegen(wereld.meike, oever, van=van, tot=tot)


def test_an_interest_ends_with_a_date(als, wereld):
    belang = toevoegen(wereld.meike, wereld.bram.organisatie)
    url = reverse("belang_beeindigen", args=[belang.pk])
    assert "De laatste dag ligt voor de eerste." in als(wereld.meike).post(url, {"tot": "1-2-2024"}).content.decode()
    dag = timezone.localdate() - timedelta(days=31)
    assert als(wereld.meike).post(url, {"tot": f"{dag:%d-%m-%Y}"}).url == reverse("belangen")
    belang.refresh_from_db()
    assert belang.tot == dag
    assert f"tot en met {dag:%d-%m-%Y}" in laatste_regel().reden
    with pytest.raises(Geweigerd, match="heeft al een laatste dag"):
        belang_beeindigen(wereld.meike, belang, date(2026, 1, 1))


def test_an_interest_that_ended_longer_ago_is_corrected_with_a_reason(als, wereld):
    belang = toevoegen(wereld.meike, wereld.bram.organisatie)
    dag = timezone.localdate() - timedelta(days=32)
    antwoord = als(wereld.meike).post(reverse("belang_beeindigen", args=[belang.pk]), {"tot": f"{dag:%d-%m-%Y}"})
    assert "meer dan 31 dagen geleden. Corrigeer het belang, met een reden." in antwoord.content.decode()
    belang.refresh_from_db()
    assert belang.tot is None


def test_a_mistake_is_corrected_and_what_stood_there_stays_in_the_log(als, wereld):
    belang = toevoegen(wereld.meike, wereld.bram.organisatie, toelichting="een dag per week")
    client = als(wereld.meike)
    url = f"{reverse('belang_corrigeren', args=[belang.pk])}?organisatie={wereld.joke.organisatie_id}"
    data = {"soort": "dienstverband", "van": "1-4-2024", "tot": "", "toelichting": ""}
    assert "Vul dit in." in client.post(url, data | {"reden": ""}).content.decode()
    assert client.post(url, data | {"reden": "Het was de andere organisatie."}).status_code == 302
    belang.refresh_from_db()
    assert (belang.organisatie, belang.soort, belang.van) == (
        wereld.joke.organisatie,
        "dienstverband",
        date(2024, 4, 1),
    )
    assert laatste_regel().reden == (
        "Was: advieswerk bij Stichting Buurtkracht Oever, van 01-03-2024 zonder einddatum (een dag per week). "
        "Werd: dienstverband bij Welzijn Wilgendam, van 01-04-2024 zonder einddatum. "
        "Reden: Het was de andere organisatie."
    )
    assert "Reden: Het was de andere organisatie." in client.get(reverse("belangen")).content.decode()


def test_what_was_a_mistake_counts_no_more_and_is_still_there(als, wereld):
    belang = toevoegen(wereld.meike, wereld.joke.organisatie)
    url = reverse("belang_corrigeren", args=[belang.pk])
    data = {"soort": "advies", "van": "1-3-2024", "is_vergissing": "on", "reden": "Een ander met mijn naam."}
    als(wereld.meike).post(url, data)
    belang.refresh_from_db()
    assert belang.vervallen_op
    assert not Belang.objects.die_gelden().exists()
    assert "Een ander met mijn naam." in laatste_regel().reden
    assert als(wereld.meike).get(url).status_code == 403


def test_only_an_interest_without_a_last_day_can_still_be_ended(als, wereld):
    voorbij = {"van": date(2020, 1, 1), "tot": date(2020, 12, 31)}
    for dagen, kan_eindigen in (({}, True), (voorbij, False)):
        belang = toevoegen(wereld.meike, wereld.joke.organisatie, **dagen)
        bladzijde = als(wereld.meike).get(reverse("belang_corrigeren", args=[belang.pk])).content.decode()
        einde = reverse("belang_beeindigen", args=[belang.pk])
        assert (einde in bladzijde, als(wereld.meike).get(einde).status_code == 200) == (kan_eindigen, kan_eindigen)


def test_no_interest_disappears(wereld):
    belang = toevoegen(wereld.meike, wereld.joke.organisatie)
    with pytest.raises(ProgrammingError, match="Cannot delete"), transaction.atomic():
        belang.delete()


def test_nobody_changes_the_interests_of_somebody_else(als, wereld):
    belang = toevoegen(wereld.bert, wereld.joke.organisatie)
    # The secretary reads them, and has interests of her own to keep.
    for naam in ("belang_beeindigen", "belang_corrigeren"):
        antwoord = als(wereld.femke).get(reverse(naam, args=[belang.pk]))
        assert (antwoord.status_code, "Alleen Bert Zeebies kan dit belang wijzigen." in antwoord.content.decode()) == (
            403,
            True,
        )
        assert als(wereld.gijs).get(reverse(naam, args=[belang.pk])).status_code == 403
        for vreemde in (wereld.cora, wereld.meike, wereld.karin, wereld.joke):
            assert als(vreemde).get(reverse(naam, args=[belang.pk])).status_code == 404
    with pytest.raises(Geweigerd, match="Alleen Bert Zeebies"):
        belang_beeindigen(wereld.femke, belang, date(2025, 1, 1))


def test_registering_tells_what_follows_and_the_planner_gets_a_mail(als, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    url = f"{reverse('belang_toevoegen')}?organisatie={traject.organisatie_id}"
    data = {"soort": "familie", "van": "1-3-2024"}
    pagina = als(wereld.samir).post(url, data, follow=True).content.decode()
    assert f"U werkt niet meer mee aan traject {traject.nummer} van Welzijn Wilgendam." in pagina
    assert mails() == [(f"Traject {traject.nummer}: een teamlid kan niet verder", "karin@voorbeeld.example")]
    assert "Samir" not in str(post.mails())
    # A second tie with the same organisation changes nothing any more.
    als(wereld.samir).post(url, data | {"soort": "advies"})
    assert len(mails()) == 1


def test_a_planner_who_registers_an_interest_hands_over_to_the_other_planners(als, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    Lidmaatschap.objects.create(gebruiker=wereld.tessa.gebruiker, organisatie=wereld.karin.organisatie, rol=Rol.PLANNER)
    url = f"{reverse('belang_toevoegen')}?organisatie={traject.organisatie_id}"
    pagina = als(wereld.karin).post(url, {"soort": "familie", "van": "1-3-2024"}, follow=True).content.decode()
    assert f"U werkt als planner niet meer mee aan traject {traject.nummer} van Welzijn Wilgendam." in pagina
    assert "De andere planners van Toetshuis Noorderlicht kregen bericht." in pagina
    assert mails() == [(f"Traject {traject.nummer}: neem de planning over", "tessa@voorbeeld.example")]
    assert "Karin" not in str(post.mails())


def test_the_only_planner_who_registers_an_interest_leaves_it_to_the_beheerder_and_the_bureau(als, wereld, kader):
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    url = f"{reverse('belang_toevoegen')}?organisatie={traject.organisatie_id}"
    pagina = als(wereld.karin).post(url, {"soort": "familie", "van": "1-3-2024"}, follow=True).content.decode()
    assert "Er is geen andere planner. De beheerder van Toetshuis Noorderlicht kreeg bericht" in pagina
    onderwerp = f"Traject {traject.nummer} heeft geen planner meer"
    assert mails() == [(onderwerp, "gijs@voorbeeld.example"), (onderwerp, "nora@voorbeeld.example")]


def test_when_nobody_may_plan_it_the_beheerder_and_the_bureau_hear_of_a_member_of_the_team(als, wereld, kader):
    traject = traject_in(Status.IN_TOETSING, wereld, kader)
    toevoegen(wereld.karin, traject.organisatie)
    url = f"{reverse('belang_toevoegen')}?organisatie={traject.organisatie_id}"
    als(wereld.samir).post(url, {"soort": "familie", "van": "1-3-2024"})
    assert [aan for _, aan in mails()] == ["gijs@voorbeeld.example", "nora@voorbeeld.example"]


# Confirming


@pytest.fixture
def niet_bevestigd(wereld):
    Belangenbevestiging.objects.all().delete()
    return wereld


@pytest.mark.parametrize("naam", HOUDEN_BIJ)
def test_who_has_not_confirmed_is_asked_in_mijn_werk_until_it_is_done(als, niet_bevestigd, naam):
    wie = getattr(niet_bevestigd, naam)
    client = als(wie)
    assert "Bevestig uw belangen" in client.get(reverse("mijn_werk")).content.decode()
    assert "Bevestig dat u geen belangen hebt" in client.get(reverse("belangen")).content.decode()
    assert client.post(reverse("belangen_bevestigen")).url == reverse("belangen")
    assert "Bevestig uw belangen" not in client.get(reverse("mijn_werk")).content.decode()
    assert (laatste_regel().handeling, laatste_regel().reden) == ("belangen_bevestigen", "Regels: 0.")
    Belangenbevestiging.objects.update(bevestigd_op=timezone.now() - timedelta(days=366))
    assert "Dat is meer dan een jaar geleden." in client.get(reverse("belangen")).content.decode()
    assert "Bevestig uw belangen" in client.get(reverse("mijn_werk")).content.decode()


@pytest.mark.parametrize("naam", ["joke", "nora", "gijs"])
def test_who_does_not_judge_is_not_asked(als, niet_bevestigd, naam):
    client = als(getattr(niet_bevestigd, naam))
    assert "Bevestig uw belangen" not in client.get(reverse("mijn_werk")).content.decode()
    assert client.get(reverse("belangen")).status_code == 403


def test_the_reminder_goes_once_and_once_more_a_month_later(niet_bevestigd):
    wereld = niet_bevestigd
    begin = timezone.now()
    aan_bevestigen_herinneren()
    allen = [aan for _, aan in mails()]
    assert len(allen) == len(set(allen)) == 13
    assert "nora@voorbeeld.example" not in allen
    assert {"karin@voorbeeld.example", "meike@voorbeeld.example"} < set(allen)
    aan_bevestigen_herinneren()
    assert len(mails()) == 13
    belangen_bevestigen(wereld.meike)
    for dagen, aantal in ((29, 13), (30, 25), (31, 25), (300, 25)):
        with time_machine.travel(begin + timedelta(days=dagen, seconds=60), tick=False):
            aan_bevestigen_herinneren()
        assert len(mails()) == aantal, dagen
    with time_machine.travel(begin + timedelta(days=367), tick=False):
        aan_bevestigen_herinneren()
        assert [aan for _, aan in mails()].count("meike@voorbeeld.example") == 2


def test_who_confirmed_left_or_has_no_role_yet_gets_no_mail(wereld):
    aan_bevestigen_herinneren()
    assert mails() == []
    Belangenbevestiging.objects.all().delete()
    Lidmaatschap.objects.filter(rol__in=ROLLEN_MET_BELANGEN).update(tot=timezone.localdate() - timedelta(days=1))
    aan_bevestigen_herinneren()
    assert mails() == []


# Reading


@pytest.mark.parametrize(
    ("naam", "ziet", "ziet_niet"),
    [
        (
            "karin",
            {"Meike Lisdodde", "Samir Wollegras", "Roel Pijlkruid"},
            {"Vera Krabbenscheer", "Wim Egelskop", "Bert Zeebies"},
        ),
        ("wim", {"Vera Krabbenscheer"}, {"Meike Lisdodde", "Karin Dotterbloem", "Bert Zeebies"}),
        ("femke", {"Bert Zeebies", "Anna Koningsvaren", "Femke Gagel"}, {"Meike Lisdodde"}),
        ("gijs", {"Bert Zeebies", "Meike Lisdodde", "Karin Dotterbloem"}, {"Joke Zonnedauw", "Nora Slangenwortel"}),
    ],
)
def test_the_register_shows_the_people_one_looks_after(als, wereld, naam, ziet, ziet_niet):
    pagina = als(getattr(wereld, naam)).get(reverse("belangenregister")).content.decode()
    assert {een for een in ziet | ziet_niet if een in pagina} == ziet


def test_one_searches_by_person_and_organisation_and_for_who_is_late(als, wereld):
    toevoegen(wereld.meike, wereld.bram.organisatie)
    Belangenbevestiging.objects.filter(gebruiker=wereld.roel.gebruiker).delete()
    client = als(wereld.karin)

    def namen(**vraag):
        return [mens.naam for mens, _ in client.get(reverse("belangenregister"), vraag).context["rijen"]]

    assert namen(q="lisdodde") == namen(q="buurtkracht") == ["Meike Lisdodde"]
    assert namen(stand="te_laat") == ["Roel Pijlkruid"]
    assert namen(q="niemand") == []
    assert "Niemand gevonden" in client.get(reverse("belangenregister"), {"q": "niemand"}).content.decode()


def test_thirty_people_ask_as_many_queries_as_one(als, wereld):
    client, vragen = als(wereld.wim), []
    for erbij in (0, 2, 26):
        for _ in range(erbij):
            nummer = Gebruiker.objects.count()
            mens = Gebruiker.objects.create_user(f"m{nummer}@voorbeeld.example", f"Mens {nummer}")
            Lidmaatschap.objects.create(gebruiker=mens, organisatie=wereld.wim.organisatie, rol=Rol.TOETSER)
            Belang.objects.create(
                gebruiker=mens, organisatie=wereld.bram.organisatie, soort="advies", van=date(2024, 1, 1)
            )
        client.get(reverse("belangenregister"))
        with CaptureQueriesContext(connection) as gesteld:
            antwoord = client.get(reverse("belangenregister"))
        vragen.append(len(gesteld))
    assert antwoord.context["bladzijde"].paginator.count == 30
    assert len(antwoord.context["rijen"]) == 25
    assert len(set(vragen)) == 1 and vragen[0] <= 12


def test_the_own_page_asks_as_many_queries_with_one_interest_as_with_thirty(als, wereld):
    client, vragen = als(wereld.meike), []
    for erbij in (1, 2, 27):
        for _ in range(erbij):
            begin = date(1990, 1, 1) + timedelta(days=10 * Belang.objects.count())
            toevoegen(wereld.meike, wereld.bram.organisatie, van=begin, tot=begin + timedelta(days=5))
        with CaptureQueriesContext(connection) as gesteld:
            client.get(reverse("belangen"))
        vragen.append(len(gesteld))
    assert len(set(vragen)) == 1 and vragen[0] <= 12
