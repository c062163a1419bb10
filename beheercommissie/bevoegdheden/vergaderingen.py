"""Why a meeting cannot be planned, changed, called off or arranged like this (Dutch sentences; empty is yes)."""

from collections.abc import Sequence
from datetime import date, time
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone

from beheercommissie.agenda import met_tijd
from beheercommissie.bevoegdheden import agendabelemmeringen, agendapuntbelemmeringen, dossierbelemmeringen
from beheercommissie.bevoegdheden.voorzitten import IS_SCHRIFTELIJK
from beheercommissie.models import Aanwezigheid, Agendapunt, Besluit, Bespreekpunt, Vergadering
from beheercommissie.models.buiten import staat_buiten
from huisstijl.templatetags.opmaak import dag, dagkort, meervoud
from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap
from toetsing.bevoegdheden import houdbaarheidsbelemmeringen
from trajecten.bevoegdheden import handelingsbelemmeringen, relatiebelemmeringen
from trajecten.schrijven import lengtebelemmeringen

IS_WEBADRES = URLValidator(schemes=["https"])
LANGSTE_REDEN = 1000
LANGSTE_PUNT = 480
WAT_EEN_PUNT_ZEGT = ("soort", "titel", "minuten", "toelichting")


class Gegevens(NamedTuple):
    """What is planned: when, where, how to join from elsewhere, and until when papers can come."""

    datum: date
    plaats: str
    begin: time | None = None
    eind: time | None = None
    link: str = ""
    sluitdag: date | None = None


def gegevensbelemmeringen(gegevens: Gegevens, nu: Vergadering | None = None) -> dict[str, str]:
    """Per field why a meeting (`nu`: as it is) cannot be planned like this. The day that it has, it can keep."""
    redenen = {}
    if gegevens.datum < timezone.localdate() and (nu is None or nu.datum != gegevens.datum):
        redenen["datum"] = f"{dagkort(gegevens.datum)} is al geweest. Kies vandaag of een dag daarna."
    elif gegevens.begin and _is_er_al(gegevens, nu):
        redenen["datum"] = (
            f"Op {dag(gegevens.datum)} is er dan al een vergadering in {gegevens.plaats}. Kijk bij Vergaderingen."
        )
    if (gegevens.begin is None) != (gegevens.eind is None):
        redenen["eind" if gegevens.begin else "begin"] = "Schrijf allebei de tijden op: van en tot."
    elif gegevens.begin and gegevens.eind and gegevens.eind <= gegevens.begin:
        redenen["eind"] = "De vergadering eindigt voordat zij begint. Kies een tijd na het begin."
    if not gegevens.plaats.strip():
        redenen["plaats"] = "Schrijf op waar de vergadering is. Is zij alleen online, schrijf dan: online."
    if gegevens.link and not _is_webadres(gegevens.link):
        redenen["link"] = "Dit lijkt geen adres van een vergadering. Het begint met https://"
    if gegevens.sluitdag and gegevens.sluitdag > gegevens.datum:
        redenen["sluitdag"] = "Deze dag is na de vergadering. Kies een dag ervoor, of de dag zelf."
    return redenen


def _is_er_al(gegevens: Gegevens, nu: Vergadering | None) -> bool:
    """Whether this was planned before: the button twice, or in two windows."""
    zelfde = {naam: getattr(gegevens, naam) for naam in ("datum", "begin", "eind", "plaats")}
    er_al = Vergadering.objects.filter(**zelfde, afgezegd_op__isnull=True)
    return (er_al.exclude(pk=nu.pk) if nu else er_al).exists()


def _is_webadres(adres: str) -> bool:
    try:
        IS_WEBADRES(adres)
    except ValidationError:
        return False
    return True


def stand_van(rij: Vergadering | Bespreekpunt) -> str:
    """Of how a meeting is planned now, or what an item says, so that a page knows whether that changed since it was made."""
    velden = Gegevens._fields if isinstance(rij, Vergadering) else WAT_EEN_PUNT_ZEGT
    return vingerafdruk(repr([getattr(rij, naam) for naam in velden]))


