from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import (
    afgerondbelemmeringen,
    gespreksbelemmeringen,
    kladbelemmeringen,
    notitiebelemmeringen,
    notitietekstbelemmeringen,
)
from toetsing.forms.gesprekken import NotitieForm, PartnerFormSet, SamenvattingForm
from toetsing.handelingen import gesprekken as handelingen
from toetsing.models import Gesprek, Gesprekstoetser, Notitie
from trajecten import schrijven
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Gesprek)
@require_safe
def gesprek(request, gesprek):
    return _pagina(request, gesprek)


def _pagina(request, gesprek, **ingevuld):
    """The page of a talk: for the assessors at it to write, for the others of the team to read.

    `ingevuld`: a refused form in the place of the one that is shown otherwise.
    """
    wie = request.lidmaatschap
    _met_alles(gesprek)
    if not gesprek.traject.toont(wie, Stuk.NOTITIES):
        raise Http404
    notities = list(gesprek.notities.all())
    besproken = {norm.pk for notitie in notities for norm in notitie.normen.all()}
    vragen = [(norm, norm.vragen_voor(gesprek.groep)) for norm in gesprek.normen.all()]
    bij_notities = notitiebelemmeringen(wie, gesprek)
    belemmeringen = bij_notities or afgerondbelemmeringen(gesprek)
    context = {
        "traject": gesprek.traject,
        "gesprek": gesprek,
        "groep": gesprek.traject.kaderversie.gespreksgroep(gesprek.groep),
        "notities": notities,
        "zonder_norm": [notitie for notitie in notities if not notitie.normen.all()],
        "verbetert": not bij_notities,
        # Of which the norms are open: the one that somebody just put with a norm.
        "kiest_normen": request.GET.get("notitie"),
        "vragen": vragen,
        "nog_vragen": [(norm, zinnen) for norm, zinnen in vragen if norm.pk not in besproken],
        "ziet_bevindingen": gesprek.traject.toont(wie, Stuk.BEVINDINGEN),
        # Who has another role only reads, and needs no reason why.
        "belemmeringen": belemmeringen if heeft_rol(wie, Handeling.NOTITIE_MAKEN) else [],
    }
    papier = next((een for een in gesprek.gesprekstoetsers.all() if een.toetser_id == wie.gebruiker_id), None)
    # What was typed stays in sight, also when the talk was closed meanwhile.
    if papier and (ingevuld or not belemmeringen):
        context |= _schrijfgerei(gesprek, papier) | ingevuld
    return render(request, "toetsing/gesprek.html", context)


def _met_alles(gesprek):
    toetsers = Gesprekstoetser.objects.met_team()
    notities = Notitie.objects.select_related("gemaakt_door").prefetch_related("normen")
    prefetch_related_objects(
        [gesprek], "gesprekspartners", "normen", Prefetch("gesprekstoetsers", toetsers), Prefetch("notities", notities)
    )


def _schrijfgerei(gesprek, papier):
    samenvatting = schrijven.laatste_versies([gesprek]).get(gesprek.pk)
    return {
        "notitieform": NotitieForm(
            gesprek, initial={"soort": Notitie.Soort.GEHOORD, "klad": papier.klad}, tekstveld="klad"
        ),
        "partners": PartnerFormSet(gesprek),
        "samenvattingform": SamenvattingForm(initial={"samenvatting": gesprek.samenvatting}),
        "samenvatting_bewaard": samenvatting and samenvatting.bewaard_op,
        "open": nog_te_doen.gesprek(gesprek),
    }


@mag(Handeling.NOTITIE_MAKEN, Gesprek)
@require_POST
def klad_bewaren(request, gesprek):
    """One save of the note that someone is typing, by the writing surface itself.

    Who went on typing while the note was kept, started from words that are on the paper no more: it is empty.
    """
    papier = _papier(request, gesprek)
    if not papier.klad and request.POST.get("basis") == papier.vastgelegd:
        request.POST = request.POST.copy()
        request.POST["basis"] = vingerafdruk("")
    return schrijven.antwoord(request, papier, ("klad",), kladbelemmeringen, let_op=gevonden)


def _papier(request, gesprek):
    """The scrap paper of this assessor; who is not at the talk has none."""
    papier = gesprek.gesprekstoetsers.filter(toetser=request.lidmaatschap.gebruiker).first()
    if papier is None:
        raise Http404
    return papier


@mag(Handeling.NOTITIE_MAKEN, Gesprek)
@require_POST
def notitie_maken(request, gesprek):
    """Keep the note; without JavaScript also the button that only saves the scrap paper comes here."""
    papier = _papier(request, gesprek)
    form = NotitieForm(gesprek, request.POST, initial={"klad": papier.klad}, tekstveld="klad")
    if "bewaren" in request.POST:
        if form.is_valid() and schrijven.formulier_bewaren(request, papier, form, ("klad",), kladbelemmeringen):
            return redirect(gesprek)
    elif form.is_valid():
        basis = request.POST.get("klad_basis", "")
        if uitvoeren(
            request, handelingen.notitie_maken, gesprek, **form.notitie(), basis=basis, form=form, gelukt="Vastgelegd."
        ):
            return redirect(gesprek)
    return _pagina(request, gesprek, notitieform=form)


