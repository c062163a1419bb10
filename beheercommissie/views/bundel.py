"""The pack of a whole meeting for the member who asks: what is in it, and the file."""

from django.http import FileResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from beheercommissie.bundel import bundel_van
from beheercommissie.models import Vergadering
from beheercommissie.taken import bundel_aanvragen
from leden.bevoegdheden import Handeling
from leden.bewaken import mag


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@never_cache
@require_safe
def bundel(request, vergadering):
    """What is in the own pack and what is not, while it is being made and afterwards."""
    eigen = bundel_van(request.lidmaatschap, vergadering)
    if eigen.is_te_maken:
        bundel_aanvragen(eigen)
    context = {"vergadering": vergadering, "bundel": eigen, "is_klaar": eigen.is_klaar}
    return render(request, "beheercommissie/bundel.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@never_cache
@require_safe
def bundel_pdf(request, vergadering):
    """The file, only while it holds what this member may read now; otherwise where it is being made."""
    bestand = bundel_van(request.lidmaatschap, vergadering).bestand()
    if bestand is None:
        return redirect("bundel", vergadering.pk)
    naam = f"bundel-{vergadering.datum:%Y-%m-%d}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/pdf")
