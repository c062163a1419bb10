from django.http import FileResponse, Http404
from django.shortcuts import get_list_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from leden.bevoegdheden import Handeling, mag
from toetsing.models import Rapportbestand, Rapportversie
from toetsing.rapport_pdf import leesvorm
from toetsing.samenstellen import korte_inhoud
from trajecten.models import Traject

# After how many seconds it makes sense to ask for a PDF again that is still being made.
WACHTTIJD = 10


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def rapportversies(request, traject):
    """The versions of the report that this membership may open, newest first."""
    versies = Rapportversie.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject).defer("inhoud")
    versies = get_list_or_404(versies.select_related("vrijgave").prefetch_related("bestanden").order_by("-nummer"))
    for versie in versies:
        versie.traject = traject
    context = {
        "traject": traject,
        "versies": [(versie, _bestanden(versie, request.lidmaatschap)) for versie in versies],
    }
    return render(request, "toetsing/rapportversies.html", context)


def _bestanden(versie, wie):
    """The parts of a version that this membership may have as PDF, and whether each is ready."""
    klaar = {bestand.deel for bestand in versie.bestanden.all()}
    delen = [Rapportbestand.Deel.KORT] if versie.is_kort_voor(wie) else Rapportbestand.Deel
    return [(deel, deel.value in klaar) for deel in delen]


@mag(Handeling.TRAJECT_LEZEN, Rapportversie)
@require_safe
def rapportversie(request, versie):
    """A frozen version: the short part for who may not see more, the whole report for the others."""
    kort = alleen_kort = versie.is_kort_voor(request.lidmaatschap)
    if request.GET.get("deel") == Rapportbestand.Deel.KORT:
        kort = True
    context = {
        "traject": versie.traject,
        "versie": versie,
        "kort": kort,
        "alleen_kort": alleen_kort,
        "rapport": leesvorm(korte_inhoud(versie.inhoud) if kort else versie.inhoud, kort=kort),
        "bestanden": _bestanden(versie, request.lidmaatschap),
    }
    return render(request, "toetsing/rapportversie.html", context)


@mag(Handeling.TRAJECT_LEZEN, Rapportversie, los=("deel",))
@never_cache
@require_safe
def rapportversie_pdf(request, versie, deel):
    """The PDF as it was made and stored; while it is being made, a page that says so (409, Retry-After)."""
    mag_hebben = {mogelijk.value for mogelijk, _ in _bestanden(versie, request.lidmaatschap)}
    if deel not in mag_hebben:
        raise Http404
    bestand = versie.bestanden.filter(deel=deel).first()
    if bestand is None:
        context = {"traject": versie.traject, "versie": versie, "deel": deel}
        antwoord = render(request, "toetsing/rapport_wacht.html", context, status=409)
        antwoord["Retry-After"] = str(WACHTTIJD)
        return antwoord
    naam = f"rapport-{versie.traject.nummer}-versie-{versie.nummer}-{deel}.pdf"
    return FileResponse(bestand.bestand.open("rb"), as_attachment=True, filename=naam, content_type="application/pdf")
