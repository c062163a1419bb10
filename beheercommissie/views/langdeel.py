"""The long part of a report at one item: asking for it, and reading it while it is open."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from beheercommissie.bevoegdheden.langdeel import langdeelbelemmeringen, langdeelvraagbelemmeringen
from beheercommissie.dossier import lange_versies
from beheercommissie.forms.langdeel import LangedeelForm
from beheercommissie.handelingen import langdeel as acts
from beheercommissie.models import Agendapunt
from beheercommissie.views.agendapunt import eis_open
from huisstijl.opslag import heel
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing.leesvorm import leesvorm
from toetsing.models import Rapportbestand
from toetsing.views.versies import nog_geen_pdf
from trajecten import redenen


@mag(Handeling.LANGE_DEEL_VRAGEN, Agendapunt)
@require_http_methods(["GET", "HEAD", "POST"])
def lange_deel_vragen(request, agendapunt):
    """Ask for the long part, with a reason that saves itself while it is typed."""
    eis_open(request.lidmaatschap, agendapunt)

    def belemmeringen(wie, traject):
        return langdeelvraagbelemmeringen(wie, agendapunt)

    def doe(form):
        gelukt = "Het lange deel is open voor wie aan dit punt meedoet."
        if uitvoeren(request, acts.lange_deel_vragen, agendapunt, form.cleaned_data["reden"], form=form, gelukt=gelukt):
            return redirect(agendapunt)
        return None

    antwoord, form = redenen.behandelen(
        request, agendapunt.traject, Handeling.LANGE_DEEL_VRAGEN, belemmeringen, LangedeelForm, doe
    )
    if antwoord:
        return antwoord
    context = {
        "agendapunt": agendapunt,
        "traject": agendapunt.traject,
        "form": form,
        "belemmeringen": belemmeringen(request.lidmaatschap, agendapunt.traject),
    }
    return render(request, "beheercommissie/lange_deel_vragen.html", context)


def _eis_lange_deel(wie, agendapunt):
    """Refuse (403) the long part while it is closed to this membership."""
    if waarom := langdeelbelemmeringen(wie, agendapunt):
        raise PermissionDenied(" ".join(waarom))


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt, los=("nummer",))
@require_safe
def lange_deel(request, agendapunt, nummer):
    """A version of the report in the pack, as a whole; on top why it is open, and until when."""
    _eis_lange_deel(request.lidmaatschap, agendapunt)
    versies = list(lange_versies(agendapunt).select_related("onderzoek__versie"))
    versie = get_object_or_404(lange_versies(agendapunt), nummer=nummer)
    context = {
        "agendapunt": agendapunt,
        "verzoek": agendapunt.langdeelverzoek,
        "versie": versie,
        "andere": [een for een in versies if een != versie],
        "rapport": leesvorm(versie.inhoud),
    }
    return render(request, "beheercommissie/lange_deel.html", context)


@mag(Handeling.COMMISSIE_LEZEN, Agendapunt, los=("nummer",))
@never_cache
@require_safe
def lange_deel_pdf(request, agendapunt, nummer):
    """The same as the PDF that was made of that version."""
    _eis_lange_deel(request.lidmaatschap, agendapunt)
    versie = get_object_or_404(lange_versies(agendapunt), nummer=nummer)
    bestand = versie.bestanden.filter(deel=Rapportbestand.Deel.LANG).first()
    if bestand is None:
        pagina = reverse("lange_deel", args=[agendapunt.pk, nummer])
        return nog_geen_pdf(request, agendapunt.traject, pagina)
    naam = f"{agendapunt.traject.nummer}-lange-deel-versie-{nummer}.pdf"
    pdf = heel(bestand.bestand, bestand.sha256)
    return FileResponse(pdf, as_attachment=True, filename=naam, content_type="application/pdf")
