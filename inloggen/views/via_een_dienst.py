"""Signing in through the service of an organisation, and linking one's own account to it."""

from allauth.core import ratelimit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from inloggen import inlogbewijs
from inloggen.bevestigen import eerst_bevestigen, zonder_tweede_stap
from inloggen.bevoegdheden.inlogdiensten import bewezen_diensten, koppelbare_diensten, losmaakbelemmeringen
from inloggen.dienst import heen_en_terug
from inloggen.dienst.aansluiting import Dienstadapter, provider_voor
from inloggen.dienst.proef import Proefadapter
from inloggen.doorsturen import binnen
from inloggen.forms.inlogdiensten import DienstzoekForm, OnthoudForm
from inloggen.handelingen import inlogdiensten as handelingen
from inloggen.models import Inlogdienst
from leden.bevoegdheden import Geweigerd, Handeling
from leden.bewaken import ingelogd, openbaar

ONTHOUDEN_COOKIE = "inlogdienst"
EEN_JAAR = 365 * 24 * 60 * 60


def _verder(request):
    """Where someone wanted to go, when that is on this site."""
    return binnen(request, request.POST.get("next") or request.GET.get("next") or "")


@openbaar
def inlogdienst_kiezen(request):
    """From a work e-mail address or the name of an organisation to its door; there is no public list."""
    if te_vaak := ratelimit.consume_or_429(request, action="inlogdienst"):
        return te_vaak
    form = DienstzoekForm(request.POST or None)
    if form.is_valid():
        dienst = form.cleaned_data["organisatie"]
        antwoord = redirect("inlogdienst", dienst.kenmerk)
        if verder := _verder(request):
            antwoord["Location"] += f"?{urlencode({'next': verder})}"
        return antwoord
    return render(request, "inloggen/inlogdienst_kiezen.html", {"form": form, "next": _verder(request)})


@openbaar
def inlogdienst(request, kenmerk):
    """The door of one organisation: says where one goes, and goes there."""
    dienst = get_object_or_404(Inlogdienst.objects.actief().select_related("organisatie"), kenmerk=kenmerk)
    onthouden = request.COOKIES.get(ONTHOUDEN_COOKIE) == kenmerk
    form = OnthoudForm(request.POST or None, initial={"onthouden": onthouden})
    if request.method != "POST":
        context = {"dienst": dienst, "form": form, "next": _verder(request)}
        return render(request, "inloggen/inlogdienst.html", context)
    if te_vaak := ratelimit.consume_or_429(request, action="inlogdienst"):
        return te_vaak
    antwoord = heen_en_terug.heen(request, dienst, naar=_verder(request))
    if "onthouden" in request.POST:
        antwoord.set_cookie(
            ONTHOUDEN_COOKIE, kenmerk, max_age=EEN_JAAR, httponly=True, samesite="Lax", secure=settings.PRODUCTIE
        )
    elif onthouden:
        antwoord.delete_cookie(ONTHOUDEN_COOKIE, samesite="Lax")
    return antwoord


@openbaar
@require_GET
def inlogdienst_terug(request, pk):
    """Where the service sends people back to."""
    dienst = get_object_or_404(Inlogdienst.objects.select_related("organisatie"), pk=pk)
    vraag = heen_en_terug.vraag_bij(request, dienst)
    is_proef = vraag.get("doel") == heen_en_terug.PROBEREN
    if not vraag or not (dienst.is_actief or is_proef):
        return heen_en_terug.mislukt(request, [heen_en_terug.ONBEKEND_ANTWOORD])
    if request.GET.get("iss", dienst.issuer) != dienst.issuer:
        # RFC 9207: another service answers than the one we asked.
        redenen = ["Het antwoord komt van een andere dienst dan waar u naartoe ging."]
        return heen_en_terug.afgewezen(request, dienst, vraag, redenen)
    adapter = Proefadapter if is_proef else Dienstadapter
    return OAuth2CallbackView.adapter_view(adapter(request, provider_voor(request, dienst)))(request)


@ingelogd
def koppelingen(request):
    """With which accounts of which services someone signs in, and which could be linked."""
    gekoppeld = list(SocialAccount.objects.filter(user=request.user).order_by("pk"))
    diensten = {
        dienst.provider_id: dienst for dienst in koppelbare_diensten(request.user).select_related("organisatie")
    }
    rijen = [
        {
            "koppeling": koppeling,
            "dienst": diensten.get(koppeling.provider),
            "naam": koppeling.extra_data.get("naam", ""),
            "belemmeringen": losmaakbelemmeringen(request.user, koppeling),
        }
        for koppeling in gekoppeld
    ]
    al = {koppeling.provider for koppeling in gekoppeld}
    nog = [dienst for provider, dienst in diensten.items() if provider not in al]
    return render(request, "inloggen/koppelingen.html", {"rijen": rijen, "nog": nog})


@ingelogd
@require_POST
@eerst_bevestigen(Handeling.INLOGDIENST_KOPPELEN)
def inlogdienst_koppelen(request, pk):
    """Go to the service of one's own organisation and come back with the account that is linked from then on."""
    if te_vaak := ratelimit.consume_or_429(request, action="inlogdienst"):
        return te_vaak
    dienst = get_object_or_404(koppelbare_diensten(request.user).select_related("organisatie"), pk=pk)
    return heen_en_terug.heen(request, dienst, doel="koppelen", naar=_verder(request) or reverse("koppelingen"))


@ingelogd
@require_POST
@eerst_bevestigen(Handeling.INLOGDIENST_LOSMAKEN)
def inlogdienst_losmaken(request, pk):
    koppeling = get_object_or_404(SocialAccount, user=request.user, pk=pk)
    try:
        handelingen.losmaken(request.user, koppeling)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            messages.error(request, reden)
    else:
        messages.success(request, "Het account is losgemaakt. Het opent hier niets meer.")
    return redirect("koppelingen")


@zonder_tweede_stap
@ingelogd
def dichte_rollen(request):
    """Which of someone's roles do not work in this session, why, and the way to open them."""
    al = set(SocialAccount.objects.filter(user=request.user).values_list("provider", flat=True))
    rijen = []
    for lidmaatschap, redenen in request.dichte_lidmaatschappen:
        dienst = getattr(lidmaatschap.organisatie, "inlogdienst", None)
        dienst = dienst if dienst and dienst.is_actief else None
        rijen.append(
            {
                "lidmaatschap": lidmaatschap,
                "redenen": redenen,
                "dienst": dienst,
                "gekoppeld": bool(dienst and dienst.provider_id in al),
            }
        )
    context = {
        "rijen": rijen,
        "next": _verder(request),
        "eigen": bewezen_diensten(request)[1],
        "heeft_factor": inlogbewijs.heeft_factor(request.user),
    }
    return render(request, "inloggen/dichte_rollen.html", context)
