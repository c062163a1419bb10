from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse

from leden.bevoegdheden import Geweigerd
from leden.handelingen.begin import beginnen


class Command(BaseCommand):
    help = "Maakt het bureau, de beheercommissie en de eerste labelbeheerder; die nodigt daarna de anderen uit."

    def add_arguments(self, parser):
        parser.add_argument("--bureau", required=True, help="naam van het bureau")
        parser.add_argument("--commissie", default="Beheercommissie Kwaliteitslabel Sociaal Werk", help="naam ervan")
        parser.add_argument("--plaats", required=True, help="plaats van het bureau")
        parser.add_argument("--naam", required=True, help="naam van de eerste labelbeheerder")
        parser.add_argument("--email", required=True, help="e-mailadres van de eerste labelbeheerder")

    def handle(self, *, bureau, commissie, plaats, naam, email, **options):
        try:
            validate_email(email)
            beginnen(bureau=bureau, commissie=commissie, plaats=plaats, naam=naam, email=email)
        except ValidationError as fout:
            raise CommandError(f"{email} lijkt geen e-mailadres. Schrijf het zo: naam@voorbeeld.nl.") from fout
        except Geweigerd as geweigerd:
            raise CommandError(str(geweigerd)) from geweigerd
        waar = settings.ADRES + reverse("account_reset_password")
        self.stdout.write(
            f"{naam} nodigt eerst een tweede labelbeheerder uit: wie in de beheercommissie komt, beslist niet één mens."
        )
        self.stdout.write(f"Klaar. Laat {naam} op {waar} een wachtwoord aanvragen; de mail gaat naar {email}.")
