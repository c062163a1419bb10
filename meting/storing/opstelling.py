"""An installation as in production, on this machine only: web server, workers, mail server and the proxy before it."""

import email
import os
import signal
import socket
import subprocess
import sys
import threading
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller

from demo.__main__ import starten
from meting.geheugen import vrije_poort

WEB = [sys.executable, "-m", "gunicorn", "kwaliteitslabel.wsgi", "--workers=2", "--threads=4", "--graceful-timeout=5"]
WEB += ["--log-level=error", "--no-control-socket"]
WERKER = [sys.executable, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout=5"]


def productie(adres, database, bestanden, zegel, mailpoort):
    """The environment of a production installation with these."""
    host = adres.removeprefix("https://").partition(":")[0]
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "KWALITEITSLABEL_MODUS": "productie",
        "SECRET_KEY": "alleen voor een oefening op deze computer, met meer dan 50 tekens",
        "ALLOWED_HOSTS": host,
        "ADRES": adres,
        "DATABASE_URL": database,
        "KWALITEITSLABEL_BESTANDEN": str(bestanden),
        "KWALITEITSLABEL_STATIC": str(Path(bestanden) / "static"),
        "ZEGEL_SLEUTEL": str(zegel),
        "ZEGEL_CERTIFICAAT": str(zegel),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mailpoort),
        "DEFAULT_FROM_EMAIL": f"label@{host}",
        "CONTACT_EMAIL": f"hulp@{host}",
    }


class Postvak:
    """A mail server that keeps what it gets."""

    def __init__(self):
        self.brieven = []
        self.kwam_binnen = threading.Condition()
        self.poort = vrije_poort()
        self.server = Controller(self, hostname="127.0.0.1", port=self.poort)

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 (the name is aiosmtpd's)
        with self.kwam_binnen:
            self.brieven.append(email.message_from_bytes(envelope.content, policy=default))
            self.kwam_binnen.notify_all()
        return "250 OK"

    def __enter__(self):
        self.server.start()
        return self

    def __exit__(self, *fout):
        self.server.stop()


class Processen:
    """One web server and some workers, started again when they end, as the service manager of a machine does."""

    def __init__(self, omgeving, werkers=1, uitvoer=None):
        self.omgeving, self.uitvoer = omgeving, uitvoer
        # Held here, so that who knocks while the web server starts again waits and is not sent away.
        self.luistert = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self.poort = self.luistert.getsockname()[1]
        self.opdrachten = {"web": [*WEB, f"--bind=fd://{self.luistert.fileno()}"]}
        self.opdrachten |= {f"werker {nummer}": WERKER for nummer in range(werkers)}
        self.lopend = {}

    def __enter__(self):
        self.toezien()
        return self

    def __exit__(self, *fout):
        for proces in self.lopend.values():
            for sein in (signal.SIGCONT, signal.SIGTERM):
                proces.send_signal(sein)
        for proces in self.lopend.values():
            try:
                proces.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(proces.pid, signal.SIGKILL)
                proces.wait()
        self.luistert.close()

    def toezien(self):
        for naam, opdracht in self.opdrachten.items():
            if naam not in self.lopend or self.lopend[naam].poll() is not None:
                vast = [self.luistert.fileno()] if naam == "web" else []
                self.lopend[naam] = starten(
                    opdracht, env=self.omgeving, pass_fds=vast, stdout=self.uitvoer, stderr=self.uitvoer
                )

    def werkers(self):
        return [proces.pid for naam, proces in self.lopend.items() if naam != "web"]

    def webwerkers(self):
        kinderen = subprocess.run(["pgrep", "-P", str(self.lopend["web"].pid)], capture_output=True, text=True)
        return [int(pid) for pid in kinderen.stdout.split()]
