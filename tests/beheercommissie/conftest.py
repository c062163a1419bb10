import pytest

from beheercommissie.handelingen import belang_verklaren, stemmen
from beheercommissie.models import Agendapunt
from tests.gedeeld import gedeelde_wereld
from tests.personen import in_vergadering, klein_kader, traject_in
from trajecten.levensloop import Status


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject on the agenda of today's meeting."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.GEAGENDEERD, wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def vooraf(wereld):
    """The item on the agenda of a meeting that was not opened yet, before anybody said anything."""
    return Agendapunt.objects.select_related(
        "vergadering", "traject__organisatie", "traject__certificeerder", "traject__kaderversie"
    ).get()


@pytest.fixture
def agendapunt(wereld, vooraf):
    """The same in the meeting, with everyone there."""
    vooraf.vergadering = in_vergadering(wereld, vooraf.vergadering)
    return vooraf


@pytest.fixture
def stemmen_van(agendapunt):
    """`stemmen_van({wereld.anna: "toekennen"})`: members who say to have no interest and vote."""

    def stemmen_(stemmen_per_lid):
        for lid, optie in stemmen_per_lid.items():
            belang_verklaren(lid, agendapunt, "geen")
            stemmen(lid, agendapunt, optie=optie)

    return stemmen_
