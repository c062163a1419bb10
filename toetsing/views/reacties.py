from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen, opmerkingen
from toetsing.bevoegdheden import antwoordschrijfbelemmeringen, bevindingbelemmeringen
from toetsing.forms.wederhoor import AntwoordForm
from toetsing.handelingen import rapport as rapporthandelingen
from toetsing.handelingen import wederhoor as handelingen
from toetsing.models import Rapportversie, Reactie
from toetsing.paginas.rapport import teruggestuurd_met
from toetsing.samenstellen import MET_OORDELEN
from toetsing.wijzigingen import ongecontroleerd
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.rapportnaam import rapportnaam
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def reacties(request, traject):
    """Where the assessors answer each remark, with the text of the passage beside it."""
    return _pagina(request, traject)


def _pagina(request, traject, ingevuld=None):
    """`ingevuld`: the form of one remark that was posted and refused."""
    wie = request.lidmaatschap
    prefetch_related_objects([traject], "rapportdelen", MET_OORDELEN)
    versie = Rapportversie.objects.vrijgegeven_van(traject)
    if versie is None or not traject.toont(wie, Stuk.BEVINDINGEN):
        raise Http404
    # Until the reaction is handed in the remarks are the organisation's own, also when the traject stopped before that.
    nog_bezig = Status.WEDERHOOR in (traject.status, traject.aangehouden_vanuit, traject.gestopt_vanuit)
    gemaakt = [] if nog_bezig else opmerkingen.opmerkingen(traject, versie)
    schrijft = traject.status == Status.REACTIE_VERWERKEN and heeft_rol(wie, Handeling.REACTIE_BEANTWOORDEN)
    context = {
        "traject": traject,
        "vakken": _vakken(traject, gemaakt, schrijft, ingevuld),
        "schrijft": schrijft,
        "nog_bezig": nog_bezig,
        "beantwoord": sum(een.is_beantwoord for een in gemaakt),
        "open": nog_te_doen.beantwoording(traject, gemaakt) if schrijft else [],
        "gewijzigd": ongecontroleerd(traject, versie) if schrijft else [],
        "teruggestuurd": teruggestuurd_met(traject),
    }
    return render(request, "toetsing/reacties.html", context)


def _vakken(traject, gemaakt, schrijft, ingevuld):
    """Each remark with its form, as long as it has no answer, and when its texts were last saved."""
    if not schrijft:
        return [{"opmerking": een, "form": None} for een in gemaakt]
    antwoorden = schrijven.laatste_versies(een.reactie for een in gemaakt)
    vakken = []
    for een in gemaakt:
        form = None
        if not een.is_beantwoord:
            eigen = ingevuld is not None and ingevuld.prefix == f"r{een.reactie.pk}"
            form = ingevuld if eigen else AntwoordForm(opmerking=een)
        versie = antwoorden.get(een.reactie.pk)
        vakken.append(
            {
                "opmerking": een,
                "form": form,
                "bewaard": versie.bewaard_op if versie and een.reactie.antwoord else None,
            }
        )
    return vakken


def _opmerking(reactie):
    """The remark with its passage and the row that holds the text; 404 when it has no words."""
    gemaakt = opmerkingen.opmerkingen(reactie.versie.traject)
    een = next((een for een in gemaakt if een.reactie.pk == reactie.pk), None)
    if een is None:
        raise Http404
    return een


@mag(Handeling.REACTIE_BEANTWOORDEN, Reactie)
@require_POST
def reactie_beantwoorden(request, reactie):
    """One save of the answer, or the whole: text of the passage, answer and what happens to the text."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, reactie, ("antwoord",), antwoordschrijfbelemmeringen, let_op=gevonden)
    traject, opmerking, alleen_bewaren = reactie.versie.traject, _opmerking(reactie), "bewaren" in request.POST
    form = AntwoordForm(request.POST, opmerking=opmerking, alleen_bewaren=alleen_bewaren)
    form.is_valid()
    # The words are kept, also when something else is still missing.
    schrijven.formulier_bewaren(request, opmerking.rij, form, ("tekst",), bevindingbelemmeringen)
    schrijven.formulier_bewaren(request, reactie, form, ("antwoord",), antwoordschrijfbelemmeringen)
    if form.is_valid() and (alleen_bewaren or _beantwoorden(request, reactie, form)):
        return redirect(f"{reverse('reacties', args=[traject.nummer])}#passage-{reactie.passage}")
    return _pagina(request, traject, form)


def _beantwoorden(request, reactie, form):
    return uitvoeren(request, handelingen.beantwoorden, reactie, form.cleaned_data["gevolg"], form=form)


@mag(Handeling.REACTIE_BEANTWOORDEN, Reactie)
@require_POST
def reactie_passage(request, reactie):
    """One save of the text of the passage that a remark is about."""
    return schrijven.antwoord(
        request, opmerkingen.schrijfrij(reactie), ("tekst",), bevindingbelemmeringen, let_op=gevonden
    )


@mag(Handeling.REACTIE_BEANTWOORDEN, Reactie)
@require_POST
def reactie_heropenen(request, reactie):
    traject = reactie.versie.traject
    if not uitvoeren(request, handelingen.antwoord_heropenen, reactie) and request.htmx:
        return HttpResponseClientRefresh()
    return redirect(f"{reverse('reacties', args=[traject.nummer])}#passage-{reactie.passage}")


@mag(Handeling.REACTIE_BEANTWOORDEN, Reactie, los=("veld",))
@require_http_methods(["GET", "HEAD", "POST"])
def antwoord_versies(request, reactie, veld):
    """Earlier versions of an answer (veld antwoord) or of the passage it is about (veld tekst)."""
    traject = reactie.versie.traject
    is_antwoord = veld == "antwoord"
    return tekstversies(
        request,
        reactie if is_antwoord else opmerkingen.schrijfrij(reactie),
        veld,
        velden=("antwoord", "tekst"),
        belemmeringen=antwoordschrijfbelemmeringen if is_antwoord else bevindingbelemmeringen,
        traject=traject,
        terug=f"{reverse('reacties', args=[traject.nummer])}#passage-{reactie.passage}",
        terug_tekst="Opmerkingen beantwoorden",
    )


@mag(Handeling.RAPPORT_VASTSTELLEN, Traject)
@require_POST
def rapport_vaststellen(request, traject):
    gelukt = f"Het {rapportnaam(traject)} is vastgesteld. Deze versie verandert niet meer."
    if uitvoeren(request, rapporthandelingen.rapport_vaststellen, traject, gelukt=gelukt):
        return redirect("rapportversies", traject.nummer)
    return redirect("reacties", traject.nummer)
