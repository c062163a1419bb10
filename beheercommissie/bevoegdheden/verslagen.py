"""Why minutes cannot be made, written, put on an agenda, remarked on or agreed like this (Dutch sentences; empty is yes)."""

from datetime import date

from django.db.models import Q
from django.utils import timezone

from beheercommissie.bevoegdheden.vergaderingen import openbelemmeringen, redenbelemmeringen
from beheercommissie.models import Bespreekpunt, Vergadering, Verslag, Verslagtekst
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap


def verslagmaakbelemmeringen(wie: Lidmaatschap, vergadering: Vergadering) -> list[str]:
    """Minutes begin on the day of the meeting."""
    if redenen := rolbelemmeringen(wie, Handeling.VERSLAG_SCHRIJVEN):
        return redenen
    if vergadering.afgezegd_op:
        return ["Deze vergadering is niet doorgegaan. Er is geen verslag van."]
    if vergadering.is_schriftelijk:
        return [
            "In een schriftelijke procedure is niets besproken. Er is geen verslag van; het besluit staat bij het punt."
        ]
    if vergadering.datum > timezone.localdate():
        return [f"De vergadering is pas op {dag(vergadering.datum)}. Vanaf die dag maakt u het verslag."]
    return _vastgesteld(Verslag.objects.filter(vergadering=vergadering).first())


def _vastgesteld(verslag: Verslag | None) -> list[str]:
    if verslag is None or verslag.vastgesteld_op is None:
        return []
    return [
        f"Dit verslag is op {dag(timezone.localdate(verslag.vastgesteld_op))} vastgesteld. Er verandert niets meer aan."
    ]


def verslagtekstbelemmeringen(wie: Lidmaatschap, tekst: Verslagtekst) -> list[str]:
    """Why this membership does not write at this item of the minutes."""
    redenen = rolbelemmeringen(wie, Handeling.VERSLAG_SCHRIJVEN) or _leesbelemmeringen(wie, tekst)
    return redenen or _vastgesteld(Verslag.objects.filter(pk=tekst.verslag_id).first())


def _leesbelemmeringen(wie: Lidmaatschap, tekst: Verslagtekst) -> list[str]:
    if Verslagtekst.objects.zichtbaar_voor(wie).filter(pk=tekst.pk).exists():
        return []
    return ["U deed niet mee aan dit punt. Wat er is besproken, leest en schrijft u niet."]


def opmerktijdbelemmeringen(wie: Lidmaatschap, verslag: Verslag) -> list[str]:
    """Members remark on minutes that are on an agenda, until those are agreed."""
    redenen = rolbelemmeringen(wie, Handeling.VERSLAG_OPMERKEN) or _vastgesteld(verslag)
    if not redenen and verslag.bespreekpunt_id is None:
        redenen = ["De secretaris schrijft nog aan dit verslag. Staat het op een agenda, dan kunt u erop reageren."]
    return redenen


def opmerkbelemmeringen(wie: Lidmaatschap, tekst: Verslagtekst, opmerking: str) -> list[str]:
    """Why this membership does not remark this on this text."""
    return (
        rolbelemmeringen(wie, Handeling.VERSLAG_OPMERKEN)
        or _leesbelemmeringen(wie, tekst)
        or opmerktijdbelemmeringen(wie, Verslag.objects.get(pk=tekst.verslag_id))
        or redenbelemmeringen(opmerking, "Schrijf eerst uw opmerking.")
    )


def voorlegbelemmeringen(wie: Lidmaatschap, verslag: Verslag, vergadering: Vergadering | None = None) -> list[str]:
    """Why these minutes do not go on the agenda of that meeting, or on none at all."""
    redenen = rolbelemmeringen(wie, Handeling.VERSLAG_VOORLEGGEN) or _vastgesteld(verslag)
    if not redenen and (punt := verslag.bespreekpunt) and not openbelemmeringen(punt.vergadering):
        redenen = [f"Dit verslag staat al op de agenda van {dag(punt.vergadering.datum)}."]
    if redenen or vergadering is None:
        return redenen
    if vergadering == verslag.vergadering or vergadering.datum < verslag.vergadering.datum:
        return ["Kies een vergadering na deze."]
    return openbelemmeringen(vergadering)


def vaststelbelemmeringen(wie: Lidmaatschap, verslag: Verslag) -> list[str]:
    """Minutes are agreed in the meeting that has them on its agenda, when nothing of their own meeting is open any more."""
    redenen = rolbelemmeringen(wie, Handeling.VERSLAG_VASTSTELLEN) or _vastgesteld(verslag)
    if redenen:
        return redenen
    if verslag.bespreekpunt is None:
        return [
            "Dit verslag staat nog op geen agenda. De secretaris zet het op de agenda van een volgende vergadering."
        ]
    redenen = _voor_de_vergadering(verslag.bespreekpunt.vergadering)
    if verslag.vergadering.agendapunten.onbesloten().exists():
        redenen.append(
            "Op de agenda van deze vergadering staat nog een punt zonder besluit. Neem het besluit, of laat de secretaris het punt "
            "verplaatsen."
        )
    return redenen


def _voor_de_vergadering(vergadering: Vergadering) -> list[str]:
    dag_van: date = vergadering.datum
    if vergadering.afgezegd_op:
        return [
            f"De vergadering van {dag(dag_van)} gaat niet door. De secretaris zet het verslag op de agenda van een andere."
        ]
    if dag_van > timezone.localdate():
        return [f"Het verslag staat op de agenda van {dag(dag_van)}. Vanaf die dag stelt u het vast."]
    return []


def verslagpuntbelemmeringen(punt: Bespreekpunt) -> list[str]:
    """Why this item stays on its agenda: minutes tell of it, or were agreed there."""
    if punt.verslagteksten.filter(~Q(tekst="") | Q(opmerkingen__isnull=False)).exists():
        return ["In het verslag staat al wat er bij dit punt is besproken. Het punt blijft staan."]
    if Verslag.objects.filter(bespreekpunt=punt, vastgesteld_op__isnull=False).exists():
        return ["Bij dit punt is een verslag vastgesteld. Het punt blijft staan."]
    return []
