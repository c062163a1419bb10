"""The waiting room: answers every page while the demo is prepared. A process of its own, without Django and its database.

It listens at the socket of the web server that is to come, so that nobody is refused at the door. On its input it reads
how far the preparation is; when that input ends it stops, once the answers that it is giving are given.
Why, and why in this way: docs/keuzes/demo-start.md.
"""

import socket
import sys
from html import escape
from http import HTTPStatus
from pathlib import Path
from socketserver import ThreadingMixIn
from string import Template
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

from whitenoise import WhiteNoise

PAGINA = Template(Path(__file__).with_suffix(".html").read_text())
STATIC = Path(__file__).resolve().parent.parent / "static"
FASEN = ("Database", "Tabellen", "Organisaties en mensen", "Trajecten", "Website")
DATABASE, TABELLEN, MENSEN, TRAJECTEN, WEBSITE = range(len(FASEN))
ELKE = "2"  # seconds
GEWOON = "Dit duurt ongeveer een kwart minuut. Daarna opent vanzelf de pagina die u vroeg."
VERSTUURD = (
    "Wat u net verstuurde, is niet bewaard. Wacht een halve minuut, ga dan terug naar de vorige pagina en verstuur het"
    " opnieuw."
)
VINK = (
    '<svg class="ic" aria-hidden="true" focusable="false"><use href="/static/beeld/iconen.svg#i-check-lg"></use></svg>'
)
KOPPEN = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", ELKE),
    (
        "Content-Security-Policy",
        "default-src 'self'; img-src 'self' data:; object-src 'none'; script-src 'none'; base-uri 'none';"
        " form-action 'none'; frame-ancestors 'none'",
    ),
    ("X-Content-Type-Options", "nosniff"),
]


class Wachtkamer:
    """The WSGI application; `fase` is where the preparation is, `bij` what is said with it."""

    def __init__(self):
        self.fase, self.bij = DATABASE, ""

    def melden(self, regel):
        """Take in a line such as `3 maart 2024`: the number of the phase and what there is to say about it."""
        fase, _, bij = regel.strip().partition(" ")
        self.fase, self.bij = int(fase), bij

    def __call__(self, environ, start_response):
        vraagt = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        pagina = self.pagina(GEWOON if vraagt else VERSTUURD).encode()
        koppen = [*KOPPEN, ("Content-Length", str(len(pagina)))]
        if vraagt:
            # Not for who sent something: a new page would take the sentence about that away.
            koppen.append(("Refresh", ELKE))
        wacht = HTTPStatus.SERVICE_UNAVAILABLE
        start_response(f"{wacht.value} {wacht.phrase}", koppen)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [pagina]

    def pagina(self, zin):
        fasen = "\n        ".join(self._fase(nummer, naam) for nummer, naam in enumerate(FASEN))
        return PAGINA.substitute(stap=self.fase + 1, stappen=len(FASEN), zin=zin, fasen=fasen)

    def _fase(self, nummer, naam):
        """One knot of the thread, as in templates/onderdelen/draad.html."""
        if nummer < self.fase:
            return f'<li class="klaar"><span class="knoop">{VINK}</span> <b>{naam}</b> <span class="wanneer">Klaar</span></li>'
        if nummer > self.fase:
            return f'<li><span class="knoop">{nummer + 1}</span> <b>{naam}</b></li>'
        bij = escape(self.bij or "Nu bezig")
        return (
            f'<li class="nu" aria-current="step"><span class="knoop">{nummer + 1}</span> <b>{naam}</b>'
            f' <span class="wanneer">{bij}</span></li>'
        )


class Bezoek(WSGIRequestHandler):
    # A browser opens connections that it does not use yet; those must not keep the room open.
    timeout = 5

    def log_message(self, *args):
        pass


class Server(ThreadingMixIn, WSGIServer):
    """At a socket that listens already."""

    def __init__(self, luistert, toepassing):
        super().__init__(luistert.getsockname(), Bezoek, bind_and_activate=False)
        self.socket.close()
        self.socket = luistert
        self.server_name, self.server_port = luistert.getsockname()
        self.setup_environ()
        self.set_app(toepassing)


def main():
    kamer = Wachtkamer()
    # As gunicorn is told it: --bind=fd://3
    luistert = socket.socket(fileno=int(sys.argv[1].rpartition("/")[2]))
    server = Server(luistert, WhiteNoise(kamer, root=STATIC, prefix="static/"))
    Thread(target=server.serve_forever, args=(0.1,)).start()
    for regel in sys.stdin:
        kamer.melden(regel)
    server.shutdown()
    server.server_close()


if __name__ == "__main__":
    main()
