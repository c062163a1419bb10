"""The decision as those whom it concerns read it, and what the bureau does with it."""

from datetime import timedelta

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from beheercommissie.besluitbrief import verstuurd_op
from beheercommissie.models import Besluit, Besluitbrief
from certificaten.bevoegdheden import afsluitbelemmeringen, uitgiftebelemmeringen
from certificaten.controle import uitkomst_op
from certificaten.models import Certificaat
from huisstijl.opslag import heel
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from normenkader.models import Stuk
from trajecten.gemeld import sinds_het_besluit
from trajecten.levensloop import Status
from trajecten.models import Traject

# So long after the decision the page of the bureau still looks by itself whether the certificate is there.
KIJKT_VANZELF = timedelta(minutes=10)


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def besluit(request, traject):
    """The decisions on a traject for those whom they concern, newest first; the bureau hands out or closes here."""
    wie = request.lidmaatschap
    if not traject.toont(wie, Stuk.BESLUIT):
        raise Http404
    besluiten = list(
        Besluit.objects.zichtbaar_voor(wie)
        .filter(agendapunt__traject=traject)
        .select_related("agendapunt__vergadering", "navraag", "brief")
        .defer("agendapunt__dossier")
    )
    verstuurd = verstuurd_op(traject, besluiten)
    for een in besluiten:
        een.agendapunt.traject, een.verstuurd_op = traject, verstuurd.get(een.pk)
    vandaag = timezone.localdate()
    certificaat = Certificaat.objects.met_stand(vandaag).filter(traject=traject).select_related("uitgifte").first()
    is_uitgegeven = certificaat is not None and hasattr(certificaat, "uitgifte")
    uitgifte_open = uitgiftebelemmeringen(traject) if certificaat else []
    if request.htmx:
        return _klaar_met_maken(besluiten, uitgifte_open)
    context = {
        "traject": traject,
        "besluiten": besluiten,
        "gemeld": sinds_het_besluit(wie, traject, besluiten[0].besloten_op) if besluiten else [],
        "certificaat": certificaat,
        "bestand": certificaat and certificaat.bestand,
        "is_uitgegeven": is_uitgegeven,
        "uitkomst": uitkomst_op(certificaat, vandaag) if is_uitgegeven else None,
        "rondt_af": traject.status == Status.BESLOTEN and heeft_rol(wie, Handeling.UITGEVEN),
        "uitgifte_open": uitgifte_open,
        "afsluiten_open": afsluitbelemmeringen(traject),
    }
    return render(request, "beheercommissie/besluit.html", context)


@mag(Handeling.TRAJECT_LEZEN, Besluit)
@never_cache
@require_safe
def besluitbrief(request, besluit):
    """The sealed letter of a decision, for who sees the decision."""
    brief = Besluitbrief.objects.filter(besluit=besluit).first()
    if brief is None:
        raise Http404
    naam = f"besluit-{besluit.nummer}.pdf"
    return FileResponse(
        heel(brief.bestand, brief.sha256), as_attachment=True, filename=naam, content_type="application/pdf"
    )


def _klaar_met_maken(besluiten, uitgifte_open):
    """The answer to a page that asks by itself: load anew, ask again later (204), or do not ask any more (286)."""
    if not uitgifte_open:
        return HttpResponse(headers={"HX-Refresh": "true"})
    vers = timezone.now() - besluiten[0].vastgelegd_op < KIJKT_VANZELF
    return HttpResponse(status=204 if vers else 286)
