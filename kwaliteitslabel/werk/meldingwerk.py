"""Reported changes of which somebody still has to say what they mean, for Mijn werk of the planner and of the bureau."""

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import Melding


def meldingwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per reported change, the oldest first. One query."""
    meldingen = Melding.objects.te_wegen(wie).select_related("traject__organisatie").order_by("pk")
    return [
        Werk(
            f"Lees de wijziging bij {een.traject.organisatie.naam}",
            f"{een.get_soort_display()}. Zeg wat dit betekent voor het label.",
            een.get_absolute_url(),
            "Lees de melding",
            een.uiterlijk,
        )
        for een in meldingen
    ]
