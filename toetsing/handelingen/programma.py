from collections.abc import Collection, Iterable
from datetime import date, time

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateformat import time_format

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Gebruiker, Lidmaatschap
from normenkader.models import Norm
from toetsing import nog_te_doen
from toetsing.bevoegdheden import bezoekbelemmeringen, normbelemmeringen, programmabelemmeringen
from toetsing.models import Bezoek, Bezoekkeuze, Gesprek, Gesprekstoetser, Oordeel, Rapportdeel, Toetsdag
from toetsing.models.programma import BEZOEKEN_OPEN, laatste_gespreksdag
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import bekwaamheidsbelemmeringen, handelingsbelemmeringen
from trajecten.levensloop import TERMIJNVELDEN, Status, lopen, termijn_zetten
from trajecten.models import Toewijzing, ToewijzingQuerySet, Traject, Trajectlocatie
from trajecten.termijnen import einddatum


@transaction.atomic
def dag_toevoegen(wie: Lidmaatschap, traject: Traject, datum: date) -> Toetsdag:
    """Add a day to the programme."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(programmabelemmeringen(wie, traject))
    dag, nieuw = Toetsdag.objects.get_or_create(traject=traject, datum=datum)
    if not nieuw:
        raise Geweigerd(["Deze dag staat al in het programma."])
    _wijziging_vastleggen(wie, traject, f"Toetsdag {dagkort(datum)} erbij")
    _rapporttermijn_zetten(traject)
    return dag


@transaction.atomic
def dag_verwijderen(wie: Lidmaatschap, dag: Toetsdag) -> None:
    """Take a day out of the programme, when no talk is planned on it."""
    traject = Traject.objects.op_slot(dag.traject_id)
    eisen(programmabelemmeringen(wie, traject))
    if dag.gesprekken.exists():
        raise Geweigerd(["Op deze dag staan gesprekken. Verplaats of verwijder die eerst."])
    dag.delete()
    _wijziging_vastleggen(wie, traject, f"Toetsdag {dagkort(dag.datum)} vervallen")
    _rapporttermijn_zetten(traject)


def _rapporttermijn_zetten(traject: Traject) -> None:
    """The term of the report runs from the last planned talk, or from when the team got to work if that was later."""
    if traject.status != Status.IN_TOETSING:
        return
    sinds = timezone.localtime(traject.status_sinds).date()
    termijn_zetten(
        traject, "rapport", einddatum(traject.kaderversie, "rapport", max(sinds, laatste_gespreksdag(traject) or sinds))
    )
    traject.save(update_fields=TERMIJNVELDEN)


@transaction.atomic
def gesprek_plannen(
    wie: Lidmaatschap,
    traject: Traject,
    *,
    gesprek: Gesprek | None = None,
    dag: Toetsdag,
    begin: time,
    eind: time,
    plaats: str,
    groep: str,
    normen: Iterable[Norm],
    toetsers: Collection[Gebruiker],
) -> Gesprek:
    """Plan a talk, or change a planned one. An assessor can be at one place at a time, over all trajecten."""
    traject = Traject.objects.op_slot(traject.pk)
    normen = list(normen)
    eisen(programmabelemmeringen(wie, traject), normbelemmeringen(traject, normen))
    schrijvers: set[int] = set()
    if gesprek:
        gesprek = traject.gesprekken.select_for_update(of=("self",)).get(pk=gesprek.pk)
        schrijvers = {toetser for _, toetser in Gesprekstoetser.objects.wie_schreef([gesprek.pk])}
        eisen(_vaste_toetsers(gesprek, toetsers, schrijvers))
    # Two planners who give the same assessor two talks at once wait for each other here.
    list(Gebruiker.objects.select_for_update(no_key=True).filter(pk__in=[t.pk for t in toetsers]).order_by("pk"))
    eisen(botsingen(wie, traject, gesprek, dag, begin, eind, plaats, toetsers))
    if gesprek is None:
        nummer = (traject.gesprekken.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
        gesprek = Gesprek(traject=traject, nummer=nummer)
    gesprek.dag, gesprek.begin, gesprek.eind, gesprek.plaats, gesprek.groep = dag, begin, eind, plaats, groep
    # Only these: the assessors may be writing the summary at this moment.
    gesprek.save(update_fields=["dag", "begin", "eind", "plaats", "groep"] if gesprek.pk else None)
    gesprek.normen.set(normen)
    gesprek.gesprekstoetsers.exclude(toetser__in=toetsers).exclude(toetser__in=schrijvers).delete()
    Gesprekstoetser.objects.bulk_create(
        [Gesprekstoetser(gesprek=gesprek, toetser=toetser) for toetser in toetsers], ignore_conflicts=True
    )
    _rapporttermijn_zetten(traject)
    _wijziging_vastleggen(wie, traject, f"{gesprek} gepland of gewijzigd")
    return gesprek


def _vaste_toetsers(gesprek: Gesprek, toetsers: Collection[Gebruiker], schrijvers: set[int]) -> list[str]:
    """A talk that was held stays as it was, and who wrote something at it stays with it. Who left the team stays unasked."""
    if gesprek.afgerond_op:
        return ["Dit gesprek is al gevoerd en kan niet meer veranderen."]
    vergeten = _toetsers_van(gesprek.traject).filter(gebruiker__in=schrijvers).exclude(gebruiker__in=toetsers)
    return [
        f"{lid.gebruiker.naam} schreef al notities bij dit gesprek en blijft erbij."
        for lid in vergeten.select_related("gebruiker")
    ]


def _toetsers_van(traject: Traject) -> ToewijzingQuerySet:
    return traject.toewijzingen.filter(rol=Toewijzing.Trajectrol.TOETSER)


def botsingen(
    wie: Lidmaatschap,
    traject: Traject,
    gesprek: Gesprek | None,
    dag: Toetsdag,
    begin: time,
    eind: time,
    plaats: str,
    toetsers: Collection[Gebruiker],
) -> list[str]:
    """Why this talk does not fit in the programme."""
    if dag.traject_id != traject.pk:
        return ["Deze dag staat niet in het programma. Kies een andere dag."]
    if eind <= begin:
        return ["Het gesprek eindigt voor het begint. Kies een latere eindtijd."]
    team = set(_toetsers_van(traject).values_list("gebruiker_id", flat=True))
    redenen = [f"{toetser.naam} zit niet in het team." for toetser in toetsers if toetser.pk not in team]
    redenen += bekwaamheidsbelemmeringen([(toetser, dag.datum) for toetser in toetsers])
    tegelijk = Gesprek.objects.filter(dag__datum=dag.datum, begin__lt=eind, eind__gt=begin)
    tegelijk = tegelijk.exclude(traject__status__in=(Status.INGETROKKEN, Status.GESTAAKT))
    if gesprek:
        tegelijk = tegelijk.exclude(pk=gesprek.pk)
    for toetser in toetsers:
        if ander := tegelijk.filter(toetsers=toetser).select_related("traject__organisatie").first():
            begint, eindigt = (time_format(moment, "G.i") for moment in (ander.begin, ander.eind))
            redenen.append(
                f"{toetser.naam} heeft dan al een gesprek: {begint} tot {eindigt} uur "
                f"bij {_bij_wie(wie, ander)}. Kies een andere tijd of een andere toetser."
            )
    if ander := tegelijk.filter(traject=traject, plaats__iexact=plaats.strip()).first():
        redenen.append(f"{ander} is dan al in {ander.plaats}. Kies een andere tijd of plaats.")
    return redenen


def _bij_wie(wie: Lidmaatschap, gesprek: Gesprek) -> str:
    """The organisation of a talk, by name only for who may know that this traject exists."""
    zichtbaar = Traject.objects.zichtbaar_voor(wie).filter(pk=gesprek.traject_id).exists()
    return gesprek.traject.organisatie.naam if zichtbaar else "een andere organisatie"


@transaction.atomic
def gesprek_verwijderen(wie: Lidmaatschap, gesprek: Gesprek) -> None:
    """Take a talk out of the programme, as long as nobody wrote anything at it."""
    traject = Traject.objects.op_slot(gesprek.traject_id)
    eisen(programmabelemmeringen(wie, traject))
    gesprek = traject.gesprekken.select_for_update(of=("self",)).get(pk=gesprek.pk)
    geschreven = gesprek.samenvatting or gesprek.gesprekstoetsers.exclude(klad="").exists()
    if geschreven or gesprek.notities.exists() or gesprek.gronden.exists():
        raise Geweigerd(["Bij dit gesprek zijn al notities gemaakt. Het blijft in het programma."])
    _wijziging_vastleggen(wie, traject, f"{gesprek} vervallen")
    gesprek.delete()
    _rapporttermijn_zetten(traject)


@transaction.atomic
def bezoeken_kiezen(
    wie: Lidmaatschap, traject: Traject, *, locaties: Collection[Trajectlocatie], waarom: str
) -> Bezoekkeuze:
    """Say which locations are visited, and why those; the organisation reads both."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(programmabelemmeringen(wie, traject, BEZOEKEN_OPEN), bezoekbelemmeringen(traject, locaties, waarom))
    keuze, _ = Bezoekkeuze.objects.update_or_create(traject=traject, defaults={"waarom": waarom})
    keuze.bezoeken.exclude(locatie__in=locaties).delete()
    Bezoek.objects.bulk_create([Bezoek(keuze=keuze, locatie=een) for een in locaties], ignore_conflicts=True)
    namen = ", ".join(een.naam for een in locaties)
    _wijziging_vastleggen(wie, traject, f"Te bezoeken: {namen}. {waarom}")
    return keuze


