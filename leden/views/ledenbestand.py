from django.shortcuts import redirect, render

from leden import gemeenten
from leden.bevoegdheden import Handeling, mag
from leden.bladeren import bladzijde_van, gesorteerd
from leden.forms.ledenbestand import SORTERINGEN, Bestandfilter, Foutenfilter, LedenbestandForm, Regelfilter
from leden.handelingen import ledenbestand as handelingen
from leden.ledenbestand import sjabloon
from leden.ledenbestand.kolommen import KOLOMMEN
from leden.models import Ledenbestand
from leden.uitvoeren import uitvoeren

PER_BLADZIJDE = 50


@mag(Handeling.LEDENBESTAND_INLEZEN)
def ledenbestand(request):
    """Choose a members' file; below it, what was read in before."""
    form = LedenbestandForm(request.POST, request.FILES) if request.method == "POST" else LedenbestandForm()
    if form.is_valid():
        return redirect(handelingen.ledenbestand_aanbieden(request.lidmaatschap, **form.cleaned_data["bestand"]))
    filterformulier, eerder = eerder_ingelezen(request)
    context = {
        "form": form,
        "filterformulier": filterformulier,
        "kolommen": KOLOMMEN,
        "jaar": gemeenten.jaar(),
        "bladzijde": bladzijde_van(request, eerder),
    }
    return render(request, "leden/ledenbestand.html", context)


def eerder_ingelezen(request):
    """The search form of the request, and the files it finds among those that were read in."""
    filterformulier = Bestandfilter(request.GET)
    ingelezen = Ledenbestand.objects.zichtbaar_voor(request.lidmaatschap).ingelezen().defer("wijzigingen")
    gevonden = filterformulier.toepassen(ingelezen.select_related("aangeboden_door").order_by("-ingelezen_op"))
    return filterformulier, gesorteerd(request, gevonden, SORTERINGEN)


@mag(Handeling.LEDENBESTAND_INLEZEN)
def ledenbestand_sjabloon(request, vorm):
    """An empty members' file, with an example and an explanation."""
    return sjabloon.als_download(vorm)


@mag(Handeling.LEDENBESTAND_INLEZEN, Ledenbestand)
def ledenbestand_nakijken(request, ledenbestand):
    """What the file would do and a button to do it; once that is done, what it did."""
    if request.method == "POST":
        gezien = request.POST.get("vingerafdruk", "")
        uitvoeren(
            request, handelingen.ledenbestand_inlezen, ledenbestand, gezien, gelukt="Het ledenbestand is ingelezen."
        )
        return redirect(ledenbestand)
    nakijking = handelingen.bekeken(ledenbestand)
    aantallen = nakijking.aantallen()
    if ledenbestand.ingelezen_op:
        aantallen = {soort: getattr(ledenbestand, soort) for soort in aantallen}
    filterformulier, rijen = gevonden_regels(request, nakijking)
    context = {
        "ledenbestand": ledenbestand,
        "nakijking": nakijking,
        "aantallen": aantallen,
        "in_woorden": handelingen.in_woorden(aantallen),
        "verandert_iets": bool(aantallen["nieuw"] or aantallen["gewijzigd"]),
        "filterformulier": filterformulier,
        "bladzijde": bladzijde_van(request, rijen, PER_BLADZIJDE),
    }
    return render(request, "leden/ledenbestand_nakijken.html", context)


def gevonden_regels(request, nakijking):
    """The search form of the request, and what it finds: of what is wrong as long as anything is, else of what happens."""
    filterformulier = Foutenfilter(request.GET) if nakijking.fouten else Regelfilter(request.GET)
    return filterformulier, filterformulier.toepassen(nakijking.fouten or nakijking.regels)
