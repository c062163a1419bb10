from django.http import FileResponse, Http404
from django.shortcuts import get_list_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from huisstijl.opslag import heel
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportbestand, Rapportversie
from toetsing.samenstellen import korte_inhoud, lange_inhoud
from toetsing.wijzigingen import stand_van, tekstwijzigingen, wijzigingen
from trajecten.models import Traject

# After how many seconds it makes sense to ask for a PDF again that is still being made.
WACHTTIJD = 10


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def rapportversies(request, traject):
    """The versions of the report that this membership may open, newest first."""
    versies = Rapportversie.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject).defer("inhoud")
    versies = versies.select_related("vrijgave", "onderzoek__versie").defer("onderzoek__versie__inhoud")
    versies = get_list_or_404(versies.prefetch_related("bestanden").order_by("-nummer"))
    for versie in versies:
        versie.traject = traject
    context = {
        "traject": traject,
        "versies": [(versie, _bestanden(versie, request.lidmaatschap)) for versie in versies],
        # The oldest one has nothing before it, of the report or of an addendum; the short part holds no norms to compare.
        "eersten": {versie.onderzoek_id: versie.pk for versie in versies}.values(),
        "vergelijkt": not versies[-1].is_kort_voor(request.lidmaatschap),
    }
    return render(request, "toetsing/rapportversies.html", context)


def _bestanden(versie, wie):
    """The parts of a version that this membership may have as PDF, and whether each is ready."""
    klaar = {bestand.deel for bestand in versie.bestanden.all()}
    return [(deel, deel.value in klaar) for deel in versie.delen_voor(wie)]


@mag(Handeling.TRAJECT_LEZEN, Rapportversie)
@require_safe
def rapportversie(request, versie):
    """A frozen version: the short part for who may not see more, the whole report for the others."""
    delen = versie.delen_voor(request.lidmaatschap)
    addenda = Rapportversie.objects.zichtbaar_voor(request.lidmaatschap).select_related("onderzoek").defer("inhoud")
    kort = delen == [Rapportbestand.Deel.KORT] or (request.GET.get("deel") == "kort" and len(delen) == 2)
    context = {
        "traject": versie.traject,
        "versie": versie,
        "kort": kort,
        "twee_delen": len(delen) == 2,
        "rapport": leesvorm(korte_inhoud(versie.inhoud) if kort else versie.inhoud, kort=kort),
        "bestanden": _bestanden(versie, request.lidmaatschap),
        "addenda": addenda.filter(traject=versie.traject, onderzoek__versie=versie).order_by("nummer"),
    }
    return render(request, "toetsing/rapportversie.html", context)


@mag(Handeling.TRAJECT_LEZEN, Rapportversie)
@require_safe
def rapportversie_verschil(request, versie):
    """What changed since the version before it that this reader can open; 404 when there is none, or only the short part."""
    wie = request.lidmaatschap
    eerder = Rapportversie.objects.zichtbaar_voor(wie).filter(
        traject=versie.traject, onderzoek=versie.onderzoek, nummer__lt=versie.nummer
    )
    vorige = eerder.order_by("-nummer").first()
    if vorige is None or versie.is_kort_voor(wie):
        raise Http404
    kader = versie.traject.kaderversie
    context = {
        "traject": versie.traject,
        "versie": versie,
        "vorige": vorige,
        "gewijzigd": wijzigingen(kader, stand_van(vorige.inhoud), stand_van(versie.inhoud)),
        "teksten": tekstwijzigingen(lange_inhoud(vorige.inhoud), lange_inhoud(versie.inhoud)),
    }
    return render(request, "toetsing/rapportversie_verschil.html", context)


@mag(Handeling.TRAJECT_LEZEN, Rapportversie, los=("deel",))
@never_cache
@require_safe
def rapportversie_pdf(request, versie, deel):
    """The PDF as it was made and stored; while it is being made, a page that says so (409, Retry-After)."""
    if deel not in versie.delen_voor(request.lidmaatschap):
        raise Http404
    bestand = versie.bestanden.filter(deel=deel).first()
    if bestand is None:
        return nog_geen_pdf(request, versie.traject, versie.get_absolute_url())
    naam = f"rapport-{versie.traject.nummer}-versie-{versie.nummer}-{deel}.pdf"
    pdf = heel(bestand.bestand, bestand.sha256)
    return FileResponse(pdf, as_attachment=True, filename=naam, content_type="application/pdf")


def nog_geen_pdf(request, traject, pagina):
    """That the PDF asked for is being made, and on which page the report can be read meanwhile."""
    antwoord = render(request, "toetsing/rapport_wacht.html", {"traject": traject, "pagina": pagina}, status=409)
    antwoord["Retry-After"] = str(WACHTTIJD)
    return antwoord
