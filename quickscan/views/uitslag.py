"""The results of the QuickScans: on screen, on paper and as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods

from huisstijl.bladeren import bladzijde_van
from huisstijl.rekenblad import VORMEN, Kolom, als_download
from leden import gemeenten
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.handelingen.lijsten import lijst_downloaden
from leden.lijsten import lijst_zonder_vraag
from quickscan.blad import uitslag_pdf
from quickscan.forms.beheren import Scanfilter
from quickscan.groepen import omvang
from quickscan.models import QuickScan
from quickscan.uitslag import uitslag
from quickscan.views.beheren import gekozen_formulieren
from quickscan.vragen import gekozen

UITSLAGKOLOMMEN = [
    Kolom("QuickScan", lambda scan: scan.titel),
    Kolom("Geopend op", lambda scan: scan.geopend_op),
    Kolom("Gesloten op", lambda scan: scan.gesloten_op or scan.sluit_op),
]


@mag(Handeling.QUICKSCAN_UITSLAG_LEZEN)
def quickscan_uitslagen(request):
    """The scans of which this membership may read the result."""
    form, scans = gesloten_scans(request)
    context = {"filterform": form, "bladzijde": bladzijde_van(request, scans)}
    return render(request, "quickscan/uitslagen.html", context)


def gesloten_scans(request):
    """The search form of the request, and the closed scans it finds, the newest first."""
    form = Scanfilter(request.GET)
    scans = QuickScan.objects.zichtbaar_voor(request.lidmaatschap).gesloten().filter(titel__icontains=form.woorden)
    return form, scans.order_by("-geopend_op")


@mag(Handeling.QUICKSCAN_UITSLAG_LEZEN, QuickScan)
def quickscan_uitslag(request, scan):
    """The result; for the bureau already while the scan is open."""
    context = {
        "scan": scan,
        "uitslag": uitslag(scan),
        "beheert": heeft_rol(request.lidmaatschap, Handeling.QUICKSCAN_BEHEREN),
    }
    return render(request, "quickscan/uitslag.html", context)


@mag(Handeling.QUICKSCAN_UITSLAG_LEZEN, QuickScan)
def quickscan_uitslag_pdf(request, scan):
    """The result on one sheet, to print or to pass on."""
    if scan.is_concept:
        return redirect(scan)
    antwoord = HttpResponse(uitslag_pdf(uitslag(scan)), content_type="application/pdf")
    antwoord["Content-Disposition"] = f'inline; filename="{slugify(scan.titel)}.pdf"'
    return antwoord


@mag(Handeling.QUICKSCAN_UITSLAG_LEZEN, QuickScan, los=["vorm"])
def quickscan_uitslag_export(request, scan, vorm):
    """The counts as a file: one row per answer that could be chosen, with those of earlier scans in rows of their own."""
    rijen = [
        (telling.naam, een.vraag.tekst, regel.tekst, cel.aantal, cel.procent, telling.antwoorden)
        for een in uitslag(scan).vragen
        if not een.is_te_klein
        for nummer, telling in enumerate(een.tellingen)
        for regel in een.regels
        if (cel := regel.cellen[nummer])
    ]
    koppen = ("QuickScan", "Vraag", "Antwoord", "Aantal", "Procent", "Organisaties die deze vraag beantwoordden")
    kolommen = [Kolom(kop, lambda rij, nummer=nummer: rij[nummer]) for nummer, kop in enumerate(koppen)]
    return als_download(vorm, f"{slugify(scan.titel)} uitslag", kolommen, rijen)


@mag(Handeling.QUICKSCAN_EXPORTEREN, QuickScan)
@require_http_methods(["GET", "HEAD", "POST"])
def quickscan_export(request, scan):
    """Who answered what, for the bureau: the list of organisations as it is filtered, with a column per question."""
    _, formulieren = gekozen_formulieren(request, scan)
    vorm, aantal = request.POST.get("vorm"), formulieren.count()
    if vorm not in VORMEN:
        return render(request, "quickscan/downloaden.html", {"scan": scan, "aantal": aantal})
    lijst_downloaden(request.lidmaatschap, Handeling.QUICKSCAN_EXPORTEREN, scan.onderwerp, aantal=aantal, vorm=vorm)
    kolommen = [
        Kolom("Organisatie", lambda f: f.organisatie.naam if f.organisatie else ""),
        Kolom("Antwoordde", lambda f: f.ingevuld_op is not None),
        Kolom("Laatst gewijzigd", lambda f: f.gewijzigd_op),
        Kolom("Omvang", lambda f: omvang(f.fte) if f.ingevuld_op else ""),
        Kolom("Gemeente", lambda f: gemeenten.naam_van(f.gemeente) if f.gemeente else ""),
        *(Kolom(vraag.tekst, lambda f, vraag=vraag: _cel(vraag, f.antwoorden)) for vraag in scan.vragenlijst),
    ]
    return als_download(vorm, f"{slugify(scan.titel)} antwoorden", kolommen, formulieren.iterator(chunk_size=500))


def _cel(vraag, antwoorden):
    if vraag.is_open:
        return antwoorden.get(vraag.sleutel, "")
    return "; ".join(optie.tekst for optie in vraag.opties if optie.sleutel in gekozen(antwoorden, vraag.sleutel))


quickscan_uitslagen_export = lijst_zonder_vraag(
    Handeling.QUICKSCAN_UITSLAG_LEZEN, gesloten_scans, "Uitslagen van de QuickScan", UITSLAGKOLOMMEN
)
