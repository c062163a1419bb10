"""Run the checks and the tests, or with arguments only pytest; runs in the virtual environment."""

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import omgeving

from kwaliteitslabel import ingebouwd

PROGRAMMAS = Path(sys.executable).parent
# Two at a time, the longest first.
SNEL = {
    # The database that each process of the tests copies its own from: see tests/conftest.py.
    "Database van de tests": ["python", "manage.py", "migrate", "--verbosity=0"],
    "Typen": ["mypy"],
    "Veiligheid van de code": ["bandit", "--quiet", "--recursive", "--configfile=pyproject.toml", "."],
    "Templates": ["djlint", "templates", "--lint", "--quiet"],
    "Codestijl": ["ruff", "check"],
    "Opmaak van de code": ["ruff", "format", "--check"],
    "Lagen van de apps": ["lint-imports", "--no-logo"],
    "Migraties": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "Gemaakte documentatie": ["python", "manage.py", "documentatie", "--controleer"],
}
# How they are divided stands in tests/conftest.py.
TESTS = ["pytest", "--numprocesses=2"]


def main():
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    os.environ["KWALITEITSLABEL_MODUS"] = "test"
    os.environ["KWALITEITSLABEL_CHROMIUM"] = chromium()
    eigen_gegevensmap()
    begin = time.monotonic()
    if argumenten := sys.argv[1:]:
        geslaagd = stap("Gekozen tests", ["pytest", *argumenten])
    else:
        with ThreadPoolExecutor(2) as ploeg:
            stappen = [ploeg.submit(stap, naam, opdracht, achteraf=True) for naam, opdracht in SNEL.items()]
            stappen.append(ploeg.submit(bekende_lekken))
        # A list, not a generator: every quick check runs, so that one run tells all that is wrong.
        geslaagd = all([een.result() for een in stappen]) and stap("Tests", TESTS)
    melden(f"{'Alles is in orde' if geslaagd else 'Niet alles is in orde'} ({duur(begin)}).")
    sys.exit(not geslaagd)


def eigen_gegevensmap():
    """Give this run a database of its own, so that runs beside each other do not meet."""
    gegevens = tempfile.mkdtemp(prefix="kwaliteitslabel-test-")
    # PostgreSQL runs as another user when we are root.
    os.chmod(gegevens, 0o755)  # nosec B103
    os.environ["KWALITEITSLABEL_DATA"] = gegevens
    os.environ["KWALITEITSLABEL_BESTANDEN"] = f"{gegevens}/bestanden"
    # Registered before the server is started, so that it is called after the server has stopped.
    atexit.register(shutil.rmtree, gegevens, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        ingebouwd.adres()


def chromium():
    """Path of the browser for the tests; as a last resort Playwright brings its own."""
    if gevonden := omgeving.chromium():
        return gevonden
    melden("Chromium ontbreekt; Playwright haalt er een op.")
    met_bibliotheken = ["--with-deps"] if os.geteuid() == 0 else []
    if subprocess.run([PROGRAMMAS / "playwright", "install", *met_bibliotheken, "chromium"]).returncode:
        sys.exit("De tests hebben een browser nodig. Installeer eerst Chromium of Chrome: sudo apt install chromium")
    vraag = "from playwright.sync_api import sync_playwright as p\nwith p() as b: print(b.chromium.executable_path)"
    return subprocess.run([sys.executable, "-c", vraag], check=True, capture_output=True, text=True).stdout.strip()


def stap(naam, opdracht, achteraf=False):
    """Run one check and say how it went; True when it passed. `achteraf`: what it said follows when it is done."""
    kop, begin = f"{naam}: {' '.join(opdracht)}", time.monotonic()
    uitvoer = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True} if achteraf else {}
    if not achteraf:
        melden(kop)
    klaar = subprocess.run([PROGRAMMAS / opdracht[0], *opdracht[1:]], stdin=subprocess.DEVNULL, **uitvoer)
    slot = f"{naam}: {'NIET in orde' if klaar.returncode else 'in orde'} ({duur(begin)}).\n"
    melden(f"{kop}\n{klaar.stdout}{slot}" if achteraf else slot)
    return not klaar.returncode


def bekende_lekken():
    """Whether no package of production has a known vulnerability; also True, with a sentence, where the source is out of reach."""
    opdracht = ["pip-audit", "--requirement=requirements-productie.lock", "--require-hashes", "--disable-pip"]
    antwoord = subprocess.run([PROGRAMMAS / opdracht[0], *opdracht[1:]], capture_output=True, text=True)
    buiten_bereik = "requests.exceptions." in antwoord.stderr or "could not be audited" in antwoord.stdout
    gevonden = f"{antwoord.stdout}{antwoord.stderr}" if antwoord.returncode and not buiten_bereik else ""
    uitkomst = "in orde" if not antwoord.returncode else "NIET in orde"
    uitkomst = "niet nagegaan, de bron is niet te bereiken" if buiten_bereik else uitkomst
    melden(f"Bekende lekken: {' '.join(opdracht)}\n{gevonden}Bekende lekken: {uitkomst}.\n")
    return buiten_bereik or not antwoord.returncode


def duur(begin):
    minuten, seconden = divmod(round(time.monotonic() - begin), 60)
    return f"{minuten} min {seconden} s" if minuten else f"{seconden} s"


def melden(tekst):
    print(tekst, flush=True)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Afgebroken.")
