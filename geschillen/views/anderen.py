"""What others see of a complaint: a question to the other side, and a signal for the bureau. Never the complaint."""

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from certificaten.models import Certificaat
from geschillen.bevoegdheden import signaalbelemmeringen, vraagantwoordbelemmeringen
from geschillen.forms.behandelen import AfhandelForm, KlachtantwoordForm
from geschillen.handelingen import behandelen as acts
from geschillen.models import Klachtsignaal, Klachtvraag
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.persoonsgegevens import gevonden


@mag(Handeling.KLACHTVRAAG_BEANTWOORDEN, Klachtvraag)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klachtvraag(request, vraag):
    """One question and the answer to it, which saves itself."""
    return _schrijven(
        request,
        vraag,
        veld="antwoord",
        formklasse=KlachtantwoordForm,
        belemmeringen=vraagantwoordbelemmeringen,
        act=acts.klachtvraag_beantwoorden,
        gelukt="Uw antwoord is verstuurd.",
        sjabloon="geschillen/klachtvraag.html",
        extra={"vraag": vraag},
    )


@mag(Handeling.KLACHTSIGNAAL_AFHANDELEN, Klachtsignaal)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klachtsignaal(request, signaal):
    """What the bureau should know, with the ordinary acts that can follow, and what was done with it."""
    labels = Certificaat.objects.filter(traject__organisatie=signaal.organisatie_id).order_by("-pk")[:3]
    return _schrijven(
        request,
        signaal,
        veld="afhandeling",
        formklasse=AfhandelForm,
        belemmeringen=signaalbelemmeringen,
        act=acts.klachtsignaal_afhandelen,
        gelukt="Het signaal is afgehandeld.",
        sjabloon="geschillen/klachtsignaal.html",
        extra={"signaal": signaal, "labels": labels if signaal.organisatie_id else []},
    )


def _schrijven(request, rij, *, veld, formklasse, belemmeringen, act, gelukt, sjabloon, extra):
    """A page with one text on the row itself, that saves itself until it is sent."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, rij, (veld,), belemmeringen, let_op=gevonden)
    form = formklasse(request.POST or None, initial={veld: getattr(rij, veld)})
    bewaard = form.is_valid() and schrijven.formulier_bewaren(request, rij, form, (veld,), belemmeringen)
    if bewaard and ("bewaren" in request.POST or uitvoeren(request, act, rij, form=form, gelukt=gelukt)):
        return redirect(rij)
    context = {
        **extra,
        "form": form,
        "bewaard": schrijven.per_veld(rij, [veld])[veld],
        "belemmeringen": belemmeringen(request.lidmaatschap, rij),
    }
    return render(request, sjabloon, context)
