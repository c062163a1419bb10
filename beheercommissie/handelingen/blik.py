"""Giving a preliminary view. The act: transaction, lock, reasons why not, change, log row."""

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden.blik import blikbelemmeringen, keuzebelemmeringen
from beheercommissie.blik import zijn_allemaal_binnen
from beheercommissie.models import Agendapunt, Blik
from leden.bevoegdheden import Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.models import Traject
from trajecten.schrijven import lengtebelemmeringen


@transaction.atomic
def blik_geven(wie: Lidmaatschap, agendapunt: Agendapunt, *, keuze: str, woord: str = "") -> Blik:
    """Say how one reads an item, or change that until the views open; from then on only that one wants to discuss it.

    The log has it apart from the traject, and not what was said.
    """
    traject = Traject.objects.op_slot(agendapunt.traject_id)
    agendapunt = Agendapunt.objects.zichtbaar_voor(wie).get(pk=agendapunt.pk)
    agendapunt.traject = traject
    woord = woord.strip()
    eisen(
        blikbelemmeringen(wie, agendapunt) or keuzebelemmeringen(agendapunt, keuze, woord), lengtebelemmeringen(woord)
    )
    nieuw = {"keuze": keuze, "gegeven_op": timezone.now()}
    if not agendapunt.blikken_zijn_open:
        nieuw["woord"] = woord
    blik, _ = Blik.objects.update_or_create(agendapunt=agendapunt, gebruiker=wie.gebruiker, defaults=nieuw)
    blikken_openen(agendapunt)
    vastleggen(wie, Handeling.BLIK_GEVEN, blik.onderwerp)
    return blik


def blikken_openen(agendapunt: Agendapunt) -> None:
    """Open the views of this item, of which the traject is locked, when nobody has to give one any more. They never close again."""
    if agendapunt.blikkenstand == Agendapunt.Blikkenstand.DICHT and zijn_allemaal_binnen(agendapunt):
        agendapunt.blikkenstand = Agendapunt.Blikkenstand.ALLEN
        agendapunt.save(update_fields=["blikkenstand"])
