from django.db.models import Count, Prefetch, prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Norm, Stuk
from toetsing import nog_te_doen, samenstellen
from toetsing.bevoegdheden import rapportdeelbelemmeringen, teambelemmeringen_om_te_schrijven
from toetsing.forms.rapport import RapportdeelForm
from toetsing.handelingen import rapport as handelingen
from toetsing.leesvorm import leesvorm
from toetsing.models import Bevinding, Rapportdeel, Rapportversie
from trajecten import schrijven
from trajecten.gebeurtenissen import teruggestuurd
from trajecten.levensloop import MOGELIJK
from trajecten.models import Traject
from trajecten.views.tekstversies import tekstversies


def traject_van_het_team(traject, wie):
    """The traject with its parties and framework, for those who read the working material; 404 for others."""
    traject = Traject.objects.zichtbaar_voor(wie).annotate(aantal_versies=Count("rapportversies")).get(pk=traject.pk)
    if not traject.toont(wie, Stuk.BEVINDINGEN):
        raise Http404
    return traject


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def rapport(request, traject):
    """Where the assessors write the report: their own prose, and beside it what composes itself."""
    return _schrijfpagina(request, traject)


def _schrijfpagina(request, traject, ingevuld=None):
    """`ingevuld`: forms that were posted and could not be saved, by section."""
    wie = request.lidmaatschap
    prefetch_related_objects(
        [traject],
        "rapportdelen",
        "oordelen",
        "gesprekken__gesprekspartners",
        Prefetch("kaderversie__normen", Norm.objects.select_related("onderdeel")),
    )
    if not traject.toont(wie, Stuk.BEVINDINGEN):
        raise Http404
    kan_opleveren = (traject.status, Handeling.RAPPORT_OPLEVEREN) in MOGELIJK
    context = {
        "traject": traject,
        "delen": _schrijfvlakken(traject, ingevuld or {}),
        "mag_schrijven": heeft_rol(wie, Handeling.RAPPORT_SCHRIJVEN),
        "dicht": " ".join(teambelemmeringen_om_te_schrijven(wie, traject, Handeling.RAPPORT_SCHRIJVEN)),
        "teruggestuurd": teruggestuurd(traject, Handeling.TERUGSTUREN, Handeling.RAPPORT_OPLEVEREN)
        if kan_opleveren
        else None,
        "toon_opleveren": kan_opleveren and heeft_rol(wie, Handeling.RAPPORT_OPLEVEREN),
        "open": nog_te_doen.rapport(traject) if kan_opleveren else [],
        **_samengesteld(traject),
    }
    return render(request, "toetsing/rapport.html", context)


def _schrijfvlakken(traject, ingevuld):
    delen = list(traject.rapportdelen.all())
    versies = schrijven.laatste_versies(delen)
    per_sleutel = {deel.sleutel: deel for deel in delen}
    vlakken = []
    for onderdeel in traject.kaderversie.rapportonderdelen:
        if deel := per_sleutel.get(onderdeel.sleutel):
            form = ingevuld.get(deel.sleutel) or RapportdeelForm(deel=deel, onderdeel=onderdeel)
            versie = versies.get(deel.pk)
            vlakken.append(
                {
                    "deel": deel,
                    "onderdeel": onderdeel,
                    "form": form,
                    "bewaren": reverse("rapportdeel_bewaren", args=[traject.nummer, deel.sleutel]),
                    "bewaard": versie and versie.bewaard_op,
                    "versies": reverse("rapportdeel_versies", args=[traject.nummer, deel.sleutel]),
                }
            )
    return vlakken


def _samengesteld(traject):
    """The parts that nobody types: points, counts and people, as they will stand in the report."""
    kader, normen = traject.kaderversie, list(traject.kaderversie.normen.all())
    bevindingen = list(samenstellen.bevindingen_van(traject))
    oordelen = {oordeel.norm_id: oordeel for oordeel in traject.oordelen.all()}
    tellingen = samenstellen.tellingen(kader, normen, oordelen)
    gesprekken = samenstellen.gesprekken(kader, traject.gesprekken.all())
    aantallen = {norm.pk: 0 for norm in normen}
    for bevinding in bevindingen:
        aantallen[bevinding.norm_id] += 1
    return {
        "sterke_punten": samenstellen.punten(bevindingen, Bevinding.Soort.STERK),
        "verbeterpunten": samenstellen.punten(bevindingen, Bevinding.Soort.VERBETER),
        "kolommen": tellingen["kolommen"],
        "telrijen": [
            (rij["onderdeel"], list(zip(tellingen["kolommen"], rij["aantallen"], strict=True)))
            for rij in tellingen["rijen"]
        ],
        "gesprekken": gesprekken,
        "aantal_mensen": sum(groep["aantal_mensen"] for groep in gesprekken),
        "normen": [
            (norm, samenstellen.oordeel_in_woorden(kader, oordelen.get(norm.pk)), aantallen[norm.pk]) for norm in normen
        ],
    }


@mag(Handeling.RAPPORT_SCHRIJVEN, Rapportdeel)
@require_POST
def rapportdeel_bewaren(request, deel):
    """One save: by the surface itself, or by the form of the page where there is no JavaScript."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, deel, ("tekst",), rapportdeelbelemmeringen)
    onderdeel = deel.traject.kaderversie.rapportonderdeel(deel.sleutel)
    form = RapportdeelForm(request.POST, deel=deel, onderdeel=onderdeel)
    if form.is_valid() and schrijven.formulier_bewaren(request, deel, form, ("tekst",), rapportdeelbelemmeringen):
        return redirect(f"{reverse('rapport', args=[deel.traject.nummer])}#{deel.passage}")
    return _schrijfpagina(request, deel.traject, {deel.sleutel: form})


@mag(Handeling.RAPPORT_SCHRIJVEN, Rapportdeel)
@require_http_methods(["GET", "HEAD", "POST"])
def rapportdeel_versies(request, deel):
    """Earlier versions of a section, for who writes it."""
    return tekstversies(
        request,
        deel,
        "tekst",
        velden=("tekst",),
        belemmeringen=rapportdeelbelemmeringen,
        traject=deel.traject,
        terug=reverse("rapport", args=[deel.traject.nummer]),
        terug_tekst="Het rapport",
    )


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def rapport_voorbeeld(request, traject):
    """The report as it would be handed over now; with ?deel=kort the part that the committee reads."""
    traject = traject_van_het_team(traject, request.lidmaatschap)
    inhoud = samenstellen.rapportinhoud(traject, Rapportversie.Soort.CONCEPT, traject.aantal_versies + 1)
    if not inhoud["delen"]:
        raise Http404
    kort = request.GET.get("deel") == "kort"
    rapport = leesvorm(samenstellen.korte_inhoud(inhoud) if kort else inhoud, kort=kort)
    return render(request, "toetsing/rapport_voorbeeld.html", {"traject": traject, "rapport": rapport})


@mag(Handeling.RAPPORT_OPLEVEREN, Traject)
@require_POST
def rapport_opleveren(request, traject):
    gelukt = "Het rapport ligt bij de interne controleur. Deze versie staat vast."
    if uitvoeren(request, handelingen.rapport_opleveren, traject, gelukt=gelukt):
        return redirect("interne_controle", traject.nummer)
    return redirect("rapport", traject.nummer)
