"""The agenda of a meeting: what stands on it and in what order, its papers, and a traject that leaves it."""

from dataclasses import dataclass, replace
from datetime import time
from functools import partial

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie.agenda import Punt, met_kaders, op_volgorde, punten_van, sleutel, tijden, uitloop
from beheercommissie.bevoegdheden.vergaderingen import (
    afvoerbelemmeringen,
    elders,
    indeelbelemmeringen,
    openbelemmeringen,
    stand_van,
)
from beheercommissie.bevoegdheden.verslagen import verslagmaakbelemmeringen
from beheercommissie.bevoegdheden.voorzitten import openingsbelemmeringen
from beheercommissie.blik import beeld_van, voorstel
from beheercommissie.deelname import agendastand
from beheercommissie.forms.agenda import BespreekpuntForm, MinutenForm, VergaderstukForm
from beheercommissie.forms.vergaderingen import AanwezigheidForm, WaaromForm
from beheercommissie.handelingen import agenda as acts
from beheercommissie.klad import klad_bij
from beheercommissie.models import (
    Aanwezigheid,
    Agendapunt,
    Belangverklaring,
    Bespreekpunt,
    Navraag,
    Stem,
    Vergadering,
    Vergaderstuk,
    Verslag,
)
from beheercommissie.models.buiten import staat_buiten, stelde_voor
from beheercommissie.opkomst import leden_van, verwachting, zoals_ieder_ziet
from beheercommissie.quorum import commissie_nu, quora, quorum_van, voorzitter_uit
from huisstijl.opslag import download_van
from huisstijl.templatetags.opmaak import dag
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten import redenen
from trajecten.kladden import behandelen
from trajecten.levensloop import Status
from trajecten.models import Traject


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def vergadering(request, vergadering):
    """The agenda: headings only, with what this member still has to say and who comes; the files are behind each item."""
    wie = request.lidmaatschap
    if vergadering.is_schriftelijk:
        return _schriftelijk(request, vergadering)
    agendapunten, leden = _agendapunten(vergadering, wie), leden_van(vergadering)
    punten = op_volgorde(agendapunten, vergadering.bespreekpunten.annotate(aantal_stukken=Count("stukken")))
    commissie = commissie_nu()
    per_punt = quora((punt for punt in agendapunten if not hasattr(punt, "besluit")), commissie)
    leest = [punt for punt in agendapunten if punt.pk in per_punt and _leest_mee(punt, wie)]
    gezien = {punt.pk: beeld_van(punt, per_punt[punt.pk], punt.adviescode) for punt in leest}
    gelezen = {pk: beeld for pk, beeld in gezien.items() if beeld}
    is_open = not openbelemmeringen(vergadering)
    mag_indelen = is_open and heeft_rol(wie, Handeling.AGENDA_INDELEN)
    mag_agenderen = is_open and heeft_rol(wie, Handeling.AGENDEREN)
    voorgedragen = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(status=Status.VOORGEDRAGEN)
    context = {
        "vergadering": vergadering,
        "regels": [_regel(punt, uur, wie, leden, per_punt, gelezen) for punt, uur in tijden(vergadering, punten)],
        "uitloop": uitloop(vergadering, punten),
        "is_open": is_open,
        "leden": leden,
        "aantal_komt": sum(lid.antwoord == Aanwezigheid.Antwoord.JA for lid in leden),
        "aanwezigheid": _aanwezigheid(wie, leden) if is_open and not vergadering.geopend_op else None,
        "mag_indelen": mag_indelen,
        "andere_volgorde": voorstel(punten, leest, gelezen) if mag_indelen else None,
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        **_zitting(wie, vergadering, commissie),
        "open_punt": request.GET.get("punt", ""),
        "mag_agenderen": mag_agenderen,
        "verslag": (verslag := Verslag.objects.zichtbaar_voor(wie).filter(vergadering=vergadering).first()),
        "mag_verslag_maken": verslag is None and not verslagmaakbelemmeringen(wie, vergadering),
        "voorgedragen": voorgedragen.order_by("status_sinds") if mag_agenderen else [],
    }
    return render(request, "beheercommissie/vergadering.html", context)


def _schriftelijk(request, vergadering):
    """The page of a written procedure, on which nobody comes together."""
    wie = request.lidmaatschap
    agendapunten = _agendapunten(vergadering, wie)
    per_punt = {punt.pk: quorum_van(punt) for punt in agendapunten if not hasattr(punt, "besluit")}
    context = {
        "vergadering": vergadering,
        "regels": [_regel(punt, None, wie, [], per_punt, {}) for punt in agendapunten],
        "is_secretaris": wie.rol == Rol.SECRETARIS,
    }
    return render(request, "beheercommissie/schriftelijk.html", context)


