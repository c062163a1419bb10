import pytest

from leden.models import Organisatie
from tests.gedeeld import gedeelde_wereld
from tests.personen import klein_kader, traject_in
from trajecten.levensloop import Status


@pytest.fixture(scope="module")
def gedeeld(django_db_setup, django_db_blocker, tmp_path_factory):
    """A world with one traject, for entries in the register to hang on."""
    with gedeelde_wereld(django_db_blocker, tmp_path_factory) as wereld:
        wereld.traject = traject_in(Status.AANGEMELD, wereld, klein_kader())
        yield wereld


@pytest.fixture
def wereld(gedeeld, db):
    return gedeeld


@pytest.fixture
def organisatie(wereld):
    return Organisatie.objects.create(
        naam="Stichting Buurtkracht Kade", soort=Organisatie.Soort.LID, plaats="Oeverwijk"
    )
