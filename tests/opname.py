"""What many tests begin with is played by the acts once, and put back from a recording from then on: the same rows, much sooner.

A recording is used only where playing would give the same: at the start of a test, in an empty database, or after other
recordings. Whatever else a test wrote before it, and another clock, mean that the acts play.
"""

import pickle
import time
from collections import Counter
from inspect import signature
from pathlib import Path

import time_machine
from django.conf import UserSettingsHolder, settings
from django.db import connection

# Seconds within which a recording is used, so that what happened in it is as recent as if it had just been played.
VERS = 5 * 60
# What begins like this writes nothing.
LEZEN = ("SELECT ", "SAVEPOINT ", "RELEASE ")

_opnames = {}
# What was played or put back since the test began; None once something else was written.
_spoor = None


def test_begint(item):
    """A test that may replace parts of the code keeps what comes of that to itself."""
    global _spoor
    _spoor = None if "monkeypatch" in signature(item.function).parameters else ()


def meekijken(uitvoeren, sql, params, many, context):
    """Sees every statement on the connection, as an `execute_wrapper`."""
    global _spoor
    if not (isinstance(sql, str) and sql.startswith(LEZEN) and "procrastinate" not in sql):
        _spoor = None
    return uitvoeren(sql, params, many, context)


def vergeten():
    """The database was emptied, and what a migration put there has another key now."""
    _opnames.clear()


def een_keer(sleutel, spelen):
    """What `spelen` gives: by playing it, or by putting back what came of it the first time that `sleutel` was played."""
    global _spoor
    if not _opneembaar():
        return spelen()
    spoor = (*_spoor, (sleutel, time.time() // VERS, _instellingen()))
    if spoor in _opnames:
        antwoord, erbij, bestanden = _opnames[spoor]
        _terugzetten(erbij, bestanden)
    else:
        eerder, al = _rijen(), _bestanden()
        antwoord = pickle.dumps(spelen())
        nu, bestanden = _rijen(), {pad: pad.read_bytes() for pad in _bestanden() - al}
        if any(eerder[tabel] - nu[tabel] for tabel in nu):
            # It changed what was there already, which cannot be put back.
            return pickle.loads(antwoord)
        erbij = {tabel: rijen for tabel in nu if (rijen := nu[tabel] - eerder[tabel])}
        _opnames[spoor] = antwoord, erbij, bestanden
    _spoor = spoor
    return pickle.loads(antwoord)


def _opneembaar():
    if _spoor is None or meekijken not in connection.execute_wrappers or not connection.in_atomic_block:
        return False
    return not time_machine.escape_hatch.is_travelling() and (_spoor or _is_leeg())


def _is_leeg():
    """Whether no other world is there, such as the one that the tests of a module share."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT NOT EXISTS (SELECT FROM leden_gebruiker) AND NOT EXISTS (SELECT FROM normenkader_kaderversie)"
        )
        return cursor.fetchone()[0]


def _instellingen():
    """What is set otherwise for this test."""
    anders, laag = {}, settings._wrapped
    while isinstance(laag, UserSettingsHolder):
        anders = {naam: repr(waarde) for naam, waarde in vars(laag).items() if naam.isupper()} | anders
        laag = laag.default_settings
    return frozenset(anders.items())


def _rijen():
    """Every row of every table, as PostgreSQL copies it out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT oid::regclass::text FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        return {tabel: _inhoud(cursor, tabel) for (tabel,) in cursor.fetchall()}


def _inhoud(cursor, tabel):
    with cursor.copy(f"COPY {tabel} TO STDOUT") as uit:
        return Counter(b"".join(uit).splitlines(keepends=True))


def _bestanden():
    return {pad for pad in Path(settings.BESTANDEN).rglob("*") if pad.is_file()}


def _terugzetten(erbij, bestanden):
    # A test may have taken a file away, or damaged it.
    for pad, inhoud in bestanden.items():
        if not pad.is_file() or pad.read_bytes() != inhoud:
            pad.parent.mkdir(parents=True, exist_ok=True)
            pad.write_bytes(inhoud)
    with connection.cursor() as cursor:
        # They went past the triggers and the foreign keys when they were played.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for tabel, rijen in erbij.items():
            with cursor.copy(f"COPY {tabel} FROM STDIN") as naar:
                naar.write(b"".join(rijen))
        cursor.execute("SET LOCAL session_replication_role = origin")
