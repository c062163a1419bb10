from django.contrib import messages
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from berichten.kalender import agendabestand
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.afspraken import gaat_door, van_dagen, van_gesprekken
from toetsing.bevoegdheden import programmabelemmeringen
from toetsing.forms.programma import BezoekForm, DagForm, GesprekForm
from toetsing.handelingen import programma as handelingen
from toetsing.models import Gesprek, Toetsdag, locaties_met_bezoek
from toetsing.models.programma import BEZOEKEN_OPEN, trajecten_met_programma
from toetsing.paginas.raster import dekking
from toetsing.samenstellen import normen_van
from trajecten.bevoegdheden import handelingsbelemmeringen
from trajecten.levensloop import Status
from trajecten.models import Traject


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def programma(request, traject):
    return _pagina(request, traject)


def _pagina(request, traject, dagform=None):
    """The programme of the days; for the planner and the assessors also the tools to make it."""
    wie = request.lidmaatschap
    met_programma = trajecten_met_programma(wie).select_related("organisatie", "certificeerder", "kaderversie")
    traject = get_object_or_404(met_programma, pk=traject.pk)
    nog_te_doen.programma_ophalen(traject)
    kan_vaststellen = heeft_rol(wie, Handeling.PROGRAMMA_VASTSTELLEN) and traject.status == Status.INGEDIEND
    kan_starten = heeft_rol(wie, Handeling.TOETSING_STARTEN) and traject.status == Status.GEPLAND
    prefetch_related_objects([traject], "gesprekken__normen")
    gesprekken = traject.gesprekken.all()
    context = {
        "traject": traject,
        "dagen": [(dag, [een for een in gesprekken if een.dag_id == dag.pk]) for dag in traject.toetsdagen.all()],
        "locaties": traject.trajectlocaties.all(),
        "ziet_gesprek": traject.toont(wie, Stuk.NOTITIES),
        "ziet_verhalen": traject.toont(wie, Stuk.ZELFEVALUATIE),
        "is_vastgesteld": traject.status != Status.INGEDIEND,
        "gaat_door": gaat_door(traject),
        "kan_vaststellen": kan_vaststellen,
        "kan_starten": kan_starten,
        "begin": nog_te_doen.begin(traject) if kan_starten else [],
        "open": nog_te_doen.programma(traject) if kan_vaststellen else [],
    }
    if heeft_rol(wie, Handeling.PROGRAMMA_MAKEN):
        context |= _gereedschap(wie, traject, dagform)
    return render(request, "toetsing/programma.html", context)


def _gereedschap(wie, traject, dagform):
    normen = normen_van(traject)
    dekking_per_norm = dekking(traject.kaderversie, normen, traject.gesprekken.all())
    return {
        "dagform": dagform or DagForm(traject),
        "belemmeringen": (belemmeringen := programmabelemmeringen(wie, traject)),
        "kiest_locaties": not belemmeringen and traject.status in BEZOEKEN_OPEN,
        # Before the programme is fixed this is part of what is open.
        "onbezet": [] if traject.status == Status.INGEDIEND else nog_te_doen.bezetting(traject),
        "bezwaren": traject.teambezwaren.all() if heeft_rol(wie, Handeling.TEAMBEZWAAR_BEANTWOORDEN) else [],
        "dekking": dekking_per_norm,
        "niet_besproken": [norm for norm, vakken in dekking_per_norm if not any(aantal for _, aantal in vakken)],
    }


@mag(Handeling.TRAJECT_LEZEN, Toetsdag)
@require_safe
def toetsdag_agenda(request, toetsdag):
    return _als_bestand(van_dagen(Toetsdag.objects.filter(pk=toetsdag.pk)))


@mag(Handeling.TRAJECT_LEZEN, Gesprek)
@require_safe
def gesprek_agenda(request, gesprek):
    return _als_bestand(van_gesprekken(Gesprek.objects.filter(pk=gesprek.pk)))


def _als_bestand(afspraken):
    """One date as a file. Before the programme is fixed, and after the traject was stopped, there is nothing to count on."""
    if not afspraken:
        raise Http404
    return agendabestand(afspraken, afspraken[0].sleutel)


@mag(Handeling.PROGRAMMA_MAKEN, Traject)
@require_POST
def toetsdag_toevoegen(request, traject):
    form = DagForm(traject, request.POST)
    if form.is_valid() and uitvoeren(
        request, handelingen.dag_toevoegen, traject, form.cleaned_data["datum"], form=form, gelukt="De dag staat erin."
    ):
        return redirect("programma", traject.nummer)
    return _pagina(request, traject, form)


