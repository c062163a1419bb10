"""The last time beside a renewal: what somebody says about its stories and documents, and what its report said."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.handelingen import hernieuwen
from toetsing.models import Oordeel, Terugblik, Verhaal
from toetsing.paginas.toen import KIJKWIJZER, Toen
from trajecten.models import Document


@mag(Handeling.TRAJECT_LEZEN, Oordeel)
@require_safe
@vary_on_headers("HX-Request")
def norm_toen(request, oordeel):
    """For who judges: what the report and the plans of the last time say about this norm; part of its page, when it is opened."""
    if not oordeel.traject.is_hernieuwing:
        raise Http404
    toen = Toen(request.lidmaatschap, oordeel.traject)
    sleutel = oordeel.norm.sleutel
    context = {
        "traject": oordeel.traject,
        "norm": oordeel.norm,
        "verschil": toen.verschillen[sleutel],
        "van_toen": toen.oordeel(sleutel),
        "niveau": "h2",
    }
    return render(request, "toetsing/_norm_toen.html" if request.htmx else "toetsing/norm_toen.html", context)


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal, los=["eerder"])
@require_POST
def verhaal_toen(request, verhaal, eerder):
    """Say whether a story of the last time still holds, take its words along, or take that back (`doe`)."""
    eerder = get_object_or_404(
        Verhaal.objects.zichtbaar_voor(request.lidmaatschap), pk=eerder, traject=verhaal.traject.vorige_id
    )
    doe, naar = request.POST.get("doe", ""), ""
    if doe == "neem_mee":
        uitvoeren(request, hernieuwen.verhaal_meenemen, verhaal, eerder)
        naar = "#nu"
    elif doe == "toch_niet":
        uitvoeren(request, hernieuwen.terugblik_ongedaan, verhaal, eerder)
    elif (antwoord := request.POST.get("geldt")) in Terugblik.Antwoord:
        uitvoeren(request, hernieuwen.terugblikken, verhaal, eerder, antwoord)
    else:
        messages.error(request, "Kies of dit verhaal nog geldt.")
    return _naar_norm(request, verhaal, naar or "#toen")


@mag(Handeling.VERHAAL_SCHRIJVEN, Verhaal, los=["eerder"])
@require_POST
def document_toen(request, verhaal, eerder):
    """Take a document of the last time along to this norm, or leave it out after all (`doe`)."""
    eerder = get_object_or_404(
        Document.objects.zichtbaar_voor(request.lidmaatschap), pk=eerder, traject=verhaal.traject.vorige_id
    )
    act = hernieuwen.document_toch_niet if request.POST.get("doe") == "toch_niet" else hernieuwen.document_meenemen
    uitvoeren(request, act, verhaal, eerder)
    return _naar_norm(request, verhaal, "#stukken")


def _naar_norm(request, verhaal, anker):
    """Back to the page, with the filter that one is looking through."""
    toon = request.POST.get("toon", "")
    vraag = f"?toon={toon}" if toon in KIJKWIJZER and toon else ""
    return redirect(f"{reverse('verhaal', args=[verhaal.traject.nummer, verhaal.norm.nummer])}{vraag}{anker}")
