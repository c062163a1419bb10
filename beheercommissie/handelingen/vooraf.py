"""What is asked and answered about an item before the meeting.

Every act: transaction, lock, reasons why not, change, log row.
"""

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden.vooraf import voorafantwoordbelemmeringen, voorafvraagbelemmeringen
from beheercommissie.models import Agendapunt, Navraag
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.models import Traject, Vraagpartij
from trajecten.schrijven import lengtebelemmeringen


@transaction.atomic
def vooraf_vragen(wie: Lidmaatschap, agendapunt: Agendapunt, vraag: str) -> Navraag:
    """Ask the certifier something about an item. The log says that it was asked, and not what."""
    traject = Traject.objects.op_slot(agendapunt.traject_id)
    agendapunt = Agendapunt.objects.zichtbaar_voor(wie).get(pk=agendapunt.pk)
    eisen(voorafvraagbelemmeringen(wie, agendapunt), lengtebelemmeringen(vraag))
    if not vraag.strip():
        raise Geweigerd(["Schrijf eerst uw vraag."])
    navraag = Navraag.objects.create(
        agendapunt=agendapunt,
        vraag=vraag.strip(),
        aan=Vraagpartij.CERTIFICEERDER,
        gesteld_op=timezone.now(),
        gesteld_door=wie.gebruiker,
    )
    vastleggen(wie, Handeling.VOORAF_VRAGEN, traject.onderwerp)
    return navraag


@transaction.atomic
def vooraf_antwoorden(wie: Lidmaatschap, navraag: Navraag, antwoord: str) -> Navraag:
    """Send the answer; it does not change any more."""
    traject = Traject.objects.op_slot(navraag.traject.pk)
    navraag = Navraag.objects.select_related("agendapunt__vergadering").get(pk=navraag.pk)
    navraag.punt.traject = traject
    eisen(voorafantwoordbelemmeringen(wie, navraag), lengtebelemmeringen(antwoord))
    if not antwoord.strip():
        raise Geweigerd(["Schrijf eerst het antwoord."])
    navraag.antwoord, navraag.beantwoord_op, navraag.beantwoord_door = antwoord, timezone.now(), wie.gebruiker
    navraag.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])
    vastleggen(wie, Handeling.VOORAF_ANTWOORDEN, traject.onderwerp)
    return navraag
