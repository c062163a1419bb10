from collections import defaultdict

from django.db import transaction

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Document, Traject


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
    # The traject is read after the lock: whoever hands in holds it, and then the answer is no.
    verhaal = Verhaal.objects.select_for_update().get(pk=verhaal.pk)
    eisen(verhaalbelemmeringen(wie, verhaal))
    verhaal.verteller, verhaal.zelfbeeld = verteller, zelfbeeld
    verhaal.save(update_fields=["verteller", "zelfbeeld"])
    verhaal.ook_bij.set(ook_bij)
    return verhaal


@transaction.atomic
def documenten_kiezen(wie, verhaal, documenten):
    """Link exactly these documents of the traject to the norm of a story."""
    verhaal = Verhaal.objects.select_for_update().get(pk=verhaal.pk)
    eisen(verhaalbelemmeringen(wie, verhaal))
    koppeling = Document.normen.through
    koppeling.objects.filter(norm=verhaal.norm_id, document__traject=verhaal.traject_id).delete()
    gekozen = Document.objects.filter(traject=verhaal.traject_id, pk__in=[document.pk for document in documenten])
    koppeling.objects.bulk_create(koppeling(norm_id=verhaal.norm_id, document=document) for document in gekozen)


def open_punten(verhalen):
    """What these stories (with norm and part) still need before handing in: sentences, each with its stories."""
    zonder_tekst, zonder_zelfbeeld = defaultdict(list), defaultdict(list)
    for verhaal in verhalen:
        if verhaal.stand in (Verhaal.Stand.BEGONNEN, Verhaal.Stand.LEEG):
            groep = zonder_zelfbeeld if verhaal.is_verteld else zonder_tekst
            groep[verhaal.norm.onderdeel.titel].append(verhaal)
    return [
        (f"{titel}: vertel iets bij {_nummers(groep)}, of kies daar 'Wij weten het nog niet'.", groep)
        for titel, groep in zonder_tekst.items()
    ] + [
        (f"{titel}: zeg bij {_nummers(groep)} hoe u er zelf naar kijkt.", groep)
        for titel, groep in zonder_zelfbeeld.items()
    ]


def _nummers(verhalen):
    """D1, D4 en D5"""
    nummers = [verhaal.norm.nummer for verhaal in verhalen]
    return " en ".join(filter(None, [", ".join(nummers[:-1]), nummers[-1]]))


def nog_te_doen(traject):
    """What is open before the self-evaluation can be handed in."""
    verhalen = Verhaal.objects.filter(traject=traject).select_related("norm__onderdeel")
    return [zin for zin, _ in open_punten(verhalen)]


@transaction.atomic
def zelfevaluatie_indienen(wie, traject):
    """The director hands in the self-evaluation; from here it can be read but not changed."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.ZELFEVALUATIE_INDIENEN))
    # Whoever is saving a text finishes first; whoever comes later finds it handed in.
    list(Verhaal.objects.select_for_update().filter(traject=traject).order_by("pk").values_list("pk"))
    if open_ := nog_te_doen(traject):
        raise Geweigerd(open_)
    lopen(traject, Handeling.ZELFEVALUATIE_INDIENEN, Status.INGEDIEND, wie)
    return traject
