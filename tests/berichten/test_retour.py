"""Mail that comes back: told by a mailbox or a mail service, it marks the address, and who looks after people can do something."""

import json
import logging
from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from berichten.handelingen import adres_werkt_weer
from berichten.models import Bezorging, Kapotadres, Poststuk, Zending
from berichten.retour import GROOTSTE_MELDING, Melding, lees, melding_van, verwerken
from berichten.taken import retour_ophalen
from huisstijl.post import NietVerstuurd, klaarzetten
from leden.bevoegdheden import Geweigerd
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import Gebeurtenis, Gebruiker
from quickscan import handelingen
from tests.personen import traject_in, verder
from tests.post import bezorgen, brieven
from tests.postvak import NAAM, WACHTWOORD, imapserver
from tests.quickscan import scans
from trajecten.levensloop import Status

WOENSDAG = datetime(2026, 12, 2, 10, 0, tzinfo=UTC)
SLEUTEL = "0123456789 geheim dat alleen de maildienst van deze test kent 0123456789"
TEKST = "Content-Type: text/plain\n\nDe mail kon niet worden bezorgd."


def dsn(kenmerk, code="5.1.1", actie="failed", origineel="message/rfc822", onderwerp="Undelivered Mail", antwoord=""):
    """A report as mail servers send it; `origineel` is how they give back our mail, if they do."""
    delen = [
        TEKST,
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.voorbeeld.example\nArrival-Date: Wed, 2 Dec 2026 10:00:00"
        f" +0000\n\nFinal-Recipient: rfc822; karin@voorbeeld.example\nAction: {actie}\nStatus: {code}\nDiagnostic-Code: smtp; 550"
        " User unknown",
    ]
    if origineel:
        delen.append(f"Content-Type: {origineel}\n\nMessage-ID: {kenmerk}\nSubject: u bent aan zet\n\nDag,")
    koppen = f"From: MAILER-DAEMON@mx.voorbeeld.example\nSubject: {onderwerp}\n{antwoord}MIME-Version: 1.0\n"
    koppen += 'Content-Type: multipart/report; report-type=delivery-status;\n boundary="==grens=="\n\n'
    return (koppen + "".join(f"--==grens==\n{deel}\n" for deel in delen) + "--==grens==--\n").encode()


@pytest.fixture(autouse=True)
def op_een_werkdag():
    with time_machine.travel(WOENSDAG, tick=False):
        yield


@pytest.fixture
def traject(op_een_werkdag, wereld, kader):
    return traject_in(Status.AANGEMELD, wereld, kader)


@pytest.fixture
def zending(traject, wereld):
    """The mail to Karin that it is her turn, as the mail server took it."""
    brieven()
    return Zending.objects.get(gebruiker=wereld.karin.gebruiker)


def komt_terug(zending, code="5.1.1"):
    assert verwerken(Melding(zending.kenmerk, code))
    zending.refresh_from_db()


# What a report says


@pytest.mark.parametrize("origineel", ["message/rfc822", "text/rfc822-headers", ""])
def test_the_mail_is_known_by_what_comes_back_of_it(origineel):
    antwoord = "" if origineel else "In-Reply-To: <zending.1@hier>\n"
    assert lees(dsn("<zending.1@hier>", origineel=origineel, antwoord=antwoord)) == Melding("<zending.1@hier>", "5.1.1")


@pytest.mark.parametrize(
    ("code", "actie", "is_hard"),
    [
        ("5.1.1", "failed", True),
        ("5.1.1 (unknown)", "Failed", True),
        ("4.4.7", "failed", False),
        ("4.4.1", "delayed", False),
    ],
)
def test_an_address_does_not_work_when_the_mail_server_gave_up_for_good(code, actie, is_hard):
    assert lees(dsn("<zending.1@hier>", code, actie)).is_hard is is_hard


@pytest.mark.parametrize(
    "bericht",
    [
        b"",
        b"From: een mens\nSubject: vraag\n\nWaar vind ik het rapport?",
        dsn("<zending.1@hier>", code="mislukt"),
        dsn("<zending.1@hier>", origineel=""),
        dsn("<zending.1@hier>").replace(b"delivery-status\n\n", b"disposition-notification\n\n"),
        b"Content-Type: multipart/report\n\nniets",
    ],
)
def test_what_is_no_report_is_not_understood(bericht):
    assert lees(bericht) is None


@given(st.binary(max_size=300), st.integers(0, 700))
def test_no_mail_makes_it_fall_over(rommel, plek):
    heel = dsn("<zending.1@hier>")
    lees(heel[:plek] + rommel + heel[plek + len(rommel) :])


