"""The register of interests: the own interests, and the list for who looks after others."""

from django.core.exceptions import PermissionDenied
from django.db.models import F, Prefetch
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from huisstijl.velden import rijnummer
from kwaliteitslabel.belangen import handelingen
from leden.bevoegdheden import GEBEURD, Handeling, heeft_rol
from leden.bevoegdheden.belangen import (
    eigen_belangbelemmeringen,
    eindbelemmeringen,
    moet_bevestigen,
    registerbelemmeringen,
)
from leden.bewaken import mag
from leden.forms.belangen import (
    BeeindigForm,
    BelangForm,
    CorrectieForm,
    OngedaanForm,
    OrganisatiezoekForm,
    Registerfilter,
)
from leden.handelingen.belangen import belang_beeindigen as beeindigen
from leden.handelingen.belangen import belang_ongedaan_maken as ongedaan_maken
from leden.handelingen.belangen import belangen_bevestigen as bevestigen
from leden.lijsten import lijst_of_vraag
from leden.models import Belang, Belangenbevestiging, Gebeurtenis, Lidmaatschap, Organisatie, mensen_in_register
from leden.uitvoeren import uitvoeren

# Of (person, interest or None).
KOLOMMEN = [
    Kolom("Naam", lambda rij: rij[0].naam),
    Kolom(
        "Rollen", lambda rij: ", ".join(f"{rol.get_rol_display()} bij {rol.organisatie.naam}" for rol in rij[0].rollen)
    ),
    Kolom("Organisatie", lambda rij: rij[1] and rij[1].organisatie.naam),
    Kolom("Soort belang", lambda rij: rij[1] and rij[1].get_soort_display()),
    Kolom("Vanaf", lambda rij: rij[1] and rij[1].van),
    Kolom("Tot en met", lambda rij: rij[1] and rij[1].tot),
    Kolom("Bevestigd op", lambda rij: rij[0].bevestigd_op),
]
SORTERINGEN = {"naam": ("naam", "pk"), "bevestigd": ("bevestigd_op", "naam", "pk")}


@mag(Handeling.BELANGEN_BEVESTIGEN)
@require_safe
def belangen(request):
    """The own interests, what was changed in them, and the yearly question whether they are right."""
    gebruiker = request.lidmaatschap.gebruiker
    eigen = list(Belang.objects.filter(gebruiker=gebruiker).select_related("organisatie"))
    context = {
        "belangen": [een for een in eigen if not een.vervallen_op],
        "bevestiging": Belangenbevestiging.objects.filter(gebruiker=gebruiker, bevestigd_op__isnull=False).first(),
        "moet_bevestigen": moet_bevestigen(gebruiker),
        "regels": _regels(eigen),
    }
    return render(request, "kwaliteitslabel/belangen/belangen.html", context)


def _regels(belangen):
    """What the log says about these interests, newest first, each with the words for the act."""
    rijen = Gebeurtenis.objects.filter(onderwerp__in=[een.onderwerp for een in belangen]).order_by("-volgnummer")
    return [(rij, GEBEURD[rij.handeling]) for rij in rijen]


@mag(Handeling.BELANGEN_BEVESTIGEN)
@require_POST
def belangen_bevestigen(request):
    uitvoeren(request, bevestigen, gelukt="Dank u. Over een jaar vragen wij het opnieuw.")
    return redirect("belangen")


def _gekozen_organisatie(request, anders=None):
    """The organisation of the address (?organisatie=), which the step before put there."""
    pk = rijnummer(request.GET.get("organisatie", ""))
    if pk is None:
        return anders
    return get_object_or_404(Organisatie.objects.filter(soort__in=("lid", "certificeerder")), pk=pk)


@mag(Handeling.BELANG_TOEVOEGEN)
def belang_toevoegen(request):
    """First the organisation, by typing; then the interest."""
    organisatie = _gekozen_organisatie(request)
    form = organisatie and BelangForm(request.POST or None)
    if form and form.is_valid():
        gelukt = "Het belang staat in het register."
        gegevens = {"organisatie": organisatie, **form.cleaned_data}
        if uitvoeren(request, handelingen.belang_toevoegen, gelukt=gelukt, form=form, **gegevens):
            return redirect("belangen")
    zoeker = OrganisatiezoekForm(request.GET)
    context = {"organisatie": organisatie, "form": form, "zoeker": zoeker, "gevonden": zoeker.gevonden()}
    return render(request, "kwaliteitslabel/belangen/toevoegen.html", context)


def _eis_eigen(request, belang, handeling, verder=()):
    if redenen := eigen_belangbelemmeringen(request.lidmaatschap, belang, handeling) or verder:
        raise PermissionDenied(*redenen)


