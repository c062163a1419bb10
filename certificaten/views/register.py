"""The public register, the check of a certificate, and handing out."""

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from certificaten import handelingen
from certificaten.bevoegdheden import (
    LOOPT,
    hernieuwbelemmeringen,
    inhoudsbelemmeringen,
    nieuwste_van,
    uitgavebelemmeringen,
)
from certificaten.controle import (
    NIET_UITGEGEVEN,
    ONBEKEND,
    bestandsuitkomst,
    opzoeken,
    over_de_houder,
    uitkomst_op,
    uitkomst_van_bestand,
    vervangenzin,
)
from certificaten.forms import AlleenInGeheugen, BestandForm, Certificatenfilter, DagForm, NummerForm, UitgaveForm
from certificaten.levensloop import stand_op
from certificaten.merkgebruik import gebruiksregels
from certificaten.models import Certificaat, Certificaatbestand, Uitgave
from certificaten.register import (
    Bladen,
    andere_namen,
    eerdere_uitgaven,
    kolommen,
    laatst_veranderd,
    niet_geldig,
    vinden,
)
from certificaten.uitgave import aanleiding, veranderingen
from certificaten.zegel import controleren, is_demozegel
from huisstijl.bladeren import PER_BLADZIJDE
from huisstijl.opslag import heel
from huisstijl.rekenblad import als_download
from huisstijl.templatetags.opmaak import dagkort
from leden.bevoegdheden import Geweigerd, Handeling, heeft_rol
from leden.bewaken import mag, openbaar
from leden.uitvoeren import uitvoeren
from trajecten.bevoegdheden import aanmeldbelemmeringen, cyclusbelemmeringen
from trajecten.forms.trajecten import GEEN_KADER, AanmeldForm, bruikbaar_kader
from trajecten.gemeld import sinds_het_besluit
from trajecten.levensloop import Soort, Status
from trajecten.models import Cyclus, Traject


def _zoekvraag(request):
    """The search form of the request. Who has not asked for a day sees what holds today."""
    gegevens = request.GET.copy()
    gegevens.setdefault("op", dagkort(timezone.localdate()))
    return Certificatenfilter(gegevens)


def _gevonden(request):
    """The search form of the request, the other names and earlier editions that its words are in, and what it finds."""
    form = _zoekvraag(request)
    if not form.is_valid():
        return form, {}, {}, Certificaat.objects.none()
    namen, uitgaven = (zoek(form.cleaned_data["zoek"]) for zoek in (andere_namen, eerdere_uitgaven))
    return form, namen, uitgaven, vinden(**form.cleaned_data, ook_van=namen, ook=uitgaven)


@openbaar
@require_safe
def register(request):
    form, namen, uitgaven, gevonden = _gevonden(request)
    vandaag = timezone.localdate()
    bladzijde = Bladen(gevonden, PER_BLADZIJDE).get_page(request.GET.get("bladzijde"))
    dag = form.cleaned_data.get("op") or vandaag
    zonder_geldigheid = []
    if form.is_valid() and bladzijde.number == 1:
        gevraagd = {sleutel: form.cleaned_data[sleutel] for sleutel in ("zoek", "soort", "op")}
        zonder_geldigheid = niet_geldig(**gevraagd, ook_van=namen, ook=uitgaven, aantal=PER_BLADZIJDE)
    # The state is asked for the rows of this page only.
    stand = Certificaat.objects.met_stand(dag).prefetch_related("uitgaven").in_bulk(bladzijde.object_list)

    def vermeldingen(certificaten):
        for een in certificaten:
            toen = een.op_dag(dag)
            eerder = [uitgave for uitgave in uitgaven.get(een.pk, ()) if uitgave.nummer <= toen.uitgave]
            yield toen, stand_op(een, dag), namen.get(een.organisatie_id, ()), eerder

    context = {
        "form": form,
        "bladzijde": bladzijde,
        "vermeldingen": list(vermeldingen(stand[pk] for pk in bladzijde)),
        "niet_geldig": list(vermeldingen(zonder_geldigheid)),
        "dag": dag,
        "is_alles": form.is_valid() and not form.cleaned_data["op"],
        "laatst_veranderd": laatst_veranderd(vandaag),
        "filter": request.GET.urlencode(),
    }
    return render(request, "certificaten/register.html", context)


