"""What happens to a plan after the agreement: progress and its answer, another day and its answer, and the effect."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.bevoegdheden import (
    effectbelemmeringen,
    planuitstelbelemmeringen,
    voortgangsantwoordbelemmeringen,
    voortgangsbelemmeringen,
)
from toetsing.forms.verbeterplannen import EffectForm, PlanuitstelForm, VoortgangForm, VoortgangsantwoordForm
from toetsing.handelingen import verbeterplannen as handelingen
from toetsing.models import Effect, Planuitstel, Verbeterplan, Voortgang
from toetsing.paginas.verbeterplan import effect_van
from toetsing.paginas.verbeterplannen import eerdere
from toetsing.views.verbeterplannen import planpagina
from trajecten import schrijven
from trajecten.forms.termijn import VoorstelantwoordForm
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden


@mag(Handeling.VOORTGANG_MELDEN, Verbeterplan)
@require_POST
def voortgang_melden(request, plan):
    form = VoortgangForm(request.POST, plan=plan)
    form.is_valid()
    teksten = [veld for veld in form.TEKSTEN if veld in form.cleaned_data]
    bewaard = schrijven.formulier_bewaren(request, plan, form, teksten, voortgangsbelemmeringen)
    if bewaard and "bewaren" in request.POST:
        return _naar(plan, "voortgang")
    if bewaard and uitvoeren(
        request,
        handelingen.voortgang_melden,
        plan,
        tekst=form.cleaned_data["voortgang_klad"],
        verhaal=form.cleaned_data["verhaal_klad"],
        documenten=form.cleaned_data["documenten"],
        is_klaar=form.cleaned_data["is_klaar"],
        form=form,
        gelukt="De voortgang is gemeld.",
    ):
        return _naar(plan, "voortgang")
    return planpagina(request, plan, voortgangform=form)


def _naar(plan, deel):
    return redirect(f"{plan.get_absolute_url()}#{deel}")


@mag(Handeling.VOORTGANG_MELDEN, Verbeterplan)
@require_POST
def voortgang_bewaren(request, plan):
    """One save of the progress that is being typed, before it is reported."""
    return schrijven.antwoord(request, plan, VoortgangForm.TEKSTEN, voortgangsbelemmeringen, let_op=gevonden)


@mag(Handeling.VOORTGANG_BEANTWOORDEN, Voortgang)
@require_http_methods(["GET", "HEAD", "POST"])
def voortgang_beantwoorden(request, voortgang):
    """Progress that was reported, with the place to answer it; the answer saves itself."""
    belemmeringen = voortgangsantwoordbelemmeringen(request.lidmaatschap, voortgang)
    if "veld" in request.POST:
        return schrijven.antwoord(request, voortgang, ("antwoord",), voortgangsantwoordbelemmeringen, let_op=gevonden)
    form = VoortgangsantwoordForm(request.POST or None, initial={"antwoord": voortgang.antwoord})
    if form.is_valid():
        bewaard = schrijven.formulier_bewaren(request, voortgang, form, ("antwoord",), voortgangsantwoordbelemmeringen)
        if bewaard and "bewaren" in request.POST:
            return redirect(voortgang)
        if bewaard and uitvoeren(
            request,
            handelingen.voortgang_beantwoorden,
            voortgang,
            form.cleaned_data["antwoord"],
            form=form,
            gelukt="Uw antwoord is verstuurd.",
        ):
            return _naar(voortgang.plan, "voortgang")
    context = {
        "traject": voortgang.traject,
        "voortgang": voortgang,
        "documenten": voortgang.documenten.zichtbaar_voor(request.lidmaatschap),
        "form": form,
        "bewaard": schrijven.per_veld(voortgang, ["antwoord"])["antwoord"],
        "mag_antwoorden": not belemmeringen,
    }
    return render(request, "toetsing/voortgang.html", context)


@mag(Handeling.PLANUITSTEL_VRAGEN, Verbeterplan)
@require_POST
def planuitstel_vragen(request, plan):
    """Ask another day for an agreed plan."""
    form = PlanuitstelForm(request.POST, plan=plan)
    form.is_valid()
    dag, reden = ([veld for veld in (naam,) if veld in form.cleaned_data] for naam in ("uitstel_dag", "uitstel_klad"))
    bewaard = schrijven.formulier_bewaren(request, plan, form, reden, planuitstelbelemmeringen, kort=dag)
    if bewaard and "bewaren" in request.POST:
        return _naar(plan, "dag")
    if bewaard and uitvoeren(
        request,
        handelingen.planuitstel_vragen,
        plan,
        nieuw=form.cleaned_data["uitstel_dag"],
        reden=form.cleaned_data["uitstel_klad"],
        form=form,
        gelukt="Uw vraag is verstuurd. De certificerende instelling ziet haar bij Mijn werk.",
    ):
        return _naar(plan, "dag")
    return planpagina(request, plan, uitstelform=form)


@mag(Handeling.PLANUITSTEL_VRAGEN, Verbeterplan)
@require_POST
def planuitstel_bewaren(request, plan):
    """One save of the day or the reason that is being typed, before it is asked."""
    return schrijven.antwoord(
        request,
        plan,
        ("uitstel_klad",),
        planuitstelbelemmeringen,
        kort=("uitstel_dag",),
        let_op=gevonden,
        form=partial(PlanuitstelForm, plan=plan),
    )


@mag(Handeling.PLANUITSTEL_BEANTWOORDEN, Planuitstel)
@require_POST
def planuitstel_beantwoorden(request, uitstel):
    """Agree with one click, or not and say why."""
    form, akkoord = VoorstelantwoordForm(request.POST), "akkoord" in request.POST
    if form.is_valid() and uitvoeren(
        request,
        handelingen.planuitstel_beantwoorden,
        uitstel,
        akkoord=akkoord,
        uitleg=form.cleaned_data["uitleg"],
        form=form,
        gelukt="Uw antwoord is verstuurd.",
    ):
        return _naar(uitstel.plan, "dag")
    return planpagina(request, uitstel.plan, antwoordform=form)


@mag(Handeling.EFFECT_VASTLEGGEN, Traject)
@require_safe
def eerdere_plannen(request, traject):
    """Plans of before of this organisation: the team looks at what came of them."""
    return render(request, "toetsing/eerdere_plannen.html", {"traject": traject, "plannen": list(eerdere(traject))})


@mag(Handeling.EFFECT_VASTLEGGEN, Verbeterplan)
@require_POST
def effect_bewaren(request, plan):
    """One save of what a team is writing about the effect of a plan."""
    effect = effect_van(plan, plan.bekeken_vanuit(request.lidmaatschap))
    if redenen := effectbelemmeringen(request.lidmaatschap, effect):
        return JsonResponse({"redenen": redenen}, status=403)
    return schrijven.antwoord(
        request,
        _met_rij(effect),
        ("tekst",),
        effectbelemmeringen,
        kort=("waarde",),
        let_op=gevonden,
        form=partial(EffectForm, effect=effect),
    )


@mag(Handeling.EFFECT_VASTLEGGEN, Verbeterplan)
@require_POST
def effect_vastleggen(request, plan):
    """Put on record what the team saw of a plan."""
    effect = effect_van(plan, plan.bekeken_vanuit(request.lidmaatschap))
    form = EffectForm(request.POST, effect=effect)
    if form.is_valid() and not effectbelemmeringen(request.lidmaatschap, effect):
        effect = _met_rij(effect)
        bewaard = schrijven.formulier_bewaren(request, effect, form, ("tekst",), effectbelemmeringen, kort=("waarde",))
        if bewaard and "bewaren" in request.POST:
            return _naar(plan, "effect")
        gelukt = "Wat u zag, staat nu bij het plan."
        if bewaard and uitvoeren(request, handelingen.effect_vastleggen, effect, form=form, gelukt=gelukt):
            return _naar(plan, "effect")
    return planpagina(request, plan, effectform=form)


def _met_rij(effect):
    return effect if effect.pk else Effect.objects.get_or_create(plan=effect.plan, traject=effect.traject)[0]
