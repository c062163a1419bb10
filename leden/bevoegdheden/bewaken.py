"""The decorators that guard every view."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from leden.bevoegdheden.inloggen import versbelemmeringen
from leden.bevoegdheden.redenen import heeft_rol, rolbelemmeringen
from leden.bevoegdheden.rollen import EXTRA_BEVESTIGING
from leden.inloggen import bevestigen


def mag(handeling, model=None, los=()):
    """Guard a view: the object must be visible (else 404), then the active role must have the act (else 403).

    For an act of EXTRA_BEVESTIGING the person must have proven shortly before who they are; else that is asked first, both
    before the page is shown and, when the proof became too old meanwhile, with everything typed kept.

    With a model, the keyword arguments of the URL are lookups on `model.objects.zichtbaar_voor(...)` and the view gets
    the object instead of them. `los` names the arguments that are no lookups; the view gets those too.
    """

    def decorator(view):
        @wraps(view)
        def bewaakt(request, **kwargs):
            args = []
            if request.lidmaatschap is None and request.dichte_lidmaatschappen:
                return _eerst_anders_inloggen(request)
            if any("\0" in waarde for waarde in kwargs.values() if isinstance(waarde, str)):
                raise Http404
            if model is not None:
                opzoeken = {naam: waarde for naam, waarde in kwargs.items() if naam not in los}
                args = [_zichtbaar_of_404(model.objects, request.lidmaatschap, opzoeken)]
                kwargs = {naam: kwargs[naam] for naam in los}
            if not heeft_rol(request.lidmaatschap, handeling):
                raise PermissionDenied(*rolbelemmeringen(request.lidmaatschap, handeling))
            bewaakte_view = eerst_bevestigen(handeling)(view) if handeling in EXTRA_BEVESTIGING else view
            return bewaakte_view(request, *args, **kwargs)

        bewaakt.beleid = handeling
        return bewaakt

    return decorator


def _eerst_anders_inloggen(request):
    """To the page that says why none of someone's roles works in this session, and what opens them."""
    if "HX-Request" in request.headers:
        # The whole page goes there, since that page does not belong in a part of this one.
        return HttpResponse(status=401, headers={"HX-Redirect": reverse("dichte_rollen")})
    return redirect("dichte_rollen")


def eerst_bevestigen(handeling):
    """Ask first, when that was not done shortly before, that people prove who they are; for a view without `mag` too.

    `handeling` is the act of EXTRA_BEVESTIGING that the view belongs to, so that the table tells all that is asked for.
    """

    def decorator(view):
        @wraps(view)
        def bevestigd(request, *args, **kwargs):
            if redenen := versbelemmeringen(request):
                return bevestigen.vragen(request, redenen)
            return view(request, *args, **kwargs)

        bevestigd.bevestigt = handeling
        return bevestigd

    return decorator


def ingelogd(view):
    """Mark a view as for everybody who is signed in, also without a role that works now: it shows or changes one's own only."""
    view.beleid = "ingelogd"
    return view


def zonder_tweede_stap(view):
    """Mark a view as open to who still has to set up a second step, or has to show it."""
    view.zonder_tweede_stap = True
    return view


def _zichtbaar_of_404(rijen, wie, opzoeken):
    """The row, or 404; who knows that it exists and may read it no more is told why (403)."""
    try:
        return get_object_or_404(rijen.zichtbaar_voor(wie), **opzoeken)
    except Http404:
        waarom = getattr(rijen, "waarom_onzichtbaar", None)
        if waarom and (redenen := waarom(wie, **opzoeken)):
            raise PermissionDenied(*redenen) from None
        raise


def openbaar(view):
    """Mark a view as public: no sign-in, nothing that is not for everyone."""
    view = login_not_required(view)
    view.beleid = "openbaar"
    return view
