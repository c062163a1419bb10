"""More people at an organisation, for the tests."""

from leden.models import Gebeurtenis, Gebruiker, Lidmaatschap, Rol
from tests.dagen import over


def laatste_regel():
    return Gebeurtenis.objects.latest("volgnummer")


def collega(wereld, naam="Wietske Waterdrieblad", rol=Rol.BEHEERDER, organisatie=None, **velden):
    """One more person of Welzijn Wilgendam, or of another organisation."""
    gebruiker = Gebruiker.objects.create_user(f"{naam.split()[0].lower()}@voorbeeld.example", naam, "geheim")
    velden = {"van": over(-400)} | velden
    return Lidmaatschap.objects.create(
        gebruiker=gebruiker, organisatie=organisatie or wereld.hilde.organisatie, rol=rol, **velden
    )
