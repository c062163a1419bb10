"""A database beside the real one, that is there as long as somebody measures."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection


@contextmanager
def proefdatabase():
    """Point the default connection at a new, migrated database; drop it afterwards, also on Ctrl-C.

    Not Django's own `create_test_db`: that drops whatever the connection points at, which after a failure halfway is the
    real one. Here only the scratch database has a name that is ever dropped. What a killed run left behind goes first.
    """
    instellingen = connection.settings_dict
    echt = instellingen["NAME"]
    proef = f"{echt}_meten"
    try:
        _uitvoeren(f"drop database if exists {_naam(proef)} with (force)", f"create database {_naam(proef)}")
        _wijzen_naar(proef)
        call_command("migrate", verbosity=0)
        yield proef
    finally:
        _wijzen_naar(echt)
        _uitvoeren(f"drop database if exists {_naam(proef)} with (force)")


def _wijzen_naar(naam):
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()
    connection.settings_dict["NAME"] = naam


def _uitvoeren(*opdrachten):
    with connection._nodb_cursor() as cursor:
        for opdracht in opdrachten:
            cursor.execute(opdracht)


def _naam(naam):
    return connection.ops.quote_name(naam)