@openbaar
@require_safe
def register_export(request, vorm):
    """The found entries as a file, all pages."""
    form, _, _, gevonden = _gevonden(request)
    if not form.is_valid():
        return redirect("register")
    dag = form.cleaned_data["op"] or timezone.localdate()
    rijen = (een.op_dag(dag) for een in gevonden.met_stand(dag).prefetch_related("uitgaven").iterator(chunk_size=2000))
    return als_download(vorm, "Register Kwaliteitslabel", kolommen(dag), rijen, dag)


@openbaar
@require_safe
def vermelding(request, nummer):
    """One certificate in the register, with its state today and the other certificates of its holder."""
    vandaag = timezone.localdate()
    certificaat = get_object_or_404(
        Certificaat.objects.openbaar().met_stand(vandaag).select_related("organisatie", "traject"), nummer=nummer
    )
    andere = Certificaat.objects.openbaar().met_stand(vandaag).filter(organisatie=certificaat.organisatie_id)
    stand = stand_op(certificaat, vandaag)
    context = {
        "certificaat": certificaat,
        "bestand": certificaat.bestand,
        "stand": stand,
        "uitkomst": uitkomst_op(certificaat, vandaag),
        "nu": timezone.now(),
        "gemeld": sinds_het_besluit(request.lidmaatschap, certificaat.traject, certificaat.besloten_op),
        "mag_nieuwe_uitgave": heeft_rol(request.lidmaatschap, Handeling.NIEUWE_UITGAVE),
        "handelingen": _handelingen(request.lidmaatschap, certificaat, stand),
        "bewaart_eerdere": certificaat.uitgave > 1
        and Certificaat.objects.zichtbaar_voor(request.lidmaatschap).filter(pk=certificaat.pk).exists(),
        "andere": [
            (een, stand_op(een, vandaag)) for een in andere.exclude(pk=certificaat.pk).order_by("-geldig_van", "-pk")
        ],
    }
    return render(request, "certificaten/vermelding.html", context | over_de_houder(certificaat, vandaag))


# What somebody with a role at this label can do on its page: the act, when, and what stands on the button.
HANDELINGEN = (
    (Handeling.MAATREGEL_VOORSTELLEN, LOOPT, "Stel een maatregel voor"),
    (Handeling.BEEINDIGEN, LOOPT, "Beëindig het label"),
)


def _handelingen(wie, certificaat, stand):
    """(name of the page, button) of what this person can do; nothing for who only looks."""
    mogelijk = [(een.value, knop) for een, standen, knop in HANDELINGEN if stand in standen and heeft_rol(wie, een)]
    if not wie or not (mogelijk or gebruiksregels(stand)):
        return []
    if not Certificaat.objects.zichtbaar_voor(wie).filter(pk=certificaat.pk).exists():
        return []
    return [*mogelijk, *([("merkgebruik", "Wat er nu stopt")] if gebruiksregels(stand) else [])]


@openbaar
@require_safe
def certificaat_pdf(request, nummer):
    """The sealed file of the present edition. It is public once it is handed out; who hands it out may look at it before."""
    bestanden = Certificaatbestand.objects.all()
    if not heeft_rol(request.lidmaatschap, Handeling.UITGEVEN):
        bestanden = bestanden.filter(certificaat__uitgifte__isnull=False)
    bestand = get_object_or_404(
        bestanden.select_related("certificaat"), certificaat__nummer=nummer, uitgave=F("certificaat__uitgave")
    )
    return _als_bestand(bestand)


@mag(Handeling.TRAJECT_LEZEN, Certificaat, los=("uitgave",))
@require_safe
def uitgave_pdf(request, certificaat, uitgave):
    """The sealed file of an earlier edition, for who may know about the label; everyone else gets the present one."""
    uitgegeven = certificaat.bestanden.filter(certificaat__uitgifte__isnull=False).select_related("certificaat")
    return _als_bestand(get_object_or_404(uitgegeven, uitgave=uitgave))


