"""What can go wrong, as a table: what it is, how often it comes beside the others, and what does it."""

import os
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

import psycopg

from kwaliteitslabel import ingebouwd
from meting.storing.doorgeefluik import Doorgeefluik, Net
from meting.storing.opstelling import Processen


@dataclass
class Toneel:
    """What is there to break. `achtergrond`: what is still going on, such as a lock that is held."""

    processen: Processen
    doorgeefluik: Doorgeefluik
    database: str
    kans: Random
    achtergrond: list = field(default_factory=list)


class Storing(NamedTuple):
    naam: str
    gewicht: int
    doen: Callable[[Toneel], None]


def _net(net):
    return lambda toneel: toneel.doorgeefluik.storingen.append(net)


def _doden(wie):
    def doen(toneel):
        if pids := wie(toneel.processen):
            # It may just have ended by itself.
            with suppress(ProcessLookupError):
                os.kill(toneel.kans.choice(pids), signal.SIGKILL)

    return doen


def _werker_hangt(toneel):
    pid = toneel.kans.choice(toneel.processen.werkers())

    def hangen():
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)
            time.sleep(3)
            os.kill(pid, signal.SIGCONT)

    _op_de_achtergrond(toneel, hangen)


def _slot(toneel):
    seconden = toneel.kans.uniform(1, 10)

    def vasthouden():
        # Until it lets go, or until the database is gone.
        with suppress(psycopg.OperationalError), psycopg.connect(toneel.database) as ander:
            ander.execute("select from trajecten_traject for update")
            time.sleep(seconden)

    _op_de_achtergrond(toneel, vasthouden)


def _op_de_achtergrond(toneel, doen):
    toneel.achtergrond.append(threading.Thread(target=doen, daemon=True))
    toneel.achtergrond[-1].start()


def _verbindingen_weg(toneel):
    with suppress(psycopg.OperationalError), psycopg.connect(toneel.database) as beheer:
        beheer.execute(
            "select pg_terminate_backend(pid) from pg_stat_activity where usename = user and pid <> pg_backend_pid()"
        )


def _database_weg(wijze):
    def doen(toneel):
        with ingebouwd.onderbroken(wijze):
            time.sleep(toneel.kans.uniform(0, 3))

    return doen


STORINGEN = (
    Storing("antwoord komt niet terug", 8, _net(Net(antwoord=False))),
    Storing("verbinding breekt halverwege het verzoek", 4, _net(Net(deel=0.5, antwoord=False))),
    Storing("verbinding valt stil voor het verzoek", 2, _net(Net(deel=0, antwoord=False, stil=True))),
    Storing("verbinding valt stil na het verzoek", 2, _net(Net(antwoord=False, stil=True))),
    Storing("webwerker gedood", 5, _doden(Processen.webwerkers)),
    Storing("webserver gedood", 1, _doden(lambda processen: [processen.lopend["web"].pid])),
    Storing("werker gedood", 3, _doden(Processen.werkers)),
    Storing("werker hangt", 1, _werker_hangt),
    Storing("verbindingen met de database weg", 2, _verbindingen_weg),
    Storing("database stopt", 1, _database_weg("fast")),
    Storing("database valt om", 1, _database_weg("immediate")),
    Storing("rijen op slot", 1, _slot),
)


def trekken(kans: Random, aantal: int) -> list[Storing]:
    """So many faults, drawn by weight: the same ones for the same seed."""
    return kans.choices(STORINGEN, [storing.gewicht for storing in STORINGEN], k=aantal)
