"""The own post and how somebody wants it, who takes the turns when away, the dates in the own calendar, and what did not arrive."""

from django.conf import settings
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten import handelingen
from berichten.forms import PostForm, VervangingForm
from berichten.kalender import SOORT, eigen_agenda
from berichten.models import Agendakoppeling, Bezorging, Kapotadres, Vervanging, Zending
from berichten.regels import REGELS, SOORTEN
from huisstijl.bladeren import bladzijde_van
from leden import begrenzen
from leden.bevoegdheden import Handeling, heeft_rol
from leden.bewaken import mag, openbaar
from leden.models import Lidmaatschap, met_voorgangers
from leden.uitvoeren import uitvoeren

# Wrong addresses of a calendar per visitor; who has a good one is never stopped.
FOUTE_ADRESSEN = "30/m/ip"


def _eigen_rollen(request):
    return list(
        Lidmaatschap.objects.geldig()
        .filter(gebruiker=request.user)
        .select_related("organisatie", "postvoorkeur")
        .order_by("organisatie__naam", "rol", "pk")
    )


@mag(Handeling.POST_INSTELLEN)
@require_safe
def eigen_post(request):
    """The letters that one got in this role, newest first; none about what one may not read about any more."""
    wie = request.lidmaatschap
    # Also in an earlier period of the role, or at an organisation that went into this one.
    rol = Lidmaatschap.objects.filter(
        gebruiker=wie.gebruiker_id, rol=wie.rol, organisatie__in=met_voorgangers(wie.organisatie_id)
    )
    bezorgingen = Bezorging.objects.filter(lidmaatschap__in=rol, vervallen_op__isnull=True)
    bezorgingen = bezorgingen.select_related("poststuk", "zending").order_by("-poststuk_id")
    eigen = [regel for regel in REGELS if wie.rol in regel.aan.rollen and regel.aan.leest]
    partijen = {regel.aan for regel in eigen}
    for woord, soort in SOORTEN.items():
        if soort.ziet:
            te_lezen = Q(poststuk__onderwerp__in=soort.ziet(wie))
            for partij in partijen:
                brieven = [regel.brief for regel in eigen if regel.aan == partij]
                te_lezen |= Q(poststuk__brief__in=brieven, poststuk__onderwerp__in=partij.leest(wie))
            bezorgingen = bezorgingen.filter(~Q(poststuk__onderwerp__startswith=f"{woord} ") | te_lezen)
    return render(request, "berichten/eigen_post.html", {"bladzijde": bladzijde_van(request, bezorgingen)})


@mag(Handeling.POST_INSTELLEN)
@require_http_methods(["GET", "HEAD", "POST"])
def postvoorkeuren(request):
    """How the post of each of one's roles comes; and who takes the turns now, or later."""
    form = PostForm(request.POST or None, lidmaatschappen=_eigen_rollen(request))
    if form.is_valid() and uitvoeren(
        request,
        handelingen.post_instellen,
        form.keuzes(),
        form=form,
        gelukt="Uw keuze is bewaard en geldt vanaf de volgende brief.",
    ):
        return redirect("postvoorkeuren")
    eigen = Vervanging.objects.niet_voorbij().filter(lidmaatschap__gebruiker=request.user)
    voor_anderen = Vervanging.objects.niet_voorbij().filter(vervanger__gebruiker=request.user)
    namen = ("lidmaatschap__gebruiker", "lidmaatschap__organisatie", "vervanger__gebruiker")
    context = {
        "form": form,
        "vervangingen": eigen.select_related(*namen),
        "voor_anderen": voor_anderen.select_related(*namen),
    }
    return render(request, "berichten/postvoorkeuren.html", context)


