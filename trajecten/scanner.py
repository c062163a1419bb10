"""Asks clamd, the scanner of ClamAV, about a file: the command INSTREAM over its socket (clamd(8))."""

import socket
from typing import IO

from django.conf import settings

BLOK = 64 * 1024
LANGSTE_ANTWOORD = 4096
WACHTTIJD = 120  # seconds, for the connection and for each word of the scanner
SCHOON = "stream: OK"
GEVONDEN = " FOUND"


class ScannerZwijgt(Exception):
    """No certain answer came; the scanner is away, busy, or does not take this file."""


def gevonden_in(bestand: IO[bytes]) -> str:
    """What the scanner calls the harm in an open file; empty when it finds none. Raises ScannerZwijgt."""
    try:
        with _verbinding() as lijn:
            lijn.sendall(b"zINSTREAM\0")
            while blok := bestand.read(BLOK):
                lijn.sendall(len(blok).to_bytes(4) + blok)
            lijn.sendall(bytes(4))
            antwoord = _antwoord(lijn)
    except OSError as fout:
        raise ScannerZwijgt(str(fout)) from fout
    if antwoord == SCHOON:
        return ""
    if antwoord.endswith(GEVONDEN):
        return antwoord.removeprefix("stream: ").removesuffix(GEVONDEN)
    raise ScannerZwijgt(antwoord)


def _verbinding() -> socket.socket:
    if isinstance(settings.CLAMD, tuple):
        return socket.create_connection(settings.CLAMD, timeout=WACHTTIJD)
    lijn = socket.socket(socket.AF_UNIX)
    lijn.settimeout(WACHTTIJD)
    try:
        lijn.connect(settings.CLAMD)
    except OSError:
        lijn.close()
        raise
    return lijn


def _antwoord(lijn: socket.socket) -> str:
    antwoord = b""
    while not antwoord.endswith(b"\0") and len(antwoord) < LANGSTE_ANTWOORD and (deel := lijn.recv(1024)):
        antwoord += deel
    return antwoord.rstrip(b"\0").decode("utf-8", "replace")
