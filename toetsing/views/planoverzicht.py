"""All improvement plans with how far each is: one page for the certifier and the bureau."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from huisstijl.bladeren import bladzijde_van, gesorteerd
from huisstijl.rekenblad import Kolom, als_download
from huisstijl.templatetags.opmaak import te_laat_sinds
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from normenkader.models import Partij
from toetsing.forms.planoverzicht import SORTERINGEN, Planfilter
from trajecten.models import PARTIJ_VAN_ROL

KOLOMMEN = (
    Kolom("Nummer", lambda plan: plan.traject.nummer),
    Kolom("Organisatie", lambda plan: plan.traject.organisatie.naam),
    Kolom("Certificerende instelling", lambda plan: plan.traject.certificeerder.naam),
    Kolom("Norm", lambda plan: plan.normen),
    Kolom("Klaar op", lambda plan: plan.klaar_op),
    Kolom("Te laat sinds", lambda plan: te_laat_sinds(plan.klaar_op) if plan.is_te_laat else None),
    Kolom("Stand", lambda plan: plan.stand),
    Kolom("Voortgang wacht op antwoord", lambda plan: plan.onbeantwoord),
)


def _gefilterd(request):
    filterform = Planfilter(request.GET)
    plannen = filterform.toepassen(request.lidmaatschap)
    rijen = plannen.met_punten().select_related("traject__organisatie", "traject__certificeerder")
    rijen = rijen.defer("oorzaak", "actie", "merkbaar")
    return filterform, gesorteerd(request, rijen.order_by(*SORTERINGEN["datum"]), SORTERINGEN)


@mag(Handeling.PLANNEN_VOLGEN)
@require_safe
def planoverzicht(request):
    """All agreed plans: which are late and since when, which wait for an answer. The bureau reads how far they are, not what they say."""
    filterform, rijen = _gefilterd(request)
    context = {
        "filterform": filterform,
        "bladzijde": bladzijde_van(request, rijen),
        "te_laat": rijen.te_laat().count(),
        "leest_plannen": PARTIJ_VAN_ROL[request.lidmaatschap.rol] != Partij.BUREAU,
    }
    return render(request, "toetsing/planoverzicht.html", context)


@mag(Handeling.PLANNEN_VOLGEN)
@require_safe
def planoverzicht_export(request, vorm):
    """The same list as a file, all pages."""
    _, rijen = _gefilterd(request)
    return als_download(vorm, "Verbeterplannen", KOLOMMEN, rijen.iterator(chunk_size=500))
