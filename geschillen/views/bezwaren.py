"""Objections: made behind a decision or entered from a letter, and what is done with one until the committee decides again."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from beheercommissie.models import Besluit
from geschillen.bevoegdheden import bezwaren as bevoegdheden
from geschillen.forms import bezwaren as forms
from geschillen.handelingen import bezwaren as acts
from geschillen.models import Bezwaar, Bezwaarklad, Bezwaarstuk
from geschillen.uitsluiting import redenen_geen_advies, uitsluitingen
from huisstijl.opslag import download_van
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.models import Rol
from leden.uitvoeren import uitvoeren
from trajecten import kladden
from trajecten.ontvangers import met_rol

ACHTER_HET_BESLUIT = {
    Handeling.BEZWAAR_MAKEN: (
        forms.BezwaarForm,
        acts.bezwaar_maken,
        "geschillen/bezwaar_maken.html",
        "Uw bezwaar is binnen. Hier ziet u wat ermee gebeurt.",
    ),
    Handeling.BEZWAAR_INSCHRIJVEN: (
        forms.BriefForm,
        acts.bezwaar_inschrijven,
        "geschillen/bezwaar_inschrijven.html",
        "Het bezwaar staat erin. De organisatie krijgt een ontvangstbevestiging. Voeg nu de brief toe.",
    ),
}


def _klad(request, besluit, handeling, *velden):
    sleutel = {"besluit": besluit, "gebruiker": request.lidmaatschap.gebruiker, "handeling": handeling}
    return kladden.Klad(Bezwaarklad, sleutel, dict.fromkeys(velden, ""))


def _achter_het_besluit(handeling):
    """The page on which an objection comes in."""
    formklasse, act, sjabloon, gelukt = ACHTER_HET_BESLUIT[handeling]

    @mag(handeling, Besluit)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def pagina(request, besluit):
        def doe(form):
            if not uitvoeren(request, act, besluit, form=form, gelukt=gelukt, **form.velden()):
                return None
            bezwaar = Bezwaar.objects.filter(besluit=besluit).latest("pk")
            return redirect("bezwaar_aanvullen", bezwaar.pk) if bezwaar.is_per_brief else redirect(bezwaar)

        def waarom_niet(wie):
            return bevoegdheden.bezwaarbelemmeringen(wie, besluit, handeling)

        velden = ("tekst",) if formklasse is forms.BezwaarForm and besluit.kan_bezwaar else ("tekst", "waarom_laat")
        klad = _klad(request, besluit, handeling, *velden)
        antwoord, form = kladden.behandelen(request, klad, waarom_niet, partial(formklasse, besluit=besluit), doe)
        context = {
            "besluit": besluit,
            "traject": besluit.agendapunt.traject,
            "form": form,
            "belemmeringen": waarom_niet(request.lidmaatschap),
        }
        return antwoord or render(request, sjabloon, context)

    return pagina


bezwaar_maken = _achter_het_besluit(Handeling.BEZWAAR_MAKEN)
bezwaar_inschrijven = _achter_het_besluit(Handeling.BEZWAAR_INSCHRIJVEN)


@mag(Handeling.BEZWAAR_LEZEN, Bezwaar)
@never_cache
@require_safe
def bezwaar(request, bezwaar):
    """One objection with all that goes with it, and what this person can do."""
    wie = request.lidmaatschap
    besluit = bezwaar.besluit
    context = {
        "bezwaar": bezwaar,
        "besluit": besluit,
        "traject": besluit.agendapunt.traject,
        "adviseurs": bezwaar.adviseurs.select_related("gebruiker"),
        "stukken": bezwaar.stukken.select_related("toegevoegd_door"),
        "daden": [
            (handeling, knop)
            for handeling, knop in DADEN.items()
            if heeft_rol(wie, handeling) and not bevoegdheden.daadbelemmeringen(wie, bezwaar, handeling)
        ],
    }
    return render(request, "geschillen/bezwaar.html", context)


@mag(Handeling.BEZWAAR_AANVULLEN, Bezwaar)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar_aanvullen(request, bezwaar):
    """Add a file."""
    form = forms.BezwaarstukForm(request.POST or None, request.FILES or None)
    gelukt = "Het stuk is toegevoegd."
    if form.is_valid() and uitvoeren(
        request, acts.bezwaarstuk_toevoegen, bezwaar, form=form, gelukt=gelukt, **form.cleaned_data
    ):
        return redirect(bezwaar)
    return _met_form(request, bezwaar, Handeling.BEZWAAR_AANVULLEN, form, "geschillen/bezwaar_aanvullen.html")


@mag(Handeling.BEZWAAR_TOEWIJZEN, Bezwaar)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar_toewijzen(request, bezwaar):
    """Who can advise, and who cannot with each reason."""
    redenen = uitsluitingen(bezwaar.besluit)
    gevraagd = [een.gebruiker for een in bezwaar.adviseurs.select_related("gebruiker")]
    mensen = {lid.gebruiker: redenen_geen_advies(lid.gebruiker, redenen) for lid in met_rol(Rol.KLACHTBEHANDELAAR)}
    kan = [een.pk for een, waarom_niet in mensen.items() if not waarom_niet and een not in gevraagd]
    form = forms.ToewijsForm(request.POST or None, mensen=kan)
    gelukt = "De vraag om advies is verstuurd."
    if form.is_valid() and uitvoeren(
        request, acts.bezwaar_toewijzen, bezwaar, form.cleaned_data["gebruiker"], form=form, gelukt=gelukt
    ):
        return redirect(bezwaar)
    kan_niet = {een: waarom_niet for een, waarom_niet in mensen.items() if waarom_niet}
    sjabloon = "geschillen/bezwaar_toewijzen.html"
    extra = {"kan": kan, "kan_niet": kan_niet, "gevraagd": gevraagd}
    return _met_form(request, bezwaar, Handeling.BEZWAAR_TOEWIJZEN, form, sjabloon, **extra)


@mag(Handeling.BEZWAAR_HOREN, Bezwaar)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar_horen(request, bezwaar):
    """Arrange the hearing, or another moment for it."""
    form = forms.HoorForm(request.POST or None)
    gelukt = "De uitnodiging is verstuurd, met een bestand voor de agenda."
    if form.is_valid():
        waar = {naam: form.cleaned_data[naam] for naam in ("plaats", "link")}
        if uitvoeren(request, acts.bezwaar_horen, bezwaar, form=form, gelukt=gelukt, **form.momenten(), **waar):
            return redirect(bezwaar)
    return _met_form(request, bezwaar, Handeling.BEZWAAR_HOREN, form, "geschillen/bezwaar_horen.html")


def _met_form(request, bezwaar, handeling, form, sjabloon, **extra):
    belemmeringen = [] if form.errors else bevoegdheden.daadbelemmeringen(request.lidmaatschap, bezwaar, handeling)
    context = {"bezwaar": bezwaar, "form": form, "belemmeringen": belemmeringen} | extra
    return render(request, sjabloon, context)


def _bevestigen(handeling, act, sjabloon, gelukt):
    """A page with one button."""

    @mag(handeling, Bezwaar)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def pagina(request, bezwaar):
        if request.method == "POST" and uitvoeren(request, act, bezwaar, gelukt=gelukt):
            return redirect(bezwaar)
        belemmeringen = bevoegdheden.daadbelemmeringen(request.lidmaatschap, bezwaar, handeling)
        return render(request, sjabloon, {"bezwaar": bezwaar, "belemmeringen": belemmeringen})

    return pagina


bezwaar_intrekken = _bevestigen(
    Handeling.BEZWAAR_INTREKKEN,
    acts.bezwaar_intrekken,
    "geschillen/bezwaar_intrekken.html",
    "Het bezwaar is ingetrokken.",
)
bezwaar_afzien = _bevestigen(
    Handeling.BEZWAAR_AFZIEN, acts.bezwaar_afzien, "geschillen/bezwaar_afzien.html", "U ziet af van een hoorzitting."
)
bezwaar_heroverwegen = _bevestigen(
    Handeling.BEZWAAR_HEROVERWEGEN,
    acts.bezwaar_heroverwegen,
    "geschillen/bezwaar_heroverwegen.html",
    "Het traject is terug bij de commissie. Zet het op de agenda van een vergadering.",
)


def _schrijven(request, bezwaar, handeling, formklasse, velden, act, sjabloon, gelukt):
    """A page with texts that save themselves until the act is done."""

    def doe(form):
        doen = partial(uitvoeren, request, act, bezwaar, form=form, gelukt=gelukt)
        return redirect(bezwaar) if doen(**form.cleaned_data) else None

    def waarom_niet(wie):
        return bevoegdheden.daadbelemmeringen(wie, bezwaar, handeling)

    klad = _klad(request, bezwaar.besluit, handeling, *velden)
    antwoord, form = kladden.behandelen(request, klad, waarom_niet, formklasse, doe)
    context = {"bezwaar": bezwaar, "form": form, "belemmeringen": waarom_niet(request.lidmaatschap)}
    return antwoord or render(request, sjabloon, context | {"verlengd_tot": acts.verlengd_tot(bezwaar)})


@mag(Handeling.BEZWAAR_VERLENGEN, Bezwaar)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar_verlengen(request, bezwaar):
    """More time, once."""
    return _schrijven(
        request,
        bezwaar,
        Handeling.BEZWAAR_VERLENGEN,
        forms.MeerTijdForm,
        ("tekst",),
        acts.bezwaar_verlengen,
        "geschillen/bezwaar_verlengen.html",
        "De termijn is verlengd. De organisatie kan de reden lezen.",
    )


@mag(Handeling.BEZWAAR_ADVISEREN, Bezwaar)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def bezwaar_adviseren(request, bezwaar):
    """Write the advice, and the report of the hearing once it has been."""
    met_verslag = bezwaar.is_gehoord and bezwaar.afgezien_op is None
    return _schrijven(
        request,
        bezwaar,
        Handeling.BEZWAAR_ADVISEREN,
        partial(forms.AdviesForm, met_verslag=met_verslag),
        ("verslag", "tekst") if met_verslag else ("tekst",),
        acts.bezwaar_adviseren,
        "geschillen/bezwaar_adviseren.html",
        "Uw advies is gegeven.",
    )


# What can be done with an objection, in this order. The act is also the name of its address.
DADEN = {
    Handeling.BEZWAAR_HOREN: "Spreek een hoorzitting af",
    Handeling.BEZWAAR_TOEWIJZEN: "Vraag iemand om advies",
    Handeling.BEZWAAR_ADVISEREN: "Schrijf uw advies",
    Handeling.BEZWAAR_HEROVERWEGEN: "Breng het terug bij de commissie",
    Handeling.BEZWAAR_AANVULLEN: "Voeg een stuk toe",
    Handeling.BEZWAAR_VERLENGEN: "Neem meer tijd",
    Handeling.BEZWAAR_AFZIEN: "Zie af van een hoorzitting",
    Handeling.BEZWAAR_INTREKKEN: "Trek het bezwaar in",
}


@mag(Handeling.BEZWAAR_LEZEN, Bezwaarstuk)
@never_cache
@require_safe
def bezwaarstuk(request, stuk):
    """Download a file."""
    return download_van(stuk.bestand, stuk.sha256, naam=stuk.bestandsnaam, mime=stuk.soort.mime)
