"""Every URL x every person on one example traject, against tables typed by hand (tests/toegang/)."""

import pkgutil
from collections import Counter
from importlib import import_module

import pytest
from django.core.files.base import ContentFile
from django.urls import URLPattern, get_resolver

from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.handelingen.agenda import bespreekpunt_toevoegen, vergaderstuk_toevoegen
from beheercommissie.handelingen.verslagen import verslag_maken
from beheercommissie.handelingen.vooraf import vooraf_vragen
from beheercommissie.taken import besluitbrief_maken
from certificaten.handelingen import maatregel_voorstellen, uitgeven
from certificaten.taken import certificaat_maken
from leden.handelingen.uitnodigingen import uitnodigen
from leden.models import ROLLEN_PER_SOORT, Gebruiker, Lidmaatschap
from meting.inloggen import inloggen
from tests import toegang
from tests.bezwaren import bezwaar_van_alles
from tests.conftest import StrengeClient
from tests.gedeeld import gedeelde_wereld
from tests.klachten import behandelaar, klachten_van_alles
from tests.personen import WACHTWOORD, in_vergadering, traject_in
from tests.quickscan import scans
from trajecten.levensloop import Status
from trajecten.models import Traject

PERSONEN = (
    "anoniem",
    "joke",  # kwaliteitsmedewerker of the organisation
    "ingrid",  # its director
    "hilde",  # who looks after its people
    "bram",  # of another organisation
    "karin",  # planner of the certifier
    "meike",  # assessor in the team
    "tessa",  # assessor of the same certifier, not in the team
    "roel",  # controleur in the team
    "nora",  # who looks after the people of the certifier
    "vera",  # assessor elsewhere
    "wim",  # planner elsewhere
    "bert",  # committee member who declared to have no interest
    "cora",  # committee member with an interest
    "esra",  # committee member who said nothing
    "femke",  # secretary
    "gijs",  # bureau
    "kees",  # who hears complaints
)
# Strangers to the example, for whom what they may not know about looks as if it were not there.
ELDERS = ("bram", "vera", "wim")
TABELLEN = {
    een.name: import_module(f"tests.toegang.{een.name}").TABEL for een in pkgutil.iter_modules(toegang.__path__)
}
TABEL = {naam: rij for tabel in TABELLEN.values() for naam, rij in tabel.items()}


def patronen_van(patronen):
    for patroon in patronen:
        if isinstance(patroon, URLPattern):
            yield patroon
        else:
            yield from patronen_van(patroon.url_patterns)


def test_every_url_is_in_one_table():
    dubbel = [naam for naam, keer in Counter(naam for tabel in TABELLEN.values() for naam in tabel).items() if keer > 1]
    assert dubbel == []
    in_de_code = {patroon.name for patroon in patronen_van(get_resolver().url_patterns)}
    assert {"missing": sorted(in_de_code - set(TABEL)), "gone": sorted(set(TABEL) - in_de_code)} == {
        "missing": [],
        "gone": [],
    }


@pytest.mark.parametrize("naam", TABEL)
def test_every_row_says_what_each_person_gets(naam):
    assert set(TABEL[naam]) - {"url"} == set(PERSONEN)
    assert callable(TABEL[naam]["url"])


@pytest.fixture(scope="module")
def voorbeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject with everything in it, certificate included; in the committee everyone did something else."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject = traject_in(Status.GEAGENDEERD, wereld)
        punt = traject.agendapunten.get()
        beleid = bespreekpunt_toevoegen(wereld.femke, punt.vergadering, soort="beleid", titel="Beleid", minuten=10)
        vergaderstuk_toevoegen(wereld.femke, beleid, titel="Voorstel", bestand=ContentFile(b"%PDF-1.7", "voorstel.pdf"))
        belang_verklaren(wereld.cora, punt, "belang")
        belang_verklaren(wereld.bert, punt, "geen")
        vooraf_vragen(wereld.bert, punt, "Spraken zij ook jongeren?")
        for lid in (wereld.anna, wereld.bert, wereld.daan):
            belang_verklaren(lid, punt, "geen")
            stemmen(lid, punt, optie="toekennen", reden="Het rapport is een eerlijke spiegel.")
        in_vergadering(wereld, punt.vergadering)
        besluiten(wereld.anna, punt, optie="toekennen", motivering="Bewoners beslissen zichtbaar mee.")
        verslag_maken(wereld.femke, punt.vergadering)
        besluitbrief_maken(punt.besluit.pk)
        certificaat_maken(traject.certificaten.get().nummer)
        uitgeven(wereld.gijs, traject)
        maatregel_voorstellen(
            wereld.gijs, traject.certificaten.get(), voorstel="schorsen", reden="De plannen zijn niet uitgevoerd."
        )
        uitnodigen(wereld.hilde, wereld.hilde.organisatie, email="nieuw@voorbeeld.example", rollen=["bestuurder"])
        wereld.traject = Traject.objects.get(pk=traject.pk)
        scans.een_open_en_een_gesloten(wereld)
        wereld.kees = behandelaar()
        klachten_van_alles(wereld)
        bezwaar_van_alles(wereld, punt.besluit)
        wereld.clients = {naam: ingelogd(wereld, naam) for naam in PERSONEN}
        yield wereld


