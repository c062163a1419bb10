"""One item of an agenda: the gate, the file, the vote and the decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import (
    aantekeningbelemmeringen,
    dossierbelemmeringen,
    meeste_stemmen,
    onthoudingsbelemmeringen,
    puntbelemmeringen,
    quorumbelemmeringen,
    rolbelangen,
    stemmen_per_optie,
)
from beheercommissie.deelname import deelnemers, telling, uitslag_in_woorden, zonder_voorzitter
from beheercommissie.dossier import dossierkaart, kort_rapport, kort_rapport_pdf
from beheercommissie.forms import (
    BelangForm,
    BesluitForm,
    StemForm,
)
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Besluit, Stem
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.levensloop import Status


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt(request, punt):
    return _agendapunt(request, punt)


def _agendapunt(request, punt, stemform=None):
    """The page of an item. Behind a closed gate it holds nothing but the heading and the question."""
    wie = request.lidmaatschap
    dicht = dossierbelemmeringen(wie, punt)
    besluit = Besluit.objects.filter(punt=punt).first()
    if besluit:
        besluit.punt = punt
    is_open = besluit is None and punt.traject.status == Status.GEAGENDEERD
    context = {"punt": punt, "traject": punt.traject, "besluit": besluit, "is_open": is_open}
    if dicht:
        verklaring = Belangverklaring.objects.filter(punt=punt, gebruiker=wie.gebruiker).first()
        context |= {"redenen": dicht, "verklaring": verklaring}
        context |= _belangvraag(wie, punt, BelangForm(afkoelperiode=_afkoelperiode(punt)))
        return render(request, "beheercommissie/agendapunt_dicht.html", context)
    leden = deelnemers(punt)
    eigen_stem = Stem.objects.filter(punt=punt, gebruiker=wie.gebruiker).first()
    if stemform is None and is_open and heeft_rol(wie, Handeling.STEMMEN):
        stemform = _stemform(wie, punt, eigen_stem)
    context |= {
        "kaart": dossierkaart(punt.dossier),
        "leden": leden,
        "telling": telling(leden),
        "verklaring": next((lid.verklaring for lid in leden if lid.gebruiker == wie.gebruiker), None),
        "zonder_voorzitter": is_open and zonder_voorzitter(leden),
        "eigen_stem": eigen_stem,
        "stemform": stemform,
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        "mag_besluiten": is_open and heeft_rol(wie, Handeling.BESLUITEN),
        "stemmen": _uitgebrachte_stemmen(punt) if besluit else [],
    }
    return render(request, "beheercommissie/agendapunt.html", context)


def _klad(wie, punt):
    """What this member was writing on the item."""
    return Aantekening.objects.filter(punt=punt, gebruiker=wie.gebruiker).values(*Aantekening.TEKSTEN).first() or {}


def _stemform(wie, punt, stem=None, **kwargs):
    """The form of a vote; who voted before sees that vote, and nobody sees a choice that is not their own."""
    initial = _klad(wie, punt) | ({"optie": stem.optie} if stem else {})
    return StemForm(initial=initial, kaderversie=punt.traject.kaderversie, **kwargs)


def _teksten_bewaren(request, punt, form):
    """Keep the texts of a posted form, also of one that is not complete. True when form and texts are in order."""
    form.is_valid()
    rij, _ = Aantekening.objects.get_or_create(punt=punt, gebruiker=request.lidmaatschap.gebruiker)
    teksten = [veld for veld in Aantekening.TEKSTEN if veld in form.cleaned_data]
    return schrijven.formulier_bewaren(request, rij, form, teksten, aantekeningbelemmeringen)


def _uitgebrachte_stemmen(punt):
    """Who voted what and why: open to those behind the gate, once the decision is there."""
    labels = {optie.code: optie.label for optie in punt.traject.kaderversie.besluitopties} | {
        Stem.ONTHOUDING: "Onthouding"
    }
    stemmen = Stem.objects.filter(punt=punt).select_related("gebruiker").order_by("gebruiker__naam")
    return [(stem, labels[stem.optie]) for stem in stemmen]


def _afkoelperiode(punt):
    return punt.traject.kaderversie.afkoelperiode_maanden


def _belangvraag(wie, punt, form):
    """Context of the question about interests, with what the register knows already."""
    return {"belangform": form, "bekend": rolbelangen(wie.gebruiker, punt.traject)}


@mag(Handeling.BELANG_VERKLAREN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def belang_verklaren(request, punt):
    """The question by itself: to answer it, and later to change the answer."""
    if puntbelemmeringen(punt):
        return redirect(punt)
    form = BelangForm(request.POST if request.method == "POST" else None, afkoelperiode=_afkoelperiode(punt))
    if form.is_valid():
        uitkomst = form.cleaned_data["uitkomst"]
        gelukt = {
            "geen": "U hebt geen belang. De stukken zijn open.",
            "belang": "U doet niet mee aan dit punt. De stukken zijn dicht.",
            "twijfel": "De secretaris belt u. Tot die tijd blijven de stukken dicht.",
        }[uitkomst]
        if uitvoeren(request, handelingen.belang_verklaren, punt, uitkomst, gelukt=gelukt, form=form):
            return redirect(punt)
    verklaring = Belangverklaring.objects.filter(punt=punt, gebruiker=request.lidmaatschap.gebruiker).first()
    context = {"punt": punt, "traject": punt.traject, "verklaring": verklaring}
    context |= _belangvraag(request.lidmaatschap, punt, form)
    return render(request, "beheercommissie/belang_verklaren.html", context)


def _eis_open(wie, punt):
    """Refuse (403) what lies behind the gate while it is closed."""
    if redenen := dossierbelemmeringen(wie, punt):
        raise PermissionDenied(" ".join(redenen))


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt_rapport(request, punt):
    """The short report with the advice, as it was frozen in the pack."""
    _eis_open(request.lidmaatschap, punt)
    return render(
        request, "beheercommissie/agendapunt_rapport.html", {"punt": punt, "rapport": kort_rapport(punt.dossier)}
    )


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt_pdf(request, punt):
    _eis_open(request.lidmaatschap, punt)
    naam = f"{punt.traject.nummer}-dossier-{punt.vergadering.datum:%Y-%m-%d}.pdf"
    return HttpResponse(
        kort_rapport_pdf(punt.dossier),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _te_laat(request, punt, redenen):
    """Back to the item, where the decision is by now."""
    for reden in redenen:
        messages.error(request, reden)
    return redirect(punt)


@mag(Handeling.STEMMEN, Agendapunt)
@require_POST
def stemmen(request, punt):
    _eis_open(request.lidmaatschap, punt)
    if belemmeringen := puntbelemmeringen(punt):
        return _te_laat(request, punt, belemmeringen)
    alleen_bewaren = "bewaren" in request.POST
    form = _stemform(request.lidmaatschap, punt, data=request.POST, alleen_bewaren=alleen_bewaren)
    if _teksten_bewaren(request, punt, form) and (
        alleen_bewaren
        or uitvoeren(
            request, handelingen.stemmen, punt, gelukt="Uw stem is uitgebracht.", form=form, **form.cleaned_data
        )
    ):
        return redirect(punt)
    return _agendapunt(request, punt, form)


@mag(Handeling.STEMMEN, Agendapunt)
@require_POST
def aantekening_bewaren(request, punt):
    """Saves what a member is writing, for nobody else to read."""
    wie = request.lidmaatschap
    _eis_open(wie, punt)
    rij, _ = Aantekening.objects.get_or_create(punt=punt, gebruiker=wie.gebruiker)
    return schrijven.antwoord(request, rij, Aantekening.TEKSTEN, aantekeningbelemmeringen)


@mag(Handeling.BESLUITEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def besluiten(request, punt):
    """The chair reads the result of the votes and records the decision."""
    wie = request.lidmaatschap
    _eis_open(wie, punt)
    if belemmeringen := puntbelemmeringen(punt):
        return _te_laat(request, punt, belemmeringen)
    aantallen = stemmen_per_optie(punt)
    alleen_bewaren = "bewaren" in request.POST
    form = BesluitForm(
        request.POST if request.method == "POST" else None,
        initial=_klad(wie, punt),
        kaderversie=punt.traject.kaderversie,
        meeste_stemmen=meeste_stemmen(aantallen),
        alleen_bewaren=alleen_bewaren,
    )
    if form.is_bound and _teksten_bewaren(request, punt, form):
        if alleen_bewaren:
            return redirect("besluiten", punt.pk)
        gelukt = "Het besluit is vastgelegd."
        if uitvoeren(request, handelingen.besluiten, punt, gelukt=gelukt, form=form, **form.cleaned_data):
            return redirect(punt)
    leden = deelnemers(punt)
    context = {
        "punt": punt,
        "traject": punt.traject,
        "form": form,
        "open": quorumbelemmeringen(punt, aantallen) + onthoudingsbelemmeringen(aantallen),
        "uitslag": uitslag_in_woorden(punt.traject.kaderversie, aantallen),
        "telling": telling(leden),
    }
    return render(request, "beheercommissie/besluiten.html", context)
