from django.db.models import Count
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bevoegdheden.certificeerders import soortverwijderbelemmeringen, toelatingtoevoegbelemmeringen
from leden.bewaken import mag
from leden.forms.certificeerders import (
    SORTERINGEN,
    Bekwaamhedenfilter,
    BekwaamheidForm,
    SoortForm,
    SoortWijzigForm,
    ToelatingForm,
)
from leden.handelingen import certificeerders as handelingen
from leden.lijsten import lijst_of_vraag
from leden.models import (
    Bekwaamheid,
    Bekwaamheidssoort,
    Gebruiker,
    Organisatie,
    Rol,
    Toelating,
    beoordelaars,
    zonder_soort,
    zonder_vereiste,
)
from leden.uitvoeren import uitvoeren

BEKWAAMHEIDKOLOMMEN = [
    Kolom("Wie", lambda bekwaamheid: bekwaamheid.gebruiker.naam),
    Kolom("Soort", lambda bekwaamheid: bekwaamheid.soort),
    Kolom("Omschrijving", lambda bekwaamheid: bekwaamheid.omschrijving),
    Kolom("Vanaf", lambda bekwaamheid: bekwaamheid.van),
    Kolom("Geldig tot en met", lambda bekwaamheid: bekwaamheid.geldig_tot),
    Kolom("Geldt nu", lambda bekwaamheid: bekwaamheid.is_geldig),
]


@mag(Handeling.TOELATINGEN_BIJHOUDEN, Organisatie)
def toelating_toevoegen(request, organisatie):
    form = ToelatingForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.toelating_toevoegen,
        organisatie,
        form=form,
        gelukt="De toelating is vastgelegd.",
        **form.cleaned_data,
    ):
        return redirect(organisatie)
    context = {
        "form": form,
        "organisatie": organisatie,
        "belemmeringen": toelatingtoevoegbelemmeringen(request.lidmaatschap, organisatie),
    }
    return render(request, "leden/toelating.html", context)


@mag(Handeling.TOELATINGEN_BIJHOUDEN, Toelating)
def toelating_wijzigen(request, toelating):
    form = ToelatingForm(request.POST or None, instance=toelating)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.toelating_wijzigen,
        toelating,
        form=form,
        gelukt="De toelating is gewijzigd.",
        **form.cleaned_data,
    ):
        return redirect(toelating.organisatie)
    context = {"form": form, "organisatie": toelating.organisatie, "belemmeringen": []}
    return render(request, "leden/toelating.html", context)


def gevonden_bekwaamheden(request):
    """The search form of the request, and the qualifications it finds."""
    filterform = Bekwaamhedenfilter(request.GET)
    alle = Bekwaamheid.objects.zichtbaar_voor(request.lidmaatschap).select_related("gebruiker", "soort")
    return filterform, gesorteerd(request, filterform.toepassen(alle), SORTERINGEN)


@mag(Handeling.BEKWAAMHEDEN_LEZEN)
def bekwaamheden(request):
    """The qualifications of who assesses and checks: of the own certifier, or of all for the bureau."""
    wie = request.lidmaatschap
    filterform, rijen = gevonden_bekwaamheden(request)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, rijen),
        "missend": _missend(wie),
        "mag_bijhouden": heeft_rol(wie, Handeling.BEKWAAMHEDEN_BIJHOUDEN),
    }
    return render(request, "leden/bekwaamheden.html", context)


def _beoordelaars(wie):
    return beoordelaars(None if wie.rol == Rol.LABELBEHEERDER else wie.organisatie_id)


def _missend(wie):
    """Who cannot be in a team today, with the kinds that are missing."""
    mensen = Gebruiker.objects.filter(pk__in=_beoordelaars(wie).values("gebruiker")).in_bulk()
    mist = zonder_vereiste(list(mensen))
    return sorted(((mensen[pk], soorten) for pk, soorten in mist.items()), key=lambda paar: paar[0].naam)


@mag(Handeling.BEKWAAMHEDEN_BIJHOUDEN)
def bekwaamheid_toevoegen(request):
    form = BekwaamheidForm(request.POST or None, wie=request.lidmaatschap)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.bekwaamheid_toevoegen,
        form=form,
        gelukt="De bekwaamheid is toegevoegd.",
        **form.cleaned_data,
    ):
        return redirect("bekwaamheden")
    return render(request, "leden/bekwaamheid.html", {"form": form, "bekwaamheid": None})


@mag(Handeling.BEKWAAMHEDEN_BIJHOUDEN, Bekwaamheid)
def bekwaamheid_wijzigen(request, bekwaamheid):
    form = BekwaamheidForm(request.POST or None, instance=bekwaamheid, wie=request.lidmaatschap)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.bekwaamheid_wijzigen,
        bekwaamheid,
        form=form,
        gelukt="De bekwaamheid is gewijzigd.",
        **form.cleaned_data,
    ):
        return redirect("bekwaamheden")
    return render(request, "leden/bekwaamheid.html", {"form": form, "bekwaamheid": bekwaamheid})


@mag(Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN)
@require_safe
def soorten(request):
    """The kinds of qualifications; there are few."""
    rijen = Bekwaamheidssoort.objects.annotate(aantal=Count("bekwaamheden")).order_by("volgorde", "naam")
    return render(request, "leden/bekwaamheidssoorten.html", {"soorten": rijen})


@mag(Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN)
def soort_toevoegen(request):
    form = SoortForm(request.POST or None)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.soort_toevoegen,
        form=form,
        gelukt=f"{form.cleaned_data['naam']} is toegevoegd. Beheerders kunnen dit nu vastleggen.",
        **form.cleaned_data,
    ):
        return redirect("bekwaamheidssoorten")
    return render(request, "leden/bekwaamheidssoort.html", {"form": form, "soort": None})


@mag(Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN, Bekwaamheidssoort)
def soort_wijzigen(request, soort):
    """Name and standing of a kind, with how many people a team would miss."""
    form = SoortWijzigForm(
        request.POST or None,
        initial={"naam": soort.naam, "uitleg": soort.uitleg, "stand": soort.stand},
        soort=soort,
        zonder=zonder_soort(soort).count(),
        allen=beoordelaars().values("gebruiker").distinct().count(),
    )
    if form.is_valid() and uitvoeren(
        request, handelingen.soort_wijzigen, soort, form=form, gelukt="De soort is gewijzigd.", **form.cleaned_data
    ):
        return redirect("bekwaamheidssoorten")
    context = {
        "form": form,
        "soort": soort,
        "blijft": soortverwijderbelemmeringen(request.lidmaatschap, soort),
    }
    return render(request, "leden/bekwaamheidssoort.html", context)


@mag(Handeling.BEKWAAMHEIDSSOORTEN_BIJHOUDEN, Bekwaamheidssoort)
@require_POST
def soort_verwijderen(request, soort):
    uitvoeren(request, handelingen.soort_verwijderen, soort, gelukt=f"{soort.naam} is verwijderd.")
    return redirect("bekwaamheidssoorten")


@mag(Handeling.BEKWAAMHEDEN_DOWNLOADEN)
@require_http_methods(["GET", "HEAD", "POST"])
def bekwaamheden_export(request):
    """The qualifications as they are filtered: of the own certifier, or of all for the bureau."""
    _, gevonden = gevonden_bekwaamheden(request)
    return lijst_of_vraag(
        request,
        Handeling.BEKWAAMHEDEN_DOWNLOADEN,
        "bekwaamheden",
        titel="Bekwaamheden",
        kolommen=BEKWAAMHEIDKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/bekwaamheden_downloaden.html",
    )
