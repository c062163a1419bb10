"""Who takes part in an agenda item: what each member said about interests, who has voted, and the result."""

from collections import Counter
from dataclasses import dataclass

from beheercommissie.bevoegdheden import stemgerechtigden
from beheercommissie.models import Belangverklaring, Stem
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Gebruiker
from leden.templatetags.opmaak import meervoud

Uitkomst = Belangverklaring.Uitkomst


@dataclass(frozen=True)
class Deelnemer:
    """`uitkomst` is empty while the member has said nothing about interests."""

    gebruiker: Gebruiker
    uitkomst: str
    heeft_gestemd: bool


def deelnemers(punt):
    """Everyone who can take part today or said something about this item, by name."""
    verklaringen = {
        een.gebruiker_id: een for een in Belangverklaring.objects.filter(punt=punt).select_related("gebruiker")
    }
    gestemd = set(Stem.objects.filter(punt=punt).values_list("gebruiker", flat=True))
    leden = {een.gebruiker_id: een.gebruiker for een in stemgerechtigden().select_related("gebruiker")}
    leden |= {pk: een.gebruiker for pk, een in verklaringen.items()}
    return [
        Deelnemer(lid, verklaringen[pk].uitkomst if pk in verklaringen else "", pk in gestemd)
        for pk, lid in sorted(leden.items(), key=lambda paar: paar[1].naam)
    ]


def telling(deelnemers):
    """Counts only: what one member may know about the others."""
    per_uitkomst = Counter(deelnemer.uitkomst for deelnemer in deelnemers)
    return {
        "geen": per_uitkomst[Uitkomst.GEEN],
        "belang": per_uitkomst[Uitkomst.BELANG],
        "twijfel": per_uitkomst[Uitkomst.TWIJFEL],
        "niets": per_uitkomst[""],
        "gestemd": sum(deelnemer.heeft_gestemd for deelnemer in deelnemers),
    }


def uitslag_in_woorden(punt):
    """Label and number of votes per option, in the order of the framework; abstentions last."""
    aantallen = Counter(Stem.objects.filter(punt=punt).values_list("optie", flat=True))
    opties = [(optie.code, optie.label) for optie in punt.traject.kaderversie.besluitopties]
    return [(label, aantallen[code]) for code, label in [*opties, (Stem.ONTHOUDING, "Onthouding")]]


def agendastand(punt, wie):
    """How an item of an agenda stands for this membership: colour, icon and words.

    The item carries `uitkomst` and `gestemd` of this member, and `aantal_stemmen`.
    """
    besluit = getattr(punt, "besluit", None)
    if besluit and (punt.uitkomst == Uitkomst.GEEN or not heeft_rol(wie, Handeling.BELANG_VERKLAREN)):
        return {"soort": "goed", "teken": "check-lg", "woord": f"Besloten: {_onderkast(besluit)}"}
    if besluit:
        return {"soort": "", "teken": "check-lg", "woord": "Besloten"}
    if not heeft_rol(wie, Handeling.BELANG_VERKLAREN):
        woord = f"{meervoud(punt.aantal_stemmen, 'stem', 'stemmen')} van de {punt.quorum} die nodig zijn"
        return {"soort": "info", "teken": "people", "woord": woord}
    match punt.uitkomst:
        case Uitkomst.BELANG:
            return {"soort": "", "teken": "slash-circle", "woord": "U doet niet mee wegens een belang"}
        case Uitkomst.TWIJFEL:
            return {"soort": "", "teken": "telephone", "woord": "U twijfelt, de secretaris belt u"}
        case Uitkomst.GEEN if punt.gestemd:
            return {"soort": "goed", "teken": "check-lg", "woord": "U hebt gestemd"}
        case Uitkomst.GEEN:
            return {"soort": "aan-u", "teken": "pencil", "woord": "U hebt nog niet gestemd"}
    return {"soort": "aan-u", "teken": "question-circle", "woord": "Zeg eerst of u een belang hebt"}


def _onderkast(besluit):
    label = besluit.keuze.label
    return label[0].lower() + label[1:]
