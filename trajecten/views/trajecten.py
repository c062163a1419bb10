from functools import partial

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom, als_download
from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag
from leden.opgave import in_woorden
from leden.uitvoeren import uitvoeren
from trajecten import handelingen, redenen
from trajecten.bevoegdheden import aanmeldbelemmeringen, handelingsbelemmeringen
from trajecten.forms.trajecten import GEEN_KADER, SORTERINGEN, AanmeldForm, RedenForm, Trajectenfilter, bruikbaar_kader
from trajecten.levensloop import BEURTEN, te_laat
from trajecten.models import Traject, gebied_van
from trajecten.standwoord import met_standwoord, per_stuk

KOLOMMEN = (
    Kolom("Nummer", lambda traject: traject.nummer),
    Kolom("Organisatie", lambda traject: traject.organisatie.naam),
    Kolom("Certificerende instelling", lambda traject: traject.certificeerder.naam),
    Kolom("Soort", lambda traject: traject.get_soort_display()),
    Kolom("Stand", lambda traject: traject.standwoord),
    Kolom("Aan zet", lambda traject: traject.wie_aan_zet),
    Kolom("Termijn", lambda traject: traject.termijn),
    Kolom("Te laat sinds", lambda traject: traject.te_laat_sinds),
)


def _gefilterd(request):
    filterform = Trajectenfilter(request.GET)
    trajecten = filterform.toepassen(
        Traject.objects.zichtbaar_voor(request.lidmaatschap).voor_lijst().met_termijn_nu(),
        request.lidmaatschap,
        BEURTEN,
    )
    return filterform, gesorteerd(request, trajecten.order_by(*SORTERINGEN["termijn"]), SORTERINGEN)


@mag(Handeling.TRAJECT_LEZEN)
def trajecten(request):
    """All trajecten that the active membership may know about."""
    filterform, rijen = _gefilterd(request)
    # First which rows are on this page, which an index tells; then all of those few. So the last page costs what the first does.
    bladzijde = bladzijde_van(request, rijen.values_list("pk", flat=True))
    gevonden = Traject.objects.voor_lijst().in_bulk(sleutels := list(bladzijde.object_list))
    bladzijde.object_list = met_standwoord(gevonden[pk] for pk in sleutels)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde,
        "te_laat": rijen.filter(te_laat()).count(),
        "mag_aanmelden": heeft_rol(request.lidmaatschap, Handeling.AANMELDEN),
        "leest_wachttijden": heeft_rol(request.lidmaatschap, Handeling.WACHTTIJDEN_LEZEN),
        "volgt_plannen": heeft_rol(request.lidmaatschap, Handeling.PLANNEN_VOLGEN),
    }
    return render(request, "trajecten/trajecten.html", context)


@mag(Handeling.TRAJECT_LEZEN)
def trajecten_export(request, vorm):
    """The same list as a file, all pages."""
    _, rijen = _gefilterd(request)
    return als_download(vorm, "Trajecten", KOLOMMEN, per_stuk(rijen.iterator(chunk_size=500)))


@mag(Handeling.AANMELDEN)
def aanmelden(request):
    """Apply for a traject."""
    kader = bruikbaar_kader(timezone.localdate())
    belemmeringen = aanmeldbelemmeringen(request.lidmaatschap)
    if kader is None:
        belemmeringen.append(GEEN_KADER)
    if belemmeringen:
        return render(request, "trajecten/aanmelden_kan_niet.html", {"belemmeringen": belemmeringen})
    form = AanmeldForm(request.POST or None, kader=kader, wie=request.lidmaatschap)
    if request.method == "POST" and form.is_valid():
        try:
            traject = handelingen.aanmelden(request.lidmaatschap, **form.keuzes())
        except Geweigerd as geweigerd:
            for reden in geweigerd.redenen:
                form.add_error(None, reden)
        else:
            return redirect(traject)
    context = {"form": form, "kader": kader, "organisatie": request.lidmaatschap.organisatie}
    return render(request, "trajecten/aanmelden.html", context)


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def traject_gebied(request, traject):
    """Which locations, municipalities and activities a traject is about; a short road is about those of its assessment."""
    context = {"traject": traject, "toets": traject.toets, "gebied": in_woorden(gebied_van(traject.toets))}
    return render(request, "trajecten/gebied.html", context)


# The side doors: acts with a reason that anyone at the traject can read afterwards.
ZIJDEUREN = {
    "intrekken": (Handeling.INTREKKEN, handelingen.intrekken, "Trek de aanmelding in", "De aanmelding is ingetrokken."),
    "staken": (Handeling.STAKEN, handelingen.staken, "Staak het traject", "Het traject is gestaakt."),
    "aanhouden": (Handeling.AANHOUDEN, handelingen.aanhouden, "Houd het traject aan", "Het traject staat stil."),
}


def _zijdeur(naam):
    handeling, act, knop, gelukt = ZIJDEUREN[naam]

    @mag(handeling, Traject)
    def zijdeur(request, traject):
        wie = request.lidmaatschap
        waarom_niet = partial(handelingsbelemmeringen, handeling=handeling)

        def doe(form):
            if uitvoeren(request, act, traject, form.cleaned_data["reden"], form=form, gelukt=gelukt):
                return redirect("traject", traject.nummer)
            return None

        antwoord, form = redenen.behandelen(request, traject, handeling, waarom_niet, RedenForm, doe)
        if antwoord:
            return antwoord
        context = {
            "traject": traject,
            "form": form,
            "knop": knop,
            "naam": naam,
            "belemmeringen": waarom_niet(wie, traject),
        }
        return render(request, "trajecten/zijdeur.html", context)

    return zijdeur


intrekken = _zijdeur("intrekken")
staken = _zijdeur("staken")
aanhouden = _zijdeur("aanhouden")
