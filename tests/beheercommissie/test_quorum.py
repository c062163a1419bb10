"""Who counts for the quorum of an item, whatever they said or did not say yet: in Python and in the database alike."""

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from beheercommissie.handelingen import belang_verklaren, stemmen
from beheercommissie.models import Belangverklaring, Reglement
from beheercommissie.quorum import quorum_van
from leden.models import Belang, Gebruiker, Lidmaatschap, Rol
from tests.beheercommissie.test_besluit import rij
from tests.dagen import over
from tests.personen import commissie
from trajecten.models import Toewijzing

VERKLAARDEN = ("belang", "twijfel")
TOETSTEN = ("toetser", "oud_toetser", "oud_controleur")
STANDEN = ("stemt", "zei niets", *VERKLAARDEN, *TOETSTEN, "werkt er", "labelbeheerder", "geblokkeerd")


def wordt(wereld, agendapunt, lid, stand, sprak):
    """What is true of a member by now; `sprak`: after declaring to have no interest, and voting."""
    gebruiker = lid.gebruiker
    if sprak or stand == "stemt":
        belang_verklaren(lid, agendapunt, "geen")
        stemmen(lid, agendapunt, optie="toekennen")
    with connection.cursor() as cursor:
        # As if it came past the acts.
        cursor.execute("set local session_replication_role = replica")
        if stand in VERKLAARDEN:
            velden = {"agendapunt": agendapunt, "gebruiker": gebruiker}
            Belangverklaring.objects.update_or_create(**velden, defaults={"uitkomst": stand})
        elif stand in TOETSTEN:
            velden = {"traject": agendapunt.traject, "gebruiker": gebruiker}
            Toewijzing.objects.update_or_create(**velden, defaults={"rol": stand})
        elif stand == "werkt er":
            Belang.objects.create(
                gebruiker=gebruiker, organisatie=agendapunt.traject.organisatie, soort=Belang.Soort.FAMILIE, van=over(0)
            )
        elif stand == "labelbeheerder":
            Lidmaatschap.objects.create(
                gebruiker=gebruiker, organisatie=wereld.gijs.organisatie, rol=Rol.LABELBEHEERDER
            )
        elif stand == "geblokkeerd":
            Gebruiker.objects.filter(pk=gebruiker.pk).update(is_active=False)
        cursor.execute("set local session_replication_role = origin")


@pytest.mark.parametrize("stand", [stand for stand in STANDEN if stand not in ("stemt", "zei niets")])
def test_who_cannot_decide_does_not_count_before_saying_anything(wereld, agendapunt, stand):
    wordt(wereld, agendapunt, wereld.esra, stand, sprak=False)
    assert set(quorum_van(agendapunt).zonder_belang) == {
        lid.gebruiker_id for lid in commissie(wereld) if lid != wereld.esra
    }


@settings(
    max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    standen=st.lists(st.tuples(st.sampled_from(STANDEN), st.booleans()), min_size=4, max_size=4),
    quorumdeel=st.sampled_from((0, 40, 60, 75, 80, 100)),
)
def test_the_database_takes_a_decision_exactly_when_the_rule_says_that_there_are_enough_votes(
    wereld, agendapunt, standen, quorumdeel
):
    with transaction.atomic():
        Reglement.objects.create(
            geldig_vanaf=over(0),
            vastgesteld_op=over(-1),
            vastgesteld_in=agendapunt.vergadering,
            vastgesteld_door=wereld.anna.gebruiker,
            quorum=2,
            quorumdeel=quorumdeel,
        )
        voorzitter, *anderen = commissie(wereld)
        wordt(wereld, agendapunt, voorzitter, "stemt", sprak=True)
        for lid, (stand, sprak) in zip(anderen, standen, strict=True):
            wordt(wereld, agendapunt, lid, stand, sprak)
        quorum = quorum_van(agendapunt)
        try:
            gehaald = bool(rij(agendapunt, wereld.anna))
        except IntegrityError as fout:
            assert "het quorum is niet gehaald" in str(fout)
            gehaald = False
        assert gehaald == (len(quorum.gestemd) >= quorum.nodig), standen
        transaction.set_rollback(True)
