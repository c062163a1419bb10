"""What comes of a reported change: an investigation that ends in a decision, or another scope by decision in a next edition."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from beheercommissie.dossier import dossierinhoud, soortdossier
from beheercommissie.handelingen import stemmen
from berichten.models import Poststuk
from certificaten.bevoegdheden import weegkeuzes
from certificaten.handelingen import afsluiten, maatregel_voorstellen, zienswijze_geven
from certificaten.handelingen.meldingen import melding_wegen, reikwijdte_voorstellen
from certificaten.levensloop import Stand, stand_op
from certificaten.models import Certificaat, Maatregel, Uitgave, Wijziging
from certificaten.taken import certificaat_maken
from huisstijl.templatetags.opmaak import dagkort
from huisstijl.velden import vingerafdruk
from kwaliteitslabel.logboekcontrole import controleren
from leden.bevoegdheden import Geweigerd
from leden.models import Activiteit, Gebeurtenis, Locatie, Werkgebied
from normenkader.laden import fouten_in, voorbeeldpakket
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.maatregelen import besluit_over, met_label, op_de_agenda
from tests.post import brieven
from tests.vervolg import besluit_nemen, vervolg_verder
from toetsing.models import Vervolgpunt
from trajecten.gebied import Gebiedskeuze
from trajecten.handelingen.meldingen import wijziging_melden
from trajecten.levensloop import Soort, Status
from trajecten.models import Traject

GEMELD = "Buurthuis De Spil ging open, en de winkel stopt."
WAAROM = "Het werk in De Spil hoort er nu bij."
OPENBAAR = "er kwam een buurthuis bij."
NIEUW = "het buurtwerk in Wilgendam en Oeverwijk"


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which Welzijn Wilgendam has the label, and works in places that it wrote down since."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.certificaat = met_label(wereld)
        wereld.toets = wereld.certificaat.traject
        eigen = wereld.toets.organisatie
        wereld.spil = Locatie.objects.create(
            organisatie=eigen, naam="De Spil", plaats="Loosdrecht", gemeente="GM1696", van=over(30)
        )
        wereld.kade = Locatie.objects.create(organisatie=eigen, naam="De Kade", plaats="Utrecht", gemeente="GM0344")
        wereld.winkel = Activiteit.objects.create(organisatie=eigen, naam="een winkel", tot=over(60))
        wereld.utrecht = Werkgebied.objects.create(organisatie=eigen, gemeente="GM0344")
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def melding(wereld):
    return wijziging_melden(wereld.joke, wereld.toets, soort="locaties", sinds=over(-3), toelichting=GEMELD)


def vers(rij):
    return type(rij)._default_manager.get(pk=rij.pk)


def gebied(wereld):
    return Gebiedskeuze([wereld.kade, wereld.spil], [wereld.utrecht], [wereld.winkel])


def voorgelegd(wereld, melding, **anders):
    keuzes = {"uitleg": WAAROM, "reikwijdte": NIEUW, "gebied": gebied(wereld)} | anders
    return reikwijdte_voorstellen(wereld.gijs, melding, **keuzes)


def gewijzigd(wereld, melding):
    """Another scope by decision: its proposal."""
    maatregel = voorgelegd(wereld, melding)
    Maatregel.objects.filter(pk=maatregel.pk).update(zienswijze="Daar zijn wij het mee eens.")
    zienswijze_geven(wereld.ingrid, vers(maatregel))
    besluit_over(wereld, vers(maatregel.traject), "reikwijdte_wijzigen", openbare_reden=OPENBAAR, voorwaarden="")
    return vers(maatregel)


def pagina(client, naam, *args):
    return " ".join(client.get(reverse(naam, args=args)).content.decode().split())


# ---- an investigation


def test_settling_that_it_asks_for_an_investigation_begins_one_with_the_report_as_its_question(melding, wereld, als):
    melding_wegen(wereld.karin, melding, gevolg="onderzoek", uitleg="Wij willen daar kijken.")
    assert not Traject.objects.filter(melding=melding).exists()
    melding_wegen(wereld.gijs, melding, gevolg="onderzoek", uitleg=WAAROM)
    traject = Traject.objects.get(melding=melding)
    assert (traject.soort, traject.status, traject.vorige) == ("vervolgonderzoek", "voortgang", wereld.toets)
    assert (traject.certificeerder, traject.termijnnaam) == (wereld.toets.certificeerder, "onderzoek_na_melding")
    assert (traject.termijnregel.aantal, traject.daarna) == (20, Status.VOORTGANG_INGEDIEND)
    (punt,) = Vervolgpunt.objects.van_nu(traject)
    bladzijde = pagina(als(wereld.joke), "vervolgpunt", traject.nummer, punt.pk)
    assert GEMELD in bladzijde and WAAROM in bladzijde and "Wat is er door deze wijziging anders?" in bladzijde
    assert "Vertel bij elk punt wat er is gebeurd" in pagina(als(wereld.joke), "mijn_werk")
    assert traject.nummer in pagina(als(wereld.gijs), "melding", wereld.toets.nummer, melding.pk)
    assert "De gemelde wijziging" in pagina(als(wereld.joke), "traject", traject.nummer)
    # The label holds meanwhile, without conditions.
    assert stand_op(Certificaat.objects.met_stand().get(), timezone.localdate()) == Stand.GELDIG


def test_the_investigation_ends_in_a_decision_of_the_committee(melding, wereld, als):
    melding_wegen(wereld.gijs, melding, gevolg="onderzoek", uitleg=WAAROM)
    traject = vervolg_verder(Traject.objects.get(melding=melding), Status.GEAGENDEERD, wereld)
    assert [een.code for een in traject.besluitopties] == ["label_blijft", "schorsen_na_melding", "later_na_melding"]
    dossier = traject.agendapunten.get().dossier
    kaart = soortdossier(dossier).kaart(dossier)
    assert (kaart["punten"][0]["wat"], kaart["punten"][0]["waarom"]) == (GEMELD, WAAROM)
    assert kaart["gemeld"][0]["gevolg"] == "Eerder een onderzoek"
    assert soortdossier(dossier).pdf(dossier).startswith(b"%PDF")
    besluit = besluit_nemen(wereld, traject, "label_blijft")
    assert besluit.uitspraak == "De beheercommissie verandert niets aan het label."
    afsluiten(wereld.gijs, traject)
    assert vers(traject).status == Status.AFGESLOTEN
    assert not Wijziging.objects.exists() and controleren() == []


def test_an_investigation_that_finds_that_it_cannot_go_on_suspends_the_label(melding, wereld):
    melding_wegen(wereld.gijs, melding, gevolg="onderzoek", uitleg=WAAROM)
    traject = vervolg_verder(Traject.objects.get(melding=melding), Status.GEAGENDEERD, wereld)
    vandaag = timezone.localdate()
    besluit_nemen(
        wereld,
        traject,
        "schorsen_na_melding",
        ingang=vandaag,
        tot=over(60),
        openbare_reden="Het werk is gestopt.",
        voorwaarden="Laat zien dat het werk weer loopt.",
    )
    assert stand_op(Certificaat.objects.met_stand().get(), vandaag) == Stand.GESCHORST


def test_of_a_label_that_lasts_no_more_no_investigation_begins(melding, wereld):
    with time_machine.travel(timezone.now() + timedelta(days=800)):
        with pytest.raises(Geweigerd, match="verlopen"):
            melding_wegen(wereld.gijs, melding, gevolg="onderzoek", uitleg=WAAROM)
        melding_wegen(wereld.gijs, melding, gevolg="aantekening", uitleg=WAAROM)


# ---- another scope


def test_the_bureau_says_what_the_label_will_be_about_and_keeps_what_it_wrote(melding, wereld, als):
    gijs, url = als(wereld.gijs), melding.get_absolute_url()
    antwoord = gijs.post(url, {"gevolg": "reikwijdte", "reden": WAAROM, "reden_basis": vingerafdruk("")})
    waarvoor = reverse("reikwijdte_voorstellen", args=[wereld.toets.nummer, melding.pk])
    assert antwoord.url == waarvoor
    assert WAAROM in gijs.get(waarvoor).content.decode() and not vers(melding).gevolg
    # It begins as it is now, and saves itself from there.
    nu = Certificaat.objects.get(traject=wereld.toets).reikwijdte
    assert f"{nu}</textarea>" in gijs.get(waarvoor).content.decode()
    getypt = {"veld": "reikwijdte", "tekst": "Het buurtwerk in Wil", "basis": vingerafdruk(nu)}
    assert gijs.post(waarvoor, getypt).json()["stand"] == "bewaard"
    assert "Het buurtwerk in Wil</textarea>" in gijs.get(waarvoor).content.decode()
    ingevuld = {
        "reikwijdte": NIEUW,
        "waar": [wereld.kade.pk, wereld.spil.pk],
        "reden": WAAROM,
        "reden_basis": vingerafdruk(WAAROM),
    }
    leeg = gijs.post(waarvoor, ingevuld | {"waar": []})
    assert leeg.status_code == 200 and NIEUW in leeg.content.decode() and not Maatregel.objects.exists()
    antwoord = gijs.post(waarvoor, ingevuld)
    traject = Traject.objects.get(melding=melding)
    assert antwoord.url == reverse("maatregel", args=[traject.nummer])
    assert (vers(melding).gevolg.gevolg, traject.soort, traject.status) == ("reikwijdte", "maatregel", "zienswijze")
    voorstel = pagina(als(wereld.joke), "maatregel", traject.nummer)
    assert f"De Spil, Loosdrecht (gemeente Wijdemeren) (vanaf {dagkort(over(30))})" in voorstel
    assert WAAROM in voorstel and "Het buurtwerk in Wilgendam en Oeverwijk" in voorstel
    assert "Reageer op het voorstel over het label" in pagina(als(wereld.ingrid), "mijn_werk")


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"reikwijdte": "  "}, "Schrijf waarvoor het label dan geldt"),
        ({"uitleg": " "}, "Schrijf waarom"),
        ({"gebied": Gebiedskeuze()}, "Kies minstens één locatie"),
        ({"gebied": Gebiedskeuze([Locatie(naam="Elders", plaats="X", organisatie_id=0)])}, "hoort nu niet bij"),
    ],
)
def test_a_scope_that_is_not_whole_is_refused_and_nothing_is_settled(melding, wereld, anders, zin):
    with pytest.raises(Geweigerd, match=zin), transaction.atomic():
        voorgelegd(wereld, melding, **anders)
    assert not vers(melding).gevolg and not Maatregel.objects.exists()


def test_only_the_bureau_proposes_another_scope_and_one_at_a_time(melding, wereld, als):
    for wie in (wereld.karin, wereld.joke):
        with pytest.raises(Geweigerd), transaction.atomic():
            reikwijdte_voorstellen(wie, melding, uitleg=WAAROM, reikwijdte=NIEUW, gebied=gebied(wereld))
    with pytest.raises(Geweigerd, match="Zeg er eerst bij waarvoor"):
        melding_wegen(wereld.gijs, melding, gevolg="reikwijdte", uitleg=WAAROM)
    traject = voorgelegd(wereld, melding).traject
    ander = wijziging_melden(
        wereld.joke, wereld.toets, soort="activiteit", sinds=over(0), toelichting="De winkel sluit."
    )
    with pytest.raises(Geweigerd, match=f"al een voorstel over de reikwijdte van dit label: traject {traject.nummer}"):
        voorgelegd(wereld, ander)
    # A suspension waits for nobody.
    maatregel_voorstellen(wereld.gijs, wereld.certificaat, voorstel="schorsen", reden="Er ging iets ernstig mis.")


def test_the_committee_changes_the_scope_and_everyone_sees_the_next_edition(melding, wereld, als, client):
    maatregel = gewijzigd(wereld, melding)
    nummer = wereld.certificaat.nummer
    certificaat = vers(wereld.certificaat)
    assert (certificaat.uitgave, certificaat.reikwijdte) == (2, NIEUW)
    assert certificaat.gemeenten == ["GM0344", "GM1696"]
    assert certificaat.sha256 == wereld.certificaat.sha256
    certificaat_maken(nummer, 2)
    reden = f"de beheercommissie dat besloot: {OPENBAAR.rstrip('.')}"
    for naam in ("vermelding", "verifieer_nummer"):
        bladzijde = pagina(client, naam, nummer)
        for stuk in (NIEUW[1:], reden, f"een winkel (tot en met {dagkort(over(60))})", "De Kade, Utrecht"):
            assert stuk in bladzijde, (naam, stuk)
    assert client.get(reverse("certificaat_pdf", args=[nummer]))["Content-Disposition"].endswith('-uitgave-2.pdf"')
    # What was frozen, says what it said.
    assert certificaat.zoals_op(1).reikwijdte == wereld.certificaat.reikwijdte and not certificaat.zoals_op(1).gebied
    label = pagina(als(wereld.joke), "label", certificaat.cyclus_id)
    assert "Uitgave 2" in label and "Een andere reikwijdte, door een besluit" in label
    besluit = pagina(als(wereld.ingrid), "besluit", maatregel.traject.nummer)
    assert "De beheercommissie wijzigt waarvoor het label geldt." in besluit and NIEUW[1:] in besluit
    # The proposal goes on saying what was there before it.
    assert "De hele organisatie" in pagina(als(wereld.gijs), "maatregel", maatregel.traject.nummer)
    afsluiten(wereld.gijs, vers(maatregel.traject))
    assert controleren() == []
    ander = wijziging_melden(wereld.joke, wereld.toets, soort="naam", sinds=over(0), toelichting="Wij heten Wilg.")
    with pytest.raises(Geweigerd, match="hiervoor geldt het label al"), transaction.atomic():
        voorgelegd(wereld, ander)
    # In whatever order it was chosen: it is about the same.
    andersom = Gebiedskeuze([wereld.spil, wereld.kade], [wereld.utrecht], [wereld.winkel])
    with pytest.raises(Geweigerd, match="hiervoor geldt het label al"), transaction.atomic():
        voorgelegd(wereld, ander, gebied=andersom)
    # Who decides next about this label reads that this was decided.
    volgende = maatregel_voorstellen(wereld.gijs, certificaat, voorstel="schorsen", reden="Er ging iets mis.").traject
    assert [een["label"] for een in dossierinhoud(volgende)["eerder"]] == ["Toekennen", "De reikwijdte wijzigen"]


def test_the_register_finds_the_label_in_the_municipality_that_came_with_the_decision(melding, wereld):
    assert not Certificaat.objects.in_gemeente("GM1696").exists()
    gewijzigd(wereld, melding)
    assert Certificaat.objects.in_gemeente("GM1696").get() == wereld.certificaat


def test_who_decides_reads_the_scope_of_now_and_of_then_and_votes_as_always(melding, wereld):
    maatregel = voorgelegd(wereld, melding)
    with time_machine.travel(timezone.now() + timedelta(days=21)):
        punt = op_de_agenda(wereld, vers(maatregel.traject))
        kaart = soortdossier(punt.dossier).kaart(punt.dossier)
        assert (kaart["certificaat"]["reikwijdte"], kaart["reikwijdte"]) == (wereld.certificaat.reikwijdte, NIEUW)
        assert [kop for kop, _ in kaart["gebied"]["wordt"]] == ["Locaties", "Werkgebied", "Activiteiten"]
        assert kaart["gemeld"][0]["gevolg"] == "Een andere reikwijdte, door een besluit"
        # Every sheet says that the framework is an example.
        vellen = PdfReader(io.BytesIO(soortdossier(punt.dossier).pdf(punt.dossier))).pages
        assert "(VOORBEELD)" in vellen[0].extract_text()
        assert all("VOORBEELD: geen echte normen" in vel.extract_text() for vel in vellen[1:])
        # A pack of before does not know its framework.
        oud = {naam: deel for naam, deel in punt.dossier.items() if naam != "kader"}
        assert soortdossier(oud).pdf(oud).startswith(b"%PDF")
        with pytest.raises(Geweigerd, match="kent het normenkader niet"):
            stemmen(wereld.anna, punt, optie="schorsen")


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"openbare_reden": " "}, "Schrijf in één zin waarom"),
        ({"openbare_reden": "x" * 150}, "Maak haar korter"),
        ({"motivering": ""}, "Schrijf waarom de commissie"),
    ],
)
def test_a_decision_about_the_scope_is_motivated_and_has_a_public_reason(melding, wereld, velden, zin):
    traject = voorgelegd(wereld, melding).traject
    with (
        time_machine.travel(timezone.now() + timedelta(days=21)),
        pytest.raises(Geweigerd, match=zin),
        transaction.atomic(),
    ):
        besluit_over(wereld, vers(traject), "reikwijdte_wijzigen", **{"openbare_reden": OPENBAAR} | velden)
    assert not Uitgave.objects.exists()


def test_the_committee_can_leave_the_scope_as_it_is(melding, wereld):
    traject = voorgelegd(wereld, melding).traject
    with time_machine.travel(timezone.now() + timedelta(days=21)):
        besluit = besluit_over(wereld, vers(traject), "reikwijdte_blijft", voorwaarden="")
        assert besluit.uitspraak == "De beheercommissie wijzigt de reikwijdte niet."
    assert vers(wereld.certificaat).uitgave == 1


def test_the_database_lets_no_certificate_be_about_something_else_without_that_decision(melding, wereld):
    maatregel = gewijzigd(wereld, melding)
    rij = Certificaat.objects.filter(pk=wereld.certificaat.pk)
    nu = rij.get()
    eerste = {f"was_{veld}": getattr(nu, veld) for veld in Uitgave.VELDEN} | {
        "certificaat": nu,
        "nummer": 3,
        "reden": "het zo uitkwam",
        "door": wereld.gijs.gebruiker,
    }

    def uitgave(**anders):
        Uitgave.objects.create(**eerste | anders)
        rij.update(uitgave=3, gebied={"activiteiten": ["iets anders"]})

    pogingen = (
        lambda: rij.update(gebied={}),
        uitgave,
        lambda: uitgave(was_gebied=nu.gebied),
        lambda: uitgave(was_gebied=nu.gebied, besluit_nummer="2026-009-B1"),
        lambda: uitgave(was_gebied={}, besluit_nummer="2026-009-B1"),
        lambda: Maatregel.objects.filter(pk=maatregel.pk).update(gebied={}),
    )
    for poging in pogingen:
        with pytest.raises(DatabaseError), transaction.atomic():
            poging()


def test_an_attack_on_the_new_scope_is_found_by_the_check_of_the_log(melding, wereld):
    gewijzigd(wereld, melding)
    certificaat_maken(wereld.certificaat.nummer, 2)
    assert controleren() == []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set local session_replication_role = replica")
        Certificaat.objects.update(gebied={"activiteiten": ["iets anders"]})
        assert controleren() != []
        transaction.set_rollback(True)


# ---- the framework, letters, the page


def test_a_framework_without_these_roads_does_not_offer_them(melding, wereld):
    kader = wereld.toets.kaderversie
    oud = [een for een in kader.inhoud["besluitopties"] if not een.get("na_melding")]
    melding.traject.kaderversie = type(kader)(inhoud=kader.inhoud | {"besluitopties": oud})
    assert [een.value for een in weegkeuzes(melding)] == ["geen", "aantekening", "document"]


@pytest.mark.parametrize(
    ("verander", "zin"),
    [
        (lambda p: p["termijnen"].pop("onderzoek_na_melding"), "termijnen: onderzoek_na_melding ontbreekt"),
        (
            lambda p: p.update(adviesopties=[een for een in p["adviesopties"] if not een.get("na_melding")]),
            "er is geen advies voor een onderzoek na een melding",
        ),
        (lambda p: p["besluitopties"][0].update(na_melding=True), "'na_melding' is true"),
        (
            lambda p: next(een for een in p["besluitopties"] if een.get("gevolg") == "gewijzigd").pop("na_melding"),
            "een andere reikwijdte is een maatregel na een melding",
        ),
        (
            lambda p: p.update(besluitopties=[een for een in p["besluitopties"] if een["code"] != "reikwijdte_blijft"]),
            "een andere reikwijdte kan niet worden geweigerd",
        ),
        (
            lambda p: next(een for een in p["besluitopties"] if een["code"] == "later_na_melding").update(
                gaat_naar="in_toetsing"
            ),
            "Na een melding is dat besloten of voorgedragen",
        ),
    ],
)
def test_a_framework_says_all_that_these_roads_need(verander, zin):
    pakket = voorbeeldpakket()
    verander(pakket)
    assert any(zin in fout for fout in fouten_in(pakket))


def test_no_letter_tells_what_was_reported_or_decided(melding, wereld):
    gewijzigd(wereld, melding)
    ander = wijziging_melden(wereld.joke, wereld.toets, soort="ernstig", sinds=over(0), toelichting="Er was brand.")
    melding_wegen(wereld.gijs, ander, gevolg="onderzoek", uitleg="Wij komen kijken.")
    brieven()
    namen = set(Poststuk.objects.values_list("brief", flat=True))
    assert {
        "vervolg_gepland",
        "vervolg_gepland_planner",
        "maatregel_voorgesteld_planner",
        "nieuwe_uitgave",
        "nieuwe_uitgave_certificeerder",
    } <= namen
    gepland = Poststuk.objects.get(brief="vervolg_gepland")
    assert "gemelde wijziging" in gepland.tekst and "certificaat uitgegeven" not in gepland.tekst
    for een in Poststuk.objects.exclude(brief__startswith="aanmelding"):
        for woord in (GEMELD, WAAROM, OPENBAAR, NIEUW, "Er was brand."):
            assert woord not in een.tekst, (een.brief, woord)


def test_the_log_says_what_came_of_the_report(melding, wereld):
    melding_wegen(wereld.gijs, melding, gevolg="onderzoek", uitleg=WAAROM)
    traject = Traject.objects.get(melding=melding)
    (regel,) = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp)
    assert (regel.handeling, regel.naar, regel.reden) == ("vervolg_plannen", "voortgang", str(melding))
    with pytest.raises(DatabaseError), transaction.atomic():
        Traject.objects.filter(pk=traject.pk).update(melding=None)
    assert Traject.objects.filter(soort=Soort.VERVOLGONDERZOEK).count() == 1
