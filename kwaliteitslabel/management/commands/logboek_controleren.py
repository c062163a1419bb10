from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from kwaliteitslabel.logboekcontrole import controleren
from leden.models import Gebeurtenis


class Command(BaseCommand):
    help = "Controleert het logboek: de keten, de stukken en bestanden die erin staan, en de verzegelde ijkpunten."

    def add_arguments(self, parser):
        parser.add_argument(
            "--tegen", type=Path, metavar="MAP", help="map met kopieën van ijkpunten die elders zijn bewaard"
        )

    def handle(self, *, tegen, **options):
        if gevonden := controleren(tegen):
            raise CommandError("\n".join(gevonden))
        self.stdout.write(f"Het logboek klopt: {Gebeurtenis.objects.count()} rijen.")
