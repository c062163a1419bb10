from collections.abc import Collection, Iterable

from django.db import transaction

from leden.bevoegdheden import Handeling, eisen
from leden.models import Gebruiker, Lidmaatschap
from toetsing import nog_te_doen
from toetsing.bevoegdheden import verhaalbelemmeringen
from toetsing.models import Verhaal
from trajecten import handelingen as trajecthandelingen
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Document, Traject


@transaction.atomic
def accepteren(
    wie: Lidmaatschap,
    traject: Traject,
    *,
    toetsers: Collection[Gebruiker],
    teamleider: Gebruiker,
    controleur: Gebruiker,
) -> Traject:
    """Take the traject on with a team, and lay out an empty story for every norm."""
    traject = trajecthandelingen.accepteren(
        wie, traject, toetsers=toetsers, teamleider=teamleider, controleur=controleur
    )
    Verhaal.objects.bulk_create(Verhaal(traject=traject, norm=norm) for norm in traject.kaderversie.normen.all())
    return traject


@transaction.atomic
def documenten_kiezen(wie: Lidmaatschap, verhaal: Verhaal, documenten: Iterable[Document]) -> None:
    """Link exactly these documents of the traject to the norm of a story."""
    verhaal = Verhaal.objects.select_for_update().get(pk=verhaal.pk)
    eisen(verhaalbelemmeringen(wie, verhaal))
    koppeling = Document.normen.through
    koppeling.objects.filter(norm=verhaal.norm_id, document__traject=verhaal.traject_id).delete()
    gekozen = Document.objects.filter(traject=verhaal.traject_id, pk__in=[document.pk for document in documenten])
    koppeling.objects.bulk_create(koppeling(norm_id=verhaal.norm_id, document=document) for document in gekozen)


@transaction.atomic
def zelfevaluatie_indienen(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The director hands in the self-evaluation; from here it can be read but not changed."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.ZELFEVALUATIE_INDIENEN))
    # Whoever is saving a text finishes first; whoever comes later finds it handed in.
    list(Verhaal.objects.select_for_update().filter(traject=traject).order_by("pk").values_list("pk"))
    eisen(nog_te_doen.zelfevaluatie(traject))
    sha256 = Verhaal.objects.filter(traject=traject).sha256()
    lopen(traject, Handeling.ZELFEVALUATIE_INDIENEN, Status.INGEDIEND, wie, stuk_sha256=sha256)
    return traject
