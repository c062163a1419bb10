"""Deciding without a meeting: the secretary puts a traject to the members in writing, and any of them can stop that.

It ends by the clock alone. Every act: transaction, lock, reasons why not, change, log row.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from beheercommissie.bevoegdheden.schriftelijk import eindbelemmeringen, stopbelemmeringen, voorlegbelemmeringen
from beheercommissie.handelingen import opnemen
from beheercommissie.handelingen.agenda import afvoeren
from beheercommissie.models import Agendapunt, Vergadering
from huisstijl.templatetags.opmaak import tijdstip
from leden.bevoegdheden import Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from trajecten.models import Traject

GESTOPT_OMDAT = "Een lid van de beheercommissie wil dit bespreken in een vergadering."


@transaction.atomic
def schriftelijk_voorleggen(wie: Lidmaatschap, traject: Traject, tot: datetime) -> Agendapunt:
    """Let the members vote on a traject until that moment, without a meeting; the pack is frozen as it is now."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(voorlegbelemmeringen(wie, traject) or eindbelemmeringen(traject, tot))
    procedure = Vergadering.objects.create(
        datum=timezone.localdate(tot), plaats="schriftelijk", schriftelijk_sinds=timezone.now(), schriftelijk_tot=tot
    )
    agendapunt = opnemen(wie, traject, procedure)
    vastleggen(wie, Handeling.SCHRIFTELIJK_VOORLEGGEN, procedure.onderwerp, reden=f"Tot {tijdstip(tot)}.")
    return agendapunt


@transaction.atomic
def schriftelijk_stoppen(wie: Lidmaatschap, agendapunt: Agendapunt) -> None:
    """Say that one wants to discuss it: the procedure stops, and the traject waits for a meeting.

    Which member it was does not stand with the traject, nor on any page.
    """
    traject = Traject.objects.op_slot(agendapunt.traject_id)
    agendapunt = Agendapunt.objects.zichtbaar_voor(wie).defer("dossier").get(pk=agendapunt.pk)
    agendapunt.traject = traject
    agendapunt.vergadering = Vergadering.objects.select_for_update().get(pk=agendapunt.vergadering_id)
    eisen(stopbelemmeringen(wie, agendapunt))
    afvoeren(None, agendapunt, GESTOPT_OMDAT)
    vastleggen(wie, Handeling.SCHRIFTELIJK_STOPPEN, agendapunt.vergadering.onderwerp)
