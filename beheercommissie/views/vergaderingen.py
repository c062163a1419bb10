"""Meetings and their agendas, and putting a traject on one."""

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.afspraken import van_vergaderingen
from beheercommissie.deelname import agendastand
from beheercommissie.forms import (
    AgendeerForm,
    VergaderingForm,
    komende_vergaderingen,
)
from beheercommissie.models import Agendapunt, Belangverklaring, Stem, Vergadering
from berichten.kalender import agendabestand
from certificaten.models import Maatregel
from huisstijl.bladeren import bladzijde_van
from huisstijl.rekenblad import Kolom, als_download
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Kaderversie, Stuk
from toetsing.models import Advies, Rapportversie
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status
from trajecten.models import Traject

KOLOMMEN = (
    Kolom("Datum", lambda vergadering: vergadering.datum),
    Kolom("Plaats", lambda vergadering: vergadering.plaats),
    Kolom("Punten", lambda vergadering: vergadering.aantal_agendapunten),
    Kolom("Besluiten", lambda vergadering: vergadering.aantal_besluiten),
)


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def vergaderingen(request):
    """Coming meetings first, then those that were."""
    wie, vandaag = request.lidmaatschap, timezone.localdate()
    eigen = Belangverklaring.objects.filter(agendapunt=OuterRef("pk"), gebruiker=wie.gebruiker)
    alle = Vergadering.objects.zichtbaar_voor(wie).annotate(
        aantal_agendapunten=_aantal(Agendapunt.objects.all()),
        te_verklaren=_aantal(Agendapunt.objects.filter(~Exists(eigen), besluit__isnull=True)),
    )
    geweest = alle.filter(datum__lt=vandaag).order_by("-datum")
    context = {
        "komende": alle.filter(datum__gte=vandaag).order_by("datum"),
        "bladzijde": bladzijde_van(request, geweest),
        "vraagt_belang": heeft_rol(wie, Handeling.BELANG_VERKLAREN),
        "mag_plannen": heeft_rol(wie, Handeling.VERGADERING_PLANNEN),
    }
    return render(request, "beheercommissie/vergaderingen.html", context)


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def vergaderingen_export(request, vorm):
    """All meetings as a file, newest first."""
    alle = Vergadering.objects.zichtbaar_voor(request.lidmaatschap).annotate(
        aantal_agendapunten=_aantal(Agendapunt.objects.all()),
        aantal_besluiten=_aantal(Agendapunt.objects.filter(besluit__isnull=False)),
    )
    return als_download(vorm, "Vergaderingen", KOLOMMEN, alle.order_by("-datum").iterator(chunk_size=2000))


def _aantal(agendapunten):
    """How many of these agenda items a meeting has, counted for the meetings on the page only."""
    per_vergadering = agendapunten.filter(vergadering=OuterRef("pk")).order_by().values("vergadering")
    return Coalesce(Subquery(per_vergadering.annotate(n=Count("pk")).values("n")), 0)


@mag(Handeling.VERGADERING_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_plannen(request):
    form = VergaderingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and uitvoeren(
        request, handelingen.vergadering_plannen, gelukt="De vergadering is gepland.", form=form, **form.cleaned_data
    ):
        return redirect(Vergadering.objects.filter(**form.cleaned_data).latest("pk"))
    return render(request, "beheercommissie/vergadering_plannen.html", {"form": form})


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def vergadering(request, vergadering):
    """The agenda: headings only, with what this member still has to say; the files are behind each item."""
    wie = request.lidmaatschap
    eigen = {"agendapunt": OuterRef("pk"), "gebruiker": wie.gebruiker}
    agendapunten = (
        vergadering.agendapunten.voor_lijst()
        .annotate(
            uitkomst=Subquery(Belangverklaring.objects.filter(**eigen).values("uitkomst")[:1]),
            gestemd=Exists(Stem.objects.filter(**eigen)),
            aantal_stemmen=Count("stemmen"),
        )
        .order_by("volgnummer")
    )
    kaders = Kaderversie.objects.in_bulk({agendapunt.traject.kaderversie_id for agendapunt in agendapunten})
    for agendapunt in agendapunten:
        agendapunt.traject.kaderversie = kaders[agendapunt.traject.kaderversie_id]
    mag_agenderen = heeft_rol(wie, Handeling.AGENDEREN) and vergadering.datum >= timezone.localdate()
    voorgedragen = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(status=Status.VOORGEDRAGEN)
    context = {
        "vergadering": vergadering,
        "agendapunten": [(agendapunt, agendastand(agendapunt, wie)) for agendapunt in agendapunten],
        "mag_agenderen": mag_agenderen,
        "voorgedragen": voorgedragen.order_by("status_sinds") if mag_agenderen else [],
    }
    return render(request, "beheercommissie/vergadering.html", context)


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
    wie, komende = request.lidmaatschap, list(komende_vergaderingen())
    termijn = traject.kaderversie.termijn("stukken_vooraf")
    advies = Advies.objects.filter(traject=traject, uitgebracht_op__isnull=False).select_related("versie").last()
    maatregel = Maatregel.objects.filter(traject=traject).first()
    context = {
        "traject": traject,
        "form": form,
        "advies": advies,
        "maatregel": maatregel,
        "is_klaar": advies or maatregel,
        "versie": advies and Rapportversie.objects.zichtbaar_voor(wie).filter(pk=advies.versie_id).first(),
        "plannen": traject.verbeterplannen.eigen().count(),
        "mag_agenderen": heeft_rol(wie, Handeling.AGENDEREN),
        "belemmeringen": handelingsbelemmeringen(wie, traject, Handeling.AGENDEREN),
        "komende": komende,
        "termijn": termijn,
        "te_kort": komende and komende[0].datum < timezone.localdate() + timedelta(days=termijn.aantal),
        "agendapunt": traject.agendapunten.select_related("vergadering").defer("dossier").last(),
    }
    return render(request, "beheercommissie/voordracht.html", context)


@mag(Handeling.AGENDEREN, Traject)
@require_POST
def agenderen(request, traject):
    form = AgendeerForm(request.POST)
    if form.is_valid():
        gekozen = form.cleaned_data["vergadering"]
        gelukt = f"Het traject staat op de agenda van {dag(gekozen.datum)}. De stukken liggen nu vast."
        if uitvoeren(request, handelingen.agenderen, traject, gekozen, gelukt=gelukt, form=form):
            return redirect(gekozen)
    return _voordracht(request, traject, form)
