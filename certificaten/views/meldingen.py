"""One reported change, what each party says that it means for the label, and what the bureau proposes when it asks for another scope."""

from django.shortcuts import redirect, render
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
    wie, traject, handeling = request.lidmaatschap, melding.traject, Handeling.MELDING_WEGEN

    def waarom_niet(wie, _traject):
        return weegbelemmeringen(wie, melding)

    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, waarom_niet, melding)
    alleen_bewaren = "bewaren" in request.POST
    form = WeegForm(
        request.POST or None,
        melding=melding,
        initial=redenen.concept(wie, traject, handeling, melding),
        alleen_bewaren=alleen_bewaren,
    )
    # The bureau says at once what the label will be about, on a page of its own; what was written goes along.
    eerst_waarvoor = (
        form.is_valid()
        and form.cleaned_data["gevolg"] == Weging.Gevolg.REIKWIJDTE
        and not reikwijdtebelemmeringen(wie, melding)
    )
    if (alleen_bewaren or eerst_waarvoor) and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, waarom_niet, melding):
            return (
                redirect("reikwijdte_voorstellen", traject.nummer, melding.pk) if eerst_waarvoor else redirect(melding)
            )
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.melding_wegen,
        melding,
        form=form,
        gelukt="Vastgelegd. De organisatie krijgt bericht.",
        gevolg=form.cleaned_data["gevolg"],
        uitleg=form.cleaned_data["reden"],
    ):
        redenen.opruimen(wie, traject, handeling, melding)
        return redirect(melding)
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
    wie, traject, handeling = request.lidmaatschap, melding.traject, Handeling.MELDING_WEGEN
    certificaat = certificaat_van_toets(traject)

    def waarom_niet(wie, _traject):
        return reikwijdtebelemmeringen(wie, melding)

    if "veld" in request.POST:
        return redenen.antwoord(request, traject, handeling, waarom_niet, melding)
    alleen_bewaren = "bewaren" in request.POST
    form = ReikwijdteForm(
        request.POST or None,
        certificaat=certificaat,
        initial=redenen.concept(wie, traject, handeling, melding),
        alleen_bewaren=alleen_bewaren,
    )
    if alleen_bewaren and form.is_valid():
        if redenen.bewaren(request, traject, handeling, form, waarom_niet, melding):
            return redirect(request.path)
    elif form.is_valid() and uitvoeren(
        request,
        handelingen.reikwijdte_voorstellen,
        melding,
        form=form,
        gelukt="Het voorstel ligt bij de organisatie. Zij reageert eerst; daarna beslist de beheercommissie.",
        uitleg=form.cleaned_data["reden"],
        reikwijdte=form.cleaned_data["reikwijdte"],
        gebied=form.gebied(),
    ):
        redenen.opruimen(wie, traject, handeling, melding)
        return redirect("maatregel", melding.leidde_tot.nummer)
    context = {
        "traject": traject,
        "melding": melding,
        "certificaat": certificaat,
        "form": form,
        "belemmeringen": waarom_niet(wie, traject),
    }
    return render(request, "certificaten/reikwijdte_voorstellen.html", context)
