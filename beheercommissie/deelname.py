"""Who takes part in an agenda item: what each member said about interests, who has voted, and the result."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from beheercommissie.models import Belangverklaring, Stem
from huisstijl.templatetags.opmaak import meervoud
from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Gebruiker, Lidmaatschap, Rol

Uitkomst = Belangverklaring.Uitkomst


@dataclass(frozen=True)
class Deelnemer:
    """`verklaring` is None while the member has said nothing about interests."""

    gebruiker: Gebruiker
    verklaring: Belangverklaring | None
    heeft_gestemd: bool

    @property
    def uitkomst(self):
        return self.verklaring.uitkomst if self.verklaring else ""


def deelnemers(agendapunt, quorum):
    """Everyone who can take part today or said something about this item, by name."""
    verklaringen = {
        een.gebruiker_id: een
        for een in Belangverklaring.objects.filter(agendapunt=agendapunt).select_related("gebruiker")
    }
    leden = {**quorum.leden} | {pk: een.gebruiker for pk, een in verklaringen.items()}
    return [
        Deelnemer(lid, verklaringen.get(pk), pk in quorum.gestemd)
        for pk, lid in sorted(leden.items(), key=lambda paar: paar[1].naam)
    ]


def secretarissen():
    """Whom a member asks about an interest."""
    return Gebruiker.objects.filter(
        Exists(Lidmaatschap.objects.geldig().filter(gebruiker=OuterRef("pk"), rol=Rol.SECRETARIS))
    ).order_by("naam")


def ongedaan_te_maken(agendapunt, wie):
    """Declarations of an interest or a doubt at this item that this membership can make undone, by name of the member."""
    verklaringen = Belangverklaring.objects.filter(agendapunt=agendapunt).exclude(uitkomst=Uitkomst.GEEN)
    verklaringen = (
        verklaringen.exclude(gebruiker=wie.gebruiker_id).select_related("gebruiker").order_by("gebruiker__naam")
    )
    match wie.rol:
        case Rol.SECRETARIS:
            return verklaringen
        case Rol.VOORZITTER:
            return verklaringen.filter(gebruiker__in=secretarissen())
    return verklaringen.none()


def telling(quorum):
    """Counts only: what one member may know about the others."""
    wie = {*quorum.leden, *quorum.uitkomsten}
    per_uitkomst = Counter(quorum.uitkomsten.get(lid, "") for lid in wie)
    return {
        "geen": per_uitkomst[Uitkomst.GEEN],
        "belang": per_uitkomst[Uitkomst.BELANG],
        "twijfel": per_uitkomst[Uitkomst.TWIJFEL],
        "niets": per_uitkomst[""],
        "gestemd": len(quorum.gestemd),
    }


def uitslag_in_woorden(traject, aantallen):
    """Label and number of votes per option, in the order of the framework; abstentions last."""
    opties = [(optie.code, optie.label) for optie in traject.besluitopties]
    return [(label, aantallen.get(code, 0)) for code, label in [*opties, (Stem.ONTHOUDING, "Onthouding")]]


def agendastand(agendapunt, wie, quorum):
    """How an item of an agenda stands for this membership: colour, icon and words.

    The item carries `uitkomst` and `gestemd` of this member, `blijft_buiten`, and `aantal_stemmen`. Who stays out reads that something
    was decided, not what, and nothing of the votes. `quorum`: of the item, when nothing was decided.
    """
    besluit = getattr(agendapunt, "besluit", None)
    wordt_gevraagd = heeft_rol(wie, Handeling.BELANG_VERKLAREN)
    leest_mee = not agendapunt.blijft_buiten and (agendapunt.uitkomst == Uitkomst.GEEN or not wordt_gevraagd)
    if besluit and leest_mee:
        # Green is for what went well, as on the page of the decision.
        soort, teken = ("goed", "check-lg") if besluit.is_gunstig else ("", "flag")
        return {"soort": soort, "teken": teken, "woord": f"Besloten: {_onderkast(besluit)}"}
    if besluit:
        return {"soort": "", "teken": "check-lg", "woord": "Besloten"}
    if not wordt_gevraagd and agendapunt.blijft_buiten:
        return {"soort": "", "teken": "slash-circle", "woord": "U blijft buiten dit punt"}
    if not wordt_gevraagd:
        woord = f"{meervoud(agendapunt.aantal_stemmen, 'stem', 'stemmen')} van de {quorum.nodig} die nodig zijn"
        return {"soort": "info", "teken": "people", "woord": woord}
    afgelopen = agendapunt.vergadering.is_afgelopen
    match agendapunt.uitkomst:
        case Uitkomst.BELANG:
            return {"soort": "", "teken": "slash-circle", "woord": "U doet niet mee wegens een belang"}
        case Uitkomst.TWIJFEL:
            return {"soort": "", "teken": "telephone", "woord": "U twijfelt, de secretaris belt u"}
        case Uitkomst.GEEN if (agendapunt.gestemd or afgelopen) and _zit_voor(wie, agendapunt, quorum):
            return {"soort": "aan-u", "teken": "pencil", "woord": "U zit dit punt voor: neem het besluit"}
        case Uitkomst.GEEN if agendapunt.gestemd:
            return {"soort": "goed", "teken": "check-lg", "woord": "U hebt gestemd"}
        case Uitkomst.GEEN if afgelopen:
            return {"soort": "", "teken": "clock", "woord": "Stemmen kan niet meer"}
        case Uitkomst.GEEN:
            return {"soort": "aan-u", "teken": "pencil", "woord": "U hebt nog niet gestemd"}
    return {"soort": "aan-u", "teken": "question-circle", "woord": "Zeg eerst of u een belang hebt"}


def _zit_voor(wie, agendapunt, quorum):
    return quorum is not None and agendapunt.vergadering.kan_besluiten and quorum.voorzitter == wie.gebruiker


def _onderkast(besluit):
    label = besluit.keuze.label
    return label[0].lower() + label[1:]
