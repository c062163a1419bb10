from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Prefetch, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import bevindingbelemmeringen
from toetsing.forms.oordelen import BevindingForm, GrondenForm, OordeelForm, Rasterfilter
from toetsing.handelingen import oordelen as handelingen
from toetsing.models import Bevinding, Gesprek, Grond, Notitie, Oordeel, Verhaal
from toetsing.paginas.raster import kolommen, lege_rij
from toetsing.paginas.raster import raster as raster_van
from toetsing.persoonsgegevens import gevonden
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Document, Traject
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def raster(request, traject):
    """On whose voices each judgement rests; from the start of the assessment, for the team."""
    wie = request.lidmaatschap
    oordelen = list(Oordeel.objects.zichtbaar_voor(wie).filter(traject=traject).select_related("norm__onderdeel"))
    if not oordelen:
        raise Http404
    rijen = raster_van(traject, oordelen)
    filterform = Rasterfilter(dict.fromkeys(oordeel.norm.onderdeel for oordeel in oordelen), request.GET)
    schrijft = heeft_rol(wie, Handeling.BEVINDING_MAKEN)
    context = {
        "traject": traject,
        "rijen": filterform.toepassen(rijen),
        "aantal": len(rijen),
        "zonder_oordeel": sum(not rij.oordeel.waarde for rij in rijen),
        "kolommen": kolommen(traject.kaderversie).values(),
        "filterform": filterform,
        "toon_open": schrijft and traject.status == Status.IN_TOETSING,
    }
    if context["toon_open"]:
        context["open"] = nog_te_doen.rapport(traject)
    return render(request, "toetsing/raster.html", context)


@mag(Handeling.TRAJECT_LEZEN, Oordeel)
@require_safe
def norm_oordelen(request, oordeel):
    return _pagina(request, oordeel, gronden_van=request.GET.get("gronden"))


def _pagina(request, oordeel, *, gronden_van=None, ingevuld=None):
    """Everything about one norm: what was told, heard and seen, the findings and the judgement.

    `gronden_van`: the finding (its pk as text) of which one is choosing the grounds. `ingevuld`: a refused form, by the
    name of the form that is shown otherwise.
    """
    wie, ingevuld = request.lidmaatschap, ingevuld or {}
    oordeel = Oordeel.objects.met_norm_en_traject().get(pk=oordeel.pk)
    traject, norm = oordeel.traject, oordeel.norm
    bevindingen = _bevindingen(oordeel)
    belemmeringen = bevindingbelemmeringen(wie, oordeel)
    kiest = next((een for een in bevindingen if str(een.pk) == gronden_van and not belemmeringen), None)
    verhalen = _verhalen(wie, oordeel, alle=kiest is not None)
    documenten = _documenten(wie, oordeel, alle=kiest is not None)
    normen = list(traject.kaderversie.normen.all())
    hier = normen.index(norm)
    context = {
        "traject": traject,
        "norm": norm,
        "oordeel": oordeel,
        "oordeel_label": traject.kaderversie.schaalwaarde(oordeel.waarde).label if oordeel.waarde else "",
        "rust_op": _rust_op(oordeel, bevindingen),
        "vorige": normen[hier - 1] if hier else None,
        "volgende": normen[hier + 1] if hier + 1 < len(normen) else None,
        "verhalen": [verhaal for verhaal in verhalen if verhaal.bij_norm],
        "documenten": [document for document in documenten if document.bij_norm],
        "notities": _notities(wie, oordeel),
        "ziet_notities": traject.toont(wie, Stuk.NOTITIES),
        # Who has another role only reads, and needs no reason why.
        "belemmeringen": belemmeringen if heeft_rol(wie, Handeling.BEVINDING_MAKEN) else [],
        "kaarten": [{"bevinding": bevinding} for bevinding in bevindingen],
    }
    if not belemmeringen:
        context["kaarten"] = _kaarten(bevindingen, ingevuld)
        context["oordeelform"] = ingevuld.get("oordeel") or OordeelForm(oordeel)
        context["toelichting_bewaard"] = schrijven.laatste_versies([oordeel]).get(oordeel.pk)
        context["soorten"] = Bevinding.Soort.choices
    if kiest:
        bronnen = {"gesprek": _gesprekken(oordeel), "document": documenten, "verhaal": verhalen}
        context["kiest"] = kiest
        context["grondenform"] = ingevuld.get("gronden") or GrondenForm(kiest, bronnen)
    return render(request, "toetsing/norm_oordelen.html", context)


