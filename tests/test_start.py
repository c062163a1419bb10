"""The start on a fresh machine: what can be checked without one."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

import psycopg
import pytest

from demo.__main__ import toezien
from kwaliteitslabel import ingebouwd

PROJECT = Path(__file__).resolve().parent.parent
LOCK = (PROJECT / "requirements.lock").read_text()
LOCK_PRODUCTIE = (PROJECT / "requirements-productie.lock").read_text()
# As a web process: it asks until the database answers.
VERBINDEN = """
import sys, time, psycopg
uiterlijk = time.monotonic() + 30
while time.monotonic() < uiterlijk:
    try:
        psycopg.connect(sys.argv[1]).close()
        sys.exit()
    except psycopg.OperationalError:
        pass
sys.exit("Geen database.")
"""
PIN = re.compile(r"^([\w.-]+)==([^ ;]+)", re.MULTILINE)


def naam(eis):
    """`django-allauth[mfa]>=65` is about django-allauth."""
    return re.match(r"[\w.-]+", eis).group().lower().replace("_", "-")


def test_lock_covers_every_dependency():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    productie = {naam(eis) for eis in project["project"]["dependencies"]}
    demo, dev = (
        {naam(eis) for eis in project["dependency-groups"][groep] if isinstance(eis, str)} for groep in ("demo", "dev")
    )
    assert productie | demo | dev <= dict(PIN.findall(LOCK)).keys()
    assert productie <= dict(PIN.findall(LOCK_PRODUCTIE)).keys()
    assert (demo | dev) & dict(PIN.findall(LOCK_PRODUCTIE)).keys() == set()


def test_production_installs_the_versions_that_the_tests_ran_with():
    assert set(PIN.findall(LOCK_PRODUCTIE)) <= set(PIN.findall(LOCK))


@pytest.mark.parametrize("lock", [LOCK, LOCK_PRODUCTIE], ids=["alles", "productie"])
def test_lock_pins_every_package_with_a_hash(lock):
    pakketten = re.split(r"\n(?! )", lock.strip())
    assert [
        pakket for pakket in pakketten if not re.match(r"[\w.-]+==\S+.*( \\\n    --hash=sha256:[0-9a-f]{64})+$", pakket)
    ] == []


@pytest.mark.parametrize("lock", [LOCK, LOCK_PRODUCTIE], ids=["alles", "productie"])
def test_lock_holds_no_address(lock):
    assert re.findall(r"https?:|file:|--(?:extra-)?index-url|--find-links| @ ", lock) == []


@pytest.mark.parametrize("opdracht", ["bin/demo", "bin/storing", "bin/test", "bin/vergrendel", ".ci/run"])
def test_script_can_be_run(opdracht):
    assert os.access(PROJECT / opdracht, os.X_OK)


@pytest.mark.parametrize(
    "opdracht", ["bin/demo", "bin/demo --opnieuw", "bin/demo --poort", "bin/storing", "bin/test", "bin/vergrendel"]
)
def test_readme_names_the_command(opdracht):
    assert opdracht in (PROJECT / "README.md").read_text()


def test_readme_names_only_what_exists():
    paden = re.findall(r"\]\(([^)]+)\)", (PROJECT / "README.md").read_text())
    assert [pad for pad in paden if not (PROJECT / pad).exists()] == []


@pytest.fixture
def gegevensmap(monkeypatch):
    """A data folder of our own; not pytest's, which the system user that runs PostgreSQL for root cannot enter."""
    with tempfile.TemporaryDirectory(prefix="kwaliteitslabel-start-") as gegevens:
        os.chmod(gegevens, 0o755)
        monkeypatch.setenv("KWALITEITSLABEL_DATA", gegevens)
        yield Path(gegevens)


