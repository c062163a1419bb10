from django import template
from django.urls import reverse
from django.utils.html import format_html

from huisstijl.templatetags.onderdelen import kruimel
from huisstijl.templatetags.opmaak import nog, weekdag
from trajecten.levensloop import AanZet, Status, verstreken_zin
from trajecten.rapportnaam import rapportnaam

register = template.Library()
register.filter(rapportnaam)

# Where the party at turn goes, and what stands on the link. Pages of higher apps are named, not imported.
PAGINA_VAN = {
    Status.AANGEMELD: ("accepteren", "Bekijk de aanmelding"),
    Status.VOORBEREIDING: ("zelfevaluatie", "Schrijf verder"),
    Status.INGEDIEND: ("programma", "Maak het programma"),
    Status.GEPLAND: ("programma", "Bekijk het programma"),
    Status.IN_TOETSING: ("raster", "Ga verder"),
    Status.AANVULLEND_ONDERZOEK: ("raster", "Zoek het uit"),
    Status.INTERNE_CONTROLE: ("interne_controle", "Lees het concept"),
    Status.WEDERHOOR: ("wederhoor", "Lees en reageer"),
    Status.REACTIE_VERWERKEN: ("reacties", "Beantwoord de reactie"),
    Status.VERBETERPLANNEN: ("verbeterplannen", "Schrijf de plannen"),
    Status.PLANNEN_BEOORDELEN: ("verbeterplannen", "Lees de plannen"),
    Status.VOORTGANG: ("vervolg", "Schrijf wat er is gebeurd"),
    Status.VOORTGANG_INGEDIEND: ("vervolgteam_kiezen", "Stel het team samen"),
    Status.BEOORDELEN: ("vervolg", "Lees en oordeel"),
    Status.ADVIES: ("advies", "Schrijf het advies"),
    Status.VOORGEDRAGEN: ("voordracht", "Kies een vergadering"),
    Status.GEAGENDEERD: ("vergaderingen", "Ga naar de agenda"),
    Status.VRAAG_AAN_ORGANISATIE: ("navraag", "Beantwoord de vraag"),
    Status.VRAAG_AAN_CERTIFICEERDER: ("navraag", "Beantwoord de vraag"),
    Status.BESLOTEN: ("besluit", "Rond het besluit af"),
    Status.AANGEHOUDEN: ("hervatten", "Hervat het traject"),
    Status.ZIENSWIJZE: ("maatregel", "Lees het voorstel en reageer"),
    Status.HERSTEL: ("maatregel", "Laat zien wat is hersteld"),
}


def pagina_van(traject):
    """URL and link text of the page where the party at turn works, or None when nobody is."""
    if traject.status not in PAGINA_VAN:
        return None
    naam, tekst = PAGINA_VAN[traject.status]
    return reverse(naam, args=[] if naam == "vergaderingen" else [traject.nummer]), tekst


@register.simple_tag
def kruimel_traject(traject, titel=""):
    """The crumb of a traject by its number and, with a `titel`, the page below it that one is on."""
    terug = kruimel(f"Traject {traject.nummer}", "traject", traject.nummer)
    return format_html("{}{}", terug, kruimel(titel) if titel else "")


@register.inclusion_tag("onderdelen/aan_zet.html", takes_context=True)
def aan_zet(context, traject, wie, wacht=None):
    """The sentence on top of every page of a traject: whose turn, until when, how much work.

    `wacht`: something besides the turn that waits for this person, so that there is something to do.
    """
    beurt, is_u = traject.beurt, traject.is_aan_zet(wie)
    if beurt.wie == AanZet.NIEMAND:
        return {"soort": "", "kop": f"{beurt.opdracht}.", "zin": ""}
    termijn = f"tot en met {weekdag(traject.termijn)}, {nog(traject.werkdagen)}" if traject.termijn else ""
    if sinds := traject.te_laat_sinds:
        termijn = f"te laat sinds {weekdag(sinds)}"
    regel = traject.termijnregel
    eerder = f" {verstreken_zin(traject.verstreken)}" if traject.verstreken else ""
    tijd = {"termijn": termijn, "stilte": regel.bij_stilte if regel else ""}
    if not is_u:
        naam = traject.wie_aan_zet
        kop = f"{naam[0].upper()}{naam[1:]} {'zijn' if beurt.wie == AanZet.TOETSERS else 'is'} aan zet."
        zin = f"De opdracht: {beurt.opdracht[0].lower()}{beurt.opdracht[1:]}.{eerder}"
        return {"soort": "", "kop": kop, "zin": zin, **tijd, "feit": "" if wacht else "u hoeft nu niets te doen"}
    url, knop = pagina_van(traject)
    return {
        "soort": "u",
        "kop": "U bent aan zet.",
        "zin": f"{beurt.opdracht}.{eerder}",
        **tijd,
        "werk": beurt.werk,
        # No link to the page one is on.
        "url": "" if url == context["request"].path else url,
        "knop": knop,
    }
