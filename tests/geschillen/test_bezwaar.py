"""An objection: by form or by letter, advised on by somebody who did nothing in the decision, and decided on again by the committee."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.models import Agendapunt, Besluit
from berichten.kalender import afspraken_van
from berichten.maken import uit_de_tijd
from berichten.models import Poststuk
from berichten.werkdagen import werkdagen_later
from certificaten.handelingen import afsluiten
from certificaten.models import Certificaat
from geschillen.bevoegdheden.bezwaren import adviseurbelemmeringen, bezwaarbelemmeringen, daadbelemmeringen
from geschillen.bij_besluit import onherroepelijk_sinds
from geschillen.handelingen import bezwaren
from geschillen.models import Adviseur, Bezwaar, Bezwaarklad
from geschillen.uitsluiting import GEEN_ADVISEUR
from kwaliteitslabel.logboekcontrole import controleren
from leden.bevoegdheden import Geweigerd, Handeling
from leden.models import Belang, Lidmaatschap, Organisatie, Rol
from tests.bezwaren import GRONDEN, besloten, geadviseerd, ingeschreven, opnieuw_op_de_agenda
from tests.gedeeld import gedeelde_wereld
from tests.klachten import PDF, behandelaar
from tests.klokken import op
from tests.personen import klein_kader, traject_in
from tests.post import brieven
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with a refusal, and somebody from outside who hears complaints."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.GEAGENDEERD, wereld, klein_kader())
        wereld.kees = behandelaar()
        wereld.afwijzing = besloten(wereld, Agendapunt.objects.get(), "afwijzen").pk
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def besluit(wereld):
    return Besluit.objects.get(pk=wereld.afwijzing)


@pytest.fixture
def bezwaar(wereld, besluit):
    return ingeschreven(wereld, besluit)


def gekozen(lid):
    """This person hears complaints as well: only what was done keeps the advice from this one."""
    bureau = Organisatie.objects.get(soort=Organisatie.Soort.BUREAU)
    Lidmaatschap.objects.create(gebruiker=lid.gebruiker, organisatie=bureau, rol=Rol.KLACHTBEHANDELAAR)


def dwars(bezwaar, gebruiker):
    """Past the act: the database is asked to take this person as adviser."""
    with pytest.raises(IntegrityError, match="wie meedeed of betrokken is, adviseert niet"), transaction.atomic():
        Adviseur.objects.create(bezwaar=bezwaar, gebruiker=gebruiker)


# ---- the whole road


def test_by_letter_to_a_new_decision_with_everyone_who_did_something_refused(als, wereld, besluit):
    antwoord = als(wereld.femke).post(
        reverse("bezwaar_inschrijven", args=[besluit.pk]),
        {"ontvangen_op": f"{timezone.localdate():%d-%m-%Y}", "tekst": GRONDEN, "gemachtigde": "mr. Fien Fluitenkruid"},
    )
    bezwaar = Bezwaar.objects.get()
    assert antwoord.url == reverse("bezwaar_aanvullen", args=[bezwaar.pk]) and bezwaar.is_per_brief
    with pytest.raises(Geweigerd, match="Voeg eerst de brief toe, als scan"):
        bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, wereld.kees.gebruiker)
    stuk = {"titel": "De brief", "bestand": ContentFile(PDF, "brief.pdf")}
    als(wereld.femke).post(antwoord.url, stuk)
    brieven()
    assert Poststuk.objects.filter(brief="bezwaar_per_brief").exists()

    bij = "of deed dat korter dan twee jaar geleden."
    commissie = f"Zit in de beheercommissie, {bij}"
    cast = {
        wereld.anna: ["Legde het besluit vast.", "Stemde over dit traject.", commissie],
        wereld.bert: ["Stemde over dit traject.", commissie],
        wereld.femke: [commissie],
        wereld.meike: ["Toetste in dit traject.", f"Werkt bij Toetshuis Noorderlicht, {bij}"],
        wereld.roel: ["Controleerde het rapport.", f"Werkt bij Toetshuis Noorderlicht, {bij}"],
        wereld.karin: [
            "Adviseerde de beheercommissie over dit traject.",
            f"Werkt bij Toetshuis Noorderlicht, {bij}",
        ],
        wereld.joke: [f"Werkt bij Welzijn Wilgendam, {bij}"],
    }
    for lid, redenen in cast.items():
        assert adviseurbelemmeringen(bezwaar, lid.gebruiker) == [*redenen, GEEN_ADVISEUR]
        gekozen(lid)
        with pytest.raises(Geweigerd) as geweigerd:
            bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, lid.gebruiker)
        assert geweigerd.value.redenen == [f"{lid.gebruiker.naam}: {reden}" for reden in redenen]
        if lid != wereld.femke:
            dwars(bezwaar, lid.gebruiker)
    pagina = als(wereld.femke).get(reverse("bezwaar_toewijzen", args=[bezwaar.pk]))
    assert pagina.context["kan_niet"].keys() == {lid.gebruiker for lid in cast}
    assert list(pagina.context["form"].fields["gebruiker"].queryset) == [wereld.kees.gebruiker]

    bezwaar = geadviseerd(wereld, bezwaar, wereld.kees)
    assert (bezwaar.advies, bezwaar.hoorverslag) == ("gegrond", "Beide kanten waren er.")
    als(wereld.femke).post(reverse("bezwaar_heroverwegen", args=[bezwaar.pk]))
    traject = Traject.objects.get()
    assert traject.status == Status.VOORGEDRAGEN
    punt = opnieuw_op_de_agenda(wereld, traject)
    leest = als(wereld.bert).get(bezwaar.get_absolute_url())
    assert leest.status_code == 404, "the pack is not open before one says to have no interest"
    nieuw = besloten(wereld, Agendapunt.objects.get(pk=punt.pk), "toekennen", afwijking="")

    adres = reverse("besluit", args=[traject.nummer])
    assert f'href="{adres}">Lees het eerdere besluit' in als(wereld.bert).get(punt.get_absolute_url()).content.decode()
    assert bezwaar.get_absolute_url() in als(wereld.bert).get(adres).content.decode()
    bezwaar = Bezwaar.objects.get()
    assert (bezwaar.stand, bezwaar.nieuw_besluit) == (Bezwaar.Stand.BESLIST, nieuw)
    assert als(wereld.bert).get(bezwaar.get_absolute_url()).status_code == 200
    assert Besluit.objects.get(pk=besluit.pk).optie == "afwijzen"
    assert Certificaat.objects.get().besluit_nummer == nieuw.nummer
    html = als(wereld.ingrid).get(reverse("besluit", args=[traject.nummer])).content.decode()
    assert f"Tegen besluit {besluit.nummer} van" in html and "er is opnieuw besloten" in html
    assert "onherroepelijk" not in html
    assert [zin for zin in controleren() if "bezwaar" in zin] == []


# ---- coming in


def test_the_director_objects_behind_the_decision_and_hears_that_it_came(als, wereld, besluit):
    pagina = reverse("besluit", args=[besluit.agendapunt.traject.nummer])
    url = reverse("bezwaar_maken", args=[besluit.pk])
    assert url in als(wereld.ingrid).get(pagina).content.decode()
    assert url not in als(wereld.joke).get(pagina).content.decode()
    als(wereld.ingrid).post(url, {"veld": "tekst", "tekst": GRONDEN, "basis": ""})
    als(wereld.ingrid).post(url, {"tekst": GRONDEN, "gemachtigde": ""})
    bezwaar = Bezwaar.objects.get()
    assert (bezwaar.gronden, bezwaar.ontvangen_op) == (GRONDEN, timezone.localdate())
    assert bezwaar.besluit_uiterlijk >= besluit.bezwaar_tot_en_met + timedelta(days=84)
    assert not Bezwaarklad.objects.exists()
    brieven()
    aan = dict(Poststuk.objects.filter(brief__startswith="bezwaar").values_list("brief", "aan"))
    assert set(aan) == {"bezwaar_ontvangen", "bezwaar_binnen"}
    brief = Poststuk.objects.get(brief="bezwaar_ontvangen")
    assert "schorst het niet" in brief.tekst and GRONDEN not in brief.tekst + brief.begin
    reden = "Er loopt al een bezwaar tegen dit besluit. Voeg daar stukken bij."
    assert bezwaarbelemmeringen(wereld.ingrid, besluit, Handeling.BEZWAAR_MAKEN) == [reden]


def test_too_late_is_taken_with_a_reason_for_whoever_advises(als, wereld, besluit):
    url = reverse("bezwaar_maken", args=[besluit.pk])
    with op(besluit.bezwaar_tot_en_met + timedelta(days=1)):
        form = als(wereld.ingrid).post(url, {"tekst": GRONDEN, "waarom_laat": "", "gemachtigde": ""}).context["form"]
        assert "Schrijf waarom het later komt." in form.errors["waarom_laat"][0] and form["tekst"].value() == GRONDEN
        assert not Bezwaar.objects.exists()
        als(wereld.ingrid).post(url, {"tekst": GRONDEN, "waarom_laat": "De brief lag bij de buren.", "gemachtigde": ""})
        bezwaar = Bezwaar.objects.get()
        assert bezwaar.kwam_te_laat and "De brief lag bij de buren." in (
            als(wereld.ingrid).get(bezwaar.get_absolute_url()).content.decode()
        )


def test_a_letter_of_before_the_decision_or_of_tomorrow_is_a_mistake(als, wereld, besluit):
    url = reverse("bezwaar_inschrijven", args=[besluit.pk])
    for dagen in (-1, 1):
        dag = timezone.localdate() + timedelta(days=dagen)
        form = als(wereld.femke).post(url, {"ontvangen_op": f"{dag:%d-%m-%Y}", "tekst": GRONDEN}).context["form"]
        assert form.errors["ontvangen_op"] and form["tekst"].value() == GRONDEN
    assert not Bezwaar.objects.exists()


# ---- what its days mean


def test_a_decision_becomes_irrevocable_by_date_unless_an_objection_is_under_way(als, wereld, besluit):
    erna = besluit.bezwaar_tot_en_met + timedelta(days=1)

    def sinds():
        return onherroepelijk_sinds(besluit, list(besluit.bezwaren.all()))

    assert sinds() is None
    with op(erna):
        assert sinds() == erna
        pagina = reverse("besluit", args=[besluit.agendapunt.traject.nummer])
        assert "Dit besluit is onherroepelijk sinds" in als(wereld.joke).get(pagina).content.decode()
    bezwaar = ingeschreven(wereld, besluit)
    with op(erna + timedelta(days=2)):
        assert sinds() is None
        bezwaren.bezwaar_intrekken(wereld.ingrid, bezwaar)
        assert sinds() == erna + timedelta(days=2)
    bezwaar.refresh_from_db()
    assert bezwaar.stand == Bezwaar.Stand.INGETROKKEN
    # What was taken back gets no new decision.
    assert "Nieuw besluit" not in als(wereld.joke).get(bezwaar.get_absolute_url()).content.decode()
    assert daadbelemmeringen(wereld.femke, bezwaar, Handeling.BEZWAAR_TOEWIJZEN) == ["Dit bezwaar is ingetrokken."]


def test_the_term_is_extended_once_in_time_and_a_passed_day_is_said_at_once(als, wereld, bezwaar):
    laatste = bezwaar.besluit_uiterlijk
    bezwaren.bezwaar_verlengen(wereld.femke, bezwaar, "De adviseur was ziek.")
    bezwaar.refresh_from_db()
    assert bezwaar.besluit_tot == werkdagen_later(laatste, 30)
    with pytest.raises(Geweigerd, match="Vaker kan niet"):
        bezwaren.bezwaar_verlengen(wereld.femke, bezwaar, "Nog eens.")
    with op(bezwaar.besluit_tot):
        uit_de_tijd(timezone.localdate())
        assert Poststuk.objects.filter(brief="bezwaar_termijn").exists()
    with op(bezwaar.besluit_tot + timedelta(days=1)):
        assert "De laatste dag is voorbij." in als(wereld.ingrid).get(bezwaar.get_absolute_url()).content.decode()
        assert "De laatste dag is voorbij." in als(wereld.femke).get(reverse("mijn_werk")).content.decode()


# ---- people, hearing, advice


def test_who_gets_an_interest_after_being_asked_advises_no_more(wereld, bezwaar):
    bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, wereld.kees.gebruiker)
    assert not daadbelemmeringen(wereld.kees, bezwaar, Handeling.BEZWAAR_ADVISEREN)
    Belang.objects.create(
        gebruiker=wereld.kees.gebruiker, organisatie=wereld.joke.organisatie, soort="advies", van=timezone.localdate()
    )
    assert daadbelemmeringen(wereld.kees, bezwaar, Handeling.BEZWAAR_ADVISEREN) == [
        "U adviseert niet over dit bezwaar. Heeft een belang bij Welzijn Wilgendam, of had dat korter dan twee jaar geleden."
    ]


def test_a_hearing_stands_in_the_calendars_until_the_organisation_waives_it(wereld, bezwaar):
    advies = {"advies": "ongegrond", "tekst": "Het plan was er niet."}
    bezwaren.bezwaar_toewijzen(wereld.femke, bezwaar, wereld.kees.gebruiker)
    with pytest.raises(Geweigerd, match="nog niet gehoord"):
        bezwaren.bezwaar_adviseren(wereld.kees, bezwaar, **advies)
    morgen = timezone.now() + timedelta(days=1)
    bezwaren.bezwaar_horen(wereld.femke, bezwaar, op=morgen, tot=morgen + timedelta(hours=1), plaats="Utrecht")
    for lid in (wereld.ingrid, wereld.kees, wereld.femke):
        assert [een.begin for een in afspraken_van(lid) if een.sleutel == f"bezwaar-{bezwaar.pk}"] == [morgen]
    brieven()
    brieven_klaar = set(Poststuk.objects.values_list("brief", flat=True))
    assert {"bezwaar_hoorzitting", "bezwaar_horen"} <= brieven_klaar
    with pytest.raises(Geweigerd, match="De hoorzitting moet nog komen"):
        bezwaren.bezwaar_adviseren(wereld.kees, bezwaar, **advies)
    bezwaren.bezwaar_afzien(wereld.ingrid, bezwaar)
    assert not [een for een in afspraken_van(wereld.ingrid) if een.sleutel.startswith("bezwaar")]
    bezwaren.bezwaar_adviseren(wereld.kees, bezwaar, **advies)
    bezwaar.refresh_from_db()
    with pytest.raises(ProgrammingError, match="Cannot update"), transaction.atomic():
        Bezwaar.objects.filter(pk=bezwaar.pk).update(adviestekst="Toch wel.")


def test_also_a_traject_that_was_closed_comes_back(wereld, bezwaar, besluit):
    afsluiten(wereld.gijs, Traject.objects.get())
    bezwaren.bezwaar_heroverwegen(wereld.femke, geadviseerd(wereld, bezwaar, wereld.kees))
    assert Traject.objects.get().status == Status.VOORGEDRAGEN
    with pytest.raises(Geweigerd, match="Intrekken kan niet meer"):
        bezwaren.bezwaar_intrekken(wereld.ingrid, bezwaar)


def test_an_award_has_no_objection_here(wereld, besluit):
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        Besluit.objects.filter(pk=besluit.pk).update(optie="toekennen_met_voorbehoud")
    besluit.refresh_from_db()
    reden = "Tegen dit besluit kunt u hier geen bezwaar maken."
    assert bezwaarbelemmeringen(wereld.ingrid, besluit, Handeling.BEZWAAR_MAKEN) == [reden]
