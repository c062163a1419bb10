"""Requests that the server makes to an address which someone else typed.

Only https, no redirects, a short wait, a small answer, and never to an address inside our own network (SSRF). That last
thing is looked at on the connection itself, so that a name which changes its address in between gets no further either.
"""

import ipaddress

import requests
from allauth.socialaccount.providers.base import ProviderException
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPSConnectionPool

WACHTTIJD = 5
MEESTE_BYTES = 512 * 1024
VERTAALDE_IPV4 = ipaddress.ip_network("64:ff9b::/96")


class Onbereikbaar(ProviderException):
    """The service did not give what we asked for; the text is a Dutch sentence for who looks after it."""


def is_openbaar(adres):
    """Whether this IP address lies on the internet, and not in a network of our own."""
    ip = ipaddress.ip_address(adres)
    ip = getattr(ip, "ipv4_mapped", None) or ip
    return ip.is_global and not ip.is_multicast and not (ip.version == 6 and ip in VERTAALDE_IPV4)


class _Verbinding(HTTPSConnection):
    def _new_conn(self):
        verbinding = super()._new_conn()
        if not is_openbaar(verbinding.getpeername()[0]):
            verbinding.close()
            raise Onbereikbaar(f"{self.host} ligt in een afgeschermd netwerk. Kies een adres op het internet.")
        return verbinding


class _Groep(HTTPSConnectionPool):
    ConnectionCls = _Verbinding


class _OpenbareAdressen(HTTPAdapter):
    def init_poolmanager(self, *args, **kwargs):
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"https": _Groep}


class Sessie(requests.Session):
    """A requests session that holds to the rules above; allauth uses it for everything it asks of a service."""

    def __init__(self):
        super().__init__()
        # No proxy, netrc or certificates from the environment: what is allowed stands here.
        self.trust_env = False
        if not settings.INLOGDIENST_OVERAL:
            self.adapters.clear()
            self.mount("https://", _OpenbareAdressen())

    def request(self, method, url, **kwargs):
        kwargs.update(timeout=WACHTTIJD, allow_redirects=False, stream=True)
        antwoord = super().request(method, url, **kwargs)
        inhoud = b""
        with antwoord:
            for stuk in antwoord.iter_content(16 * 1024):
                inhoud += stuk
                if len(inhoud) > MEESTE_BYTES:
                    raise Onbereikbaar("De dienst stuurt een veel te groot antwoord.")
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
        raise Onbereikbaar(f"{url} is niet te bereiken. Kijk of het adres goed is overgenomen.") from fout
    if not isinstance(gegevens, dict):
        raise Onbereikbaar(f"{url} geeft niet de beschrijving van een inlogdienst (antwoord {antwoord.status_code}).")
    return gegevens