@mag(Handeling.BELANG_BEEINDIGEN, Belang)
def belang_beeindigen(request, belang):
    """The last day of an interest."""
    _eis_eigen(request, belang, Handeling.BELANG_BEEINDIGEN, eindbelemmeringen(belang))
    form = BeeindigForm(request.POST or None)
    gelukt = "Het belang heeft een laatste dag."
    if form.is_valid() and uitvoeren(request, beeindigen, belang, form.cleaned_data["tot"], form=form, gelukt=gelukt):
        return redirect("belangen")
    return render(request, "kwaliteitslabel/belangen/beeindigen.html", {"belang": belang, "form": form})


@mag(Handeling.BELANG_CORRIGEREN, Belang)
def belang_corrigeren(request, belang):
    """Set right what was written wrong, another organisation too; the log keeps what was."""
    _eis_eigen(request, belang, Handeling.BELANG_CORRIGEREN)
    organisatie = _gekozen_organisatie(request, belang.organisatie)
    nu = {veld: getattr(belang, veld) for veld in ("soort", "van", "tot", "toelichting")}
    form = CorrectieForm(request.POST or None, initial=nu)
    if form.is_valid():
        gegevens = {"organisatie": organisatie, **form.cleaned_data}
        gelukt = "Het belang is gecorrigeerd. Wat er stond, blijft in het logboek."
        if uitvoeren(request, handelingen.belang_corrigeren, belang, gelukt=gelukt, form=form, **gegevens):
            return redirect("belangen")
    zoeker = OrganisatiezoekForm(request.GET)
    context = {"belang": belang, "organisatie": organisatie, "form": form, "zoeker": zoeker}
    return render(request, "kwaliteitslabel/belangen/corrigeren.html", context | {"gevonden": zoeker.gevonden()})


@mag(Handeling.BELANG_ONGEDAAN_MAKEN, Belang)
@require_http_methods(["GET", "HEAD", "POST"])
def belang_ongedaan_maken(request, belang):
    """The secretary takes an interest of a member out of the register, with a reason."""
    form = OngedaanForm(request.POST if request.method == "POST" else None)
    gelukt = f"Dit belang van {belang.gebruiker.naam} telt niet meer. Wat er stond, blijft in het logboek."
    if form.is_valid() and uitvoeren(
        request, ongedaan_maken, belang, form.cleaned_data["reden"], form=form, gelukt=gelukt
    ):
        return redirect("belangenregister")
    belemmeringen = registerbelemmeringen(request.lidmaatschap, belang)
    context = {"belang": belang, "form": form, "belemmeringen": [] if form.errors else belemmeringen}
    return render(request, "kwaliteitslabel/belangen/ongedaan_maken.html", context)


def _mensen_met_belangen(request):
    """The search form of the request, and the people it finds with their roles and interests."""
    filterform = Registerfilter(request.GET)
    mensen = filterform.toepassen(mensen_in_register(request.lidmaatschap))
    mensen = mensen.annotate(bevestigd_op=F("belangenbevestiging__bevestigd_op")).order_by("naam", "pk")
    return filterform, gesorteerd(request, mensen, SORTERINGEN).prefetch_related(
        Prefetch("belangen", Belang.objects.die_gelden().select_related("organisatie"), to_attr="in_register"),
        Prefetch("lidmaatschappen", Lidmaatschap.objects.geldig().select_related("organisatie"), to_attr="rollen"),
    )


@mag(Handeling.BELANGEN_DOWNLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def belangen_export(request):
    """The register as it is filtered: a row per interest, and one for each person who has none."""
    _, mensen = _mensen_met_belangen(request)
    return lijst_of_vraag(
        request,
        Handeling.BELANGEN_DOWNLOADEN,
        "belangenregister",
        titel="Belangenregister",
        kolommen=KOLOMMEN,
        rijen=((mens, een) for mens in mensen.iterator(chunk_size=500) for een in mens.in_register or [None]),
        aantal=mensen.count(),
        sjabloon="kwaliteitslabel/belangen/downloaden.html",
    )


@mag(Handeling.BELANGEN_LEZEN)
@require_safe
def belangenregister(request):
    """The people one looks after, with their interests and when they confirmed them."""
    filterform, mensen = _mensen_met_belangen(request)
    bladzijde = bladzijde_van(request, mensen)
    klopt = set(
        Belangenbevestiging.objects.geldig().filter(gebruiker__in=list(bladzijde)).values_list("gebruiker", flat=True)
    )
    rijen = [(mens, mens.pk in klopt) for mens in bladzijde]
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde,
        "rijen": rijen,
        "maakt_ongedaan": heeft_rol(request.lidmaatschap, Handeling.BELANG_ONGEDAAN_MAKEN),
    }
    return render(request, "kwaliteitslabel/belangen/register.html", context)
