"""How somebody wants the own post, who takes the turns when away, and the dates in the own calendar."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from berichten import handelingen
from berichten.forms import PostForm, VervangingForm
from berichten.kalender import SOORT, eigen_agenda
from berichten.models import Agendakoppeling, Vervanging
from leden.bevoegdheden import Handeling
from leden.bewaken import mag, openbaar
from leden.models import Lidmaatschap
from leden.uitvoeren import uitvoeren

# Wrong addresses of a calendar per visitor; who has a good one is never stopped.
FOUTE_ADRESSEN = {"agenda": "30/m/ip"}


def _eigen_rollen(request):
    return list(
        Lidmaatschap.objects.geldig()
        .filter(gebruiker=request.user)
        .select_related("organisatie", "postvoorkeur")
        .order_by("organisatie__naam", "rol", "pk")
    )


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
        te_vaak = not ratelimit.consume(request, app="leden", action="agenda", config=FOUTE_ADRESSEN, limit_get=True)
        return HttpResponse(status=429 if te_vaak else 404)
    inhoud = eigen_agenda(koppeling.gebruiker)
    if inhoud is None:
        return HttpResponse(status=404)
    # Calendars come often; one row a day is written.
    if koppeling.gebruikt_op != timezone.localdate():
        Agendakoppeling.objects.filter(pk=koppeling.pk).update(gebruikt_op=timezone.localdate())
    return HttpResponse(inhoud, content_type=SOORT)
