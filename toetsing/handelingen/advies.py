from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Handeling, eisen
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.models import Advies
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


@transaction.atomic
def advies_uitbrengen(wie: Lidmaatschap, traject: Traject) -> Advies:
    """Bring out the advice and put the traject forward to the beheercommissie; the advice is fixed from here."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.ADVIES_UITBRENGEN))
    advies = Advies.objects.select_for_update().filter(traject=traject).latest("pk")
    eisen(nog_te_doen.advies(advies))
    advies.uitgebracht_op, advies.uitgebracht_door = timezone.now(), wie.gebruiker
    advies.save(update_fields=["uitgebracht_op", "uitgebracht_door"])
    lopen(traject, Handeling.ADVIES_UITBRENGEN, Status.VOORGEDRAGEN, wie, stuk_sha256=advies.sha256)
    return advies
