from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing import nog_te_doen
from toetsing.bevoegdheden import adviesbelemmeringen
from toetsing.forms.advies import AdviesForm
from toetsing.handelingen import advies as handelingen
from toetsing.leesvorm import leesvorm
from toetsing.models import Advies, Vervolgpunt
from toetsing.samenstellen import korte_inhoud
from trajecten import schrijven
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def advies(request, traject):
    """The advice to the committee: to write, with the short report beside it, or to read once it is brought out."""
    return _pagina(request, traject)


def _pagina(request, traject, form=None):
    wie = request.lidmaatschap
    advies = (
        Advies.objects.zichtbaar_voor(wie)
        .filter(traject=traject)
        .select_related("traject__organisatie", "traject__certificeerder", "traject__kaderversie", "versie")
        .order_by("-pk")
        .first()
    )
    if advies is None:
        raise Http404
    if advies.versie:
        advies.versie.traject = advies.traject
    schrijft = not adviesbelemmeringen(wie, advies)
    context = {
        "traject": advies.traject,
        "advies": advies,
        "gekozen": advies.traject.kaderversie.adviesoptie(advies.optie) if advies.optie else None,
        "rapport": leesvorm(korte_inhoud(advies.versie.inhoud), kort=True) if advies.versie else None,
        "punten": [] if advies.versie else Vervolgpunt.objects.van_nu(traject),
        "schrijft": schrijft,
    }
    if schrijft:
        context["form"] = form or AdviesForm(advies=advies)
        context["bewaard"] = schrijven.per_veld(advies, ["motivering"])["motivering"]
        context["open"] = nog_te_doen.advies(advies)
    return render(request, "toetsing/advies.html", context)


@mag(Handeling.ADVIES_SCHRIJVEN, Advies)
@require_POST
def advies_schrijven(request, advies):
    """One save of the reasons or of the choice, or (without JavaScript) both."""
    teksten, keuzes = ("motivering",), ("optie",)
    if "veld" in request.POST:
        return schrijven.antwoord(
            request,
            advies,
            teksten,
            adviesbelemmeringen,
            let_op=gevonden,
            kort=keuzes,
            form=partial(AdviesForm, advies=advies),
        )
    form = AdviesForm(request.POST, advies=advies)
    form.is_valid()
    if schrijven.formulier_bewaren(request, advies, form, teksten, adviesbelemmeringen, kort=keuzes):
        messages.success(request, "Alles is bewaard.")
        return redirect("advies", advies.traject.nummer)
    return _pagina(request, advies.traject, form)


@mag(Handeling.ADVIES_SCHRIJVEN, Advies, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def advies_versies(request, advies, veld):
    """Earlier versions of the reasons, for who writes them."""
    return tekstversies(
        request,
        advies,
        veld,
        velden=("motivering",),
        belemmeringen=adviesbelemmeringen,
        traject=advies.traject,
        terug=reverse("advies", args=[advies.traject.nummer]),
        terug_tekst="Het advies",
    )


@mag(Handeling.ADVIES_UITBRENGEN, Traject)
@require_POST
def advies_uitbrengen(request, traject):
    gelukt = "Het advies is uitgebracht. De secretaris van de beheercommissie zet het traject op de agenda."
    uitvoeren(request, handelingen.advies_uitbrengen, traject, gelukt=gelukt)
    return redirect("advies", traject.nummer)
