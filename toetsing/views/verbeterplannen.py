from functools import partial

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.bevoegdheden import (
    verbeterplanbelemmeringen,
    voortgangsantwoordbelemmeringen,
    voortgangsbelemmeringen,
)
from toetsing.forms.verbeterplannen import (
    PlannenTerugstuurForm,
    VerbeterplanForm,
    VoortgangForm,
    VoortgangsantwoordForm,
)
from toetsing.handelingen import verbeterplannen as handelingen
from toetsing.models import Verbeterplan, Voortgang
from toetsing.paginas import verbeterplannen as pagina
from trajecten import redenen, schrijven
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def verbeterplannen(request, traject):
    """All plans: to write, to judge, or to follow."""
    return _lijst(request, traject)


def _lijst(request, traject, form=None):
    """`form`: the reason for sending back that was refused."""
    wie = request.lidmaatschap
    context = pagina.inhoud(wie, traject)
    if context["beoordeelt"]:
        concept = redenen.concept(wie, traject, Handeling.VERBETERPLANNEN_TERUGSTUREN)
        context["form"] = form or PlannenTerugstuurForm(initial=concept)
    return render(request, "toetsing/verbeterplannen.html", context)


@mag(Handeling.TRAJECT_LEZEN, Verbeterplan)
@require_http_methods(["GET", "HEAD", "POST"])
def verbeterplan(request, plan):
    """One plan: cause, action, owner and date; afterwards how it is going."""
    if request.method != "POST":
        return _planpagina(request, plan, VerbeterplanForm(plan=plan))
    alleen_bewaren = "bewaren" in request.POST
    form = VerbeterplanForm(request.POST, plan=plan, alleen_bewaren=alleen_bewaren)
    form.is_valid()
    # What is good is kept, also when something else is still missing.
    teksten, afspraak = (
        [veld for veld in velden if veld in form.cleaned_data] for velden in (Verbeterplan.TEKSTEN, form.AFSPRAAK)
    )
    schrijven.formulier_bewaren(request, plan, form, teksten, verbeterplanbelemmeringen, kort=afspraak)
    if not form.is_valid():
        return _planpagina(request, plan, form)
    if alleen_bewaren:
        return redirect(plan)
    messages.success(request, "Het plan is bewaard.")
    return redirect("verbeterplannen", plan.traject.nummer)


def _planpagina(request, plan, form, voortgangform=None):
    wie = request.lidmaatschap
    voortgang = Voortgang.objects.select_related("gemeld_door", "beantwoord_door")
    plan = (
        Verbeterplan.objects.select_related(
            "traject__organisatie", "traject__certificeerder", "traject__kaderversie", "bevinding__norm"
        )
        .prefetch_related(Prefetch("voortgang", voortgang))
        .get(pk=plan.pk)
    )
    belemmeringen = verbeterplanbelemmeringen(wie, plan)
    bewaard = schrijven.per_veld(plan, ["oorzaak", "actie", "voortgang_klad"])
    context = {
        "traject": plan.traject,
        "plan": plan,
        "form": form,
        "vlakken": [(form[veld], bewaard[veld]) for veld in Verbeterplan.TEKSTEN],
        "schrijft": not belemmeringen,
        "punt": pagina.verbeterpunten(plan.traject)[plan.bevinding.passage],
        "voortgang": list(reversed(plan.voortgang.all())),
        "mag_antwoorden": heeft_rol(wie, Handeling.VOORTGANG_BEANTWOORDEN),
        "voortgangform": None if voortgangsbelemmeringen(wie, plan) else voortgangform or VoortgangForm(plan=plan),
        "klad": bewaard["voortgang_klad"],
    }
    return render(request, "toetsing/verbeterplan.html", context)


@mag(Handeling.VERBETERPLAN_SCHRIJVEN, Verbeterplan)
@require_POST
def verbeterplan_bewaren(request, plan):
    """One save of one text, of the owner or of the date, by the page itself."""
    return schrijven.antwoord(
        request,
        plan,
        Verbeterplan.TEKSTEN,
        verbeterplanbelemmeringen,
        kort=VerbeterplanForm.AFSPRAAK,
        let_op=gevonden,
        form=partial(VerbeterplanForm, plan=plan, alleen_bewaren=True),
    )


