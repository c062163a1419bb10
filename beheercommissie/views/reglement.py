"""The rules of the committee: what counts, what is being written, and adopting it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from beheercommissie.bevoegdheden.reglement import vaststelbelemmeringen
from beheercommissie.forms.reglement import ReglementForm, VaststelForm
from beheercommissie.handelingen import reglement as acts
from beheercommissie.models import Reglement
from huisstijl.templatetags.opmaak import dag
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren


@mag(Handeling.COMMISSIE_LEZEN)
@require_safe
def reglement(request):
    """All editions: the one of today first, what comes, and what was."""
    wie = request.lidmaatschap
    rijen = Reglement.objects.zichtbaar_voor(wie).select_related(
        "vastgesteld_in", "eerste_vervanger", "tweede_vervanger"
    )
    vastgesteld, begonnen = list(rijen.vastgesteld()), rijen.begonnen().first()
    context = {
        "nu": begonnen,
        "komend": [een for een in vastgesteld if begonnen is None or een.geldig_vanaf > begonnen.geldig_vanaf],
        "eerder": [een for een in vastgesteld if begonnen and een.geldig_vanaf < begonnen.geldig_vanaf],
        "concept": rijen.concept(),
        "mag_schrijven": heeft_rol(wie, Handeling.REGLEMENT_SCHRIJVEN),
        "mag_vaststellen": heeft_rol(wie, Handeling.REGLEMENT_VASTSTELLEN),
    }
    return render(request, "beheercommissie/reglement.html", context)


@mag(Handeling.REGLEMENT_SCHRIJVEN)
@require_http_methods(["GET", "HEAD", "POST"])
def reglement_schrijven(request):
    """The draft, which begins as what counts now."""
    concept = Reglement.objects.concept()
    begin = concept or Reglement.objects.begonnen().first() or Reglement()
    initial = {naam: getattr(begin, naam) for naam in ReglementForm.base_fields}
    form = ReglementForm(
        request.POST if request.method == "POST" else None,
        initial=initial if concept else initial | {"geldig_vanaf": None},
    )
    gelukt = "Het concept is bewaard. De commissie stelt het vast in een vergadering."
    if form.is_valid() and uitvoeren(request, acts.reglement_schrijven, gelukt=gelukt, form=form, **form.cleaned_data):
        return redirect("reglement")
    return render(request, "beheercommissie/reglement_schrijven.html", {"form": form})


@mag(Handeling.REGLEMENT_VASTSTELLEN, Reglement)
@require_http_methods(["GET", "HEAD", "POST"])
def reglement_vaststellen(request, reglement):
    """The chair reads the draft over and says in which meeting the committee adopted it."""
    form = VaststelForm(request.POST if request.method == "POST" else None, initial={"gelezen": reglement.sha256})
    gelukt = f"Het reglement is vastgesteld. Het geldt vanaf {dag(reglement.geldig_vanaf)}."
    if form.is_valid() and uitvoeren(
        request, acts.reglement_vaststellen, reglement, gelukt=gelukt, form=form, **form.cleaned_data
    ):
        return redirect(reglement)
    belemmeringen = [] if form.errors else vaststelbelemmeringen(request.lidmaatschap, reglement)
    context = {"form": form, "reglement": reglement, "belemmeringen": belemmeringen}
    return render(request, "beheercommissie/reglement_vaststellen.html", context)
