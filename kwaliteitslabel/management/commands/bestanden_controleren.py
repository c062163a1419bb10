from django.core.management.base import BaseCommand, CommandError

from kwaliteitslabel.bestanden import bestanden_controleren


class Command(BaseCommand):
    help = "Kijkt of elk bewaard bestand er is en nog hetzelfde is, en noemt bestanden waar niets bij hoort."

    def add_arguments(self, parser):
        parser.add_argument(
            "--herstel",
            action="store_true",
            help="maak certificaten en rapporten die weg of kapot zijn opnieuw; zet eerst een reservekopie terug als die er is",
        )

    def handle(self, *, herstel, **options):
        controle = bestanden_controleren(herstel)
        for naam in controle.opnieuw:
            self.stdout.write(f"Wordt opnieuw gemaakt: {naam}")
        for naam in controle.zonder_rij:
            self.stdout.write(f"Hier hoort niets bij: {naam}")
        if controle.kapot:
            raise CommandError("\n".join(f"Weg of kapot: {naam}" for naam in controle.kapot))
        self.stdout.write(f"Verder is alles heel: {controle.heel} bestanden.")
