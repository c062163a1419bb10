from collections import defaultdict
from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Lidmaatschap, Rol, dezelfde_partij
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import verhaalbelemmeringen, zelfevaluatiebelemmeringen
from toetsing.forms.zelfevaluatie import DocumentenKiezenForm, VerhaalForm, Verhalenfilter
from toetsing.handelingen import zelfevaluatie as handelingen
from toetsing.models import Verhaal
from toetsing.models.zelfevaluatie import dragers
from toetsing.paginas.normlijst import per_onderdeel, regels
from trajecten.models import Document, Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.schrijven import antwoord, formulier_bewaren, per_veld
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def zelfevaluatie(request, traject):
    """For who writes: how far each norm is and what is open. For who reads, and with ?lezen for writers too: the stories."""
    wie = request.lidmaatschap
    if not traject.toont(wie, Stuk.ZELFEVALUATIE):
        raise Http404
    verhalen = Verhaal.objects.zichtbaar_voor(wie).filter(traject=traject).met_dragers()
    schrijft = not zelfevaluatiebelemmeringen(wie, traject)
    if not schrijft or "lezen" in request.GET:
        return _lezen(request, traject, verhalen, schrijft)
    delen = per_onderdeel(regels(verhalen, wie))
    context = {
        "traject": traject,
        "delen": delen,
        "aantal": sum(len(deel.regels) for deel in delen),
        "open": _open_met_koppeling(traject, [regel.verhaal for deel in delen for regel in deel.regels]),
        "mag_indienen": heeft_rol(wie, Handeling.ZELFEVALUATIE_INDIENEN),
        "bestuurders": Lidmaatschap.objects.geldig()
        .filter(organisatie__in=dezelfde_partij(traject.organisatie_id), rol=Rol.BESTUURDER)
        .select_related("gebruiker"),
    }
    return render(request, "toetsing/zelfevaluatie.html", context)


def _open_met_koppeling(traject, verhalen):
    return [
        (zin, f"Ga naar {groep[0].norm.nummer}", reverse("verhaal", args=[traject.nummer, groep[0].norm.nummer]))
        for zin, groep in nog_te_doen.verhalen(verhalen)
    ]


def _lezen(request, traject, verhalen, schrijft):
    filterform = Verhalenfilter(request.GET, traject=traject)
    gevonden_verhalen = list(filterform.toepassen(verhalen).prefetch_related("ook_bij"))
    documenten = Document.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject)
    per_norm = defaultdict(list)
    for document in documenten.prefetch_related("normen"):
        for norm in document.normen.all():
            per_norm[norm].append((document, []))
    dragers_van = defaultdict(list)
    for drager in dragers(traject=traject).select_related("norm").prefetch_related("ook_bij"):
        for norm in drager.ook_bij.all():
            dragers_van[norm].append(drager)
    groepen = {groep.code: groep.enkelvoud for groep in traject.kaderversie.gespreksgroepen}
    context = {
        "traject": traject,
        "schrijft": schrijft,
        "filterform": filterform,
        "is_gefilterd": any(request.GET.get(veld) for veld in ("q", "onderdeel", "zelfbeeld")),
        "verhalen": [
            (verhaal, groepen.get(verhaal.verteller, ""), per_norm[verhaal.norm], dragers_van[verhaal.norm])
            for verhaal in gevonden_verhalen
        ],
    }
    return render(request, "toetsing/zelfevaluatie_lezen.html", context)


@mag(Handeling.ZELFEVALUATIE_INDIENEN, Traject)
@require_POST
def zelfevaluatie_indienen(request, traject):
    gelukt = f"De zelfevaluatie is ingediend. {traject.certificeerder.naam} maakt nu het programma van de toetsdagen."
    if uitvoeren(request, handelingen.zelfevaluatie_indienen, traject, gelukt=gelukt):
        return redirect(traject)
    return redirect("zelfevaluatie", traject.nummer)


@mag(Handeling.TRAJECT_LEZEN, Verhaal)
@require_safe
def verhaal(request, verhaal):
    """The page of one norm: writing for the organisation, reading for others."""
    return _verhaalpagina(request, verhaal, VerhaalForm(verhaal=verhaal))


