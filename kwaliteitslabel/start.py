"""What must be so before a command or a server works on the database: it belongs to this mode, and is not newer than this code.

And what does not stop the start, but somebody should know.
"""

import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone
from django.utils.formats import date_format

from kwaliteitslabel.ingebouwd import DatabaseProbleem
from kwaliteitslabel.instellingen import einde_van_zegel

# The comment on the table of organisations of a demo. A dump carries it along, and no migration is needed for it.
MERK = "demogegevens"
# The same, while the demo is being played; part of it may be there already.
IN_DE_MAAK = "demogegevens in de maak"
# Shorter than the time that a web server or a proxy waits for an answer.
GRENZEN = {"lock_timeout": "8s", "statement_timeout": "25s", "idle_in_transaction_session_timeout": "60s"}

# Long enough to ask for another certificate and to have it.
ZEGEL_OP_TIJD = timedelta(days=90)


def merken(merk: str = MERK) -> None:
    """Let the database itself say that everything in it was made up."""
    with connection.cursor() as cursor:
        cursor.execute(f"comment on table leden_organisatie is '{merk}'")


def merk() -> str:
    """What the database says of itself; empty when it is not a demo, or has no tables yet."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(obj_description(to_regclass('leden_organisatie'), 'pg_class'), '')")
        return cursor.fetchone()[0]


def is_van_een_andere_versie() -> bool:
    """Whether migrations were applied that are not in this version. Those of installed packages do not count."""
    lader = MigrationLoader(connection)
    van_pakketten = {app.label for app in apps.get_app_configs() if Path(app.path).parent != settings.BASE_DIR}
    onbekend = lader.applied_migrations.keys() - lader.disk_migrations.keys()
    return any(app not in van_pakketten for app, _ in onbekend)


def startbelemmeringen() -> list[str]:
    """Why this program must not work on this database, as Dutch sentences."""
    with connection.cursor() as cursor:
        if "leden_organisatie" not in connection.introspection.table_names(cursor):
            return []
        cursor.execute("select exists (select from leden_organisatie)")
        (gevuld,) = cursor.fetchone()
    gemerkt = merk() in (MERK, IN_DE_MAAK)
    if settings.PRODUCTIE and gemerkt:
        return [
            "Deze database is van een demo, en iedereen kan daarin inloggen. Noem in DATABASE_URL een eigen database."
        ]
    if settings.DEMO and gevuld and not gemerkt:
        return [
            "In deze database staan gegevens die niet van een demo zijn, en in een demo kan iedereen inloggen. Zet"
            " KWALITEITSLABEL_MODUS=productie, of noem in DATABASE_URL een lege database."
        ]
    if settings.PRODUCTIE and is_van_een_andere_versie():
        return ["Deze database is van een nieuwere versie van het programma. Start die versie."]
    return []


def zegelwaarschuwing() -> str:
    """That the certificate of the seal ends before long, or cannot be read; empty when there is time."""
    if not settings.ZEGEL_CERTIFICAAT:
        return ""
    try:
        einde = einde_van_zegel(settings.ZEGEL_CERTIFICAAT)
    except (OSError, ValueError):
        return "Het certificaat van het zegel is niet te lezen. Zonder zegel worden er geen certificaten gemaakt."
    if einde - timezone.now() > ZEGEL_OP_TIJD:
        return ""
    dag = date_format(timezone.localtime(einde), "j F Y")
    return f"Einde van het zegel op certificaten: {dag}. Zonder nieuw zegel worden er daarna geen certificaten gemaakt."


@checks.register
def waarschuwingen(**_: Any) -> list[checks.CheckMessage]:
    """What production can do without for now: for `manage.py check`, the log of a web server that starts, and that of every night."""
    gevonden: list[checks.CheckMessage] = []
    if settings.PRODUCTIE and not settings.CLAMD:
        gevonden.append(checks.Warning("CLAMD ontbreekt: documenten worden niet op virussen nagekeken."))
    if zin := zegelwaarschuwing():
        raad = "Noem in ZEGEL_SLEUTEL en ZEGEL_CERTIFICAAT een nieuw zegel, met het oude certificaat eronder."
        gevonden.append(checks.Warning(zin, hint=raad))
    return gevonden


def voorbereiden(afloop: int = 1) -> None:
    """Load Django and look at the database; leave with a sentence, and this exit code, when it cannot go on like this."""
    try:
        django.setup()
        redenen = startbelemmeringen() if settings.PRODUCTIE or settings.DEMO else []
    except (ImproperlyConfigured, DatabaseProbleem) as fout:
        redenen = [str(fout)]
    except OperationalError:
        redenen = []  # who needs the database finds out, and not every command does
    if redenen:
        print("\n".join(redenen), file=sys.stderr)
        sys.exit(afloop)
    # A web server forks after this, and a connection is no good to two processes.
    connection.close()
    connection.close_pool()


def grenzen_stellen() -> None:
    """Let no visitor wait long for the database, from the next connection on: a lock, a question, a transaction left open.

    For web processes only. A migration or a background job may take its time, as long as it does something (`STILTE` in the settings).
    """
    opties = connection.settings_dict["OPTIONS"]
    opties["options"] = " ".join([opties.get("options", ""), *(f"-c {naam}={duur}" for naam, duur in GRENZEN.items())])
