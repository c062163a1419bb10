from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import handelingen, redenen
from trajecten.bevoegdheden import uiterste_dag, voorstelantwoordbelemmeringen, voorstelbelemmeringen
from trajecten.forms.termijn import VoorstelantwoordForm, VoorstelForm
from trajecten.models import Termijnvoorstel, Traject


@mag(Handeling.TERMIJN_VOORSTELLEN, Traject)
@require_http_methods(["GET", "HEAD", "POST"])
def termijn(request, traject):
    """The term that runs, its rules, what was asked before, and the way to ask for another last day."""
    wie, handeling = request.lidmaatschap, Handeling.TERMIJN_VOORSTELLEN
    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, voorstelbelemmeringen)
    belemmeringen = voorstelbelemmeringen(wie, traject)
    if belemmeringen:
        geweigerd = belemmeringen if request.method == "POST" else []
        return _pagina(request, traject, belemmeringen, geweigerd=geweigerd, getypt=request.POST.get("reden", ""))
    initial = redenen.concept(wie, traject, handeling) | {"nieuw": uiterste_dag(traject)}
    form = VoorstelForm(request.POST or None, traject=traject, initial=initial)
    if "bewaren" in request.POST and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, voorstelbelemmeringen):
            return redirect(request.path)
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.termijn_voorstellen,
        traject,
        form=form,
        gelukt="Uw voorstel is verstuurd. De andere partij ziet het bij Mijn werk.",
        **form.cleaned_data,
    ):
        redenen.opruimen(wie, traject, handeling)
        return redirect("termijn", traject.nummer)
    return _pagina(request, traject, form=form)


def _pagina(request, traject, belemmeringen=(), form=None, antwoordform=None, geweigerd=(), getypt=""):
    """`geweigerd`: why what was sent did not go; `getypt`: the words in it."""
    voorstellen = list(traject.termijnvoorstellen.select_related("gevraagd_door", "beantwoord_door"))
    for voorstel in voorstellen:
        voorstel.traject = traject
    te_beantwoorden = Termijnvoorstel.objects.te_beantwoorden(request.lidmaatschap).filter(traject=traject).first()
    context = {
        "traject": traject,
        "form": form,
        "belemmeringen": belemmeringen,
        "voorstellen": [een for een in voorstellen if een != te_beantwoorden],
        "te_beantwoorden": te_beantwoorden,
        "antwoordform": antwoordform or VoorstelantwoordForm(),
        "geweigerd": geweigerd,
        "getypt": getypt,
    }
    return render(request, "trajecten/termijn.html", context)


@mag(Handeling.TERMIJNVOORSTEL_BEANTWOORDEN, Termijnvoorstel)
@require_POST
def termijnvoorstel_beantwoorden(request, voorstel):
    """Agree with one click, or not and say why."""
    form, akkoord = VoorstelantwoordForm(request.POST), "akkoord" in request.POST
    if form.is_valid() and uitvoeren(
        request,
        handelingen.termijnvoorstel_beantwoorden,
        voorstel,
        akkoord=akkoord,
        uitleg=form.cleaned_data["uitleg"],
        form=form,
        gelukt=f"{voorstel}: {'akkoord' if akkoord else 'niet akkoord'}. De andere partij ziet uw antwoord.",
    ):
        return redirect(voorstel.traject)
    traject, wie = voorstel.traject, request.lidmaatschap
    return _pagina(
        request,
        traject,
        voorstelbelemmeringen(wie, traject),
        antwoordform=form,
        geweigerd=voorstelantwoordbelemmeringen(wie, voorstel),
        getypt=request.POST.get("uitleg", ""),
    )
