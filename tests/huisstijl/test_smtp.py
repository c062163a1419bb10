"""A queued mail goes over real SMTP, as plain text and as HTML, and again when the mail server was not there."""

import email
import os
import socket
import subprocess
import sys
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings as instellingen
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from huisstijl.post import klaarzetten
from kwaliteitslabel.taken import mislukte_taken_opruimen
from tests.browser.conftest import omgeving
from tests.browser.test_werker import wachten_tot

pytestmark = pytest.mark.django_db(transaction=True)


class Postvak:
    """Takes every mail that comes in."""

    def __init__(self):
        self.berichten = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name is aiosmtpd's)
        self.berichten.append((envelope.rcpt_tos, email.message_from_bytes(envelope.content, policy=default)))
        return "250 OK"


@pytest.fixture
def poort():
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        return los.getsockname()[1]


@pytest.fixture
def postvak(poort):
    """`postvak()` starts the mail server on that port; it stops at the end of the test."""
    postvak = Postvak()
    server = Controller(postvak, hostname="127.0.0.1", port=poort)
    postvak.start = server.start
    yield postvak
    if server.loop.is_running():
        server.stop()


def werker(poort, wait, **uitvoer):
    """A worker with the mail settings from the environment as in production, which says all that it does on stderr."""
    opdracht = (
        "import django; django.setup()\n"
        "import logging; logging.getLogger('procrastinate').setLevel('DEBUG')\n"
        "from django.conf import settings\n"
        "settings.EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'\n"
        "from procrastinate.contrib.django import app\n"
        f"app.with_connector(app.connector.get_worker_connector()).run_worker(wait={wait})"
    )
    instelling = {"DJANGO_SETTINGS_MODULE": "kwaliteitslabel.settings", "PATH": os.environ["PATH"]}
    instelling |= {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(poort), "EMAIL_TIMEOUT": "3"}
    return subprocess.Popen(
        [sys.executable, "-c", opdracht], cwd=instellingen.BASE_DIR, env=omgeving() | instelling, **uitvoer
    )


def werken(poort):
    """Let a worker do what waits, until nothing is left to do now; gives what it wrote."""
    with werker(poort, wait=False, stderr=subprocess.PIPE, text=True) as proces:
        _, geschreven = proces.communicate(timeout=60)
    assert proces.returncode == 0, geschreven
    return geschreven


def test_a_mail_arrives_as_plain_text_and_as_html(wereld, poort, postvak):
    postvak.start()
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
    werken(poort)
    ((aan, bericht),) = postvak.berichten
    assert aan == ["joke@voorbeeld.example"]
    assert bericht["Subject"] == "Uw tweede stap is gewist"
    assert bericht["Auto-Submitted"] == "auto-generated"
    tekst, opmaak = (bericht.get_body((soort,)).get_content() for soort in ("plain", "html"))
    adres = f"{instellingen.ADRES}/profiel/tweede-stap/"
    assert adres in tekst
    # Who signed in with a passkey only has no password yet.
    assert f"{instellingen.ADRES}/wachtwoord/" in tekst
    assert f'<a href="{adres}"' in opmaak
    assert not ProcrastinateJob.objects.filter(task_name="mail_versturen").exists()


def test_a_mail_is_tried_again_after_the_mail_server_was_down(wereld, poort, postvak):
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
    werken(poort)
    taak = ProcrastinateJob.objects.get(task_name="mail_versturen")
    assert (taak.status, taak.attempts) == ("todo", 1)
    assert taak.scheduled_at is not None
    postvak.start()
    with connection.cursor() as cursor:
        # Its next try is some seconds away; to the database it is now.
        cursor.execute("update procrastinate_jobs set scheduled_at = now() where id = %s", [taak.pk])
    werken(poort)
    assert [aan for aan, _ in postvak.berichten] == [["joke@voorbeeld.example"]]


def test_a_mail_whose_worker_was_killed_after_sending_it_is_the_same_mail_again(wereld, poort, postvak):
    postvak.start()
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
    with connection.cursor() as cursor:
        # As the killed worker leaves it: sent, and still there to be done.
        cursor.execute(
            "create temporary table gedaan as select * from procrastinate_jobs where task_name = 'mail_versturen'"
        )
        werken(poort)
        cursor.execute("insert into procrastinate_jobs select * from gedaan")
    werken(poort)
    kenmerken = [bericht["Message-ID"] for _, bericht in postvak.berichten]
    assert sorted(kenmerken[:2]) == sorted(kenmerken[2:])
    assert len(set(kenmerken)) == 2


class Weigeraar:
    """Takes nothing, and says for whom."""

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 (the name is aiosmtpd's)
        return f"550 {address} kennen wij niet"


def test_a_mail_that_is_refused_is_logged_without_the_address(wereld, poort):
    server = Controller(Weigeraar(), hostname="127.0.0.1", port=poort)
    server.start()
    klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
    try:
        geschreven = werken(poort)
    finally:
        server.stop()
    assert "tweede_stap_gewist: SMTPRecipientsRefused" in geschreven
    assert wereld.joke.gebruiker.email not in geschreven


def test_a_mail_server_that_says_nothing_holds_up_nothing_but_its_mail(wereld):
    with socket.create_server(("127.0.0.1", 0)) as stil:
        stil.settimeout(60)
        klaarzetten("tweede_stap_gewist", gebruiker=wereld.joke.gebruiker_id)
        with werker(stil.getsockname()[1], wait=True, stdin=subprocess.DEVNULL) as proces:
            try:
                # Held open, and never answered.
                verbinding, _ = stil.accept()
                mislukte_taken_opruimen.defer(timestamp=0)
                wachten_tot(
                    "select 1 from procrastinate_jobs where task_name = 'mail_versturen' and status = 'doing' and not exists"
                    " (select from procrastinate_jobs where task_name = 'mislukte_taken_opruimen')",
                    [],
                )
                # Then the mail itself is put off too, to be tried again.
                wachten_tot(
                    "select 1 from procrastinate_jobs where task_name = 'mail_versturen' and status = 'todo' and attempts = 1",
                    [],
                )
                verbinding.close()
            finally:
                proces.kill()
