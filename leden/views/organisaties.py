from django.shortcuts import redirect, render
from django.utils import timezone

from huisstijl.bladeren import bladzijde_van, gesorteerd
from leden import gemeenten
from leden.bevoegdheden import Handeling
from leden.bevoegdheden.organisaties import afmeldbelemmeringen
from leden.bewaken import mag
from leden.forms.organisaties import (
    SORTERINGEN,
    AfmeldForm,
    EigenOrganisatieForm,
    Organisatiefilter,
    OrganisatieForm,
    ToelaatForm,
)
from leden.handelingen import organisaties as handelingen
from leden.models import Organisatie, met_gevonden_namen
from leden.uitvoeren import uitvoeren


def gefilterd(request):
    """The search form of the request, and the organisations it finds in the order that was asked for."""
    filterform = Organisatiefilter(request.GET)
    organisaties = filterform.toepassen(Organisatie.objects.zichtbaar_voor(request.lidmaatschap))
    return filterform, gesorteerd(request, organisaties.order_by(*SORTERINGEN["naam"]), SORTERINGEN)


def met_namen(organisaties, filterform):
    """The organisations that were searched for, with the other names and mergers by which they were found."""
    gezocht = filterform.cleaned_data.get("q")
    return met_gevonden_namen(organisaties, gezocht) if gezocht else organisaties


@mag(Handeling.ORGANISATIES_LEZEN)
def organisaties(request):
    """All organisations, for the bureau."""
    filterform, rijen = gefilterd(request)
    rijen = rijen.select_related("samenvoeging__opgegaan_in")
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, met_namen(rijen, filterform)),
        "vandaag": timezone.localdate(),
        "opgegane_gemeenten": gemeenten.opgegaan_met(gezocht) if (gezocht := filterform.cleaned_data["q"]) else [],
    }
    return render(request, "leden/organisaties.html", context)


@mag(Handeling.ORGANISATIE_TOELATEN)
def organisatie_toelaten(request):
    form = ToelaatForm(request.POST or None)
    if form.is_valid():
        naam = form.cleaned_data["naam"]
        gelukt = f"{naam} is toegelaten. Nodig nu de eerste beheerder uit."
        if uitvoeren(request, handelingen.organisatie_toelaten, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect(Organisatie.objects.zichtbaar_voor(request.lidmaatschap).filter(naam=naam).first())
    return render(request, "leden/organisatie_toelaten.html", {"form": form})


@mag(Handeling.ORGANISATIE_WIJZIGEN, Organisatie)
def organisatie_wijzigen(request, organisatie):
    form = OrganisatieForm(request.POST or None, instance=organisatie)
    if form.is_valid():
        gelukt = f"De gegevens van {organisatie.naam} zijn bewaard."
        if uitvoeren(
            request, handelingen.organisatie_wijzigen, organisatie, form=form, gelukt=gelukt, **form.cleaned_data
        ):
            return redirect(organisatie)
        form.opnieuw()
    return render(request, "leden/organisatie_wijzigen.html", {"form": form, "organisatie": organisatie})


@mag(Handeling.EIGEN_ORGANISATIE_WIJZIGEN)
def eigen_organisatie_wijzigen(request):
    """The beheerder keeps the address, the size and the contact person of the own organisation."""
    form = EigenOrganisatieForm(request.POST or None, instance=request.lidmaatschap.organisatie)
    if form.is_valid():
        gelukt = "De gegevens van uw organisatie zijn bewaard."
        if uitvoeren(request, handelingen.eigen_organisatie_wijzigen, form=form, gelukt=gelukt, **form.cleaned_data):
            return redirect("eigen_organisatie")
        form.opnieuw()
    return render(request, "leden/eigen_organisatie_wijzigen.html", {"form": form})


@mag(Handeling.LID_AFMELDEN, Organisatie)
def lid_afmelden(request, organisatie):
    form = AfmeldForm(request.POST or None)
    belemmeringen = afmeldbelemmeringen(request.lidmaatschap, organisatie)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.lid_afmelden,
        organisatie,
        form=form,
        gelukt=f"{organisatie.naam} is afgemeld als lid.",
        **form.cleaned_data,
    ):
        return redirect(organisatie)
    context = {"form": form, "organisatie": organisatie, "belemmeringen": belemmeringen}
    return render(request, "leden/lid_afmelden.html", context)
