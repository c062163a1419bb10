"""From a row of the log to a mail: once, to who has to do with it, in the words that stand in the table."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone

from berichten.bezorgen import versturen
from berichten.maken import klaarleggen, uit_de_tijd, uit_het_logboek
from berichten.models import Bezorging, Poststuk, Postvoorkeur, Wijze, Zending
from leden.bevoegdheden import Handeling
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap, Organisatie
from tests.personen import traject_in, verder
from tests.post import brieven
from tests.rijen import trajecten_erbij
from trajecten.handelingen import vraag_stellen
from trajecten.klok import momenten
from trajecten.levensloop import Status

WOENSDAG = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def op_een_werkdag():
    with time_machine.travel(WOENSDAG, tick=False):
        yield


@pytest.fixture
def aangemeld(op_een_werkdag, wereld, kader):
    return traject_in(Status.AANGEMELD, wereld, kader)


def test_the_planner_is_told_at_once_that_it_is_their_turn(aangemeld, wereld):
    (mail,) = brieven()
    assert mail.to == [wereld.karin.gebruiker.email]
    assert mail.subject == f"Traject {aangemeld.nummer}: u bent aan zet"
    assert "tot en met woensdag 16 december 2026" in mail.body
    assert f"/trajecten/{aangemeld.nummer}/" in mail.body
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_letter_is_made_and_sent_once(aangemeld, wereld):
    brieven()
    assert brieven() == []
    assert uit_het_logboek() == 0
    assert Poststuk.objects.filter(brief="aanmelding_binnen").count() == 1


def test_nothing_of_the_organisation_stands_in_a_letter(aangemeld, wereld):
    (mail,) = brieven()
    for vorm in (mail.body, mail.alternatives[0].content, mail.subject):
        assert aangemeld.organisatie.naam not in vorm
        assert "ontmoeting" not in vorm


def test_what_one_need_not_do_comes_in_the_message_of_the_next_day(aangemeld, wereld):
    brieven()
    with time_machine.travel(datetime(2026, 12, 3, 6, 30, tzinfo=UTC), tick=False):
        mails = brieven()
    # Joke did it herself; Ingrid reads it.
    assert [mail.to for mail in mails] == [[wereld.ingrid.gebruiker.email]]
    assert "List-Unsubscribe" in mails[0].extra_headers


def test_a_letter_says_whom_to_ask_and_an_answer_goes_there(wereld, kader):
    Organisatie.objects.filter(pk=wereld.karin.organisatie_id).update(contact_telefoon="030 123 45 67")
    traject_in(Status.VOORBEREIDING, wereld, kader)
    per_adres = {mail.to[0]: mail for mail in brieven()}
    organisatie, toetser = (per_adres[wie.gebruiker.email] for wie in (wereld.ingrid, wereld.meike))
    for gekregen in (organisatie, toetser):
        assert "Bel of mail Karin Dotterbloem, planner, karin@voorbeeld.example, 030 123 45 67." in gekregen.body
        assert gekregen.reply_to == [wereld.karin.gebruiker.email]


def test_nobody_is_told_who_has_no_role_any_more(aangemeld, wereld):
    uit_het_logboek()
    Lidmaatschap.objects.filter(pk=wereld.karin.pk).update(tot=timezone.localdate() - timedelta(days=1))
    assert brieven() == []
    assert Bezorging.objects.get(lidmaatschap=wereld.karin).vervallen_op is not None


def test_at_night_a_letter_waits_for_the_morning(wereld, kader):
    with time_machine.travel(datetime(2026, 12, 4, 21, 0, tzinfo=UTC), tick=False):
        traject_in(Status.AANGEMELD, wereld, kader)
        assert brieven() == []
    with time_machine.travel(datetime(2026, 12, 7, 6, 1, tzinfo=UTC), tick=False):
        assert {mail.to[0] for mail in brieven()} == {wereld.karin.gebruiker.email, wereld.ingrid.gebruiker.email}


def test_who_only_wants_to_know_of_turns_reads_the_rest_in_the_application(wereld, kader):
    Postvoorkeur.objects.create(lidmaatschap=wereld.ingrid, wijze=Wijze.BEURT)
    traject = traject_in(Status.AANGEMELD, wereld, kader)
    brieven()
    bezorging = Bezorging.objects.get(lidmaatschap=wereld.ingrid)
    assert (bezorging.weg, bezorging.niet_voor) == (Bezorging.Weg.LEZEN, None)
    gelezen = Poststuk.objects.zichtbaar_voor(wereld.ingrid).filter(onderwerp=traject.onderwerp)
    assert "aanmelding_ontvangen" in gelezen.values_list("brief", flat=True)


def test_a_turn_that_went_by_in_the_night_is_not_told_in_the_morning(wereld, kader):
    with time_machine.travel(datetime(2026, 12, 4, 21, 0, tzinfo=UTC), tick=False):
        traject = traject_in(Status.AANGEMELD, wereld, kader)
        brieven()
        verder(traject, Status.VOORBEREIDING, wereld)
    with time_machine.travel(datetime(2026, 12, 7, 6, 1, tzinfo=UTC), tick=False):
        gekregen = {(mail.to[0], mail.subject.partition(": ")[2]) for mail in brieven()}
    assert (wereld.karin.gebruiker.email, "u bent aan zet") not in gekregen
    bezorging = Bezorging.objects.get(lidmaatschap=wereld.karin, poststuk__brief="aanmelding_binnen")
    assert bezorging.stand == "niet verstuurd, want de brief was niet meer voor deze persoon"
    assert (wereld.ingrid.gebruiker.email, "u bent aan zet") in gekregen


def test_a_turn_that_went_by_is_not_told_any_more(wereld, kader):
    traject_in(Status.VOORBEREIDING, wereld, kader)
    uit_het_logboek()
    assert not Poststuk.objects.filter(brief="aanmelding_binnen").exists()


@pytest.mark.parametrize("is_gedaan", [False, True])
def test_a_reminder_that_lay_ready_goes_only_when_there_is_still_something_to_do(aangemeld, wereld, is_gedaan):
    brieven()
    dag = momenten(aangemeld)[0].datum
    with time_machine.travel(datetime(dag.year, dag.month, dag.day, 8, 0, tzinfo=UTC), tick=False):
        uit_de_tijd(dag)
        if is_gedaan:
            verder(aangemeld, Status.VOORBEREIDING, wereld)
        mails = [mail.subject for mail in brieven() if mail.to == [wereld.karin.gebruiker.email]]
    assert mails == ([] if is_gedaan else [f"Traject {aangemeld.nummer}: herinnering, u bent aan zet"])


def test_two_people_of_one_name_each_get_one_message_of_the_day(aangemeld, wereld):
    Gebruiker.objects.filter(lidmaatschappen__in=[wereld.joke, wereld.ingrid]).update(naam="Jan Jansen")
    for wie in (wereld.joke, wereld.ingrid):
        Postvoorkeur.objects.create(lidmaatschap=wie, wijze=Wijze.DAGELIJKS)
    for onderwerp in ("De toetsdagen", "De locaties"):
        vraag_stellen(wereld.karin, aangemeld, onderwerp=onderwerp, tekst="Kunt u dat nakijken?")
    brieven()
    with time_machine.travel(datetime(2026, 12, 3, 6, 30, tzinfo=UTC), tick=False):
        mails = brieven()
    assert sorted(mail.to[0] for mail in mails) == [wereld.ingrid.gebruiker.email, wereld.joke.gebruiker.email]


def test_the_message_of_the_day_names_each_traject_and_whom_to_ask_once(wereld, kader):
    """Ten things that happened in each of four trajecten."""
    Postvoorkeur.objects.create(lidmaatschap=wereld.karin, wijze=Wijze.DAGELIJKS)
    nummers = [f"2026-{1 + n:03}" for n in range(4)]
    for nummer in nummers:
        poststukken = [
            Poststuk.objects.create(
                sleutel=f"{nummer} {n}",
                brief="hervat_toetsers",
                onderwerp=f"traject {nummer}",
                aan="de planner",
                kop=f"Traject {nummer}: ter informatie",
                begin="U hoeft niets te doen.",
                pad=f"/trajecten/{nummer}/",
                tekst=f"Gebeurtenis {n} van {nummer}.",
                hulp="Vragen? Mail het bureau.",
                is_bundel=True,
            )
            for n in range(10)
        ]
        for poststuk in poststukken:
            klaarleggen(poststuk, [wereld.karin], timezone.now())
    assert {een.stand for een in Bezorging.objects.all()} == {"komt in het dagbericht van 3 december 2026"}
    zending = Zending.objects.create(gebruiker=wereld.karin.gebruiker, adres=wereld.karin.gebruiker.email)
    Bezorging.objects.update(zending=zending)
    versturen(zending)
    (bericht,) = mail.outbox
    assert bericht.subject == "40 berichten over het kwaliteitslabel"
    for vorm in (bericht.body, bericht.alternatives[0].content):
        for nummer in nummers:
            assert vorm.count(f"Traject {nummer}") == 1
            assert [n for n in range(10) if f"Gebeurtenis {n} van {nummer}." in vorm] == list(range(10))
        assert vorm.count("U hoeft niets te doen.") == vorm.count("Vragen?") == len(nummers)


def test_forty_things_of_a_day_are_one_mail(wereld, kader):
    for traject in trajecten_erbij(wereld, kader, [wereld.joke.organisatie.naam] * 40, Status.AANGEMELD):
        vastleggen(wereld.joke, Handeling.AANMELDEN, traject.onderwerp, naar=Status.AANGEMELD)
    assert wereld.ingrid.gebruiker.email not in {adres for een in brieven() for adres in een.to}
    with time_machine.travel(datetime(2026, 12, 3, 6, 30, tzinfo=UTC), tick=False):
        (bericht,) = brieven()
        assert brieven() == []
    assert bericht.to == [wereld.ingrid.gebruiker.email]
    assert bericht.subject == "40 berichten over het kwaliteitslabel"
