"""The agenda of a meeting: what stands on it and in what order, its papers, and a traject that leaves it."""

from dataclasses import dataclass, replace
from datetime import time
from functools import partial

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie.agenda import Punt, met_kaders, naam_van, op_volgorde, punten_van, sleutel, tijden, uitloop
from beheercommissie.bevoegdheden.vergaderingen import afvoerbelemmeringen, indeelbelemmeringen, openbelemmeringen
from beheercommissie.deelname import agendastand
from beheercommissie.forms.agenda import BespreekpuntForm, MinutenForm, VergaderstukForm
from beheercommissie.forms.vergaderingen import AanwezigheidForm, WaaromForm
from beheercommissie.handelingen import agenda as acts
from beheercommissie.models import (
    Aanwezigheid,
    Agendapunt,
    Belangverklaring,
    Bespreekpunt,
    Navraag,
    Stem,
    Vergadering,
    Vergaderstuk,
)
from beheercommissie.opkomst import leden_van, verwachtingen
from huisstijl.document import maak_pdf
from huisstijl.opslag import heel
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten.banden import BEIDE, heeft_belang
from trajecten.levensloop import Status
from trajecten.models import Traject

Uitkomst = Belangverklaring.Uitkomst


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def vergadering(request, vergadering):
    """The agenda: headings only, with what this member still has to say and who comes; the files are behind each item."""
    wie = request.lidmaatschap
    agendapunten, leden = _agendapunten(vergadering, wie), leden_van(vergadering)
    punten = op_volgorde(agendapunten, vergadering.bespreekpunten.annotate(aantal_stukken=Count("stukken")))
    verwacht = verwachtingen(leden, [punt for punt in agendapunten if not hasattr(punt, "besluit")])
    is_open = not openbelemmeringen(vergadering)
    mag_agenderen = is_open and heeft_rol(wie, Handeling.AGENDEREN)
    voorgedragen = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(status=Status.VOORGEDRAGEN)
    context = {
        "vergadering": vergadering,
        "regels": [_regel(punt, uur, wie, verwacht) for punt, uur in tijden(vergadering, punten)],
        "uitloop": uitloop(vergadering, punten),
        "is_open": is_open,
        "leden": leden,
        "aantal_komt": sum(lid.antwoord == Aanwezigheid.Antwoord.JA for lid in leden),
        "aanwezigheid": _aanwezigheid(wie, leden) if is_open else None,
        "mag_indelen": is_open and heeft_rol(wie, Handeling.AGENDA_INDELEN),
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        "open_punt": request.GET.get("punt", ""),
        "mag_agenderen": mag_agenderen,
        "voorgedragen": voorgedragen.order_by("status_sinds") if mag_agenderen else [],
    }
    return render(request, "beheercommissie/vergadering.html", context)


def _agendapunten(vergadering, wie):
    eigen = {"agendapunt": OuterRef("pk"), "gebruiker": wie.gebruiker}
    return met_kaders(
        vergadering.agendapunten.op_de_agenda()
        .voor_lijst()
        .annotate(
            uitkomst=Subquery(Belangverklaring.objects.filter(**eigen).values("uitkomst")[:1]),
            gestemd=Exists(Stem.objects.filter(**eigen)),
            aantal_stemmen=Count("stemmen"),
            open_vragen=_open_vragen(),
            heeft_belang=heeft_belang(wie.gebruiker_id, BEIDE, "traject__"),
        )
    )


def _open_vragen():
    """How many questions of before the meeting wait for an answer."""
    vragen = Navraag.objects.filter(agendapunt=OuterRef("pk"), beantwoord_op__isnull=True).order_by()
    return Coalesce(Subquery(vragen.values("agendapunt").annotate(n=Count("pk")).values("n")), 0)


@dataclass(frozen=True)
class Regel:
    """What the page shows of one item; what has no traject has no state."""

    punt: Punt
    sleutel: str
    naam: str
    uur: time | None
    traject: Traject | None = None
    stand: dict[str, str] | None = None
    quorum: dict[str, str] | None = None
    is_besloten: bool = False
    open_vragen: int = 0


def _regel(punt, uur, wie, verwacht):
    """Who stays out of an item reads nothing about its quorum."""
    regel = Regel(punt, sleutel(punt), naam_van(punt), uur)
    if isinstance(punt, Bespreekpunt):
        return regel
    blijft_buiten = punt.heeft_belang or punt.uitkomst in (Uitkomst.BELANG, Uitkomst.TWIJFEL)
    leest_mee = punt.uitkomst == Uitkomst.GEEN or wie.rol == Rol.SECRETARIS
    verwachting = None if blijft_buiten else verwacht.get(punt.pk)
    return replace(
        regel,
        traject=punt.traject,
        stand=agendastand(punt, wie),
        quorum=verwachting and (verwachting.in_getallen if wie.rol == Rol.SECRETARIS else verwachting.stand),
        is_besloten=hasattr(punt, "besluit"),
        open_vragen=punt.open_vragen if leest_mee and not blijft_buiten else 0,
    )


