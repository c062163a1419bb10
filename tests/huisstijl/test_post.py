"""Nothing of a mail stands in its job or in a log: not to whom it goes, not what it says, and no link in it."""

import logging

import pytest
from django.conf import settings as instellingen
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from berichten.regels import REGELS
from huisstijl.post import BRIEVEN, klaarzetten
from huisstijl.templatetags.opmaak import eigen_koppelingen
from inloggen.models import Adreswijziging, Inlogbericht
from leden.models import Belangenbevestiging
from tests.klachten import ingediend
from tests.leden.uitnodigen import begin, gevraagd
from tests.personen import traject_in
from tests.post import bezorgen, brieven, mails
from tests.quickscan import scans
from trajecten.levensloop import Status


class Verzamelaar(logging.Handler):
    """Keeps all there is to know of every record that reaches it."""

    def __init__(self):
        super().__init__()
        self.regels = []

    def emit(self, record):
        self.regels.append(f"{self.format(record)} {record.__dict__}")


@pytest.fixture
def logregels():
    """All that is logged from DEBUG on, without a filter."""
    verzamelaar, loggers = Verzamelaar(), [logging.getLogger(), logging.getLogger("procrastinate")]
    niveaus = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(verzamelaar)
        logger.setLevel(logging.DEBUG)
    yield verzamelaar
    for logger, niveau in zip(loggers, niveaus, strict=True):
        logger.removeHandler(verzamelaar)
        logger.setLevel(niveau)


@pytest.fixture
def log(logregels):
    """The same, behind what stands before the log of an installation."""
    (uitvoer,) = [een for een in logging.getLogger("procrastinate").handlers if een.name == "console"]
    logregels.filters = uitvoer.filters
    return logregels


def werken():
    call_command("procrastinate", "worker", "--one-shot")


def iedere_brief(wereld, kader):
    """(name, keys) of every letter there is, with rows from which it can be made."""
    joke, bram = wereld.joke.gebruiker, wereld.bram.gebruiker
    traject, formulier = traject_in(Status.AANGEMELD, wereld, kader), scans.geopend(wereld).formulieren.first()
    uitnodiging = gevraagd(wereld)
    bevestiging, _ = Belangenbevestiging.objects.update_or_create(
        gebruiker=wereld.meike.gebruiker, defaults={"gevraagd_op": timezone.now()}
    )
    wijzigingen = {
        stand: Adreswijziging.objects.create(
            gebruiker=bram, oud="oud@elders.example", nieuw="nieuw@elders.example", **velden
        ).pk
        for stand, velden in {
            "loopt": {},
            "bevestigd": {"bevestigd_op": timezone.now()},
            "gestopt": {"gestopt_op": timezone.now()},
        }.items()
    }
    brieven = {
        "uitnodiging": {"uitnodiging": uitnodiging.pk, "keer": 1},
        "rollen_veranderd": {"lidmaatschap": wereld.joke.pk},
        "zitting_gegeven": {"lidmaatschap": wereld.bert.pk, "gebruiker": joke.pk},
        "zitting_geweigerd": {"lidmaatschap": wereld.bert.pk},
        "belangen_bevestigen": {"bevestiging": bevestiging.pk},
        "quickscan_uitnodiging": {"formulier": formulier.pk},
        "quickscan_herinnering": {"formulier": formulier.pk},
        "klacht_nieuws": {"klacht": ingediend(wereld.karin.organisatie)[0].pk},
        "belang_in_team": {"traject": traject.pk, "gebruiker": joke.pk},
        "belang_van_planner": {"traject": traject.pk, "gebruiker": joke.pk},
        "geen_planner": {"traject": traject.pk, "gebruiker": joke.pk},
        "tweede_stap_gewist": {"gebruiker": joke.pk},
        "inlogdienst_gekoppeld": {"gebruiker": joke.pk, "organisatie": wereld.joke.organisatie_id},
        "inlogdienst_losgemaakt": {"gebruiker": joke.pk},
        "adres_bevestigen": {"wijziging": wijzigingen["loopt"]},
        "adres_bezet": {"wijziging": wijzigingen["loopt"]},
        "adres_gevraagd": {"wijziging": wijzigingen["loopt"]},
        "adres_gewijzigd": {"wijziging": wijzigingen["bevestigd"]},
        "adres_gestopt": {"wijziging": wijzigingen["gestopt"]},
        "ijkpunt": {"gebruiker": joke.pk, "regel": 1},
        "logboek_klopt_niet": {"gebruiker": joke.pk, "regel": 1},
    }
    for naam in BRIEVEN.keys() - brieven.keys():
        bericht = Inlogbericht.objects.create(gebruiker=joke, adres=joke.email, apparaat="Firefox op een Mac")
        brieven[naam] = {"bericht": bericht.pk}
    return brieven.items()