def ingelogd(wereld, naam):
    client = StrengeClient()
    return client if naam == "anoniem" else inloggen(client, getattr(wereld, naam))


@pytest.mark.parametrize("naam", TABEL)
def test_everyone_gets_what_the_table_says(voorbeeld, db, naam):
    rij = TABEL[naam]
    url = rij["url"](voorbeeld.traject)
    antwoorden = {persoon: client.get(url) for persoon, client in voorbeeld.clients.items()}
    assert {persoon: antwoord.status_code for persoon, antwoord in antwoorden.items()} == {
        persoon: rij[persoon] for persoon in PERSONEN
    }
    for persoon in ELDERS:
        if antwoorden[persoon].status_code == 404:
            assert voorbeeld.traject.organisatie.naam not in antwoorden[persoon].content.decode()


def adressen_van_iets():
    """Names of the URLs that are about one thing, and not for everyone; a list as a file is not one thing."""
    for patroon in patronen_van(get_resolver().url_patterns):
        if set(patroon.pattern.converters) - {"vorm"} and patroon.callback.beleid != "openbaar":
            yield patroon.name


@pytest.fixture(scope="module")
def vreemden(voorbeeld, django_db_blocker):
    """Someone in every role of another member and of another certifier."""
    clients = {}
    with django_db_blocker.unblock():
        for organisatie in (voorbeeld.bram.organisatie, voorbeeld.wim.organisatie):
            for rol in sorted(ROLLEN_PER_SOORT[organisatie.soort]):
                gebruiker = Gebruiker.objects.create_user(
                    f"{rol}.{organisatie.pk}@elders.example", "Vreemde Eend", WACHTWOORD
                )
                wie = Lidmaatschap.objects.create(gebruiker=gebruiker, organisatie=organisatie, rol=rol)
                clients[rol_bij(wie)] = inloggen(StrengeClient(), wie)
    return clients


def rol_bij(wie):
    return f"{wie.rol} bij {wie.organisatie}"


# Of nobody in particular: the rules of the label, what a team needs, and a QuickScan, of which members know. The tables say who gets
# what of them.
VAN_HET_LABEL = {
    "bekwaamheidssoort_verwijderen",
    "bekwaamheidssoort_wijzigen",
    "kader",
    "kader_vergelijken",
    "quickscan_export",
    "quickscan_organisaties",
    "quickscan_teksten",
    "quickscan_uitslag",
    "quickscan_uitslag_export",
    "quickscan_uitslag_pdf",
}
# One's own devices and links, which are only looked for when something is sent.
ALLEEN_VERSTUREN = {"apparaat_uitloggen", "inlogdienst_koppelen", "inlogdienst_losmaken", "vervanging_beeindigen"}


@pytest.mark.parametrize("naam", sorted(set(adressen_van_iets()) - VAN_HET_LABEL))
def test_nobody_of_another_organisation_reads_writes_or_downloads_anything(voorbeeld, vreemden, db, naam):
    url = TABEL[naam]["url"](voorbeeld.traject)
    # What some of these roles get to read stands in the table, and was asked there.
    gelezen = {rol_bij(getattr(voorbeeld, persoon)): TABEL[naam][persoon] for persoon in ELDERS}
    lezen = {wie: gelezen.get(wie) or client.get(url).status_code for wie, client in vreemden.items()}
    schrijven = {wie: client.post(url).status_code for wie, client in vreemden.items()}
    assert lezen == dict.fromkeys(vreemden, 405 if naam in ALLEEN_VERSTUREN else 404)
    assert schrijven == dict.fromkeys(vreemden, 404)


# Checking a certificate changes nothing, and the link of a QuickScan is itself the proof of who may answer. Both work in a
# browser that keeps no cookies, as does complaining; what opens a complaint no other site can send along. Who reports mail
# that came back is no browser, and shows a secret.
ZONDER_TEKEN = {"verifieer", "quickscan_link", "retour_melden", "klacht_indienen", "klacht_volgen"}


def test_nothing_can_be_posted_from_another_site(voorbeeld, db):
    client = inloggen(StrengeClient(enforce_csrf_checks=True), voorbeeld.ingrid)
    antwoorden = {naam: client.post(rij["url"](voorbeeld.traject)) for naam, rij in TABEL.items()}
    assert {naam for naam, antwoord in antwoorden.items() if antwoord.status_code != 403} == ZONDER_TEKEN
