"""The waiting room: what everybody gets who comes before the demo is ready."""

import http.client
import re
import socket
import subprocess
import sys
from contextlib import contextmanager
from wsgiref.util import setup_testing_defaults

import pytest
from django.conf import settings
from tinyhtml5.parser import HTMLParser

from demo.wachtkamer import FASEN, STATIC, TRAJECTEN, WEBSITE, Wachtkamer


class Antwoord:
    """What the waiting room says to one request."""

    def __init__(self, kamer, pad="/", methode="GET"):
        environ = {"REQUEST_METHOD": methode, "PATH_INFO": pad}
        setup_testing_defaults(environ)
        self.tekst = b"".join(kamer(environ, self._beginnen)).decode()

    def _beginnen(self, status, koppen):
        self.status, self.koppen = status, dict(koppen)


@pytest.fixture
def kamer():
    kamer = Wachtkamer()
    kamer.melden(f"{TRAJECTEN} Nu in maart 2024\n")
    return kamer


@pytest.mark.parametrize("pad", ["/", "/werk/", "/trajecten/KSW-1/?zoek=x", "/bestaat/niet"])
def test_every_page_says_to_come_back_in_a_moment_and_does_so_by_itself(kamer, pad):
    antwoord = Antwoord(kamer, pad)
    assert antwoord.status == "503 Service Unavailable"
    assert antwoord.koppen["Retry-After"] == antwoord.koppen["Refresh"] == "2"
    assert antwoord.koppen["Cache-Control"] == "no-store"
    assert "De demo wordt klaargezet" in antwoord.tekst


def test_it_tells_what_is_done_what_is_going_on_and_what_comes(kamer):
    knopen = re.findall(r"<li.*?</li>", Antwoord(kamer).tekst)
    assert [re.search(r"<b>(.*)</b>", knoop)[1] for knoop in knopen] == list(FASEN)
    assert [knoop.startswith('<li class="klaar">') for knoop in knopen] == [True, True, True, False, False]
    assert [knoop for knoop in knopen if "aria-current" in knoop] == [knopen[TRAJECTEN]]
    assert "Nu in maart 2024" in knopen[TRAJECTEN]
    assert "<title>Stap 4 van 5: " in Antwoord(kamer).tekst
    kamer.melden(f"{WEBSITE}\n")
    assert "maart 2024" not in Antwoord(kamer).tekst


def test_who_sent_something_reads_that_it_was_not_kept_for_as_long_as_that_takes(kamer):
    antwoord = Antwoord(kamer, "/werk/", "POST")
    assert antwoord.status.startswith("503") and "Refresh" not in antwoord.koppen
    assert "Wat u net verstuurde, is niet bewaard." in antwoord.tekst
    assert "niet bewaard" not in Antwoord(kamer, "/werk/").tekst


def test_a_question_for_the_heads_alone_gets_no_page(kamer):
    antwoord = Antwoord(kamer, methode="HEAD")
    assert (antwoord.status[:3], antwoord.tekst) == ("503", "")
    assert int(antwoord.koppen["Content-Length"]) > 1000


@pytest.mark.parametrize("methode", ["GET", "POST"])
def test_the_page_is_valid_html_without_script_or_style_of_its_own(kamer, methode):
    antwoord = Antwoord(kamer, methode=methode)
    lezer = HTMLParser()
    lezer.parse(antwoord.tekst)
    assert lezer.errors == []
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=|\$\w", antwoord.tekst)
    assert "script-src 'none'" in antwoord.koppen["Content-Security-Policy"]


def test_what_is_said_along_the_way_is_text_and_no_html(kamer):
    kamer.melden(f"{TRAJECTEN} <b>&\n")
    assert "&lt;b&gt;&amp;" in Antwoord(kamer).tekst


def test_no_ordinary_request_passes_the_waiting_room():
    assert [naam for naam in settings.MIDDLEWARE if naam.startswith("demo")] == []


@contextmanager
def open_kamer(luistert):
    """The waiting room as a process at our socket, as bin/demo starts it."""
    nummer = luistert.fileno()
    opdracht = [sys.executable, "-m", "demo.wachtkamer", f"--bind=fd://{nummer}"]
    with subprocess.Popen(
        opdracht, cwd=settings.BASE_DIR, stdin=subprocess.PIPE, pass_fds=[nummer], text=True
    ) as proces:
        yield proces


def vragen(luistert, pad="/"):
    verbinding = http.client.HTTPConnection(*luistert.getsockname(), timeout=30)
    verbinding.request("GET", pad)
    antwoord = verbinding.getresponse()
    return antwoord.status, antwoord.read().decode(errors="replace")


@pytest.fixture
def luistert():
    with socket.create_server(("127.0.0.1", 0)) as luistert:
        yield luistert


def test_every_file_that_the_page_needs_is_there_and_no_other_file_of_ours(luistert):
    with open_kamer(luistert):
        _, pagina = vragen(luistert)
        bestanden = set(re.findall(r'(?:href|src)="(/static/[^"#]+)', pagina))
        assert len(bestanden) >= 7
        assert {vragen(luistert, bestand)[0] for bestand in bestanden} == {200}
        lettertypen = re.findall(r'"\.\.(/fonts/[^"]+)"', (STATIC / "css/tokens.css").read_text())
        assert {vragen(luistert, f"/static{bestand}")[0] for bestand in lettertypen} == {200}
        for pad in ("/static/../kwaliteitslabel/settings.py", "/static/%2e%2e/manage.py", "/static/css/"):
            assert vragen(luistert, pad)[0] == 503


def test_it_leaves_when_nobody_tells_it_anything_any_more_and_the_next_one_takes_over_the_visitors(luistert):
    with open_kamer(luistert) as proces:
        assert vragen(luistert)[0] == 503
        proces.stdin.close()
        assert proces.wait(30) == 0
    with socket.create_connection(luistert.getsockname()) as bezoeker:
        binnen, _ = luistert.accept()
        with binnen:
            assert binnen.getpeername() == bezoeker.getsockname()