def test_every_letter_has_its_words_and_all_words_have_a_letter():
    mappen = instellingen.BASE_DIR / "templates" / "post"
    teksten = {str(bestand.relative_to(mappen).with_suffix("")) for bestand in mappen.rglob("*.txt")}
    kaders = {"basis", "aanmelding/bericht", "brief", "traject", "_wat_stopt", "_wie_aan_zet", "zending"}
    assert teksten - kaders == BRIEVEN.keys() | {regel.woorden or regel.brief for regel in REGELS}


@pytest.mark.django_db(transaction=True)
def test_no_job_and_no_log_line_holds_an_address_a_word_or_a_link_of_any_letter(wereld, kader, logregels):
    iedere = iedere_brief(wereld, kader)
    # What went before: the mails of these acts, and the letters that the log gives.
    bezorgen()
    brieven()
    mail.outbox.clear()
    for naam, sleutels in iedere:
        klaarzetten(naam, **sleutels)
    in_de_rij = str(list(ProcrastinateJob.objects.values("args")))
    werken()
    assert len(mail.outbox) == len(BRIEVEN)
    assert not Inlogbericht.objects.exists() and not ProcrastinateJob.objects.filter(status="todo").exists()
    assert sum("Starting job mail_versturen" in regel for regel in logregels.regels) == len(BRIEVEN)
    geschreven = in_de_rij + "\n".join(logregels.regels)
    for bericht in mail.outbox:
        stukken = [*bericht.to, bericht.subject, *(regel for regel in bericht.body.split("\n") if regel)]
        assert [stuk for stuk in stukken if stuk in geschreven] == []


@pytest.mark.django_db(transaction=True)
def test_what_another_job_carries_does_not_get_into_the_log_either(db, log):
    taak = app.configure_task("van_een_vorige_versie", allow_unknown=True)
    taak.defer(aan="joke@voorbeeld.example", tekst="Open https://label.example/wachtwoord/1-geheim/ (snel)")
    werken()
    geschreven = "\n".join(log.regels)
    # What happened can still be read.
    assert "Task was not found" in geschreven
    assert "van_een_vorige_versie[" in geschreven and "ended with status: Error" in geschreven
    assert "joke@" not in geschreven and "geheim" not in geschreven


def test_a_refused_request_is_logged_without_the_key_in_its_address(wereld, log):
    adres = begin(gevraagd(wereld))
    assert Client(enforce_csrf_checks=True).post(adres).status_code == 403
    sleutel = adres.strip("/").rpartition("/")[2]
    berichten = [regel.partition(" {")[0] for regel in log.regels]
    assert "Forbidden (CSRF cookie not set.): /uitnodiging/…/" in berichten
    assert [bericht for bericht in berichten if sleutel in bericht] == []


def test_only_addresses_of_this_site_are_links_in_a_mail():
    typerij = (
        f"{instellingen.ADRES}/werk/ https://evil.example/ {instellingen.ADRES}.evil.example/ www.evil.example <b>"
    )
    assert eigen_koppelingen(typerij) == (
        f'<a href="{instellingen.ADRES}/werk/">{instellingen.ADRES}/werk/</a> https://evil.example/'
        f" {instellingen.ADRES}.evil.example/ www.evil.example &lt;b&gt;"
    )


# What there is no reason for any more


def test_who_answered_or_confirmed_meanwhile_is_not_asked_again(wereld):
    scan = scans.geopend(wereld)
    mails()
    formulier = scans.formulier_van(scan, wereld.joke)
    klaarzetten("quickscan_herinnering", formulier=formulier.pk)
    scans.invullen(formulier, stand="geen_belangstelling")
    bevestiging = Belangenbevestiging.objects.get(gebruiker=wereld.meike.gebruiker)
    klaarzetten("belangen_bevestigen", bevestiging=bevestiging.pk)
    mail.outbox.clear()
    assert mails() == []


def test_a_link_for_a_new_password_does_not_follow_who_has_another_address_by_now(wereld, client):
    client.post("/wachtwoord/", {"email": wereld.joke.gebruiker.email})
    wereld.joke.gebruiker.email = "nieuw@elders.example"
    wereld.joke.gebruiker.save()
    assert mails() == []


def test_a_letter_that_does_not_exist_is_refused_in_the_act(db):
    with pytest.raises(LookupError, match="geen brief bestaat_niet"):
        klaarzetten("bestaat_niet", gebruiker=1)