@mag(Handeling.VERBETERPLAN_SCHRIJVEN, Verbeterplan, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def verbeterplan_versies(request, plan, veld):
    """Earlier versions of one text of a plan, for who writes it."""
    return tekstversies(
        request,
        plan,
        veld,
        velden=Verbeterplan.TEKSTEN,
        belemmeringen=verbeterplanbelemmeringen,
        traject=plan.traject,
        terug=plan.get_absolute_url(),
        terug_tekst=f"Plan bij norm {plan.bevinding.norm.nummer}",
    )


@mag(Handeling.VERBETERPLANNEN_INDIENEN, Traject)
@require_POST
def verbeterplannen_indienen(request, traject):
    gelukt = "De verbeterplannen zijn ingediend. De toetsers lezen ze en geven akkoord of vragen om meer."
    uitvoeren(request, handelingen.verbeterplannen_indienen, traject, gelukt=gelukt)
    return redirect("verbeterplannen", traject.nummer)


@mag(Handeling.VERBETERPLANNEN_GOEDKEUREN, Traject)
@require_POST
def verbeterplannen_goedkeuren(request, traject):
    gelukt = "U bent akkoord met de verbeterplannen. De planner kan het advies schrijven."
    uitvoeren(request, handelingen.verbeterplannen_goedkeuren, traject, gelukt=gelukt)
    return redirect("verbeterplannen", traject.nummer)


@mag(Handeling.VERBETERPLANNEN_TERUGSTUREN, Traject)
@require_POST
def verbeterplannen_terugsturen(request, traject):
    """Send the plans back; the reason saves itself while it is typed."""
    handeling = Handeling.VERBETERPLANNEN_TERUGSTUREN
    belemmeringen = partial(handelingsbelemmeringen, handeling=handeling)
    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, belemmeringen)
    form = PlannenTerugstuurForm(request.POST, initial=redenen.concept(request.lidmaatschap, traject, handeling))
    gelukt = "De verbeterplannen zijn teruggestuurd. De organisatie leest wat er nog nodig is."
    if form.is_valid() and "bewaren" in request.POST:
        if redenen.bewaren(request, traject, handeling, form, belemmeringen):
            return redirect("verbeterplannen", traject.nummer)
    elif form.is_valid() and uitvoeren(
        request, handelingen.verbeterplannen_terugsturen, traject, form.cleaned_data["reden"], form=form, gelukt=gelukt
    ):
        redenen.opruimen(request.lidmaatschap, traject, handeling)
        return redirect("traject", traject.nummer)
    return _lijst(request, traject, form)


@mag(Handeling.VOORTGANG_MELDEN, Verbeterplan)
@require_POST
def voortgang_melden(request, plan):
    form = VoortgangForm(request.POST, plan=plan)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.voortgang_melden,
        plan,
        tekst=form.cleaned_data["voortgang_klad"],
        is_klaar=form.cleaned_data["is_klaar"],
        form=form,
        gelukt="De voortgang is gemeld.",
    ):
        return redirect(f"{plan.get_absolute_url()}#voortgang")
    return _planpagina(request, plan, VerbeterplanForm(plan=plan), form)


@mag(Handeling.VOORTGANG_MELDEN, Verbeterplan)
@require_POST
def voortgang_bewaren(request, plan):
    """One save of the progress that is being typed, before it is reported."""
    return schrijven.antwoord(request, plan, ("voortgang_klad",), voortgangsbelemmeringen, let_op=gevonden)


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
            return redirect(f"{voortgang.plan.get_absolute_url()}#voortgang")
    context = {
        "traject": voortgang.traject,
        "voortgang": voortgang,
        "form": form,
        "bewaard": schrijven.per_veld(voortgang, ["antwoord"])["antwoord"],
        "mag_antwoorden": not belemmeringen,
    }
    return render(request, "toetsing/voortgang.html", context)
