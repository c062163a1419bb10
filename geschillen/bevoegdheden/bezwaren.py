"""Who may do what with an objection, and why not: Dutch sentences, empty is yes."""

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from beheercommissie.models import Besluit
from geschillen.models import Bezwaar
from geschillen.termijnen import bezwaartermijn
from geschillen.uitsluiting import GEEN_ADVISEUR, redenen_geen_advies, uitsluitingen
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden.handeling import Handeling
from leden.bevoegdheden.redenen import rolbelemmeringen
from leden.models import Gebruiker, Lidmaatschap, Rol
from trajecten.levensloop import Soort, Status, statusbelemmeringen
from trajecten.schrijven import lengtebelemmeringen

MEESTE_STUKKEN = 20
EERST_DE_BRIEF = "Voeg eerst de brief toe, als scan."


def kent_bezwaar(besluit: Besluit) -> bool:
    """Whether an objection to this decision can be handled here: the committee can decide again on the same road.

    Of an award, of what continues with the assessors, and of a label that is withdrawn, there is no road back; those go by letter.
    """
    keuze, soort = besluit.keuze, besluit.agendapunt.traject.soort
    if besluit.bezwaar_tot_en_met is None or keuze.kent_toe or soort == Soort.VERVOLGONDERZOEK:
        return False
    return keuze.gaat_naar in (Status.BESLOTEN, Status.HERSTEL) and keuze.gevolg != "ingetrokken"


def bezwaarbelemmeringen(wie: Lidmaatschap, besluit: Besluit, handeling: Handeling) -> list[str]:
    """Why nobody can object to this decision here, or enter a letter about it. That it is too late is no reason."""
    redenen = rolbelemmeringen(wie, handeling)
    if not redenen and not kent_bezwaar(besluit):
        return ["Tegen dit besluit kunt u hier geen bezwaar maken."]
    if not redenen and besluit.agendapunt.traject.agendapunten.filter(besluit__pk__gt=besluit.pk).exists():
        return ["Na dit besluit kwam een nieuw besluit. Dit besluit geldt niet meer."]
    if not redenen and Bezwaar.objects.filter(besluit=besluit, ingetrokken_op__isnull=True).exists():
        return ["Er loopt al een bezwaar tegen dit besluit. Voeg daar stukken bij."]
    return redenen


def laatbelemmeringen(besluit: Besluit, ontvangen_op: date, waarom_laat: str) -> dict[str, str]:
    """Why these days and this reason do not go together, by field."""
    if ontvangen_op > timezone.localdate():
        return {"ontvangen_op": "Deze dag moet nog komen. Vul in wanneer de brief binnenkwam."}
    if ontvangen_op < besluit.besloten_op:
        return {"ontvangen_op": f"Het besluit is van {dag(besluit.besloten_op)}. Een bezwaar komt daarna."}
    laatste = besluit.bezwaar_tot_en_met
    if laatste and ontvangen_op > laatste and not waarom_laat.strip():
        return {
            "waarom_laat": f"Bezwaar maken kon tot en met {dag(laatste)}. Schrijf waarom het later komt. "
            "Wie adviseert, kijkt of dat een goede reden is."
        }
    return {}


def _open(bezwaar: Bezwaar) -> list[str]:
    if bezwaar.ingetrokken_op:
        return ["Dit bezwaar is ingetrokken."]
    return ["Op dit bezwaar is besloten. Er verandert niets meer aan."] if bezwaar.nieuw_besluit else []


def _nog_geen_advies(bezwaar: Bezwaar) -> list[str]:
    return ["Er is al een advies over dit bezwaar."] if bezwaar.geadviseerd_op else []


def _aan_te_vullen(bezwaar: Bezwaar) -> list[str]:
    vol = bezwaar.stukken.count() >= MEESTE_STUKKEN
    return _nog_geen_advies(bezwaar) or ([f"Bij een bezwaar passen {MEESTE_STUKKEN} stukken."] if vol else [])


def _in_te_trekken(bezwaar: Bezwaar) -> list[str]:
    return ["De commissie besluit al opnieuw. Intrekken kan niet meer."] if bezwaar.heropend_op else []


def _toe_te_wijzen(bezwaar: Bezwaar) -> list[str]:
    zonder_brief = bezwaar.is_per_brief and not bezwaar.stukken.exists()
    return _nog_geen_advies(bezwaar) or ([EERST_DE_BRIEF] if zonder_brief else [])