@mag(Handeling.PROGRAMMA_MAKEN, Toetsdag)
@require_POST
def toetsdag_verwijderen(request, toetsdag):
    uitvoeren(request, handelingen.dag_verwijderen, toetsdag, gelukt="De dag is uit het programma.")
    return redirect("programma", toetsdag.traject.nummer)


@mag(Handeling.PROGRAMMA_MAKEN, Traject)
def gesprek_plannen(request, traject):
    return _gesprek(request, traject, None, {"dag": request.GET.get("dag")})


@mag(Handeling.PROGRAMMA_MAKEN, Gesprek)
def gesprek_wijzigen(request, gesprek):
    nu = {naam: getattr(gesprek, naam) for naam in ("groep", "begin", "eind", "plaats")}
    nu |= {naam: [een.pk for een in getattr(gesprek, naam).all()] for naam in ("toetsers", "normen")}
    return _gesprek(request, gesprek.traject, gesprek, {**nu, "dag": gesprek.dag_id})


def _gesprek(request, traject, gesprek, nu):
    form = GesprekForm(traject, request.POST or None, initial=nu)
    if "passend" in request.POST:
        form = GesprekForm(traject, initial=form.met_passende_normen())
        if not form.initial["groep"]:
            messages.warning(request, "Kies eerst met wie het gesprek is. Dan weten we welke normen erbij passen.")
    elif form.is_valid() and uitvoeren(
        request, handelingen.gesprek_plannen, traject, gesprek=gesprek, **form.cleaned_data, form=form
    ):
        messages.success(request, "Het gesprek is gewijzigd." if gesprek else "Het gesprek staat in het programma.")
        return redirect("programma", traject.nummer)
    belemmeringen = programmabelemmeringen(request.lidmaatschap, traject)
    context = {"traject": traject, "gesprek": gesprek, "form": form, "belemmeringen": belemmeringen}
    return render(request, "toetsing/gesprek_plannen.html", context)


@mag(Handeling.PROGRAMMA_MAKEN, Traject)
def bezoeken_kiezen(request, traject):
    """Which of the locations of the traject are visited, and why those."""
    locaties = locaties_met_bezoek(traject)
    nu = {
        "locaties": [een.pk for een in locaties if een.bezocht],
        "waarom": next((een.waarom for een in locaties if een.waarom), ""),
    }
    form = BezoekForm(locaties, request.POST or None, initial=nu)
    if form.is_valid() and uitvoeren(
        request,
        handelingen.bezoeken_kiezen,
        traject,
        form=form,
        gelukt="De keuze van de locaties staat in het programma.",
        **form.cleaned_data,
    ):
        return redirect("programma", traject.nummer)
    belemmeringen = programmabelemmeringen(request.lidmaatschap, traject, BEZOEKEN_OPEN)
    if not locaties:
        belemmeringen.append("Bij de aanmelding is niet gezegd om welke locaties het gaat.")
    return render(
        request, "toetsing/bezoeken_kiezen.html", {"traject": traject, "form": form, "belemmeringen": belemmeringen}
    )


@mag(Handeling.PROGRAMMA_MAKEN, Gesprek)
@require_POST
def gesprek_verwijderen(request, gesprek):
    uitvoeren(request, handelingen.gesprek_verwijderen, gesprek, gelukt="Het gesprek is uit het programma.")
    return redirect("programma", gesprek.traject.nummer)


@mag(Handeling.PROGRAMMA_VASTSTELLEN, Traject)
@require_POST
def programma_vaststellen(request, traject):
    gelukt = f"Het programma staat vast. {traject.organisatie.naam} kan het nu lezen."
    uitvoeren(request, handelingen.programma_vaststellen, traject, gelukt=gelukt)
    return redirect("programma", traject.nummer)


@mag(Handeling.TOETSING_STARTEN, Traject)
@require_POST
def toetsing_starten(request, traject):
    if uitvoeren(request, handelingen.toetsing_starten, traject, gelukt="De toetsing is gestart."):
        return redirect(traject)
    return redirect("programma", traject.nummer)


@mag(Handeling.HERVATTEN, Traject)
def hervatten(request, traject):
    """Let a suspended traject go on where it was."""
    if request.method == "POST":
        uitvoeren(request, handelingen.hervatten, traject, gelukt="Het traject gaat verder waar het was.")
        return redirect("traject", traject.nummer)
    belemmeringen = handelingsbelemmeringen(request.lidmaatschap, traject, Handeling.HERVATTEN)
    return render(request, "toetsing/hervatten.html", {"traject": traject, "belemmeringen": belemmeringen})
