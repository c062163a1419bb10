"""Following a complaint without an account, with the reference and the code: read, write, add files."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from geschillen import toegang
from geschillen.bevoegdheden import aanvulbelemmeringen
from geschillen.code import klacht_van, netjes
from geschillen.forms.indienen import AanvulForm, VolgForm
from geschillen.handelingen.indienen import klacht_aanvullen
from geschillen.verloop import stappen
from leden import begrenzen
from leden.bevoegdheden import Geweigerd
from leden.bewaken import openbaar

# Wrong codes, per visitor and per reference. A code of twelve signs is not found in twenty tries a day.
FOUTE_CODES = "10/m/ip,5/5m/key,20/d/key"
FOUT = "Dit kenmerk en deze code horen niet bij elkaar. Kijk ze na. Een 1, een 0 en een klinker komen er niet in voor."
TE_VAAK = "Er zijn te veel codes geprobeerd. Wacht vijf minuten en probeer het dan opnieuw."


# The code, and after it a cookie that no other site can send along, are the proof of who may do this.
@csrf_exempt
@openbaar
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klacht_volgen(request):
    """The complaint that this browser opened, or the question for its code; what was typed meanwhile stays."""
    if "sluiten" in request.POST:
        return toegang.sluiten(redirect("klacht"))
    klacht = toegang.geopende_klacht(request)
    # A code is of another complaint, or of this one in another tab.
    if klacht is None or "code" in request.POST:
        return _code_vragen(request)
    form = AanvulForm(request.POST or None, request.FILES or None)
    if form.is_valid() and _aangevuld(form, klacht):
        messages.success(request, "Het is verstuurd.")
        return toegang.openen(redirect("klacht_volgen"), klacht)
    return _bladzijde(request, klacht, form)


def _aangevuld(form, klacht):
    try:
        klacht_aanvullen(klacht, tekst=form.cleaned_data["bericht"], bestand=form.cleaned_data["bestand"])
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            form.add_error(None, reden)
        return False
    return True


def _bladzijde(request, klacht, form):
    context = {
        "klacht": klacht,
        "stappen": stappen(klacht),
        "berichten": klacht.berichten.select_related("door"),
        "stukken": klacht.stukken.all(),
        "form": form,
        "schrijft_niet": aanvulbelemmeringen(klacht),
    }
    return toegang.openen(render(request, "geschillen/volgen.html", context), klacht)


def _code_vragen(request):
    """Reference and code; a message that was typed before the hour was over goes along, and is not sent by itself."""
    form = VolgForm(request.POST if "code" in request.POST else None)
    bericht, te_vaak = request.POST.get("bericht", ""), False
    if form.is_valid():
        kenmerk = form.cleaned_data["kenmerk"]
        sleutel = netjes(kenmerk)
        te_vaak = begrenzen.te_vaak(request, "klachtcode", FOUTE_CODES, sleutel=sleutel, tellen=False)
        klacht = None if te_vaak else klacht_van(kenmerk, form.cleaned_data["code"])
        if klacht:
            if bericht:
                return _bladzijde(request, klacht, AanvulForm(initial={"bericht": bericht}))
            return toegang.openen(redirect("klacht_volgen"), klacht)
        if not te_vaak:
            begrenzen.te_vaak(request, "klachtcode", FOUTE_CODES, sleutel=sleutel)
        form.add_error(None, TE_VAAK if te_vaak else FOUT)
    context = {"form": form, "tekst": bericht, "is_verlopen": request.method == "POST" and "code" not in request.POST}
    return render(request, "geschillen/code.html", context, status=429 if te_vaak else 200)
