"""A QuickScan goes from concept to open to closed, or is thrown away."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.models import Organisatie
from leden.uitvoeren import uitvoeren
from quickscan import handelingen
from quickscan.adressen import adressen
from quickscan.bevoegdheden import openbelemmeringen, verlengbelemmeringen, weggooibelemmeringen
from quickscan.forms.beheren import VerlengForm
from quickscan.models import QuickScan, Scanformulier


@mag(Handeling.QUICKSCAN_WEGGOOIEN, QuickScan)
def quickscan_weggooien(request, scan):
    """A concept goes for good; asked once more."""
    if request.method == "POST" and uitvoeren(
        request, handelingen.weggooien, scan, gelukt=f"{scan.titel} is weggegooid."
    ):
        return redirect("quickscans")
    context = {"scan": scan, "belemmeringen": weggooibelemmeringen(request.lidmaatschap, scan)}
    return render(request, "quickscan/weggooien.html", context)


@mag(Handeling.QUICKSCAN_OPENEN, QuickScan)
def quickscan_openen(request, scan):
    """How many mails will go, and then they go."""
    if request.method == "POST":
        uitvoeren(request, handelingen.openen, scan, gelukt="De QuickScan is open. De mails gaan nu weg.")
        return redirect(scan)
    waarheen = adressen(Organisatie.objects.leden())
    context = {
        "scan": scan,
        "belemmeringen": openbelemmeringen(request.lidmaatschap, scan),
        "leden": len(waarheen),
        "mails": sum(map(bool, waarheen.values())),
    }
    return render(request, "quickscan/openen.html", context)


@mag(Handeling.QUICKSCAN_HERINNEREN, QuickScan)
@require_POST
def quickscan_herinneren(request, scan):
    uitvoeren(request, handelingen.herinneren, scan, gelukt="De herinneringen gaan nu weg.")
    return redirect(scan)


@mag(Handeling.QUICKSCAN_KOPPELING_GEVEN, Scanformulier)
@require_POST
def quickscan_koppeling_geven(request, formulier):
    """For a link that came into wrong hands."""
    gelukt = f"De oude koppeling van {formulier.organisatie} werkt niet meer. De nieuwe gaat per mail; zonder e-mailadres staat ze hier."
    uitvoeren(request, handelingen.koppeling_geven, formulier, gelukt=gelukt)
    return redirect("quickscan_organisaties", formulier.scan_id)


@mag(Handeling.QUICKSCAN_VERLENGEN, QuickScan)
def quickscan_verlengen(request, scan):
    """Another, later last day."""
    form = VerlengForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request, handelingen.verlengen, scan, form=form, gelukt="De laatste dag is verzet.", **form.cleaned_data
    ):
        return redirect(scan)
    context = {"scan": scan, "form": form, "belemmeringen": verlengbelemmeringen(request.lidmaatschap, scan)}
    return render(request, "quickscan/verlengen.html", context)


@mag(Handeling.QUICKSCAN_SLUITEN, QuickScan)
@require_POST
def quickscan_sluiten(request, scan):
    uitvoeren(request, handelingen.sluiten, scan, gelukt="De QuickScan is gesloten. De leden kunnen de uitslag lezen.")
    return redirect(scan)
