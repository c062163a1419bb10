"""One item of an agenda: the gate, the file, the vote and the decision."""

from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import (
    aantekeningbelemmeringen,
    agendapuntbelemmeringen,
    beslisbelemmeringen,
    dossierbelemmeringen,
    eigen_stem,
    geenbelangbelemmeringen,
    herstelbelemmeringen,
    meeste_stemmen,
    onthoudingsbelemmeringen,
    quorumbelemmeringen,
    stelt_voorwaarden,
    stemmen_per_optie,
    uitslagbelemmeringen,
    vastestembelemmeringen,
    vergaderdagbelemmeringen,
)
from beheercommissie.deelname import (
    deelnemers,
    ongedaan_te_maken,
    secretarissen,
    telling,
    uitslag_in_woorden,
    zonder_voorzitter,
)
from beheercommissie.dossier import soortdossier, verslag_pdf
from beheercommissie.forms import (
    BelangForm,
    BesluitForm,
    GevolgForm,
    OngedaanForm,
    StemForm,
    VoorwaardeForm,
)
from beheercommissie.models import Aantekening, Agendapunt, Belangverklaring, Besluit, Stem, Voorwaardeklad
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from toetsing.models import Voorbehoud, Voorwaarde
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.persoonsgegevens import gevonden
from trajecten.termijnen import einddatum

# What is no text of the decision, and so is not kept with who writes it: it goes along to the page where it is read, and back.
GEKOZEN = ("optie", "vraag_aan", "antwoord_tot_en_met", "maand")


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt(request, agendapunt):
    return _agendapunt(request, agendapunt)


def _agendapunt(request, agendapunt, stemform=None):
    """The page of an item. Behind a closed gate it holds nothing but the heading and the question."""
    wie = request.lidmaatschap
    dicht = dossierbelemmeringen(wie, agendapunt)
    besluit = Besluit.objects.filter(agendapunt=agendapunt).select_related("navraag").first()
    if besluit:
        besluit.agendapunt = agendapunt
    is_open = besluit is None and agendapunt.traject.status == Status.GEAGENDEERD
    context = {"agendapunt": agendapunt, "traject": agendapunt.traject, "besluit": besluit, "is_open": is_open}
    if dicht:
        verklaring = Belangverklaring.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker).first()
        context |= {"redenen": dicht, "verklaring": verklaring}
        context |= _belangvraag(wie, agendapunt)
        return render(request, "beheercommissie/agendapunt_dicht.html", context)
    leden, soort = deelnemers(agendapunt), soortdossier(agendapunt.dossier)
    stem = eigen_stem(wie.gebruiker, agendapunt)
    vast = vastestembelemmeringen(stem)
    if stemform is None and is_open and not vast and heeft_rol(wie, Handeling.STEMMEN):
        stemform = _stemform(wie, agendapunt, stem)
    context |= {
        "kaart": soort.kaart(agendapunt.dossier),
        "kaartsjabloon": soort.kaartsjabloon,
        "leden": leden,
        "telling": telling(leden),
        "verklaring": next((lid.verklaring for lid in leden if lid.gebruiker == wie.gebruiker), None),
        "zonder_voorzitter": is_open and zonder_voorzitter().filter(pk=agendapunt.pk).exists(),
        "eigen_stem": stem,
        "stemform": stemform,
        "stem_vast": vast,
        "stemt_een_keer": any(een.rol == Rol.VOORZITTER for een in request.lidmaatschappen),
        "ongedaan": ongedaan_te_maken(agendapunt, wie) if is_open else [],
        "is_secretaris": wie.rol == Rol.SECRETARIS,
        "mag_besluiten": is_open and heeft_rol(wie, Handeling.BESLUITEN),
        "stemmen": _uitgebrachte_stemmen(agendapunt) if besluit else [],
    }
    return render(request, "beheercommissie/agendapunt.html", context)


def _klad(wie, agendapunt):
    """What this member was writing on the item."""
    return (
        Aantekening.objects.filter(agendapunt=agendapunt, gebruiker=wie.gebruiker)
        .values(*Aantekening.TEKSTEN, *Aantekening.KORT)
        .first()
        or {}
    )