def test_a_code_is_three_numbers():
    assert melding_van("5.1.1", "<x>").is_hard
    assert melding_van("550 karin@voorbeeld.example", "<x>") is None


# What it means


def test_a_letter_that_came_back_is_nowhere_called_sent(zending, traject, wereld, als):
    bladzijde = reverse("post", args=[traject.nummer])
    assert "verstuurd op" in als(wereld.karin).get(bladzijde).content.decode()
    komt_terug(zending)
    assert zending.retourcode == "5.1.1"
    tekst = als(wereld.karin).get(bladzijde).content.decode()
    assert "niet aangekomen: teruggekomen op" in tekst
    assert "verstuurd op" not in tekst


def test_no_letter_is_mailed_to_an_address_that_does_not_work(zending, traject, wereld):
    komt_terug(zending)
    verder(traject, Status.INGEDIEND, wereld)
    aan = {adres for mail in brieven() for adres in mail.to}
    assert wereld.meike.gebruiker.email in aan
    assert wereld.karin.gebruiker.email not in aan
    nieuw = Bezorging.objects.filter(lidmaatschap=wereld.karin, zending__isnull=True)
    assert {een.stand for een in nieuw} == {"niet gemaild, hier te lezen"}


def test_what_lay_ready_is_not_mailed_either_and_no_page_says_that_it_will_be(zending, wereld, traject):
    verder(traject, Status.INGEDIEND, wereld)
    komt_terug(Zending.objects.filter(gebruiker=wereld.karin.gebruiker).first())
    waarvan = Bezorging.objects.filter(lidmaatschap=wereld.karin).exclude(zending=zending)
    assert {een.stand for een in waarvan} <= {"niet gemaild, hier te lezen"}


def test_mails_about_the_account_still_go(zending, wereld, client):
    komt_terug(zending)
    client.post(reverse("account_reset_password"), {"email": wereld.karin.gebruiker.email})
    assert bezorgen()[-1].to == [wereld.karin.gebruiker.email]


def test_with_another_address_letters_go_again(zending, traject, wereld):
    komt_terug(zending)
    Gebruiker.objects.filter(pk=wereld.karin.gebruiker_id).update(email="karin.nieuw@voorbeeld.example")
    verder(traject, Status.INGEDIEND, wereld)
    assert "karin.nieuw@voorbeeld.example" in {adres for mail in brieven() for adres in mail.to}
    # A late report about the old address says nothing about the new one.
    komt_terug(zending)
    assert not Kapotadres.objects.geldt().exists()


def test_a_mail_that_could_not_be_delivered_now_leaves_the_address_alone(zending):
    komt_terug(zending, "4.4.7")
    assert zending.teruggekomen_op is not None
    assert not Kapotadres.objects.exists()


def test_telling_it_twice_changes_nothing_more(zending):
    komt_terug(zending)
    rijen = Gebeurtenis.objects.count()
    komt_terug(zending, "5.7.1")
    assert (zending.retourcode, Gebeurtenis.objects.count()) == ("5.1.1", rijen)


def test_nobody_can_make_up_a_mail_of_ours(zending):
    for kenmerk in (f"<zending.{zending.pk}@localhost>", f"<zending.{zending.pk}.abc@localhost>", "<zending.@x>", ""):
        assert verwerken(Melding(kenmerk, "5.1.1")) is False
    assert not Kapotadres.objects.exists()


# A mail of which nothing is kept


def kwam_terug(bericht, code="5.1.1"):
    return verwerken(lees(dsn(bericht.extra_headers["Message-ID"], code)))


def test_a_mail_about_the_account_that_comes_back_marks_the_address_too(wereld, client):
    client.post(reverse("account_reset_password"), {"email": wereld.karin.gebruiker.email})
    bericht = bezorgen()[-1]
    assert kwam_terug(bericht, "4.4.7") is True
    assert not Kapotadres.objects.exists()
    assert kwam_terug(bericht) is True
    assert Kapotadres.objects.get().adres == wereld.karin.gebruiker.email
    rijen = Gebeurtenis.objects.count()
    assert kwam_terug(bericht) is True
    assert Gebeurtenis.objects.count() == rijen


def test_the_same_report_says_nothing_of_an_address_that_was_mended_since(wereld, client, melden):
    client.post(reverse("account_reset_password"), {"email": wereld.karin.gebruiker.email})
    bericht = bezorgen()[-1]
    assert kwam_terug(bericht) is True
    adres_werkt_weer(wereld.nora, Kapotadres.objects.get())
    # The mail service is not sure that we heard it, and tells it again.
    nog_eens = {"message_id": bericht.extra_headers["Message-ID"], "code": "5.1.1"}
    assert melden(nog_eens).json() == {"van_ons": True}
    assert not Kapotadres.objects.exists()


