"""Asking someone to prove again who they are, without losing what they typed.

A page that is asked for sends the person to /bevestigen/ and back. A form that was sent when the proof was no longer recent
comes along in hidden fields of the page that asks. After the proof the browser sends it once more by itself: the answer is
a 307, which keeps method and fields. So nothing is stored on the server, and what follows is an ordinary answer of the act.
Only a page that answered such a form carries the mark that this asks for: a link to /bevestigen/ never sends anything.
A form with a secret in it does not come along; the person goes back to its page and fills it in again.
"""

import re
from functools import wraps
from urllib.parse import urlencode, urlsplit

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.core.signing import BadSignature, Signer
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from inloggen import inlogbewijs
from inloggen.bevoegdheden.bewijs import versbelemmeringen
from inloggen.doorsturen import binnen
from inloggen.forms.bevestigen import BEWIJSFORMS
from inloggen.models import Inlogdienst
from inloggen.petveld import PETVELD

# The fields of the page that asks begin with this; all others belong to the form that comes along.
VOORVOEGSEL = "bevestiging"
MERK = f"{VOORVOEGSEL}-merk"
OPNIEUW = f"{VOORVOEGSEL}-opnieuw"
# Every form has these; the page that asks gives its own.
EIGEN = ("csrfmiddlewaretoken", PETVELD)
# Fields that never stand on another page. A whole name, since a `postcode` is no secret.
GEHEIM = re.compile(r"^(?:(?:old|new)?password\d?|code|credential)$|wachtwoord|geheim$")
GEEN_CIJFER = re.compile(r"\D")
# Pages that are a file; the browser stays where it was.
DOWNLOADS = ("eigen_gegevens", "mfa_download_recovery_codes")


def eerst_bevestigen(handeling):
    """Ask for a recent proof before a view that is not guarded by `mag`, since it is about what is one's own.

    `handeling` is the act of EXTRA_BEVESTIGING that the view belongs to, so that the table tells all that is asked for.
    """

    def decorator(view):
        @wraps(view)
        def bevestigd(request, *args, **kwargs):
            if redenen := versbelemmeringen(request):
                return vragen(request, redenen)
            return view(request, *args, **kwargs)

        bevestigd.bevestigt = handeling
        return bevestigd

    return decorator


def zonder_tweede_stap(view):
    """Mark a view as open to who still has to set up a second step, or has to show it."""
    view.zonder_tweede_stap = True
    return view


def vragen(request, redenen):
    """The response to a request that lacks a proof: the way to the page that asks for it, or that page itself."""
    is_htmx = "HX-Request" in request.headers
    if not is_htmx and not request.accepts("text/html"):
        return JsonResponse({"stand": "bevestigen", "redenen": redenen}, status=403)
    if request.method in ("GET", "HEAD"):
        doel = request.headers.get("HX-Current-URL", "") if is_htmx else request.get_full_path()
        adres = f"{reverse('bevestigen')}?{urlencode({REDIRECT_FIELD_NAME: veilig(request, doel)})}"
        return HttpResponse(status=403, headers={"HX-Redirect": adres}) if is_htmx else redirect(adres)
    response = bladzijde(request, request.get_full_path(), redenen, met_velden=not heeft_geheim(request))
    if is_htmx:
        for kop, waarde in (("HX-Retarget", "body"), ("HX-Reswap", "innerHTML"), ("HX-Push-Url", "false")):
            response.headers[kop] = waarde
    return response


def veilig(request, doel):
    """This address when it is one of our site, else that of Mijn werk."""
    return binnen(request, doel) or reverse("mijn_werk")


def _merken(request):
    # Bound to the person and the password, not to the session: that changes when the proof is given by signing in elsewhere.
    return Signer(salt=f"bevestigen-{request.user.pk}-{request.user.get_session_auth_hash()}")


