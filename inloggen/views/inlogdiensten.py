"""The sign-in services of organisations: set up by their beheerder or by the bureau."""

from allauth.core import ratelimit
from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from inloggen.bevoegdheden.inlogdiensten import (
    aanzetbelemmeringen,
    bewezen_diensten,
    maildomeinbelemmeringen,
    proefbelemmeringen,
    verplichtbelemmeringen,
    vrijgeefbelemmeringen,
)
from inloggen.dienst.aansluiting import terug_naar
from inloggen.dienst.heen_en_terug import PROBEREN, heen, terug_naar_instellen
from inloggen.dienst.ontdekken import nakijken
from inloggen.forms.inlogdiensten import SORTERINGEN, BeginForm, Dienstenfilter, InstelForm, RedenForm
from inloggen.handelingen import inlogdiensten as handelingen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.lijsten import lijst_zonder_vraag
from leden.models import Gebeurtenis, Rol
from leden.uitvoeren import uitvoeren

DIENSTKOLOMMEN = [
    Kolom("Organisatie", lambda dienst: dienst.organisatie.naam),
    Kolom("Soort", lambda dienst: dienst.get_soort_display()),
    Kolom("Aan", lambda dienst: dienst.is_actief),
    Kolom("Verplicht", lambda dienst: dienst.is_verplicht),
    Kolom("Inlogadres", lambda dienst: f"{settings.ADRES}{reverse('inlogdienst', args=[dienst.kenmerk])}"),
]


def gevonden_diensten(request):
    """The search form of the request, and the services it finds."""
    filterform = Dienstenfilter(request.GET)
    diensten = Inlogdienst.objects.zichtbaar_voor(request.lidmaatschap).select_related("organisatie")
    return filterform, gesorteerd(request, filterform.toepassen(diensten), SORTERINGEN)


@mag(Handeling.INLOGDIENSTEN_LEZEN)
def inlogdiensten(request):
    """All services for the bureau, the own one for a beheerder."""
    filterform, diensten = gevonden_diensten(request)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, diensten),
        "van_allen": request.lidmaatschap.rol == Rol.LABELBEHEERDER,
    }
    return render(request, "inloggen/inlogdiensten.html", context)


@mag(Handeling.INLOGDIENST_INSTELLEN)
def inlogdienst_beginnen(request):
    """The first step: for whom, and which kind."""
    van_allen = request.lidmaatschap.rol == Rol.LABELBEHEERDER
    form = BeginForm(request.POST or None, organisatie=None if van_allen else request.lidmaatschap.organisatie)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.dienst_beginnen,
        **form.cleaned_data,
        form=form,
        gelukt="De inlogdienst staat klaar. Volg nu de stappen hieronder.",
    ):
        dienst = Inlogdienst.objects.zichtbaar_voor(request.lidmaatschap).get(
            organisatie=form.cleaned_data["organisatie"]
        )
        return redirect("inlogdienst_instellen", dienst.pk)
    return render(request, "inloggen/inlogdienst_beginnen.html", {"form": form, "van_allen": van_allen})


@sensitive_post_parameters("clientgeheim")
@mag(Handeling.INLOGDIENST_INSTELLEN, Inlogdienst)
def inlogdienst_instellen(request, dienst):
    """The page of one service: the steps, the form, and the acts that follow."""
    form = InstelForm(request.POST or None, dienst=dienst)
    if form.is_valid() and _geheim_werkt(request, dienst, form):
        was_aan = dienst.is_actief
        if uitvoeren(request, handelingen.instellen, dienst, form=form, **form.cleaned_data):
            dienst.refresh_from_db()
            messages.success(request, f"De gegevens zijn bewaard. {_wat_nu(dienst, was_aan)}")
            return redirect("inlogdienst_instellen", dienst.pk)
    wie = request.lidmaatschap
    bewezen, _ = bewezen_diensten(request)
    proeven = Gebeurtenis.objects.filter(onderwerp=dienst.onderwerp, handeling=Handeling.INLOGDIENST_PROBEREN)
    context = {
        "dienst": dienst,
        "form": form,
        "terug": request.build_absolute_uri(terug_naar(dienst)),
        "proef": proeven.last() if dienst.beproefd_op else None,
        "aanzetbelemmeringen": aanzetbelemmeringen(wie, dienst),
        "verplichtbelemmeringen": verplichtbelemmeringen(wie, dienst, bewezen),
        "van_het_bureau": wie.rol == Rol.LABELBEHEERDER,
        "maildomein_nakijken": False,
    }
    if wie.rol == Rol.LABELBEHEERDER and dienst.maildomein_wacht:
        context |= {
            "maildomein_nakijken": True,
            "maildomeinbelemmeringen": maildomeinbelemmeringen(wie, dienst),
            "ook_van": dienst.anderen_met_maildomein(),
        }
    return render(request, "inloggen/inlogdienst_instellen.html", context)


