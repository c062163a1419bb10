"""A mailbox for tests: a real IMAP server (pymap) in a process of its own, with its mail in memory."""

import socket
import subprocess
import sys
from contextlib import contextmanager
from imaplib import IMAP4
from threading import Event

NAAM, WACHTWOORD = "postbus", "alleen-in-de-test"
START = "from pymap.main import main; main()"
OPTIES = ("--host", "127.0.0.1", "--no-tls", "--no-service", "admin")


class Postvak:
    def __init__(self, poort):
        self.poort = poort

    def open(self):
        postvak = IMAP4("127.0.0.1", self.poort, timeout=10)
        postvak.login(NAAM, WACHTWOORD)
        postvak.select("INBOX")
        return postvak

    def leg_neer(self, bericht):
        with self.open() as postvak:
            postvak.append("INBOX", None, None, bericht)

    def inhoud(self):
        """(subject, whether it was read) of all that lies there."""
        with self.open() as postvak:
            (nummers,) = postvak.search(None, "ALL")[1]
            (ongelezen,) = postvak.search(None, "UNSEEN")[1]
            return [(_onderwerp(postvak, een), een not in ongelezen.split()) for een in nummers.split()]


def _onderwerp(postvak, nummer):
    kop = postvak.fetch(nummer, "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1][0][1]
    return kop.decode().partition(": ")[2].strip()


@contextmanager
def imapserver():
    """Give the mailbox; it is gone at the end."""
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        poort = los.getsockname()[1]
    wie = ("dict", "--demo-user", NAAM, "--demo-password", WACHTWOORD)
    with subprocess.Popen([sys.executable, "-c", START, *OPTIES, "--port", str(poort), *wie]) as proces:
        try:
            _wacht_op(poort)
            yield Postvak(poort)
        finally:
            proces.kill()


def _wacht_op(poort):
    """Until it answers."""
    for _ in range(400):
        try:
            return socket.create_connection(("127.0.0.1", poort)).close()
        except OSError:
            Event().wait(0.05)
    raise AssertionError("de IMAP-server antwoordt niet")
