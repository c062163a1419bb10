"""Run the demo until Ctrl-C: database, web server and background worker; runs in the virtual environment.

The address answers from the first second: with the waiting room, until there is something to look at. See docs/keuzes/demo-start.md.
"""

import argparse
import contextlib
import ctypes
import gc
import http.client
import importlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import django
from django.core.management import call_command
from django.db import connection
from django.utils.dateformat import format as datum

from demo import WACHTWOORD
from demo.tabellen import tabellen_maken
from demo.wachtkamer import MENSEN, TABELLEN, TRAJECTEN, WEBSITE
from kwaliteitslabel import ingebouwd
from kwaliteitslabel.start import IN_DE_MAAK, is_van_een_andere_versie, merk, startbelemmeringen

WACHTKAMER = [sys.executable, "-m", "demo.wachtkamer"]
WEB = [sys.executable, "-m", "gunicorn", "--config=demo/webserver.py"]
WERKER = [sys.executable, "-m", "demo.werker"]
# A second of reading, for which making a database leaves time.
VOOR_CERTIFICATEN = ("weasyprint", "pyhanko.sign.signers", "pyhanko.stamp")
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
    luistert = poort_nemen(keuzes.poort)
    os.environ["DJANGO_SETTINGS_MODULE"] = "kwaliteitslabel.settings"
    os.environ["KWALITEITSLABEL_MODUS"] = "demo"
    os.environ.setdefault("KWALITEITSLABEL_BESTANDEN", str(ingebouwd.gegevensmap() / "bestanden"))
    os.environ.setdefault("ADRES", f"http://localhost:{keuzes.poort}")
    try:
        if keuzes.opnieuw:
            wissen()
        draaien(keuzes.poort, luistert)
    except ingebouwd.DatabaseProbleem as probleem:
        sys.exit(str(probleem))
    except KeyboardInterrupt:
        print("\nDe demo is gestopt. De gegevens zijn bewaard.")


def lees_keuzes():
    lezer = argparse.ArgumentParser(prog="bin/demo", description="Start de demo op deze computer.")
    lezer.add_argument("--poort", type=int, default=8000, help="de poort van de website (anders 8000)")
    lezer.add_argument("--opnieuw", action="store_true", help="wis alle gegevens van de demo en begin opnieuw")
    return lezer.parse_args()


def poort_nemen(poort):
    """A socket that listens; the waiting room and after it the web server take in who knocks there."""
    try:
        return socket.create_server(("127.0.0.1", poort), backlog=2048)
    except (OSError, OverflowError):
        sys.exit(f"Poort {poort} is niet vrij. Draait de demo al? Kies anders een andere poort met --poort.")


def wissen():
    """Remove the database and the uploaded files of the demo."""
    if os.environ.get("DATABASE_URL"):
        sys.exit("DATABASE_URL noemt een eigen database; die wist de demo niet. Maak zelf een lege database.")
    ingebouwd.wissen()
    shutil.rmtree(os.environ["KWALITEITSLABEL_BESTANDEN"], ignore_errors=True)


def hoe_opnieuw():
    if os.environ.get("DATABASE_URL"):
        return "Maak een lege database en noem die in DATABASE_URL."
    return "Begin opnieuw met: bin/demo --opnieuw. Dat wist de gegevens van de demo."


def draaien(poort, luistert):
    """All processes of the demo; they stop when the web server ends or a person stops the demo."""
    kamer = aan_de_deur(WACHTKAMER, luistert)
    processen = {"wachtkamer": kamer}
    try:
        adres = f"http://localhost:{poort}"
        print(f"De demo komt op {adres}. Daar ziet u nu al hoever het is.")
        database_openen()
        processen["web"] = aan_de_deur(WEB, luistert)
        tabellen(kamer)
        deur = processen["web"], kamer, luistert, poort
        gegevens_maken(kamer, lambda: rondkijken(*deur))
        # Not before: a traject that is being played is in the past, and the clock would find that its term passed long ago.
        processen["werker"] = starten(WERKER)
        openen(*deur)
        niets_meer_zeggen(processen["web"])
        print(f"De demo is klaar. Kies bij Inloggen met wie u meekijkt. Ieders wachtwoord is {WACHTWOORD}.")
        print(f"De mails van de demo leest u op {adres}/demo/post/. Stoppen: Ctrl-C.")
        print(f"\n{adres}")
        connection.close_pool()
        toezien(processen)
    finally:
        stoppen(*processen.values())


def aan_de_deur(opdracht, luistert):
    """Start a process that takes in visitors at our socket and hears on its input what we say; it ends when we end."""
    nummer = luistert.fileno()
    return starten([*opdracht, f"--bind=fd://{nummer}"], stdin=subprocess.PIPE, text=True, pass_fds=[nummer])


