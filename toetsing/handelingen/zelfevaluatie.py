from django.db import transaction

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


@transaction.atomic
def accepteren(wie, traject, *, toetsers, teamleider, controleur):
    """Take the traject on with a team, and lay out an empty story for every norm."""
    traject = trajecthandelingen.accepteren(
        wie, traject, toetsers=toetsers, teamleider=teamleider, controleur=controleur
    )
    Verhaal.objects.bulk_create(Verhaal(traject=traject, norm=norm) for norm in traject.kaderversie.normen.all())
    return traject


@transaction.atomic
def zelfbeeld_kiezen(wie, verhaal, *, verteller, zelfbeeld, ook_bij):
    """Who tells it, how the organisation sees itself, and which other norms the story carries."""
    verhaal = Verhaal.objects.select_for_update(of=("self",)).select_related("traject").get(pk=verhaal.pk)
    eisen(verhaalbelemmeringen(wie, verhaal))
    verhaal.verteller, verhaal.zelfbeeld = verteller, zelfbeeld
    verhaal.save(update_fields=["verteller", "zelfbeeld"])
    verhaal.ook_bij.set(ook_bij)
    return verhaal


def nog_te_doen(traject):
    """What is open before the self-evaluation can be handed in: norms without story and without 'wij weten het nog niet'."""
    return [
        zin
        for verhaal in Verhaal.objects.filter(traject=traject).select_related("norm")
        for zin in verhaal.nog_te_doen()
    ]


@transaction.atomic
def zelfevaluatie_indienen(wie, traject):
    """The director hands in the self-evaluation; from here it can be read but not changed."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.ZELFEVALUATIE_INDIENEN))
    if open_ := nog_te_doen(traject):
        raise Geweigerd(open_)
    lopen(traject, Handeling.ZELFEVALUATIE_INDIENEN, Status.INGEDIEND, wie)
    return traject
