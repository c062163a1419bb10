"""The clock: what a passed term means is true at once, and is written down once."""

import copy
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from berichten.models import Poststuk
from berichten.werkdagen import werkdagen_later
from leden.bevoegdheden import Geweigerd
from leden.models import Gebeurtenis
from normenkader.handelingen import laden
from normenkader.inhoud import Termijn
from normenkader.laden import schema, voorbeeldpakket
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.klokken import lees, na, op, opgeslagen, opnieuw
from tests.personen import traject_in
from tests.post import brieven
from toetsing.bevoegdheden import rapportdeelbelemmeringen
from toetsing.handelingen import programma, wederhoor
from trajecten import handelingen as trajecten
from trajecten import schrijven
from trajecten.klok import bijwerken, momenten
from trajecten.levensloop import BEURTEN, Status, lopen
from trajecten.models import Traject
from trajecten.termijnen import einddatum, laatste_dag


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A traject at which the organisation can react to the draft."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.WEDERHOOR, wereld)
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def traject(wereld):
    return opnieuw(wereld.traject)


def stille_regels(traject):
    return Gebeurtenis.objects.filter(onderwerp=traject.onderwerp, gebruiker=None, handeling="reactie_indienen")


def test_on_the_last_day_nothing_has_passed_yet(traject):
    with op(traject.termijn, uur=23):
        assert opnieuw(traject).status == Status.WEDERHOOR
        assert bijwerken() == 0


def test_after_the_last_day_the_assessors_are_at_turn_although_no_worker_ran(als, wereld, traject):
    verwacht = einddatum(traject.kaderversie, "reactie_verwerken", traject.termijn)
    with na(traject, 4):
        nu = opnieuw(traject)
        assert (nu.status, nu.termijn, nu.verstreken) == (Status.REACTIE_VERWERKEN, verwacht, traject.termijn)
        assert timezone.localtime(nu.status_sinds).date() == traject.termijn + timedelta(days=1)
        assert opgeslagen(traject) == (Status.WEDERHOOR, traject.termijn, None)
        for wie, is_aan_zet in ((wereld.joke, False), (wereld.meike, True)):
            client = als(wie)
            assert ("U bent aan zet." in lees(client, "traject", traject)) == is_aan_zet
            bladzijde = client.get(reverse("mijn_werk")).content.decode()
            assert ("Beantwoord de reactie van Welzijn Wilgendam" in bladzijde) == is_aan_zet
            assert "Reageer op het conceptrapport" not in bladzijde
        for stand, staat_er in ((Status.WEDERHOOR, 0), (Status.REACTIE_VERWERKEN, 1)):
            rijen = als(wereld.gijs).get(reverse("trajecten"), {"status": stand}).context["bladzijde"]
            assert len(rijen) == staat_er
        assert not stille_regels(traject).exists()


def test_every_page_says_the_same_before_and_after_a_worker_wrote_it_down(als, wereld, traject):
    def bladzijden():
        bladzijde = als(wereld.ingrid).get(reverse("traject", args=[traject.nummer]))
        return [bladzijde.context[naam] for naam in ("fasen", "tijdlijn", "nog_te_doen")]

    with na(traject, 3):
        eerst = bladzijden()
    assert "Geen reactie binnen de termijn" in [punt["kop"] for punt in eerst[1]]
    with na(traject, 9):
        assert bijwerken() == 1
        later = bladzijden()
        nu = opnieuw(traject)
    assert opgeslagen(traject) == (Status.REACTIE_VERWERKEN, nu.termijn, traject.termijn)
    assert later == eerst


def test_it_is_written_down_once_by_the_application_itself(traject):
    with na(traject):
        assert [bijwerken(), bijwerken()] == [1, 0]
    regel = stille_regels(traject).get()
    assert (regel.naam, regel.van, regel.naar) == ("de applicatie", Status.WEDERHOOR, Status.REACTIE_VERWERKEN)
    assert regel.reden.endswith("Daarna ging het traject vanzelf verder.")


