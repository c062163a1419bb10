from functools import partial

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from toetsing import nog_te_doen, opmerkingen
from toetsing.bevoegdheden import reactiebelemmeringen
from toetsing.forms.wederhoor import Passagefilter, ReactieForm
from toetsing.handelingen import wederhoor as handelingen
from toetsing.models import Rapportversie, Reactie
from toetsing.paginas import wederhoor as wederhoorpagina
from toetsing.wijzigingen import slechter_geworden
from trajecten import schrijven
from trajecten.levensloop import Status
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.templatetags.trajecten import aan_zet
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def wederhoor(request, traject):
    """The reaction on the draft: for the organisation a page to write on, afterwards remarks with their answers."""
    return _pagina(request, traject)


def _pagina(request, traject, ingevuld=None):
    """`ingevuld`: the form of one passage that was posted and could not be saved."""
    wie = request.lidmaatschap
    traject = (
        Traject.objects.zichtbaar_voor(wie)
        .select_related("organisatie", "certificeerder", "kaderversie")
        .get(pk=traject.pk)
    )
    versie = Rapportversie.objects.vrijgegeven_van(traject)
    if versie is None or not Rapportversie.objects.zichtbaar_voor(wie).filter(pk=versie.pk).exists():
        raise Http404
    versie.traject = traject
    if versie.is_kort_voor(wie):
        raise Http404
    if traject.status == Status.WEDERHOOR and heeft_rol(wie, Handeling.REAGEREN):
        return _schrijven(request, versie, ingevuld)
    return _lezen(request, versie)


def _schrijven(request, versie, ingevuld):
    wie, traject = request.lidmaatschap, versie.traject
    filterform = Passagefilter(request.GET)
    groepen = wederhoorpagina.groepen(versie, wie, filterform, request.GET.get("bewerk", ""), ingevuld)
    alle = wederhoorpagina.stand(versie, wie)
    gefilterd = any(request.GET.get(veld) for veld in ("zoek", "toon"))
    context = {
        "traject": traject,
        "versie": versie,
        "beurt": aan_zet({"request": request}, traject, wie),
        "filterform": filterform,
        "groepen": groepen,
        "alle": alle,
        "alles_open": gefilterd or "open" in request.GET or alle.passages <= wederhoorpagina.WEINIG,
        "gevonden": sum(len(groep.vakken) for groep in groepen),
        "gefilterd": gefilterd,
        "open": nog_te_doen.reactie(traject),
        "slechter": slechter_geworden(versie),
        "mag_indienen": heeft_rol(wie, Handeling.REACTIE_INDIENEN),
    }
    return render(request, "toetsing/wederhoor.html", context)


def _lezen(request, versie):
    """Remarks and answers; while the organisation is still writing, the others see that and no more."""
    traject = versie.traject
    zichtbaar = Reactie.objects.zichtbaar_voor(request.lidmaatschap).filter(versie=versie).exists()
    ronde = [*versie.eerder_in_ronde, versie] if zichtbaar else []
    gemaakt = [een for draft in ronde for een in opmerkingen.opmerkingen(traject, draft)]
    context = {
        "traject": traject,
        "versie": versie,
        "nog_bezig": Status.WEDERHOOR in (traject.status, traject.aangehouden_vanuit) and not zichtbaar,
        "opmerkingen": gemaakt,
        "schrijft": False,
        "beantwoord": sum(een.is_beantwoord for een in gemaakt),
    }
    return render(request, "toetsing/wederhoor_lezen.html", context)


def _terug(request, traject, passage, bewerk=False):
    """Back to the passage, with the filter as it was. With htmx the page takes that passage out of the answer."""
    vraag = request.GET.copy()
    vraag.pop("bewerk", None)
    if bewerk:
        vraag["bewerk"] = passage
    adres = reverse("wederhoor", args=[traject.nummer])
    return redirect(f"{adres}?{vraag.urlencode()}#passage-{passage}" if vraag else f"{adres}#passage-{passage}")


def _opnieuw(request, traject):
    """After a refusal of which the reasons are messages: the whole page, so that they are seen."""
    return HttpResponseClientRefresh() if request.htmx else redirect("wederhoor", traject.nummer)


@mag(Handeling.REAGEREN, Rapportversie, los=("passage",))
@require_POST
def reageren(request, versie, passage):
    """Open a passage to write a remark at, or to change it."""
    if uitvoeren(request, handelingen.reageren, versie, passage):
        return _terug(request, versie.traject, passage, bewerk=True)
    return _opnieuw(request, versie.traject)


@mag(Handeling.REAGEREN, Reactie)
@require_POST
def reactie(request, reactie):
    """One save of the text or of the kind, or the whole remark."""
    teksten, keuzes = ("tekst",), ("soort",)
    if "veld" in request.POST:
        return schrijven.antwoord(
            request,
            reactie,
            teksten,
            reactiebelemmeringen,
            let_op=gevonden,
            kort=keuzes,
            form=partial(ReactieForm, reactie=reactie, alleen_bewaren=True),
        )
    traject, alleen_bewaren = reactie.versie.traject, "bewaren" in request.POST
    form = ReactieForm(request.POST, reactie=reactie, alleen_bewaren=alleen_bewaren)
    form.is_valid()
    # The words are kept, also when the kind is still to be chosen.
    if schrijven.formulier_bewaren(request, reactie, form, teksten, reactiebelemmeringen, kort=keuzes):
        return _terug(request, traject, reactie.passage, bewerk=alleen_bewaren)
    return _pagina(request, traject, form)


@mag(Handeling.REAGEREN, Reactie)
@require_POST
def reactie_intrekken(request, reactie):
    """No remark after all."""
    traject = reactie.versie.traject
    if uitvoeren(request, handelingen.reactie_intrekken, reactie):
        return _terug(request, traject, reactie.passage)
    return _opnieuw(request, traject)


@mag(Handeling.REAGEREN, Reactie)
@require_http_methods(["GET", "HEAD", "POST"])
def reactie_versies(request, reactie):
    """Earlier versions of a remark, for who writes it."""
    traject = reactie.versie.traject
    return tekstversies(
        request,
        reactie,
        "tekst",
        velden=("tekst",),
        belemmeringen=reactiebelemmeringen,
        traject=traject,
        terug=f"{reverse('wederhoor', args=[traject.nummer])}?bewerk={reactie.passage}#passage-{reactie.passage}",
        terug_tekst="Uw reactie",
    )


@mag(Handeling.REACTIE_INDIENEN, Traject)
@require_POST
def reactie_indienen(request, traject):
    gelukt = "Uw reactie is ingediend. De toetsers beantwoorden elke opmerking; u leest hun antwoorden hier."
    uitvoeren(request, handelingen.reactie_indienen, traject, gelukt=gelukt)
    return redirect("wederhoor", traject.nummer)
