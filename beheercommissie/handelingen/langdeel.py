"""The committee asks for the long part of a report, which opens at once to who takes part in that item.

Every act: transaction, lock, reasons why not, change, log row.
"""

from django.db import transaction

from beheercommissie.bevoegdheden.langdeel import langdeelvraagbelemmeringen
from beheercommissie.models import Agendapunt, Langdeelverzoek
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.models import Traject
from trajecten.schrijven import lengtebelemmeringen


@transaction.atomic
def lange_deel_vragen(wie: Lidmaatschap, agendapunt: Agendapunt, reden: str) -> Langdeelverzoek:
    """Ask for the long part at this item. The log has the reason, which organisation and certifier read there."""
    traject = Traject.objects.op_slot(agendapunt.traject_id)
    agendapunt = Agendapunt.objects.zichtbaar_voor(wie).get(pk=agendapunt.pk)
    eisen(langdeelvraagbelemmeringen(wie, agendapunt), lengtebelemmeringen(reden))
    reden = reden.strip()
    if not reden:
        raise Geweigerd(["Schrijf eerst waarom de commissie het lange deel wil lezen."])
    verzoek = Langdeelverzoek.objects.create(agendapunt=agendapunt, reden=reden, gevraagd_door=wie.gebruiker)
    vastleggen(wie, Handeling.LANGE_DEEL_VRAGEN, traject.onderwerp, reden=reden)
    return verzoek
