"""deploy/rechten.sql: the application works with the rows of its database, and owns nothing."""

import pgtrigger
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.personen import traject_in
from toetsing.models import Rapportversie
from trajecten.levensloop import Status

BEVROREN = "pgtrigger_bevroren_"
RECHTEN = (settings.BASE_DIR / "deploy/rechten.sql").read_text()


@pytest.fixture
def als_toepassing(db):
    """The rest of the test asks the database in the role of the application."""
    with connection.cursor() as cursor:
        cursor.execute("create role kwaliteitslabel_toepassing login")
        # Twice, since it is run after each migration.
        cursor.execute(RECHTEN)
        cursor.execute(RECHTEN)
        cursor.execute("set local role kwaliteitslabel_toepassing")
        yield cursor
        cursor.execute("reset role")


def test_the_application_does_all_its_work_in_a_role_that_owns_nothing(als_toepassing, wereld, als):
    traject = traject_in(Status.LOPEND, wereld)
    antwoord = als(wereld.joke).get(traject.get_absolute_url())
    assert antwoord.status_code == 200
    als_toepassing.execute("select current_user, count(*) from pg_class where relowner = current_user::regrole")
    assert als_toepassing.fetchone() == ("kwaliteitslabel_toepassing", 0)


def test_the_application_cannot_step_past_what_the_database_keeps(als_toepassing, wereld):
    traject_in(Status.INTERNE_CONTROLE, wereld)
    gelukt = []
    als_toepassing.execute("select tgname from pg_trigger where tgname like %s", [f"{BEVROREN}%"])
    triggers = "{" + ",".join(naam for (naam,) in als_toepassing.fetchall()) + "}"
    for opdracht in (
        "truncate toetsing_rapportversie cascade",
        "truncate leden_gebeurtenis",
        "alter table toetsing_rapportversie disable trigger all",
        "alter table toetsing_rapportversie drop column sha256",
        "alter table toetsing_rapportversie owner to kwaliteitslabel_toepassing",
        "drop table toetsing_rapportversie cascade",
        "set session_replication_role = replica",
        "create table van_mij (id int)",
        "create temporary table beheercommissie_besluit (nummer text)",
        "create or replace function public._pgtrigger_should_ignore(trigger_name name) returns boolean"
        " as 'select true' language sql",
        "update leden_gebeurtenis set reden = 'anders'",
        "delete from leden_gebeurtenis",
        "delete from django_migrations",
        f"set local pgtrigger.ignore = '{triggers}'; update toetsing_rapportversie set sha256 = 'anders'",
    ):
        try:
            with transaction.atomic():
                als_toepassing.execute(opdracht)
            gelukt.append(opdracht)
        except DatabaseError as fout:
            # Refused for what it is, not for a mistake in it.
            assert any(
                waarom in str(fout) for waarom in ("permission denied", "must be owner", "Cannot update or delete rows")
            ), fout
    assert gelukt == []


def test_the_owner_still_can_when_something_has_to_be_restored(als_toepassing, wereld):
    traject_in(Status.INTERNE_CONTROLE, wereld)
    als_toepassing.execute("reset role")
    with pgtrigger.ignore("toetsing.Rapportversie:bevroren"):
        assert Rapportversie.objects.update(sha256="hersteld") == 1


def test_an_application_that_belongs_to_the_owner_is_refused(als_toepassing):
    als_toepassing.execute("reset role")
    als_toepassing.execute("create role kwaliteitslabel_proef")
    als_toepassing.execute("grant kwaliteitslabel_proef to kwaliteitslabel_toepassing")
    als_toepassing.execute("set local role kwaliteitslabel_proef")
    with pytest.raises(DatabaseError, match="hoort niet bij de eigenaar"), transaction.atomic():
        als_toepassing.execute(RECHTEN)
