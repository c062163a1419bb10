from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.bevoegdheden import controlebelemmeringen
from toetsing.forms.rapport import TerugstuurForm
from toetsing.handelingen import rapport as handelingen
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportversie
from toetsing.views.rapport import traject_van_het_team
from trajecten.levensloop import MOGELIJK
from trajecten.models import Traject


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def interne_controle(request, traject):
    """The frozen draft, on whose voices it rests, and the choice: release it or send it back."""
    return _controlepagina(request, traject, TerugstuurForm())


def _controlepagina(request, traject, form):
    traject = traject_van_het_team(traject, request.lidmaatschap)
    versie = Rapportversie.objects.nieuwste_van(traject, Rapportversie.Soort.CONCEPT)
    if versie is None:
        raise Http404
    bezig = (traject.status, Handeling.VRIJGEVEN) in MOGELIJK
    rapport = leesvorm(versie.inhoud)
    context = {
        "traject": traject,
        "versie": versie,
        "rapport": rapport,
        "alleen_kort": [deel for deel in versie.inhoud["delen"] if deel["deel"] == "kort"],
        "stemmen": _stemmen(rapport["hoofdstukken"]),
        "bezig": bezig,
        "belemmeringen": controlebelemmeringen(request.lidmaatschap, traject, Handeling.VRIJGEVEN) if bezig else [],
        "form": form,
    }
    return render(request, "toetsing/interne_controle.html", context)


def _stemmen(hoofdstukken):
    """The columns of the grid, and per part each norm with the number of groups it rests on."""
    rijen = [
        (
            hoofdstuk["titel"],
            [(norm, sum(stem["aantal"] > 0 for stem in norm["stemmen"])) for norm in hoofdstuk["normen"]],
        )
        for hoofdstuk in hoofdstukken
    ]
    kolommen = next(([stem["label"] for stem in normen[0][0]["stemmen"]] for _, normen in rijen if normen), [])
    return {"kolommen": kolommen, "rijen": rijen}


@mag(Handeling.VRIJGEVEN, Traject)
@require_POST
def vrijgeven(request, traject):
    gelukt = "Het conceptrapport is vrijgegeven. De organisatie kan het nu lezen en erop reageren."
    uitvoeren(request, handelingen.vrijgeven, traject, gelukt=gelukt)
    return redirect("interne_controle", traject.nummer)


@mag(Handeling.TERUGSTUREN, Traject)
@require_POST
def terugsturen(request, traject):
    form = TerugstuurForm(request.POST)
    gelukt = "Het conceptrapport is teruggestuurd. De toetsers lezen uw reden boven hun rapport."
    if form.is_valid() and uitvoeren(
        request, handelingen.terugsturen, traject, form.cleaned_data["reden"], form=form, gelukt=gelukt
    ):
        return redirect("interne_controle", traject.nummer)
    return _controlepagina(request, traject, form)
