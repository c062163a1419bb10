"""The letters about a traject: what was sent to whom, and reading one before it goes."""

from django.db.models import Exists, OuterRef, Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from berichten import handelingen
from berichten.bevoegdheden import nalezen_belemmeringen
from berichten.models import Bezorging, Poststuk
from huisstijl.bladeren import bladzijde_van
from leden.bevoegdheden import Handeling
from leden.bewaken import mag
from leden.uitvoeren import uitvoeren
from trajecten import schrijven
from trajecten.forms.post import BriefForm, WegleggenForm
from trajecten.gebeurtenissen import verborgen_voor
from trajecten.models import Traject
from trajecten.persoonsgegevens import gevonden
from trajecten.views.tekstversies import tekstversies


@mag(Handeling.TRAJECT_LEZEN, Traject)
@require_safe
def post(request, traject):
    """The letters about a traject that one got, or that went in the name of one's own organisation, newest first.

    Of what one's party does not read in the log, one reads no letter to somebody else.
    """
    wie = request.lidmaatschap
    bezorgingen = Bezorging.objects.select_related("lidmaatschap__organisatie", "zending")
    gekregen = Exists(Bezorging.objects.filter(poststuk=OuterRef("pk"), lidmaatschap__gebruiker=wie.gebruiker_id))
    poststukken = (
        Poststuk.objects.zichtbaar_voor(wie)
        .filter(gekregen | ~Q(gebeurtenis__handeling__in=verborgen_voor(wie)), onderwerp=traject.onderwerp)
        .select_related("nagelezen_door__gebruiker", "nalezer_organisatie")
        .prefetch_related(Prefetch("bezorgingen", bezorgingen))
        .annotate(is_na_te_lezen=Exists(Poststuk.objects.na_te_lezen(wie).filter(pk=OuterRef("pk"))))
        .order_by("-pk")
    )
    context = {"traject": traject, "bladzijde": bladzijde_van(request, poststukken)}
    return render(request, "trajecten/post.html", context)


@mag(Handeling.BRIEF_NALEZEN, Traject, los=("pk",))
@require_http_methods(["GET", "HEAD", "POST"])
def brief_nalezen(request, traject, pk):
    """Read a letter before it goes, write its text anew, and let it go; or not."""
    poststuk = _poststuk(request, traject, pk)
    if "veld" in request.POST:
        return schrijven.antwoord(request, poststuk, ("tekst",), nalezen_belemmeringen, let_op=gevonden)
    is_brief = "wegleggen" not in request.POST
    form = BriefForm(request.POST if is_brief and request.method == "POST" else None, initial={"tekst": poststuk.tekst})
    weg = WegleggenForm(None if is_brief else request.POST)
    if form.is_bound and form.is_valid():
        bewaard = schrijven.formulier_bewaren(request, poststuk, form, ("tekst",), nalezen_belemmeringen)
        if "bewaren" in request.POST and bewaard:
            return redirect(request.path)
        gelukt = f"De brief gaat naar {poststuk.aan}."
        if bewaard and uitvoeren(request, handelingen.brief_versturen, poststuk, form=form, gelukt=gelukt):
            return redirect("post", traject.nummer)
    elif weg.is_bound and weg.is_valid():
        gelukt = "De brief gaat niet."
        reden = weg.cleaned_data["reden"]
        if uitvoeren(request, handelingen.brief_wegleggen, poststuk, reden, form=weg, gelukt=gelukt):
            return redirect("post", traject.nummer)
    context = {
        "traject": traject,
        "poststuk": poststuk,
        "form": form,
        "weg": weg,
        "bewaard": schrijven.per_veld(poststuk, ["tekst"])["tekst"],
        "getypt": request.POST.get("tekst" if is_brief else "reden", ""),
        "belemmeringen": nalezen_belemmeringen(request.lidmaatschap, poststuk),
    }
    return render(request, "trajecten/brief_nalezen.html", context)


@mag(Handeling.BRIEF_NALEZEN, Traject, los=("pk", "veld"))
@require_http_methods(["GET", "HEAD", "POST"])
def brief_versies(request, traject, pk, veld):
    """Earlier versions of the text of a letter, for who reads it before it goes."""
    return tekstversies(
        request,
        _poststuk(request, traject, pk),
        veld,
        velden=("tekst",),
        belemmeringen=nalezen_belemmeringen,
        traject=traject,
        terug=reverse("brief_nalezen", args=[traject.nummer, pk]),
        terug_tekst="De brief",
    )


def _poststuk(request, traject, pk):
    rijen = Poststuk.objects.zichtbaar_voor(request.lidmaatschap).voor_nalezer(request.lidmaatschap)
    poststuk = get_object_or_404(rijen, pk=pk, onderwerp=traject.onderwerp)
    # A letter knows its traject by name only; saving locks the traject.
    poststuk.traject = traject
    return poststuk
