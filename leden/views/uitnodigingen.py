"""Inviting people, and following what comes of it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom
from leden.bevoegdheden import Handeling
from leden.bevoegdheden.mensen import heeft_zittingsperiode, rollen_te_geven
from leden.bevoegdheden.opvolging import opgegaanbelemmeringen
from leden.bevoegdheden.zittingen import wacht_op
from leden.bewaken import mag
from leden.forms.uitnodigingen import SORTERINGEN, UitnodigForm, Uitnodigingenfilter
from leden.handelingen import uitnodigingen as handelingen
from leden.lijsten import lijst_of_vraag
from leden.models import Organisatie, Uitnodiging
from leden.uitvoeren import uitvoeren

UITNODIGINGKOLOMMEN = [
    Kolom("E-mailadres", lambda uitnodiging: uitnodiging.email),
    Kolom("Rollen", lambda uitnodiging: ", ".join(uitnodiging.rolnamen)),
    Kolom("Vanaf", lambda uitnodiging: uitnodiging.van),
    Kolom("Tot en met", lambda uitnodiging: uitnodiging.tot),
    Kolom("Stand", lambda uitnodiging: uitnodiging.stand.label),
    Kolom("Verstuurd op", lambda uitnodiging: uitnodiging.verstuurd_op),
    Kolom("Gevraagd door", lambda uitnodiging: uitnodiging.uitgenodigd_door.naam),
    Kolom("Aangenomen door", lambda uitnodiging: uitnodiging.aangenomen_door and uitnodiging.aangenomen_door.naam),
]


@mag(Handeling.UITNODIGEN, Organisatie)
def uitnodigen(request, organisatie):
    """Ask someone in, for one or more roles at once."""
    form = UitnodigForm(request.POST or None, wie=request.lidmaatschap, organisatie=organisatie)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.uitnodigen,
        organisatie,
        form=form,
        gelukt=f"De uitnodiging gaat naar {form.cleaned_data['email']}.",
        **form.cleaned_data,
    ):
        return redirect("mensen_van_organisatie", organisatie.pk)
    context = {
        "organisatie": organisatie,
        "form": form,
        "te_geven": rollen_te_geven(request.lidmaatschap, organisatie),
        "bevestigen": wacht_op(request.user.pk) if heeft_zittingsperiode(organisatie) else "",
        "belemmeringen": opgegaanbelemmeringen(organisatie),
    }
    return render(request, "leden/uitnodigen.html", context)


def gevonden_uitnodigingen(request, organisatie):
    """The search form of the request, and the invitations of this organisation that it finds."""
    filterform = Uitnodigingenfilter(request.GET)
    rijen = Uitnodiging.objects.filter(organisatie=organisatie).select_related("uitgenodigd_door", "aangenomen_door")
    return filterform, gesorteerd(request, filterform.toepassen(rijen), SORTERINGEN)


@mag(Handeling.MENSEN_LEZEN, Organisatie)
def uitnodigingen(request, organisatie):
    """All invitations of an organisation, also those that were accepted or withdrawn."""
    filterform, rijen = gevonden_uitnodigingen(request, organisatie)
    te_geven = rollen_te_geven(request.lidmaatschap, organisatie)
    bladzijde = bladzijde_van(request, rijen)
    context = {
        "organisatie": organisatie,
        "filterform": filterform,
        "bladzijde": bladzijde,
        "uitnodigingen": met_knoppen(bladzijde, te_geven),
        "te_geven": te_geven,
    }
    return render(request, "leden/uitnodigingen.html", context)


def met_knoppen(uitnodigingen, te_geven):
    """(invitation, whether the reader can send it again or withdraw it) for each."""
    wacht = (Uitnodiging.Stand.OPEN, Uitnodiging.Stand.VERLOPEN)
    return [(een, een.stand in wacht and set(een.rollen) <= set(te_geven)) for een in uitnodigingen]


@mag(Handeling.UITNODIGING_INTREKKEN, Uitnodiging)
@require_POST
def uitnodiging_intrekken(request, uitnodiging):
    """Take an invitation back."""
    gelukt = f"De uitnodiging voor {uitnodiging.email} is ingetrokken. De koppeling in de mail werkt niet meer."
    uitvoeren(request, handelingen.uitnodiging_intrekken, uitnodiging, gelukt=gelukt)
    return redirect("mensen_van_organisatie", uitnodiging.organisatie_id)


@mag(Handeling.UITNODIGING_OPNIEUW_STUREN, Uitnodiging)
@require_POST
def uitnodiging_opnieuw_sturen(request, uitnodiging):
    """Send an invitation again, with a new link."""
    gelukt = f"De uitnodiging gaat opnieuw naar {uitnodiging.email}. Alleen de nieuwe koppeling werkt."
    uitvoeren(request, handelingen.uitnodiging_opnieuw_sturen, uitnodiging, gelukt=gelukt)
    return redirect("mensen_van_organisatie", uitnodiging.organisatie_id)


@mag(Handeling.MENSEN_DOWNLOADEN, Organisatie)
@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigingen_export(request, organisatie):
    """The invitations of an organisation as they are filtered."""
    _, gevonden = gevonden_uitnodigingen(request, organisatie)
    return lijst_of_vraag(
        request,
        Handeling.MENSEN_DOWNLOADEN,
        f"uitnodigingen van {organisatie.onderwerp}",
        titel=f"Uitnodigingen van {organisatie.naam}",
        kolommen=UITNODIGINGKOLOMMEN,
        rijen=gevonden.iterator(chunk_size=500),
        aantal=gevonden.count(),
        sjabloon="leden/uitnodigingen_downloaden.html",
        organisatie=organisatie,
    )