def tussenkomst(vergadering: Vergadering, gezien: str) -> list[str]:
    """What somebody reads who changes a meeting that another changed meanwhile. `gezien`: of `stand_van`."""
    if gezien == stand_van(vergadering):
        return []
    return [
        f"Intussen veranderde een ander deze vergadering. Zij is nu op {met_tijd(vergadering)}. Hieronder staat wat u invulde. "
        "Legt u het nog eens vast, dan komt dat ervoor in de plaats."
    ]


def puntverandering(punt: Bespreekpunt, gezien: str) -> list[str]:
    """The same for an item of which another changed the words or the time."""
    if gezien == stand_van(punt):
        return []
    return [
        f"Intussen veranderde een ander dit punt. Het heet nu ‘{punt.titel}’ en duurt {meervoud(punt.minuten, 'minuut', 'minuten')}. "
        "Hieronder staat wat u invulde. Legt u het nog eens vast, dan komt dat ervoor in de plaats."
    ]


def elders(agendapunt: Agendapunt, gezien: int | None) -> list[str]:
    """The same for a traject that another brought to another meeting. `gezien`: the key of the meeting on which it stood."""
    if gezien == agendapunt.vergadering_id:
        return []
    return [
        f"Intussen bracht een ander dit traject naar de vergadering van {met_tijd(agendapunt.vergadering)}. Moet het ook daar van "
        "de agenda, doe het dan nog eens."
    ]


def verplaatsbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering, datum: date) -> list[str]:
    """Why this membership does not bring this meeting to this day, with all that is on its agenda."""
    if datum == vergadering.datum:
        return []
    if redenen := _besluiten(vergadering) or _erbuiten(wie, vergadering):
        return redenen
    redenen = []
    for punt in vergadering.agendapunten.onbesloten().voor_lijst().select_related("traject__kaderversie"):
        redenen += [f"{punt}. {reden}" for reden in houdbaarheidsbelemmeringen(punt.traject, datum)]
    return redenen


def wijzigbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    return rolbelemmeringen(wie, Handeling.VERGADERING_WIJZIGEN) or openbelemmeringen(vergadering)


def afzegbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """A meeting with a decision, or whose day has passed, took place; and who stays out of a traject does not move it this way."""
    return (
        rolbelemmeringen(wie, Handeling.VERGADERING_AFZEGGEN)
        or openbelemmeringen(vergadering)
        or _besluiten(vergadering)
        or _erbuiten(wie, vergadering)
    )


def openbelemmeringen(vergadering: Vergadering) -> list[str]:
    """A meeting is still to come, or of today."""
    if vergadering.is_schriftelijk:
        return [IS_SCHRIFTELIJK]
    if vergadering.afgezegd_op:
        return [f"Deze vergadering is op {dag(timezone.localdate(vergadering.afgezegd_op))} afgezegd."]
    if vergadering.is_geweest:
        return ["Deze vergadering is al geweest."]
    if vergadering.gesloten_op:
        return ["Deze vergadering is gesloten."]
    return []


def _besluiten(vergadering: Vergadering) -> list[str]:
    if vergadering.geopend_op:
        return ["Deze vergadering is al geopend. Zij gaat niet meer naar een andere dag en wordt niet afgezegd."]
    if Besluit.objects.filter(agendapunt__vergadering=vergadering).exists():
        return [
            "Op deze vergadering is al een besluit genomen. Zij gaat niet meer naar een andere dag en wordt niet afgezegd."
        ]
    return []


