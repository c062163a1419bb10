"""What the server fetches from an address that somebody typed, against real servers on this machine."""

import json
import socket
import threading
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from inloggen.dienst import ophalen
from inloggen.dienst.ophalen import Onbereikbaar, is_openbaar, json_ophalen


@contextmanager
def server(antwoord):
    """A web server that answers each request with `antwoord(handler)`; gives its address and the paths that were asked."""
    gevraagd = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            gevraagd.append(self.path)
            antwoord(self)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as httpd:
        draad = threading.Thread(target=httpd.serve_forever, kwargs={"poll_interval": 0.01})
        draad.start()
        try:
            yield f"http://127.0.0.1:{httpd.server_port}", gevraagd
        finally:
            httpd.shutdown()
            draad.join()


def met(status, inhoud=b"", **kop):
    def antwoord(handler):
        handler.send_response(status)
        for naam, waarde in kop.items():
            handler.send_header(naam, waarde)
        handler.end_headers()
        handler.wfile.write(inhoud)

    return antwoord


def test_a_json_object_is_fetched():
    with server(met(200, json.dumps({"issuer": "x"}).encode())) as (adres, _):
        assert json_ophalen(f"{adres}/hier") == {"issuer": "x"}


@pytest.mark.parametrize(
    ("status", "inhoud"), [(404, b"{}"), (500, b""), (200, b"<html>"), (200, b"[]"), (200, b"\xff\xfe")]
)
def test_what_is_no_json_object_is_refused_in_a_sentence(status, inhoud):
    with (
        server(met(status, inhoud)) as (adres, _),
        pytest.raises(Onbereikbaar, match=f"niet de beschrijving .*{status}"),
    ):
        json_ophalen(adres)


def test_a_redirect_is_not_followed():
    with (
        server(met(200, b"{}")) as (doel, gevraagd),
        server(met(302, Location=doel)) as (adres, _),
        pytest.raises(Onbereikbaar, match="antwoord 302"),
    ):
        json_ophalen(adres)
    assert gevraagd == []


def test_an_endless_answer_is_cut_off(monkeypatch):
    monkeypatch.setattr(ophalen, "MEESTE_BYTES", 1000)
    with server(met(200, b" " * 5000)) as (adres, _), pytest.raises(Onbereikbaar, match="te groot"):
        json_ophalen(adres)


def test_a_service_that_does_not_answer_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(ophalen, "WACHTTIJD", 0.2)
    klaar = threading.Event()
    with server(lambda handler: klaar.wait(5)) as (adres, _):
        with pytest.raises(Onbereikbaar, match="antwoordt niet binnen"):
            json_ophalen(adres)
        klaar.set()


@pytest.mark.parametrize("kop_is_klaar", [False, True], ids=["headers", "body"])
def test_an_answer_that_trickles_in_is_cut_off_as_a_whole(monkeypatch, kop_is_klaar):
    monkeypatch.setattr(ophalen, "LANGST", 0.3)
    klaar = threading.Event()

    def druppelen(handler):
        handler.send_response(200)
        if kop_is_klaar:
            handler.end_headers()
        handler.flush_headers()
        with suppress(OSError):  # nobody listens any more
            while not klaar.wait(0.05):
                handler.wfile.write(b" " if kop_is_klaar else b"X: y\r\n")

    with server(druppelen) as (adres, _):
        begin = time.monotonic()
        with pytest.raises(Onbereikbaar, match="te lang over een antwoord"):
            json_ophalen(adres)
        # Well before the 5 seconds that each word may take.
        assert time.monotonic() - begin < 4
        klaar.set()


@pytest.mark.parametrize(
    "adres", ["http://127.0.0.1:1", "http://bestaat-niet.invalid", "geen adres", "http://[::1", "http://a..b"]
)
def test_what_cannot_be_reached_is_said_in_a_sentence(adres):
    with pytest.raises(Onbereikbaar):
        json_ophalen(adres)


# In production


@pytest.fixture
def streng(settings):
    settings.INLOGDIENST_OVERAL = False


def test_in_production_only_https_is_asked(streng):
    with server(met(200, b"{}")) as (adres, gevraagd), pytest.raises(Onbereikbaar, match="begint niet met https"):
        json_ophalen(adres)
    assert gevraagd == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_in_production_nothing_is_said_to_an_address_inside(streng, host):
    with server(met(200, b"{}")) as (adres, gevraagd), pytest.raises(Onbereikbaar, match="afgeschermd netwerk"):
        json_ophalen(f"https://{host}:{adres.rpartition(':')[2]}/")
    assert gevraagd == []


def test_in_production_nobody_learns_which_doors_inside_are_open(streng):
    """The same words for a port where somebody listens and for one where nobody does; and nobody was knocked at."""
    with socket.create_server(("127.0.0.1", 0)) as luistert, pytest.raises(Onbereikbaar) as open_deur:
        luistert.settimeout(0.1)
        try:
            json_ophalen(f"https://127.0.0.1:{luistert.getsockname()[1]}/")
        finally:
            with pytest.raises(TimeoutError):
                luistert.accept()
    with pytest.raises(Onbereikbaar) as dichte_deur:
        json_ophalen("https://127.0.0.1:1/")
    with pytest.raises(Onbereikbaar) as geen_huis:
        json_ophalen("https://bestaat-niet.invalid/")
    assert len({str(fout.value).partition(" ")[2] for fout in (open_deur, dichte_deur, geen_huis)}) == 1


def test_in_production_a_name_that_also_leads_inside_is_not_asked(streng, monkeypatch):
    def twee_adressen(host, poort, **_):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, poort)) for ip in ("8.8.8.8", "127.0.0.1")]

    with server(met(200, b"{}")) as (adres, gevraagd), monkeypatch.context() as met_dns:
        met_dns.setattr(socket, "getaddrinfo", twee_adressen)
        with pytest.raises(Onbereikbaar, match="afgeschermd netwerk"):
            json_ophalen(f"https://dienst.example:{adres.rpartition(':')[2]}/")
    assert gevraagd == []


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fd00::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::7f00:1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
)
def test_addresses_of_networks_inside_are_known(ip):
    assert not is_openbaar(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "20.190.128.1", "2606:4700:4700::1111"])
def test_addresses_on_the_internet_are_known(ip):
    assert is_openbaar(ip)