def _bevindingen(oordeel):
    gronden = Grond.objects.select_related("gesprek", "document", "verhaal__norm")
    bevindingen = oordeel.traject.bevindingen.filter(norm=oordeel.norm).in_volgorde()
    return list(bevindingen.prefetch_related(Prefetch("gronden", gronden)))


def _rust_op(oordeel, bevindingen):
    rij = lege_rij(oordeel.traject.kaderversie, oordeel)
    for bevinding in bevindingen:
        for grond in bevinding.gronden.all():
            rij.tel(grond)
    return rij.rust_op


def _verhalen(wie, oordeel, alle):
    """The stories about this norm, its own first; with `alle` those about other norms too, once they are told."""
    ook = Exists(Verhaal.ook_bij.through.objects.filter(verhaal=OuterRef("pk"), norm=oordeel.norm))
    bij_norm = ExpressionWrapper(Q(norm=oordeel.norm) | Q(ook), output_field=BooleanField())
    verhalen = Verhaal.objects.zichtbaar_voor(wie).filter(traject=oordeel.traject).annotate(bij_norm=bij_norm)
    verhalen = verhalen.select_related("norm") if alle else verhalen.filter(bij_norm=True).select_related("norm")
    return sorted(
        (een for een in verhalen if een.bij_norm or een.is_verteld), key=lambda een: een.norm_id != oordeel.norm_id
    )


def _documenten(wie, oordeel, alle):
    bij_norm = Exists(Document.normen.through.objects.filter(document=OuterRef("pk"), norm=oordeel.norm))
    documenten = Document.objects.zichtbaar_voor(wie).filter(traject=oordeel.traject).annotate(bij_norm=bij_norm)
    return list(documenten if alle else documenten.filter(bij_norm=True))


def _gesprekken(oordeel):
    """All talks; those in which this norm was or will be spoken about are marked."""
    gepland = Exists(Gesprek.normen.through.objects.filter(gesprek=OuterRef("pk"), norm=oordeel.norm))
    genoteerd = Exists(Notitie.objects.filter(gesprek=OuterRef("pk"), normen=oordeel.norm))
    bij_norm = ExpressionWrapper(Q(gepland) | Q(genoteerd), output_field=BooleanField())
    return list(oordeel.traject.gesprekken.annotate(bij_norm=bij_norm).select_related("dag"))


def _notities(wie, oordeel):
    notities = Notitie.objects.zichtbaar_voor(wie).filter(gesprek__traject=oordeel.traject, normen=oordeel.norm)
    return notities.select_related("gesprek").order_by("gesprek__nummer", "gemaakt_op")


def _kaarten(bevindingen, ingevuld):
    versies = schrijven.laatste_versies(bevindingen)
    return [
        {
            "bevinding": bevinding,
            "form": ingevuld.get(f"tekst-{bevinding.pk}") or BevindingForm(bevinding),
            "versie": versies.get(bevinding.pk),
        }
        for bevinding in bevindingen
    ]


def _naar(traject, norm, anker=""):
    return redirect(reverse("norm_oordelen", args=[traject.nummer, norm.nummer]) + anker)


@mag(Handeling.BEVINDING_MAKEN, Oordeel)
@require_POST
def bevinding_maken(request, oordeel):
    """Open a finding to write in. Its text is empty until somebody types."""
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
    return _naar(oordeel.traject, oordeel.norm, f"#bevinding-{bevinding.pk}")


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
    bronnen = {
        "gesprek": _gesprekken(oordeel),
        "document": _documenten(request.lidmaatschap, oordeel, alle=True),
        "verhaal": _verhalen(request.lidmaatschap, oordeel, alle=True),
    }
    form = GrondenForm(bevinding, bronnen, request.POST)
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
