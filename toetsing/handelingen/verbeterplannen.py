from collections.abc import Collection
from datetime import date
from typing import cast

from django.db import transaction
from django.utils import timezone

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.bevoegdheden import (
    andere_dag_belemmeringen,
    effectbelemmeringen,
    planuitstelantwoordbelemmeringen,
    planuitstelbelemmeringen,
    voortgangsantwoordbelemmeringen,
    voortgangsbelemmeringen,
)
from toetsing.models import Advies, Effect, Planuitstel, Verbeterplan, Voortgang
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Document, Traject


@transaction.atomic
def verbeterplannen_indienen(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The director hands in the plans; from here the certifier reads them."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.VERBETERPLANNEN_INDIENEN))
    eisen(nog_te_doen.verbeterplannen(traject))
    lopen(traject, Handeling.VERBETERPLANNEN_INDIENEN, Status.PLANNEN_BEOORDELEN, wie)
    return traject


@transaction.atomic
def verbeterplannen_goedkeuren(wie: Lidmaatschap, traject: Traject) -> Traject:
    """The certifier agrees with the plans; the advice can be written (uitgangspunten § 15)."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.VERBETERPLANNEN_GOEDKEUREN))
    traject.verbeterplannen.filter(goedgekeurd_op__isnull=True).update(
        goedgekeurd_op=timezone.now(), goedgekeurd_door=wie.gebruiker
    )
    Advies.objects.create(traject=traject, versie=traject.rapportversies.latest("nummer"))
    lopen(traject, Handeling.VERBETERPLANNEN_GOEDKEUREN, Status.ADVIES, wie)
    return traject


@transaction.atomic
def verbeterplannen_terugsturen(wie: Lidmaatschap, traject: Traject, reden: str) -> Traject:
    """The plans go back to the organisation, with what they still need."""
    traject = Traject.objects.op_slot(traject.pk)
    eisen(handelingsbelemmeringen(wie, traject, Handeling.VERBETERPLANNEN_TERUGSTUREN))
    lopen(traject, Handeling.VERBETERPLANNEN_TERUGSTUREN, Status.VERBETERPLANNEN, wie, reden)
    return traject


@transaction.atomic
def voortgang_melden(
    wie: Lidmaatschap,
    plan: Verbeterplan,
    *,
    tekst: str,
    is_klaar: bool,
    verhaal: str = "",
    documenten: Collection[Document] = (),
) -> Voortgang:
    """How a plan is going, reported afterwards: with what changed for a resident, and documents of the traject that show it."""
    plan = Verbeterplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    eisen(voortgangsbelemmeringen(wie, plan))
    if not tekst.strip():
        raise Geweigerd(["Schrijf eerst hoe het ermee staat."])
    if any(document.traject_id != plan.traject_id for document in documenten):
        raise Geweigerd(["Kies alleen documenten van dit traject."])
    voortgang = Voortgang.objects.create(
        plan=plan, tekst=tekst.strip(), verhaal=verhaal.strip(), is_klaar=is_klaar, gemeld_door=wie.gebruiker
    )
    voortgang.documenten.set(documenten)
    Verbeterplan.objects.filter(pk=plan.pk).update(voortgang_klad="", verhaal_klad="")
    vastleggen(wie, Handeling.VOORTGANG_MELDEN, plan.traject.onderwerp, reden=f"Plan bij norm {plan.normen}")
    return voortgang


@transaction.atomic
def voortgang_beantwoorden(wie: Lidmaatschap, voortgang: Voortgang, antwoord: str) -> None:
    """What the certifier says to reported progress; it does not change any more. Raises Geweigerd."""
    voortgang = Voortgang.objects.select_for_update(of=("self",)).get(pk=voortgang.pk)
    eisen(voortgangsantwoordbelemmeringen(wie, voortgang))
    if not antwoord.strip():
        raise Geweigerd(["Schrijf eerst een kort antwoord."])
    voortgang.antwoord, voortgang.beantwoord_op, voortgang.beantwoord_door = antwoord, timezone.now(), wie.gebruiker
    voortgang.save(update_fields=["antwoord", "beantwoord_op", "beantwoord_door"])
    reden = f"Plan bij norm {voortgang.plan.normen}"
    vastleggen(wie, Handeling.VOORTGANG_BEANTWOORDEN, voortgang.traject.onderwerp, reden=reden)


@transaction.atomic
def planuitstel_vragen(wie: Lidmaatschap, plan: Verbeterplan, *, nieuw: date, reden: str) -> Planuitstel:
    """The organisation asks another day for an agreed plan, with a reason. Raises Geweigerd."""
    plan = Verbeterplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    eisen(planuitstelbelemmeringen(wie, plan))
    eisen(andere_dag_belemmeringen(plan, nieuw))
    if not reden.strip():
        raise Geweigerd(["Schrijf eerst waarom u een andere dag vraagt."])
    # An agreed plan has a day.
    oud = cast(date, plan.klaar_op)
    uitstel = Planuitstel.objects.create(
        plan=plan, oud=oud, nieuw=nieuw, reden=reden.strip(), gevraagd_door=wie.gebruiker
    )
    Verbeterplan.objects.filter(pk=plan.pk).update(uitstel_klad="", uitstel_dag=None)
    zin = f"Plan bij norm {plan.normen}: {dagkort(nieuw)} in plaats van {dagkort(oud)}. {uitstel.reden}"
    vastleggen(wie, Handeling.PLANUITSTEL_VRAGEN, plan.traject.onderwerp, reden=zin)
    return uitstel


@transaction.atomic
def planuitstel_beantwoorden(wie: Lidmaatschap, uitstel: Planuitstel, *, akkoord: bool, uitleg: str = "") -> None:
    """The certifier agrees, and the day of the plan moves, or does not and says why. Raises Geweigerd."""
    plan = Verbeterplan.objects.select_for_update(of=("self",)).get(pk=uitstel.plan_id)
    uitstel = plan.uitstellen.select_for_update(of=("self",)).get(pk=uitstel.pk)
    eisen(planuitstelantwoordbelemmeringen(wie, uitstel))
    if not akkoord and not uitleg.strip():
        raise Geweigerd(["Schrijf erbij waarom u niet akkoord bent. De ander leest dat."])
    uitstel.antwoord = Planuitstel.Antwoord.AKKOORD if akkoord else Planuitstel.Antwoord.NIET
    uitstel.uitleg, uitstel.beantwoord_op, uitstel.beantwoord_door = uitleg.strip(), timezone.now(), wie.gebruiker
    uitstel.save(update_fields=["antwoord", "uitleg", "beantwoord_op", "beantwoord_door"])
    if akkoord:
        Verbeterplan.objects.filter(pk=plan.pk).update(klaar_op=uitstel.nieuw)
    zin = f"Plan bij norm {plan.normen}, {dagkort(uitstel.nieuw)}: {uitstel.get_antwoord_display()}. {uitstel.uitleg}"
    vastleggen(wie, Handeling.PLANUITSTEL_BEANTWOORDEN, plan.traject.onderwerp, reden=zin.strip())


@transaction.atomic
def effect_vastleggen(wie: Lidmaatschap, effect: Effect) -> None:
    """Put on record what the team saw of a plan; it does not change any more. Raises Geweigerd."""
    effect = Effect.objects.select_for_update(of=("self",)).get(pk=effect.pk)
    eisen(effectbelemmeringen(wie, effect), nog_te_doen.effect(effect))
    effect.gezien_op, effect.gezien_door = timezone.now(), wie.gebruiker
    effect.save(update_fields=["gezien_op", "gezien_door"])
    zin = f"Plan bij norm {effect.plan.normen}: {effect.get_waarde_display().lower()}"
    vastleggen(wie, Handeling.EFFECT_VASTLEGGEN, effect.plan.traject.onderwerp, reden=zin)
