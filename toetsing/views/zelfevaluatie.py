from collections import defaultdict
from functools import partial

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, FilteredRelation, OuterRef, Q
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
from toetsing.models import Terugblik, Verhaal
from toetsing.models.zelfevaluatie import dragers
from toetsing.paginas.normlijst import per_onderdeel, regels
from toetsing.paginas.toen import Toen
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
    rijen = regels(verhalen, wie)
    toen = Toen(wie, traject) if traject.is_hernieuwing else None
    kijk = toen.kijk(request.GET.get("toon", "")) if toen else None
    getoond = [rij for rij in rijen if kijk is None or rij.verhaal.norm.sleutel in kijk.sleutels]
    context = {
        "traject": traject,
        "delen": per_onderdeel(getoond),
        "toen": toen,
        "kijk": kijk,
        "aantal": len(rijen),
        "open": _open_met_koppeling(traject, [regel.verhaal for regel in rijen]),
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
    _met_traject(verhaal)
    return _verhaalpagina(request, verhaal, VerhaalForm(verhaal=verhaal))


def _met_traject(verhaal):
    """The traject with its framework, and those of the last time, in one query."""
    trajecten = Traject.objects.select_related("organisatie", "kaderversie", "vorige__kaderversie")
    verhaal.traject = trajecten.get(pk=verhaal.traject_id)


def _verhaalpagina(request, verhaal, form):
    wie, traject = request.lidmaatschap, verhaal.traject
    normen = list(form.normen.values())
    belemmeringen = verhaalbelemmeringen(wie, verhaal)
    is_organisatie = heeft_rol(wie, Handeling.VERHAAL_SCHRIJVEN)
    toen = Toen(wie, traject) if is_organisatie and traject.is_hernieuwing else None
    kijk = toen.kijk(request.GET.get("toon", "")) if toen else None
    deel = Verhaal.objects.filter(traject=traject, norm__onderdeel=verhaal.norm.onderdeel)
    bewaard = per_veld(verhaal, Verhaal.TEKSTEN)
    vorige, volgende = _ernaast(normen, verhaal.norm, kijk)
    documenten, van_toen = _documenten_bij(verhaal, wie, form.normen, toen)
    context = {
        "traject": traject,
        "verhaal": verhaal,
        "norm": verhaal.norm,
        "form": form,
        "vlakken": [(form[veld], bewaard[veld]) for veld in Verhaal.TEKSTEN],
        "is_organisatie": is_organisatie,
        "dicht": " ".join(belemmeringen),
        # In a renewal what was there then stands beside the page, and the norms above it.
        "regels": regels(deel.met_dragers().select_related("norm"), wie) if is_organisatie and not toen else [],
        "aantal": len(normen),
        "plek": normen.index(verhaal.norm) + 1,
        "vorige": vorige,
        "volgende": volgende,
        "verteller": next(
            (groep.enkelvoud for groep in traject.kaderversie.gespreksgroepen if groep.code == verhaal.verteller), ""
        ),
        "documenten": documenten,
        "dragers": dragers(traject=traject, ook_bij=verhaal.norm).select_related("norm"),
        "toen": toen,
        "kijk": kijk,
    }
    if toen:
        context |= {
            "verschil": toen.verschillen[verhaal.norm.sleutel],
            "eerdere_verhalen": toen.verhalen(verhaal.norm.sleutel),
            "van_toen": toen.oordeel(verhaal.norm.sleutel),
            "eerdere_documenten": van_toen,
            "antwoorden": Terugblik.Antwoord.choices,
        }
    return render(request, "toetsing/verhaal_hernieuwen.html" if toen else "toetsing/verhaal.html", context)


def _ernaast(normen, norm, kijk):
    """Numbers of the norms before and after this one, among those that one is looking at; None at the ends."""
    hier = normen.index(norm)
    ertussen = [een for een in normen if kijk is None or een.sleutel in kijk.sleutels or een == norm]
    plek = ertussen.index(normen[hier])
    return (
        ertussen[plek - 1].nummer if plek else None,
        ertussen[plek + 1].nummer if plek + 1 < len(ertussen) else None,
    )


def _documenten_bij(verhaal, wie, normen, toen):
    """The documents at the norm of a story, each with the other norms it is used for; and those of the last time, in one query.

    Of those of then `mee_op` and `mee_door` say who took them along to this norm, and when.
    """
    koppeling = Document.normen.through.objects
    bij_norm = Q(traject=verhaal.traject, pk__in=koppeling.filter(norm=verhaal.norm).values("document"))
    if toen:
        bij_norm |= toen.bij_norm(verhaal.norm.sleutel)
    documenten = (
        Document.objects.zichtbaar_voor(wie)
        .filter(bij_norm)
        .annotate(norm_pks=ArraySubquery(koppeling.filter(document=OuterRef("pk")).values("norm")))
        .annotate(mee=FilteredRelation("meegenomen", condition=Q(meegenomen__verhaal=verhaal)))
        .annotate(mee_op=F("mee__gezegd_op"), mee_door=F("mee__gezegd_door__naam"))
    )
    van_nu = [
        (document, [norm for norm in normen.values() if norm.pk in document.norm_pks and norm != verhaal.norm])
        for document in documenten
        if document.traject_id == verhaal.traject_id
    ]
    return van_nu, [document for document in documenten if document.traject_id != verhaal.traject_id]


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
    _met_traject(verhaal)
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
