"""How somebody wants the own post, and who takes the turns when away."""

from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from berichten import handelingen
from berichten.forms import PostForm, VervangingForm
from berichten.models import Vervanging
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.models import Lidmaatschap
from leden.uitvoeren import uitvoeren


def _eigen_rollen(request):
    return list(
        Lidmaatschap.objects.geldig()
        .filter(gebruiker=request.user)
        .select_related("organisatie", "postvoorkeur")
        .order_by("organisatie__naam", "rol", "pk")
    )


@mag(Handeling.POST_INSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def postvoorkeuren(request):
    """How the post of each of one's roles comes; and who takes the turns now, or later."""
    form = PostForm(request.POST or None, lidmaatschappen=_eigen_rollen(request))
    if form.is_valid() and uitvoeren(
        request,
        handelingen.post_instellen,
        form.keuzes(),
        form=form,
        gelukt="Uw keuze is bewaard en geldt vanaf de volgende brief.",
    ):
        return redirect("postvoorkeuren")
    eigen = Vervanging.objects.niet_voorbij().filter(lidmaatschap__gebruiker=request.user)
    voor_anderen = Vervanging.objects.niet_voorbij().filter(vervanger__gebruiker=request.user)
    namen = ("lidmaatschap__gebruiker", "lidmaatschap__organisatie", "vervanger__gebruiker")
    context = {
        "form": form,
        "vervangingen": eigen.select_related(*namen),
        "voor_anderen": voor_anderen.select_related(*namen),
    }
    return render(request, "berichten/postvoorkeuren.html", context)


@mag(Handeling.VERVANGING_REGELEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vervanging(request):
    """Ask a colleague with the same role to take the turns."""
    form = VervangingForm(request.POST or None, lidmaatschappen=_eigen_rollen(request))
    if form.is_valid():
        lidmaatschap, vervanger = form.cleaned_data["wie"]
        if uitvoeren(
            request,
            handelingen.vervanging_regelen,
            form=form,
            gelukt=f"{vervanger.gebruiker.naam} vervangt u.",
            lidmaatschap=lidmaatschap,
            vervanger=vervanger,
            van=form.cleaned_data["van"],
            tot=form.cleaned_data["tot"],
        ):
            return redirect("postvoorkeuren")
    niemand = "Er is niemand met dezelfde rol bij uw organisatie. Vraag uw beheerder om een collega die rol te geven."
    context = {"form": form, "belemmeringen": [] if form.paren else [niemand]}
    return render(request, "berichten/vervanging.html", context)


@mag(Handeling.VERVANGING_REGELEN)
@require_POST
def vervanging_beeindigen(request, pk):
    """Be back."""
    rij = get_object_or_404(Vervanging.objects.filter(lidmaatschap__gebruiker=request.user), pk=pk)
    uitvoeren(request, handelingen.vervanging_beeindigen, rij, gelukt="De post komt vanaf nu weer bij u.")
    return redirect("postvoorkeuren")
