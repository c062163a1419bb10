"""What the server fetches from an address that somebody typed, against real servers on this machine."""

import json
import threading
from contextlib import contextmanager
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
        "64:ff9b::a00:1",
    ],
)
def test_addresses_of_networks_inside_are_known(ip):
    assert not is_openbaar(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "20.190.128.1", "2606:4700:4700::1111"])
def test_addresses_on_the_internet_are_known(ip):
    assert is_openbaar(ip)
