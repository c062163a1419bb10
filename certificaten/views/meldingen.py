"""One reported change, what each party says that it means for the label, and what the bureau proposes when it asks for another scope."""

from functools import partial

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from certificaten.bevoegdheden import reikwijdtebelemmeringen
from certificaten.forms import ReikwijdteForm, WeegForm
from certificaten.gevolgen import certificaat_van_toets
from certificaten.handelingen import meldingen as handelingen
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import redenen
from trajecten.bevoegdheden.meldingen import weegbelemmeringen
from trajecten.models import Melding, Traject, Weging


@mag(Handeling.MELDINGEN_LEZEN, Melding)
@require_http_methods(["GET", "HEAD", "POST"])
def melding(request, melding):
    """One reported change, what each party says about it, and the place to say so."""
    wie, traject = request.lidmaatschap, melding.traject

    def waarom_niet(wie, _traject):
        return weegbelemmeringen(wie, melding)

    def eerst_waarvoor(form):
        """The bureau says at once what the label will be about, on a page of its own."""
        if form.cleaned_data["gevolg"] != Weging.Gevolg.REIKWIJDTE or reikwijdtebelemmeringen(wie, melding):
            return ""
        return reverse("reikwijdte_voorstellen", args=[traject.nummer, melding.pk])

    def doe(form):
        if uitvoeren(
            request,
            handelingen.melding_wegen,
            melding,
            form=form,
            gelukt="Vastgelegd. De organisatie krijgt bericht.",
            gevolg=form.cleaned_data["gevolg"],
            uitleg=form.cleaned_data["reden"],
        ):
            return redirect(melding)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        Handeling.MELDING_WEGEN,
        waarom_niet,
        partial(WeegForm, melding=melding),
        doe,
        over=melding,
        eerst=eerst_waarvoor,
    )
    if antwoord:
        return antwoord
    context = {
        "traject": traject,
        "melding": melding,
        "wegingen": melding.wegingen.select_related("gewogen_door"),
        "leidde_tot": Traject.objects.zichtbaar_voor(wie).filter(melding=melding).first(),
        "form": form,
        "belemmeringen": weegbelemmeringen(wie, melding),
    }
    return render(request, "certificaten/melding.html", context)


@mag(Handeling.MELDING_WEGEN, Melding)
@require_http_methods(["GET", "HEAD", "POST"])
def reikwijdte_voorstellen(request, melding):
    """What the label is about when the committee says yes; with that the reported change is settled."""
    traject, certificaat = melding.traject, certificaat_van_toets(melding.traject)

    def waarom_niet(wie, _traject):
        return reikwijdtebelemmeringen(wie, melding)

    def doe(form):
        if uitvoeren(
            request,
            handelingen.reikwijdte_voorstellen,
            melding,
            form=form,
            gelukt="Het voorstel ligt bij de organisatie. Zij reageert eerst; daarna beslist de beheercommissie.",
            uitleg=form.cleaned_data["reden"],
            reikwijdte=form.cleaned_data["reikwijdte"],
            gebied=form.gebied(),
        ):
            return redirect("maatregel", melding.leidde_tot.nummer)
        return None

    antwoord, form = redenen.behandelen(
        request,
        traject,
        Handeling.MELDING_WEGEN,
        waarom_niet,
        partial(ReikwijdteForm, certificaat=certificaat),
        doe,
        over=melding,
        begin={"reikwijdte": certificaat.reikwijdte},
    )
    if antwoord:
        return antwoord
    context = {
        "traject": traject,
        "melding": melding,
        "certificaat": certificaat,
        "form": form,
        "belemmeringen": waarom_niet(request.lidmaatschap, traject),
    }
    return render(request, "certificaten/reikwijdte_voorstellen.html", context)
