from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Handeling
from leden.bevoegdheden.opvolging import alopgegaan
from leden.bewaken import mag
from leden.forms.opvolging import HernoemForm, SamenvoegForm
from leden.handelingen import opvolging as handelingen
from leden.models import Organisatie
from leden.uitvoeren import uitvoeren


@mag(Handeling.HERNOEMEN, Organisatie)
def hernoemen(request, organisatie):
    form = HernoemForm(request.POST or None, initial={"per": timezone.localdate()})
    if form.is_valid():
        gelukt = f"{organisatie.naam} heet per {dagkort(form.cleaned_data['per'])} {form.cleaned_data['naam']}."
        if uitvoeren(request, handelingen.hernoemen, organisatie, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect(organisatie)
    context = {"form": form, "organisatie": organisatie, "belemmeringen": alopgegaan(organisatie)}
    return render(request, "leden/hernoemen.html", context)


@mag(Handeling.HERNOEMING_INTREKKEN, Organisatie)
@require_POST
def hernoeming_intrekken(request, organisatie):
    uitvoeren(request, handelingen.hernoeming_intrekken, organisatie, gelukt="De nieuwe naam gaat niet door.")
    return redirect(organisatie)


@mag(Handeling.SAMENVOEGEN, Organisatie)
def samenvoegen(request, organisatie):
    form = SamenvoegForm(request.POST or None, organisatie=organisatie)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.samenvoegen,
        organisatie,
        form=form,
        gelukt=f"De samenvoeging van {organisatie.naam} is vastgelegd.",
        **form.cleaned_data,
    ):
        return redirect(organisatie)
    context = {"form": form, "organisatie": organisatie, "belemmeringen": alopgegaan(organisatie)}
    return render(request, "leden/samenvoegen.html", context)


@mag(Handeling.SAMENVOEGING_INTREKKEN, Organisatie)
@require_POST
def samenvoeging_intrekken(request, organisatie):
    uitvoeren(request, handelingen.samenvoeging_intrekken, organisatie, gelukt="De samenvoeging gaat niet door.")
    return redirect(organisatie)
