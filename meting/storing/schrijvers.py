"""Who is at work during the drill: people who write, as static/js/schrijven.js does for them, and people who invite and attach."""

import hashlib
import http.client
import json
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from random import Random
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import time_machine
from django.urls import reverse
from django.utils import timezone

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden.uitnodigingen import PER_DAG
from trajecten.schrijven import LANGSTE_TEKST, bewaren

# Seconds. In the browser a save is given 15; here less, so that there are more of them.
LANGSTE_POGING = 6
TUSSEN_TWEE = 0.3
# Words that go in one save, now and then: more than what earlier versions let go.
GROTE_SCHRAP = 80
CSRF = "a" * 32


@dataclass
class Iemand:
    """A person with a session, behind the proxy. `verzoek` gives status and content, or None when no answer came."""

    sessie: str
    adres: str
    poort: int

    @property
    def host(self):
        return self.adres.removeprefix("https://")

    def verzoek(self, pad, inhoud, soort="application/x-www-form-urlencoded"):
        koppen = {
            "Host": self.host,
            "Origin": self.adres,
            "Accept": "application/json" if pad.endswith("bewaren/") else "text/html",
            "Content-Type": soort,
            "X-CSRFToken": CSRF,
            "Cookie": f"__Host-sessionid={self.sessie}; __Host-csrftoken={CSRF}",
        }
        verbinding = http.client.HTTPConnection("127.0.0.1", self.poort, timeout=LANGSTE_POGING)
        try:
            verbinding.request("POST", pad, inhoud, koppen)
            antwoord = verbinding.getresponse()
            return antwoord.status, antwoord.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            verbinding.close()


@dataclass
class Vlak:
    """One writing surface in one open page, and what its writer was told."""

    adres: str
    rij: object
    veld: str
    tekst: str
    gestuurd: list = field(default_factory=list)
    bevestigd: set = field(default_factory=set)  # words of which the server said that it has them
    botsingen: int = 0
    bewaringen: int = 0
    zonder_antwoord: int = 0
    mislukt: int = 0  # answered with 500 or more
    geweigerd: list = field(default_factory=list)

    def __post_init__(self):
        self.basis, self.bewaard = vingerafdruk(self.tekst), self.tekst

    def bewaar(self, iemand):
        tekst = self.tekst
        velden = [("veld", self.veld), ("tekst", tekst), ("basis", self.basis)]
        antwoord = iemand.verzoek(self.adres, urlencode(velden + [("gestuurd", afdruk) for afdruk in self.gestuurd]))
        status, inhoud = antwoord or (None, b"")
        if status == 200:
            self.bewaringen += 1
            self.bevestig(tekst)
        elif status == 409:
            # "Houd mijn tekst": on from what is stored, with one's own words.
            self.botsingen += 1
            self.basis, self.gestuurd = json.loads(inhoud)["basis"], []
        else:
            self.gestuurd = [*self.gestuurd, vingerafdruk(tekst)][-50:]
            if status is None:
                self.zonder_antwoord += 1
            elif status >= 500:
                self.mislukt += 1
            else:
                self.geweigerd.append(f"{status} {inhoud[:200]!r}")

    def bevestig(self, tekst):
        """The server said that it has this text."""
        self.bewaard, self.basis, self.gestuurd = tekst, vingerafdruk(tekst), []
        self.bevestigd |= set(tekst.split())


class Schrijver(threading.Thread):
    """Types on in some surfaces until told to stop, and then goes on until all is saved."""

    def __init__(self, nummer, iemand, vlakken, zaad):
        super().__init__(daemon=True)
        self.nummer, self.iemand, self.vlakken = nummer, iemand, vlakken
        self.kans = Random(f"{zaad} {nummer}")  # nosec B311
        self.teller = count()
        self.klaar = threading.Event()

    def run(self):
        while not self.klaar.wait(self.kans.uniform(0, 2 * TUSSEN_TWEE)):
            vlak = self.kans.choice(self.vlakken)
            self.typ(vlak)
            vlak.bewaar(self.iemand)
        while any(vlak.tekst != vlak.bewaard for vlak in self.vlakken):
            for vlak in self.vlakken:
                if vlak.tekst != vlak.bewaard:
                    vlak.bewaar(self.iemand)
            time.sleep(TUSSEN_TWEE)

    def typ(self, vlak):
        """Some new words somewhere; of a long text now and then a large part is thrown away."""
        woorden = vlak.tekst.split()
        if len(woorden) > 2 * GROTE_SCHRAP and self.kans.random() < 0.2:
            begin = self.kans.randrange(len(woorden) - GROTE_SCHRAP)
            del woorden[begin : begin + GROTE_SCHRAP]
        plek = self.kans.choice([len(woorden), self.kans.randint(0, len(woorden))])
        nieuw = [f"woord{self.nummer}x{next(self.teller)}" for _ in range(self.kans.randint(3, 15))]
        vlak.tekst = " ".join([*woorden[:plek], *nieuw, *woorden[plek:]])