def _aanwezigheid(wie, leden):
    """The question whether this member comes, with the answer that was given; nothing is chosen beforehand."""
    if not heeft_rol(wie, Handeling.AANWEZIGHEID_MELDEN):
        return None
    eigen = next((lid.antwoord for lid in leden if lid.gebruiker.pk == wie.gebruiker_id), "")
    return {"form": AanwezigheidForm(initial={"antwoord": eigen}), "antwoord": eigen}


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def agenda_pdf(request, vergadering):
    """The agenda on paper: what everybody on the committee reads on it, the same for all."""
    regels = list(tijden(vergadering, punten_van(vergadering)))
    for punt, _ in regels:
        punt.is_traject = isinstance(punt, Agendapunt)
    context = {"vergadering": vergadering, "regels": regels, "voorbeeld": settings.DEMO}
    html = render_to_string("pdf/agenda.html", context)
    kop = content_disposition_header(True, f"agenda-{vergadering.datum:%Y-%m-%d}.pdf")
    return HttpResponse(
        maak_pdf(html, "agenda.css"), content_type="application/pdf", headers={"Content-Disposition": kop}
    )


@mag(Handeling.AGENDA_INDELEN, Vergadering)
@require_POST
def agenda_indelen(request, vergadering):
    """Another order: as it was dragged (`volgorde`), or one item one place up or down; or other minutes for one item."""
    punten = {sleutel(punt): punt for punt in punten_van(vergadering)}
    volgorde = list(punten)
    if "minuten" in request.POST:
        return _minuten_geven(request, vergadering, punten.get(request.POST.get("punt")))
    gekozen = request.POST.get("omhoog") or request.POST.get("omlaag") or request.POST.get("punt")
    if gekozen not in punten:
        messages.error(request, "Dit punt staat niet meer op de agenda.")
        return redirect(vergadering)
    plek = volgorde.index(gekozen)
    if "volgorde" in request.POST:
        volgorde = request.POST["volgorde"].split()
    else:
        volgorde.insert(max(0, plek - 1) if "omhoog" in request.POST else plek + 1, volgorde.pop(plek))
    if volgorde == list(punten):
        messages.info(request, f"{naam_van(punten[gekozen])} staat al {'bovenaan' if plek == 0 else 'onderaan'}.")
    else:
        nieuwe_plek = volgorde.index(gekozen) + 1 if gekozen in volgorde else 0
        gelukt = f"{naam_van(punten[gekozen])} is nu punt {nieuwe_plek} van de {len(volgorde)}."
        uitvoeren(request, acts.agenda_ordenen, vergadering, volgorde, gelukt=gelukt)
    return redirect(f"{vergadering.get_absolute_url()}?punt={gekozen}#{gekozen}")


def _minuten_geven(request, vergadering, punt):
    form = MinutenForm(request.POST)
    if punt is None:
        messages.error(request, "Dit punt staat niet meer op de agenda.")
        return redirect(vergadering)
    if not form.is_valid():
        messages.error(request, f"{naam_van(punt)}: {form.errors['minuten'][0]}")
    else:
        minuten = form.cleaned_data["minuten"]
        gelukt = f"{naam_van(punt)} duurt nu {minuten} minuten."
        uitvoeren(request, acts.minuten_geven, punt, minuten, gelukt=gelukt)
    return redirect(f"{vergadering.get_absolute_url()}?punt={sleutel(punt)}#{sleutel(punt)}")


