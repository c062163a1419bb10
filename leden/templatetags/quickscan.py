"""How the result of a QuickScan is shown."""

from django import template

from leden.quickscan.getallen import in_woorden, procent
from leden.quickscan.tekening import BALKHOOGTE, tekenen
from leden.templatetags.opmaak import getal, meervoud

register = template.Library()


@register.simple_tag
def respons(uitslag):
    """How many answered, in numbers and in words."""
    if uitslag.scan.bron:
        return f"{meervoud(uitslag.geantwoord, 'organisatie antwoordde', 'organisaties antwoordden')}."
    deel, geheel = uitslag.geantwoord, uitslag.gevraagd
    return f"{getal(deel)} van de {getal(geheel)} organisaties antwoordden: {in_woorden(deel, geheel)}, {procent(deel, geheel)}%."


@register.inclusion_tag("leden/quickscan/_balken.html")
def balken(vraaguitslag):
    """The bars of one question."""
    return {"tekening": tekenen(vraaguitslag), "balkhoogte": BALKHOOGTE}


@register.filter
def met_tellingen(regel, vraaguitslag):
    """Each cell of a row with the telling of its column."""
    return list(zip(regel.cellen, vraaguitslag.tellingen, strict=True))


@register.filter
def met_opties(telling, vraag):
    """Each option of a question with its cell in one telling."""
    return [(optie, telling.cellen[optie.sleutel]) for optie in vraag.opties]
