"""Run the demo until Ctrl-C: database, web server and background worker; runs in the virtual environment."""

import argparse
import ctypes
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from kwaliteitslabel import ingebouwd

WEB = [sys.executable, "-m", "gunicorn", "kwaliteitslabel.wsgi", "--workers=2", "--threads=4", "--log-level=warning",
       "--graceful-timeout=5", "--no-control-socket"]  # fmt: skip
WERKER = [sys.executable, "manage.py", "procrastinate", "worker", "--shutdown-graceful-timeout=5"]
LIBC = ctypes.CDLL(None)
EINDSEINEN = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main():
    keuzes = lees_keuzes()
    sys.stdout.reconfigure(line_buffering=True)
    for sein in EINDSEINEN:
        # Under nohup a closed terminal must not stop the demo. A script that starts it with & has the shell ignore
        # SIGINT as well, and then the demo must still stop when asked to.
        if sein != signal.SIGHUP or signal.getsignal(sein) != signal.SIG_IGN:
            signal.signal(sein, signal.default_int_handler)
    poort_vrij(keuzes.poort)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kwaliteitslabel.settings"
    os.environ["KWALITEITSLABEL_MODUS"] = "demo"
    os.environ.setdefault("KWALITEITSLABEL_BESTANDEN", str(ingebouwd.gegevensmap() / "bestanden"))
    os.environ.setdefault("ADRES", f"http://localhost:{keuzes.poort}")
    try:
        if keuzes.opnieuw:
            wissen()
        klaarzetten()
        draaien(keuzes.poort)
    except ingebouwd.DatabaseProbleem as probleem:
        sys.exit(str(probleem))
    except KeyboardInterrupt:
        print("\nDe demo is gestopt. De gegevens zijn bewaard.")


def lees_keuzes():
    lezer = argparse.ArgumentParser(prog="bin/demo", description="Start de demo op deze computer.")
    lezer.add_argument("--poort", type=int, default=8000, help="de poort van de website (anders 8000)")
    lezer.add_argument("--opnieuw", action="store_true", help="wis alle gegevens van de demo en begin opnieuw")
    return lezer.parse_args()


def poort_vrij(poort):
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind(("127.0.0.1", poort))
        except (OSError, OverflowError):
            sys.exit(f"Poort {poort} is niet vrij. Draait de demo al? Kies anders een andere poort met --poort.")


def wissen():
    """Remove the database and the uploaded files of the demo."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL noemt een eigen database; die wist de demo niet. Maak zelf een lege database.")
    ingebouwd.wissen()
    shutil.rmtree(os.environ["KWALITEITSLABEL_BESTANDEN"], ignore_errors=True)


def klaarzetten():
    """Bring the database up to date; the settings start it, and it stays as long as this process lives."""
    print("Database en demogegevens klaarzetten.")
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("demogegevens")
    stijlen_verzamelen()


def stijlen_verzamelen():
    """Collect and compress the static files when one of them, or the packages, changed since the last time."""
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    bronnen = [Path("requirements.lock"), *Path("static").rglob("*"), *Path("demo/static").rglob("*")]
    if not manifest.exists() or manifest.stat().st_mtime < max(bron.stat().st_mtime for bron in bronnen):
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)


def draaien(poort):
    """Web server and worker side by side; both stop when the web server ends or a person stops the demo."""
    web = starten([*WEB, f"--bind=127.0.0.1:{poort}"])
    werker = starten(WERKER)
    try:
        wachten_op_antwoord(web, poort)
        print(f"\nDe demo draait op http://localhost:{poort}\n")
        call_command("demogegevens", accounts=True)
        print("\nStoppen: Ctrl-C.")
        connection.close_pool()
        while web.poll() is None:
            if werker.poll() is not None:
                print(f"De werker voor taken op de achtergrond stopte (code {werker.returncode}) en start opnieuw.")
                werker = starten(WERKER)
            time.sleep(1)
        sys.exit(f"De webserver is gestopt (code {web.returncode}). Daarom stopt de demo.")
    finally:
        stoppen(web, werker)


def starten(opdracht):
    # In a session of its own, so that Ctrl-C reaches only us and we stop everything in order.
    return subprocess.Popen(opdracht, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=stopt_met_ons)


def stopt_met_ons():
    """In the child, on Linux: end when we are killed without a chance to stop it."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        LIBC.prctl(pr_set_pdeathsig, signal.SIGTERM)


def wachten_op_antwoord(web, poort):
    uiterlijk = time.monotonic() + 60
    while web.poll() is None and time.monotonic() < uiterlijk:
        try:
            verbinding = http.client.HTTPConnection("localhost", poort, timeout=30)
            verbinding.request("GET", "/")
            verbinding.getresponse()
            return
        except OSError:
            time.sleep(0.1)
    sys.exit("De webserver start niet. Hierboven staat waarom.")


def stoppen(*processen):
    for sein in EINDSEINEN:
        signal.signal(sein, signal.SIG_IGN)
    for proces in processen:
        proces.terminate()
    for proces in processen:
        try:
            proces.wait(15)
        except subprocess.TimeoutExpired:
            proces.kill()


if __name__ == "__main__":
    main()
