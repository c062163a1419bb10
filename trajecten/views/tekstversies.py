"""The page of the earlier versions of one text; every app shows it for its own rows."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from huisstijl.bladeren import bladzijde_van
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Geweigerd
from leden.uitvoeren import uitvoeren
from trajecten.schrijven import bewaren, eerdere_versies, vingerafdruk, wissen


def tekstversies(request, rij, veld, *, velden, belemmeringen, traject, terug, terug_tekst):
    """Show what was kept of field `veld` of `rij`, newest first; on POST put one back, or take its text out.

    `velden` are the fields of this row that people write in; `belemmeringen(wie, rij)` says why one cannot write now, as for
    `schrijven.antwoord`. `terug` and `terug_tekst`: the page where the text is written. The caller has checked who may read.
    """
    if veld not in velden:
        raise Http404
    versies = eerdere_versies(rij, veld).select_related("bewaard_door")
    if request.method == "POST":
        wist = "wissen" in request.POST
        versie = get_object_or_404(versies, pk=rijnummer(request.POST.get("wissen" if wist else "versie", "")))
        if wist:
            gelukt = "De tekst is uit deze versie gehaald."
            uitvoeren(request, wissen, versie, getattr(rij, veld), gelukt=gelukt)
        else:
            _terugzetten(request, rij, veld, versie, belemmeringen)
        return redirect(request.path)
    huidig = getattr(rij, veld)
    context = {
        "traject": traject,
        "naam": type(rij)._meta.get_field(veld).verbose_name,
        "rij": rij,
        "huidig": huidig,
        "basis": vingerafdruk(huidig),
        "bladzijde": bladzijde_van(request, versies),
        "belemmeringen": belemmeringen(request.lidmaatschap, rij),
        "terug": terug,
        "terug_tekst": terug_tekst,
    }
    return render(request, "trajecten/tekstversies.html", context)


def _terugzetten(request, rij, veld, versie, belemmeringen):
    basis = request.POST.get("basis", "")
    try:
        bewaard = bewaren(request.lidmaatschap, rij, veld, versie.tekst, basis, belemmeringen, apart=True)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            messages.error(request, reden)
        return
    if bewaard.botsing_met:
        naam = bewaard.botsing_met.naam
        messages.warning(request, f"{naam} schreef intussen in deze tekst. Lees die tekst eerst en kies dan opnieuw.")
    else:
        messages.success(request, "De tekst staat terug. De tekst die er stond, vindt u hieronder.")
