from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import spelen
from demo.mensen import WACHTWOORD
from kwaliteitslabel.start import IN_DE_MAAK, merk, merken
from leden.models import Lidmaatschap, Organisatie


class Command(BaseCommand):
    help = "Maakt verzonnen organisaties, mensen en trajecten om te laten zien wat het programma doet."
    # For bin/demo, which shows it to who waits, and opens the door halfway.
    stealth_options = ("voortgang", "halverwege")

    def add_arguments(self, parser):
        parser.add_argument("--accounts", action="store_true", help="toon wie er kan inloggen, en met welk wachtwoord")

    def handle(self, *args, accounts, voortgang=lambda moment: None, halverwege=lambda: None, **opties):
        if settings.PRODUCTIE:
            raise CommandError(
                "Demogegevens horen niet in een echte installatie: iedereen kent het wachtwoord. Kies daarvoor "
                "KWALITEITSLABEL_MODUS=demo."
            )
        if accounts:
            self.accounts_tonen()
        elif merk() == IN_DE_MAAK:
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

    def accounts_tonen(self):
        mensen = Lidmaatschap.objects.geldig().select_related("organisatie", "gebruiker")
        rijen = [
            (een.organisatie.naam, een.gebruiker.naam, een.get_rol_display(), een.gebruiker.email)
            for een in mensen.order_by("organisatie__soort", "organisatie__naam", "pk")
        ]
        if not rijen:
            raise CommandError("Er zijn nog geen accounts. Maak ze met: manage.py demogegevens")
        rijen.insert(0, ("Organisatie", "Naam", "Rol", "E-mailadres"))
        breedtes = [max(len(rij[kolom]) for rij in rijen) for kolom in range(3)]
        for *kolommen, email in rijen:
            self.stdout.write(
                "  ".join([waarde.ljust(breedte) for waarde, breedte in zip(kolommen, breedtes, strict=True)] + [email])
            )
        self.stdout.write(f"\nHet wachtwoord is voor iedereen: {WACHTWOORD}")