def test_a_mail_about_the_account_to_the_address_of_before_says_nothing_about_the_one_of_now(wereld):
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.karin.gebruiker_id)
    bericht = bezorgen()[-1]
    Gebruiker.objects.filter(pk=wereld.karin.gebruiker_id).update(email="karin.nieuw@voorbeeld.example")
    assert kwam_terug(bericht) is False
    # Nor does it about somebody else, with a number that was changed.
    echt = bericht.extra_headers["Message-ID"]
    for wie in (f"gebruiker-{wereld.joke.gebruiker_id}", "gebruiker-" + "9" * 5000, "gebruiker-x", "traject-1"):
        assert verwerken(Melding(echt.replace(f"gebruiker-{wereld.karin.gebruiker_id}", wie), "5.1.1")) is False
    assert not Kapotadres.objects.exists()


def test_an_invitation_that_comes_back_shows_where_the_people_are_until_it_is_sent_again(wereld, als):
    uitnodiging = uitnodigen(
        wereld.nora, wereld.nora.organisatie, email="typfuot@voorbeeld.example", rollen=["toetser"]
    )
    assert kwam_terug(bezorgen()[-1]) is True
    nora, bureau = als(wereld.nora), als(wereld.gijs)
    mensen = reverse("mensen_van_organisatie", args=[wereld.nora.organisatie_id])
    for wie in (nora, bureau):
        assert "De mail kwam terug (2 december 2026): dit adres werkt niet." in wie.get(mensen).content.decode()
    assert "De uitnodiging voor typfuot@voorbeeld.example kwam terug" in nora.get(reverse("mijn_werk")).content.decode()
    # Who does not accept has the right to be forgotten, so the log does not hold the address.
    rij = Gebeurtenis.objects.latest("volgnummer")
    assert (rij.onderwerp, rij.reden) == (uitnodiging.onderwerp, "De uitnodiging kwam terug (5.1.1).")
    # And who asked the person in gets a letter that names nobody.
    (brief,) = [mail for mail in brieven() if "uitnodiging komt terug" in mail.subject]
    assert brief.to == [wereld.nora.gebruiker.email]
    assert "typfuot" not in brief.body
    assert nora.get(Poststuk.objects.get(brief="uitnodiging_kwam_terug").pad).status_code == 200
    nora.post(reverse("uitnodiging_opnieuw_sturen", args=[uitnodiging.pk]))
    assert "kwam terug" not in nora.get(reverse("mijn_werk")).content.decode()
    assert "kwam terug" not in nora.get(mensen).content.decode()


def test_a_quickscan_that_comes_back_shows_whose_address_does_not_work_until_the_next_mail(wereld, als):
    scan = scans.geopend(wereld)
    bericht = next(mail for mail in bezorgen() if mail.to == [scans.formulier_van(scan, wereld.joke).email])
    assert kwam_terug(bericht, "4.4.7") is kwam_terug(bericht) is True
    bureau, bladzijde = als(wereld.gijs), reverse("quickscan_organisaties", args=[scan.pk])
    assert "Van 1 organisatie zonder antwoord kwam de mail terug" in " ".join(
        bureau.get(scan.get_absolute_url()).content.decode().split()
    )
    terug = bureau.get(bladzijde, {"welke": "teruggekomen"}).content.decode()
    assert "De mail kwam terug (2 december 2026): dit adres werkt niet." in terug
    assert wereld.joke.organisatie.naam in terug and wereld.bram.organisatie.naam not in terug
    rij = Gebeurtenis.objects.latest("volgnummer")
    assert (rij.onderwerp, rij.reden) == (scan.onderwerp, "De mail aan Welzijn Wilgendam kwam terug (5.1.1).")
    handelingen.koppeling_geven(wereld.gijs, scans.formulier_van(scan, wereld.joke))
    assert "kwam terug" not in bureau.get(bladzijde).content.decode()


# Who hears it, and what there is to do


