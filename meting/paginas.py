"""The pages that matter, each asked as who uses it most, and what one costs."""

import os
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from urllib.parse import urlencode

from django.core.management.base import CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from berichten.handelingen import agenda_koppelen
from certificaten.models import Certificaat
from leden.models import Lidmaatschap, Organisatie, Rol
from meting.inloggen import inloggen
from quickscan.models import QuickScan
from trajecten.levensloop import Status

# A page that is slow is asked less often: until this many seconds have gone by, but at least the smallest number of times.
SECONDEN, MINSTENS = 4, 5


@dataclass(frozen=True)
class Pagina:
    naam: str
    wie: Lidmaatschap | None
    url: str


@dataclass(frozen=True)
class Meting:
    """Milliseconds of one request: median, 95th percentile, fastest, and on average of computing, PostgreSQL's included."""

    p50: float
    p95: float
    snelst: float
    rekentijd: float
    opdrachten: int
    bytes: int
    keren: int


def paginas(rijk):
    """Every page that is measured."""
    return [*_lijsten(rijk), *_leden(rijk), *_van_een_traject(rijk), *_openbaar()]


def _lijsten(rijk):
    planner = rijk.wereld.met_rol("ciio", Rol.PLANNER)
    bureau = rijk.wereld.met_rol("bureau", Rol.LABELBEHEERDER)
    secretaris = rijk.wereld.met_rol("commissie", Rol.SECRETARIS)
    toetser = Lidmaatschap.objects.filter(rol=Rol.TOETSER, organisatie=planner.organisatie).latest("pk")
    bestuurder = Lidmaatschap.objects.filter(rol=Rol.BESTUURDER, organisatie__soort=Organisatie.Soort.LID).latest("pk")
    naam = urlencode({"q": bestuurder.organisatie.naam.split()[-2]})
    werk, lijst = reverse("mijn_werk"), reverse("trajecten")
    return [
        Pagina("mijn werk, organisatie", bestuurder, werk),
        Pagina("mijn werk, planner", planner, werk),
        Pagina("mijn werk, toetser", toetser, werk),
        Pagina("mijn werk, labelbeheerder", bureau, werk),
        Pagina("trajecten, planner", planner, lijst),
        Pagina("trajecten, toetser", toetser, lijst),
        Pagina("trajecten, labelbeheerder", bureau, lijst),
        Pagina("trajecten, op naam van organisatie", bureau, f"{lijst}?sorteer=organisatie"),
        Pagina("trajecten, gezocht", bureau, f"{lijst}?{naam}"),
        Pagina("trajecten, laatste bladzijde", bureau, f"{lijst}?bladzijde=1000000"),
        Pagina("trajecten, te laat", bureau, f"{lijst}?termijn=te_laat"),
        Pagina("te laat per partij", bureau, reverse("te_laat")),
        Pagina("te laat, alles wat loopt", bureau, f"{reverse('te_laat')}?wat=alles"),
        Pagina("te laat, laatste bladzijde", bureau, f"{reverse('te_laat')}?bladzijde=1000000"),
        Pagina("planoverzicht", planner, reverse("planoverzicht")),
        Pagina("labels", bureau, reverse("labels")),
        Pagina("post, labelbeheerder", bureau, reverse("eigen_post")),
        Pagina("vergaderingen", secretaris, reverse("vergaderingen")),
    ]


def _leden(rijk):
    bureau = rijk.wereld.met_rol("bureau", Rol.LABELBEHEERDER)
    toetser = rijk.wereld.met_rol("ciio", Rol.TOETSER)
    lid = Organisatie.objects.leden().latest("pk")
    scan = QuickScan.objects.latest("pk")
    lijst = reverse("organisaties")
    return [
        Pagina("organisaties", bureau, lijst),
        Pagina("organisaties, gezocht", bureau, f"{lijst}?{urlencode({'q': lid.naam.split()[-2]})}"),
        Pagina("organisatie, een lid", bureau, lid.get_absolute_url()),
        Pagina(
            "mensen van een certificeerder", bureau, reverse("mensen_van_organisatie", args=[toetser.organisatie_id])
        ),
        Pagina("bekwaamheden", bureau, reverse("bekwaamheden")),
        Pagina("belangenregister", bureau, reverse("belangenregister")),
        Pagina("uitslag van een QuickScan", bureau, reverse("quickscan_uitslag", args=[scan.pk])),
        Pagina("profiel", toetser, reverse("profiel")),
    ]