class Bode(threading.Thread):
    """Invites people and attaches documents, each once: who got no answer does not know whether it happened."""

    def __init__(self, uitnodigers, schrijver, traject, zaad):
        super().__init__(daemon=True)
        # An organisation invites no more than so many a day; `uitnodigers` has somebody of each.
        self.uitnodigers = list(uitnodigers.items()) * PER_DAG
        self.schrijver, self.toevoegen = schrijver, reverse("document_toevoegen", args=[traject.nummer])
        self.kans = Random(f"{zaad} bode")  # nosec B311
        self.klaar = threading.Event()
        self.uitgenodigd = {}  # address: whether it was confirmed
        self.toegevoegd = {}  # SHA-256: whether it was confirmed
        self.geweigerd = []

    def run(self):
        for nummer in count():
            if self.uitnodigers:
                organisatie, iemand = self.uitnodigers.pop()
                adres, pad = f"nieuw{nummer}@oefening.example", reverse("uitnodigen", args=[organisatie])
                velden = urlencode({"email": adres, "rollen": "kwaliteitsmedewerker"})
                self.uitgenodigd[adres] = self._gelukt(iemand.verzoek(pad, velden))
            inhoud = b"%PDF-1.7\n" + self.kans.randbytes(50_000)
            self.toegevoegd[hashlib.sha256(inhoud).hexdigest()] = self._gelukt(
                self.schrijver.verzoek(self.toevoegen, *_formulier(f"Document {nummer}", inhoud))
            )
            if self.klaar.wait(self.kans.uniform(0, 1)):
                return

    def _gelukt(self, antwoord):
        status, inhoud = antwoord or (None, b"")
        if status and status != 302 and status < 500:
            self.geweigerd.append(f"{status} {inhoud!r}")
        return status == 302


def dag_herschrijven(wie, rij, veld, kans):
    """Rewrite one text during a day that is over, a little at each save; gives the words that stood for ten minutes or more."""
    nieuw = (f"herschreven{nummer}" for nummer in count())
    sinds = {next(nieuw): 0 for _ in range(600)}
    begin, minuut, basis, stonden = timezone.now() - timedelta(days=1), 0, vingerafdruk(getattr(rij, veld)), set()
    while minuut < 24 * 60:
        tekst = " ".join(sinds)
        with time_machine.travel(begin + timedelta(minutes=minuut), tick=False):
            bewaren(wie, rij, veld, tekst, basis, lambda wie, rij: [])
        basis, minuut = vingerafdruk(tekst), minuut + kans.choice([1, 3, 5])
        weg = kans.sample(list(sinds), 30)
        stonden |= {woord for woord in weg if minuut - sinds.pop(woord) >= 10}
        sinds |= {next(nieuw): minuut for _ in weg}
    return stonden


def bezoek(poort, host):
    """Somebody without an account who looks at the register."""
    urlopen(Request(f"http://127.0.0.1:{poort}/register/", headers={"Host": host}), timeout=60).read()  # nosec B310


def wachttijd_van_een_ander(iemand, vlakken):
    """The longest time in milliseconds that a visitor waits for a page while four people each save as much as fits in a text."""
    zwaar = [threading.Thread(target=_zwaar, args=(iemand, vlak)) for vlak in vlakken]
    for draad in zwaar:
        draad.start()
    tijden = []
    while not tijden or any(draad.is_alive() for draad in zwaar):
        begin = time.perf_counter()
        bezoek(iemand.poort, iemand.host)
        tijden.append(time.perf_counter() - begin)
    return round(max(tijden) * 1000)


def _zwaar(iemand, vlak):
    vlak.tekst = "0" * LANGSTE_TEKST
    vlak.bewaar(iemand)


def _formulier(titel, inhoud):
    """Body and content type of the form for a document."""
    grens = "oefening"
    delen = [
        f'--{grens}\r\nContent-Disposition: form-data; name="titel"\r\n\r\n{titel}\r\n'.encode(),
        f'--{grens}\r\nContent-Disposition: form-data; name="bestand"; filename="document.pdf"\r\n\r\n'.encode(),
        inhoud,
        f"\r\n--{grens}--\r\n".encode(),
    ]
    return b"".join(delen), f"multipart/form-data; boundary={grens}"
