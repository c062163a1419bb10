"""The post of the beheercommissie: nothing of a file before the declaration of interests but what the agenda says, and to who has an
interest nothing at all."""

import pytest
from django.urls import reverse

from beheercommissie.handelingen import agenderen, belang_verklaren, besluiten, navraag_beantwoorden, stemmen
from beheercommissie.handelingen.vergaderingen import vergadering_plannen
from berichten.regels import regel_van
from kwaliteitslabel.belangen.handelingen import belang_toevoegen
from leden.models import Belang, Rol
from tests.berichten.test_de_hele_weg import STEMMERS, nakijken, nieuwe_post, sleutel, wie_hoort_wat
from tests.dagen import over
from tests.gedeeld import gedeelde_wereld
from tests.personen import in_vergadering, klein_kader, traject_in, verder, zitting
from trajecten.levensloop import Status
from trajecten.models import Traject


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world in which a traject was put forward, and its letters were made."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        traject_in(Status.VOORGEDRAGEN, wereld, klein_kader())
        nieuwe_post()
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def voorgedragen(wereld):
    return Traject.objects.get()


@pytest.fixture
def geagendeerd(wereld, voorgedragen):
    return verder(voorgedragen, Status.GEAGENDEERD, wereld)


def test_a_letter_to_the_committee_says_what_the_agenda_says_and_leads_to_the_declaration(wereld, geagendeerd, als):
    (poststuk,) = [een for een in nieuwe_post() if een.brief == "op_de_agenda"]
    punt = geagendeerd.agendapunten.get()
    assert poststuk.pad == punt.get_absolute_url()
    assert poststuk.termijn == punt.vergadering.datum
    bladzijde = als(wereld.cora).get(poststuk.pad).content.decode()
    assert reverse("belang_verklaren", args=[punt.pk]) in bladzijde
    assert not Traject.objects.zichtbaar_voor(wereld.cora).exists()


def test_a_member_finds_back_at_post_what_came_before_the_declaration_unless_there_is_an_interest(
    wereld, geagendeerd, als
):
    punt = geagendeerd.agendapunten.get()
    nieuwe_post()

    def post(wie):
        return als(wie).get(reverse("eigen_post")).content.decode()

    for wie in (wereld.cora, wereld.daan, wereld.esra):
        assert f'href="{punt.get_absolute_url()}"' in post(wie)
    belang_verklaren(wereld.daan, punt, "twijfel")
    belang_verklaren(wereld.esra, punt, "belang")
    for wie in (wereld.daan, wereld.esra):
        assert f'href="{punt.get_absolute_url()}"' not in post(wie)
    assert f'href="{punt.get_absolute_url()}"' in post(wereld.cora)


def test_who_of_the_committee_has_an_interest_hears_nothing_of_the_file(wereld, voorgedragen):
    """In the register, in the team, declared after the letter was made, or in doubt."""
    traject = voorgedragen
    belang_toevoegen(wereld.bert, organisatie=traject.organisatie, soort=Belang.Soort.FAMILIE, van=over(-10))
    zitting(wereld, wereld.samir.gebruiker, Rol.COMMISSIELID, van=over(-10))
    traject = verder(traject, Status.GEAGENDEERD, wereld)
    post = wie_hoort_wat(nieuwe_post())
    assert post["op_de_agenda"] == STEMMERS - {"bert"}
    punt = traject.agendapunten.get()
    belang_verklaren(wereld.cora, punt, "belang")
    belang_verklaren(wereld.daan, punt, "twijfel")
    regel = regel_van("op_de_agenda")
    assert {sleutel(lid) for lid in regel.aan.leden(traject)} == {"anna", "esra"}
    # Of the five are two left, and that is too few.
    te_weinig = {"te_weinig_leden": {"gijs"}, "te_weinig_leden_secretaris": {"femke"}}
    assert wie_hoort_wat(nieuwe_post()) == {"lid_twijfelt": {"femke"}} | te_weinig


def test_a_doubt_is_asked_anew_at_the_next_meeting_and_an_interest_is_not(wereld, geagendeerd):
    punt = geagendeerd.agendapunten.get()
    for lid, uitkomst in ((wereld.cora, "belang"), (wereld.daan, "twijfel")):
        belang_verklaren(lid, punt, uitkomst)
    for lid in (wereld.anna, wereld.bert, wereld.esra):
        belang_verklaren(lid, punt, "geen")
        stemmen(lid, punt, optie="aanhouden")
    vraag = {"vraag": "Waar is het stuk?", "vraag_aan": "organisatie", "antwoord_tot_en_met": over(5)}
    in_vergadering(wereld, punt.vergadering)
    besluiten(wereld.anna, punt, optie="aanhouden", motivering="Een stuk ontbreekt.", **vraag)
    navraag_beantwoorden(wereld.joke, geagendeerd, "Hier is het.")
    nieuwe_post()
    agenderen(wereld.femke, geagendeerd, vergadering_plannen(wereld.femke, datum=over(7), plaats="Utrecht"))
    assert wie_hoort_wat(nieuwe_post())["op_de_agenda"] == STEMMERS - {"cora"}


def test_when_too_few_members_are_left_secretary_and_bureau_are_told(wereld, geagendeerd, als):
    punt = geagendeerd.agendapunten.get()
    nieuwe_post()
    for lid in (wereld.anna, wereld.bert):
        belang_verklaren(lid, punt, "belang")
    assert wie_hoort_wat(nieuwe_post()) == {}
    belang_verklaren(wereld.cora, punt, "belang")
    belang_verklaren(wereld.esra, punt, "geen")
    post = nieuwe_post()
    assert wie_hoort_wat(post) == {"te_weinig_leden": {"gijs"}, "te_weinig_leden_secretaris": {"femke"}}
    nakijken(post, als, geagendeerd)