def _wijziging_vastleggen(wie: Lidmaatschap, traject: Traject, reden: str) -> None:
    """Once the programme is fixed others count on it, so that each change stands in the log."""
    if traject.status != Status.INGEDIEND:
        vastleggen(wie, Handeling.PROGRAMMA_MAKEN, traject.onderwerp, reden=reden)


@transaction.atomic
def programma_vaststellen(wie: Lidmaatschap, traject: Traject) -> Traject:
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.PROGRAMMA_VASTSTELLEN))
    eisen(nog_te_doen.programma(traject))
    lopen(traject, Handeling.PROGRAMMA_VASTSTELLEN, Status.GEPLAND, wie)
    return traject


@transaction.atomic
def toetsing_starten(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The first day begins. The written sections of the report and a judgement to give per norm are laid out, so that
    the report grows during the talks."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.TOETSING_STARTEN))
    eisen(nog_te_doen.begin(traject))
    lopen(traject, Handeling.TOETSING_STARTEN, Status.IN_TOETSING, wie)
    Rapportdeel.objects.bulk_create(
        Rapportdeel(traject=traject, sleutel=onderdeel.sleutel)
        for onderdeel in traject.kaderversie.rapportonderdelen
        if onderdeel.soort == "geschreven"
    )
    Oordeel.objects.bulk_create(Oordeel(traject=traject, norm=norm) for norm in traject.kaderversie.normen.all())
    _rapporttermijn_zetten(traject)
    return traject


@transaction.atomic
def hervatten(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The traject goes on where it was, with what was left of its term; that of the report still waits for the last talk."""
    traject = trajecthandelingen.hervatten(wie, traject)
    laatste = laatste_gespreksdag(traject)
    if laatste and laatste >= timezone.localdate():
        _rapporttermijn_zetten(traject)
    return traject
