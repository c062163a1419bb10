"""Giving and taking roles, and keeping people out."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from leden.bevoegdheden import Handeling
from leden.bevoegdheden.mensen import (
    blokkeerbelemmeringen,
    eigen_rolbelemmeringen,
    heeft_zittingsperiode,
    neerlegbelemmeringen,
    rolbeeindigbelemmeringen,
)
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.zittingen import wacht_op
from leden.bewaken import mag
from leden.forms.mensen import BlokkeerForm, EindForm, RolForm
from leden.handelingen import mensen as handelingen
from leden.models import Gebruiker, Lidmaatschap, Organisatie
from leden.uitvoeren import uitvoeren
from leden.views.mensen import mens_bij


@mag(Handeling.ROL_GEVEN, Organisatie, los=("gebruiker",))
def rol_geven(request, organisatie, gebruiker):
    """Give a colleague another role, or a committee member a next term."""
    gebruiker = mens_bij(organisatie, gebruiker)
    heeft = set(gebruiker.lidmaatschappen.filter(organisatie=organisatie).niet_voorbij().values_list("rol", flat=True))
    form = RolForm(request.POST or None, wie=request.lidmaatschap, organisatie=organisatie, heeft=heeft)
    bevestigen = wacht_op(request.user.pk, gebruiker.pk) if heeft_zittingsperiode(organisatie) else ""
    if form.is_valid() and uitvoeren(
        request,
        handelingen.rol_geven,
        gebruiker,
        organisatie,
        form=form,
        gelukt=bevestigen or f"{gebruiker.naam} heeft de rol, en krijgt er bericht van.",
        **form.cleaned_data,
    ):
        return redirect("mens", organisatie.pk, gebruiker.pk)
    context = {
        "organisatie": organisatie,
        "mens": gebruiker,
        "form": form,
        "bevestigen": bevestigen,
        "belemmeringen": opgegaanbelemmeringen(organisatie) or eigen_rolbelemmeringen(request.lidmaatschap, gebruiker),
    }
    return render(request, "leden/rol_geven.html", context)


@mag(Handeling.ROL_BEEINDIGEN, Lidmaatschap)
def rol_beeindigen(request, lidmaatschap):
    """End a role now, or after a last day."""
    form = EindForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.rol_beeindigen,
        lidmaatschap,
        form=form,
        gelukt=f"Het einde van deze rol van {lidmaatschap.gebruiker.naam} is vastgelegd.",
        **form.cleaned_data,
    ):
        # Who ended the own role has nothing more to look for here.
        eigen = lidmaatschap.pk == request.lidmaatschap.pk
        return redirect("voorpagina") if eigen else redirect(_bladzijde_van(lidmaatschap))
    context = {
        "rol": lidmaatschap,
        "mens": lidmaatschap.gebruiker,
        "organisatie": lidmaatschap.organisatie,
        "form": form,
        "belemmeringen": rolbeeindigbelemmeringen(request.lidmaatschap, lidmaatschap),
    }
    return render(request, "leden/rol_beeindigen.html", context)


@mag(Handeling.ROL_NEERLEGGEN)
def rol_neerleggen(request):
    """Stop in the role one works in."""
    wie = request.lidmaatschap
    gelukt = f"U bent geen {wie.get_rol_display()} meer bij {wie.organisatie.naam}."
    if request.method == "POST" and uitvoeren(request, handelingen.rol_neerleggen, gelukt=gelukt):
        return redirect("voorpagina")
    return render(request, "leden/rol_neerleggen.html", {"belemmeringen": neerlegbelemmeringen(wie)})


@mag(Handeling.BLOKKEREN, Gebruiker)
def blokkeren(request, gebruiker):
    """Keep someone out, with a reason."""
    form = BlokkeerForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.blokkeren,
        gebruiker,
        form.cleaned_data["reden"],
        form=form,
        gelukt=f"{gebruiker.naam} kan niet meer inloggen.",
    ):
        return redirect(_bladzijde_van(gebruiker.lidmaatschappen.latest("van", "pk")))
    context = {
        "mens": gebruiker,
        "terug": _bladzijde_van(gebruiker.lidmaatschappen.latest("van", "pk")),
        "form": form,
        "belemmeringen": blokkeerbelemmeringen(request.lidmaatschap, gebruiker),
    }
    return render(request, "leden/blokkeren.html", context)


@mag(Handeling.DEBLOKKEREN, Gebruiker)
@require_POST
def deblokkeren(request, gebruiker):
    """Let someone in again."""
    uitvoeren(request, handelingen.deblokkeren, gebruiker, gelukt=f"{gebruiker.naam} kan weer inloggen.")
    return redirect(_bladzijde_van(gebruiker.lidmaatschappen.latest("van", "pk")))


def _bladzijde_van(lidmaatschap):
    """The page of this person at this organisation."""
    return reverse("mens", args=[lidmaatschap.organisatie_id, lidmaatschap.gebruiker_id])
