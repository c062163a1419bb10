"""The page of one improvement plan: to write, and afterwards how it goes, another day for it, and what came of it."""

from django.db.models import Prefetch

from leden.bevoegdheden import Handeling, heeft_rol
from leden.models import Rol
from toetsing.bevoegdheden import (
    effectbelemmeringen,
    planuitstelantwoordbelemmeringen,
    planuitstelbelemmeringen,
    verbeterplanbelemmeringen,
    voortgangsbelemmeringen,
)
from toetsing.forms.verbeterplannen import EffectForm, PlanuitstelForm, VerbeterplanForm, VoortgangForm
from toetsing.models import Effect, Planuitstel, Verbeterplan, Voortgang
from toetsing.paginas.verbeterplannen import verbeterpunten
from trajecten import schrijven
from trajecten.forms.termijn import VoorstelantwoordForm
from trajecten.models import Document, Traject


def inhoud(wie, plan, form=None, voortgangform=None, uitstelform=None, antwoordform=None, effectform=None):
    """`form` and the others: what was sent and could not be taken."""
    meldingen = Voortgang.objects.select_related("gemeld_door", "beantwoord_door").prefetch_related(
        Prefetch("documenten", Document.objects.zichtbaar_voor(wie))
    )
    uitstellen = Planuitstel.objects.select_related("gevraagd_door", "beantwoord_door")
    effecten = Effect.objects.gezien().select_related("gezien_door", "traject")
    plan = (
        Verbeterplan.objects.met_punten()
        .select_related("traject__organisatie", "traject__certificeerder", "traject__kaderversie")
        .prefetch_related(
            Prefetch("voortgang", meldingen), Prefetch("uitstellen", uitstellen), Prefetch("effecten", effecten)
        )
        .get(pk=plan.pk)
    )
    schrijft = not verbeterplanbelemmeringen(wie, plan)
    if schrijft:
        form = form or VerbeterplanForm(plan=plan)
    bewaard = schrijven.per_veld(plan, (*Verbeterplan.TEKSTEN, *VoortgangForm.TEKSTEN, "uitstel_klad"))
    punten = verbeterpunten(plan.traject)
    wacht = next((een for een in plan.uitstellen.all() if not een.antwoord), None)
    if wacht:
        wacht.plan = plan
    return {
        "traject": plan.traject,
        # The next team reads the plan, and not the traject that it is of.
        "ziet_traject": wie.rol != Rol.TOETSER
        or Traject.objects.zichtbaar_voor(wie).filter(pk=plan.traject_id).exists(),
        "plan": plan,
        "form": form,
        "vlakken": [(form[veld], bewaard[veld]) for veld in Verbeterplan.TEKSTEN] if schrijft else [],
        "schrijft": schrijft,
        "punten": [punten[bevinding.passage] for bevinding in plan.bevindingen],
        "voortgang": list(reversed(plan.voortgang.all())),
        "mag_antwoorden": heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN),
        "voortgangform": None if voortgangsbelemmeringen(wie, plan) else voortgangform or VoortgangForm(plan=plan),
        "uitstelform": None if planuitstelbelemmeringen(wie, plan) else uitstelform or PlanuitstelForm(plan=plan),
        "uitstel_gestuurd": uitstelform is not None,
        "wacht": wacht,
        "antwoordform": antwoordform or VoorstelantwoordForm()
        if wacht and not planuitstelantwoordbelemmeringen(wie, wacht)
        else None,
        "bewaard": bewaard,
        **_effect(wie, plan, effectform),
    }


def _effect(wie, plan, effectform):
    """The form with which a team says what it saw, for who is in one that may."""
    if not heeft_rol(wie, Handeling.EFFECT_VASTLEGGEN) or (effect := effect_van(wie, plan)) is None:
        return {}
    if effectbelemmeringen(wie, effect):
        return {}
    return {"effectform": effectform or EffectForm(effect=effect)}


def effect_van(wie, plan):
    """What the team of this assessor saw or is writing of the plan; not in the database before the first word."""
    traject = plan.bekeken_vanuit(wie)
    if traject is None:
        return None
    return Effect.objects.filter(plan=plan, traject=traject).first() or Effect(plan=plan, traject=traject)
