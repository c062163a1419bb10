"""A whole meeting on paper: the agenda, and the pack for the member who asks."""

from django.conf import settings
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from beheercommissie.agenda import met_kaders, op_volgorde, tijden
from beheercommissie.bundel import bundel_van
from beheercommissie.models import Vergadering
from beheercommissie.taken import bundel_aanvragen
from huisstijl.document import maak_pdf
from leden.bevoegdheden import Handeling
from leden.bewaken import mag


def _eigen_bundel(wie, vergadering):
    """A written procedure is about one traject, with its own papers; there is nothing to bundle."""
    if vergadering.is_schriftelijk:
        raise Http404
    return bundel_van(wie, vergadering)


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@never_cache
@require_safe
def bundel(request, vergadering):
    """What is in the own pack and what is not, while it is being made and afterwards."""
    eigen = _eigen_bundel(request.lidmaatschap, vergadering)
    if eigen.is_te_maken:
        bundel_aanvragen(eigen)
    context = {"vergadering": vergadering, "bundel": eigen, "is_klaar": eigen.is_klaar}
    return render(request, "beheercommissie/bundel.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@never_cache
@require_safe
def bundel_pdf(request, vergadering):
    """The file, only while it holds what this member may read now; otherwise where it is being made."""
    bestand = _eigen_bundel(request.lidmaatschap, vergadering).bestand()
    if bestand is None:
        return redirect("bundel", vergadering.pk)
    naam = f"bundel-{vergadering.datum:%Y-%m-%d}.pdf"
    return FileResponse(bestand, as_attachment=True, filename=naam, content_type="application/pdf")


@mag(Handeling.COMMISSIE_LEZEN, Vergadering)
@require_safe
def agenda_pdf(request, vergadering):
    """The agenda on paper: what everybody on the committee reads on it, the same for all."""
    if vergadering.is_schriftelijk:
        raise Http404
    agendapunten = met_kaders(vergadering.agendapunten.op_de_agenda().voor_lijst())
    punten = op_volgorde(agendapunten, vergadering.bespreekpunten.all())
    context = {"vergadering": vergadering, "regels": list(tijden(vergadering, punten)), "voorbeeld": settings.DEMO}
    html = render_to_string("pdf/agenda.html", context)
    kop = content_disposition_header(True, f"agenda-{vergadering.datum:%Y-%m-%d}.pdf")
    return HttpResponse(
        maak_pdf(html, "agenda.css"), content_type="application/pdf", headers={"Content-Disposition": kop}
    )