def _stemform(wie, agendapunt, stem=None, **kwargs):
    """The form of a vote; who voted before sees that vote, and nobody sees a choice that is not their own."""
    initial = _klad(wie, agendapunt) | ({"optie": stem.optie} if stem else {})
    return StemForm(initial=initial, traject=agendapunt.traject, **kwargs)


def _teksten_bewaren(request, agendapunt, form):
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
    form = BelangForm(
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


def _eis_open(wie, agendapunt):
    """Refuse (403) what lies behind the gate while it is closed."""
    if redenen := dossierbelemmeringen(wie, agendapunt):
        raise PermissionDenied(" ".join(redenen))


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt)
@require_safe
def agendapunt_rapport(request, agendapunt):
    """What the committee reads, with the advice, as it was frozen in the pack."""
    _eis_open(request.lidmaatschap, agendapunt)
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
    _eis_open(request.lidmaatschap, agendapunt)
    naam = f"{agendapunt.traject.nummer}-dossier-{agendapunt.vergadering.datum:%Y-%m-%d}.pdf"
    return FileResponse(
        verslag_pdf(agendapunt.dossier), as_attachment=True, filename=naam, content_type="application/pdf"
    )


def _te_laat(request, agendapunt, redenen):
    """Back to the item, where the decision is by now."""
    for reden in redenen:
        messages.error(request, reden)
    return redirect(agendapunt)


