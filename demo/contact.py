"""How people reach each other in the last weeks: questions beside a traject, and a colleague who takes over the post."""

from berichten.handelingen import vervanging_regelen
from leden.models import Rol
from trajecten.handelingen import vraag_beantwoorden, vraag_stellen


def vragen(weg):
    """A road of its own beside that of the traject: what the organisation asks, and what the planner answers."""
    for vraag in weg.boek.vragen:
        yield weg.moment(-vraag.gesteld, 3)
        gesteld = vraag_stellen(weg.schrijver, weg.traject, onderwerp=vraag.onderwerp, tekst=vraag.tekst)
        if vraag.antwoord:
            yield weg.moment(-vraag.beantwoord, 1)
            vraag_beantwoorden(weg.planner, gesteld, vraag.antwoord)


def vervangen(wereld, kalender):
    """A road of its own: a planner is away this week and the next, and a colleague gets the post."""
    yield kalender.moment(-2, 15)
    vervanging_regelen(
        wereld.wie("Pleun Parnassia", Rol.PLANNER),
        lidmaatschap=wereld.wie("Pleun Parnassia", Rol.PLANNER),
        vervanger=wereld.wie("Karin Dotterbloem", Rol.PLANNER),
        van=kalender.dag(-1),
        tot=kalender.dag(7),
    )
