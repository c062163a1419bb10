from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing import nog_te_doen
from toetsing.bevoegdheden import bevindingbelemmeringen
from toetsing.forms.oordelen import BevindingForm, GrondenForm, OordeelForm, Rasterfilter
from toetsing.handelingen import oordelen as handelingen
from toetsing.models import Bevinding, Oordeel, aanvullend_onderzoek
from toetsing.paginas import norm as pagina
from toetsing.paginas.rapport import OPLEVERBAAR, teruggestuurd_met
from toetsing.paginas.raster import kolommen
from toetsing.paginas.raster import raster as raster_van
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def raster(request, traject):
    """On whose voices each judgement rests; from the start of the assessment, for the team."""
    wie = request.lidmaatschap
    # The traject is there already: a copy of it and of its framework package beside each of the judgements takes long to read.
    zichtbaar = Oordeel.objects.zichtbaar_voor(wie).select_related(None).select_related("norm__onderdeel")
    prefetch_related_objects([traject], Prefetch("oordelen", zichtbaar))
    oordelen = list(traject.oordelen.all())
    if not oordelen:
        raise Http404
    rijen = raster_van(traject, oordelen)
    onderdelen = dict.fromkeys(oordeel.norm.onderdeel for oordeel in oordelen)
    onderzoek = aanvullend_onderzoek(traject) if traject.status == Status.AANVULLEND_ONDERZOEK else None
    filterform = Rasterfilter(onderdelen, request.GET, onderzoek=onderzoek)
    schrijft = heeft_rol(wie, Handeling.BEVINDING_MAKEN)
    context = {
        "traject": traject,
        "rijen": filterform.toepassen(rijen),
        "aantal": len(rijen),
        "zonder_oordeel": sum(not rij.oordeel.waarde for rij in rijen),
        "kolommen": kolommen(traject.kaderversie).values(),
        "filterform": filterform,
        "teruggestuurd": teruggestuurd_met(traject),
        "toon_open": schrijft and traject.status in OPLEVERBAAR,
    }
    if context["toon_open"]:
        context["open"] = nog_te_doen.rapport(traject)
    return render(request, "toetsing/raster.html", context)


@mag(Handeling.TRAJECT_LEZEN, Oordeel)
@require_safe
def norm_oordelen(request, oordeel):
    return _pagina(request, oordeel, gronden_van=request.GET.get("gronden"))


def _pagina(request, oordeel, *, gronden_van=None, ingevuld=None):
    context = pagina.inhoud(request.lidmaatschap, oordeel, gronden_van=gronden_van, ingevuld=ingevuld)
    return render(request, "toetsing/norm_oordelen.html", context)


def _naar(traject, norm, anker=""):
    return redirect(reverse("norm_oordelen", args=[traject.nummer, norm.nummer]) + anker)


@mag(Handeling.BEVINDING_MAKEN, Oordeel)
@require_POST
def bevinding_maken(request, oordeel):
    """Open a finding to write in, with the focus in its text, which is empty until somebody types."""
    soort = request.POST.get("soort")
    if soort not in Bevinding.Soort:
        raise BadRequest
    try:
        bevinding = handelingen.bevinding_maken(
            request.lidmaatschap, oordeel.traject, norm=oordeel.norm, soort=soort, tekst=""
        )
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            messages.error(request, reden)
        return _naar(oordeel.traject, oordeel.norm)
    return _naar(oordeel.traject, oordeel.norm, f"#{BevindingForm(bevinding)['tekst'].auto_id}")


