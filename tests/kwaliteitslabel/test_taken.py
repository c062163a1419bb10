"""What the workers do by themselves."""

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from huisstijl.post import klaarzetten
from kwaliteitslabel.taken import mislukte_taken_opruimen


def mislukt(wie, dagen):
    """A mail that was given up so many days ago."""
    klaarzetten("tweede_stap_gewist", gebruiker=wie.gebruiker_id)
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from procrastinate_jobs")
        (pk,) = cursor.fetchone()
        for stand in ("doing", "failed"):
            cursor.execute("update procrastinate_jobs set status = %s where id = %s", [stand, pk])
        cursor.execute(
            "update procrastinate_events set at = now() - make_interval(days => %s) where job_id = %s", [dagen, pk]
        )


@pytest.mark.django_db
def test_a_mail_that_failed_is_forgotten_after_thirty_days(wereld):
    mislukt(wereld.bram, 31)
    mislukt(wereld.joke, 29)
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.dora.gebruiker_id)
    for _ in range(2):
        mislukte_taken_opruimen(0)
        assert [taak.args["sleutels"] for taak in ProcrastinateJob.objects.order_by("id")] == [
            {"gebruiker": wereld.joke.gebruiker_id},
            {"gebruiker": wereld.dora.gebruiker_id},
        ]