def _van_een_traject(rijk):
    schrijven, toetsen, wederhoor, agenda = (
        rijk.wegen[status]
        for status in (Status.VOORBEREIDING, Status.IN_TOETSING, Status.WEDERHOOR, Status.GEAGENDEERD)
    )
    norm = rijk.kader.normen.get(sleutel="afspraken").nummer
    gesprek = toetsen.traject.gesprekken.first()
    gespreksleider = next(wie for wie in toetsen.toetsers if wie.gebruiker in gesprek.toetsers.all())
    lid, opnieuw = rijk.wereld.wie("Bert Zeebies", Rol.COMMISSIELID), rijk.hernieuwing

    def pagina(naam, wie, weg, *args):
        return Pagina(naam, wie, reverse(naam.split(",")[0], args=[weg.traject.nummer, *args]))

    return [
        pagina("traject, in voorbereiding", schrijven.schrijver, schrijven),
        pagina("traject, in toetsing", toetsen.teamleider, toetsen),
        pagina("traject, wederhoor", wederhoor.schrijver, wederhoor),
        pagina("zelfevaluatie", schrijven.schrijver, schrijven),
        pagina("verhaal", schrijven.schrijver, schrijven, norm),
        pagina("raster", toetsen.teamleider, toetsen),
        pagina("norm_oordelen", toetsen.teamleider, toetsen, norm),
        pagina("gesprek", gespreksleider, toetsen, gesprek.nummer),
        pagina("wederhoor", wederhoor.schrijver, wederhoor),
        pagina("post, van een traject", wederhoor.schrijver, wederhoor),
        pagina("vragen", wederhoor.schrijver, wederhoor),
        Pagina("agenda", None, reverse("agenda", args=[agenda_koppelen(toetsen.teamleider)])),
        pagina("rapportversie", wederhoor.schrijver, wederhoor, 1),
        Pagina(
            "hernieuwing, zelfevaluatie", opnieuw.schrijver, reverse("zelfevaluatie", args=[opnieuw.traject.nummer])
        ),
        Pagina("hernieuwing, verhaal", opnieuw.schrijver, reverse("verhaal", args=[opnieuw.traject.nummer, norm])),
        Pagina("label, tien jaar", opnieuw.schrijver, reverse("label", args=[opnieuw.traject.cyclus_id])),
        Pagina("agendapunt", lid, agenda.traject.agendapunten.get().get_absolute_url()),
    ]


def _openbaar():
    certificaat = Certificaat.objects.openbaar().order_by("-pk")[0]
    lijst, vandaag = reverse("register"), certificaat.geldig_van
    return [
        Pagina("register", None, lijst),
        Pagina("register, op naam", None, f"{lijst}?{urlencode({'zoek': certificaat.houder})}"),
        Pagina("register, op plaats", None, f"{lijst}?{urlencode({'zoek': certificaat.plaats})}"),
        Pagina("register, geldig op", None, f"{lijst}?{urlencode({'op': f'{vandaag:%d-%m-%Y}'})}"),
        Pagina("register, alles", None, f"{lijst}?op="),
        Pagina("register, laatste bladzijde", None, f"{lijst}?bladzijde=1000000"),
        Pagina("vermelding", None, reverse("vermelding", args=[certificaat.nummer])),
        Pagina("verifieer_nummer", None, reverse("verifieer_nummer", args=[certificaat.nummer])),
    ]


def meten(pagina, keren):
    """Ask a page `keren` times, warm. Raises CommandError when it does not answer with the page."""
    client = Client(SERVER_NAME="localhost")
    if pagina.wie is not None:
        inloggen(client, pagina.wie)
    for _ in range(2):
        with CaptureQueriesContext(connection) as opdrachten:
            antwoord = client.get(pagina.url)
        if antwoord.status_code != 200:
            raise CommandError(f"{pagina.naam}: {pagina.url} antwoordt met {antwoord.status_code}.")
    # Counted now: each request that follows empties Django's list.
    aantal_opdrachten = len(opdrachten)
    tijden, begin, rekentijd = [], perf_counter(), _rekentijd()
    while len(tijden) < keren and (len(tijden) < MINSTENS or perf_counter() - begin < SECONDEN):
        start = perf_counter()
        client.get(pagina.url)
        tijden.append(1000 * (perf_counter() - start))
    return Meting(
        p50=percentiel(tijden, 50),
        p95=percentiel(tijden, 95),
        snelst=min(tijden),
        rekentijd=1000 * (_rekentijd() - rekentijd) / len(tijden),
        opdrachten=aantal_opdrachten,
        bytes=len(antwoord.content),
        keren=len(tijden),
    )


def _rekentijd():
    """Seconds of processor time of this process and, where Linux tells it, of its PostgreSQL process on this machine."""
    try:
        velden = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return process_time()
    return process_time() + (int(velden[11]) + int(velden[12])) / os.sysconf("SC_CLK_TCK")


def percentiel(tijden, deel):
    """The smallest of the times that is not exceeded by `deel` percent of them (nearest rank)."""
    return sorted(tijden)[-(-len(tijden) * deel // 100) - 1]
