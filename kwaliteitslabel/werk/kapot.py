"""Files that are not whole, for Mijn werk of the bureau."""

from django.urls import reverse

from huisstijl.templatetags.opmaak import meervoud
from kwaliteitslabel.bestanden import laatste_controle
from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.bevoegdheden import Handeling, heeft_rol


def kapotte_bestanden(wie):
    """One row when the last check found files that are gone or broken."""
    controle = laatste_controle() if heeft_rol(wie, Handeling.BEHEER_LEZEN) else None
    if not controle or not controle.kapot:
        return []
    return [
        Werk(
            f"{meervoud(len(controle.kapot), 'bestand is', 'bestanden zijn')} weg of beschadigd",
            "Wie zo'n bestand opent, krijgt het niet. Vraag wie het programma beheert om de reservekopie terug te zetten.",
            reverse("beheer"),
            "Bekijk welke",
        )
    ]