def _als_bestand(bestand):
    with heel(bestand.bestand, bestand.sha256) as pdf:
        return HttpResponse(
            pdf.read(),
            content_type="application/pdf",
            headers={"Content-Disposition": f'attachment; filename="{bestand.bestandsnaam}"'},
        )


# Nothing changes here and nothing is known about the sender, so there is nothing to protect against another site.
@csrf_exempt
@openbaar
@require_http_methods(["GET", "HEAD", "POST"])
def verifieer(request):
    """Check a certificate by its number or its file."""
    if request.method == "POST":
        request.upload_handlers = [AlleenInGeheugen(request)]
        form = BestandForm(request.POST, request.FILES)
        context = _gecontroleerd(form.cleaned_data["bestand"]) if form.is_valid() else {}
        return _controlepagina(request, bestandform=form, **context)
    form = NummerForm(request.GET) if "nummer" in request.GET else NummerForm()
    if form.is_bound and form.is_valid():
        return redirect("verifieer_nummer", nummer=form.cleaned_data["nummer"])
    return _controlepagina(request, nummerform=form)


def _gecontroleerd(pdf):
    """Context of the outcome for a file (bytes)."""
    zegel = controleren(pdf)
    uitkomst = bestandsuitkomst(zegel)
    if uitkomst:
        return {"uitkomst": uitkomst, "zegel": zegel}
    vandaag = timezone.localdate()
    certificaat = opzoeken(zegel.nummer, vandaag)
    if certificaat is None:
        return {"uitkomst": NIET_UITGEGEVEN, "zegel": zegel}
    return {
        "uitkomst": uitkomst_van_bestand(certificaat, zegel, vandaag),
        "zegel": zegel,
        "certificaat": certificaat,
        "bestand": certificaat.na_uitgave(zegel.uitgave) and certificaat.bestand,
    }


@openbaar
@require_safe
def verifieer_nummer(request, nummer):
    """The outcome for a number, today or on a day that is asked for."""
    vandaag = timezone.localdate()
    dagform = DagForm(request.GET if "op" in request.GET else None)
    dag = (dagform.is_valid() and dagform.cleaned_data["op"]) or vandaag
    certificaat = opzoeken(nummer, dag)
    if certificaat is None:
        return _controlepagina(request, uitkomst=ONBEKEND, gezocht=nummer, status=404)
    vandaag_anders, toen = None, certificaat.uitgave
    if dag != vandaag:
        vandaag_anders, toen = uitkomst_op(opzoeken(nummer, vandaag), vandaag), certificaat.uitgave_op(dag)
    return _controlepagina(
        request,
        uitkomst=uitkomst_op(certificaat, dag),
        # As it read on that day.
        certificaat=certificaat.zoals_op(toen),
        vervangen=vervangenzin(certificaat, toen),
        dagform=dagform,
        vandaag_anders=vandaag_anders,
    )


def _controlepagina(request, *, status=None, **context):
    leeg = {
        "uitkomst": None,
        "certificaat": None,
        "zegel": None,
        "bestand": None,
        "dagform": None,
        "vandaag_anders": None,
        "vervangen": "",
        "gezocht": "",
    }
    if certificaat := context.get("certificaat"):
        context |= over_de_houder(certificaat, timezone.localdate())
    formulieren = {"nummerform": NummerForm(), "bestandform": BestandForm()}
    vast = {"nu": timezone.now(), "is_demozegel": is_demozegel()}
    return render(request, "certificaten/verifieer.html", leeg | formulieren | vast | context, status=status)


@mag(Handeling.UITGEVEN, Traject)
@require_POST
def uitgeven(request, traject):
    uitvoeren(
        request, handelingen.uitgeven, traject, gelukt="Het certificaat is uitgegeven. Het staat nu in het register."
    )
    return redirect("besluit", nummer=traject.nummer)


