"""Taking the decision on an item: its text, its conditions, reading it over and recording it."""

from functools import partial
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from beheercommissie import handelingen
from beheercommissie.bevoegdheden import (
    aantekeningbelemmeringen,
    agendapuntbelemmeringen,
    eigen_stem,
    keuzebelemmeringen,
    stelt_voorwaarden,
    uitslagbelemmeringen,
)
from beheercommissie.bevoegdheden.stemming import (
    geenuitkomstbelemmeringen,
    quorumbelemmeringen,
    stemmen_per_optie,
    uitkomst_van,
)
from beheercommissie.bevoegdheden.voorzitten import (
    openingsbelemmeringen,
    vergaderdagbelemmeringen,
    voorzitbelemmeringen,
)
from beheercommissie.deelname import (
    telling,
    uitslag_in_woorden,
)
from beheercommissie.forms import (
    BesluitForm,
    VoorwaardeForm,
)
from beheercommissie.handelingen import zitting
from beheercommissie.models import Agendapunt, Voorwaardeklad
from beheercommissie.quorum import quorum_van
from beheercommissie.views.agendapunt import eigen_klad, eis_open, te_laat, teksten_bewaren
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Geweigerd, Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.models import Voorbehoud, Voorwaarde
from trajecten import schrijven
from trajecten.persoonsgegevens import gevonden
from trajecten.termijnen import einddatum

# What is no text of the decision, and so is not kept with who writes it: it goes along to the page where it is read, and back.
GEKOZEN = ("optie", "vraag_aan", "antwoord_tot_en_met", "maand", "normen")


@mag(Handeling.STEMMEN, Voorwaardeklad)
@require_POST
def voorwaarde_bewaren(request, klad):
    """Saves what a member is writing of a condition, for nobody else to read."""
    eis_open(request.lidmaatschap, klad.agendapunt)
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
    goed = [teksten_bewaren(request, agendapunt, form)]
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
            Voorwaardeklad(
                **eigen,
                wat=een.wat,
                # Of before: who is not asked any more, is chosen anew.
                kijker=een.kijker if een.kijker in Voorwaarde.TE_KIEZEN else "",
                hoe=een.hoe,
            )
            for een in voorbehoud.voorwaarden.all()
        )


def _wat_gekozen_is(request, agendapunt):
    """What the form of the decision begins with: what was being written, and what was chosen before it was read over."""
    gekozen = {naam: request.GET.getlist(naam) for naam in GEKOZEN if naam in request.GET}
    return (
        eigen_klad(request.lidmaatschap, agendapunt)
        | {"antwoord_tot_en_met": einddatum(agendapunt.traject.kaderversie, "navraag", timezone.localdate())}
        | {naam: waarden[-1] for naam, waarden in gekozen.items()}
        | {"normen": request.GET.getlist("normen")}
    )


def _met_keuzes(request, form):
    """The address of this page with what was chosen."""
    gekozen = {naam: request.POST.getlist(naam) for naam in GEKOZEN if naam in form.fields}
    return f"{request.path}?{urlencode(gekozen, doseq=True)}"


@mag(Handeling.BESLUITEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def besluiten(request, agendapunt):
    """Who presides reads the result of the votes, sees the decision as it will be read, and records it."""
    wie = request.lidmaatschap
    eis_open(wie, agendapunt)
    quorum = quorum_van(agendapunt)
    if belemmeringen := voorzitbelemmeringen(wie, agendapunt, quorum):
        raise PermissionDenied(*belemmeringen)
    if belemmeringen := agendapuntbelemmeringen(agendapunt):
        return te_laat(request, agendapunt, belemmeringen)
    stem = eigen_stem(wie.gebruiker, agendapunt)
    dicht = uitslagbelemmeringen(agendapunt, stem)
    aantallen = {} if dicht else stemmen_per_optie(agendapunt, quorum)
    uitkomst = uitkomst_van(aantallen, quorum.reglement, agendapunt.traject.besluitopties)
    alleen_bewaren = bool({"bewaren", "erbij", "overnemen", "weg"} & request.POST.keys())
    gepost = request.POST if request.method == "POST" else None
    form = BesluitForm(
        gepost,
        initial=_wat_gekozen_is(request, agendapunt),
        agendapunt=agendapunt,
        uitkomst=uitkomst,
        alleen_bewaren=alleen_bewaren,
    )
    # What was written for another decision waits.
    met_voorwaarden = any(stelt_voorwaarden(agendapunt.traject, optie) for optie in form.opties)
    rijen = [VoorwaardeForm(gepost, klad=klad) for klad in _kladden(wie, agendapunt)] if met_voorwaarden else []
    if form.is_bound and _alles_bewaren(request, agendapunt, form, rijen):
        if alleen_bewaren:
            _kladden_bijwerken(request, agendapunt)
            return redirect(f"{_met_keuzes(request, form)}#voorwaarden")
        if antwoord := _lezen_of_vastleggen(request, agendapunt, form, rijen):
            return antwoord
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "form": form,
        "rijen": rijen,
        "met_voorwaarden": met_voorwaarden,
        "met_modelzinnen": any(optie.modelzinnen for optie in form.opties),
        "kan_overnemen": met_voorwaarden and not rijen and Voorbehoud.objects.van(agendapunt.traject) is not None,
        "advies": agendapunt.dossier.get("advies"),
        "stem": stem,
        "te_openen": not openingsbelemmeringen(wie, agendapunt.vergadering),
        "open": vergaderdagbelemmeringen(agendapunt)
        + (dicht or quorumbelemmeringen(quorum, aantallen) + geenuitkomstbelemmeringen(uitkomst))
        + keuzebelemmeringen(agendapunt.traject, form.opties),
        "uitslag": [] if dicht else uitslag_in_woorden(agendapunt.traject, aantallen),
        "telling": telling(quorum),
        "quorum": quorum,
    }
    return render(request, "beheercommissie/besluiten.html", context)


@mag(Handeling.UITSLAG_OPENEN, Agendapunt)
@require_POST
def uitslag_openen(request, agendapunt):
    """Who presides in the place of the chair sees the counts from now on, and votes no other way."""
    eis_open(request.lidmaatschap, agendapunt)
    if uitvoeren(request, zitting.uitslag_openen, agendapunt):
        return redirect("besluiten", agendapunt.pk)
    return redirect(agendapunt)


def _lezen_of_vastleggen(request, agendapunt, form, rijen):
    """The decision as it will be read, or what follows once it is recorded; None with the reasons why not in the form."""
    voorwaarden = [
        Voorwaarde(nummer=nummer, **rij.cleaned_data)
        for nummer, rij in enumerate((rij for rij in rijen if not rij.is_leeg), 1)
    ]
    gegevens = form.cleaned_data | {"voorwaardenlijst": voorwaarden}
    if "vastleggen" in request.POST:
        gelukt = "Het besluit is vastgelegd."
        gedaan = uitvoeren(request, handelingen.besluiten, agendapunt, form=form, gelukt=gelukt, **gegevens)
        return redirect(agendapunt) if gedaan else None
    try:
        besluit = handelingen.opstellen(request.lidmaatschap, agendapunt, **gegevens)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            form.add_error(None, reden)
        return None
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "besluit": besluit,
        "forms": [form, *rijen],
        "pas_aan": _met_keuzes(request, form),
    }
    return render(request, "beheercommissie/besluit_nalezen.html", context)
