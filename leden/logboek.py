"""The log: append-only (database trigger) and tamper-evident (each row carries the hash of the row before it)."""

import datetime
import hashlib
import json

from django.db import connection
from django.utils import timezone

from leden.models import Gebeurtenis

# Any fixed number: all processes that append take the same advisory lock until their transaction ends.
SLOT = 20170531
BEGIN = "0" * 64


def hash_van(rij):
    """SHA-256 (hex) over the previous hash and the content of a row, in a fixed order."""
    inhoud = [
        rij.volgnummer,
        rij.op.astimezone(datetime.UTC).isoformat(),
        rij.gebruiker_id,
        rij.naam,
        rij.rol,
        rij.organisatie,
        rij.handeling,
        rij.onderwerp,
        rij.van,
        rij.naar,
        rij.reden,
        # Rows of before there was a place for it, and rows about no piece, have the hash that they always had.
        *([rij.stuk_sha256] if rij.stuk_sha256 else []),
    ]
    return hashlib.sha256((rij.vorige_hash + json.dumps(inhoud, ensure_ascii=False)).encode()).hexdigest()


def vergrendelen():
    """Wait for the log and hold it until the transaction ends; also gives the numbers of trajecten and certificates an order.

    Rows before the log: an act first locks every row that it will change (several of one kind in the order of their keys)
    and only then the log, and reads what it checks after that. Otherwise two acts can wait for each other.
    People and organisations are locked with `no_key=True`: every row of the log refers to a person, and a full lock would
    keep somebody who holds the log from finishing. For the same reason a changed name or address is written after the log is held.
    """
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(%s)", [SLOT])


def vastleggen(wie, handeling, onderwerp, *, van="", naar="", reden="", stuk_sha256="", gebruiker=None):
    """Append one row, inside the transaction of the act. `wie` is a Lidmaatschap, or None for the application itself.

    `stuk_sha256`: hash of the piece that this act freezes. `gebruiker` is the person when that person acts without a role,
    for instance by a link in a mail.
    """
    gebruiker = wie.gebruiker if wie else gebruiker
    vergrendelen()
    laatste = laatste_regel()
    rij = Gebeurtenis(
        volgnummer=laatste.volgnummer + 1 if laatste else 1,
        op=timezone.now(),
        gebruiker=gebruiker,
        naam=gebruiker.naam if gebruiker else "de applicatie",
        rol=wie.rol if wie else "",
        organisatie=wie.organisatie.naam if wie else "",
        handeling=handeling,
        onderwerp=onderwerp,
        van=van,
        naar=naar,
        reden=reden,
        stuk_sha256=stuk_sha256,
        vorige_hash=laatste.hash if laatste else BEGIN,
    )
    rij.hash = hash_van(rij)
    rij.save(force_insert=True)
    return rij


def laatste_regel():
    """The row that all others lead to, or None; its number and hash say what the whole log was."""
    return Gebeurtenis.objects.order_by("volgnummer").last()


def eerste_breuk(rijen=None):
    """The first row whose number, link or hash is wrong, or None when the whole chain holds. `rijen`: all rows, in order."""
    vorige, nummer = BEGIN, 0
    if rijen is None:
        rijen = Gebeurtenis.objects.order_by("volgnummer").iterator(chunk_size=2000)
    for rij in rijen:
        if rij.volgnummer != nummer + 1 or rij.vorige_hash != vorige or rij.hash != hash_van(rij):
            return rij
        vorige, nummer = rij.hash, rij.volgnummer
    return None
