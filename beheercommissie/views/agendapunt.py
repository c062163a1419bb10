"""One item of an agenda: the gate, the file and the vote."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import (
    aantekeningbelemmeringen,
    afgerondbelemmeringen,
    agendapuntbelemmeringen,
    beslisbelemmeringen,
    dossierbelemmeringen,
    eigen_stem,
    geenbelangbelemmeringen,
    herstelbelemmeringen,
    vastestembelemmeringen,
    zelf_voorgesteld,
)
from beheercommissie.bevoegdheden.langdeel import is_te_vragen
from beheercommissie.bevoegdheden.schriftelijk import stopbelemmeringen
from beheercommissie.bevoegdheden.stemming import TE_WEINIG_LEDEN
from beheercommissie.bevoegdheden.vooraf import vraagtijdbelemmeringen
from beheercommissie.bevoegdheden.voorzitten import voorzitbelemmeringen
from beheercommissie.blik import beeld_van
from beheercommissie.deelname import (
    deelnemers,
    ongedaan_te_maken,
    secretarissen,
    telling,
)
from beheercommissie.dossier import dossier_pdf, lange_versies, soortdossier
from beheercommissie.forms import (
    BelangverklaringForm,
    BlikForm,
    GevolgForm,
    OngedaanForm,
    StemForm,
)
from beheercommissie.handelingen import blik as acts
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Blik, Navraag, Stem
from beheercommissie.quorum import quorum_van
from beheercommissie.vergelijkbaar import LAATSTE, vergelijkbare
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.levensloop import Soort
from trajecten.models import Document
from trajecten.persoonsgegevens import gevonden


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt(request, agendapunt):
    return _agendapunt(request, agendapunt)


def _agendapunt(request, agendapunt, stemform=None, blikform=None):
    """The page of an item. Behind a closed gate it holds nothing but the heading and the question."""
    wie = request.lidmaatschap
    dicht = dossierbelemmeringen(wie, agendapunt)
    besluit = getattr(agendapunt, "besluit", None)
    afgerond = afgerondbelemmeringen(agendapunt, besluit is not None)
    is_open = not afgerond
    context = {"agendapunt": agendapunt, "traject": agendapunt.traject, "besluit": besluit, "is_open": is_open}
    if dicht:
        verklaring = Belangverklaring.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).first()
        mag_verklaren = is_open and heeft_rol(wie, Handeling.BELANG_VERKLAREN)
        context |= {"redenen": dicht, "afgerond": afgerond, "verklaring": verklaring, "mag_verklaren": mag_verklaren}
        if mag_verklaren:
            context |= _belangvraag(wie, agendapunt)
        return render(request, "beheercommissie/agendapunt_dicht.html", context)
    soort = soortdossier(agendapunt.dossier)
    context |= {
        "kaart": soort.kaart(agendapunt.dossier),
        "kaartsjabloon": soort.kaartsjabloon,
        # Asked only by a card with a document that the scanner had still to look at, which it may have taken away since.
        "te_openen": Document.objects.zichtbaar_voor(wie)
        .filter(traject=agendapunt.traject_id)
        .values_list("pk", flat=True),
        "vragen": Navraag.objects.vooraf().filter(agendapunt__traject=agendapunt.traject),
        "mag_vragen": is_open and not vraagtijdbelemmeringen(wie, agendapunt),
        "ongedaan": ongedaan_te_maken(agendapunt, wie) if is_open else [],
        # A secretary who proposed it prepares it, and reads nothing of the votes.
        "leest_stemmen": wie.rol != Rol.SECRETARIS or not zelf_voorgesteld(wie.gebruiker, agendapunt.traject),
    }
    if is_te_vragen(agendapunt.traject):
        context |= _lange_deel(agendapunt, is_open)
    if besluit:
        verklaring = Belangverklaring.objects.select_related("ongedaan_door").filter(agendapunt=agendapunt)
        context["verklaring"] = verklaring.filter(gebruiker=wie.gebruiker).first()
        context["stemmen"] = _uitgebrachte_stemmen(agendapunt)
    else:
        context |= _stemming(request, agendapunt, stemform, is_open)
        if agendapunt.vergadering.is_schriftelijk:
            context |= _schriftelijk(wie, agendapunt, context["leden"], is_open)
        elif context["leest_stemmen"]:
            context |= _blikken(wie, agendapunt, context["quorum"], blikform, is_open)
    return render(request, "beheercommissie/agendapunt.html", context)


def _lange_deel(agendapunt, is_open):
    """Whether the long part was asked for, and what can be read of it or asked while the item waits for a decision."""
    verzoek = getattr(agendapunt, "langdeelverzoek", None)
    return {
        "langdeelverzoek": verzoek,
        "lange_versies": lange_versies(agendapunt).defer("inhoud").select_related("onderzoek")
        if verzoek and is_open
        else [],
        "mag_lange_deel_vragen": is_open and not verzoek,
    }


def _stemming(request, agendapunt, stemform, is_open):
    """Of an item on which nothing was decided: who takes part, the own vote, and what waits."""
    wie, quorum = request.lidmaatschap, quorum_van(agendapunt)
    stem = eigen_stem(wie.gebruiker, agendapunt)
    vast = vastestembelemmeringen(stem)
    kan_stemmen = is_open and not vast and not agendapunt.vergadering.is_afgelopen
    if stemform is None and kan_stemmen and heeft_rol(wie, Handeling.STEMMEN):
        stemform = _stemform(wie, agendapunt, stem)
    leden = deelnemers(agendapunt, quorum)
    return {
        "leden": leden,
        "verklaring": next((lid.verklaring for lid in leden if lid.gebruiker == wie.gebruiker), None),
        "telling": telling(quorum),
        "quorum": quorum,
        # Beside who answered it would tell what: while a written procedure runs only the secretary reads it.
        "te_weinig_leden": TE_WEINIG_LEDEN
        if is_open and not quorum.is_haalbaar and (wie.rol == Rol.SECRETARIS or not agendapunt.vergadering.loopt)
        else "",
        "niemand_zit_voor": is_open and agendapunt.vergadering.is_open and quorum.voorzitter is None,
        "eigen_stem": stem,
        "stemform": stemform,
        "stem_vast": vast,
        "stemt_een_keer": any(een.rol == Rol.VOORZITTER for een in request.lidmaatschappen),
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        "mag_besluiten": is_open
        and heeft_rol(wie, Handeling.BESLUITEN)
        and not voorzitbelemmeringen(wie, agendapunt, quorum),
    }


def _schriftelijk(wie, agendapunt, leden, wacht):
    """Who answered in a written procedure, whatever it was, and whether this member can stop it."""
    gestemd = set(Stem.objects.filter(agendapunt=agendapunt).values_list("gebruiker", flat=True))
    buiten = Belangverklaring.Uitkomst.BELANG
    return {
        "antwoorden": [(lid.gebruiker.naam, lid.gebruiker.pk in gestemd or lid.uitkomst == buiten) for lid in leden],
        "mag_stoppen": wacht and not stopbelemmeringen(wie, agendapunt),
    }


def _blikken(wie, agendapunt, quorum, blikform, is_open):
    """The preliminary views once they are open, and until then the own one."""
    mag = is_open and heeft_rol(wie, Handeling.BLIK_GEVEN)
    if agendapunt.blikken_zijn_open:
        code = agendapunt.dossier["advies"]["code"] if "advies" in agendapunt.dossier else None
        return {"beeld": beeld_van(agendapunt, quorum, code), "mag_blik": mag}
    eigen = Blik.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).first() if mag else None
    if mag and blikform is None:
        blikform = _blikform(wie, agendapunt, eigen)
    return {"eigen_blik": eigen, "blikform": blikform}


def _blikform(wie, agendapunt, blik=None, **kwargs):
    initial = eigen_klad(wie, agendapunt) | ({"keuze": blik.keuze} if blik else {})
    return BlikForm(initial=initial, traject=agendapunt.traject, **kwargs)


@mag(Handeling.BLIK_GEVEN, Agendapunt)
@require_POST
def blik_geven(request, agendapunt):
    """The preliminary view of this member; once they are open, the one button that says that one wants to discuss the item."""
    eis_open(request.lidmaatschap, agendapunt)
    if belemmeringen := agendapuntbelemmeringen(agendapunt):
        return te_laat(request, agendapunt, belemmeringen)
    if agendapunt.blikken_zijn_open and "blik" not in request.POST:
        gelukt = "Dit punt wordt besproken."
        uitvoeren(request, acts.blik_geven, agendapunt, keuze=request.POST.get("keuze", ""), gelukt=gelukt)
        return redirect(agendapunt)
    alleen_bewaren = "bewaren" in request.POST
    form = _blikform(request.lidmaatschap, agendapunt, data=request.POST, alleen_bewaren=alleen_bewaren)
    if teksten_bewaren(request, agendapunt, form) and (
        alleen_bewaren
        or uitvoeren(
            request,
            acts.blik_geven,
            agendapunt,
            gelukt="Uw voorlopige blik is bewaard.",
            form=form,
            keuze=form.cleaned_data["keuze"],
            woord=form.cleaned_data["blik"],
        )
    ):
        return redirect(agendapunt)
    return _agendapunt(request, agendapunt, blikform=form)


def eigen_klad(wie, agendapunt):
    """What this member was writing on the item."""
    return (
        Aantekening.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker)
        .values(*Aantekening.TEKSTEN, *Aantekening.KORT)
        .first()
        or {}
    )


def _stemform(wie, agendapunt, stem=None, **kwargs):
    """The form of a vote; who voted before sees that vote, and nobody sees a choice that is not their own."""
    initial = eigen_klad(wie, agendapunt) | ({"optie": stem.optie} if stem else {})
    return StemForm(initial=initial, traject=agendapunt.traject, **kwargs)


def teksten_bewaren(request, agendapunt, form):
    """Keep the texts of a posted form, also of one that is not complete. True when form and texts are in order."""
    form.is_valid()
    rij, _ = Aantekening.objects.get_or_create(agendapunt=agendapunt, gebruiker=request.lidmaatschap.gebruiker)
    teksten = [veld for veld in Aantekening.TEKSTEN if veld in form.cleaned_data]
    kort = [veld for veld in Aantekening.KORT if veld in form.fields]
    return schrijven.formulier_bewaren(request, rij, form, teksten, aantekeningbelemmeringen, kort=kort)


def _uitgebrachte_stemmen(agendapunt):
    """Who voted what and why: open to those behind the gate, once the decision is there."""
    labels = {optie.code: optie.label for optie in agendapunt.traject.kaderversie.besluitopties} | {
        Stem.ONTHOUDING: "Onthouding"
    }
    stemmen = Stem.objects.filter(agendapunt=agendapunt).select_related("gebruiker").order_by("gebruiker__naam")
    return [(stem, labels[stem.optie]) for stem in stemmen]


def _belangvraag(wie, agendapunt, data=None):
    """Context of the question about interests, with what the register knows already."""
    bekend = beslisbelemmeringen(wie.gebruiker, agendapunt.traject)
    form = BelangverklaringForm(
        data,
        afkoelperiode=agendapunt.traject.kaderversie.afkoelperiode_maanden,
        bekend=bool(geenbelangbelemmeringen(wie.gebruiker, agendapunt)),
    )
    return {"belangform": form, "bekend": bekend, "secretarissen": secretarissen()}


@mag(Handeling.BELANG_VERKLAREN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def belang_verklaren(request, agendapunt):
    """The question by itself: to answer it, and later to change the answer."""
    if agendapuntbelemmeringen(agendapunt):
        return redirect(agendapunt)
    vraag = _belangvraag(request.lidmaatschap, agendapunt, request.POST if request.method == "POST" else None)
    form = vraag["belangform"]
    if form.is_valid():
        uitkomst = form.cleaned_data["uitkomst"]
        gelukt = {
            "geen": "De stukken zijn open.",
            "belang": "U doet niet mee aan dit punt. De stukken zijn dicht.",
            "twijfel": "De secretaris belt u. Tot die tijd blijven de stukken dicht.",
        }[uitkomst]
        if uitvoeren(request, handelingen.belang_verklaren, agendapunt, uitkomst, gelukt=gelukt, form=form):
            return redirect(agendapunt)
    verklaring = Belangverklaring.objects.filter(
        agendapunt=agendapunt, gebruiker=request.lidmaatschap.gebruiker
    ).first()
    context = {"agendapunt": agendapunt, "traject": agendapunt.traject, "verklaring": verklaring}
    return render(request, "beheercommissie/belang_verklaren.html", context | vraag)


@mag(Handeling.BELANG_ONGEDAAN_MAKEN, Belangverklaring)
@require_http_methods(["GET", "HEAD", "POST"])
def verklaring_ongedaan_maken(request, verklaring):
    """The secretary talked with a member who declared an interest or a doubt, and lets that member take part."""
    form = OngedaanForm(request.POST if request.method == "POST" else None)
    gelukt = f"{verklaring.gebruiker.naam} kan de stukken lezen en stemmen."
    if form.is_valid() and uitvoeren(
        request,
        handelingen.verklaring_ongedaan_maken,
        verklaring,
        form.cleaned_data["reden"],
        form=form,
        gelukt=gelukt,
    ):
        return redirect(verklaring.agendapunt)
    context = {
        "verklaring": verklaring,
        "agendapunt": verklaring.agendapunt,
        "form": form,
        "belemmeringen": [] if form.errors else herstelbelemmeringen(request.lidmaatschap, verklaring),
    }
    return render(request, "beheercommissie/verklaring_ongedaan_maken.html", context)


def eis_open(wie, agendapunt):
    """Refuse (403) what lies behind the gate while it is closed."""
    if redenen := dossierbelemmeringen(wie, agendapunt):
        raise PermissionDenied(" ".join(redenen))


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt_rapport(request, agendapunt):
    """What the committee reads, with the advice, as it was frozen in the pack."""
    eis_open(request.lidmaatschap, agendapunt)
    soort = soortdossier(agendapunt.dossier)
    context = {
        "agendapunt": agendapunt,
        "rapport": soort.verslag(agendapunt.dossier),
        "sjabloon": soort.verslagsjabloon,
        "naam": soort.naam,
    }
    return render(request, "beheercommissie/agendapunt_rapport.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt_pdf(request, agendapunt):
    eis_open(request.lidmaatschap, agendapunt)
    naam = f"{agendapunt.traject.nummer}-dossier-{agendapunt.vergadering.datum:%Y-%m-%d}.pdf"
    return FileResponse(
        dossier_pdf(agendapunt.dossier), as_attachment=True, filename=naam, content_type="application/pdf"
    )


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def vergelijkbaar(request, agendapunt):
    """Earlier decisions beside the file, the nearest first; only of an assessment."""
    eis_open(request.lidmaatschap, agendapunt)
    if agendapunt.traject.soort != Soort.TOETS:
        raise Http404
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "rijen": vergelijkbare(agendapunt, request.lidmaatschap),
        "laatste": LAATSTE,
    }
    return render(request, "beheercommissie/vergelijkbaar.html", context)


def te_laat(request, agendapunt, redenen):
    """Back to the item, where the decision is by now."""
    for reden in redenen:
        messages.error(request, reden)
    return redirect(agendapunt)


@mag(Handeling.STEMMEN, Agendapunt)
@require_POST
def stemmen(request, agendapunt):
    eis_open(request.lidmaatschap, agendapunt)
    if belemmeringen := agendapuntbelemmeringen(agendapunt):
        return te_laat(request, agendapunt, belemmeringen)
    alleen_bewaren = "bewaren" in request.POST
    form = _stemform(request.lidmaatschap, agendapunt, data=request.POST, alleen_bewaren=alleen_bewaren)
    if teksten_bewaren(request, agendapunt, form) and (
        alleen_bewaren
        or uitvoeren(
            request, handelingen.stemmen, agendapunt, gelukt="Uw stem is uitgebracht.", form=form, **form.cleaned_data
        )
    ):
        return redirect(agendapunt)
    return _agendapunt(request, agendapunt, form)


@mag(Handeling.STEMMEN, Agendapunt)
@require_POST
def aantekening_bewaren(request, agendapunt):
    """Saves what a member is writing, for nobody else to read."""
    wie = request.lidmaatschap
    eis_open(wie, agendapunt)
    rij, _ = Aantekening.objects.get_or_create(agendapunt=agendapunt, gebruiker=wie.gebruiker)
    return schrijven.antwoord(
        request,
        rij,
        Aantekening.TEKSTEN,
        aantekeningbelemmeringen,
        let_op=gevonden,
        kort=Aantekening.KORT,
        form=GevolgForm,
    )