@mag(Handeling.NIEUWE_UITGAVE, Certificaat)
def nieuwe_uitgave(request, certificaat):
    """First what a new edition says, then what changes by that, and only then the edition itself."""
    certificaat = Certificaat.objects.met_stand().select_related("organisatie", "traject").get(pk=certificaat.pk)
    waarom = aanleiding(certificaat)
    begin = {veld: getattr(certificaat, veld) for veld in Uitgave.VELDEN} | {"na_uitgave": certificaat.uitgave}
    if waarom and "overnemen" in request.GET:
        begin |= waarom.gegevens
    form, stap, bekeken = UitgaveForm(request.POST or None, initial=begin), request.POST.get("stap"), []
    if stap != "terug" and form.is_valid():
        gezegd = {veld: form.cleaned_data[veld] for veld in Uitgave.VELDEN}
        if redenen := inhoudsbelemmeringen(certificaat, form.cleaned_data["na_uitgave"], gezegd):
            form.add_error(None, redenen)
        elif stap == "maken" and uitvoeren(
            request,
            handelingen.nieuwe_uitgave,
            certificaat,
            form=form,
            gelukt=f"Uitgave {certificaat.uitgave + 1} is er. De PDF wordt nu gemaakt en verzegeld.",
            **form.cleaned_data,
        ):
            return redirect(certificaat)
        if form.is_valid():
            bekeken = veranderingen(certificaat, gezegd)
    context = {
        "certificaat": certificaat,
        "form": form,
        "aanleiding": waarom,
        "bekeken": bekeken,
        "volgende": certificaat.uitgave + 1,
        "belemmeringen": uitgavebelemmeringen(request.lidmaatschap, certificaat),
    }
    return render(request, "certificaten/nieuwe_uitgave.html", context)


@mag(Handeling.AFSLUITEN, Traject)
@require_POST
def afsluiten(request, traject):
    # The page says itself that it is done.
    uitvoeren(request, handelingen.afsluiten, traject)
    return redirect("besluit", nummer=traject.nummer)


@mag(Handeling.AANMELDEN, Cyclus)
@require_http_methods(["GET", "HEAD", "POST"])
def hernieuwen(request, cyclus):
    """Apply for an assessment that renews a label. What is known stands in the form already; the person looks at it and sends it."""
    wie, kader = request.lidmaatschap, bruikbaar_kader(timezone.localdate())
    toegekend = cyclus.trajecten.filter(soort=Soort.TOETS, status=Status.LOPEND)
    vorige = toegekend.select_related("certificeerder").order_by("pk").last()
    belemmeringen = aanmeldbelemmeringen(wie) or hernieuwbelemmeringen(cyclus)
    if not belemmeringen and vorige:
        belemmeringen = cyclusbelemmeringen(wie, cyclus, vorige.reikwijdte)
    if kader is None:
        belemmeringen.append(GEEN_KADER)
    if belemmeringen:
        return render(request, "trajecten/aanmelden_kan_niet.html", {"belemmeringen": belemmeringen})
    certificaat = nieuwste_van(cyclus, timezone.localdate())
    bekend = _wat_bekend_is(vorige, certificaat, wie.organisatie)
    form = AanmeldForm(request.POST or None, kader=kader, wie=wie, cyclus=cyclus, initial=bekend)
    if form.is_valid():
        try:
            traject = handelingen.hernieuwen(wie, cyclus, **form.keuzes())
        except Geweigerd as geweigerd:
            for reden in geweigerd.redenen:
                form.add_error(None, reden)
        else:
            return redirect(traject)
    context = {
        "form": form,
        "kader": kader,
        "vorige": vorige,
        "certificaat": certificaat,
        "organisatie": wie.organisatie,
    }
    return render(request, "certificaten/hernieuwen.html", context)


def _wat_bekend_is(vorige, certificaat, organisatie):
    """Size as the organisation has it now, or as it was the last time; what the label is about by now; the rest from the last time."""
    return {
        "variant": vorige.variant,
        "reikwijdte": certificaat.reikwijdte,
        "fte": round(organisatie.fte, 1) if organisatie.fte else vorige.fte,
        "locaties": organisatie.locaties or vorige.locaties,
        "certificeerder": vorige.certificeerder_id,
    }