def _verhaalpagina(request, verhaal, form):
    wie, traject = request.lidmaatschap, verhaal.traject
    nummers = [norm.nummer for norm in form.normen.values()]
    hier = nummers.index(verhaal.norm.nummer)
    deel = Verhaal.objects.filter(traject=traject, norm__onderdeel=verhaal.norm.onderdeel)
    belemmeringen = verhaalbelemmeringen(wie, verhaal)
    is_organisatie = heeft_rol(wie, Handeling.VERHAAL_SCHRIJVEN)
    bewaard = per_veld(verhaal, Verhaal.TEKSTEN)
    context = {
        "traject": traject,
        "verhaal": verhaal,
        "norm": verhaal.norm,
        "form": form,
        "vlakken": [(form[veld], bewaard[veld]) for veld in Verhaal.TEKSTEN],
        "is_organisatie": is_organisatie,
        "dicht": " ".join(belemmeringen),
        "regels": regels(deel.met_dragers().select_related("norm"), wie) if is_organisatie else [],
        "aantal": len(nummers),
        "vorige": nummers[hier - 1] if hier else None,
        "volgende": nummers[hier + 1] if hier + 1 < len(nummers) else None,
        "verteller": next(
            (groep.enkelvoud for groep in traject.kaderversie.gespreksgroepen if groep.code == verhaal.verteller), ""
        ),
        "documenten": _documenten_bij(verhaal, wie),
        "dragers": dragers(traject=traject, ook_bij=verhaal.norm).select_related("norm"),
    }
    return render(request, "toetsing/verhaal.html", context)


def _documenten_bij(verhaal, wie):
    """The documents that show something of the norm of a story, each with the other norms it is used for."""
    documenten = Document.objects.zichtbaar_voor(wie).filter(traject=verhaal.traject, normen=verhaal.norm)
    return [
        (document, [norm for norm in document.normen.all() if norm != verhaal.norm])
        for document in documenten.prefetch_related("normen")
    ]


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal)
@require_POST
def verhaal_bewaren(request, verhaal):
    """One save of one text or choice, by the page itself."""
    return antwoord(
        request,
        verhaal,
        Verhaal.TEKSTEN,
        verhaalbelemmeringen,
        let_op=gevonden,
        kort=VerhaalForm.KEUZES,
        form=partial(VerhaalForm, verhaal=verhaal),
    )


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal)
@require_POST
def verhaal_vastleggen(request, verhaal):
    """The whole form of the page, without JavaScript."""
    form = VerhaalForm(request.POST, verhaal=verhaal)
    if form.is_valid() and formulier_bewaren(
        request, verhaal, form, Verhaal.TEKSTEN, verhaalbelemmeringen, kort=form.KEUZES
    ):
        messages.success(request, "Alles is bewaard.")
        return redirect("verhaal", verhaal.traject.nummer, verhaal.norm.nummer)
    return _verhaalpagina(request, verhaal, form)


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal)
def verhaal_documenten(request, verhaal):
    """Choose from the documents that are there already."""
    form = DocumentenKiezenForm(request.POST or None, verhaal=verhaal)
    naar_verhaal = redirect("verhaal", verhaal.traject.nummer, verhaal.norm.nummer)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.documenten_kiezen,
        verhaal,
        form.cleaned_data["documenten"],
        form=form,
        gelukt="De documenten bij deze norm zijn bijgewerkt.",
    ):
        return naar_verhaal
    context = {
        "traject": verhaal.traject,
        "verhaal": verhaal,
        "norm": verhaal.norm,
        "form": form,
        "belemmeringen": verhaalbelemmeringen(request.lidmaatschap, verhaal),
    }
    return render(request, "toetsing/verhaal_documenten.html", context)


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal, los=["veld"])
def verhaal_versies(request, verhaal, veld):
    """Earlier versions of one text of a story, for who writes it."""
    return tekstversies(
        request,
        verhaal,
        veld,
        velden=Verhaal.TEKSTEN,
        belemmeringen=verhaalbelemmeringen,
        traject=verhaal.traject,
        terug=reverse("verhaal", args=[verhaal.traject.nummer, verhaal.norm.nummer]),
        terug_tekst=f"Norm {verhaal.norm.nummer}",
    )
