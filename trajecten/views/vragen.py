"""Questions between the organisation and the certifier: the list, asking, and one question with its answer."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huisstijl.bladeren import bladzijde_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import handelingen, redenen, schrijven
from trajecten.bevoegdheden import sluitbelemmeringen, vraagantwoordbelemmeringen, vraagbelemmeringen
from trajecten.forms.vragen import VraagantwoordForm, VraagForm
from trajecten.models import Traject, Vraag
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.VRAAG_STELLEN, Traject)
@require_safe
def vragen(request, traject):
    """All questions about this traject, newest first."""
    rijen = Vraag.objects.zichtbaar_voor(request.lidmaatschap).filter(traject=traject).select_related("gesteld_door")
    context = {
        "traject": traject,
        "bladzijde": bladzijde_van(request, rijen.order_by("-pk")),
        "belemmeringen": vraagbelemmeringen(request.lidmaatschap, traject),
    }
    return render(request, "trajecten/vragen.html", context)


@mag(Handeling.VRAAG_STELLEN, Traject)
@require_http_methods(["GET", "HEAD", "POST"])
def vraag_stellen(request, traject):
    """Ask the other party something; the text saves itself."""

    def doe(form):
        gelukt = "Uw vraag is verstuurd. U krijgt bericht als er een antwoord is."
        onderwerp, tekst = form.cleaned_data["onderwerp"], form.cleaned_data["reden"]
        if uitvoeren(
            request, handelingen.vraag_stellen, traject, form=form, gelukt=gelukt, onderwerp=onderwerp, tekst=tekst
        ):
            return redirect("vragen", traject.nummer)
        return None

    antwoord, form = redenen.behandelen(request, traject, Handeling.VRAAG_STELLEN, vraagbelemmeringen, VraagForm, doe)
    if antwoord:
        return antwoord
    context = {"traject": traject, "form": form, "belemmeringen": vraagbelemmeringen(request.lidmaatschap, traject)}
    return render(request, "trajecten/vraag_stellen.html", context)


@mag(Handeling.VRAAG_BEANTWOORDEN, Vraag)
@require_http_methods(["GET", "HEAD", "POST"])
def vraag(request, vraag):
    """One question: its answer, or the place to write it; the answer saves itself."""
    wie = request.lidmaatschap
    if "veld" in request.POST:
        return schrijven.antwoord(request, vraag, ("antwoord",), vraagantwoordbelemmeringen, let_op=gevonden)
    form = VraagantwoordForm(request.POST or None, initial={"antwoord": vraag.antwoord})
    if form.is_valid():
        bewaard = schrijven.formulier_bewaren(request, vraag, form, ("antwoord",), vraagantwoordbelemmeringen)
        if bewaard and "bewaren" in request.POST:
            return redirect(vraag)
        if bewaard and uitvoeren(
            request,
            handelingen.vraag_beantwoorden,
            vraag,
            form.cleaned_data["antwoord"],
            form=form,
            gelukt="Uw antwoord is verstuurd.",
        ):
            return redirect("vragen", vraag.traject.nummer)
    context = {
        "traject": vraag.traject,
        "vraag": vraag,
        "form": form,
        "bewaard": schrijven.per_veld(vraag, ["antwoord"])["antwoord"],
        "belemmeringen": vraagantwoordbelemmeringen(wie, vraag),
        "mag_sluiten": not sluitbelemmeringen(wie, vraag),
    }
    return render(request, "trajecten/vraag.html", context)


@mag(Handeling.VRAAG_SLUITEN, Vraag)
@require_POST
def vraag_sluiten(request, vraag):
    """The party that asked says that it is done."""
    uitvoeren(request, handelingen.vraag_sluiten, vraag, gelukt="De vraag is gesloten.")
    return redirect("vragen", vraag.traject.nummer)


@mag(Handeling.VRAAG_BEANTWOORDEN, Vraag, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def vraag_versies(request, vraag, veld):
    """Earlier versions of an answer, for who may write it."""
    return tekstversies(
        request,
        vraag,
        veld,
        velden=() if vraagantwoordbelemmeringen(request.lidmaatschap, vraag) else ("antwoord",),
        belemmeringen=vraagantwoordbelemmeringen,
        traject=vraag.traject,
        terug=reverse("vraag", args=[vraag.traject.nummer, vraag.pk]),
        terug_tekst="De vraag",
    )