@mag(Handeling.STEMMEN, Agendapunt)
@require_POST
def stemmen(request, agendapunt):
    _eis_open(request.lidmaatschap, agendapunt)
    if belemmeringen := agendapuntbelemmeringen(agendapunt):
        return _te_laat(request, agendapunt, belemmeringen)
    alleen_bewaren = "bewaren" in request.POST
    form = _stemform(request.lidmaatschap, agendapunt, data=request.POST, alleen_bewaren=alleen_bewaren)
    if _teksten_bewaren(request, agendapunt, form) and (
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
    _eis_open(wie, agendapunt)
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


@mag(Handeling.STEMMEN, Voorwaardeklad)
@require_POST
def voorwaarde_bewaren(request, klad):
    """Saves what a member is writing of a condition, for nobody else to read."""
    _eis_open(request.lidmaatschap, klad.agendapunt)
    return schrijven.antwoord(
        request,
        klad,
        Voorwaardeklad.TEKSTEN,
        aantekeningbelemmeringen,
        let_op=gevonden,
        kort=Voorwaardeklad.KEUZES,
        form=partial(VoorwaardeForm, klad=klad),
    )


def _kladden(wie, agendapunt):
    kladden = Voorwaardeklad.objects.zichtbaar_voor(wie).filter(agendapunt=agendapunt)
    return kladden.select_related("agendapunt__traject")


def _alles_bewaren(request, agendapunt, form, rijen):
    """Keep the texts of the decision and each condition. True when all are in order."""
    goed = [_teksten_bewaren(request, agendapunt, form)]
    for rij in rijen:
        rij.is_valid()
        teksten, keuzes = Voorwaardeklad.TEKSTEN, Voorwaardeklad.KEUZES
        goed.append(schrijven.formulier_bewaren(request, rij.klad, rij, teksten, aantekeningbelemmeringen, kort=keuzes))
    return all(goed)


def _kladden_bijwerken(request, agendapunt):
    """One condition more, one less, or those that hold now to begin from."""
    eigen = {"agendapunt": agendapunt, "gebruiker": request.lidmaatschap.gebruiker}
    if "erbij" in request.POST:
        Voorwaardeklad.objects.create(**eigen)
    elif "weg" in request.POST:
        Voorwaardeklad.objects.filter(pk=rijnummer(request.POST["weg"]), **eigen).delete()
    elif "overnemen" in request.POST and (voorbehoud := Voorbehoud.objects.van(agendapunt.traject)):
        Voorwaardeklad.objects.bulk_create(
            Voorwaardeklad(**eigen, wat=een.wat, kijker=een.kijker, hoe=een.hoe) for een in voorbehoud.voorwaarden.all()
        )


def _opgesteld(wie, agendapunt, form, voorwaarden):
    """The decision that this form makes, or None with the reasons why not in the form."""
    try:
        return handelingen.opstellen(wie, agendapunt, voorwaardenlijst=voorwaarden, **form.cleaned_data)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            form.add_error(None, reden)
        return None


@mag(Handeling.BESLUITEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def besluiten(request, agendapunt):
    """The chair reads the result of the votes, sees the decision as it will be read, and records it."""
    wie = request.lidmaatschap
    _eis_open(wie, agendapunt)
    if belemmeringen := agendapuntbelemmeringen(agendapunt):
        return _te_laat(request, agendapunt, belemmeringen)
    dicht = uitslagbelemmeringen(wie, agendapunt)
    aantallen = {} if dicht else stemmen_per_optie(agendapunt)
    alleen_bewaren = bool({"bewaren", "erbij", "overnemen", "weg"} & request.POST.keys())
    gepost = request.POST if request.method == "POST" else None
    form = BesluitForm(
        gepost,
        initial=_klad(wie, agendapunt)
        | {"antwoord_tot_en_met": einddatum(agendapunt.traject.kaderversie, "navraag", timezone.localdate())}
        | {naam: request.GET[naam] for naam in GEKOZEN if naam in request.GET}
        | {"normen": request.GET.getlist("normen")},
        agendapunt=agendapunt,
        meeste_stemmen=meeste_stemmen(aantallen),
        alleen_bewaren=alleen_bewaren,
    )
    # What was written for another decision waits.
    met_voorwaarden = any(stelt_voorwaarden(agendapunt.traject, optie) for optie in form.opties)
    rijen = [VoorwaardeForm(gepost, klad=klad) for klad in _kladden(wie, agendapunt)] if met_voorwaarden else []
    if form.is_bound and _alles_bewaren(request, agendapunt, form, rijen):
        voorwaarden = [
            Voorwaarde(nummer=nummer, **rij.cleaned_data)
            for nummer, rij in enumerate((rij for rij in rijen if not rij.is_leeg), 1)
        ]
        if alleen_bewaren:
            _kladden_bijwerken(request, agendapunt)
            gekozen = urlencode({"optie": request.POST.get("optie", "")})
            return redirect(f"{request.path}?{gekozen}#voorwaarden")
        if "vastleggen" not in request.POST:
            if besluit := _opgesteld(wie, agendapunt, form, voorwaarden):
                gekozen = {naam: form.data.getlist(naam) for naam in (*GEKOZEN, "normen") if naam in form.fields}
                context = {
                    "agendapunt": agendapunt,
                    "traject": agendapunt.traject,
                    "besluit": besluit,
                    "forms": [form, *rijen],
                    "pas_aan": f"{request.path}?{urlencode(gekozen, doseq=True)}",
                }
                return render(request, "beheercommissie/besluit_nalezen.html", context)
        elif uitvoeren(
            request,
            handelingen.besluiten,
            agendapunt,
            gelukt="Het besluit is vastgelegd.",
            form=form,
            voorwaardenlijst=voorwaarden,
            **form.cleaned_data,
        ):
            return redirect(agendapunt)
    leden = deelnemers(agendapunt)
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "form": form,
        "rijen": rijen,
        "met_voorwaarden": met_voorwaarden,
        "kan_overnemen": met_voorwaarden and not rijen and Voorbehoud.objects.van(agendapunt.traject) is not None,
        "advies": agendapunt.dossier.get("advies"),
        "open": vergaderdagbelemmeringen(agendapunt)
        + (dicht or quorumbelemmeringen(agendapunt, aantallen) + onthoudingsbelemmeringen(aantallen)),
        "uitslag": [] if dicht else uitslag_in_woorden(agendapunt.traject, aantallen),
        "telling": telling(leden),
    }
    return render(request, "beheercommissie/besluiten.html", context)
