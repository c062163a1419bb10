from django.core.management.base import BaseCommand, CommandError

from leden.logboek import eerste_breuk
from leden.models import Gebeurtenis


class Command(BaseCommand):
    help = "Controleert de keten van het logboek en noemt de eerste rij die niet klopt."

    def handle(self, **options):
        rij = eerste_breuk()
        if rij:
            raise CommandError(
                f"De keten breekt bij rij {rij.volgnummer}: {rij.handeling}, {rij.onderwerp}, op {rij.op.isoformat()}."
            )
        self.stdout.write(f"Het logboek klopt: {Gebeurtenis.objects.count()} rijen.")
