from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import spelen
from kwaliteitslabel.start import IN_DE_MAAK, merk, merken
from leden.models import Organisatie


class Command(BaseCommand):
    help = "Maakt verzonnen organisaties, mensen en trajecten om te laten zien wat het programma doet."
    # For bin/demo, which shows it to who waits, and opens the door halfway.
    stealth_options = ("voortgang", "halverwege")

    def handle(self, *args, voortgang=lambda moment: None, halverwege=lambda: None, **opties):
        if settings.PRODUCTIE:
            raise CommandError(
                "Demogegevens horen niet in een echte installatie: iedereen kent het wachtwoord. Kies daarvoor "
                "KWALITEITSLABEL_MODUS=demo."
            )
        if merk() == IN_DE_MAAK:
            raise CommandError(
                "De demogegevens zijn nog niet af, of werden nooit af. Begin opnieuw met een lege database."
            )
        elif Organisatie.objects.exists():
            self.stdout.write("Er zijn al organisaties. Er is niets veranderd.")
        else:
            merken(IN_DE_MAAK)
            spelen.spelen(voortgang, halverwege)
            merken()
            self.stdout.write("De demogegevens staan klaar.")
