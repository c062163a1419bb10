"""Hearing complaints: the list, one complaint, and what is done with it."""

from functools import partial

from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from geschillen import bevoegdheden
from geschillen.forms import behandelen as forms
from geschillen.handelingen import behandelen as acts
from geschillen.models import Klacht, Klachtklad, Klachtstuk
from geschillen.ontvangers import behandelaars
from huisstijl.bladeren import bladzijde_van
from huisstijl.opslag import download_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import kladden


@mag(Handeling.KLACHTEN_LEZEN)
@require_safe
def klachten(request):
    """The complaints that this person can hear or hears; what is open first, by last day."""
    rijen = Klacht.objects.zichtbaar_voor(request.lidmaatschap).op_volgorde()
    return render(request, "geschillen/klachten.html", {"bladzijde": bladzijde_van(request, rijen)})


@mag(Handeling.KLACHTEN_LEZEN, Klacht)
@never_cache
@require_safe
def klacht_behandelen(request, klacht):
    """One complaint: all of it for who hears it, for a colleague only that it is there."""
    wie = request.lidmaatschap
    if klacht.behandelaar_id != wie.gebruiker_id:
        context = {"klacht": klacht, "belemmeringen": bevoegdheden.oppakbelemmeringen(wie, klacht)}
        return render(request, "geschillen/klacht_dicht.html", context)
    dicht = bevoegdheden.behandelbelemmeringen(wie, klacht, Handeling.KLACHT_ANTWOORDEN)
    context = {
        "klacht": klacht,
        "berichten": klacht.berichten.select_related("door"),
        "stukken": klacht.stukken.all(),
        "vragen": klacht.vragen.select_related("aan", "beantwoord_door"),
        "signalen": klacht.signalen.all(),
        "daden": [] if dicht else [daad for daad in DADEN.items() if not bevoegdheden.niet_bij(klacht, daad[0])],
    }
    return render(request, "geschillen/klacht_behandelen.html", context)


@mag(Handeling.KLACHT_OPPAKKEN, Klacht)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klacht_oppakken(request, klacht):
    """Say that one is not involved, and hear it from here on."""
    form = forms.OppakForm(request.POST or None, klacht=klacht)
    if form.is_valid() and uitvoeren(
        request,
        acts.klacht_oppakken,
        klacht,
        form.cleaned_data.get("organisatie"),
        form=form,
        gelukt="U behandelt deze klacht. Wie klaagt, heeft een ontvangstbevestiging met uw naam.",
    ):
        return redirect(klacht)
    belemmeringen = [] if form.errors else bevoegdheden.oppakbelemmeringen(request.lidmaatschap, klacht)
    return render(request, "geschillen/oppakken.html", {"klacht": klacht, "form": form, "belemmeringen": belemmeringen})


@mag(Handeling.KLACHT_TERUGGEVEN, Klacht)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klacht_teruggeven(request, klacht):
    """Let another go on, with who that can be."""
    wie = request.lidmaatschap
    gelukt = "De klacht is terug. Wie haar kan behandelen, krijgt bericht."
    if request.method == "POST" and uitvoeren(request, acts.klacht_teruggeven, klacht, gelukt=gelukt):
        return redirect("klachten")
    context = {
        "klacht": klacht,
        "belemmeringen": bevoegdheden.teruggeefbelemmeringen(wie, klacht),
        "anderen": [een for een in behandelaars(klacht) if een.lid.gebruiker_id != wie.gebruiker_id],
    }
    return render(request, "geschillen/teruggeven.html", context)


def _daad(handeling, form, act, sjabloon, gelukt):
    """A page on which who hears a complaint does something with a text that saves itself."""

    @mag(handeling, Klacht)
    @never_cache
    @require_http_methods(["GET", "HEAD", "POST"])
    def pagina(request, klacht):
        def doe(ingevuld):
            doen = partial(uitvoeren, request, act, klacht, form=ingevuld, gelukt=gelukt)
            return redirect(klacht) if doen(**ingevuld.cleaned_data) else None

        def waarom_niet(wie):
            return bevoegdheden.behandelbelemmeringen(wie, klacht, handeling)

        sleutel = {"klacht": klacht, "gebruiker": request.lidmaatschap.gebruiker, "handeling": handeling}
        klad = kladden.Klad(Klachtklad, sleutel, {"tekst": ""})
        antwoord, ingevuld = kladden.behandelen(request, klad, waarom_niet, form, doe)
        if antwoord:
            return antwoord
        context = {
            "klacht": klacht,
            "form": ingevuld,
            "belemmeringen": waarom_niet(request.lidmaatschap),
            "verlengd_tot": acts.verlengd_tot(klacht),
        }
        return render(request, sjabloon, context)

    return pagina


klacht_antwoorden = _daad(
    Handeling.KLACHT_ANTWOORDEN,
    forms.BerichtForm,
    acts.klacht_antwoorden,
    "geschillen/antwoorden.html",
    "Uw bericht is verstuurd.",
)
klachtvraag_stellen = _daad(
    Handeling.KLACHTVRAAG_STELLEN,
    forms.KlachtvraagForm,
    acts.klachtvraag_stellen,
    "geschillen/vraag_stellen.html",
    "Uw vraag is verstuurd. U krijgt bericht als er een antwoord is.",
)
klacht_verlengen = _daad(
    Handeling.KLACHT_VERLENGEN,
    forms.KlachtuitstelForm,
    acts.klacht_verlengen,
    "geschillen/verlengen.html",
    "De termijn is verlengd. Wie klaagt, kan de reden lezen.",
)
klacht_doorgeven = _daad(
    Handeling.KLACHT_DOORGEVEN,
    forms.SignaalForm,
    acts.klacht_doorgeven,
    "geschillen/doorgeven.html",
    "Het bureau leest uw signaal in Mijn werk. De klacht zelf leest het niet.",
)
klacht_afronden = _daad(
    Handeling.KLACHT_AFRONDEN,
    forms.AfrondForm,
    acts.klacht_afronden,
    "geschillen/afronden.html",
    "De klacht is afgerond. Wie klaagt, kan de uitkomst lezen.",
)
# What can be done with a complaint by who hears it, in this order. The act is also the name of its address.
DADEN = {
    Handeling.KLACHT_ANTWOORDEN: "Schrijf een bericht",
    Handeling.KLACHTVRAAG_STELLEN: "Vraag het de andere kant",
    Handeling.KLACHT_AFRONDEN: "Rond de klacht af",
    Handeling.KLACHT_VERLENGEN: "Neem meer tijd",
    Handeling.KLACHT_DOORGEVEN: "Geef iets door aan het bureau",
    Handeling.KLACHT_TERUGGEVEN: "Geef de klacht terug",
}


@mag(Handeling.KLACHTEN_LEZEN, Klachtstuk)
@never_cache
@require_safe
def klachtstuk(request, stuk):
    """Download a file."""
    return download_van(stuk.bestand, stuk.sha256, naam=stuk.bestandsnaam, mime=stuk.soort.mime)
