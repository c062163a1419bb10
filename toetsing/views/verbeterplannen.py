from contextlib import contextmanager
from functools import partial

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.bevoegdheden import verbeterplanbelemmeringen
from toetsing.forms.verbeterplannen import PlannenTerugstuurForm, VerbeterplanForm
from toetsing.handelingen import verbeterplannen as handelingen
from toetsing.models import Verbeterplan
from toetsing.paginas import verbeterplannen as pagina
from toetsing.paginas.verbeterplan import inhoud as planinhoud
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
    """One plan: cause, action, owner and date; afterwards how it is going. A point without a plan of its own leads to its plan."""
    if plan.valt_onder:
        return redirect(plan.valt_onder)
    if request.method != "POST":
        return planpagina(request, plan)
    alleen_bewaren = "bewaren" in request.POST
    with _op_slot(plan):
        form = VerbeterplanForm(request.POST, plan=plan, alleen_bewaren=alleen_bewaren)
        form.is_valid()
        # What is good is kept, also when something else is still missing.
        teksten, kort = ([veld for veld in velden if veld in form.cleaned_data] for velden in (plan.TEKSTEN, form.KORT))
        schrijven.formulier_bewaren(request, plan, form, teksten, verbeterplanbelemmeringen, kort=kort)
    if not form.is_valid():
        return planpagina(request, plan, form=form)
    if alleen_bewaren:
        return redirect(plan)
    messages.success(request, "Het plan is bewaard.")
    return redirect("verbeterplannen", plan.traject.nummer)


def planpagina(request, plan, **formulieren):
    """`formulieren`: see `inhoud` of the page."""
    return render(request, "toetsing/verbeterplan.html", planinhoud(request.lidmaatschap, plan, **formulieren))


@contextmanager
def _op_slot(plan):
    """What points can be chosen stays what it is until the choice was stored."""
    with transaction.atomic():
        Traject.objects.voor_lijst().op_slot(plan.traject_id)
        yield


@mag(Handeling.VERBETERPLAN_SCHRIJVEN, Verbeterplan)
@require_POST
def verbeterplan_bewaren(request, plan):
    """One save of one text, of the owner, of the date or of the points, by the page itself."""
    with _op_slot(plan):
        return schrijven.antwoord(
            request,
            plan,
            Verbeterplan.TEKSTEN,
            verbeterplanbelemmeringen,
            kort=VerbeterplanForm.KORT,
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
        terug_tekst=f"Plan bij norm {plan.normen}",
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

    def doe(form):
        gelukt = "De verbeterplannen zijn teruggestuurd. De organisatie leest wat er nog nodig is."
        act, reden = handelingen.verbeterplannen_terugsturen, form.cleaned_data["reden"]
        if uitvoeren(request, act, traject, reden, form=form, gelukt=gelukt):
            return redirect("traject", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        handeling,
        partial(handelingsbelemmeringen, handeling=handeling),
        PlannenTerugstuurForm,
        doe,
        terug=reverse("verbeterplannen", args=[traject.nummer]),
    )
    return antwoord or _lijst(request, traject, form)