def zeggen(proces, regel):
    # Who is gone does not hear it; for the web server that is noticed when it gives no answer.
    with contextlib.suppress(BrokenPipeError):
        print(regel, file=proces.stdin, flush=True)


def niets_meer_zeggen(proces):
    with contextlib.suppress(BrokenPipeError):
        proces.stdin.close()


def openen(web, kamer, luistert, poort):
    """Let visitors in, once: halfway the playing, or after it when there was nothing to play."""
    if kamer.stdin.closed:
        return
    zeggen(kamer, WEBSITE)
    zeggen(web, "open")
    wachten_op_antwoord(web, poort)
    niets_meer_zeggen(kamer)
    luistert.close()


def rondkijken(web, kamer, luistert, poort):
    openen(web, kamer, luistert, poort)
    print("U kunt al rondkijken. Inloggen kan zodra de hele demo klaar is.")


def database_openen():
    """Start the database, which stays as long as this process lives, and load what is needed meanwhile."""
    with ThreadPoolExecutor(1) as ernaast:
        if not os.environ.get("DATABASE_URL"):
            server = ernaast.submit(ingebouwd.adres)
            for naam in VOOR_CERTIFICATEN:
                importlib.import_module(naam)
            server.result()
    django.setup()
    if is_van_een_andere_versie():
        sys.exit(f"Deze database is gemaakt door een andere versie van de demo. {hoe_opnieuw()}")
    if redenen := startbelemmeringen():
        sys.exit(" ".join(redenen))
    with connection.cursor() as cursor:
        # Held until the connection closes, when all is made.
        if not cursor.execute("select pg_try_advisory_lock(hashtext('demo starten'))").fetchone()[0]:
            sys.exit("Op deze gegevens start al een demo. Wacht tot die klaar is, en probeer het dan opnieuw.")
        if merk() == IN_DE_MAAK:
            halve_demo_wissen(cursor)


def halve_demo_wissen(cursor):
    """Somebody stopped the demo while it was played. Only we wrote in it, so nothing is lost."""
    if os.environ.get("DATABASE_URL"):
        sys.exit(f"De demo is de vorige keer gestopt voordat alles er was. {hoe_opnieuw()}")
    cursor.execute("drop schema public cascade; create schema public")
    shutil.rmtree(os.environ["KWALITEITSLABEL_BESTANDEN"], ignore_errors=True)


def tabellen(kamer):
    # Millions of small objects that nearly all stay: looking for garbage among them took a quarter of the time.
    gc.set_threshold(0)
    zeggen(kamer, TABELLEN)
    tabellen_maken()


def gegevens_maken(kamer, halverwege):
    def voortgang(moment):
        if not kamer.stdin.closed:
            zeggen(kamer, f"{TRAJECTEN} Nu in {datum(moment, 'F Y')}")

    zeggen(kamer, MENSEN)
    call_command("demogegevens", voortgang=voortgang, halverwege=halverwege, stdout=StringIO())


def toezien(processen):
    while processen["web"].poll() is None:
        werker = processen["werker"]
        if werker.poll() is not None:
            print(f"De werker voor taken op de achtergrond stopte (code {werker.returncode}) en start opnieuw.")
            processen["werker"] = starten(WERKER)
        if not os.environ.get("DATABASE_URL"):
            ingebouwd.weer_starten()
        time.sleep(1)
    sys.exit(f"De webserver is gestopt (code {processen['web'].returncode}). Daarom stopt de demo.")


def starten(opdracht, stdin=subprocess.DEVNULL, **opties):
    # In a session of its own, so that Ctrl-C reaches only us and we stop everything in order.
    return subprocess.Popen(opdracht, stdin=stdin, start_new_session=True, preexec_fn=stopt_met_ons, **opties)


def stopt_met_ons():
    """In the child, on Linux: end when we are killed without a chance to stop it."""
    if sys.platform == "linux":
        pr_set_pdeathsig = 1
        LIBC.prctl(pr_set_pdeathsig, signal.SIGTERM)


def wachten_op_antwoord(web, poort):
    """Until somebody else than the waiting room answers; both take in visitors for a moment."""
    uiterlijk = time.monotonic() + 60
    while web.poll() is None and time.monotonic() < uiterlijk:
        try:
            verbinding = http.client.HTTPConnection("localhost", poort, timeout=30)
            verbinding.request("GET", "/")
            if verbinding.getresponse().status != http.HTTPStatus.SERVICE_UNAVAILABLE:
                return
        except OSError:
            pass
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
