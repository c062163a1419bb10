"""A clamd for tests, on a real socket: it reads INSTREAM as the real one does, and finds EICAR."""

import socket
import threading
from contextlib import contextmanager

# In two parts, so that no scanner takes this file away. Harmless: https://www.eicar.org
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@contextmanager
def scanner(antwoord=None):
    """Give the address (host and port) of a scanner; with `antwoord` it says that to everything."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        draad = threading.Thread(target=_luisteren, args=(server, antwoord))
        draad.start()
        try:
            yield server.getsockname()
        finally:
            server.shutdown(socket.SHUT_RDWR)
            draad.join()


def _luisteren(server, antwoord):
    while True:
        try:
            lijn, _ = server.accept()
        except OSError:
            return
        with lijn, lijn.makefile("rb") as stroom:
            assert stroom.read(10) == b"zINSTREAM\0"
            inhoud = b""
            while lengte := int.from_bytes(stroom.read(4)):
                inhoud += stroom.read(lengte)
            gezegd = antwoord or ("stream: Eicar-Test-Signature FOUND" if EICAR in inhoud else "stream: OK")
            lijn.sendall(gezegd.encode() + b"\0")