def _zitting(wie, vergadering, commissie):
    """Who is there and who presides once the meeting is opened, and what this member can do about that."""
    lijst = vergadering.presentielijst.select_related("gebruiker").order_by("gebruiker__naam")
    lijst = list(lijst) if vergadering.geopend_op else []
    er_zijn = [een.gebruiker for een in lijst if een.is_er]
    voorzitter = voorzitter_uit(commissie.leden, er_zijn) if vergadering.is_open else None
    zit_voor = voorzitter is not None and voorzitter == wie.gebruiker
    return {
        "voorzitter": voorzitter,
        "presentielijst": lijst,
        "mag_openen": not openingsbelemmeringen(wie, vergadering),
        "mag_noteren": vergadering.is_open and (zit_voor or wie.rol == Rol.SECRETARIS),
        "mag_sluiten": zit_voor,
    }


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
            adviescode=KT("dossier__advies__code"),
            blijft_buiten=staat_buiten(wie.gebruiker) | stelde_voor(wie.gebruiker),
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
    blik: dict[str, str] | None = None
    quorum: dict[str, str] | None = None
    is_besloten: bool = False
    open_vragen: int = 0


def _leest_mee(punt, wie):
    """Whether this membership takes part in a traject on the agenda, or prepares it as secretary."""
    return not punt.blijft_buiten and (punt.uitkomst == Belangverklaring.Uitkomst.GEEN or wie.rol == Rol.SECRETARIS)


def _regel(punt, uur, wie, leden, per_punt, gelezen):
    """Who stays out of an item reads nothing about its quorum."""
    regel = Regel(punt, sleutel(punt), punt.naam, uur)
    if not punt.is_traject:
        return regel
    quorum = None if punt.blijft_buiten else per_punt.get(punt.pk)
    return replace(
        regel,
        traject=punt.traject,
        stand=agendastand(punt, wie, quorum),
        blik=gelezen[punt.pk].stand if punt.pk in gelezen else None,
        # Once the meeting is open, who is there stands below.
        quorum=_hoeveel_komen(wie, leden, quorum) if quorum and leden and not punt.vergadering.geopend_op else None,
        is_besloten=hasattr(punt, "besluit"),
        open_vragen=punt.open_vragen if _leest_mee(punt, wie) else 0,
    )


def _hoeveel_komen(wie, leden, quorum):
    if wie.rol == Rol.SECRETARIS:
        return verwachting(leden, quorum).in_getallen
    return zoals_ieder_ziet(leden, quorum.reglement).stand


def _aanwezigheid(wie, leden):
    """The question whether this member comes, with the answer that was given; nothing is chosen beforehand."""
    if not heeft_rol(wie, Handeling.AANWEZIGHEID_MELDEN):
        return None
    eigen = next((lid.antwoord for lid in leden if lid.gebruiker.pk == wie.gebruiker_id), "")
    return {"form": AanwezigheidForm(initial={"antwoord": eigen}), "antwoord": eigen}


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
    plek, was = volgorde.index(gekozen), list(volgorde)
    if "volgorde" in request.POST:
        volgorde, was = request.POST["volgorde"].split(), request.POST.get("was", "").split()
    else:
        volgorde.insert(max(0, plek - 1) if "omhoog" in request.POST else plek + 1, volgorde.pop(plek))
    if volgorde == list(punten):
        waar = {len(volgorde) - 1: "onderaan", 0: "bovenaan"}.get(plek, "op deze plek")
        messages.info(request, f"{punten[gekozen].naam} staat al {waar}.")
    else:
        nieuwe_plek = volgorde.index(gekozen) + 1 if gekozen in volgorde else 0
        gelukt = f"{punten[gekozen].naam} is nu punt {nieuwe_plek} van de {len(volgorde)}."
        uitvoeren(request, acts.agenda_ordenen, vergadering, volgorde, was=was, gelukt=gelukt)
    return redirect(f"{vergadering.get_absolute_url()}?punt={gekozen}#{gekozen}")


def _minuten_geven(request, vergadering, punt):
    form = MinutenForm(request.POST)
    if punt is None:
        messages.error(request, "Dit punt staat niet meer op de agenda.")
        return redirect(vergadering)
    if not form.is_valid():
        messages.error(request, f"{punt.naam}: {form.errors['minuten'][0]}")
    else:
        minuten = form.cleaned_data["minuten"]
        gelukt = f"{punt.naam} duurt nu {minuten} minuten."
        uitvoeren(request, acts.minuten_geven, punt, minuten, gelukt=gelukt)
    return redirect(f"{vergadering.get_absolute_url()}?punt={sleutel(punt)}#{sleutel(punt)}")


