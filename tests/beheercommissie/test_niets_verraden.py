"""Who has an interest in an item sees the same, whatever the others think, ask, vote, decide or write down about it."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.blik import blik_geven
from beheercommissie.handelingen.langdeel import lange_deel_vragen
from beheercommissie.handelingen.verslagen import verslag_maken
from beheercommissie.handelingen.vooraf import vooraf_antwoorden, vooraf_vragen
from beheercommissie.models import Agendapunt, Verslagtekst
from beheercommissie.taken import bundel_klaarzetten
from berichten.kalender import eigen_agenda
from tests.berichten.test_post_en_belangen import nieuwe_post
from tests.personen import in_vergadering, vraag_bij
from tests.post import brieven

# Made anew for every page.
TEKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
ADRES = re.compile(r'(?:href|hx-get|action)="(/[^"#]*)')
# The same for everyone, or not about the committee.
ELDERS = ("/static/", "/klacht/", "/profiel/", "/uitloggen/", "/verifieer/", "/privacy/", "/huisregels/", "/hulp/")
WOORDEN = st.text(alphabet="abc <&", min_size=1, max_size=60).filter(str.strip)
BESLUITEN = st.sampled_from(["toekennen", "toekennen_met_voorbehoud", "afwijzen"])
VERTROUWELIJK = st.fixed_dictionaries(
    {
        "blikken": st.lists(BESLUITEN | st.just("bespreken"), max_size=3),
        "woorden": WOORDEN,
        "vraag": st.none() | WOORDEN,
        "antwoord": st.none() | WOORDEN,
        "lang": st.none() | WOORDEN,
        "vierde": st.none() | st.sampled_from(["geen", "belang", "twijfel"]),
        "besluit": BESLUITEN,
        "tegenstem": BESLUITEN,
    }
)
STIL = {**dict.fromkeys(("vraag", "antwoord", "lang", "vierde")), "blikken": [], "woorden": "Goed."}
KAAL = STIL | {"besluit": "toekennen", "tegenstem": "toekennen"}


def bespreken(wereld, punt, blikken, woorden, vraag, antwoord, lang, vierde, **_):
    """What those without an interest do before the meeting."""
    leden = [wereld.anna, wereld.bert, wereld.daan]
    for lid in leden:
        belang_verklaren(lid, punt, "geen")
    if vierde:
        belang_verklaren(wereld.esra, punt, vierde)
    for lid, keuze in zip(leden, blikken, strict=False):
        blik_geven(lid, punt, keuze=keuze, woord=woorden)
    if vraag:
        gesteld = vooraf_vragen(wereld.bert, punt, vraag)
        if antwoord:
            vooraf_antwoorden(wereld.karin, gesteld, antwoord)
    if lang:
        lange_deel_vragen(wereld.daan, punt, lang)


def stemmen_en_besluiten(wereld, punt, besluit, tegenstem, woorden, **_):
    in_vergadering(wereld, punt.vergadering)
    for lid, optie in ((wereld.anna, besluit), (wereld.bert, besluit), (wereld.daan, tegenstem)):
        stemmen(lid, punt, optie=optie, reden=woorden)
    gegevens = vraag_bij(punt.traject, besluit)
    besluiten(wereld.anna, punt, optie=besluit, motivering=woorden, afwijking=woorden, **gegevens)


def opschrijven(wereld, punt, woorden, **_):
    verslag_maken(wereld.femke, punt.vergadering)
    Verslagtekst.objects.update(tekst=woorden)


@contextmanager
def even(tellers):
    """What is done in it gives its rows the same numbers each time, and is undone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.executemany("select setval(%s::regclass, %s)", tellers)
        yield
        transaction.set_rollback(True)


def bladzijden(client, punt):
    """Every page and file that can be reached by links from where this person begins, and what is known by its address."""
    wachtend = [
        reverse("mijn_werk"),
        punt.get_absolute_url(),
        reverse("bundel_pdf", args=[punt.vergadering_id]),
        *(reverse(naam, args=[punt.traject.nummer]) for naam in ("traject", "besluit", "voordracht")),
        *(
            reverse(naam, args=[punt.pk])
            for naam in ("agendapunt_rapport", "vergelijkbaar", "besluiten", "vooraf_vragen")
        ),
    ]
    gezien = {}
    while wachtend:
        url = wachtend.pop()
        if url not in gezien and not url.startswith(ELDERS):
            antwoord = client.get(url)
            gezien[url] = antwoord.status_code, antwoord.headers.items(), inhoud_van(antwoord)
            if antwoord.headers.get("Content-Type", "").startswith("text/html"):
                wachtend += ADRES.findall(antwoord.content.decode().replace("&amp;", "&"))
    return gezien


def inhoud_van(antwoord):
    inhoud = antwoord.inhoud if antwoord.streaming else antwoord.content
    soort = antwoord.headers.get("Content-Type", "")
    return TEKEN.sub("", inhoud.decode()) if soort.startswith("text/") else len(inhoud)


def post_aan(wie, reis):
    """The mails of the rest of this day and of the next morning."""
    mails = brieven()
    reis.shift(timedelta(days=1))
    mails += brieven()
    return [(mail.subject, mail.body, len(mail.attachments)) for mail in mails if mail.to == [wie.gebruiker.email]]


@pytest.fixture
def gezien(wereld, vooraf, als):
    """`gezien(vertrouwelijk)`: all that Cora, who has an interest, gets to see and hear along the way."""
    belang_verklaren(wereld.cora, vooraf, "belang")
    nieuwe_post()
    with connection.cursor() as cursor:
        # A numbering that nobody used yet would have no stand to go back to.
        cursor.execute(
            "select case when last_value is null then nextval(naam) else last_value end, naam::text"
            " from (select (schemaname || '.' || sequencename)::regclass naam, last_value from pg_sequences) alle"
        )
        tellers = [(naam, stand) for stand, naam in cursor.fetchall()]
    nu = timezone.now()

    def kijken(vertrouwelijk):
        punt, alles = Agendapunt.objects.get(pk=vooraf.pk), {}
        with time_machine.travel(nu, tick=False) as reis, even(tellers):
            cora = als(wereld.cora)
            for stap in (bespreken, stemmen_en_besluiten, opschrijven):
                stap(wereld, punt, **vertrouwelijk)
                bundel_klaarzetten(punt.vergadering_id, wereld.cora.pk)
                alles |= {(stap.__name__, url): een for url, een in bladzijden(cora, punt).items()}
                alles[stap.__name__, "kalender"] = eigen_agenda(wereld.cora.gebruiker)
            alles["post"] = post_aan(wereld.cora, reis)
        return alles

    return kijken


@pytest.fixture
def kaal(gezien):
    """The same when nobody asks or says anything but what is needed."""
    return gezien(KAAL)


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(vertrouwelijk=VERTROUWELIJK)
def test_nothing_that_reaches_who_has_an_interest_depends_on_what_the_others_do(gezien, kaal, vertrouwelijk):
    alles = gezien(vertrouwelijk)
    assert [waar for waar in alles.keys() | kaal.keys() if alles.get(waar) != kaal.get(waar)] == []
