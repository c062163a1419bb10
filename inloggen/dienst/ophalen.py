"""Requests that the server makes to an address which someone else typed.

Only https, no redirects, a short wait, a small answer, and never to an address inside our own network (SSRF). The address that was
looked at is the one that is connected to, so a name that changes its address in between gets no further either; and nothing inside is
knocked at, so that nobody learns here what lies there.
"""

import ipaddress
import socket
import threading
import time
from contextlib import suppress

import requests
from allauth.socialaccount.providers.base import ProviderException
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError
from urllib3.util.connection import create_connection

# Seconds: for connecting and for each word, and for the whole of an answer, also when words keep trickling in.
WACHTTIJD = 5
LANGST = 10
MEESTE_BYTES = 512 * 1024
# Of IPv6 only what is given out to the internet; the rest, and 6to4, may hold an IPv4 address of a network inside.
IPV6_OPENBAAR = ipaddress.ip_network("2000::/3")
IPV6_MET_IPV4 = ipaddress.ip_network("2002::/16")


class Onbereikbaar(ProviderException):
    """The service did not give what we asked for; the text is a Dutch sentence for who looks after it."""


def is_openbaar(adres):
    """Whether this IP address lies on the internet, and not in a network of our own."""
    ip = ipaddress.ip_address(adres)
    if ip.version == 6 and (ip not in IPV6_OPENBAAR or ip in IPV6_MET_IPV4):
        return False
    return ip.is_global and not ip.is_multicast


class _Begrensd:
    """A connection to the internet only, that ends when it has lasted long enough."""

    def _new_conn(self):
        uiterlijk = time.monotonic() + self.timeout
        fout = None
        for adres in self._adressen():
            try:
                nog = max(uiterlijk - time.monotonic(), 0.01)
                return create_connection((adres, self.port), nog, socket_options=self.socket_options)
            except OSError as deze:
                fout = deze
        soort = ConnectTimeoutError if isinstance(fout, TimeoutError) else NewConnectionError
        raise soort(self, "no connection") from fout

    def _adressen(self):
        try:
            gevonden = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as fout:
            raise NewConnectionError(self, "unknown name") from fout
        adressen = list(dict.fromkeys(plek[0] for *_, plek in gevonden))
        return adressen if settings.INLOGDIENST_OVERAL or all(map(is_openbaar, adressen)) else []

    def connect(self):
        super().connect()
        einde = threading.Timer(LANGST, _afbreken, [self.sock])
        einde.daemon = True
        einde.start()


def _afbreken(verbinding):
    with suppress(OSError):  # it ended already
        verbinding.shutdown(socket.SHUT_RDWR)


class _Verbinding(_Begrensd, HTTPConnection):
    pass


class _VeiligeVerbinding(_Begrensd, HTTPSConnection):
    pass


class _Groep(HTTPConnectionPool):
    ConnectionCls = _Verbinding


class _VeiligeGroep(HTTPSConnectionPool):
    ConnectionCls = _VeiligeVerbinding


class _Adapter(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Groep, "https": _VeiligeGroep}


class Sessie(requests.Session):
    """A requests session that holds to the rules above; allauth uses it for everything it asks of a service."""

    def __init__(self):
        super().__init__()
        # No proxy, netrc or certificates from the environment: what is allowed stands here.
        self.trust_env = False
        self.adapters.clear()
        for begin in ("https://", "http://") if settings.INLOGDIENST_OVERAL else ("https://",):
            self.mount(begin, _Adapter())

    def request(self, method, url, **kwargs):
        kwargs.update(timeout=WACHTTIJD, allow_redirects=False, stream=True)
        begin = time.monotonic()
        antwoord = super().request(method, url, **kwargs)
        inhoud = b""
        with antwoord:
            for stuk in antwoord.iter_content(16 * 1024):
                inhoud += stuk
                if len(inhoud) > MEESTE_BYTES:
                    raise Onbereikbaar("De dienst stuurt een veel te groot antwoord.")
        if time.monotonic() - begin > LANGST:
            raise Onbereikbaar("De dienst doet te lang over een antwoord.")
        antwoord._content = inhoud
        return antwoord


def json_ophalen(url):
    """The JSON object that stands at an address, or Onbereikbaar with the sentence that says what was wrong."""
    try:
        with Sessie() as sessie:
            antwoord = sessie.get(url, headers={"Accept": "application/json"})
        gegevens = antwoord.json() if antwoord.status_code == 200 else None
    except requests.Timeout as fout:
        raise Onbereikbaar(f"{url} antwoordt niet binnen {WACHTTIJD} seconden.") from fout
    except requests.exceptions.InvalidSchema as fout:
        raise Onbereikbaar(f"{url} begint niet met https://.") from fout
    except requests.exceptions.SSLError as fout:
        raise Onbereikbaar(f"{url} heeft geen goed beveiligingscertificaat.") from fout
    except requests.JSONDecodeError:
        gegevens = None
    except (requests.RequestException, UnicodeError, ValueError) as fout:
        # One sentence, whether nothing listens there or it lies inside.
        zin = f"{url} is niet te bereiken, of ligt in een afgeschermd netwerk. Kijk of het adres goed is overgenomen."
        raise Onbereikbaar(zin) from fout
    if not isinstance(gegevens, dict):
        raise Onbereikbaar(f"{url} geeft niet de beschrijving van een inlogdienst (antwoord {antwoord.status_code}).")
    return gegevens