def _erbuiten(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """The undecided items that a meeting would take along, and of which this person stays out."""
    punten = vergadering.agendapunten.onbesloten().voor_lijst().filter(staat_buiten(wie.gebruiker))
    redenen = [f"{punt}. Hier blijft u buiten, om een belang of een eerdere rol." for punt in punten]
    if redenen:
        redenen.append(
            "Vraag een andere secretaris om dit te doen, of om dit eerst van deze agenda te halen. Is er geen andere, dan kan "
            "het bureau er een voorstellen."
        )
    return redenen


def aanwezigheidbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering, antwoord: str) -> list[str]:
    belemmeringen = rolbelemmeringen(wie, Handeling.AANWEZIGHEID_MELDEN) or openbelemmeringen(vergadering)
    if not belemmeringen and vergadering.geopend_op:
        belemmeringen = ["Deze vergadering is al geopend. Wie er is, staat op haar bladzijde."]
    if not belemmeringen and antwoord not in Aanwezigheid.Antwoord.values:
        belemmeringen = ["Kies een van de antwoorden."]
    return belemmeringen


def indeelbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """The secretary arranges the agenda until the day of the meeting is over."""
    return rolbelemmeringen(wie, Handeling.AGENDA_INDELEN) or openbelemmeringen(vergadering)


def afvoerbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt) -> list[str]:
    """Why this membership does not take this traject off the agenda; who stays out of it does not."""
    return (
        rolbelemmeringen(wie, Handeling.AGENDAPUNT_AFVOEREN)
        or dossierbelemmeringen(wie, agendapunt)
        or handelingsbelemmeringen(wie, agendapunt.traject, Handeling.AGENDAPUNT_AFVOEREN)
        or agendapuntbelemmeringen(agendapunt)
    )


def doorschuifbelemmeringen(wie: Lidmaatschap, agendapunt: Agendapunt, naar: Vergadering) -> list[str]:
    """Why this membership does not move this traject to that meeting."""
    return (
        rolbelemmeringen(wie, Handeling.AGENDAPUNT_VERPLAATSEN)
        or dossierbelemmeringen(wie, agendapunt)
        or relatiebelemmeringen(wie, agendapunt.traject)
        or agendapuntbelemmeringen(agendapunt)
        or agendabelemmeringen(naar, agendapunt.traject)
    )


def minutenbelemmeringen(minuten: int) -> list[str]:
    """Why an item of an agenda cannot take this long."""
    return [] if 1 <= minuten <= LANGSTE_PUNT else [f"Een punt duurt 1 tot {LANGSTE_PUNT} minuten."]


def puntbelemmeringen(*, minuten: int, soort: str, titel: str, toelichting: str) -> list[str]:
    """Why an item that is not about a traject cannot be like this."""
    redenen = minutenbelemmeringen(minuten)
    if soort not in Bespreekpunt.Soort.values:
        redenen.append("Kies wat voor punt dit is.")
    if not titel.strip():
        redenen.append("Geef het punt een titel.")
    return redenen + lengtebelemmeringen(toelichting)


def redenbelemmeringen(reden: str, vraag: str) -> list[str]:
    """Somebody says why, in not too many words; `vraag` is what to write."""
    if not reden.strip():
        return [vraag]
    if len(reden) > LANGSTE_REDEN:
        return [f"Dit is te lang. Er passen {LANGSTE_REDEN} tekens."]
    return []


def laatbelemmeringen(vergadering: Vergadering, reden: str) -> list[str]:
    """What comes after the closing day of a meeting says why; the committee reads it on the agenda."""
    if not vergadering.is_na_de_sluitdag or vergadering.sluitdag is None:
        return []
    return redenbelemmeringen(
        reden, f"Stukken konden komen tot en met {dag(vergadering.sluitdag)}. Schrijf waarom dit later komt."
    )


def volgordebelemmeringen(nu: Sequence[str], was: Sequence[str], straks: Sequence[str]) -> list[str]:
    """A new order is of the agenda as it is now, and holds the same items, each once. `was`: the order from which it was made."""
    if list(nu) == list(was) and sorted(nu) == sorted(straks):
        return []
    return ["De agenda is intussen veranderd. Kijk hoe zij er nu uitziet en kies opnieuw."]