def test_who_looks_after_the_person_is_told_and_finds_it_in_mijn_werk(zending, wereld, als):
    komt_terug(zending)
    rij = Gebeurtenis.objects.latest("volgnummer")
    assert (rij.handeling, rij.naam, rij.onderwerp) == ("adres_nakijken", "de applicatie", wereld.karin.onderwerp)
    (mail,) = [mail for mail in brieven() if "komt terug" in mail.subject]
    assert mail.to == [wereld.nora.gebruiker.email]
    assert "Karin" not in mail.body
    assert reverse("teruggekomen_post") in mail.body
    assert "Brieven aan 1 persoon komen terug" in als(wereld.nora).get(reverse("mijn_werk")).content.decode()
    bladzijde = als(wereld.nora).get(reverse("teruggekomen_post")).content.decode()
    assert wereld.karin.gebruiker.email in bladzijde
    assert "Brieven aan uw e-mailadres komen terug" in als(wereld.karin).get(reverse("mijn_werk")).content.decode()
    # A beheerder of another organisation knows nothing of it.
    assert "komen terug" not in als(wereld.hilde).get(reverse("mijn_werk")).content.decode()
    assert wereld.karin.gebruiker.email not in als(wereld.hilde).get(reverse("teruggekomen_post")).content.decode()


def test_without_another_beheerder_the_bureau_is_told(traject, wereld):
    zending = Zending.objects.create(gebruiker=wereld.nora.gebruiker, adres=wereld.nora.gebruiker.email)
    komt_terug(zending)
    (mail,) = [mail for mail in brieven() if "komt terug" in mail.subject]
    assert mail.to == [wereld.gijs.gebruiker.email]


def test_the_beheerder_says_that_it_works_again(zending, traject, wereld, als):
    komt_terug(zending)
    pad = reverse("adres_werkt_weer", args=[Kapotadres.objects.get().pk])
    assert als(wereld.hilde).post(pad).status_code == 404
    assert als(wereld.karin).post(pad).status_code == 404
    antwoord = als(wereld.nora).post(pad, follow=True)
    assert "Brieven gaan weer naar" in antwoord.content.decode()
    rij = Gebeurtenis.objects.latest("volgnummer")
    assert (rij.handeling, rij.gebruiker, rij.onderwerp) == (
        "adres_nakijken",
        wereld.nora.gebruiker,
        wereld.karin.onderwerp,
    )
    verder(traject, Status.INGEDIEND, wereld)
    mails = brieven()
    assert wereld.karin.gebruiker.email in {adres for mail in mails for adres in mail.to}
    # Once: not again because it works.
    assert len([mail for mail in mails if "komt terug" in mail.subject]) == 1


def test_who_looks_after_nobody_says_nothing_about_an_address(zending, wereld):
    komt_terug(zending)
    with pytest.raises(Geweigerd):
        adres_werkt_weer(wereld.joke, Kapotadres.objects.get())
    assert Kapotadres.objects.exists()


def test_what_the_mail_server_never_took_the_bureau_sends_again(traject, wereld, als):
    brieven()
    zending = Zending.objects.get(gebruiker=wereld.karin.gebruiker)
    Zending.objects.filter(pk=zending.pk).update(verstuurd_op=None, mislukt_op=WOENSDAG)
    post = reverse("post", args=[traject.nummer])
    tekst = als(wereld.karin).get(post).content.decode()
    assert "de mailserver nam de brief niet aan" in tekst
    assert "verstuurd op" not in tekst
    bureau = als(wereld.gijs)
    assert "1 mail is niet verstuurd" in bureau.get(reverse("mijn_werk")).content.decode()
    assert als(wereld.nora).post(reverse("post_opnieuw_sturen")).status_code == 403
    assert "De post gaat opnieuw op weg." in bureau.post(reverse("post_opnieuw_sturen"), follow=True).content.decode()
    (mail,) = brieven()
    assert mail.to == [wereld.karin.gebruiker.email]
    assert "niet verstuurd" not in bureau.get(reverse("mijn_werk")).content.decode()
    assert "verstuurd op" in als(wereld.karin).get(post).content.decode()
    assert Gebeurtenis.objects.latest("volgnummer").handeling == "post_opnieuw_sturen"


def test_a_turn_that_has_passed_meanwhile_is_not_sent_again(traject, wereld, als):
    brieven()
    Zending.objects.update(verstuurd_op=None, mislukt_op=WOENSDAG)
    verder(traject, Status.VOORBEREIDING, wereld)
    als(wereld.gijs).post(reverse("post_opnieuw_sturen"))
    assert not [mail for mail in brieven() if mail.to == [wereld.karin.gebruiker.email] and "aan zet" in mail.subject]


# By a mail service


@pytest.fixture
def melden(settings):
    """`melden(…)`: what a mail service is told when it tells this."""
    settings.RETOUR_WEBHOOK_SLEUTEL = SLEUTEL

    def doen(inhoud, soort="application/json", sleutel=SLEUTEL, **koppen):
        koppen |= {"HTTP_AUTHORIZATION": f"Bearer {sleutel}"}
        if not isinstance(inhoud, bytes):
            inhoud = json.dumps(inhoud)
        # As from elsewhere: nothing but the secret says who it is.
        dienst = Client(enforce_csrf_checks=True)
        return dienst.post(reverse("retour_melden"), inhoud, content_type=soort, **koppen)

    return doen


