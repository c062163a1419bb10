"""How the result of a QuickScan is shown."""

from django import template

from huisstijl.templatetags.opmaak import getal, meervoud
from quickscan.getallen import in_woorden, procent
from quickscan.tekening import BALKHOOGTE, tekenen

register = template.Library()


@register.simple_tag
def respons(uitslag):
    """How many answered, in numbers and in words."""
    if uitslag.scan.bron:
        return f"{meervoud(uitslag.geantwoord, 'organisatie antwoordde', 'organisaties antwoordden')}."
    deel, geheel = uitslag.geantwoord, uitslag.gevraagd
    return f"{getal(deel)} van de {getal(geheel)} organisaties antwoordden: {in_woorden(deel, geheel)}, {procent(deel, geheel)}%."


@register.inclusion_tag("quickscan/_balken.html")
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


@register.simple_tag
def voorwaarde(scan, vraag):
    """Of whom this question is asked, as the end of a sentence: the question, and the answers to it."""
    bron = next((een for een in scan.vragenlijst if een.sleutel == vraag.als_vraag), None)
    if bron is None:
        return "een vraag die er niet meer is, iets koos"
    *eerste, laatste = [f"‘{bron.tekst_van(optie)}’" for optie in vraag.als_opties]
    return f"‘{bron.tekst}’ koos: {', '.join(eerste)}{' of ' if eerste else ''}{laatste}"
