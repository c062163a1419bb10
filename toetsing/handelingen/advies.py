from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from toetsing.bevoegdheden import adviesbelemmeringen, laatste_versie
from toetsing.models import Advies
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


@transaction.atomic
def optie_kiezen(wie, advies, optie):
    """Choose one of the framework's advice options."""
    traject = Traject.objects.op_slot(advies.traject_id)
    advies = Advies.objects.select_for_update(of=("self",)).get(pk=advies.pk)
    advies.traject = traject
    eisen(adviesbelemmeringen(wie, advies))
    traject.kaderversie.adviesoptie(optie)
    advies.optie = optie
    advies.save(update_fields=["optie"])
    return advies


def nog_te_doen(advies):
    """What is open before the advice can be brought out."""
    open_ = []
    if not advies.optie:
        open_.append("Kies welk advies u geeft.")
    if not advies.motivering.strip():
        open_.append("Schrijf waarom u dit adviseert.")
    return open_


@transaction.atomic
def advies_uitbrengen(wie, traject):
    """Bring out the advice and put the traject forward to the beheercommissie; the advice is fixed from here."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.ADVIES_UITBRENGEN))
    advies = Advies.objects.select_for_update().get(versie=laatste_versie(traject))
    if open_ := nog_te_doen(advies):
        raise Geweigerd(open_)
    advies.uitgebracht_op, advies.uitgebracht_door = timezone.now(), wie.gebruiker
    advies.save(update_fields=["uitgebracht_op", "uitgebracht_door"])
    lopen(traject, Handeling.ADVIES_UITBRENGEN, Status.VOORGEDRAGEN, wie)
    return advies