@mag(Handeling.NOTITIE_MAKEN, Notitie)
@require_http_methods(["GET", "HEAD", "POST"])
def notitie_wijzigen(request, notitie):
    """Mend a note. Its text saves itself; the button is for all of it."""
    if "veld" in request.POST:
        return _tekst_bewaren(request, notitie)
    nu = {"soort": notitie.soort, "tekst": notitie.tekst, "is_niet_herleidbaar": notitie.is_niet_herleidbaar}
    nu["normen"] = [norm.pk for norm in notitie.normen.all()]
    form = NotitieForm(notitie.gesprek, request.POST or None, initial=nu)
    if form.is_valid():
        velden = form.notitie() | {"basis": request.POST.get("tekst_basis", "")}
        if uitvoeren(request, handelingen.notitie_wijzigen, notitie, **velden, form=form, gelukt="Gewijzigd."):
            return redirect(notitie.gesprek)
    wie, versie = request.lidmaatschap, schrijven.laatste_versies([notitie]).get(notitie.pk)
    belemmeringen = notitiebelemmeringen(wie, notitie.gesprek)
    context = {
        "traject": notitie.gesprek.traject,
        "notitie": notitie,
        "form": form,
        "bewaard": versie and versie.bewaard_op,
        "belemmeringen": belemmeringen,
        "kan_weg": notitie.gemaakt_door_id == wie.gebruiker_id
        and not (belemmeringen or afgerondbelemmeringen(notitie.gesprek)),
    }
    return render(request, "toetsing/notitie_wijzigen.html", context)


def _tekst_bewaren(request, notitie):
    """One save by the surface itself. A note is never without words, and points to nobody, also not for a while."""
    if redenen := handelingen.tekstbelemmeringen(request.POST.get("tekst", "")):
        return JsonResponse({"redenen": redenen}, status=422)
    with transaction.atomic():
        antwoord = schrijven.antwoord(request, notitie, ("tekst",), notitietekstbelemmeringen, let_op=gevonden)
        if antwoord.status_code == 200:
            handelingen.na_afronden(request.lidmaatschap, notitie.gesprek)
    return antwoord


@mag(Handeling.NOTITIE_MAKEN, Notitie)
@require_http_methods(["GET", "HEAD", "POST"])
def notitie_versies(request, notitie):
    """Earlier versions of the text of a note, for who writes at the talk."""
    return tekstversies(
        request,
        notitie,
        "tekst",
        velden=("tekst",),
        belemmeringen=lambda wie, een: gespreksbelemmeringen(wie, een.gesprek),
        traject=notitie.traject,
        terug=reverse("notitie_wijzigen", args=[notitie.traject.nummer, notitie.gesprek.nummer, notitie.pk]),
        terug_tekst="Wijzig een notitie",
    )


@mag(Handeling.NOTITIE_MAKEN, Notitie)
@require_POST
def notitie_norm(request, notitie):
    """Put a note with a norm (`erbij`) or take it away there (`eraf`), by the chips in the list."""
    hoort_erbij = "erbij" in request.POST
    code = request.POST.get("erbij" if hoort_erbij else "eraf", "")
    norm = get_object_or_404(notitie.traject.kaderversie.normen, nummer=code)
    uitvoeren(request, handelingen.norm_kiezen, notitie, norm, hoort_erbij)
    return redirect(f"{notitie.gesprek.get_absolute_url()}?notitie={notitie.pk}#notitie-{notitie.pk}")


@mag(Handeling.NOTITIE_MAKEN, Notitie)
@require_POST
def notitie_verwijderen(request, notitie):
    if uitvoeren(request, handelingen.notitie_verwijderen, notitie, gelukt="De notitie is weg."):
        return redirect(notitie.gesprek)
    return redirect("notitie_wijzigen", notitie.gesprek.traject.nummer, notitie.gesprek.nummer, notitie.pk)


@mag(Handeling.NOTITIE_MAKEN, Gesprek)
@require_POST
def partners_vastleggen(request, gesprek):
    partners = PartnerFormSet(gesprek, request.POST)
    if partners.is_valid() and uitvoeren(
        request, handelingen.partners_vastleggen, gesprek, partners.partners(), gelukt="Met wie u sprak, staat erin."
    ):
        return redirect(f"{gesprek.get_absolute_url()}#partners")
    return _pagina(request, gesprek, partners=partners)


@mag(Handeling.NOTITIE_MAKEN, Gesprek)
@require_POST
def samenvatting_bewaren(request, gesprek):
    """One save of the summary: by the surface itself, or by the form of the page where there is no JavaScript."""
    if "veld" in request.POST:
        return schrijven.antwoord(request, gesprek, ("samenvatting",), gespreksbelemmeringen, let_op=gevonden)
    form = SamenvattingForm(request.POST, initial={"samenvatting": gesprek.samenvatting})
    if form.is_valid() and schrijven.formulier_bewaren(
        request, gesprek, form, ("samenvatting",), gespreksbelemmeringen
    ):
        return redirect(f"{gesprek.get_absolute_url()}#samenvatting")
    return _pagina(request, gesprek, samenvattingform=form)


@mag(Handeling.NOTITIE_MAKEN, Gesprek)
@require_POST
def samenvatting_teruggeven(request, gesprek):
    uitvoeren(request, handelingen.teruggeven, gesprek, request.POST.get("teruggegeven") == "ja")
    return redirect(f"{gesprek.get_absolute_url()}#samenvatting")


@mag(Handeling.GESPREK_AFRONDEN, Gesprek)
@require_POST
def gesprek_afronden(request, gesprek):
    uitvoeren(request, handelingen.gesprek_afronden, gesprek, gelukt="Het gesprek is afgerond.")
    return redirect(gesprek)