@mag(Handeling.AGENDA_INDELEN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def bespreekpunt_toevoegen(request, vergadering):

    def doe(form):
        gelukt = f"‘{form.cleaned_data['titel']}’ staat onderaan de agenda."
        punt = form.cleaned_data
        gedaan = uitvoeren(request, acts.bespreekpunt_toevoegen, vergadering, gelukt=gelukt, form=form, **punt)
        return redirect(vergadering) if gedaan else None

    antwoord, form = _met_toelichting(request, vergadering, {"minuten": 10, "toelichting": ""}, doe)
    if antwoord:
        return antwoord
    belemmeringen = [] if form.errors else indeelbelemmeringen(request.lidmaatschap, vergadering)
    context = {"form": form, "vergadering": vergadering, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/bespreekpunt_toevoegen.html", context)


def _met_toelichting(request, vergadering, nu, doe, punt=None):
    """One request to the form of an item, of which the text saves itself. `nu`: what the form begins with."""

    def maak(gegevens, initial):
        return BespreekpuntForm(gegevens, initial=nu | initial)

    klad = klad_bij(request.lidmaatschap, vergadering, {"toelichting": nu["toelichting"]}, punt)
    return behandelen(request, klad, lambda wie: indeelbelemmeringen(wie, vergadering), maak, doe)


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
        "verslag": Verslag.objects.zichtbaar_voor(wie).filter(bespreekpunt=bespreekpunt).first(),
    }
    return render(request, "beheercommissie/bespreekpunt.html", context)


@mag(Handeling.AGENDA_INDELEN, Bespreekpunt)
@require_http_methods(["GET", "HEAD", "POST"])
def bespreekpunt_wijzigen(request, bespreekpunt):
    nu = {naam: getattr(bespreekpunt, naam) for naam in BespreekpuntForm.base_fields}

    def doe(form):
        gelukt = "Het punt is veranderd."
        anders = form.cleaned_data | {"gezien": request.POST.get("gezien", "")}
        gedaan = uitvoeren(request, acts.bespreekpunt_wijzigen, bespreekpunt, gelukt=gelukt, form=form, **anders)
        return redirect(bespreekpunt) if gedaan else None

    antwoord, form = _met_toelichting(request, bespreekpunt.vergadering, nu, doe, bespreekpunt)
    if antwoord:
        return antwoord
    belemmeringen = [] if form.errors else indeelbelemmeringen(request.lidmaatschap, bespreekpunt.vergadering)
    context = {
        "form": form,
        "punt": bespreekpunt,
        "gezien": stand_van(bespreekpunt),
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
    """Download a paper."""
    return download_van(stuk.bestand, stuk.sha256, naam=stuk.bestandsnaam, mime=stuk.soort.mime)


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
    gezien = rijnummer(request.POST.get("gezien", ""))

    def doe(form):
        naar, reden = form.cleaned_data["naar"], form.cleaned_data["reden"]
        if naar:
            act = partial(uitvoeren, request, acts.agendapunt_verplaatsen, agendapunt, naar, reden, gezien=gezien)
            gelukt = f"Het traject staat nu op de agenda van {dag(naar.datum)}."
        else:
            act = partial(uitvoeren, request, acts.agendapunt_afvoeren, agendapunt, reden, gezien=gezien)
            gelukt = "Het traject is van de agenda. Het wacht op een andere vergadering."
        return redirect(vergadering) if act(gelukt=gelukt, form=form) else None

    def waarom_niet(wie, _traject):
        return afvoerbelemmeringen(wie, agendapunt)

    maak, handeling = partial(WaaromForm, niet=vergadering), Handeling.AGENDAPUNT_AFVOEREN
    antwoord, form = redenen.behandelen(request, agendapunt.traject, handeling, waarom_niet, maak, doe)
    if antwoord:
        return antwoord
    if "naar" in form.errors:
        # Where it stands by now, is none of the places to go to.
        for zin in elders(agendapunt, gezien):
            form.add_error(None, zin)
    context = {
        "form": form,
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "vergadering": vergadering,
        "belemmeringen": [] if form.errors else afvoerbelemmeringen(wie, agendapunt),
    }
    return render(request, "beheercommissie/agendapunt_afvoeren.html", context)
