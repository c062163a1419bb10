"""The minutes of a meeting: reading them, writing them, remarking on them and agreeing on them; and their Word template."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie.bevoegdheden.verslagen import (
    opmerktijdbelemmeringen,
    vaststelbelemmeringen,
    verslagmaakbelemmeringen,
    verslagtekstbelemmeringen,
    voorlegbelemmeringen,
)
from beheercommissie.forms.verslagen import OpmerkingForm, SjabloonForm, VerslagtekstForm, VoorleggenForm
from beheercommissie.handelingen import verslagen as acts
from beheercommissie.models import Vergadering, Verslag, Verslagopmerking, Verslagsjabloon, Verslagtekst
from beheercommissie.verslag import voor_lezer
from beheercommissie.verslagdocumenten import feiten_van, stand_van, verslag_word
from beheercommissie.verslagdocumenten import verslag_pdf as pdf_van
from beheercommissie.word import PUNTVELDEN, VELDEN, sjabloon_nu
from huisstijl.bladeren import bladzijde_van
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.bestandssoorten import WORD
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.VERSLAG_LEZEN)
@require_safe
def verslagen(request):
    """All minutes that this membership reads, newest meeting first; for the bureau those are lists of decisions."""
    wie = request.lidmaatschap
    context = {
        "bladzijde": bladzijde_van(request, Verslag.objects.zichtbaar_voor(wie)),
        "is_lijst": wie.rol == Rol.LABELBEHEERDER,
    }
    return render(request, "beheercommissie/verslagen.html", context)


@mag(Handeling.VERSLAG_LEZEN, Verslag)
@require_safe
def verslag(request, verslag):
    """What this reader may read of the minutes, with what members remarked."""
    wie = request.lidmaatschap
    versie = voor_lezer(verslag, wie)
    teksten = _teksten(verslag, wie)
    opmerkingen = {}
    if not versie.is_lijst:
        rijen = Verslagopmerking.objects.filter(verslagtekst__in=[een.pk for een in teksten.values()])
        for een in rijen.select_related("gebruiker"):
            opmerkingen.setdefault(een.verslagtekst_id, []).append(een)
    regels = [
        {
            "punt": punt,
            "feiten": feiten_van(punt),
            "tekst": (tekst := teksten.get(punt.sleutel)),
            "opmerkingen": opmerkingen.get(tekst.pk, []) if tekst else [],
        }
        for punt in versie.punten
    ]
    context = {
        "verslag": verslag,
        "versie": versie,
        "stand": stand_van(verslag),
        "regels": regels,
        "mag_schrijven": not verslag.is_vastgesteld and heeft_rol(wie, Handeling.VERSLAG_SCHRIJVEN),
        "mag_opmerken": not opmerktijdbelemmeringen(wie, verslag),
        "mag_vaststellen": not verslag.is_vastgesteld and heeft_rol(wie, Handeling.VERSLAG_VASTSTELLEN),
        "mag_voorleggen": not voorlegbelemmeringen(wie, verslag),
    }
    if context["mag_vaststellen"]:
        context["open"] = vaststelbelemmeringen(wie, verslag)
    return render(request, "beheercommissie/verslag.html", context)


def _teksten(verslag, wie):
    """The texts that this membership reads, by how the minutes name their item."""
    return {een.sleutel: een for een in Verslagtekst.objects.zichtbaar_voor(wie).filter(verslag=verslag)}


@mag(Handeling.VERSLAG_LEZEN, Verslag)
@never_cache
@require_safe
def verslag_pdf(request, verslag):
    versie = voor_lezer(verslag, request.lidmaatschap)
    return _bestand(pdf_van(verslag, versie), "application/pdf", versie, "pdf")


@mag(Handeling.VERSLAG_LEZEN, Verslag)
@never_cache
@require_safe
def verslag_docx(request, verslag):
    versie = voor_lezer(verslag, request.lidmaatschap)
    return _bestand(verslag_word(verslag, versie), WORD.mime, versie, "docx")


def _bestand(inhoud, mime, versie, uitgang):
    naam = f"{versie.naam.lower()}-{versie.datum:%Y-%m-%d}.{uitgang}"
    return HttpResponse(
        inhoud, content_type=mime, headers={"Content-Disposition": content_disposition_header(True, naam)}
    )


@mag(Handeling.VERSLAG_SCHRIJVEN, Vergadering)
@require_POST
def verslag_maken(request, vergadering):
    """Begin the minutes, or take in the items that came since."""
    if not uitvoeren(request, acts.verslag_maken, vergadering):
        return redirect(vergadering)
    return redirect("verslag_schrijven", vergadering.verslag.pk)


@mag(Handeling.VERSLAG_SCHRIJVEN, Verslag)
@require_safe
def verslag_schrijven(request, verslag):
    return _schrijven(request, verslag)


def _schrijven(request, verslag, gepost=None):
    """Every item with its facts and its text; `gepost`: the form that came back."""
    wie = request.lidmaatschap
    versie, teksten = voor_lezer(verslag, wie), _teksten(verslag, wie)
    laatste = schrijven.laatste_versies(teksten.values())
    regels = []
    for punt in versie.punten:
        tekst = teksten.get(punt.sleutel)
        form = tekst and (gepost if gepost and gepost.verslagtekst == tekst else _form(tekst))
        if form:
            # Which of all the surfaces it is, for who does not see above which facts it stands.
            form.fields["tekst"].label = f"Wat is er besproken bij {punt.naam}?"
        bewaard = tekst and laatste.get(tekst.pk)
        regels.append(
            {
                "punt": punt,
                "feiten": feiten_van(punt),
                "tekst": tekst,
                "form": form,
                "bewaard": bewaard and bewaard.bewaard_op,
            }
        )
    context = {
        "verslag": verslag,
        "vergadering": verslag.vergadering,
        "regels": regels,
        "mist": any(regel["punt"].leest_mee and not regel["tekst"] and not regel["punt"].is_weg for regel in regels),
        "belemmeringen": verslagmaakbelemmeringen(wie, verslag.vergadering),
        "mag_voorleggen": not voorlegbelemmeringen(wie, verslag),
    }
    return render(request, "beheercommissie/verslag_schrijven.html", context)


def _form(verslagtekst, data=None):
    form = VerslagtekstForm(data, verslagtekst=verslagtekst)
    form.verslagtekst = verslagtekst
    return form


@mag(Handeling.VERSLAG_SCHRIJVEN, Verslagtekst)
@require_POST
def verslagtekst_bewaren(request, verslagtekst):
    """Saves what the secretary is writing at an item."""
    if "veld" in request.POST:
        return schrijven.antwoord(
            request, verslagtekst, Verslagtekst.TEKSTEN, verslagtekstbelemmeringen, let_op=gevonden
        )
    form = _form(verslagtekst, request.POST)
    form.is_valid()
    if schrijven.formulier_bewaren(request, verslagtekst, form, Verslagtekst.TEKSTEN, verslagtekstbelemmeringen):
        return redirect(f"{reverse('verslag_schrijven', args=[verslagtekst.verslag_id])}#punt-{verslagtekst.pk}")
    return _schrijven(request, verslagtekst.verslag, form)


@mag(Handeling.VERSLAG_SCHRIJVEN, Verslagtekst)
@require_http_methods(["GET", "HEAD", "POST"])
def verslagtekst_versies(request, verslagtekst):
    """Earlier versions of what was written at an item, for who writes it."""
    return tekstversies(
        request,
        verslagtekst,
        "tekst",
        velden=Verslagtekst.TEKSTEN,
        belemmeringen=verslagtekstbelemmeringen,
        traject=None,
        terug=reverse("verslag_schrijven", args=[verslagtekst.verslag_id]),
        terug_tekst="Het verslag",
    )


@mag(Handeling.VERSLAG_OPMERKEN, Verslagtekst)
@require_http_methods(["GET", "HEAD", "POST"])
def verslag_opmerken(request, verslagtekst):
    """A member says what is not right, or missing, at one item."""
    verslag = verslagtekst.verslag
    form = OpmerkingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and uitvoeren(
        request,
        acts.verslag_opmerken,
        verslagtekst,
        form.cleaned_data["opmerking"],
        gelukt="Uw opmerking staat bij het verslag.",
        form=form,
    ):
        return redirect(f"{verslag.get_absolute_url()}#punt-{verslagtekst.pk}")
    punten = voor_lezer(verslag, request.lidmaatschap).punten
    punt = next(een for een in punten if een.sleutel == verslagtekst.sleutel)
    context = {"verslag": verslag, "vergadering": verslag.vergadering, "punt": punt, "form": form}
    return render(request, "beheercommissie/verslag_opmerken.html", context)


@mag(Handeling.VERSLAG_VOORLEGGEN, Verslag)
@require_http_methods(["GET", "HEAD", "POST"])
def verslag_voorleggen(request, verslag):
    """Choose the meeting that agrees on the minutes."""
    form = VoorleggenForm(request.POST if request.method == "POST" else None, verslag=verslag)
    if form.is_valid():
        vergadering = form.cleaned_data["vergadering"]
        gelukt = f"Het verslag staat op de agenda van {dag(vergadering.datum)}. De commissie krijgt er bericht van."
        if uitvoeren(request, acts.verslag_voorleggen, verslag, vergadering, gelukt=gelukt, form=form):
            return redirect(verslag)
    context = {
        "verslag": verslag,
        "vergadering": verslag.vergadering,
        "form": form,
        "kan_kiezen": form.fields["vergadering"].queryset.exists(),
        "belemmeringen": [] if form.errors else voorlegbelemmeringen(request.lidmaatschap, verslag),
    }
    return render(request, "beheercommissie/verslag_voorleggen.html", context)


@mag(Handeling.VERSLAG_VASTSTELLEN, Verslag)
@require_POST
def verslag_vaststellen(request, verslag):
    gelukt = "Het verslag is vastgesteld. Er verandert niets meer aan."
    uitvoeren(request, acts.verslag_vaststellen, verslag, gelukt=gelukt)
    return redirect(verslag)


@mag(Handeling.VERSLAGSJABLOON_VERVANGEN)
@require_http_methods(["GET", "HEAD", "POST"])
def verslagsjabloon(request):
    """Which Word template is used, and another one in its place."""
    form = SjabloonForm(request.POST or None, request.FILES or None)
    if form.is_valid() and uitvoeren(
        request,
        acts.verslagsjabloon_vervangen,
        form.cleaned_data["bestand"],
        gelukt="Het sjabloon is vervangen. Het volgende Word-bestand wordt ermee gemaakt.",
        form=form,
    ):
        return redirect("verslagsjabloon")
    context = {
        "form": form,
        "sjabloon": Verslagsjabloon.objects.in_gebruik(),
        "velden": VELDEN,
        "puntvelden": PUNTVELDEN,
    }
    return render(request, "beheercommissie/verslagsjabloon.html", context)


@mag(Handeling.VERSLAGSJABLOON_VERVANGEN)
@never_cache
@require_safe
def verslagsjabloon_bestand(request):
    """The template in use, to begin from."""
    with sjabloon_nu() as bestand:
        inhoud = bestand.read()
    kop = content_disposition_header(True, "sjabloon-verslag.docx")
    return HttpResponse(inhoud, content_type=WORD.mime, headers={"Content-Disposition": kop})