def test_a_mail_service_tells_that_a_mail_came_back(zending, melden):
    antwoord = melden({"message_id": zending.kenmerk, "code": "5.1.1"})
    assert (antwoord.status_code, antwoord.json()) == (200, {"van_ons": True})
    assert Kapotadres.objects.get().adres == zending.adres


def test_half_a_letter_in_a_message_id_is_no_mail_of_ours(wereld, melden):
    for kenmerk in ("zending.\ud800.x@hier", f"a.1.gebruiker-{wereld.karin.gebruiker_id}.\ud800@hier"):
        antwoord = melden({"message_id": kenmerk, "code": "5.1.1"})
        assert (antwoord.status_code, antwoord.json()) == (200, {"van_ons": False})


def test_a_mail_service_passes_on_the_report_itself(zending, melden):
    assert melden(dsn(zending.kenmerk), "message/rfc822").json() == {"van_ons": True}
    assert Kapotadres.objects.get().adres == zending.adres


def test_without_the_secret_nothing_is_taken_and_after_ten_tries_not_looked_at(zending, melden):
    goed = {"message_id": zending.kenmerk, "code": "5.1.1"}
    assert [melden(goed, sleutel="anders").status_code for _ in range(11)] == [401] * 10 + [429]
    assert not Kapotadres.objects.exists()
    assert melden(goed).status_code == 200


def test_the_door_is_not_there_without_a_secret(zending, melden, settings):
    settings.RETOUR_WEBHOOK_SLEUTEL = ""
    assert melden({"message_id": zending.kenmerk, "code": "5.1.1"}, sleutel="").status_code == 404


@pytest.mark.parametrize(
    "inhoud", [b"", b"geen json", b"[]", b"null", {"code": "5.1.1"}, {"message_id": "<x>", "code": 5}, b"[" * 100_000]
)
def test_what_is_no_report_is_refused(db, melden, inhoud):
    antwoord = melden(inhoud)
    assert antwoord.status_code == 400
    assert antwoord.json()["redenen"]


def test_a_report_that_is_too_large_is_not_read(db, melden):
    assert melden(b"x" * (GROOTSTE_MELDING + 1)).status_code == 413


def test_a_mail_that_is_not_ours_is_said_to_be_not_ours(db, melden):
    assert melden({"message_id": "<uitnodiging.4@localhost>", "code": "5.1.1"}).json() == {"van_ons": False}


# By a mailbox


@pytest.fixture
def postvak(settings):
    with imapserver() as postvak:
        settings.RETOUR_IMAP_HOST, settings.RETOUR_IMAP_PORT = "127.0.0.1", postvak.poort
        settings.RETOUR_IMAP_USER, settings.RETOUR_IMAP_PASSWORD = NAAM, WACHTWOORD
        settings.RETOUR_IMAP_ZONDER_TLS = True
        yield postvak


def test_a_mailbox_is_read_and_what_people_wrote_there_is_left_alone(zending, postvak, caplog):
    postvak.leg_neer(b"From: een mens\r\nSubject: Waar vind ik het rapport?\r\n\r\nDag.")
    postvak.leg_neer(dsn("<iets.anders@localhost>", onderwerp="Niet van ons").replace(b"\n", b"\r\n"))
    postvak.leg_neer(dsn(zending.kenmerk, onderwerp="Van ons").replace(b"\n", b"\r\n"))
    with caplog.at_level(logging.WARNING, logger="berichten.taken"):
        retour_ophalen(timestamp=0)
        assert Kapotadres.objects.get().adres == zending.adres
        assert postvak.inhoud() == [("Waar vind ik het rapport?", False), ("Niet van ons", True)]
        # Once read, not counted again.
        retour_ophalen(timestamp=0)
    assert [regel.getMessage() for regel in caplog.records] == ["Niet begrepen berichten over post die terugkwam: 1"]


def test_a_mailbox_that_does_not_open_says_nothing_about_anybody(db, postvak, settings):
    settings.RETOUR_IMAP_PASSWORD = "niet het wachtwoord"
    with pytest.raises(NietVerstuurd) as fout:
        retour_ophalen(timestamp=0)
    assert NAAM not in str(fout.value)


def test_without_a_mailbox_nothing_is_read(db, settings):
    assert settings.RETOUR_IMAP_HOST == ""
    retour_ophalen(timestamp=0)
