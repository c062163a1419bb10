"""What a job puts ready is there when that job is done: not before, and not when it was rolled back."""

import pytest
from django.core.management import call_command
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from huisstijl.post import mail_versturen


@pytest.fixture
def werker():
    """`werker(doet)`: let a real worker do this function as its job."""

    def werken(doet):
        app.task(name="proef")(doet)
        app.tasks["proef"].defer()
        call_command("procrastinate", "worker", "--one-shot")

    yield werken
    app.tasks.pop("proef", None)


def klaargezet():
    return ProcrastinateJob.objects.filter(task_name="mail_versturen").exists()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_is_rolled_back_has_put_nothing_ready(werker):
    gezien = []

    def doet():
        with transaction.atomic():
            # Later than now, so that this worker does not take it.
            mail_versturen.configure(schedule_in={"hours": 1}).defer(naam="proef", sleutels={})
            gezien.append(klaargezet())
            transaction.set_rollback(True)

    werker(doet)
    assert gezien == [True]
    assert not klaargezet()


@pytest.mark.django_db(transaction=True)
def test_a_job_that_succeeds_has_put_the_next_one_ready(werker):
    werker(lambda: mail_versturen.configure(schedule_in={"hours": 1}).defer(naam="proef", sleutels={}))
    assert klaargezet()
