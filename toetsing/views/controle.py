from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.bevoegdheden import terugstuurbelemmeringen
from toetsing.forms.rapport import TerugstuurForm
from toetsing.handelingen import rapport as handelingen
from toetsing.paginas import controle as pagina
from toetsing.views.rapport import voor_het_team
from trajecten import redenen
from trajecten.models import Traject
from trajecten.rapportnaam import conceptnaam, rapportnaam


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def interne_controle(request, traject):
    """The frozen draft, on whose voices it rests, and the choice: release it or send it back."""
    return _controlepagina(request, traject)


def _controlepagina(request, traject, form=None):
    """`form`: the reason that was refused."""
    wie = request.lidmaatschap
    voor_het_team(traject, wie)
    context = pagina.inhoud(wie, traject)
    if context["bezig"] and not context["belemmeringen"]:
        context["form"] = form or TerugstuurForm(initial=redenen.concept(wie, traject, Handeling.TERUGSTUREN))
    return render(request, "toetsing/interne_controle.html", context)


@mag(Handeling.VRIJGEVEN, Traject)
@require_POST
def vrijgeven(request, traject):
    gelukt = f"Het {conceptnaam(traject)} is vrijgegeven. De organisatie kan het nu lezen en erop reageren."
    uitvoeren(request, handelingen.vrijgeven, traject, gelukt=gelukt)
    return redirect("interne_controle", traject.nummer)


@mag(Handeling.TERUGSTUREN, Traject)
@require_POST
def terugsturen(request, traject):
    """Send the draft back; the reason saves itself while it is typed."""
    terug = reverse("interne_controle", args=[traject.nummer])

    def doe(form):
        gelukt = (
            f"Het {conceptnaam(traject)} is teruggestuurd. De toetsers lezen uw reden boven hun {rapportnaam(traject)}."
        )
        if uitvoeren(request, handelingen.terugsturen, traject, form.cleaned_data["reden"], form=form, gelukt=gelukt):
            return redirect(terug)
        return None

    antwoord, form = redenen.behandelen(
        request, traject, Handeling.TERUGSTUREN, terugstuurbelemmeringen, TerugstuurForm, doe, terug=terug
    )
    return antwoord or _controlepagina(request, traject, form)
