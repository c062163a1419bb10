from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.handelingen import zelfevaluatie
from trajecten import handelingen as trajecthandelingen
from trajecten import redenen
from trajecten.bevoegdheden import acceptatiebelemmeringen, handelingsbelemmeringen
from trajecten.forms.team import TeamForm
from trajecten.forms.trajecten import RedenForm
from trajecten.models import Traject


@mag(Handeling.ACCEPTEREN, Traject)
def accepteren(request, traject):
    """What the organisation asks, and the team with which the certifier takes it on."""
    form = TeamForm(request.POST or None, traject=traject)
    if form.is_valid() and uitvoeren(
        request,
        zelfevaluatie.accepteren,
        traject,
        form=form,
        gelukt=f"De aanmelding is aangenomen. {traject.organisatie.naam} schrijft nu de zelfevaluatie.",
        **form.cleaned_data,
    ):
        return redirect(traject)
    return _pagina(request, traject, form)


@mag(Handeling.WEIGEREN, Traject)
@require_POST
def weigeren(request, traject):
    """Turn the application down, with a reason that the organisation reads and that saves itself while it is typed."""
    handeling = Handeling.WEIGEREN

    def doe(form):
        gelukt = f"De aanmelding is geweigerd. {traject.organisatie.naam} leest uw reden."
        reden = form.cleaned_data["reden"]
        if uitvoeren(request, trajecthandelingen.weigeren, traject, reden, form=form, gelukt=gelukt):
            return redirect(traject)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        handeling,
        partial(handelingsbelemmeringen, handeling=handeling),
        RedenForm,
        doe,
        terug=reverse("accepteren", args=[traject.nummer]),
    )
    return antwoord or _pagina(request, traject, TeamForm(traject=traject), form)


def _pagina(request, traject, form, weigerform=None):
    """`weigerform`: the reason to turn it down that was refused."""
    concept = redenen.concept(request.lidmaatschap, traject, Handeling.WEIGEREN)
    context = {
        "traject": traject,
        "volgens_tabel": traject.kaderversie.dagen_voor(traject.fte),
        "form": form,
        "weigerform": weigerform or RedenForm(initial=concept),
        "belemmeringen": acceptatiebelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "toetsing/accepteren.html", context)
