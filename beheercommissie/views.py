"""Pages of the beheercommissie: meetings, the item with its gate, the vote and the decision."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Subquery
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import (
    aantekeningbelemmeringen,
    besluitbelemmeringen,
    dossierbelemmeringen,
    meeste_stemmen,
    onthoudingsbelemmeringen,
    puntbelemmeringen,
    quorumbelemmeringen,
    rolbelangen,
    stembelemmeringen,
    zonder_voorzitter,
)
from beheercommissie.deelname import agendastand, deelnemers, telling, uitslag_in_woorden
from beheercommissie.dossier import dossierkaart, kort_rapport, kort_rapport_pdf
from beheercommissie.forms import (
    AgendeerForm,
    BelangForm,
    BesluitForm,
    StemForm,
    VergaderingForm,
    komende_vergaderingen,
)
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Besluit, Stem, Vergadering
from certificaten.bevoegdheden import afsluitbelemmeringen, uitgiftebelemmeringen
from certificaten.models import Certificaat
from leden.bevoegdheden import Handeling, heeft_rol, mag
from leden.models import Rol
from leden.templatetags.opmaak import dag
from leden.uitvoeren import uitvoeren
from normenkader.models import Kaderversie, Stuk
from toetsing.models import Advies
from trajecten import schrijven
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status
from trajecten.models import PARTIJ_VAN_ROL, Traject

PER_BLADZIJDE = 25
# So long after the decision the page of the bureau still looks by itself whether the certificate is there.
KIJKT_VANZELF = timedelta(minutes=10)


# ---- meetings


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def vergaderingen(request):
    """Coming meetings first, then those that were."""
    wie, vandaag = request.lidmaatschap, timezone.localdate()
    eigen = Belangverklaring.objects.filter(punt=OuterRef("pk"), gebruiker=wie.gebruiker)
    te_verklaren = (
        Agendapunt.objects.filter(~Exists(eigen), vergadering=OuterRef("pk"), besluit__isnull=True)
        .order_by()
        .values("vergadering")
    )
    alle = Vergadering.objects.zichtbaar_voor(wie).annotate(
        aantal_punten=Count("punten"), te_verklaren=Subquery(te_verklaren.annotate(n=Count("pk")).values("n"))
    )
    geweest = alle.filter(datum__lt=vandaag).order_by("-datum")
    context = {
        "komende": alle.filter(datum__gte=vandaag).order_by("datum"),
        "bladzijde": Paginator(geweest, PER_BLADZIJDE).get_page(request.GET.get("bladzijde")),
        "vraagt_belang": heeft_rol(wie, Handeling.BELANG_VERKLAREN),
        "mag_plannen": heeft_rol(wie, Handeling.VERGADERING_PLANNEN),
    }
    return render(request, "beheercommissie/vergaderingen.html", context)


@mag(Handeling.VERGADERING_PLANNEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vergadering_plannen(request):
    form = VergaderingForm(request.POST or None)
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
    eigen = {"punt": OuterRef("pk"), "gebruiker": wie.gebruiker}
    punten = (
        vergadering.punten.voor_lijst()
        .annotate(
            uitkomst=Subquery(Belangverklaring.objects.filter(**eigen).values("uitkomst")[:1]),
            gestemd=Exists(Stem.objects.filter(**eigen)),
            aantal_stemmen=Count("stemmen"),
        )
        .order_by("volgnummer")
    )
    kaders = Kaderversie.objects.in_bulk({punt.traject.kaderversie_id for punt in punten})
    for punt in punten:
        punt.traject.kaderversie = kaders[punt.traject.kaderversie_id]
    mag_agenderen = heeft_rol(wie, Handeling.AGENDEREN) and vergadering.datum >= timezone.localdate()
    voorgedragen = Traject.objects.zichtbaar_voor(wie).voor_lijst().filter(status=Status.VOORGEDRAGEN)
    context = {
        "vergadering": vergadering,
        "punten": [(punt, agendastand(punt, wie)) for punt in punten],
        "mag_agenderen": mag_agenderen,
        "voorgedragen": voorgedragen.order_by("status_sinds") if mag_agenderen else [],
    }
    return render(request, "beheercommissie/vergadering.html", context)


# ---- onto the agenda


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def voordracht(request, traject):
    """What goes to the committee, and for the secretary the choice of a meeting."""
    if not traject.kaderversie.ziet(PARTIJ_VAN_ROL[request.lidmaatschap.rol], Stuk.ADVIES):
        raise Http404
    return _voordracht(request, traject, AgendeerForm())


def _voordracht(request, traject, form):
    wie, komende = request.lidmaatschap, list(komende_vergaderingen())
    termijn = traject.kaderversie.termijn("stukken_vooraf")
    advies = Advies.objects.filter(traject=traject, uitgebracht_op__isnull=False).select_related("versie").last()
    context = {
        "traject": traject,
        "form": form,
        "advies": advies,
        "plannen": traject.verbeterplannen.count(),
        "mag_agenderen": heeft_rol(wie, Handeling.AGENDEREN),
        "belemmeringen": handelingsbelemmeringen(wie, traject, Handeling.AGENDEREN),
        "komende": komende,
        "termijn": termijn,
        "te_kort": komende and komende[0].datum < timezone.localdate() + timedelta(days=termijn.aantal),
        "punt": traject.agendapunten.select_related("vergadering").defer("dossier").last(),
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


# ---- one item


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt(request, punt):
    return _agendapunt(request, punt)


def _agendapunt(request, punt, stemform=None):
    """The page of an item. Behind a closed gate it holds nothing but the heading and the question."""
    wie = request.lidmaatschap
    dicht = dossierbelemmeringen(wie, punt)
    besluit = Besluit.objects.filter(punt=punt).first()
    context = {
        "punt": punt,
        "traject": punt.traject,
        "verklaring": Belangverklaring.objects.filter(punt=punt, gebruiker=wie.gebruiker).first(),
        "besluit": besluit,
        "kan_verklaren": not besluit and punt.traject.status == Status.GEAGENDEERD,
    }
    if dicht:
        context |= {"redenen": dicht} | _belangvraag(wie, punt, BelangForm(afkoelperiode=_afkoelperiode(punt)))
        return render(request, "beheercommissie/agendapunt_dicht.html", context)
    leden = deelnemers(punt)
    mag_stemmen = heeft_rol(wie, Handeling.STEMMEN) and not stembelemmeringen(wie, punt)
    context |= {
        "kaart": dossierkaart(punt.dossier),
        "leden": leden,
        "telling": telling(leden),
        "zonder_voorzitter": [] if besluit else zonder_voorzitter(punt),
        "stemform": mag_stemmen and (stemform or _stemform(wie, punt)),
        "eigen_stem": Stem.objects.filter(punt=punt, gebruiker=wie.gebruiker).first(),
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        "mag_besluiten": not besluit and heeft_rol(wie, Handeling.BESLUITEN),
        "stemmen": _uitgebrachte_stemmen(punt) if besluit else [],
    }
    return render(request, "beheercommissie/agendapunt.html", context)


def _klad(wie, punt):
    """What this member was writing on the item."""
    return Aantekening.objects.filter(punt=punt, gebruiker=wie.gebruiker).values(*Aantekening.TEKSTEN).first() or {}


def _stemform(wie, punt, **kwargs):
    stem = Stem.objects.filter(punt=punt, gebruiker=wie.gebruiker).first()
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
    form = BelangForm(request.POST or None, afkoelperiode=_afkoelperiode(punt))
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
    if belemmeringen := stembelemmeringen(request.lidmaatschap, punt):
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


# ---- the decision


@mag(Handeling.BESLUITEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def besluiten(request, punt):
    """The chair reads the result of the votes and records the decision."""
    wie = request.lidmaatschap
    _eis_open(wie, punt)
    if belemmeringen := besluitbelemmeringen(wie, punt):
        return _te_laat(request, punt, belemmeringen)
    alleen_bewaren = "bewaren" in request.POST
    form = BesluitForm(
        request.POST or None,
        initial=_klad(wie, punt),
        kaderversie=punt.traject.kaderversie,
        meeste_stemmen=meeste_stemmen(punt),
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
        "open": quorumbelemmeringen(punt) + onthoudingsbelemmeringen(punt),
        "uitslag": uitslag_in_woorden(punt),
        "telling": telling(leden),
    }
    return render(request, "beheercommissie/besluiten.html", context)


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def besluit(request, traject):
    """The decisions on a traject for those whom they concern, newest first; the bureau hands out or closes here."""
    wie = request.lidmaatschap
    if not traject.kaderversie.ziet(PARTIJ_VAN_ROL[wie.rol], Stuk.BESLUIT):
        raise Http404
    besluiten = list(
        Besluit.objects.zichtbaar_voor(wie)
        .filter(punt__traject=traject)
        .select_related("punt__vergadering")
        .defer("punt__dossier")
    )
    for een in besluiten:
        een.punt.traject = traject
    certificaat = Certificaat.objects.filter(traject=traject).select_related("bestand", "uitgifte").first()
    uitgifte_open = uitgiftebelemmeringen(traject) if certificaat else []
    if request.htmx:
        return _klaar_met_maken(besluiten, uitgifte_open)
    context = {
        "traject": traject,
        "besluiten": besluiten,
        "certificaat": certificaat,
        "is_uitgegeven": certificaat is not None and hasattr(certificaat, "uitgifte"),
        "rondt_af": traject.status == Status.BESLOTEN and heeft_rol(wie, Handeling.UITGEVEN),
        "uitgifte_open": uitgifte_open,
        "afsluiten_open": afsluitbelemmeringen(traject),
    }
    return render(request, "beheercommissie/besluit.html", context)


def _klaar_met_maken(besluiten, uitgifte_open):
    """The answer to a page that asks by itself: load anew, ask again later (204), or do not ask any more (286)."""
    if not uitgifte_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    vers = timezone.now() - besluiten[0].vastgelegd_op < KIJKT_VANZELF
    return HttpResponse(status=204 if vers else 286)