@mag(Handeling.BEVINDING_MAKEN, Bevinding)
@require_POST
def bevinding_bewaren(request, bevinding):
    """One save of the text: by the surface itself, or by the form of the page where there is no JavaScript."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, bevinding, ("tekst",), bevindingbelemmeringen, let_op=gevonden)
    form = BevindingForm(bevinding, request.POST)
    if form.is_valid() and schrijven.formulier_bewaren(request, bevinding, form, ("tekst",), bevindingbelemmeringen):
        return _naar(bevinding.traject, bevinding.norm, f"#{bevinding.passage}")
    return _pagina(request, _oordeel_van(request, bevinding), ingevuld={f"tekst-{bevinding.pk}": form})


def _oordeel_van(request, bevinding):
    oordelen = Oordeel.objects.zichtbaar_voor(request.lidmaatschap)
    return oordelen.get(traject=bevinding.traject_id, norm=bevinding.norm_id)


@mag(Handeling.TRAJECT_LEZEN, Bevinding)
@require_http_methods(["GET", "HEAD", "POST"])
def bevinding_versies(request, bevinding):
    return _versies(request, bevinding, "tekst", f"#{bevinding.passage}")


@mag(Handeling.TRAJECT_LEZEN, Oordeel)
@require_http_methods(["GET", "HEAD", "POST"])
def oordeel_versies(request, oordeel):
    return _versies(request, oordeel, "toelichting", "#oordeel")


def _versies(request, rij, veld, anker):
    return tekstversies(
        request,
        rij,
        veld,
        velden=(veld,),
        belemmeringen=bevindingbelemmeringen,
        traject=rij.traject,
        terug=reverse("norm_oordelen", args=[rij.traject.nummer, rij.norm.nummer]) + anker,
        terug_tekst=f"Norm {rij.norm.nummer}",
    )


@mag(Handeling.BEVINDING_MAKEN, Bevinding)
@require_POST
def gronden_kiezen(request, bevinding):
    oordeel = _oordeel_van(request, bevinding)
    form = GrondenForm(bevinding, pagina.alle_bronnen(request.lidmaatschap, oordeel), request.POST)
    if form.is_valid() and uitvoeren(
        request, handelingen.gronden_kiezen, bevinding, **form.gronden(), form=form, gelukt="De gronden staan erbij."
    ):
        return _naar(bevinding.traject, bevinding.norm, f"#{bevinding.passage}")
    return _pagina(request, oordeel, gronden_van=str(bevinding.pk), ingevuld={"gronden": form})


@mag(Handeling.BEVINDING_MAKEN, Bevinding)
@require_POST
def bevinding_soort(request, bevinding):
    soort = request.POST.get("soort")
    if soort not in Bevinding.Soort:
        raise BadRequest
    uitvoeren(request, handelingen.soort_kiezen, bevinding, soort)
    return _naar(bevinding.traject, bevinding.norm, f"#{bevinding.passage}")


@mag(Handeling.BEVINDING_MAKEN, Bevinding)
@require_POST
def bevinding_verwijderen(request, bevinding):
    uitvoeren(request, handelingen.bevinding_verwijderen, bevinding, gelukt="De bevinding is weg.")
    return _naar(bevinding.traject, bevinding.norm, "#bevindingen")


@mag(Handeling.OORDELEN, Oordeel)
@require_POST
def oordeel_geven(request, oordeel):
    """Give the judgement. The explanation comes with it, or alone: by the surface itself, or without JavaScript."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, oordeel, ("toelichting",), bevindingbelemmeringen, let_op=gevonden)
    form = OordeelForm(oordeel, request.POST)
    alleen_tekst = "bewaren" in request.POST
    form.fields["waarde"].required = not alleen_tekst
    if form.is_valid() and schrijven.formulier_bewaren(
        request, oordeel, form, ("toelichting",), bevindingbelemmeringen
    ):
        waarde = form.cleaned_data["waarde"]
        gelukt = f"Het oordeel over norm {oordeel.norm.nummer} is vastgelegd."
        if alleen_tekst or uitvoeren(
            request, handelingen.oordelen, oordeel.traject, norm=oordeel.norm, waarde=waarde, form=form, gelukt=gelukt
        ):
            return _naar(oordeel.traject, oordeel.norm, "#oordeel")
    return _pagina(request, oordeel, ingevuld={"oordeel": form})
