"""An organisation answers a QuickScan: by the link from the mail, without an account, or from Mijn werk."""

from functools import wraps

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from leden import begrenzen
from leden.bevoegdheden import Geweigerd, Handeling
from leden.bewaken import mag, openbaar
from quickscan import handelingen
from quickscan.bevoegdheden import invulbelemmeringen, namens
from quickscan.forms.invullen import InvulForm
from quickscan.link import formulier_van, is_verlopen, pad
from quickscan.models import Scanformulier
from quickscan.uitslag import uitslag
from quickscan.vragen import gekozen

# Wrong links per visitor; who has a good one is never stopped.
FOUTE_LINKS = "30/m/ip"


def _met_link(view):
    """Give the view the form that the link opens. A link that is not ours says how to get a good one, and nothing more."""

    @openbaar
    @never_cache
    @wraps(view)
    def geopend(request, teken):
        if formulier := formulier_van(teken):
            if not is_verlopen(formulier) or _leest_mee(request.lidmaatschap, formulier):
                return view(request, formulier, teken)
            return render(request, "quickscan/onbekende_link.html", {"verlopen": True}, status=404)
        te_vaak = begrenzen.te_vaak(request, "quickscan_link", FOUTE_LINKS)
        return render(request, "quickscan/onbekende_link.html", {"te_vaak": te_vaak}, status=429 if te_vaak else 404)

    return geopend


def _leest_mee(wie, formulier):
    return Scanformulier.objects.zichtbaar_voor(wie).filter(pk=formulier.pk).exists()


# The link itself says who may answer, so a cookie adds nothing; and a browser that keeps none loses no answer.
@csrf_exempt
@_met_link
def quickscan_link(request, formulier, teken):
    """The questions, to be answered or answered otherwise; after closing what was answered."""
    form = InvulForm(request.POST or None, formulier=formulier)
    ander = []
    if form.is_valid():
        try:
            handelingen.invullen(
                namens(request.lidmaatschap, formulier), formulier, form.antwoorden, form.cleaned_data["versie"]
            )
        except Geweigerd as geweigerd:
            formulier.refresh_from_db()
            for reden in geweigerd.redenen:
                form.add_error(None, reden)
            if form.cleaned_data["versie"] != formulier.versie:
                ander = antwoorden_in_woorden(formulier)
            form.opnieuw(formulier)
        else:
            return redirect("quickscan_bedankt", teken)
    context = {
        "formulier": formulier,
        "scan": formulier.scan,
        "form": form,
        "teken": teken,
        "ander": ander,
        "belemmeringen": invulbelemmeringen(formulier.scan),
        "antwoorden": antwoorden_in_woorden(formulier),
    }
    return render(request, "quickscan/invullen.html", context)


@_met_link
def quickscan_bedankt(request, formulier, teken):
    """Thanks, what was answered, and until when it can be changed."""
    if formulier.ingevuld_op is None:
        return redirect("quickscan_link", teken)
    context = {
        "formulier": formulier,
        "scan": formulier.scan,
        "teken": teken,
        "antwoorden": antwoorden_in_woorden(formulier),
    }
    return render(request, "quickscan/bedankt.html", context)


@_met_link
def quickscan_link_uitslag(request, formulier, teken):
    """The result after closing, for an organisation that answered."""
    scan = formulier.scan
    if not scan.is_gesloten or formulier.ingevuld_op is None:
        return redirect("quickscan_link", teken)
    return render(request, "quickscan/uitslag.html", {"scan": scan, "uitslag": uitslag(scan), "teken": teken})


@mag(Handeling.QUICKSCAN_INVULLEN, Scanformulier)
def quickscan_invullen(request, formulier):
    """From Mijn werk to the same page that the mail leads to."""
    return redirect(pad(formulier))


def antwoorden_in_woorden(formulier):
    """(question, [what was answered]) for each question that was answered."""
    antwoorden = formulier.antwoorden
    return [
        (vraag, [antwoorden[vraag.sleutel]])
        if vraag.is_open
        else (vraag, [optie.tekst for optie in vraag.opties if optie.sleutel in gekozen(antwoorden, vraag.sleutel)])
        for vraag in formulier.scan.vragenlijst
        if vraag.sleutel in antwoorden
    ]