def _te_verlengen(bezwaar: Bezwaar) -> list[str]:
    if bezwaar.verlengd_tot:
        return ["De termijn is al een keer verlengd. Vaker kan niet."]
    if bezwaar.is_te_laat:
        return ["De laatste dag is voorbij. Dan kan verlengen niet meer."]
    kan = bezwaartermijn(bezwaar.besluit.agendapunt.traject.kaderversie).uitstel_keer
    return [] if kan else ["Het normenkader geeft geen uitstel bij een bezwaar."]


def _te_horen(bezwaar: Bezwaar) -> list[str]:
    if redenen := _nog_geen_advies(bezwaar):
        return redenen
    if bezwaar.afgezien_op:
        return ["De organisatie ziet af van een hoorzitting."]
    if bezwaar.is_gehoord:
        return ["De hoorzitting is geweest."]
    return [] if bezwaar.adviseurs.exists() else ["Vraag eerst iemand om advies. Die leidt de hoorzitting."]


def _af_te_zien(bezwaar: Bezwaar) -> list[str]:
    if redenen := _nog_geen_advies(bezwaar):
        return redenen
    if bezwaar.afgezien_op:
        return ["U zag al af van een hoorzitting."]
    return ["De hoorzitting is geweest."] if bezwaar.is_gehoord else []


def _te_heroverwegen(bezwaar: Bezwaar) -> list[str]:
    if not bezwaar.geadviseerd_op:
        return ["Er is nog geen advies over dit bezwaar."]
    if bezwaar.heropend_op:
        return ["Het traject is al terug bij de beheercommissie."]
    return statusbelemmeringen(bezwaar.besluit.agendapunt.traject, Handeling.BEZWAAR_HEROVERWEGEN)


# What an act asks of the objection, besides that it is open.
ERBIJ: dict[Handeling, Callable[[Bezwaar], list[str]]] = {
    Handeling.BEZWAAR_AANVULLEN: _aan_te_vullen,
    Handeling.BEZWAAR_INTREKKEN: _in_te_trekken,
    Handeling.BEZWAAR_TOEWIJZEN: _toe_te_wijzen,
    Handeling.BEZWAAR_VERLENGEN: _te_verlengen,
    Handeling.BEZWAAR_HOREN: _te_horen,
    Handeling.BEZWAAR_AFZIEN: _af_te_zien,
    Handeling.BEZWAAR_ADVISEREN: _nog_geen_advies,
    Handeling.BEZWAAR_HEROVERWEGEN: _te_heroverwegen,
}


def daadbelemmeringen(wie: Lidmaatschap, bezwaar: Bezwaar, handeling: Handeling) -> list[str]:
    """Why this person cannot do this act with this objection now."""
    redenen = rolbelemmeringen(wie, handeling) or _open(bezwaar) or ERBIJ[handeling](bezwaar)
    if redenen or handeling != Handeling.BEZWAAR_ADVISEREN:
        return redenen
    if not bezwaar.adviseurs.filter(gebruiker=wie.gebruiker_id).exists():
        return ["U bent niet gevraagd om over dit bezwaar te adviseren."]
    return [f"U adviseert niet over dit bezwaar. {zin}" for zin in adviseurbelemmeringen(bezwaar, wie.gebruiker)]


def adviesbelemmeringen(bezwaar: Bezwaar, advies: str, tekst: str, verslag: str) -> list[str]:
    """Why the advice cannot read like this. Who is heard has a report of it; without hearing only what cannot be received."""
    if advies not in Bezwaar.Advies.values:
        return ["Kies een advies."]
    if not bezwaar.is_gehoord and advies != Bezwaar.Advies.NIET_ONTVANKELIJK:
        moet_nog = bezwaar.horen_op is not None
        return [
            "De hoorzitting moet nog komen."
            if moet_nog
            else "De organisatie is nog niet gehoord. De secretaris spreekt een hoorzitting af."
        ]
    if bezwaar.is_gehoord and not bezwaar.afgezien_op and not verslag.strip():
        return ["Schrijf eerst het verslag van de hoorzitting."]
    return ([] if tekst.strip() else ["Schrijf waarom u dit adviseert."]) + lengtebelemmeringen(tekst)


def adviseurbelemmeringen(bezwaar: Bezwaar, gebruiker: Gebruiker) -> list[str]:
    """Why this person does not advise on this objection, each reason a sentence."""
    redenen = redenen_geen_advies(gebruiker, uitsluitingen(bezwaar.besluit))
    behandelt = Lidmaatschap.objects.geldig().filter(gebruiker=gebruiker, rol=Rol.KLACHTBEHANDELAAR).exists()
    return redenen + ([] if behandelt else [GEEN_ADVISEUR])