@mag(Handeling.VERVANGING_REGELEN)
@require_http_methods(["GET", "HEAD", "POST"])
def vervanging(request):
    """Ask a colleague with the same role to take the turns."""
    form = VervangingForm(request.POST or None, lidmaatschappen=_eigen_rollen(request))
    if form.is_valid():
        lidmaatschap, vervanger = form.cleaned_data["wie"]
        if uitvoeren(
            request,
            handelingen.vervanging_regelen,
            form=form,
            gelukt=f"{vervanger.gebruiker.naam} vervangt u.",
            lidmaatschap=lidmaatschap,
            vervanger=vervanger,
            van=form.cleaned_data["van"],
            tot=form.cleaned_data["tot"],
        ):
            return redirect("postvoorkeuren")
    niemand = "Er is niemand met dezelfde rol bij uw organisatie. Vraag uw beheerder om een collega die rol te geven."
    context = {"form": form, "belemmeringen": [] if form.paren else [niemand]}
    return render(request, "berichten/vervanging.html", context)


@mag(Handeling.VERVANGING_REGELEN)
@require_POST
def vervanging_beeindigen(request, pk):
    """Be back."""
    rij = get_object_or_404(Vervanging.objects.filter(lidmaatschap__gebruiker=request.user), pk=pk)
    uitvoeren(request, handelingen.vervanging_beeindigen, rij, gelukt="De post komt vanaf nu weer bij u.")
    return redirect("postvoorkeuren")


@mag(Handeling.AGENDA_KOPPELEN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_koppelen(request):
    """The address for the own calendar: whether there is one, and once, when it has just been made, what it is."""
    adres = ""
    if request.method == "POST":
        teken = handelingen.agenda_koppelen(request.lidmaatschap)
        adres = f"{settings.ADRES}{reverse('agenda', args=[teken])}"
    koppeling = Agendakoppeling.objects.filter(gebruiker=request.user).first()
    return render(request, "berichten/agenda.html", {"koppeling": koppeling, "adres": adres})


@mag(Handeling.AGENDA_KOPPELEN)
@require_POST
def agenda_losmaken(request):
    """Have the address work no more."""
    uitvoeren(request, handelingen.agenda_losmaken, gelukt="Het adres werkt niet meer.")
    return redirect("agenda_koppelen")


@openbaar
@never_cache
@require_safe
def agenda(request, teken):
    """The dates of whose address this is, for a calendar that fetches them; it does not sign in, and the address is the secret."""
    koppeling = Agendakoppeling.objects.met(teken).select_related("gebruiker").first()
    if koppeling is None:
        te_vaak = begrenzen.te_vaak(request, "agenda", FOUTE_ADRESSEN)
        return HttpResponse(status=429 if te_vaak else 404)
    inhoud = eigen_agenda(koppeling.gebruiker)
    if inhoud is None:
        return HttpResponse(status=404)
    # Calendars come often; one row a day is written.
    if koppeling.gebruikt_op != timezone.localdate():
        Agendakoppeling.objects.filter(pk=koppeling.pk).update(gebruikt_op=timezone.localdate())
    return HttpResponse(inhoud, content_type=SOORT)


@mag(Handeling.ADRES_NAKIJKEN)
@require_safe
def teruggekomen_post(request):
    """Addresses that do not work, of the people one looks after; and for the bureau what the mail server never took."""
    wie = request.lidmaatschap
    adressen = Kapotadres.objects.zichtbaar_voor(wie).select_related("gebruiker")
    stuurt = heeft_rol(wie, Handeling.POST_OPNIEUW_STUREN)
    context = {
        "bladzijde": bladzijde_van(request, adressen),
        "stuurt": stuurt,
        "mislukt": Zending.objects.mislukt().count() if stuurt else 0,
    }
    return render(request, "berichten/teruggekomen_post.html", context)


@mag(Handeling.ADRES_NAKIJKEN, Kapotadres)
@require_POST
def adres_werkt_weer(request, kapotadres):
    """Mail letters to this address again."""
    gelukt = f"Brieven gaan weer naar {kapotadres.adres}."
    uitvoeren(request, handelingen.adres_werkt_weer, kapotadres, gelukt=gelukt)
    return redirect("teruggekomen_post")


@mag(Handeling.POST_OPNIEUW_STUREN)
@require_POST
def post_opnieuw_sturen(request):
    """Send again what the mail server never took."""
    uitvoeren(request, handelingen.post_opnieuw_sturen, gelukt="De post gaat opnieuw op weg.")
    return redirect("teruggekomen_post")
