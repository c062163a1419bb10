"""The table of who hears what is whole: no act and no party in it is silent by accident."""

from collections import defaultdict

import pytest
from django.template.loader import get_template

from berichten.regels import MOMENTEN, ONVERTELD, ONVERTELD_AAN, REGELS
from leden.bevoegdheden import Handeling
from leden.models import Rol
from trajecten.levensloop import BEGIN, BEURTEN, ROLLEN_AAN_ZET, STAPPEN, AanZet

# Every role that reads trajecten; a beheerder reads none.
PARTIJEN = {
    "de organisatie": {Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER},
    "de planner": {Rol.PLANNER},
    "de toetsers": {Rol.TOETSER},
    "de controleur": {Rol.CONTROLEUR},
    "de secretaris": {Rol.SECRETARIS},
    "de commissie": {Rol.COMMISSIELID, Rol.VOORZITTER},
    "het bureau": {Rol.LABELBEHEERDER},
}
STAPPEN_EN_BEGIN = {("", handeling, status) for begin in BEGIN.values() for handeling, status in begin}
STAPPEN_EN_BEGIN |= {(s.van, s.handeling, s.naar) for s in STAPPEN}
NAAST_DE_STAPPEN = (
    Handeling.TEAM_WIJZIGEN,
    Handeling.TEAMBEZWAAR_MAKEN,
    Handeling.TEAMBEZWAAR_BEANTWOORDEN,
    Handeling.DOCUMENT_VERWIJDEREN,
    Handeling.PROGRAMMA_MAKEN,
    Handeling.VOORTGANG_MELDEN,
    Handeling.VOORTGANG_BEANTWOORDEN,
    Handeling.PLANUITSTEL_VRAGEN,
    Handeling.PLANUITSTEL_BEANTWOORDEN,
    Handeling.EFFECT_VASTLEGGEN,
    Handeling.BELANG_VERKLAREN,
    Handeling.AGENDAPUNT_VERPLAATSEN,
    Handeling.NIEUWE_UITGAVE,
    Handeling.BEEINDIGEN,
)
ALLES = sorted({(handeling, naar) for _, handeling, naar in STAPPEN_EN_BEGIN} | {(een, "") for een in NAAST_DE_STAPPEN})


def regels_van(handeling, naar):
    return [r for r in REGELS if r.handeling == handeling and r.naar in ("", naar)]


def test_every_act_is_heard_or_says_why_not():
    verteld = {regel.handeling for regel in REGELS if regel.handeling}
    assert verteld | ONVERTELD.keys() == set(Handeling)
    assert verteld & ONVERTELD.keys() == set()
    assert all(waarom.endswith(".") for waarom in [*ONVERTELD.values(), *(een.waarom for een in ONVERTELD_AAN)])


@pytest.mark.parametrize(("handeling", "naar"), ALLES)
def test_every_party_hears_of_every_act_on_a_traject_or_says_why_not(handeling, naar):
    onverteld = [een.aan.rollen for een in ONVERTELD_AAN if handeling in een.handelingen and een.naar in ("", naar)]
    horen = [regel.aan.rollen for regel in regels_van(handeling, naar)]
    niemand = [
        partij
        for partij, rollen in PARTIJEN.items()
        if not any(rollen <= een for een in horen) and not any(rollen <= een for een in onverteld)
    ]
    assert niemand == []


def test_a_party_that_hears_does_not_also_say_why_not():
    dubbel = [
        (een.aan.naam, handeling, naar)
        for handeling, naar in ALLES
        for een in ONVERTELD_AAN
        if handeling in een.handelingen and een.naar in ("", naar)
        for regel in regels_van(handeling, naar)
        if regel.aan.rollen & een.aan.rollen
    ]
    assert dubbel == []


@pytest.mark.parametrize(("van", "handeling", "naar"), sorted(STAPPEN_EN_BEGIN))
def test_who_comes_to_be_at_turn_is_told_so(van, handeling, naar):
    """But who suspended or resumed a traject and is at turn because of that."""
    wie = BEURTEN[naar].wie
    if wie == AanZet.NIEMAND or (handeling in (Handeling.AANHOUDEN, Handeling.HERVATTEN) and wie == AanZet.PLANNER):
        return
    aan_zet = [regel for regel in regels_van(handeling, naar) if regel.is_beurt]
    assert [regel.aan.rollen for regel in aan_zet] == [ROLLEN_AAN_ZET[wie]]


def test_a_letter_is_for_one_party_and_looks_the_same_whatever_act_it_follows():
    per_brief = defaultdict(set)
    for regel in REGELS:
        per_brief[regel.brief].add((regel.aan.naam, regel.is_beurt, regel.is_bundel, regel.nalezer, regel.inhoud))
    assert {brief: soorten for brief, soorten in per_brief.items() if len(soorten) > 1} == {}


def test_nobody_gets_two_letters_of_one_act():
    """A role that is at turn, or is told, is in one row only.

    But the secretary hears of a doubt and of a missing chair; and who is in a team and who left it are not the same people.
    """
    dubbel = {
        (handeling, naar, rol)
        for handeling, naar in ALLES
        for rol in Rol
        if len([regel for regel in regels_van(handeling, naar) if rol in regel.aan.rollen]) > 1
    }
    assert dubbel == {
        (Handeling.BELANG_VERKLAREN, "", Rol.SECRETARIS),
        (Handeling.TEAM_WIJZIGEN, "", Rol.TOETSER),
        (Handeling.TEAM_WIJZIGEN, "", Rol.CONTROLEUR),
    }


def test_a_letter_is_at_once_or_in_the_digest_and_about_an_act_or_a_moment():
    for regel in REGELS:
        assert not (regel.is_beurt and regel.is_bundel), regel.brief
        assert bool(regel.handeling) != bool(regel.moment), regel.brief
        get_template(regel.sjabloon)
    assert MOMENTEN


GEVOELIG = {
    "aanmelding_beantwoord": Rol.PLANNER,
    "gestaakt": Rol.PLANNER,
    "teambezwaar_beantwoord": Rol.PLANNER,
    "besluit_genomen": Rol.LABELBEHEERDER,
    "besluit_meer_tijd": Rol.LABELBEHEERDER,
    "maatregel_besloten": Rol.LABELBEHEERDER,
    "herstel_gevraagd": Rol.LABELBEHEERDER,
}


def test_what_may_hurt_is_read_by_a_person_first():
    assert {regel.brief: regel.nalezer.rol for regel in REGELS if regel.nalezer} == GEVOELIG
