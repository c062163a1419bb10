"""The bureau makes a QuickScan, opens it and follows who answers."""

from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from huisstijl.velden import rijnummer
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.lijsten import lijst_zonder_vraag
from leden.models import Organisatie
from leden.uitvoeren import uitvoeren
from quickscan import handelingen
from quickscan.adressen import adressen
from quickscan.bevoegdheden import herinnerbelemmeringen, openbelemmeringen, wijzigbelemmeringen
from quickscan.forms.beheren import (
    FORMULIERSORTERINGEN,
    SCANSORTERINGEN,
    Formulierenfilter,
    NieuweQuickScanForm,
    QuickScanForm,
    Scanfilter,
    VraagForm,
)
from quickscan.getallen import in_woorden, procent
from quickscan.link import pad
from quickscan.models import QuickScan

# The page of an open scan asks every 20 seconds how many have answered, for half an hour: then someone has gone away.
KEREN_VERVERSEN = 90

SCANKOLOMMEN = [
    Kolom("QuickScan", lambda scan: scan.titel),
    Kolom("Stand", lambda scan: scan.stand.label),
    Kolom("Open tot en met", lambda scan: scan.sluit_op),
    Kolom("Organisaties gevraagd", lambda scan: scan.gevraagd),
    Kolom("Antwoorden", lambda scan: scan.geantwoord),
]


@mag(Handeling.QUICKSCAN_BEHEREN)
def quickscans(request):
    """All scans, the newest first."""
    form, scans = gevonden_scans(request)
    context = {"filterform": form, "bladzijde": bladzijde_van(request, scans)}
    return render(request, "quickscan/quickscans.html", context)


def gevonden_scans(request):
    """The search form of the request, and the scans it finds with how many answered."""
    form = Scanfilter(request.GET)
    scans = (
        QuickScan.objects.zichtbaar_voor(request.lidmaatschap)
        .filter(titel__icontains=form.woorden)
        .annotate(gevraagd=Count("formulieren"), geantwoord=Count("formulieren__ingevuld_op"))
    )
    return form, gesorteerd(request, scans.order_by("-gemaakt_op", "-pk"), SCANSORTERINGEN)


@mag(Handeling.QUICKSCAN_BEHEREN)
def quickscan_maken(request):
    form = NieuweQuickScanForm(request.POST or None)
    if form.is_valid():
        gegevens = form.cleaned_data
        scan = handelingen.maken(
            request.lidmaatschap, **{naam: gegevens[naam] for naam in form.Meta.fields}, vragen=gegevens["vragen_van"]
        )
        return redirect(scan)
    return render(request, "quickscan/maken.html", {"form": form})


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan)
def quickscan(request, scan):
    """One scan: its questions before it is opened, and after that who has answered."""
    wie = request.lidmaatschap
    if scan.is_concept:
        leden = list(Organisatie.objects.leden())
        waarheen = adressen(leden)
        context = {
            "scan": scan,
            "open_punten": openbelemmeringen(wie, scan),
            "leden": len(leden),
            "zonder_adres": [lid for lid in leden if not waarheen[lid.pk]],
        }
        return render(request, "quickscan/concept.html", context)
    stand = scan.formulieren.aggregate(
        gevraagd=Count("pk"),
        geantwoord=Count("ingevuld_op"),
        zonder_adres=Count("pk", filter=Q(email="", ingevuld_op__isnull=True)),
        teruggekomen=Count("pk", filter=Q(teruggekomen_op__isnull=False, ingevuld_op__isnull=True)),
    )
    keer = rijnummer(request.GET.get("keer", "")) or 0
    context = {
        "scan": scan,
        "stand": stand,
        "procent": procent(stand["geantwoord"], stand["gevraagd"]),
        "woorden": in_woorden(stand["geantwoord"], stand["gevraagd"]),
        "volgende_keer": keer + 1 if scan.is_open and keer < KEREN_VERVERSEN else 0,
        "herinnerpunten": herinnerbelemmeringen(wie, scan),
    }
    return render(request, "quickscan/quickscan.html", context)


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan)
def quickscan_wijzigen(request, scan):
    """Title, introduction and last day, before it is opened."""
    form = QuickScanForm(request.POST or None, instance=scan)
    belemmeringen = wijzigbelemmeringen(request.lidmaatschap, scan)
    if form.is_valid() and uitvoeren(
        request, handelingen.wijzigen, scan, form=form, gelukt="De QuickScan is gewijzigd.", **form.cleaned_data
    ):
        return redirect(scan)
    context = {"scan": scan, "form": form, "belemmeringen": belemmeringen}
    return render(request, "quickscan/wijzigen.html", context)


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan)
def quickscan_vraag_toevoegen(request, scan):
    return _vraag(request, scan, None)


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan, los=["sleutel"])
def quickscan_vraag(request, scan, sleutel):
    """Change one question, or take it out."""
    vraag = next((een for een in scan.vragenlijst if een.sleutel == sleutel), None)
    if vraag is None:
        raise Http404
    return _vraag(request, scan, vraag)


