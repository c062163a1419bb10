from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import samenstellen
from toetsing.bevoegdheden import rapportdeelbelemmeringen
from toetsing.forms.rapport import RapportdeelForm
from toetsing.handelingen import rapport as handelingen
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportdeel, Rapportversie
from toetsing.paginas import rapport as pagina
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.rapportnaam import rapportnaam
from trajecten.views.tekstversies import tekstversies


def voor_het_team(traject, wie):
    """404 for who does not read the working material."""
    if not traject.toont(wie, Stuk.BEVINDINGEN):
        raise Http404


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def rapport(request, traject):
    """Where the assessors write the report: their own prose, and beside it what composes itself."""
    return _schrijfpagina(request, traject)


def _schrijfpagina(request, traject, ingevuld=None):
    context = pagina.inhoud(request.lidmaatschap, traject, ingevuld or {})
    return render(request, "toetsing/rapport.html", context)


@mag(Handeling.RAPPORT_SCHRIJVEN, Rapportdeel)
@require_POST
def rapportdeel_bewaren(request, deel):
    """One save: by the surface itself, or by the form of the page where there is no JavaScript."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, deel, ("tekst",), rapportdeelbelemmeringen, let_op=gevonden)
    onderdelen = samenstellen.rapportonderdelen(deel.traject)
    # Of a section of the report there is nothing more to write once it is an addendum that is written.
    onderdeel = next((een for een in onderdelen if een.sleutel == deel.sleutel), None)
    if onderdeel is None:
        raise Http404
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
    voor_het_team(traject, request.lidmaatschap)
    nummer = traject.rapportversies.count() + 1
    inhoud = samenstellen.rapportinhoud(traject, Rapportversie.Soort.CONCEPT, nummer)
    if not inhoud["delen"]:
        raise Http404
    kort = request.GET.get("deel") == "kort"
    rapport = leesvorm(samenstellen.korte_inhoud(inhoud) if kort else inhoud, kort=kort)
    return render(request, "toetsing/rapport_voorbeeld.html", {"traject": traject, "rapport": rapport})


@mag(Handeling.RAPPORT_OPLEVEREN, Traject)
@require_POST
def rapport_opleveren(request, traject):
    """To the internal check: from the page of the report, or from that of the remarks when these led to something else."""
    gelukt = f"Het {rapportnaam(traject)} ligt bij de interne controleur. Deze versie staat vast."
    if uitvoeren(request, handelingen.rapport_opleveren, traject, gelukt=gelukt):
        return redirect("interne_controle", traject.nummer)
    return redirect("reacties" if traject.status == Status.REACTIE_VERWERKEN else "rapport", traject.nummer)
