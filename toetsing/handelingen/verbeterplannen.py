from django.db import transaction
from django.utils import timezone

from leden.bevoegdheden import Geweigerd, Handeling, eisen
from leden.logboek import vastleggen
from leden.models import Lidmaatschap
from toetsing import nog_te_doen
from toetsing.bevoegdheden import voortgangsantwoordbelemmeringen, voortgangsbelemmeringen
from toetsing.models import Advies, Verbeterplan, Voortgang
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status, lopen
from trajecten.models import Traject


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
def voortgang_melden(wie: Lidmaatschap, plan: Verbeterplan, *, tekst: str, is_klaar: bool) -> Voortgang:
    """How a plan is going, reported afterwards."""
    plan = Verbeterplan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    eisen(voortgangsbelemmeringen(wie, plan))
    if not tekst.strip():
        raise Geweigerd(["Schrijf eerst hoe het ermee staat."])
    voortgang = Voortgang.objects.create(plan=plan, tekst=tekst.strip(), is_klaar=is_klaar, gemeld_door=wie.gebruiker)
    Verbeterplan.objects.filter(pk=plan.pk).update(voortgang_klad="")
    vastleggen(
        wie, Handeling.VOORTGANG_MELDEN, plan.traject.onderwerp, reden=f"Plan bij norm {plan.bevinding.norm.nummer}"
    )
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
    norm = voortgang.plan.bevinding.norm.nummer
    vastleggen(wie, Handeling.VOORTGANG_BEANTWOORDEN, voortgang.traject.onderwerp, reden=f"Plan bij norm {norm}")