def test_no_letter_says_that_somebody_handed_in_what_time_took_further(traject):
    with na(traject):
        bijwerken()
        brieven()
        regel = stille_regels(traject).get()
    post = Poststuk.objects.filter(gebeurtenis=regel)
    assert {een.brief for een in post} == {"reactie_ingediend", "reactie_ontvangen"}
    for een in post:
        assert een.tekst.startswith(regel.reden)
        assert "ingediend" not in een.kop + een.tekst


def test_a_late_reaction_is_refused_with_a_sentence_whether_or_not_a_worker_ran(als, wereld, traject):
    for worker_ran in (False, True):
        with na(traject):
            if worker_ran:
                bijwerken()
            with pytest.raises(Geweigerd, match=r"Dat kan niet meer. De termijn liep tot en met .* vanzelf verder."):
                wederhoor.reactie_indienen(wereld.ingrid, traject)
            with pytest.raises(
                Geweigerd, match=r"De termijn liep tot en met .* U kunt nog lezen, niet meer schrijven."
            ):
                wederhoor.reageren(wereld.joke, traject.rapportversies.get(), "deel-samenvatting")


def test_the_first_act_after_it_writes_down_what_time_did(wereld, traject):
    with na(traject):
        trajecten.aanhouden(wereld.karin, traject, "De teamleider is ziek.")
    stappen = Gebeurtenis.objects.filter(onderwerp=traject.onderwerp).order_by("volgnummer")
    assert list(stappen.values_list("van", "naar"))[-2:] == [
        (Status.WEDERHOOR, Status.REACTIE_VERWERKEN),
        (Status.REACTIE_VERWERKEN, Status.AANGEHOUDEN),
    ]


def test_a_text_of_the_assessors_saves_itself_although_no_worker_ran(als, wereld, traject):
    wederhoor.reageren(wereld.joke, traject.rapportversies.get(), "deel-samenvatting")
    traject.rapportversies.get().reacties.update(tekst="Wij heten anders.", soort="feit")
    deel = traject.rapportdelen.get(sleutel="samenvatting")
    with na(traject):
        basis = schrijven.vingerafdruk(deel.tekst)
        schrijven.bewaren(wereld.meike, deel, "tekst", "Nieuwe woorden.", basis, rapportdeelbelemmeringen)
    assert opgeslagen(traject)[0] == Status.REACTIE_VERWERKEN


def test_what_was_written_before_the_last_day_counts_as_the_reaction(als, wereld, traject):
    wederhoor.reageren(wereld.joke, traject.rapportversies.get(), "deel-samenvatting")
    traject.rapportversies.get().reacties.update(tekst="Wij heten anders.")
    with na(traject):
        bladzijde = lees(als(wereld.meike), "reacties", traject)
        assert ("Wij heten anders." in bladzijde, ": </h4>" in bladzijde) == (True, False)
        assert "Wij heten anders." in lees(als(wereld.ingrid), "wederhoor", traject)


def test_without_a_reaction_the_page_does_not_say_that_the_organisation_handed_one_in(als, wereld, traject):
    with na(traject):
        bladzijde = lees(als(wereld.ingrid), "wederhoor", traject)
    assert "Er kwamen geen opmerkingen op dit rapport." in bladzijde
    assert "diende" not in bladzijde


def test_of_reminders_is_said_what_the_framework_has():
    assert Termijn(5, "werkdagen").herinneringzin == ""
    assert Termijn(5, "werkdagen", vooraf=(3,)).herinneringzin == (
        "Een herinnering komt 3 werkdagen voor de laatste dag en op de dag zelf."
    )


def test_the_sentence_about_silence_stands_on_the_page_before_the_term_passes(als, wereld, traject):
    zin = traject.termijnregel.bij_stilte
    assert "vanzelf verder" in zin
    assert zin in lees(als(wereld.joke), "traject", traject)
    assert zin in lees(als(wereld.joke), "wederhoor", traject)


