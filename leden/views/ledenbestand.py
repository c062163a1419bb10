from django.shortcuts import redirect, render

from leden import gemeenten
from leden.bevoegdheden import Handeling, mag
from leden.bladeren import bladzijde_van
from leden.forms.ledenbestand import LedenbestandForm, Regelfilter
from leden.handelingen import ledenbestand as handelingen
from leden.ledenbestand import sjabloon
from leden.ledenbestand.kolommen import KOLOMMEN
from leden.ledenbestand.nakijken import Nakijking, Regel
from leden.models import Ledenbestand
from leden.uitvoeren import uitvoeren

PER_BLADZIJDE = 50


@mag(Handeling.LEDENBESTAND_INLEZEN)
def ledenbestand(request):
    """Choose a members' file; below it, what was read in before."""
    form = LedenbestandForm(request.POST, request.FILES) if request.method == "POST" else LedenbestandForm()
    if form.is_valid():
        return redirect(handelingen.ledenbestand_aanbieden(request.lidmaatschap, **form.cleaned_data["bestand"]))
    ingelezen = Ledenbestand.objects.zichtbaar_voor(request.lidmaatschap).ingelezen().defer("wijzigingen")
    eerder = ingelezen.select_related("aangeboden_door").order_by("-ingelezen_op")
    context = {
        "form": form,
        "kolommen": KOLOMMEN,
        "jaar": gemeenten.jaar(),
        "bladzijde": bladzijde_van(request, eerder),
    }
    return render(request, "leden/ledenbestand.html", context)


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
    if ledenbestand.ingelezen_op:
        nakijking = Nakijking(regels=[Regel(**regel) for regel in ledenbestand.wijzigingen])
        aantallen = {soort: getattr(ledenbestand, soort) for soort in nakijking.aantallen()}
    else:
        nakijking = handelingen.nagekeken(ledenbestand)
        aantallen = nakijking.aantallen()
    filterformulier = Regelfilter(request.GET)
    rijen = nakijking.fouten or filterformulier.toepassen(nakijking.regels)
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