def _vraag(request, scan, vraag):
    form = VraagForm(request.POST or None, scan=scan, vraag=vraag)
    rijen, gelukt = None, "De vraag is bewaard."
    if request.method == "POST" and vraag and "verwijderen" in request.POST:
        rijen = [rij for rij in scan.vragen if rij["sleutel"] != vraag.sleutel]
        gelukt = f"De vraag ‘{vraag.tekst}’ is verwijderd."
    elif form.is_valid():
        rijen = form.bewaard()
    if rijen is not None and uitvoeren(request, handelingen.wijzigen, scan, form=form, gelukt=gelukt, vragen=rijen):
        return redirect(scan)
    context = {
        "scan": scan,
        "vraag": vraag,
        "form": form,
        "belemmeringen": wijzigbelemmeringen(request.lidmaatschap, scan),
    }
    return render(request, "quickscan/vraag.html", context)


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan, los=["sleutel"])
@require_POST
def quickscan_vraag_omhoog(request, scan, sleutel):
    """One place up in the list."""
    rijen = list(scan.vragen)
    nummer = next((nummer for nummer, rij in enumerate(rijen) if rij["sleutel"] == sleutel), 0)
    if nummer:
        rijen[nummer - 1 : nummer + 1] = rijen[nummer], rijen[nummer - 1]
        uitvoeren(request, handelingen.wijzigen, scan, vragen=rijen)
    return redirect(scan)


def gekozen_formulieren(request, scan):
    """The filter of the list of organisations, and the forms it lets through."""
    form = Formulierenfilter(request.GET)
    formulieren = form.toepassen(scan.formulieren.select_related("organisatie"))
    return form, gesorteerd(request, formulieren.order_by(*FORMULIERSORTERINGEN["naam"]), FORMULIERSORTERINGEN)


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan)
def quickscan_organisaties(request, scan):
    """Who was asked, who answered, and who could not be reached by mail."""
    form, formulieren = gekozen_formulieren(request, scan)
    bladzijde = bladzijde_van(request, formulieren)
    for formulier in bladzijde:
        zelf_doorgeven = scan.is_open and not formulier.email and formulier.organisatie_id
        formulier.link = request.build_absolute_uri(pad(formulier)) if zelf_doorgeven else ""
    return render(request, "quickscan/organisaties.html", {"scan": scan, "filterform": form, "bladzijde": bladzijde})


@mag(Handeling.QUICKSCAN_BEHEREN, QuickScan)
def quickscan_teksten(request, scan):
    """What organisations wrote themselves; for the bureau only."""
    form = Scanfilter(request.GET)
    zoek = form.woorden.lower()
    vragen = [vraag for vraag in scan.vragenlijst if vraag.is_open]
    formulieren = scan.formulieren.ingevuld().select_related("organisatie").order_by("organisatie__naam", "pk")
    teksten = [
        (vraag, formulier.organisatie, formulier.antwoorden[vraag.sleutel])
        for vraag in vragen
        for formulier in formulieren
        if zoek in formulier.antwoorden.get(vraag.sleutel, "").lower() and vraag.sleutel in formulier.antwoorden
    ]
    bladzijde = bladzijde_van(request, teksten)
    return render(request, "quickscan/teksten.html", {"scan": scan, "filterform": form, "bladzijde": bladzijde})


quickscans_export = lijst_zonder_vraag(Handeling.QUICKSCAN_BEHEREN, gevonden_scans, "QuickScans", SCANKOLOMMEN)