@mag(Handeling.AGENDA_INDELEN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def bespreekpunt_toevoegen(request, vergadering):
    form = BespreekpuntForm(request.POST if request.method == "POST" else None, initial={"minuten": 10})
    if form.is_valid() and uitvoeren(
        request,
        acts.bespreekpunt_toevoegen,
        vergadering,
        gelukt=f"‘{form.cleaned_data['titel']}’ staat onderaan de agenda.",
        form=form,
        **form.cleaned_data,
    ):
        return redirect(vergadering)
    belemmeringen = [] if form.errors else indeelbelemmeringen(request.lidmaatschap, vergadering)
    context = {"form": form, "vergadering": vergadering, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/bespreekpunt_toevoegen.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Bespreekpunt)
@require_safe
def bespreekpunt(request, bespreekpunt):
    """What an item says, with its papers; for the secretary also how to change both."""
    wie = request.lidmaatschap
    context = {
        "punt": bespreekpunt,
        "vergadering": bespreekpunt.vergadering,
        "stukken": Vergaderstuk.objects.zichtbaar_voor(wie).filter(bespreekpunt=bespreekpunt),
        "mag_indelen": not indeelbelemmeringen(wie, bespreekpunt.vergadering),
    }
    return render(request, "beheercommissie/bespreekpunt.html", context)


@mag(Handeling.AGENDA_INDELEN, Bespreekpunt)
@require_http_methods(["GET", "HEAD", "POST"])
def bespreekpunt_wijzigen(request, bespreekpunt):
    nu = {naam: getattr(bespreekpunt, naam) for naam in BespreekpuntForm.base_fields}
    form = BespreekpuntForm(request.POST if request.method == "POST" else None, initial=nu)
    if form.is_valid() and uitvoeren(
        request,
        acts.bespreekpunt_wijzigen,
        bespreekpunt,
        gelukt="Het punt is veranderd.",
        form=form,
        **form.cleaned_data,
    ):
        return redirect(bespreekpunt)
    belemmeringen = [] if form.errors else indeelbelemmeringen(request.lidmaatschap, bespreekpunt.vergadering)
    context = {
        "form": form,
        "punt": bespreekpunt,
        "vergadering": bespreekpunt.vergadering,
        "belemmeringen": belemmeringen,
    }
    return render(request, "beheercommissie/bespreekpunt_wijzigen.html", context)


@mag(Handeling.AGENDA_INDELEN, Bespreekpunt)
@require_POST
def bespreekpunt_weghalen(request, bespreekpunt):
    gelukt = f"‘{bespreekpunt.titel}’ staat niet meer op de agenda."
    if uitvoeren(request, acts.bespreekpunt_weghalen, bespreekpunt, gelukt=gelukt):
        return redirect(bespreekpunt.vergadering)
    return redirect(bespreekpunt)


@mag(Handeling.AGENDA_INDELEN, Bespreekpunt)
@require_http_methods(["GET", "HEAD", "POST"])
def vergaderstuk_toevoegen(request, bespreekpunt):
    form = VergaderstukForm(request.POST or None, request.FILES or None, vergadering=bespreekpunt.vergadering)
    if form.is_valid() and uitvoeren(
        request,
        acts.vergaderstuk_toevoegen,
        bespreekpunt,
        gelukt="Het stuk is toegevoegd.",
        form=form,
        **form.cleaned_data,
    ):
        return redirect(bespreekpunt)
    belemmeringen = [] if form.errors else indeelbelemmeringen(request.lidmaatschap, bespreekpunt.vergadering)
    context = {
        "form": form,
        "punt": bespreekpunt,
        "vergadering": bespreekpunt.vergadering,
        "belemmeringen": belemmeringen,
    }
    return render(request, "beheercommissie/vergaderstuk_toevoegen.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Vergaderstuk)
@never_cache
@require_safe
def vergaderstuk(request, stuk):
    """Download a paper. It never opens inside the site: it comes from elsewhere."""
    if not stuk.bestand:
        raise Http404
    antwoord = FileResponse(
        heel(stuk.bestand, stuk.sha256), as_attachment=True, filename=stuk.bestandsnaam, content_type=stuk.soort.mime
    )
    antwoord["Content-Security-Policy"] = "default-src 'none'; sandbox"
    antwoord["X-Content-Type-Options"] = "nosniff"
    return antwoord


@mag(Handeling.AGENDA_INDELEN, Vergaderstuk)
@require_POST
def vergaderstuk_weghalen(request, stuk):
    uitvoeren(request, acts.vergaderstuk_weghalen, stuk, gelukt=f"‘{stuk.titel}’ is weggehaald.")
    return redirect(stuk.bespreekpunt)


@mag(Handeling.AGENDAPUNT_AFVOEREN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def agendapunt_afvoeren(request, agendapunt):
    """A traject leaves this agenda: for another meeting, or to wait for one."""
    wie, vergadering = request.lidmaatschap, agendapunt.vergadering
    form = WaaromForm(request.POST if request.method == "POST" else None, niet=vergadering)
    if form.is_valid():
        naar, reden = form.cleaned_data["naar"], form.cleaned_data["reden"]
        if naar:
            doen = partial(uitvoeren, request, acts.agendapunt_verplaatsen, agendapunt, naar, reden)
            gelukt = f"Het traject staat nu op de agenda van {dag(naar.datum)}."
        else:
            doen = partial(uitvoeren, request, acts.agendapunt_afvoeren, agendapunt, reden)
            gelukt = "Het traject is van de agenda. Het wacht op een andere vergadering."
        if doen(gelukt=gelukt, form=form):
            return redirect(vergadering)
    context = {
        "form": form,
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "vergadering": vergadering,
        "belemmeringen": [] if form.errors else afvoerbelemmeringen(wie, agendapunt),
    }
    return render(request, "beheercommissie/agendapunt_afvoeren.html", context)
