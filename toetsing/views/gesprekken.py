from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from huisstijl.velden import vingerafdruk
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from normenkader.models import Stuk
from toetsing import nog_te_doen
from toetsing.bevoegdheden import gespreksbelemmeringen, kladbelemmeringen
from toetsing.forms.gesprekken import NotitieForm, PartnerFormSet, SamenvattingForm
from toetsing.handelingen import gesprekken as handelingen
from toetsing.models import Gesprek, Gesprekstoetser, Notitie
from toetsing.persoonsgegevens import gevonden
from trajecten import schrijven


@mag(Handeling.TRAJECT_LEZEN, Gesprek)
@require_safe
def gesprek(request, gesprek):
    return _pagina(request, gesprek)


def _pagina(request, gesprek, **ingevuld):
    """The page of a talk: for the assessors at it to write, for the others of the team to read.

    `ingevuld`: a refused form in the place of the one that is shown otherwise.
    """
    wie = request.lidmaatschap
    gesprek = _met_alles(gesprek)
    if not gesprek.traject.toont(wie, Stuk.NOTITIES):
        raise Http404
    notities = list(gesprek.notities.all())
    besproken = {norm.pk for notitie in notities for norm in notitie.normen.all()}
    vragen = [(norm, norm.vragen_voor(gesprek.groep)) for norm in gesprek.normen.all()]
    belemmeringen = gespreksbelemmeringen(wie, gesprek)
    context = {
        "traject": gesprek.traject,
        "gesprek": gesprek,
        "groep": gesprek.traject.kaderversie.gespreksgroep(gesprek.groep),
        "notities": notities,
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
    toetsers = Gesprekstoetser.objects.select_related("toetser").order_by("pk")
    notities = Notitie.objects.select_related("gemaakt_door").prefetch_related("normen")
    return (
        Gesprek.objects.select_related("traject__organisatie", "traject__kaderversie", "dag")
        .prefetch_related(
            "gesprekspartners", "normen", Prefetch("gesprekstoetsers", toetsers), Prefetch("notities", notities)
        )
        .get(pk=gesprek.pk)
    )


def _schrijfgerei(gesprek, papier):
    bewaard = schrijven.laatste_versies([papier]).get(papier.pk) if papier.klad else None
    samenvatting = schrijven.laatste_versies([gesprek]).get(gesprek.pk)
    return {
        "notitieform": NotitieForm(gesprek, initial={"soort": Notitie.Soort.GEHOORD, "klad": papier.klad}),
        "klad_bewaard": bewaard and bewaard.bewaard_op,
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
    form = NotitieForm(gesprek, request.POST, initial={"klad": papier.klad})
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
    nu = {"soort": notitie.soort, "klad": notitie.tekst, "is_niet_herleidbaar": notitie.is_niet_herleidbaar}
    nu["normen"] = [norm.pk for norm in notitie.normen.all()]
    form = NotitieForm(notitie.gesprek, request.POST or None, initial=nu)
    if form.is_valid():
        velden = form.notitie() | {"basis": request.POST.get("basis", "")}
        if uitvoeren(request, handelingen.notitie_wijzigen, notitie, **velden, form=form, gelukt="Gewijzigd."):
            return redirect(notitie.gesprek)
    context = {
        "traject": notitie.gesprek.traject,
        "notitie": notitie,
        "form": form,
        "basis": vingerafdruk(notitie.tekst),
        "is_eigen": notitie.gemaakt_door_id == request.lidmaatschap.gebruiker_id,
        "belemmeringen": gespreksbelemmeringen(request.lidmaatschap, notitie.gesprek),
    }
    return render(request, "toetsing/notitie_wijzigen.html", context)


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
