from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.handelingen import vervolg as handelingen
from toetsing.models import Vervolgpunt
from toetsing.paginas import vervolg as pagina
from trajecten import schrijven
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def vervolg(request, traject):
    """All conditions and plans of a follow-up: to tell about, to judge, or to read."""
    return render(request, "toetsing/vervolg.html", pagina.inhoud(request.lidmaatschap, traject))


@mag(Handeling.TRAJECT_LEZEN, Vervolgpunt)
@require_http_methods(["GET", "HEAD", "POST"])
def vervolgpunt(request, punt):
    """One condition or plan: what happened, and what the assessors find of it."""
    wie, form = request.lidmaatschap, None
    if request.method == "POST":
        vlak = _eigen_vlak(wie)
        form = vlak.form(request.POST, punt=punt)
        form.is_valid()
        if schrijven.formulier_bewaren(request, punt, form, vlak.teksten, vlak.belemmeringen, kort=vlak.form.KEUZES):
            messages.success(request, "Alles is bewaard.")
            return redirect(punt if "bewaren" in request.POST else reverse("vervolg", args=[punt.traject.nummer]))
    return render(request, "toetsing/vervolgpunt.html", pagina.over_een_punt(wie, punt, form))


def _eigen_vlak(wie):
    """What this role writes; 403 for who only reads."""
    vlak = pagina.vlak_van(wie)
    if vlak is None:
        raise PermissionDenied(*rolbelemmeringen(wie, Handeling.VERVOLG_SCHRIJVEN))
    return vlak


@mag(Handeling.TRAJECT_LEZEN, Vervolgpunt)
@require_POST
def vervolgpunt_bewaren(request, punt):
    """One save of a text or a choice, by the page itself."""
    vlak = _eigen_vlak(request.lidmaatschap)
    return schrijven.antwoord(
        request,
        punt,
        vlak.teksten,
        vlak.belemmeringen,
        let_op=gevonden,
        kort=vlak.form.KEUZES,
        form=partial(vlak.form, punt=punt),
    )


@mag(Handeling.TRAJECT_LEZEN, Vervolgpunt, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def vervolgpunt_versies(request, punt, veld):
    """Earlier versions of a text, for the party that writes it."""
    vlak = _eigen_vlak(request.lidmaatschap)
    return tekstversies(
        request,
        punt,
        veld,
        velden=vlak.teksten,
        belemmeringen=vlak.belemmeringen,
        traject=punt.traject,
        terug=punt.get_absolute_url(),
        terug_tekst=str(punt),
    )


@mag(Handeling.VERVOLG_INDIENEN, Traject)
@require_POST
def vervolg_indienen(request, traject):
    gelukt = f"De voortgang is ingediend. {traject.certificeerder.naam} stelt nu een team samen dat hem beoordeelt."
    uitvoeren(request, handelingen.vervolg_indienen, traject, gelukt=gelukt)
    return redirect("vervolg", traject.nummer)


@mag(Handeling.VERVOLG_OPLEVEREN, Traject)
@require_POST
def vervolg_opleveren(request, traject):
    gelukt = "De oordelen zijn opgeleverd. De planner kan het advies schrijven."
    uitvoeren(request, handelingen.vervolg_opleveren, traject, gelukt=gelukt)
    return redirect("vervolg", traject.nummer)
