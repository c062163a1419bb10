"""Meetings: which there are, planning and changing them, who comes, and putting a traject on an agenda."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.afspraken import van_vergaderingen
from beheercommissie.bevoegdheden.schriftelijk import eerste_einddag
from beheercommissie.bevoegdheden.vergaderingen import afzegbelemmeringen, stand_van, wijzigbelemmeringen
from beheercommissie.forms.vergaderingen import (
    AanwezigheidForm,
    AgendeerForm,
    ReeksForm,
    VergaderdagForm,
    VergaderingForm,
    WaaromForm,
    dagen_van,
)
from beheercommissie.handelingen import vergaderingen as acts
from beheercommissie.klad import klad_bij
from beheercommissie.models import Aanwezigheid, Agendapunt, Belangverklaring, Vergadering
from berichten.kalender import agendabestand
from certificaten.models import Maatregel
from huisstijl.bladeren import bladzijde_van
from huisstijl.rekenblad import Kolom, als_download
from huisstijl.templatetags.opmaak import dag, meervoud
from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.kladden import behandelen
from trajecten.levensloop import Soort
from trajecten.models import Traject

KOLOMMEN = (
    Kolom("Datum", lambda vergadering: vergadering.datum),
    Kolom("Van", lambda vergadering: vergadering.begin and f"{vergadering.begin:%H:%M}"),
    Kolom("Tot", lambda vergadering: vergadering.eind and f"{vergadering.eind:%H:%M}"),
    Kolom("Plaats", lambda vergadering: vergadering.plaats),
    Kolom("Punten", lambda vergadering: vergadering.aantal_agendapunten),
    Kolom("Besluiten", lambda vergadering: vergadering.aantal_besluiten),
    Kolom("Afgezegd", lambda vergadering: vergadering.afgezegd_op),
)


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def vergaderingen(request):
    """Coming meetings first, then those that were."""
    wie, vandaag = request.lidmaatschap, timezone.localdate()
    eigen = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=wie.gebruiker)
    alle = Vergadering.objects.zichtbaar_voor(wie).annotate(
        aantal_agendapunten=_aantal(Agendapunt.objects.op_de_agenda()),
        zei_niets=_vraagt_antwoord(wie),
        te_verklaren=_aantal(Agendapunt.objects.onbesloten().filter(~Exists(eigen))),
    )
    geweest = alle.filter(datum__lt=vandaag).order_by("-datum", "-begin", "-pk")
    context = {
        "komende": alle.filter(datum__gte=vandaag).order_by("datum", "begin", "pk"),
        "bladzijde": bladzijde_van(request, geweest),
        "vraagt_belang": heeft_rol(wie, Handeling.BELANG_VERKLAREN),
        "mag_plannen": heeft_rol(wie, Handeling.VERGADERING_PLANNEN),
    }
    return render(request, "beheercommissie/vergaderingen.html", context)


def _vraagt_antwoord(wie):
    """Whether this member still has to say about a meeting whether to come."""
    if not heeft_rol(wie, Handeling.AANWEZIGHEID_MELDEN):
        return Value(False)
    return ~Exists(Aanwezigheid.objects.filter(vergadering=OuterRef("pk"), gebruiker=wie.gebruiker))


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def vergaderingen_export(request, vorm):
    """All meetings as a file, newest first."""
    alle = Vergadering.objects.zichtbaar_voor(request.lidmaatschap).annotate(
        aantal_agendapunten=_aantal(Agendapunt.objects.op_de_agenda()),
        aantal_besluiten=_aantal(Agendapunt.objects.filter(besluit__isnull=False)),
    )
    return als_download(
        vorm, "Vergaderingen", KOLOMMEN, alle.order_by("-datum", "-begin", "-pk").iterator(chunk_size=2000)
    )


def _aantal(agendapunten):
    """How many of these agenda items a meeting has, counted for the meetings on the page only."""
    per_vergadering = agendapunten.filter(vergadering=OuterRef("pk")).order_by().values("vergadering")
    return Coalesce(Subquery(per_vergadering.annotate(n=Count("pk")).values("n")), 0)


@mag(Handeling.VERGADERING_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_plannen(request):
    form = VergaderingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            vergadering = acts.vergadering_plannen(request.lidmaatschap, **form.cleaned_data)
        except Geweigerd as geweigerd:
            for reden in geweigerd.redenen:
                form.add_error(None, reden)
        else:
            messages.success(request, "De vergadering is gepland.")
            return redirect(vergadering)
    return render(request, "beheercommissie/vergadering_plannen.html", {"form": form})


@mag(Handeling.VERGADERING_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def reeks_plannen(request):
    """A series for a year: first the days as they would be, then, with what the secretary changed, as they are planned."""
    gepost = request.POST if request.method == "POST" else None
    form = ReeksForm(gepost)
    dagen = []
    if form.is_valid():
        bedoeld = dagen_van(form.cleaned_data["eerste"], form.cleaned_data["ritme"])
        # Days that were shown for another first day or rhythm are shown anew.
        gezien = "plan" in request.POST and request.POST.get("bij") == _bij_welke_dagen(form)
        dagen = [
            VergaderdagForm(gepost if gezien else None, prefix=f"dag{nr}", bedoeld=een, voorstel=voorstel)
            for nr, (een, voorstel) in enumerate(bedoeld, 1)
        ]
        if gezien and all([een.is_valid() for een in dagen]):
            gekozen = [een.cleaned_data["datum"] for een in dagen if een.cleaned_data["datum"]]
            reeks = [form.gegevens(datum)._asdict() for datum in gekozen]
            gelukt = f"{meervoud(len(reeks), 'vergadering is', 'vergaderingen zijn')} gepland."
            if uitvoeren(request, acts.reeks_plannen, reeks, gelukt=gelukt, form=form):
                return redirect("vergaderingen")
    context = {"form": form, "dagen": dagen, "bij": _bij_welke_dagen(form) if dagen else ""}
    return render(request, "beheercommissie/reeks_plannen.html", context)


def _bij_welke_dagen(form):
    """Of which first day and rhythm the days are."""
    return f"{form.cleaned_data['eerste']:%Y-%m-%d} {form.cleaned_data['ritme']}"


@mag(Handeling.VERGADERING_WIJZIGEN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_wijzigen(request, vergadering):
    form = VergaderingForm(request.POST if request.method == "POST" else None, vergadering=vergadering)
    if form.is_valid() and uitvoeren(
        request,
        acts.vergadering_wijzigen,
        vergadering,
        gelukt="De vergadering is veranderd. De commissie krijgt er bericht van.",
        form=form,
        gezien=request.POST.get("gezien", ""),
        **form.cleaned_data,
    ):
        return redirect(vergadering)
    belemmeringen = [] if form.errors else wijzigbelemmeringen(request.lidmaatschap, vergadering)
    context = {
        "form": form,
        "vergadering": vergadering,
        "gezien": stand_van(vergadering),
        "belemmeringen": belemmeringen,
    }
    return render(request, "beheercommissie/vergadering_wijzigen.html", context)


@mag(Handeling.VERGADERING_AFZEGGEN, Vergadering)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_afzeggen(request, vergadering):
    """Why it is called off, and where the trajecten on its agenda go."""
    aantal = vergadering.agendapunten.onbesloten().count()

    def waarom_niet(wie):
        return afzegbelemmeringen(wie, vergadering)

    def doe(form):
        reden, naar = form.cleaned_data["reden"], form.cleaned_data.get("naar")
        gelukt = "De vergadering is afgezegd. De commissie krijgt er bericht van."
        gedaan = uitvoeren(request, acts.vergadering_afzeggen, vergadering, reden, naar, gelukt=gelukt, form=form)
        return redirect(vergadering) if gedaan else None

    maak = partial(WaaromForm, niet=vergadering, met_punten=bool(aantal))
    klad = klad_bij(request.lidmaatschap, vergadering, {"reden": ""})
    antwoord, form = behandelen(request, klad, waarom_niet, maak, doe)
    if antwoord:
        return antwoord
    belemmeringen = [] if form.errors else waarom_niet(request.lidmaatschap)
    context = {"form": form, "vergadering": vergadering, "aantal": aantal, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/vergadering_afzeggen.html", context)


@mag(Handeling.AANWEZIGHEID_MELDEN, Vergadering)
@require_POST
def aanwezigheid_melden(request, vergadering):
    form = AanwezigheidForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies eerst of u komt.")
    else:
        gelukt = "De commissie ziet nu wat u antwoordde."
        uitvoeren(request, acts.aanwezigheid_melden, vergadering, form.cleaned_data["antwoord"], gelukt=gelukt)
    return redirect(vergadering)


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def vergadering_agenda(request, vergadering):
    """The date of the meeting as a file for the own calendar."""
    (afspraak,) = van_vergaderingen(Vergadering.objects.filter(pk=vergadering.pk))
    return agendabestand([afspraak], afspraak.sleutel)


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def voordracht(request, traject):
    """What goes to the committee, and for the secretary the choice of a meeting."""
    if not traject.toont(request.lidmaatschap, Stuk.ADVIES):
        raise Http404
    return _voordracht(request, traject, AgendeerForm())


def _voordracht(request, traject, form):
    wie, komende = request.lidmaatschap, form.komende
    belemmeringen = handelingsbelemmeringen(wie, traject, Handeling.AGENDEREN)
    termijn = traject.kaderversie.termijn("stukken_vooraf")
    advies = traject.adviezen.filter(uitgebracht_op__isnull=False).select_related("versie").last()
    maatregel = Maatregel.objects.filter(traject=traject).first() if traject.soort == Soort.MAATREGEL else None
    context = {
        "traject": traject,
        "form": form,
        "advies": advies,
        "maatregel": maatregel,
        "is_klaar": advies or maatregel,
        "versie": advies and traject.rapportversies.zichtbaar_voor(wie).filter(pk=advies.versie_id).first(),
        "plannen": traject.verbeterplannen.eigen().count(),
        "mag_agenderen": heeft_rol(wie, Handeling.AGENDEREN),
        "belemmeringen": belemmeringen,
        "komende": komende,
        "kan_schriftelijk": not belemmeringen and eerste_einddag() is not None,
        "termijn": termijn,
        "te_kort": komende and komende[0].datum < timezone.localdate() + timedelta(days=termijn.aantal),
        "agendapunt": traject.agendapunten.op_de_agenda()
        .select_related("vergadering")
        .defer("dossier")
        .order_by("pk")
        .last(),
    }
    return render(request, "beheercommissie/voordracht.html", context)


@mag(Handeling.AGENDEREN, Traject)
@require_POST
def agenderen(request, traject):
    form = AgendeerForm(request.POST)
    if form.is_valid():
        gekozen = form.cleaned_data["vergadering"]
        gelukt = f"Het traject staat op de agenda van {dag(gekozen.datum)}. De stukken liggen nu vast."
        waarom = form.cleaned_data.get("laat_omdat", "")
        if uitvoeren(request, handelingen.agenderen, traject, gekozen, waarom, gelukt=gelukt, form=form):
            return redirect(gekozen)
    return _voordracht(request, traject, form)
