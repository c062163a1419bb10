from collections.abc import Collection, Iterable

from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from normenkader.models import Norm
from toetsing.bevoegdheden import bevindingbelemmeringen
from toetsing.models import Bevinding, Gesprek, Grond, Oordeel, Verhaal
from trajecten.models import Document, Traject


@transaction.atomic
def bevinding_maken(wie: Lidmaatschap, traject: Traject, *, norm: Norm, soort: str, tekst: str) -> Bevinding:
    """A strong point, an improvement point or a plain finding."""
    traject = Traject.objects.op_slot(traject.pk)
    bevinding = Bevinding(traject=traject, norm=norm, soort=soort, tekst=tekst.strip(), gemaakt_door=wie.gebruiker)
    eisen(bevindingbelemmeringen(wie, bevinding))
    bevinding.save()
    _na_de_controle(wie, traject, Handeling.BEVINDING_MAKEN, f"Nieuwe bevinding bij norm {norm.nummer}")
    return bevinding


def _na_de_controle(wie: Lidmaatschap, traject: Traject, handeling: Handeling, reden: str) -> None:
    """Once somebody else has read the report, each change of a judgement or finding stands in the log."""
    if traject.rapportversies.exists():
        vastleggen(wie, handeling, traject.onderwerp, reden=reden)


@transaction.atomic
def soort_kiezen(wie: Lidmaatschap, bevinding: Bevinding, soort: str) -> Bevinding:
    """Make a strong point, an improvement point or a plain finding of a finding."""
    bevinding = Bevinding.objects.select_for_update(of=("self",)).select_related("traject").get(pk=bevinding.pk)
    eisen(bevindingbelemmeringen(wie, bevinding))
    if hasattr(bevinding, "verbeterplan"):
        raise Geweigerd(
            ["Bij dit verbeterpunt hoort een verbeterplan van de organisatie. De soort blijft zoals hij is."]
        )
    bevinding.soort = soort
    bevinding.save(update_fields=["soort"])
    reden = f"Andere soort bevinding bij norm {bevinding.norm.nummer}"
    _na_de_controle(wie, bevinding.traject, Handeling.BEVINDING_MAKEN, reden)
    return bevinding


@transaction.atomic
def bevinding_verwijderen(wie: Lidmaatschap, bevinding: Bevinding) -> None:
    """Take a finding away, as long as no handed-over report names it."""
    traject = Traject.objects.op_slot(bevinding.traject_id)
    eisen(bevindingbelemmeringen(wie, bevinding))
    if traject.rapportversies.filter(
        inhoud__normen__contains=[{"passages": [{"sleutel": bevinding.passage}]}]
    ).exists():
        raise Geweigerd(
            ["Deze bevinding staat in een opgeleverd rapport. Pas de tekst aan in plaats van hem weg te halen."]
        )
    _na_de_controle(wie, traject, Handeling.BEVINDING_MAKEN, f"Bevinding weggehaald bij norm {bevinding.norm.nummer}")
    bevinding.delete()


@transaction.atomic
def gronden_kiezen(
    wie: Lidmaatschap,
    bevinding: Bevinding,
    *,
    gesprekken: Iterable[Gesprek],
    documenten: Iterable[Document],
    verhalen: Iterable[Verhaal],
    anders: Collection[Gesprek | Document | Verhaal] = (),
) -> Bevinding:
    """What a finding rests on. `anders` holds those of the sources that say something else."""
    bevinding = Bevinding.objects.select_for_update(of=("self",)).select_related("traject").get(pk=bevinding.pk)
    eisen(bevindingbelemmeringen(wie, bevinding))
    bevinding.gronden.all().delete()
    for veld, bronnen in (("gesprek", gesprekken), ("document", documenten), ("verhaal", verhalen)):
        for bron in bronnen:
            if bron.traject_id != bevinding.traject_id:
                raise Geweigerd([f"{bron} hoort bij een ander traject."])
            Grond.objects.create(bevinding=bevinding, is_anders=bron in anders, **{veld: bron})
    return bevinding


@transaction.atomic
def oordelen(wie: Lidmaatschap, traject: Traject, *, norm: Norm, waarde: str) -> Oordeel:
    """Give (or change) the judgement of a norm: a word of the framework's scale, by a person, never computed."""
    traject = Traject.objects.op_slot(traject.pk)
    traject.kaderversie.schaalwaarde(waarde)
    oordeel, _ = Oordeel.objects.get_or_create(traject=traject, norm=norm)
    oordeel.traject, oordeel.norm = traject, norm
    eisen(bevindingbelemmeringen(wie, oordeel))
    if oordeel.waarde != waarde:
        _na_de_controle(wie, traject, Handeling.OORDELEN, f"Ander oordeel bij norm {norm.nummer}")
    oordeel.waarde, oordeel.gegeven_op, oordeel.gegeven_door = waarde, timezone.now(), wie.gebruiker
    oordeel.save(update_fields=["waarde", "gegeven_op", "gegeven_door"])
    return oordeel
