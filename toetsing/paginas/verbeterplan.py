"""The page of one improvement plan: to write, and afterwards how it goes, another day for it, and what came of it."""

from django.db.models import Prefetch

from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Rol
from toetsing.bevoegdheden import (
    effectbelemmeringen,
    geen_andere_dag,
    planuitstelantwoordbelemmeringen,
    verbeterplanbelemmeringen,
    voortgangsbelemmeringen,
)
from toetsing.forms.verbeterplannen import EffectForm, PlanuitstelForm, VerbeterplanForm, VoortgangForm
from toetsing.models import Effect, Planuitstel, Verbeterplan, Voortgang
from toetsing.paginas.verbeterplannen import verbeterpunten
from trajecten import schrijven
from trajecten.forms.termijn import VoorstelantwoordForm
from trajecten.models import Document


def inhoud(wie, plan, form=None, voortgangform=None, uitstelform=None, antwoordform=None, effectform=None):
    """`form` and the others: what was sent and could not be taken."""
    meldingen = Voortgang.objects.select_related("gemeld_door", "beantwoord_door").prefetch_related(
        Prefetch("documenten", Document.objects.zichtbaar_voor(wie))
    )
    uitstellen = Planuitstel.objects.select_related("gevraagd_door", "beantwoord_door")
    effecten = Effect.objects.select_related("gezien_door", "traject")
    plan = (
        Verbeterplan.objects.met_punten()
        .select_related("traject__organisatie", "traject__certificeerder", "traject__kaderversie")
        .prefetch_related(
            Prefetch("voortgang", meldingen), Prefetch("uitstellen", uitstellen), Prefetch("effecten", effecten)
        )
        .get(pk=plan.pk)
    )
    schrijft = not (plan.goedgekeurd_op or verbeterplanbelemmeringen(wie, plan))
    volgt = plan.goedgekeurd_op and not voortgangsbelemmeringen(wie, plan)
    vraagt_dag = volgt and heeft_rol(wie, Handeling.PLANUITSTEL_VRAGEN) and not geen_andere_dag(plan)
    if schrijft:
        form = form or VerbeterplanForm(plan=plan)
    bewaard = schrijven.per_veld(plan, (*Verbeterplan.TEKSTEN, *VoortgangForm.TEKSTEN, "uitstel_klad"))
    punten = verbeterpunten(plan.traject)
    wacht = next((een for een in plan.uitstellen.all() if not een.antwoord), None)
    if wacht:
        wacht.plan = plan
    return {
        "traject": plan.traject,
        "plan": plan,
        "form": form,
        "vlakken": [(form[veld], bewaard[veld]) for veld in Verbeterplan.TEKSTEN] if schrijft else [],
        "schrijft": schrijft,
        "punten": [punten[bevinding.passage] for bevinding in plan.bevindingen],
        "voortgang": list(reversed(plan.voortgang.all())),
        "mag_antwoorden": heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN),
        "voortgangform": (voortgangform or VoortgangForm(plan=plan)) if volgt else None,
        "uitstelform": (uitstelform or PlanuitstelForm(plan=plan)) if vraagt_dag else None,
        "uitstel_gestuurd": uitstelform is not None,
        "wacht": wacht,
        "antwoordform": antwoordform or VoorstelantwoordForm()
        if wacht and not planuitstelantwoordbelemmeringen(wie, wacht)
        else None,
        "bewaard": bewaard,
        "effecten": [effect for effect in plan.effecten.all() if effect.gezien_op],
        **_voor_een_toetser(wie, plan, effectform),
    }


def _voor_een_toetser(wie, plan, effectform):
    """The form with which a team says what it saw. The next team reads the plan, and not the traject that it is of."""
    if wie.rol != Rol.TOETSER:
        return {"ziet_traject": True, "effectform": None}
    vanuit = plan.bekeken_vanuit(wie)
    effect = effect_van(plan, vanuit)
    mag = effect and not effectbelemmeringen(wie, effect)
    return {
        "ziet_traject": plan.traject_id in {traject.pk for traject in vanuit},
        "effectform": (effectform or EffectForm(effect=effect)) if mag else None,
    }


def effect_van(plan, vanuit):
    """What the team of the newest of these trajecten saw or is writing of the plan; not in the database before the first word."""
    if not vanuit:
        return None
    eigen = (effect for effect in plan.effecten.all() if effect.traject_id == vanuit[0].pk)
    return next(eigen, None) or Effect(plan=plan, traject=vanuit[0])