def _geheim_werkt(request, dienst, form):
    """A service that is on keeps its secret until it has accepted the new one, so that a typing error shuts nobody out."""
    geheim = form.cleaned_data["clientgeheim"]
    if not dienst.is_actief or not geheim or dienst.is_andere_met(**form.cleaned_data):
        return True
    if ratelimit.consume(request, action="inlogdienst_proberen", user=request.user):
        fouten = nakijken(dienst, request.build_absolute_uri(terug_naar(dienst)), geheim)
    else:
        fouten = ["U hebt te vaak geprobeerd. Wacht een minuut."]
    for fout in fouten:
        form.add_error("clientgeheim", f"{fout} Het vorige geheim blijft gelden.")
    return not fouten


def _wat_nu(dienst, was_aan):
    if was_aan and not dienst.is_actief:
        return "Dit is een andere dienst; daarom staat de inlogdienst nu uit. Probeer de dienst, en zet die daarna weer aan."
    if dienst.beproefd_op is None:
        return "Probeer nu of de inlogdienst werkt."
    return ""


@mag(Handeling.MAILDOMEIN_BEVESTIGEN, Inlogdienst)
@require_POST
def maildomein_bevestigen(request, dienst):
    gezien = request.POST.get("maildomein", "")
    gelukt = "Het maildomein is bevestigd. Wie zo'n e-mailadres invult, komt nu bij deze inlogdienst uit."
    uitvoeren(request, handelingen.maildomein_bevestigen, dienst, gezien, gelukt=gelukt)
    return redirect("inlogdienst_instellen", dienst.pk)


@mag(Handeling.INLOGDIENST_PROBEREN, Inlogdienst)
@require_POST
def inlogdienst_proberen(request, dienst):
    """Go to the service and come back. What can be told without signing in is looked at first: a service says it less well."""
    if te_vaak := ratelimit.consume_or_429(request, action="inlogdienst_proberen"):
        return te_vaak
    redenen = proefbelemmeringen(request.lidmaatschap, dienst)
    redenen = redenen or nakijken(dienst, request.build_absolute_uri(terug_naar(dienst)))
    if not redenen:
        return heen(request, dienst, doel=PROBEREN)
    return terug_naar_instellen(request, dienst, redenen)


def _schakelaar(handeling, act, gelukt):
    @mag(handeling, Inlogdienst)
    @require_POST
    def schakelaar(request, dienst):
        uitvoeren(request, act, dienst, gelukt=gelukt)
        return redirect("inlogdienst_instellen", dienst.pk)

    return schakelaar


inlogdienst_aanzetten = _schakelaar(
    Handeling.INLOGDIENST_AANZETTEN, handelingen.aanzetten, "De inlogdienst staat aan. Koppel nu uw eigen account."
)
inlogdienst_uitzetten = _schakelaar(
    Handeling.INLOGDIENST_UITZETTEN, handelingen.uitzetten, "De inlogdienst staat uit. Niemand logt er nog mee in."
)


@mag(Handeling.INLOGDIENST_VERPLICHTEN, Inlogdienst)
@require_POST
def inlogdienst_verplichten(request, dienst):
    bewezen, _ = bewezen_diensten(request)
    gelukt = "De inlogdienst is nu verplicht voor alle rollen bij uw organisatie."
    uitvoeren(request, handelingen.verplichten, dienst, bewezen, gelukt=gelukt)
    return redirect("inlogdienst_instellen", dienst.pk)


@mag(Handeling.INLOGDIENST_VRIJGEVEN, Inlogdienst)
def inlogdienst_vrijgeven(request, dienst):
    """End the obligation, with a reason; the bureau does so when a service fails."""
    form = RedenForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.vrijgeven,
        dienst,
        form=form,
        gelukt="De inlogdienst is niet meer verplicht.",
        **form.cleaned_data,
    ):
        return redirect("inlogdienst_instellen", dienst.pk)
    context = {
        "dienst": dienst,
        "form": form,
        "belemmeringen": vrijgeefbelemmeringen(request.lidmaatschap, dienst),
    }
    return render(request, "inloggen/inlogdienst_vrijgeven.html", context)


inlogdiensten_export = lijst_zonder_vraag(
    Handeling.INLOGDIENSTEN_LEZEN, gevonden_diensten, "Inlogdiensten", DIENSTKOLOMMEN
)
