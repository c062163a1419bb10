from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from toetsing.bevoegdheden import bevindingbelemmeringen, teambelemmeringen_om_te_schrijven
from toetsing.models import Bevinding, Grond, Oordeel
from trajecten.models import Traject


@transaction.atomic
def bevinding_maken(wie, traject, *, norm, soort, tekst):
    """A strong point, an improvement point or a plain finding."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(teambelemmeringen_om_te_schrijven(wie, traject, Handeling.BEVINDING_MAKEN))
    return Bevinding.objects.create(
        traject=traject, norm=norm, soort=soort, tekst=tekst.strip(), gemaakt_door=wie.gebruiker
    )


@transaction.atomic
def soort_kiezen(wie, bevinding, soort):
    """Make a strong point, an improvement point or a plain finding of a finding."""
    bevinding = Bevinding.objects.select_for_update(of=("self",)).select_related("traject").get(pk=bevinding.pk)
    eisen(bevindingbelemmeringen(wie, bevinding))
    if hasattr(bevinding, "verbeterplan"):
        raise Geweigerd(
            ["Bij dit verbeterpunt hoort een verbeterplan van de organisatie. De soort blijft zoals hij is."]
        )
    bevinding.soort = soort
    bevinding.save(update_fields=["soort"])
    return bevinding


@transaction.atomic
def bevinding_verwijderen(wie, bevinding):
    """Take a finding away, as long as no handed-over report names it."""
    traject = Traject.objects.op_slot(bevinding.traject_id)
    eisen(bevindingbelemmeringen(wie, bevinding))
    if traject.rapportversies.exists():
        raise Geweigerd(
            ["Deze bevinding staat in een opgeleverd rapport. Pas de tekst aan in plaats van hem weg te halen."]
        )
    bevinding.delete()


@transaction.atomic
def gronden_kiezen(wie, bevinding, *, gesprekken, documenten, verhalen, anders=()):
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
def oordelen(wie, traject, *, norm, waarde):
    """Give (or change) the judgement of a norm: a word of the framework's scale, by a person, never computed."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(teambelemmeringen_om_te_schrijven(wie, traject, Handeling.OORDELEN))
    traject.kaderversie.schaalwaarde(waarde)
    oordeel, _ = Oordeel.objects.get_or_create(traject=traject, norm=norm)
    oordeel.waarde, oordeel.gegeven_op, oordeel.gegeven_door = waarde, timezone.now(), wie.gebruiker
    oordeel.save(update_fields=["waarde", "gegeven_op", "gegeven_door"])
    return oordeel


def nog_te_doen(traject):
    """What is open before the report can be handed over: every norm judged, every judgement grounded.

    No computed verdict: only whether people have judged and on what (uitgangspunten § 10 and § 11).
    """
    schaal = {waarde.code: waarde for waarde in traject.kaderversie.schaal}
    oordelen_per_norm = {oordeel.norm_id: oordeel for oordeel in traject.oordelen.all()}
    bevindingen = {}
    for bevinding in Bevinding.objects.filter(traject=traject).select_related("norm").annotate(n=Count("gronden")):
        bevindingen.setdefault(bevinding.norm_id, []).append(bevinding)
    open_ = []
    for norm in traject.kaderversie.normen.all():
        oordeel = oordelen_per_norm.get(norm.pk)
        if oordeel is None or not oordeel.waarde:
            open_.append(f"Norm {norm.nummer} heeft nog geen oordeel.")
            continue
        open_ += _normbelemmeringen(norm, oordeel, schaal[oordeel.waarde], bevindingen.get(norm.pk, []))
    for bevinding in (een for lijst in bevindingen.values() for een in lijst):
        wat = f"{bevinding.get_soort_display()} bij norm {bevinding.norm.nummer}"
        if not bevinding.tekst.strip():
            open_.append(f"{wat} heeft nog geen tekst.")
        if not bevinding.n:
            open_.append(f"{wat} heeft nog geen grond. Kies waar het op rust.")
    if not any(een.soort == Bevinding.Soort.STERK for lijst in bevindingen.values() for een in lijst):
        open_.append("Het rapport noemt nog geen sterk punt. Schrijf op waar de organisatie sterk in is.")
    return open_


def _normbelemmeringen(norm, oordeel, schaalwaarde, bevindingen):
    open_ = []
    if schaalwaarde.beoordeeld and not bevindingen:
        open_.append(f"Het oordeel bij norm {norm.nummer} rust nog op geen enkele bevinding.")
    if schaalwaarde.vraagt_verbeterplan and not any(een.soort == Bevinding.Soort.VERBETER for een in bevindingen):
        open_.append(f"Norm {norm.nummer} is '{schaalwaarde.label.lower()}'. Schrijf erbij wat het verbeterpunt is.")
    if schaalwaarde.vraagt_uitleg and not oordeel.toelichting.strip():
        open_.append(f"Leg bij norm {norm.nummer} uit waarom het oordeel '{schaalwaarde.label.lower()}' is.")
    return open_
