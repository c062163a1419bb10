"""Say what pages, documents and workers cost, in a scratch database that is filled step by step."""

import signal
import tempfile
from pathlib import Path
from time import perf_counter

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.test import Client
from django.test.utils import override_settings

from leden.models import Rol
from meting import rijk, zaaien
from meting.documenten import documenten
from meting.geheugen import geheugen
from meting.paginas import inloggen, meten, paginas
from meting.proefdatabase import proefdatabase


def aantallen(tekst):
    """Growing numbers from text such as 500,5000."""
    getallen = [int(deel) for deel in tekst.split(",")]
    if getallen != sorted(set(getallen)) or getallen[0] < 20:
        raise ValueError(tekst)
    return getallen


class Command(BaseCommand):
    help = "Meet hoe snel bladzijden en documenten zijn, in een proefdatabase die daarna verdwijnt."

    def add_arguments(self, parser):
        parser.add_argument(
            "--aantallen",
            type=aantallen,
            default="500,5000,50000",
            help="bij hoeveel trajecten, oplopend en ten minste 20 (anders 500,5000,50000)",
        )
        parser.add_argument("--keren", type=int, default=40, help="hoe vaak elke bladzijde (anders 40)")

    def handle(self, *, aantallen, keren, **opties):
        if settings.PRODUCTIE:
            raise CommandError("Meten doet u niet op een echte installatie. Kies KWALITEITSLABEL_MODUS=test.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        with tempfile.TemporaryDirectory() as bestanden, self._omgeving(Path(bestanden)), proefdatabase():
            grote = rijk.spelen()
            for van, tot in zip([0, *aantallen], aantallen, strict=False):
                begin = perf_counter()
                zaaien.zaaien(grote, van, tot)
                zaaien.bijwerken()
                self._kop(f"{tot} trajecten (in {perf_counter() - begin:.0f} s gezaaid)")
                self._bladzijden(grote, keren)
            self._documenten()
            self._geheugen(grote)

    @staticmethod
    def _omgeving(bestanden):
        return override_settings(DEBUG=False, BESTANDEN=bestanden, MEDIA_ROOT=bestanden)

    def _kop(self, kop):
        self.stdout.write(f"\n## {kop}\n")

    def _bladzijden(self, grote, keren):
        self._rij("bladzijde", "p50", "p95", "snelst", "rekentijd", "opdrachten", "kB", "keren")
        self._rij("---", *["---:"] * 7)
        for pagina in paginas(grote):
            een = meten(pagina, keren)
            tijden = (f"{tijd:.0f}" for tijd in (een.p50, een.p95, een.snelst, een.rekentijd))
            self._rij(pagina.naam, *tijden, een.opdrachten, f"{een.bytes / 1000:.0f}", een.keren)

    def _documenten(self):
        self._kop("Documenten, in seconden")
        self._rij("document", "ons", "alleen WeasyPrint en pyHanko", "verhouding", "kB")
        self._rij("---", *["---:"] * 4)
        for een in documenten():
            self._rij(
                een.naam, f"{een.ons:.2f}", f"{een.kaal:.2f}", f"{een.ons / een.kaal:.2f}", f"{een.bytes / 1000:.0f}"
            )

    def _geheugen(self, grote):
        if not Path("/proc/self/smaps_rollup").exists():
            return
        planner = grote.wereld.met_rol("ciio", Rol.PLANNER)
        urls = [pagina.url for pagina in paginas(grote) if pagina.wie in (None, planner)]
        self._kop(
            f"Geheugen: {geheugen(urls, inloggen(Client(), planner).cookies['sessionid'].value):.0f} MB voor gunicorn met twee werkers"
        )

    def _rij(self, *cellen):
        self.stdout.write(f"| {' | '.join(map(str, cellen))} |")
        self.stdout.flush()
