"""The rules of the committee: who writes and adopts them, from when they count, and what votes come to by them."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from beheercommissie.bevoegdheden.stemming import NIEMAND_KOOS, STAKEN, uitkomst_van
from beheercommissie.handelingen import belang_verklaren, besluiten
from beheercommissie.handelingen.reglement import reglement_schrijven, reglement_vaststellen
from beheercommissie.models import Besluit, Reglement, Vergadering
from beheercommissie.quorum import quorum_van
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from normenkader.models import Kaderversie
from tests.beheercommissie.test_agendapunt import tekst
from tests.beheercommissie.test_besluit import AFWIJKING, MOTIVERING, rij
from tests.dagen import over
from tests.personen import vraag_bij

REGELS = {"quorum": 2, "quorumdeel": 80, "meerderheid": "helft", "staking": "aanhouden"}


def vastgesteld(wereld, agendapunt, **anders):
    """An edition that the committee adopted today, in the meeting of today."""
    concept = reglement_schrijven(wereld.femke, **REGELS | {"geldig_vanaf": over(1)} | anders)
    return reglement_vaststellen(wereld.anna, concept, agendapunt.vergadering, concept.sha256)


def geldend(wereld, agendapunt, **anders):
    """An edition that was adopted yesterday and counts from today."""
    return Reglement.objects.create(
        **REGELS | anders,
        geldig_vanaf=over(0),
        vastgesteld_op=over(-1),
        vastgesteld_in=agendapunt.vergadering,
        vastgesteld_door=wereld.anna.gebruiker,
    )


# ---- writing and adopting


def test_the_first_rules_are_what_the_framework_said(als, wereld, agendapunt):
    eerste = Reglement.objects.nu()
    assert (eerste.quorum, eerste.quorumdeel, eerste.meerderheid, eerste.staking) == (3, 0, "meeste", "voorzitter")
    assert eerste.geldig_vanaf == agendapunt.traject.kaderversie.geldig_vanaf
    pagina = tekst(als(wereld.bert).get(reverse("reglement")))
    assert "Voor een besluit zijn 3 stemmen nodig van leden zonder belang." in pagina
    assert f"overgenomen uit {agendapunt.traject.kaderversie.titel}" in pagina


def test_a_framework_that_does_not_count_yet_gives_no_rules_to_who_decided_before_there_were_any(wereld, agendapunt):
    kader = Kaderversie.objects.get(pk=agendapunt.traject.kaderversie_id)
    kader.pk, kader._state.adding, kader.versie, kader.geldig_vanaf = None, True, "later", over(30)
    kader.titel, kader.inhoud = "Een kader voor later", kader.inhoud | {"quorum": 5}
    kader.save()
    with connection.cursor() as cursor:
        # As in a database of before these rules.
        cursor.execute("set local session_replication_role = replica")
        Reglement.objects.all().delete()
        cursor.execute("set local session_replication_role = origin")
    import_module("beheercommissie.migrations.0013_eerste_reglement").overnemen(apps, None)
    eerste = Reglement.objects.get()
    assert (eerste.quorum, eerste.overgenomen_uit) == (3, agendapunt.traject.kaderversie.titel)


def test_the_secretary_writes_and_the_chair_records_in_which_meeting_it_was_adopted(als, wereld, agendapunt):
    gegevens = REGELS | {"geldig_vanaf": f"{over(1):%d-%m-%Y}"}
    pagina = tekst(als(wereld.femke).post(reverse("reglement_schrijven"), gegevens, follow=True))
    assert "Het concept is bewaard." in pagina and "van ten minste 80% van de leden zonder belang" in pagina
    assert quorum_van(agendapunt).nodig == 3
    concept = Reglement.objects.concept()
    url, voorzitter = reverse("reglement_vaststellen", args=[concept.pk]), als(wereld.anna)
    assert voorzitter.get(url).context["form"].initial == {"gelezen": concept.sha256}
    keuze = {"vergadering": agendapunt.vergadering.pk, "gelezen": concept.sha256}
    pagina = tekst(voorzitter.post(url, keuze, follow=True))
    assert f"Het geldt vanaf {dag(over(1))}." in pagina
    assert Reglement.objects.concept() is None and Reglement.objects.nu().quorum == 3
    regel = Gebeurtenis.objects.get(handeling="reglement_vaststellen")
    assert (regel.naam, regel.stuk_sha256) == ("Anna Koningsvaren", Reglement.objects.vastgesteld()[0].sha256)


def test_what_the_chair_did_not_read_is_not_adopted(wereld, agendapunt):
    concept = reglement_schrijven(wereld.femke, **REGELS, geldig_vanaf=over(1))
    gelezen = concept.sha256
    reglement_schrijven(wereld.femke, **REGELS | {"quorum": 1}, geldig_vanaf=over(1))
    with pytest.raises(Geweigerd, match="De secretaris heeft het concept intussen veranderd"):
        reglement_vaststellen(wereld.anna, concept, agendapunt.vergadering, gelezen)


def test_rules_are_adopted_in_a_meeting_that_was_held_and_do_not_count_backwards(wereld, agendapunt):
    concept = reglement_schrijven(wereld.femke, **REGELS, geldig_vanaf=over(1))
    later = Vergadering.objects.create(datum=over(3), plaats="Utrecht")
    with pytest.raises(Geweigerd, match="Deze vergadering is er niet geweest"):
        reglement_vaststellen(wereld.anna, concept, later, concept.sha256)
    with pytest.raises(Geweigerd, match="Alleen een voorzitter kan een reglement vaststellen"):
        reglement_vaststellen(wereld.femke, concept, agendapunt.vergadering, concept.sha256)
    # Not from today either: who saw the votes would choose how they are counted.
    for dag_ in (over(-1), over(0)):
        with pytest.raises(Geweigerd, match="geldt op zijn vroegst vanaf morgen"):
            reglement_schrijven(wereld.femke, **REGELS, geldig_vanaf=dag_)
    with pytest.raises(IntegrityError, match="reglement_werkt_niet_terug"), transaction.atomic():
        Reglement.objects.filter(pk=concept.pk).update(
            geldig_vanaf=over(0),
            vastgesteld_op=over(0),
            vastgesteld_in=agendapunt.vergadering,
            vastgesteld_door=wereld.anna.gebruiker,
        )


def test_adopted_rules_never_change_and_there_is_one_draft(wereld, agendapunt):
    vastgesteld(wereld, agendapunt)
    for verandering in (
        lambda: Reglement.objects.update(quorum=1),
        lambda: Reglement.objects.filter(overgenomen_uit="").delete(),
    ):
        with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
            verandering()
    with pytest.raises(Geweigerd, match="geldt al een ander reglement"):
        reglement_schrijven(wereld.femke, **REGELS, geldig_vanaf=over(1))
    Reglement.objects.create(geldig_vanaf=over(5))
    with pytest.raises(IntegrityError, match="reglement_een_concept"), transaction.atomic():
        Reglement.objects.create(geldig_vanaf=over(6))


# ---- what votes come to


@pytest.mark.parametrize(
    ("meerderheid", "staking", "stemmen", "opties", "gestaakt"),
    [
        ("meeste", "voorzitter", {"onthouding": 4, "toekennen": 1}, {"toekennen"}, ""),
        (
            "meeste",
            "voorzitter",
            {"afwijzen": 2, "toekennen": 2, "aanhouden": 1},
            {"afwijzen", "toekennen"},
            "voorzitter",
        ),
        ("meeste", "aanhouden", {"afwijzen": 2, "toekennen": 2}, {"aanhouden"}, "aanhouden"),
        ("helft", "aanhouden", {"afwijzen": 2, "toekennen": 3, "onthouding": 2}, {"toekennen"}, ""),
        ("helft", "aanhouden", {"afwijzen": 2, "toekennen": 3, "aanvullend_onderzoek": 2}, {"aanhouden"}, ""),
        ("helft", "voorzitter", {"afwijzen": 3, "toekennen": 3}, {"afwijzen", "toekennen"}, "voorzitter"),
    ],
)
def test_what_can_be_decided_follows_from_the_rules(agendapunt, meerderheid, staking, stemmen, opties, gestaakt):
    uitkomst = uitkomst_van(
        stemmen, Reglement(meerderheid=meerderheid, staking=staking), agendapunt.traject.besluitopties
    )
    assert (uitkomst.opties, uitkomst.staking) == (opties, gestaakt)


def test_without_a_choice_there_is_nothing_to_decide(agendapunt):
    for stemmen in ({}, {"onthouding": 4}):
        assert uitkomst_van(stemmen, Reglement(), agendapunt.traject.besluitopties) == NIEMAND_KOOS


def test_equal_votes_are_held_over_when_the_rules_say_so_and_the_decision_tells(als, wereld, agendapunt, stemmen_van):
    stemmen_van({wereld.anna: "afwijzen", wereld.bert: "toekennen", wereld.daan: "toekennen", wereld.esra: "afwijzen"})
    geldend(wereld, agendapunt)
    with pytest.raises(Geweigerd, match=STAKEN):
        besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering=MOTIVERING, afwijking=AFWIJKING)
    vraag = vraag_bij(agendapunt.traject, "aanhouden")
    besluit = besluiten(wereld.anna, agendapunt, optie="aanhouden", motivering=MOTIVERING, **vraag)
    assert besluit.uitslag == {"stemmen": {"afwijzen": 2, "toekennen": 2}, "met_belang": 0, "staking": "aanhouden"}
    assert "De stemmen staakten; daarom is het besluit aangehouden." in tekst(
        als(wereld.bert).get(agendapunt.get_absolute_url())
    )


# ---- the quorum


def test_the_share_is_of_members_without_an_interest_and_not_of_who_voted(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "toekennen"))
    geldend(wereld, agendapunt)
    # Five members, of whom nobody said to have an interest: four of them.
    assert quorum_van(agendapunt).nodig == 4
    with pytest.raises(Geweigerd, match="zijn 4 stemmen nodig van leden zonder belang"):
        besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
    with pytest.raises(IntegrityError, match="het quorum is niet gehaald"):
        rij(agendapunt, wereld.anna)
    assert not Besluit.objects.exists()


def test_who_has_an_interest_does_not_count_in_the_share(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "toekennen"))
    geldend(wereld, agendapunt, quorumdeel=75)
    belang_verklaren(wereld.esra, agendapunt, "belang")
    belang_verklaren(wereld.cora, agendapunt, "twijfel")
    assert quorum_van(agendapunt).nodig == 3
    assert besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING).aantal_stemmen == 3


def test_the_rules_of_the_day_of_the_decision_count(wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys([wereld.anna, wereld.bert, wereld.daan], "toekennen"))
    vastgesteld(wereld, agendapunt)
    assert besluiten(wereld.anna, agendapunt, optie="toekennen", motivering=MOTIVERING)
