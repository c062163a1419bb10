"""Break an installation on this machine again and again while people work in it, and say what got lost."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from certificaten.zegel import sleutel_uit_instellingen
from demo import spelen
from kwaliteitslabel import ingebouwd
from leden.models import Gebeurtenis, Lidmaatschap, Organisatie, Rol
from meting.inloggen import inloggen
from meting.storing import controle
from meting.storing.doorgeefluik import Doorgeefluik
from meting.storing.opstelling import Postvak, Processen, productie
from meting.storing.schrijvers import Bode, Iemand, Schrijver, Vlak, bezoek, dag_herschrijven, wachttijd_van_een_ander
from meting.storing.storingen import Toneel, trekken
from toetsing.models import Verhaal
from trajecten.levensloop import Status

ADRES = "https://oefening.example"
SCHRIJVERS, VLAKKEN, UITNODIGERS = 6, 4, 5
HOOGUIT = 300  # seconds of faults
HERSTEL = 180  # seconds until all that waits must be done
# PDFs take by far the most of the time; so many are enough to be killed in the middle of one.
DOCUMENTEN = 6


class Command(BaseCommand):
    help = "Oefen met storingen op een eigen installatie die daarna verdwijnt, en tel wat er kwijt is."

    def add_arguments(self, parser):
        parser.add_argument("--storingen", type=int, default=300, help="hoeveel storingen (anders 300)")
        parser.add_argument(
            "--zaad", type=int, default=1, help="welke reeks: hetzelfde getal geeft dezelfde (anders 1)"
        )

    def handle(self, *, storingen, zaad, **opties):
        if not settings.DEMO or os.environ.get("DATABASE_URL") or connection.introspection.table_names():
            raise CommandError("Oefenen gaat met een lege database die daarna verdwijnt. Gebruik bin/storing.")
        signal.signal(signal.SIGTERM, signal.default_int_handler)
        kans = Random(zaad)  # nosec B311
        call_command("migrate", verbosity=0)
        spelen.spelen()
        self._minder_documenten()
        sleutel_uit_instellingen()  # makes the seal
        zegel = Path(settings.BESTANDEN) / "zegel" / "demo.pem"
        with ExitStack() as open_:
            postvak = open_.enter_context(Postvak())
            omgeving = productie(ADRES, ingebouwd.adres(), settings.BESTANDEN, zegel, postvak.poort)
            stijlen = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0", "--ignore=django_htmx"]
            uitvoer = open_.enter_context(self._logboek())
            subprocess.run(stijlen, env=omgeving, check=True, stdout=uitvoer, stderr=uitvoer)
            processen = open_.enter_context(Processen(omgeving, werkers=2, uitvoer=uitvoer))
            doorgeefluik = open_.enter_context(Doorgeefluik(processen.poort))
            bezoek(doorgeefluik.poort, ADRES.removeprefix("https://"))
            schrijvers, bode = self._mensen(omgeving, doorgeefluik.poort, zaad)
            vanaf = Gebeurtenis.objects.latest("volgnummer").volgnummer
            herschreven = self._herschrijven(kans)
            connection.close()
            connection.close_pool()
            toneel = Toneel(processen, doorgeefluik, ingebouwd.adres(), kans)
            for wie in [*schrijvers, bode]:
                wie.start()
            gedaan = self._storen(toneel, trekken(kans, storingen))
            herstel = self._herstellen(toneel, schrijvers, bode)
            uitkomsten = controle.uitkomsten(schrijvers, bode, postvak.brieven, vanaf)
            vlakken = [vlak for schrijver in schrijvers for vlak in schrijver.vlakken]
            uitvoer.writelines(f"{reden}\n" for wie in [bode, *vlakken] for reden in wie.geweigerd)
            wachttijd = wachttijd_van_een_ander(schrijvers[0].iemand, schrijvers[0].vlakken)
        uitkomsten += [
            controle.Uitkomst("woorden kwijt die er tien minuten stonden, op een dag herschrijven", herschreven, 0),
            controle.Uitkomst("seconden tot alles was hersteld", herstel, HERSTEL),
            controle.Uitkomst("milliseconden voor een ander, bij vier teksten van 100 kB", wachttijd, 1000),
        ]
        self._tabel(gedaan, uitkomsten)
        if not all(een.is_goed for een in uitkomsten):
            raise CommandError(f"Niet alles ging goed. Wat de processen zeiden, staat in {self.uitvoer}.")
        self.uitvoer.unlink()

    def _logboek(self):
        """A file for what the processes say and what was refused; it stays when something was lost."""
        bestand = tempfile.NamedTemporaryFile("w", prefix="storing-", suffix=".log", delete=False)  # noqa: SIM115
        self.uitvoer = Path(bestand.name)
        return bestand

    @staticmethod
    def _minder_documenten():
        with connection.cursor() as cursor:
            cursor.execute(
                "delete from procrastinate_jobs where id in (select id from procrastinate_jobs"
                " where task_name in ('rapport_pdf_maken', 'certificaat_maken') order by id desc offset %s)",
                [DOCUMENTEN],
            )

    def _mensen(self, omgeving, poort, zaad):
        """People who write in different texts, each in a session of their own, and one who invites and attaches."""
        verhalen = Verhaal.objects.filter(traject__status=Status.VOORBEREIDING).select_related("traject", "norm")
        vlakken = [
            Vlak(f"{verhaal.get_absolute_url()}bewaren/", verhaal, veld, getattr(verhaal, veld))
            for verhaal in verhalen.order_by("norm__volgorde", "traject")
            for veld in Verhaal.TEKSTEN[:2]
        ]

        def iemand(organisatie, *rollen):
            wie = Lidmaatschap.objects.filter(organisatie=organisatie, rol__in=rollen).first()
            with override_settings(SECRET_KEY=omgeving["SECRET_KEY"]):
                return Iemand(inloggen(Client(), wie).cookies["sessionid"].value, ADRES, poort)

        schrijvers = []
        organisaties = list(dict.fromkeys(vlak.rij.traject.organisatie_id for vlak in vlakken))
        for nummer in range(SCHRIJVERS):
            organisatie = organisaties[nummer % len(organisaties)]
            eigen = [vlak for vlak in vlakken if vlak.rij.traject.organisatie_id == organisatie][:VLAKKEN]
            vlakken = [vlak for vlak in vlakken if vlak not in eigen]
            schrijvers.append(
                Schrijver(nummer, iemand(organisatie, Rol.KWALITEITSMEDEWERKER, Rol.BESTUURDER), eigen, zaad)
            )
        leden = Organisatie.objects.filter(trajecten__status=Status.LOPEND).order_by("pk").distinct()[:UITNODIGERS]
        uitnodigers = {lid.pk: iemand(lid.pk, Rol.BEHEERDER) for lid in leden}
        eerste = schrijvers[0]
        return schrijvers, Bode(uitnodigers, eerste.iemand, eerste.vlakken[0].rij.traject, zaad)

    @staticmethod
    def _herschrijven(kans):
        verhaal = Verhaal.objects.filter(traject__status=Status.INGEDIEND).first()
        wie = Lidmaatschap.objects.filter(organisatie=verhaal.traject.organisatie_id).first()
        veld = Verhaal.TEKSTEN[0]
        stonden = dag_herschrijven(wie, verhaal, veld, kans)
        return len(stonden - controle.woorden_in(verhaal, veld))

    def _storen(self, toneel, reeks):
        """Do the faults one after another, as many as there is time for; gives how often each was done."""
        gedaan, uiterlijk = Counter(), time.monotonic() + HOOGUIT
        for storing in reeks:
            if time.monotonic() > uiterlijk:
                break
            storing.doen(toneel)
            gedaan[storing.naam] += 1
            time.sleep(toneel.kans.uniform(0.1, 1))
            toneel.processen.toezien()
        return gedaan

    @staticmethod
    def _herstellen(toneel, schrijvers, bode):
        """No more faults; gives the seconds until all that was typed is saved and all jobs are done."""
        begin = time.monotonic()
        toneel.doorgeefluik.storingen.clear()
        for draad in toneel.achtergrond:
            draad.join()
        for wie in [*schrijvers, bode]:
            wie.klaar.set()
        while time.monotonic() < begin + HERSTEL:
            toneel.processen.toezien()
            with connection.cursor() as cursor:
                # What failed because something was away is tried again after a while; that is now.
                cursor.execute(
                    "update procrastinate_jobs set scheduled_at = now() where scheduled_at > now() and status = 'todo'"
                )
            if not any(wie.is_alive() for wie in [*schrijvers, bode]) and not controle.taken_niet_gedaan():
                break
            time.sleep(1)
        return round(time.monotonic() - begin)

    def _tabel(self, gedaan, uitkomsten):
        rijen = [(f"storing: {naam}", aantal, "") for naam, aantal in sorted(gedaan.items())]
        rijen += [("storingen samen", gedaan.total(), "")]
        rijen += [
            (een.naam, een.aantal, "" if een.mag is None else "goed" if een.is_goed else "FOUT") for een in uitkomsten
        ]
        self.stdout.write("| wat | aantal | |\n| --- | ---: | --- |")
        for naam, aantal, oordeel in rijen:
            self.stdout.write(f"| {naam} | {aantal} | {oordeel} |")
