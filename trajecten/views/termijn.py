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
    belemmeringen = voorstelbelemmeringen(request.lidmaatschap, traject)
    if belemmeringen and "veld" not in request.POST:
        geweigerd = belemmeringen if request.method == "POST" else []
        return _pagina(request, traject, belemmeringen, geweigerd=geweigerd, getypt=request.POST.get("reden", ""))

    def maak(gegevens, initial):
        return VoorstelForm(gegevens, traject=traject, initial={"nieuw": uiterste_dag(traject)} | initial)

    def doe(form):
        gelukt = "Uw voorstel is verstuurd. De andere partij ziet het bij Mijn werk."
        if uitvoeren(request, handelingen.termijn_voorstellen, traject, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect("termijn", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(
        request, traject, Handeling.TERMIJN_VOORSTELLEN, voorstelbelemmeringen, maak, doe
    )
    return antwoord or _pagina(request, traject, form=form)


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
