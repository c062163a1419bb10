"""Dates in somebody's own calendar: by the feed, as a file and beside a letter; two parsers read what we make."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import time_machine
import vobject
from django.db import ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden.vergaderingen import stand_van
from beheercommissie.handelingen import agenderen
from beheercommissie.handelingen.agenda import agendapunt_afvoeren, agendapunt_verplaatsen
from beheercommissie.handelingen.vergaderingen import vergadering_afzeggen, vergadering_plannen, vergadering_wijzigen
from berichten.handelingen import agenda_koppelen
from berichten.kalender import TIJDZONE, eigen_agenda
from berichten.models import Agendakoppeling, Bezorging, Postvoorkeur, Wijze
from leden.models import Belang, Gebeurtenis, Gebruiker, Lidmaatschap
from tests.dagen import over
from tests.personen import MENSEN, traject_in
from tests.post import brieven
from toetsing.handelingen import programma
from toetsing.models import Gesprek, Gesprekstoetser, Toetsdag
from trajecten.handelingen import aanhouden, staken, team_wijzigen
from trajecten.levensloop import Status

WOENSDAG = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


@pytest.fixture(autouse=True)
def op_een_werkdag():
    with time_machine.travel(WOENSDAG, tick=False):
        yield


@pytest.fixture
def traject(op_een_werkdag, wereld, kader):
    """Planned, with two talks at nine on the same day, in two weeks."""
    traject = traject_in(Status.GEPLAND, wereld, kader)
    traject.toetsdagen.update(datum=over(14))
    return traject


def gelezen(bestand):
    """What stands in a file, by its uid, as both parsers read it: they must agree."""
    tekst = bestand.decode() if isinstance(bestand, bytes) else bestand
    een, ander = {}, {}
    for deel in icalendar.Calendar.from_ical(tekst).events:
        een[str(deel["uid"])] = {
            "begin": deel.decoded("dtstart"),
            "eind": deel.decoded("dtend"),
            "titel": str(deel["summary"]),
            "plaats": str(deel.get("location", "")),
            "stand": str(deel["status"]),
            "versie": int(deel["sequence"]),
        }
    for deel in getattr(vobject.readOne(tekst), "vevent_list", []):
        ander[deel.uid.value] = {
            "begin": deel.dtstart.value,
            "eind": deel.dtend.value,
            "titel": deel.summary.value,
            "plaats": deel.location.value if hasattr(deel, "location") else "",
            "stand": deel.status.value,
            "versie": int(deel.sequence.value),
        }
    assert een == ander
    return een


def agenda_van(wie):
    return gelezen(eigen_agenda(wie.gebruiker))


def verplaats(wie, gesprek, **anders):
    velden = {naam: getattr(gesprek, naam) for naam in ("dag", "begin", "eind", "plaats", "groep")} | anders
    toetsers = velden.pop("toetsers", list(gesprek.toetsers.all()))
    normen = list(gesprek.normen.all())
    return programma.gesprek_plannen(wie, gesprek.traject, gesprek=gesprek, normen=normen, toetsers=toetsers, **velden)


def volgende_ochtend():
    return time_machine.travel(WOENSDAG + timedelta(days=1), tick=False)


def bijlage(mails, wie):
    """The one calendar file in these mails to this person."""
    (bestand,) = [
        deel.get_payload(decode=True)
        for mail in mails
        if mail.to == [wie.gebruiker.email]
        for deel in mail.message().walk()
        if deel.get_content_type() == "text/calendar"
    ]
    return bestand


# ---- the feed


def test_an_assessor_has_the_own_talks_at_the_hour_of_here(traject, wereld):
    ((uid, gesprek),) = agenda_van(wereld.meike).items()
    assert uid.startswith(f"gesprek-{traject.gesprekken.first().pk}@")
    assert gesprek["begin"] == datetime(2026, 12, 16, 9, 0, tzinfo=AMSTERDAM)
    assert gesprek["titel"] == f"Gesprek 1 met bewoners en cliënten, traject {traject.nummer}, Welzijn Wilgendam"
    assert (gesprek["plaats"], gesprek["stand"]) == ("De Kade, kamer van de clienten", "CONFIRMED")


def test_the_organisation_and_the_planner_have_the_day_from_the_first_talk_to_the_last(traject, wereld):
    verplaats(wereld.karin, traject.gesprekken.last(), begin=time(14), eind=time(15, 30))
    for wie in (wereld.joke, wereld.ingrid, wereld.karin):
        ((uid, dag),) = agenda_van(wie).items()
        assert uid.startswith("toetsdag-")
        assert [dag["begin"].hour, dag["eind"].hour] == [9, 15]


def test_others_have_nothing_of_it(traject, wereld):
    anderen = ("hilde", "bram", "tessa", "roel", "nora", "vera", "wim", "gijs")
    assert [naam for naam in anderen if agenda_van(getattr(wereld, naam))] == []


def test_a_programme_that_is_not_fixed_is_in_nobodys_calendar(wereld, kader):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    programma.dag_toevoegen(wereld.karin, traject, over(7))
    assert agenda_van(wereld.karin) == agenda_van(wereld.joke) == {}


def test_the_committee_has_its_meetings_and_who_waits_the_day_on_which_it_is_discussed(wereld, kader):
    traject = traject_in(Status.GEAGENDEERD, wereld, kader)
    for wie in (wereld.bert, wereld.anna, wereld.femke):
        ((_, vergadering),) = agenda_van(wie).items()
        assert (vergadering["titel"], vergadering["plaats"]) == ("Vergadering van de beheercommissie", "Utrecht")
        assert vergadering["begin"] == timezone.localdate()
    besproken = [een["titel"] for een in agenda_van(wereld.joke).values()]
    assert f"De beheercommissie bespreekt traject {traject.nummer}, Welzijn Wilgendam" in besproken


def test_a_moved_talk_is_the_same_one_in_a_later_version(traject, wereld):
    voor = agenda_van(wereld.meike)
    verplaats(wereld.karin, traject.gesprekken.first(), begin=time(13), eind=time(14), plaats="De Kade, tuin")
    na = agenda_van(wereld.meike)
    assert voor.keys() == na.keys()
    (oud,), (nieuw,) = voor.values(), na.values()
    assert nieuw["versie"] > oud["versie"]
    assert (nieuw["begin"].hour, nieuw["plaats"]) == (13, "De Kade, tuin")


def test_a_talk_that_was_taken_out_disappears(traject, wereld):
    programma.gesprek_verwijderen(wereld.karin, traject.gesprekken.first())
    assert agenda_van(wereld.meike) == {}


def test_what_is_on_hold_is_uncertain_and_what_stopped_is_gone(traject, wereld):
    aanhouden(wereld.karin, traject, "De organisatie verhuist.")
    assert {een["stand"] for een in agenda_van(wereld.joke).values()} == {"TENTATIVE"}
    staken(wereld.karin, traject, "De organisatie stopt.")
    assert agenda_van(wereld.joke) == agenda_van(wereld.meike) == {}


def test_who_may_not_see_the_traject_any_more_does_not_find_it_in_the_calendar(traject, wereld):
    Belang.objects.create(
        gebruiker=wereld.meike.gebruiker, organisatie=traject.organisatie, soort="familie", van="2024-01-01"
    )
    assert b"Wilgendam" not in eigen_agenda(wereld.meike.gebruiker)


def test_no_calendar_names_anybody(traject, wereld):
    vergadering_plannen(wereld.femke, datum=over(20), plaats="Utrecht")
    for sleutel in MENSEN:
        bestand = eigen_agenda(getattr(wereld, sleutel).gebruiker).decode().replace("\r\n ", "")
        assert not [naam for naam, *_ in MENSEN.values() if naam in bestand]
        assert "ATTENDEE" not in bestand


def test_what_is_typed_as_a_place_adds_nothing_to_the_file(traject, wereld):
    verplaats(wereld.karin, traject.gesprekken.first(), plaats="Zaal 1; links, \\n boven\r\nATTENDEE:mailto:x@y.nl")
    bestand = eigen_agenda(wereld.meike.gebruiker).decode()
    assert not re.search(r"^ATTENDEE", bestand, re.MULTILINE)
    (gesprek,) = agenda_van(wereld.meike).values()
    assert gesprek["plaats"].startswith("Zaal 1; links, ")


def test_the_hours_are_right_in_summer_and_in_winter_by_the_rule_that_the_file_gives():
    zone = icalendar.Timezone.from_ical(TIJDZONE).to_tz()
    for dag in (
        datetime(2026, 3, 28, 12),
        datetime(2026, 3, 29, 12),
        datetime(2026, 10, 24, 12),
        datetime(2031, 10, 26, 12),
    ):
        assert dag.replace(tzinfo=zone).utcoffset() == dag.replace(tzinfo=AMSTERDAM).utcoffset()


def test_a_feed_asks_as_many_queries_for_thirty_talks_as_for_one(traject, wereld):
    def aantal():
        with CaptureQueriesContext(connection) as vragen:
            eigen_agenda(wereld.meike.gebruiker)
            eigen_agenda(wereld.karin.gebruiker)
        return len(vragen)

    def gesprekken_erbij(hoeveel):
        for _ in range(hoeveel):
            dag = Toetsdag.objects.create(traject=traject, datum=over(30 + traject.toetsdagen.count()))
            gesprek = Gesprek.objects.create(
                traject=traject,
                nummer=100 + traject.gesprekken.count(),
                dag=dag,
                begin=time(9),
                eind=time(10),
                plaats="De Kade",
                groep="clienten",
            )
            Gesprekstoetser.objects.create(gesprek=gesprek, toetser=wereld.meike.gebruiker)

    een = aantal()
    gesprekken_erbij(2)
    drie = aantal()
    gesprekken_erbij(27)
    assert len(agenda_van(wereld.meike)) == 30
    assert een == drie == aantal() <= 12


# ---- the address


def adres_van(antwoord):
    return re.search(r"/agenda/[\w-]+\.ics", antwoord.content.decode())[0]


def test_the_address_is_shown_once_and_fetches_without_signing_in(traject, wereld, als, client):
    meike = als(wereld.meike)
    adres = adres_van(meike.post(reverse("agenda_koppelen")))
    antwoord = client.get(adres)
    assert antwoord["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in antwoord["Cache-Control"]
    assert len(gelezen(antwoord.content)) == 1
    assert "Koppel uw agenda" in als(wereld.joke).get(reverse("profiel")).content.decode()
    for bladzijde in ("agenda_koppelen", "profiel"):
        pagina = meike.get(reverse(bladzijde)).content.decode()
        assert adres not in pagina
        assert "Het is het laatst gebruikt op woensdag 2 december 2026." in pagina
    teken = adres.split("/")[-1].removesuffix(".ics")
    assert len(teken) >= 43
    assert teken not in str(Agendakoppeling.objects.values().get())


def test_a_new_address_ends_the_one_before_and_withdrawing_ends_it_all(wereld, als, client):
    meike = als(wereld.meike)
    eerste, tweede = (adres_van(meike.post(reverse("agenda_koppelen"))) for _ in range(2))
    assert [client.get(adres).status_code for adres in (eerste, tweede)] == [404, 200]
    meike.post(reverse("agenda_losmaken"))
    assert client.get(tweede).status_code == 404
    redenen = Gebeurtenis.objects.filter(handeling="agenda_koppelen").values_list("reden", flat=True)
    assert list(redenen) == [
        "Adres gemaakt.",
        "Nieuw adres gemaakt. Het vorige werkt niet meer.",
        "Adres ingetrokken.",
    ]


def test_the_address_is_dead_for_who_is_blocked_or_has_no_role(wereld, client):
    adres = reverse("agenda", args=[agenda_koppelen(wereld.meike)])
    Gebruiker.objects.filter(pk=wereld.meike.gebruiker_id).update(is_active=False)
    assert client.get(adres).status_code == 404
    Gebruiker.objects.filter(pk=wereld.meike.gebruiker_id).update(is_active=True)
    assert client.get(adres).status_code == 200
    Lidmaatschap.objects.filter(pk=wereld.meike.pk).update(tot=over(-1))
    assert client.get(adres).status_code == 404


def test_who_guesses_addresses_is_stopped_and_a_good_one_still_opens(wereld, client):
    goed = reverse("agenda", args=[agenda_koppelen(wereld.meike)])
    standen = [client.get(reverse("agenda", args=[f"gok-{keer}"])).status_code for keer in range(31)]
    assert standen == [404] * 30 + [429]
    assert client.get(goed).status_code == 200


# ---- one date as a file


def test_a_talk_a_day_and_a_meeting_are_files_of_their_own(traject, wereld, als):
    joke, gesprek, dag = als(wereld.joke), traject.gesprekken.last(), traject.toetsdagen.get()
    pagina = joke.get(reverse("programma", args=[traject.nummer])).content.decode()
    vergadering = vergadering_plannen(wereld.femke, datum=over(20), plaats="Utrecht")
    bladzijde = als(wereld.bert).get(vergadering.get_absolute_url()).content.decode()
    for client, waar, naam, args, sleutel in (
        (joke, pagina, "gesprek_agenda", [traject.nummer, gesprek.nummer], f"gesprek-{gesprek.pk}"),
        (joke, pagina, "toetsdag_agenda", [traject.nummer, dag.pk], f"toetsdag-{dag.pk}"),
        (als(wereld.bert), bladzijde, "vergadering_agenda", [vergadering.pk], f"vergadering-{vergadering.pk}"),
    ):
        adres = reverse(naam, args=args)
        assert adres in waar
        antwoord = client.get(adres)
        assert f'filename="{sleutel}.ics"' in antwoord["Content-Disposition"]
        ((uid, een),) = gelezen(antwoord.content).items()
        assert uid.startswith(f"{sleutel}@")
        assert een["stand"] == "CONFIRMED"


def test_before_the_programme_is_fixed_there_is_no_file_and_no_link_to_it(wereld, kader, als):
    traject = traject_in(Status.INGEDIEND, wereld, kader)
    dag = programma.dag_toevoegen(wereld.karin, traject, over(7))
    adres = reverse("toetsdag_agenda", args=[traject.nummer, dag.pk])
    karin = als(wereld.karin)
    assert adres not in karin.get(reverse("programma", args=[traject.nummer])).content.decode()
    assert karin.get(adres).status_code == 404


# ---- beside a letter


def test_the_letter_about_the_programme_carries_the_dates_and_no_organisation_or_place(traject, wereld):
    mails = brieven()
    bestand = bijlage(mails, wereld.meike)
    (gesprek,) = gelezen(bestand).values()
    assert gesprek["begin"] == datetime(2026, 12, 16, 9, 0, tzinfo=AMSTERDAM)
    assert gesprek["plaats"] == ""
    assert b"Wilgendam" not in bestand
    assert all("een bestand voor uw agenda" in mail.body for mail in mails if mail.attachments)
    assert [uid.split("-")[0] for uid in gelezen(bijlage(mails, wereld.joke))] == ["toetsdag"]


def test_the_letter_about_a_change_carries_what_is_so_when_it_goes(traject, wereld):
    (eerst,) = gelezen(bijlage(brieven(), wereld.meike)).values()
    sleutel = traject.gesprekken.first().pk
    for uur in (11, 13):
        verplaats(wereld.karin, Gesprek.objects.get(pk=sleutel), begin=time(uur), eind=time(uur + 1))
        brieven()
    with volgende_ochtend():
        (daarna,) = gelezen(bijlage(brieven(), wereld.meike)).values()
    assert daarna["begin"].hour == 13
    assert daarna["versie"] > eerst["versie"]


def test_the_letter_cancels_what_is_gone_and_only_once(traject, wereld):
    ((uid, eerst),) = gelezen(bijlage(brieven(), wereld.meike)).items()
    eerste = traject.gesprekken.first()
    verplaats(wereld.karin, eerste, begin=time(15), eind=time(16), toetsers=[wereld.samir.gebruiker])
    brieven()
    with volgende_ochtend():
        mails = brieven()
        ((zelfde, afgezegd),) = gelezen(bijlage(mails, wereld.meike)).items()
        assert (zelfde, afgezegd["stand"]) == (uid, "CANCELLED")
        assert afgezegd["versie"] > eerst["versie"]
        assert len([een for een in gelezen(bijlage(mails, wereld.samir)).values() if een["stand"] == "CONFIRMED"]) == 2
        # And back again: later than the cancellation.
        verplaats(wereld.karin, Gesprek.objects.get(pk=eerste.pk), toetsers=[wereld.meike.gebruiker])
        brieven()
    with time_machine.travel(WOENSDAG + timedelta(days=2), tick=False):
        ((_, terug),) = gelezen(bijlage(brieven(), wereld.meike)).items()
    assert terug["stand"] == "CONFIRMED"
    assert terug["versie"] > afgezegd["versie"]


def test_several_letters_about_one_traject_in_the_message_of_a_day_bring_one_file(wereld, kader):
    Postvoorkeur.objects.create(lidmaatschap=wereld.meike, wijze=Wijze.DAGELIJKS)
    traject = traject_in(Status.GEPLAND, wereld, kader)
    verplaats(wereld.karin, traject.gesprekken.first(), begin=time(11), eind=time(12))
    brieven()
    with volgende_ochtend():
        (gesprek,) = gelezen(bijlage(brieven(), wereld.meike)).values()
    assert Bezorging.objects.filter(lidmaatschap=wereld.meike, zending__isnull=False).count() > 2
    assert gesprek["begin"].hour == 11


def test_who_hears_that_the_traject_stopped_gets_the_dates_cancelled(traject, wereld):
    brieven()
    staken(wereld.karin, traject, "De organisatie stopt.")
    (dag,) = gelezen(bijlage(brieven(), wereld.meike)).values()
    assert dag["stand"] == "CANCELLED"


def test_who_leaves_the_team_gets_the_talks_cancelled_once_and_nothing_of_the_traject(traject, wereld, als):
    ((uid, _),) = gelezen(bijlage(brieven(), wereld.meike)).items()
    team = {"toetsers": [wereld.samir.gebruiker], "teamleider": wereld.samir.gebruiker}
    team_wijzigen(wereld.karin, traject, **team, controleur=wereld.roel.gebruiker, reden="Meike is ziek.")
    mails = brieven()
    (mail,) = [een for een in mails if een.to == [wereld.meike.gebruiker.email]]
    assert mail.subject == f"Traject {traject.nummer}: u zit niet meer in het team"
    assert "ziek" not in mail.body
    ((zelfde, afgezegd),) = gelezen(bijlage(mails, wereld.meike)).items()
    assert (zelfde, afgezegd["stand"]) == (uid, "CANCELLED")
    # That letter is found back, those from before it are not.
    post = als(wereld.meike).get(reverse("eigen_post")).content.decode()
    assert "u zit niet meer in het team" in post and "u zit in het team" not in post
    # Another change is none of her business.
    team_wijzigen(wereld.karin, traject, **team, controleur=wereld.roel.gebruiker, reden="De reden stond er niet goed.")
    assert wereld.meike.gebruiker.email not in {adres for een in brieven() for adres in een.to}


def test_a_day_that_is_added_or_taken_out_later_is_told(traject, wereld):
    brieven()
    erbij = programma.dag_toevoegen(wereld.karin, traject, over(21))
    brieven()
    with volgende_ochtend():
        assert len(gelezen(bijlage(brieven(), wereld.joke))) == 2
        programma.dag_verwijderen(wereld.karin, Toetsdag.objects.get(pk=erbij.pk))
        brieven()
    with time_machine.travel(WOENSDAG + timedelta(days=2), tick=False):
        standen = {een["begin"]: een["stand"] for een in gelezen(bijlage(brieven(), wereld.joke)).values()}
    assert standen[erbij.datum] == "CANCELLED"


def test_a_planned_meeting_goes_along_to_the_committee(wereld):
    vergadering_plannen(wereld.femke, datum=over(20), plaats="Utrecht")
    brieven()
    with volgende_ochtend():
        (vergadering,) = gelezen(bijlage(brieven(), wereld.bert)).values()
    assert vergadering["begin"] == over(20)


def test_a_meeting_that_changes_is_the_same_date_later_and_one_called_off_is_cancelled(wereld):
    vergadering = vergadering_plannen(
        wereld.femke, datum=over(20), plaats="Utrecht", begin=time(13, 30), eind=time(15, 30)
    )
    brieven()
    with volgende_ochtend():
        eerste = gelezen(bijlage(brieven(), wereld.bert))
        anders = {"datum": over(27), "plaats": "Ede", "begin": time(9), "eind": time(11)}
        vergadering_wijzigen(wereld.femke, vergadering, gezien=stand_van(vergadering), **anders)
        daarna = gelezen(bijlage(brieven(), wereld.bert))
        ((uid, gepland),), ((zelfde, verplaatst),) = eerste.items(), daarna.items()
        assert (uid, gepland["begin"]) == (zelfde, datetime.combine(over(19), time(13, 30), AMSTERDAM))
        assert verplaatst["begin"] == datetime.combine(over(27), time(9), AMSTERDAM)
        assert verplaatst["versie"] > gepland["versie"]
        assert uid in agenda_van(wereld.bert)
        vergadering_afzeggen(wereld.femke, vergadering, "De zaal is bezet.")
        (afgezegd,) = gelezen(bijlage(brieven(), wereld.bert)).values()
        assert (afgezegd["stand"], afgezegd["versie"]) == ("CANCELLED", verplaatst["versie"] + 1)
        assert uid not in agenda_van(wereld.bert)


def test_who_waits_for_a_traject_has_its_other_day_in_the_same_place(wereld, kader):
    traject = traject_in(Status.VOORGEDRAGEN, wereld, kader)
    brieven()
    eerder, later = (vergadering_plannen(wereld.femke, datum=over(dagen), plaats="Utrecht") for dagen in (7, 20))
    punt = agenderen(wereld.femke, traject, eerder)

    def bespreking():
        """The day on which it is discussed, as it goes along with the letter to the organisation."""
        alles = gelezen(bijlage(brieven(), wereld.joke))
        (een,) = [een for uid, een in alles.items() if uid.startswith(f"agendapunt-{punt.pk}@")]
        return een

    eerst = bespreking()
    agendapunt_verplaatsen(wereld.femke, punt, later, "Te weinig leden.", gezien=eerder.pk)
    daarna = bespreking()
    assert (eerst["begin"], daarna["begin"]) == (over(7), over(20))
    assert daarna["versie"] > eerst["versie"]
    agendapunt_afvoeren(wereld.femke, punt, "Er komt nog een stuk.", gezien=later.pk)
    assert bespreking()["stand"] == "CANCELLED"


def test_an_item_on_the_agenda_brings_its_meeting_along(wereld, kader):
    traject_in(Status.GEAGENDEERD, wereld, kader)
    (vergadering,) = gelezen(bijlage(brieven(), wereld.bert)).values()
    assert vergadering["titel"] == "Vergadering van de beheercommissie"


def test_what_went_along_stays_as_it_went(traject, wereld):
    brieven()
    gegaan = Bezorging.objects.filter(agenda__gt="").first()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Bezorging.objects.filter(pk=gegaan.pk).update(agenda="")
