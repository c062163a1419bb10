"""Prepare this machine and print the Python of the virtual environment; runs on the machine's own Python, before it.

Installs what is missing: Pango for the PDFs and, with --tests, the programs that the tests use, through apt when we
may; otherwise one sentence says what to install. The virtual environment holds exactly requirements.lock, and is made
anew when that file changes.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "requirements.lock"
MAC = sys.platform == "darwin"
# What WeasyPrint loads: library (elsewhere, on macOS) and the Debian package that holds it.
BIBLIOTHEKEN = [
    ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0"),
    ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset0"),
]
# What the tests call: program and the Debian package that holds it.
TESTPROGRAMMAS = [("pdfsig", "poppler-utils"), ("zbarimg", "zbar-tools")]
# What the node of Playwright loads on Linux; a bare Debian does not have it and Chromium does not bring it.
TESTBIBLIOTHEKEN = [("libatomic.so.1", "libatomic1")]
# Chromium without what shows it on a screen: the tests in a browser cost a third less of it. Only Debian has it as a package.
HEADLESS = "chromium-headless-shell"
BROWSERS = [
    HEADLESS,
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]


def main():
    os.umask(0o022)
    tests = "--tests" in sys.argv
    systeempakketten(tests)
    print(virtuele_omgeving())


def melden(tekst):
    print(tekst, file=sys.stderr, flush=True)


def systeempakketten(tests):
    """Install the missing system packages, or stop with a sentence that names them."""
    nodig = [pakket for linux, mac, pakket in BIBLIOTHEKEN if not laadbaar(mac if MAC else linux)]
    if importlib.util.find_spec("ensurepip") is None:
        nodig.append(f"python3.{sys.version_info.minor}-venv")
    if tests:
        nodig += [pakket for programma, pakket in TESTPROGRAMMAS if not shutil.which(programma)]
        nodig += [pakket for bibliotheek, pakket in TESTBIBLIOTHEKEN if not MAC and not laadbaar(bibliotheek)]
    if nodig and not apt(nodig):
        zelf = f"sudo apt update && sudo apt install {' '.join(nodig)}"
        zelf = "brew install pango harfbuzz poppler zbar" if MAC else zelf
        sys.exit(f"Er ontbreken programma's op deze computer. Installeer die eerst: {zelf}")
    if tests and not shutil.which(HEADLESS) and slaagt(["apt-cache", "show", HEADLESS]):
        apt([HEADLESS])
    if tests and not chromium():
        apt(["chromium"])


def laadbaar(bibliotheek):
    try:
        ctypes.CDLL(bibliotheek)
    except OSError:
        return False
    return True


def chromium():
    """Path of an installed Chromium or Chrome that runs, or None."""
    for naam in [os.environ.get("KWALITEITSLABEL_CHROMIUM"), *BROWSERS]:
        pad = naam and shutil.which(naam)
        # Ubuntu has a chromium-browser that only tells to install a snap.
        if pad and subprocess.run([pad, "--version"], capture_output=True, stdin=subprocess.DEVNULL).returncode == 0:
            return pad
    return None


def apt(pakketten):
    """Install Debian packages when we may do that without a password; says whether it worked."""
    alleen_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or not slaagt([*alleen_root, "true"]):
        return False
    melden(f"Systeempakketten installeren: {', '.join(pakketten)}.")
    haal = [*alleen_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    installeer = [*haal, "install", "-y", "--no-install-recommends", *pakketten]
    # A fresh machine has no package lists yet, an older one may have lists that are out of date.
    return slaagt(installeer) or (slaagt([*haal, "update"]) and slaagt(installeer))


def slaagt(opdracht):
    try:
        return subprocess.run(opdracht, capture_output=True, stdin=subprocess.DEVNULL).returncode == 0
    except FileNotFoundError:
        return False


def virtuele_omgeving():
    """Path of the Python in the virtual environment, which is made first when it is not there or out of date."""
    merk = hashlib.sha256(LOCK.read_bytes() + sys.version.encode()).hexdigest()[:12]
    # For root outside every home folder, since a system user runs PostgreSQL's programs in it.
    omgeving = PROJECT / ".venv" if os.geteuid() else Path("/var/lib/kwaliteitslabel/omgeving") / merk
    omgeving.parent.mkdir(parents=True, exist_ok=True)
    with open(omgeving.with_name(f"{omgeving.name}.slot"), "w") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        klaar = omgeving / "klaar"
        # The path counts too: an environment that was moved does not work any more.
        if not klaar.exists() or klaar.read_text() != f"{merk} {omgeving}":
            maken(omgeving)
            klaar.write_text(f"{merk} {omgeving}")
    return omgeving / "bin" / "python"


def maken(omgeving):
    melden(f"De virtuele omgeving maken in {omgeving}, met de pakketten van requirements.lock. Dit duurt even.")
    uitvoeren([sys.executable, "-m", "venv", "--clear", omgeving])
    python = omgeving / "bin" / "python"
    pip = [python, "-m", "pip", "--quiet", "--disable-pip-version-check", "install", "--require-hashes", "--no-deps"]
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as alleen_uv:
        alleen_uv.write(re.search(r"^uv==(?:.*\\\n)*.*\n", LOCK.read_text(), re.MULTILINE).group())
        alleen_uv.flush()
        uitvoeren([*pip, "-r", alleen_uv.name])
    uv = [python, "-m", "uv", "--quiet", "pip", "sync", "--require-hashes", "--python", python]
    if subprocess.run([*uv, "--link-mode=copy", "--compile-bytecode", LOCK], stdin=subprocess.DEVNULL).returncode:
        # pip knows the mirror or proxy of a company from its own settings, which uv does not read.
        melden("uv kon de pakketten niet ophalen. Nu met pip, dat duurt langer.")
        uitvoeren([*pip, "-r", LOCK])


def uitvoeren(opdracht):
    if code := subprocess.run(opdracht, stdin=subprocess.DEVNULL, stdout=sys.stderr).returncode:
        sys.exit(f"Mislukt (code {code}): {' '.join(map(str, opdracht))}")


if __name__ == "__main__":
    main()
