from django.db import transaction
from django.db.models import Max

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.models import Gebruiker
from toetsing.bevoegdheden import programmabelemmeringen
from toetsing.models import Gesprek, Gesprekstoetser, Rapportdeel, Toetsdag
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Toewijzing, Traject


@transaction.atomic
def dag_toevoegen(wie, traject, datum):
    traject = Traject.objects.op_slot(traject.pk)
    eisen(programmabelemmeringen(wie, traject))
    dag, nieuw = Toetsdag.objects.get_or_create(traject=traject, datum=datum)
    if not nieuw:
        raise Geweigerd(["Deze dag staat al in het programma."])
    return dag


@transaction.atomic
def dag_verwijderen(wie, dag):
    """Take a day out of the programme, when no talk is planned on it."""
    traject = Traject.objects.op_slot(dag.traject_id)
    eisen(programmabelemmeringen(wie, traject))
    if dag.gesprekken.exists():
        raise Geweigerd(["Op deze dag staan gesprekken. Verplaats of verwijder die eerst."])
    dag.delete()


@transaction.atomic
def gesprek_plannen(wie, traject, *, gesprek=None, dag, begin, eind, plaats, groep, normen, toetsers):
    """Plan a talk, or change a planned one. An assessor can be at one place at a time, over all trajecten."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(programmabelemmeringen(wie, traject))
    if gesprek and gesprek.afgerond_op:
        raise Geweigerd(["Dit gesprek is al gevoerd en kan niet meer veranderen."])
    # Two planners who give the same assessor two talks at once wait for each other here.
    list(Gebruiker.objects.select_for_update().filter(pk__in=[t.pk for t in toetsers]).order_by("pk"))
    eisen(botsingen(traject, gesprek, dag, begin, eind, plaats, toetsers))
    if gesprek is None:
        nummer = (traject.gesprekken.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
        gesprek = Gesprek(traject=traject, nummer=nummer)
    gesprek.dag, gesprek.begin, gesprek.eind, gesprek.plaats, gesprek.groep = dag, begin, eind, plaats, groep
    gesprek.save()
    gesprek.normen.set(normen)
    gesprek.gesprekstoetsers.exclude(toetser__in=toetsers).delete()
    for toetser in toetsers:
        Gesprekstoetser.objects.get_or_create(gesprek=gesprek, toetser=toetser)
    return gesprek


def botsingen(traject, gesprek, dag, begin, eind, plaats, toetsers):
    """Why this talk does not fit in the programme."""
    redenen = []
    if eind <= begin:
        return ["Het gesprek eindigt voor het begint. Kies een latere eindtijd."]
    team = set(traject.toewijzingen.filter(rol=Toewijzing.Rol.TOETSER).values_list("gebruiker_id", flat=True))
    redenen += [f"{toetser.naam} zit niet in het team." for toetser in toetsers if toetser.pk not in team]
    tegelijk = Gesprek.objects.filter(dag__datum=dag.datum, begin__lt=eind, eind__gt=begin)
    if gesprek:
        tegelijk = tegelijk.exclude(pk=gesprek.pk)
    for toetser in toetsers:
        if ander := tegelijk.filter(toetsers=toetser).select_related("traject__organisatie").first():
            redenen.append(
                f"{toetser.naam} heeft dan al een gesprek: {ander.begin:%H.%M} tot {ander.eind:%H.%M} uur "
                f"bij {ander.traject.organisatie.naam}. Kies een andere tijd of een andere toetser."
            )
    if ander := tegelijk.filter(traject=traject, plaats__iexact=plaats.strip()).first():
        redenen.append(f"{ander} is dan al in {ander.plaats}. Kies een andere tijd of plaats.")
    return redenen


@transaction.atomic
def gesprek_verwijderen(wie, gesprek):
    traject = Traject.objects.op_slot(gesprek.traject_id)
    eisen(programmabelemmeringen(wie, traject))
    if gesprek.notities.exists() or gesprek.gronden.exists() or gesprek.afgerond_op:
        raise Geweigerd(["Bij dit gesprek zijn al notities gemaakt. Het blijft in het programma."])
    gesprek.delete()


def nog_te_doen(traject):
    """What is open before the programme can be fixed."""
    open_ = []
    if not traject.toetsdagen.exists():
        open_.append("Kies de dagen van de toetsing.")
    if not traject.gesprekken.exists():
        open_.append("Plan ten minste één gesprek.")
    if traject.teambezwaren.filter(beantwoord_op__isnull=True).exists():
        open_.append("Beantwoord het bezwaar van de organisatie tegen een lid van het team.")
    if not traject.toewijzingen.filter(rol=Toewijzing.Rol.TOETSER).exists():
        open_.append("Stel het team samen.")
    ingepland = set(traject.gesprekken.values_list("toetsers", flat=True))
    vrij = traject.toewijzingen.filter(rol=Toewijzing.Rol.TOETSER).exclude(gebruiker__in=ingepland)
    open_ += [f"{toewijzing.gebruiker.naam} heeft nog geen gesprek." for toewijzing in vrij.select_related("gebruiker")]
    return open_


@transaction.atomic
def programma_vaststellen(wie, traject):
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.PROGRAMMA_VASTSTELLEN))
    if open_ := nog_te_doen(traject):
        raise Geweigerd(open_)
    lopen(traject, Handeling.PROGRAMMA_VASTSTELLEN, Status.GEPLAND, wie)
    return traject


@transaction.atomic
def toetsing_starten(wie, traject):
    """The first day begins; the written sections of the report are laid out, so that it grows during the talks."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.TOETSING_STARTEN))
    Rapportdeel.objects.bulk_create(
        Rapportdeel(traject=traject, sleutel=onderdeel.sleutel)
        for onderdeel in traject.kaderversie.rapportonderdelen
        if onderdeel.soort == "geschreven"
    )
    lopen(traject, Handeling.TOETSING_STARTEN, Status.IN_TOETSING, wie)
    return traject
