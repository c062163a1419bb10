"""The decision: who may take it, on which votes, what follows, and who reads it."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from beheercommissie.bevoegdheden.stemming import quorumbelemmeringen
from beheercommissie.handelingen import belang_verklaren, besluiten, stemmen
from beheercommissie.models import Aantekening, Besluit, Reglement, Stem
from beheercommissie.quorum import Quorum
from certificaten.handelingen import uitgeven
from certificaten.models import Certificaat
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis, Rol
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import commissie, vraag_bij, zitting
from trajecten.levensloop import Status
from trajecten.models import Traject

MOTIVERING = "Bewoners beslissen zichtbaar mee."
AFWIJKING = "De commissie weegt de dossiers zwaarder."
DRIE_STEMMEN = 3


@pytest.fixture
def besluit(wereld, agendapunt, stemmen_van):
    """`besluit("afwijzen")`: the committee is of one mind and the chair records it."""

    def nemen(optie, **anders):
        stemmen_van(dict.fromkeys(commissie(wereld), optie))
        velden = {"motivering": MOTIVERING, "afwijking": AFWIJKING} | vraag_bij(agendapunt.traject, optie)
        return besluiten(wereld.anna, agendapunt, optie=optie, **velden | anders)

    return nemen


# ---- who and when


@pytest.mark.parametrize("wie", ["meike", "roel", "karin", "bert", "femke", "gijs", "ingrid"])
def test_only_who_presides_decides(wereld, agendapunt, stemmen_van, wie):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    zin = "Alleen wie dit punt voorzit" if wie == "bert" else "Alleen een commissielid of voorzitter kan een besluit"
    with pytest.raises(Geweigerd, match=zin):
        besluiten(getattr(wereld, wie), agendapunt, optie="toekennen", motivering=MOTIVERING)
    assert not Besluit.objects.exists()


@pytest.mark.parametrize("uitkomst", [None, "belang", "twijfel"])
def test_a_chair_with_an_interest_does_not_decide_nor_in_the_database(als, wereld, agendapunt, stemmen_van, uitkomst):
    stemmen_van(dict.fromkeys([wereld.bert, wereld.daan, wereld.esra], "toekennen"))
    if uitkomst:
        belang_verklaren(wereld.anna, agendapunt, uitkomst)
    with pytest.raises(Geweigerd, match="belang"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    url = reverse("besluiten", args=[agendapunt.pk])
    assert als(wereld.anna).post(url, {"optie": "toekennen", "motivering": MOTIVERING}).status_code == 403
    with pytest.raises(IntegrityError, match="wie een belang heeft, toetste of controleerde, beslist niet"):
        rij(agendapunt, wereld.anna)


def rij(agendapunt, wie, **anders):
    """A decision past the act."""
    velden = {
        "nummer": "X-1",
        "agendapunt": agendapunt,
        "optie": "toekennen",
        "motivering": MOTIVERING,
        "uitslag": {},
        "vastgelegd_door": wie.gebruiker,
    }
    with transaction.atomic():
        return Besluit.objects.create(**velden | anders)


def test_another_chair_without_an_interest_decides(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.bert, wereld.daan, wereld.esra], "toekennen"))
    belang_verklaren(wereld.anna, agendapunt, "belang")
    plaatsvervanger = zitting(wereld, wereld.bert.gebruiker, Rol.VOORZITTER)
    assert besluiten(plaatsvervanger, agendapunt, optie="toekennen", motivering=MOTIVERING).uitslag == {
        "stemmen": {"toekennen": DRIE_STEMMEN},
        "met_belang": 1,
    }


def test_without_quorum_there_is_no_decision_on_page_act_or_database(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert], "toekennen"))
    zin = "Voor een besluit zijn 3 stemmen nodig van leden zonder belang. Er zijn er 2."
    url = reverse("besluiten", args=[agendapunt.pk])
    pagina = tekst(als(wereld.anna).get(url))
    assert zin in pagina and 'aria-disabled="true"' in pagina
    gegevens = {"optie": "toekennen", "motivering": MOTIVERING, "motivering_basis": vingerafdruk("")}
    assert zin in tekst(als(wereld.anna).post(url, gegevens))
    with pytest.raises(Geweigerd, match="Er zijn er 2"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    with pytest.raises(IntegrityError, match="het quorum is niet gehaald"):
        rij(agendapunt, wereld.anna)
    assert not Besluit.objects.exists() and not Certificaat.objects.exists()


def test_a_quorum_of_one_is_said_in_one():
    quorum = Quorum(Reglement(quorum=1), {}, {}, (1, 2), frozenset(), frozenset())
    assert quorumbelemmeringen(quorum, {}) == [
        "Voor een besluit is 1 stem nodig van leden zonder belang. Er zijn er 0."
    ]
    assert quorumbelemmeringen(quorum, {"aanhouden": 1}) == []


def test_a_vote_that_lapsed_does_not_count_for_the_quorum(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "toekennen"))
    belang_verklaren(wereld.daan, agendapunt, "twijfel")
    with pytest.raises(Geweigerd, match="Er zijn er 2"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)


def test_the_decision_is_what_most_members_voted_for(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "afwijzen", wereld.bert: "toekennen", wereld.daan: "toekennen"})
    with pytest.raises(Geweigerd, match="De meeste stemmen gingen naar een ander besluit"):
        besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING)
    url = reverse("besluiten", args=[agendapunt.pk])
    gegevens = {"optie": "afwijzen", "motivering": MOTIVERING, "motivering_basis": vingerafdruk("")}
    pagina = tekst(als(wereld.anna).post(url, gegevens))
    assert "De meeste stemmen gingen naar een ander besluit." in pagina
    assert MOTIVERING in pagina
    assert not Besluit.objects.exists()


def test_with_equal_votes_the_chair_chooses_among_those(wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "afwijzen", wereld.bert: "toekennen", wereld.daan: "toekennen", wereld.esra: "afwijzen"})
    with pytest.raises(Geweigerd):
        besluiten(wereld.anna, agendapunt, optie="aanhouden", motivering=MOTIVERING)
    assert (
        besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING).optie
        == "afwijzen"
    )


def test_abstentions_count_for_the_quorum_and_decide_nothing(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), Stem.ONTHOUDING))
    zin = "Niemand koos nog een besluit. Bespreek het punt en stem opnieuw."
    assert zin in tekst(als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk])))
    with pytest.raises(Geweigerd, match="Niemand koos nog een besluit"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    stemmen(wereld.bert, agendapunt, optie="toekennen")
    assert besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)


# ---- taking it


def test_the_chair_reads_the_result_and_takes_the_decision(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "toekennen", wereld.bert: "toekennen", wereld.daan: "onthouding"})
    url = reverse("besluiten", args=[agendapunt.pk])
    pagina = tekst(als(wereld.anna).get(url))
    assert '<th scope="row">Toekennen</th><td class="rechts">2</td>' in pagina
    assert '<th scope="row">Onthouding</th><td class="rechts">1</td>' in pagina
    assert "checked" not in pagina
    gegevens = {
        "optie": "toekennen",
        "motivering": MOTIVERING,
        "motivering_basis": vingerafdruk(""),
    }
    pagina = tekst(als(wereld.anna).post(url, gegevens | {"vastleggen": "ja"}, follow=True))
    assert "Het besluit is vastgelegd." in pagina
    besluit = Besluit.objects.get()
    assert (besluit.motivering, besluit.voorwaardenlijst) == (MOTIVERING, [])


def test_the_chair_reads_the_decision_as_the_organisation_will_before_it_is_taken(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    url = reverse("besluiten", args=[agendapunt.pk])
    gegevens = {"optie": "toekennen", "motivering": MOTIVERING, "motivering_basis": vingerafdruk("")}
    client = als(wereld.anna)
    pagina = tekst(client.post(url, gegevens))
    assert "Zo leest de organisatie het" in pagina and "De beheercommissie kent het label toe." in pagina
    assert not Besluit.objects.exists() and not Certificaat.objects.exists()
    verborgen = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', pagina))
    client.post(url, verborgen | {"vastleggen": "ja"})
    assert Besluit.objects.get().motivering == MOTIVERING


@pytest.mark.parametrize(
    ("optie", "wijkt_af"),
    [("toekennen", False), ("toekennen_met_voorbehoud", True), ("afwijzen", True), ("aanhouden", False)],
)
def test_a_decision_that_departs_from_the_advice_says_so_and_why(als, wereld, agendapunt, stemmen_van, optie, wijkt_af):
    """The advice in the pack is 'Positief'; to hold over is no decision yet."""
    stemmen_van(dict.fromkeys(commissie(wereld), optie))
    url = reverse("besluiten", args=[agendapunt.pk])
    gegevens = {"optie": optie, "motivering": MOTIVERING, "motivering_basis": vingerafdruk("")}
    zin = "Dit besluit wijkt af van het advies ‘Positief’. Schrijf waarom de commissie het advies niet volgt."
    assert (zin in tekst(als(wereld.anna).post(url, gegevens))) == wijkt_af
    if wijkt_af:
        with pytest.raises(Geweigerd, match="wijkt af van het advies"):
            besluiten(wereld.anna, agendapunt, optie=optie, motivering=MOTIVERING, afwijking=" ")
    vraag = vraag_bij(agendapunt.traject, optie)
    genomen = besluiten(wereld.anna, agendapunt, optie=optie, motivering=MOTIVERING, afwijking=AFWIJKING, **vraag)
    assert genomen.afwijking == (AFWIJKING if wijkt_af else "")
    pagina = tekst(als(wereld.ingrid).get(reverse("besluit", args=[agendapunt.traject.nummer])))
    assert (f"Dit besluit wijkt af van het advies ‘Positief’. {AFWIJKING}" in pagina) == wijkt_af


def test_the_chair_sees_no_count_of_the_votes_before_the_own_vote(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.bert, wereld.daan, wereld.esra], "afwijzen"))
    belang_verklaren(wereld.anna, agendapunt, "geen")
    client, url = als(wereld.anna), reverse("besluiten", args=[agendapunt.pk])
    gegevens = {"optie": "afwijzen", "motivering": MOTIVERING, "motivering_basis": vingerafdruk("")}
    for antwoord in (client.get(url), client.post(url, gegevens)):
        assert antwoord.context["uitslag"] == [] and not antwoord.context["form"].fields["optie"].choices
        assert "Breng eerst uw eigen stem uit, of onthoud u." in tekst(antwoord)
        assert "Niet toekennen" not in tekst(antwoord)
    with pytest.raises(Geweigerd, match="Breng eerst uw eigen stem uit"):
        besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING)
    stemmen(wereld.anna, agendapunt, optie=Stem.ONTHOUDING)
    assert ("Niet toekennen", DRIE_STEMMEN) in client.get(url).context["uitslag"]


def test_nothing_is_decided_before_the_day_of_the_meeting(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    morgen = timezone.localdate() + timedelta(days=1)
    with connection.cursor() as cursor:
        # A meeting that is open keeps its day.
        cursor.execute("set local session_replication_role = replica")
        cursor.execute("update beheercommissie_vergadering set datum = %s", [morgen])
        cursor.execute("set local session_replication_role = origin")
    zin = f"De vergadering is pas op {dag(morgen)}."
    assert zin in tekst(als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk])))
    with pytest.raises(Geweigerd, match=zin):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)


def test_without_reasons_there_is_no_decision(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "afwijzen"))
    gegevens = {"optie": "afwijzen", "motivering": "   ", "motivering_basis": vingerafdruk("")}
    pagina = tekst(als(wereld.anna).post(reverse("besluiten", args=[agendapunt.pk]), gegevens))
    assert "Schrijf waarom de commissie dit besluit." in pagina
    with pytest.raises(Geweigerd, match="Schrijf waarom de commissie dit besluit"):
        besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=" \n ")
    with pytest.raises(IntegrityError, match="besluit_is_gemotiveerd"):
        rij(agendapunt, wereld.anna, motivering="")


def test_the_words_of_the_chair_are_kept_before_the_decision(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    url = reverse("besluiten", args=[agendapunt.pk])
    gegevens = {"motivering": "Nog niet af", "motivering_basis": vingerafdruk(""), "bewaren": "motivering"}
    assert als(wereld.anna).post(url, gegevens).status_code == 302
    assert Aantekening.objects.get(gebruiker=wereld.anna.gebruiker).motivering == "Nog niet af"
    assert "Nog niet af" in tekst(als(wereld.anna).get(url))
    assert not Besluit.objects.exists()


def test_there_is_one_decision_per_item(als, wereld, agendapunt, besluit):
    besluit("toekennen")
    with pytest.raises(Geweigerd, match="Over dit punt is al besloten"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    with pytest.raises(IntegrityError, match="beheercommissie_besluit_agendapunt_id_key"):
        rij(agendapunt, wereld.anna)
    pagina = tekst(als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk]), follow=True))
    assert "Over dit punt is al besloten." in pagina


def test_a_decision_never_changes(besluit):
    besluit("toekennen")
    for verandering in (
        lambda: Besluit.objects.update(motivering="Anders."),
        lambda: Besluit.objects.update(optie="afwijzen"),
        lambda: Besluit.objects.all().delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            verandering()


def test_the_log_tells_who_decided_what(wereld, besluit):
    besluit("afwijzen")
    regel = Gebeurtenis.objects.get(handeling="besluiten")
    assert (regel.naam, regel.van, regel.naar, regel.reden) == (
        "Anna Koningsvaren",
        "geagendeerd",
        "besloten",
        "Niet toekennen",
    )


# ---- what follows


@pytest.mark.parametrize(
    ("optie", "status", "certificaten", "maanden", "bezwaar", "zin"),
    [
        ("toekennen", Status.BESLOTEN, 1, 24, False, "De beheercommissie kent het label toe."),
        (
            "toekennen_met_voorbehoud",
            Status.BESLOTEN,
            1,
            12,
            True,
            "De beheercommissie kent het label toe, met een voorbehoud.",
        ),
        (
            "aanvullend_onderzoek",
            Status.AANVULLEND_ONDERZOEK,
            0,
            None,
            False,
            "De beheercommissie vraagt eerst aanvullend onderzoek.",
        ),
        ("aanhouden", Status.VRAAG_AAN_ORGANISATIE, 0, None, False, "De beheercommissie houdt het besluit aan."),
        ("afwijzen", Status.BESLOTEN, 0, None, True, "De beheercommissie kent het label niet toe."),
    ],
)
def test_each_decision_has_its_own_sequel(agendapunt, besluit, optie, status, certificaten, maanden, bezwaar, zin):
    genomen = besluit(optie)
    vandaag = timezone.localdate()
    assert Traject.objects.get().status == status
    assert Certificaat.objects.count() == certificaten
    assert genomen.volgend_onderzoek_op == (vandaag + relativedelta(months=maanden, days=-1) if maanden else None)
    assert genomen.bezwaar_tot_en_met == (vandaag + timedelta(days=42) if bezwaar else None)
    assert genomen.uitspraak == zin


def test_an_award_makes_the_certificate_as_the_traject_was(agendapunt, besluit):
    genomen = besluit("toekennen_met_voorbehoud")
    certificaat = Certificaat.objects.get()
    vandaag = timezone.localdate()
    assert certificaat.besluit_nummer == genomen.nummer
    assert certificaat.nummer == f"KSW-{vandaag.year}-0001"
    assert (certificaat.houder, certificaat.reikwijdte) == ("Welzijn Wilgendam", agendapunt.traject.reikwijdte)
    assert (certificaat.geldig_van, certificaat.geldig_tot_en_met) == (
        vandaag,
        vandaag + relativedelta(months=24, days=-1),
    )
    assert certificaat.is_voorbeeld


def test_one_decision_gives_one_certificate(besluit):
    besluit("toekennen")
    certificaat = Certificaat.objects.get()
    certificaat.pk, certificaat.nummer = None, "KSW-2026-9999"
    with pytest.raises(IntegrityError, match="besluit_nummer"), transaction.atomic():
        certificaat.save()


def test_after_a_refusal_the_bureau_closes_and_hands_nothing_out(als, wereld, agendapunt, besluit):
    besluit("afwijzen")
    traject = Traject.objects.get()
    with pytest.raises(Geweigerd, match="Bij dit besluit hoort geen certificaat"):
        uitgeven(wereld.gijs, traject)
    url = reverse("besluit", args=[traject.nummer])
    assert "Sluit het traject af" in tekst(als(wereld.gijs).get(url))
    assert "Sluit het traject af" not in tekst(als(wereld.joke).get(url))
    pagina = tekst(als(wereld.gijs).post(reverse("afsluiten", args=[traject.nummer]), follow=True))
    assert pagina.count("Het traject is afgesloten.") == 1
    traject.refresh_from_db()
    assert traject.status == Status.AFGESLOTEN


def test_an_example_framework_awards_nothing_outside_the_demo(settings, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    settings.MODUS = "productie"
    with pytest.raises(Geweigerd, match="is een voorbeeld"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    assert not Besluit.objects.exists()


def test_an_assessment_among_colleagues_leads_to_no_certificate(wereld, agendapunt, stemmen_van):
    Traject.objects.update(variant="adviesmeting")
    stemmen_van(dict.fromkeys(commissie(wereld), "toekennen"))
    with pytest.raises(Geweigerd, match="deze soort toets leidt niet tot een certificaat"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)


def test_an_objection_goes_to_one_address_until_its_last_day(
    als, client, wereld, agendapunt, besluit, settings, monkeypatch
):
    genomen = besluit("afwijzen")
    url = reverse("besluit", args=[agendapunt.traject.nummer])
    adres = f'Stuur uw bezwaar naar het bureau: <a href="mailto:{settings.CONTACT_EMAIL}">'
    assert adres in tekst(als(wereld.ingrid).get(url))
    assert f'stuur uw bezwaar naar het bureau: <a href="mailto:{settings.CONTACT_EMAIL}">' in tekst(
        client.get("/label/")
    )
    monkeypatch.setattr(timezone, "localdate", lambda *_: genomen.bezwaar_tot_en_met + timedelta(days=1))
    pagina = tekst(als(wereld.ingrid).get(url))
    assert f"Bezwaar maken kon tot en met {dag(genomen.bezwaar_tot_en_met)}." in pagina and adres not in pagina


# ---- who reads it


def test_the_parties_read_a_refusal_with_reasons_and_how_to_object(als, wereld, agendapunt, besluit):
    genomen = besluit("afwijzen")
    url = reverse("besluit", args=[agendapunt.traject.nummer])
    for wie in (wereld.joke, wereld.ingrid, wereld.karin, wereld.meike, wereld.roel, wereld.bert, wereld.gijs):
        pagina = tekst(als(wie).get(url))
        for zin in (
            "De beheercommissie kent het label niet toe.",
            MOTIVERING,
            f"Bezwaar maken kan tot en met {dag(genomen.bezwaar_tot_en_met)}.",
            f"Noem besluit {genomen.nummer}",
            "door 5 leden zonder belang",
        ):
            assert zin in pagina
        # What was deliberated stays within the committee.
        assert "Anna Koningsvaren" not in pagina


@pytest.mark.parametrize("wie", ["bram", "tessa", "vera", "wim", "cora"])
def test_strangers_do_not_find_the_decision(als, wereld, agendapunt, stemmen_van, wie):
    belang_verklaren(wereld.cora, agendapunt, "belang")
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "afwijzen"))
    besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING)
    assert als(getattr(wereld, wie)).get(reverse("besluit", args=[agendapunt.traject.nummer])).status_code == 404


def test_before_the_decision_the_page_says_that_it_comes_here(als, wereld, agendapunt):
    pagina = tekst(als(wereld.joke).get(reverse("besluit", args=[agendapunt.traject.nummer])))
    assert "Er is nog geen besluit" in pagina


def test_reading_the_decision_takes_few_queries(als, wereld, agendapunt, besluit, django_assert_max_num_queries):
    besluit("toekennen")
    for wie in (wereld.joke, wereld.gijs):
        client = als(wie)
        with django_assert_max_num_queries(12):
            client.get(reverse("besluit", args=[agendapunt.traject.nummer]))
