"""Complaining without an account: the doors, the form, and what has been learned from complaints."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from geschillen import toegang
from geschillen.deuren import DEUR_VAN, DEUREN
from geschillen.forms.indienen import KlachtForm
from geschillen.geleerd import geleerd
from geschillen.handelingen.indienen import klacht_indienen as indienen
from geschillen.termijnen import ONTVANGST, UITKOMST, in_woorden, klachttermijnen
from leden.begrenzen import te_vaak
from leden.bevoegdheden import Geweigerd
from leden.bewaken import openbaar

# Per visitor; an office or a library has one address.
INGEDIEND = "10/h/ip"
TE_VAAK = (
    "Vanaf dit netwerk zijn het laatste uur veel klachten gestuurd. Wat u schreef, staat hieronder nog. "
    "Verstuur het over een uur opnieuw."
)


def _termijnen():
    termijnen = klachttermijnen()
    uitkomst = termijnen[UITKOMST]
    return {"ontvangst": termijnen[ONTVANGST], "uitkomst": uitkomst, "uitkomst_in_woorden": in_woorden(uitkomst)}


@openbaar
@require_safe
def klacht(request):
    """First: whom it is about, and which door that is."""
    return render(request, "geschillen/klacht.html", {"deuren": DEUREN, **_termijnen()})


# No session and no token: a browser that keeps nothing loses no complaint, and nobody is known by one.
@csrf_exempt
@openbaar
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def klacht_indienen(request, over):
    """The form of one door. The code is shown in the answer to it, and again only to who sends that same form again."""
    if over not in DEUR_VAN:
        raise Http404
    deur = DEUR_VAN[over]
    form = KlachtForm(request.POST or None, deur=deur)
    context = {"deur": deur, "form": form, **_termijnen()}
    if not form.is_valid():
        return render(request, "geschillen/klacht_indienen.html", context)
    if te_vaak(request, "klacht_indienen", INGEDIEND):
        form.add_error(None, TE_VAAK)
        return render(request, "geschillen/klacht_indienen.html", context, status=429)
    inzending, velden = form.velden()
    try:
        gemaakt, code = indienen(inzending, over=deur.over, **velden)
    except Geweigerd as geweigerd:
        for reden in geweigerd.redenen:
            form.add_error(None, reden)
        return render(request, "geschillen/klacht_indienen.html", context)
    # Somebody went back and wrote on in a form that we had.
    is_anders = any(getattr(gemaakt, naam) != velden[naam] for naam in velden if naam != "organisatie")
    antwoord = render(request, "geschillen/ontvangen.html", {"klacht": gemaakt, "code": code, "is_anders": is_anders})
    return toegang.openen(antwoord, gemaakt)


@openbaar
@require_safe
def klachten_geleerd(request):
    """What complaints of the years that are over were about, as counts."""
    return render(request, "geschillen/geleerd.html", {"jaren": geleerd(timezone.localdate().year)})
