"""Questions between the parties that wait for an answer, or whose answer waits to be read, for Mijn werk."""

from django.db.models import F

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import Vraag


def vragenwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per question to answer, and per answer to read, in one query."""
    wachtend = Vraag.objects.te_beantwoorden(wie) | Vraag.objects.te_lezen(wie)
    vragen = wachtend.select_related("traject__organisatie").order_by(F("beantwoord_op").asc(nulls_first=True), "pk")
    return [_te_lezen(vraag) if vraag.beantwoord_op else _te_beantwoorden(vraag) for vraag in vragen]


def _te_beantwoorden(vraag):
    return Werk(
        f"Beantwoord de vraag: {vraag.onderwerp}",
        f"Over traject {vraag.traject.nummer} van {vraag.traject.organisatie.naam}.",
        vraag.get_absolute_url(),
        "Lees en antwoord",
    )


def _te_lezen(vraag):
    return Werk(
        f"Er is antwoord op uw vraag: {vraag.onderwerp}",
        "Lees het antwoord en sluit de vraag.",
        vraag.get_absolute_url(),
        "Lees het antwoord",
    )