def test_with_a_framework_of_before_a_passed_term_changes_nothing(wereld, traject):
    pakket = copy.deepcopy(voorbeeldpakket())
    pakket["versie"] = "2024.1"
    del pakket["termijnen"]["wederhoor"]["stilte"]
    traject.kaderversie = laden(None, pakket)
    Traject.objects.update(status=Status.INTERNE_CONTROLE, daarna="", daarna_termijn=None)
    traject.status = Status.INTERNE_CONTROLE
    lopen(traject, "vrijgeven", Status.WEDERHOOR, wereld.roel)
    with na(traject, 200):
        assert (opnieuw(traject).status, bijwerken()) == (Status.WEDERHOOR, 0)


def test_the_list_sorts_by_the_term_that_holds_now(als, wereld, traject):
    with na(traject):
        eerst = lijst_op_termijn(als(wereld.gijs))
        bijwerken()
        assert lijst_op_termijn(als(wereld.gijs)) == eerst


def lijst_op_termijn(client):
    return [rij.termijn for rij in client.get(reverse("trajecten")).context["bladzijde"]]


def test_only_with_a_term_a_traject_can_go_on_by_itself(traject):
    with pytest.raises(IntegrityError, match="traject_gaat_verder_na_een_termijn"), transaction.atomic():
        Traject.objects.update(termijn=None)


# Moments


def test_the_moments_of_a_term_have_a_day_a_party_and_a_key_that_stays(traject):
    laatste = traject.termijn
    assert [(een.soort, een.partij, een.sleutel) for een in momenten(traject)] == [
        ("herinnering", "organisatie", f"herinnering:wederhoor:{laatste}:3"),
        ("laatste_dag", "organisatie", f"laatste_dag:wederhoor:{laatste}:0"),
    ]
    with na(traject, 30):
        nu = opnieuw(traject)
        assert [(een.datum, een.soort, een.partij) for een in momenten(nu)] == [
            (nu.termijn - timedelta(days=(nu.termijn - een.datum).days), een.soort, een.partij) for een in momenten(nu)
        ]
        assert [(een.soort, een.partij) for een in momenten(nu)] == [
            ("herinnering", "toetsers"),
            ("laatste_dag", "toetsers"),
            ("te_laat", "toetsers"),
            ("escalatie", "planner"),
        ]
        assert momenten(nu)[-1].datum == werkdagen_later(nu.termijn, 3)


def test_the_schema_says_whose_term_it_is_as_the_life_cycle_does():
    partij = {naam: deel.get("partij") for naam, deel in schema()["properties"]["termijnen"]["properties"].items()}
    # Of a question of the committee the last day stands in its decision.
    termijnen = {beurt.termijn: beurt.wie for beurt in BEURTEN.values() if beurt.termijn not in ("", "navraag")}
    assert termijnen.items() <= partij.items()


# A pause, the programme, and the first day


@pytest.mark.parametrize("dag", [3, 0])
def test_a_pause_keeps_what_was_left_of_a_term(wereld, traject, dag):
    pauze = werkdagen_later(traject.termijn_sinds, 10 - dag)
    with op(pauze):
        stil = trajecten.aanhouden(wereld.karin, traject, "De teamleider is ziek.")
        assert (stil.termijn, stil.termijn_over, momenten(stil)) == (None, dag, [])
    later = werkdagen_later(pauze, 40)
    with op(later):
        assert bijwerken() == 0
        weer = programma.hervatten(wereld.karin, stil)
        assert (weer.status, weer.termijn) == (Status.WEDERHOOR, werkdagen_later(later, dag))
    with na(weer):
        assert opnieuw(weer).status == Status.REACTIE_VERWERKEN


def test_a_term_in_days_keeps_its_days(wereld, traject):
    lopen(traject, "reactie_indienen", Status.REACTIE_VERWERKEN, wereld.ingrid)
    lopen(traject, "rapport_vaststellen", Status.VERBETERPLANNEN, wereld.meike)
    with op(traject.termijn - timedelta(days=12)):
        stil = trajecten.aanhouden(wereld.karin, traject, "Vakantie.")
        assert stil.termijn_over == 12
    with op(over(300)):
        weer = programma.hervatten(wereld.karin, stil)
        assert weer.termijn == laatste_dag(12, "dagen", over(0))