def is_gemerkt(request, doel):
    """Whether this comes from a page that answered a form which this person sent to `doel`."""
    try:
        return _merken(request).unsign(f"{doel}:{request.POST.get(MERK, '')}") == doel
    except BadSignature:
        return False


def _is_download(request, doel, met_velden):
    if met_velden and "vorm" in request.POST:
        return True
    try:
        return resolve(urlsplit(doel).path).url_name in DOWNLOADS
    except Resolver404:
        return False


def bladzijde(request, doel, redenen, *, met_velden, form=None):
    """The page that asks. `met_velden`: the fields of the request belong to a form for `doel` and come along. `form`: a refused proof."""
    vormen = {vorm.soort: vorm for vorm in vormen_van(request)}
    if form is not None:
        vormen[form.soort] = form
    context = {
        "doel": doel,
        "merk": _merken(request).signature(doel) if met_velden else "",
        "velden": velden_van(request) if met_velden else [],
        "opnieuw": heeft_geheim(request) or OPNIEUW in request.POST,
        "is_download": _is_download(request, doel, met_velden),
        "bestanden": bool(request.FILES),
        "redenen": redenen,
        "vormen": vormen,
        "form": form,
        "opties": begin_authentication(request.user) if "passkey" in vormen else None,
        "demo": kan_met_een_klik(request),
        "diensten": diensten_van(request.user),
    }
    return render(request, "inloggen/bevestigen.html", context)


def diensten_van(gebruiker):
    """The services with which this person can prove it too, in a tab of their own; none for who has a second step of their own."""
    gekoppeld = set(gebruiker.socialaccount_set.values_list("provider", flat=True))
    if not gekoppeld or inlogbewijs.heeft_factor(gebruiker):
        return []
    diensten = Inlogdienst.objects.actief().select_related("organisatie")
    return [dienst for dienst in diensten if dienst.provider_id in gekoppeld]


def velden_van(request, zonder=EIGEN):
    """(name, value) of every field of the form that comes along."""
    return [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in zonder and not naam.startswith(f"{VOORVOEGSEL}-")
        for waarde in waarden
    ]


def niet_gedaan(request, titel, zin, naar, knop):
    """Refuse what was sent, with all that was typed on the page, to copy it from there. Secrets are not repeated."""
    velden = [
        (naam, waarde)
        for naam, waarde in velden_van(request)
        if not any(woord in naam for woord in ("password", "wachtwoord", "geheim"))
    ]
    context = {
        "titel": titel,
        "zin": zin,
        "teksten": [waarde for _, waarde in velden if GEEN_CIJFER.search(waarde)],
        "naar": naar,
        "knop": knop,
    }
    return render(request, "inloggen/niet_gedaan.html", context, status=403)


def mag_mee(request):
    """Whether what was sent may stand in the fields of another page: a form with something in it, and no secrets."""
    return bool(velden_van(request)) and not heeft_geheim(request)


def heeft_geheim(request):
    return any(GEHEIM.search(naam) for naam, _ in velden_van(request))


def vormen_van(request, data=None):
    """The proofs this person can give, as forms; `data` binds them."""
    soorten = set(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    kan = {
        "code": bool(soorten - {Authenticator.Type.WEBAUTHN}),
        "passkey": Authenticator.Type.WEBAUTHN in soorten,
        "wachtwoord": not soorten and request.user.has_usable_password(),
    }
    return [vorm(user=request.user, data=data, prefix=VOORVOEGSEL) for vorm in BEWIJSFORMS if kan[vorm.soort]]


def gestuurde_vorm(request):
    """The form of the button that was pressed, with what was filled in; None when there is none for this person."""
    soort = request.POST.get(f"{VOORVOEGSEL}-met")
    return next((vorm for vorm in vormen_van(request, request.POST) if vorm.soort == soort), None)


def kan_met_een_klik(request):
    """In the demo, for who signed in with one click."""
    return settings.DEMO and any(bewijs["method"] == "demo" for bewijs in inlogbewijs.bewijzen(request))
