"""Load a framework from a file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from leden.bevoegdheden import Geweigerd
from leden.controlegetal import controlegetal
from normenkader.handelingen import laden
from normenkader.laden import pakket_lezen
from normenkader.models import Kaderversie


class Command(BaseCommand):
    help = "Laadt een normenkader uit een JSON-bestand. Hetzelfde bestand nog eens laden mag en verandert niets."

    def add_arguments(self, parser):
        parser.add_argument("bestand", type=Path)

    def handle(self, bestand, **opties):
        try:
            pakket = pakket_lezen(bestand.read_bytes())
            if kader := Kaderversie.objects.filter(sha256=controlegetal(pakket)).first():
                self.stdout.write(f"{kader.naam}, versie {kader.versie}, was al geladen.")
                return
            kader = laden(None, pakket)
        except OSError as fout:
            raise CommandError(f"{bestand} is niet te lezen: {fout.strerror}.") from None
        except Geweigerd as weigering:
            raise CommandError("\n".join([f"{bestand} is niet geladen.", *weigering.redenen])) from None
        aantal = kader.normen.count()
        self.stdout.write(f"{kader.naam}, versie {kader.versie}, is geladen: {aantal} normen.")
