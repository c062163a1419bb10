"""The reasons of a decision: sentences to begin with, and who reads why the advice was not followed."""

from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone

from beheercommissie.handelingen import besluiten
from kwaliteitslabel.werk.commissiewerk import commissiewerk
from kwaliteitslabel.werk.telling import telling
from tests.beheercommissie.test_agendapunt import tekst
from tests.personen import commissie

AFWIJKING = "Wij wegen de stem van bewoners zwaarder."


def test_why_the_advice_was_not_followed_reaches_who_gave_it(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "afwijzen"))
    besluiten(wereld.anna, agendapunt, optie="afwijzen", motivering="Zie het rapport.", afwijking=AFWIJKING)
    pagina = tekst(als(wereld.karin).get(reverse("mijn_werk")))
    assert "De commissie volgde uw advies over Welzijn Wilgendam niet" in pagina and AFWIJKING in pagina
    assert AFWIJKING not in tekst(als(wereld.wim).get(reverse("mijn_werk")))
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert commissiewerk(wereld.karin, telling(wereld.karin)) == []


def test_sentences_to_begin_with_are_of_the_options_that_can_be_decided(als, wereld, agendapunt, stemmen_van):
    stemmen_van(dict.fromkeys(commissie(wereld), "aanhouden"))
    pagina = tekst(als(wereld.anna).get(reverse("besluiten", args=[agendapunt.pk])))
    (zin,) = agendapunt.traject.kaderversie.besluitoptie("aanhouden").modelzinnen
    assert zin in pagina
    assert agendapunt.traject.kaderversie.besluitoptie("afwijzen").modelzinnen[0] not in pagina
