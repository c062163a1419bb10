"""Questions between the parties that wait for an answer, or whose answer waits to be read, for Mijn werk."""

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import Vraag


def vragenwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per question to answer, and then per answer to read. One query."""
    vragen = Vraag.objects.te_beantwoorden(wie) | Vraag.objects.te_lezen(wie)
    rijen = vragen.select_related("traject__organisatie").order_by("pk")
    return [_werk(vraag) for vraag in sorted(rijen, key=lambda vraag: vraag.beantwoord_op is not None)]


def _werk(vraag: Vraag) -> Werk:
    if vraag.beantwoord_op:
        return Werk(
            f"Er is antwoord op uw vraag: {vraag.onderwerp}",
            "Lees het antwoord en sluit de vraag.",
            vraag.get_absolute_url(),
            "Lees het antwoord",
        )
    return Werk(
        f"Beantwoord de vraag: {vraag.onderwerp}",
        f"Over traject {vraag.traject.nummer} van {vraag.traject.organisatie.naam}.",
        vraag.get_absolute_url(),
        "Lees en antwoord",
    )