@contextlib.contextmanager
def gebruiker_van_de_database():
    """A process that asks for the database and keeps it until the block ends; gives (process, address)."""
    opdracht = [
        sys.executable,
        "-c",
        "from kwaliteitslabel.ingebouwd import adres; print(adres(), flush=True); input()",
    ]
    with subprocess.Popen(opdracht, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proces:
        yield proces, proces.stdout.readline().strip()
        if proces.poll() is None:
            proces.communicate("klaar\n")


def antwoordt(adres):
    with psycopg.connect(adres) as verbinding:
        return verbinding.execute("SELECT current_database()").fetchone() == ("kwaliteitslabel",)


def server(gegevensmap):
    return int((gegevensmap / "postgres-test" / "postmaster.pid").read_text().splitlines()[0])


def test_server_lives_as_long_as_somebody_uses_it(gegevensmap):
    with gebruiker_van_de_database() as (_, adres):
        with gebruiker_van_de_database() as (_, tweede_adres):
            assert tweede_adres == adres
        assert antwoordt(adres)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(adres)


def test_killed_process_does_not_keep_the_server_alive(gegevensmap):
    with gebruiker_van_de_database() as (_, adres):
        with gebruiker_van_de_database() as (proces, _):
            proces.kill()
            proces.wait()
        assert antwoordt(adres)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(adres)


def test_killed_server_is_started_again_with_its_data(gegevensmap):
    with gebruiker_van_de_database() as (_, adres):
        with psycopg.connect(adres) as verbinding:
            verbinding.execute("CREATE TABLE bewaard ()")
        os.kill(server(gegevensmap), signal.SIGKILL)
        with gebruiker_van_de_database(), psycopg.connect(adres) as verbinding:
            assert verbinding.execute("SELECT to_regclass('bewaard')::text").fetchone() == ("bewaard",)


def test_the_demo_starts_a_killed_server_again_within_a_moment(gegevensmap, monkeypatch):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    with gebruiker_van_de_database() as (_, adres):
        os.kill(server(gegevensmap), signal.SIGKILL)
        with (
            subprocess.Popen([sys.executable, "-c", VERBINDEN, adres]) as web,
            subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as werker,
        ):
            with pytest.raises(SystemExit, match=r"De webserver is gestopt \(code 0\)"):
                toezien({"web": web, "werker": werker})
            werker.communicate(b"\n")


def test_nothing_is_removed_while_somebody_uses_it(gegevensmap):
    with gebruiker_van_de_database() as (_, adres):
        with pytest.raises(ingebouwd.DatabaseProbleem, match="nog in gebruik"):
            ingebouwd.wissen()
        assert antwoordt(adres)
    ingebouwd.wissen()
    assert not (gegevensmap / "postgres-test").exists()


def demo_in(map_):
    """What `manage.py` says in a demo whose data folder is this one."""
    omgeving = os.environ | {"KWALITEITSLABEL_MODUS": "demo", "KWALITEITSLABEL_DATA": str(map_), "DATABASE_URL": ""}
    opdracht = [sys.executable, "manage.py", "check"]
    uit = subprocess.run(opdracht, cwd=PROJECT, env=omgeving, capture_output=True, text=True)
    return uit.returncode, uit.stderr


def test_a_data_folder_that_is_a_file_gets_one_sentence(tmp_path):
    bestand = tmp_path / "bestand"
    bestand.write_text("")
    code, zin = demo_in(bestand)
    assert (code, zin.count("\n")) == (1, 1)
    assert zin.startswith(f"De map {bestand} is niet te gebruiken (")


def test_a_data_folder_that_cannot_be_written_gets_one_sentence():
    code, zin = demo_in("/proc/niet-te-schrijven")
    assert (code, zin.count("\n")) == (1, 1)
    assert zin.startswith("De map /proc/niet-te-schrijven is niet te gebruiken (")


def test_a_full_disk_gets_one_sentence(gegevensmap, monkeypatch):
    monkeypatch.setattr(ingebouwd, "RUIMTE", 10**12)
    with pytest.raises(ingebouwd.DatabaseProbleem, match=r"MB vrij op de schijf van .*; 1000000000000 MB is nodig\.$"):
        ingebouwd.adres.__wrapped__()
