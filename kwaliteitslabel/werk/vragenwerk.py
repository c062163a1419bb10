"""Questions between the parties that wait for an answer, or whose answer waits to be read, for Mijn werk."""

from kwaliteitslabel.werk.werkvoorraad import Werk
from leden.models import Lidmaatschap
from trajecten.models import Vraag


def vragenwerk(wie: Lidmaatschap) -> list[Werk]:
    """A row per question to answer, and per answer to read. One query."""
    wachtend = Vraag.objects.te_beantwoorden(wie) | Vraag.objects.te_lezen(wie)
    rijen = list(wachtend.select_related("traject__organisatie").order_by("pk"))
    return [
        *(
            Werk(
                f"Beantwoord de vraag: {vraag.onderwerp}",
                f"Over traject {vraag.traject.nummer} van {vraag.traject.organisatie.naam}.",
                vraag.get_absolute_url(),
                "Lees en antwoord",
            )
            for vraag in rijen
            if not vraag.beantwoord_op
        ),
        *(
            Werk(
                f"Er is antwoord op uw vraag: {vraag.onderwerp}",
                "Lees het antwoord en sluit de vraag.",
                vraag.get_absolute_url(),
                "Lees het antwoord",
            )
            for vraag in rijen
            if vraag.beantwoord_op
        ),
    ]
