"""The decorators that guard every view.

What a session has proven is known to the gate (`inloggen`), which stands higher. It leaves on the request what the guard asks: the
membership someone works in, those that are shut, and `bewijsbelemmeringen`. The guard refuses by raising; the gate answers.
"""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from leden.bevoegdheden.bevestiging import EXTRA_BEVESTIGING
from leden.bevoegdheden.redenen import heeft_rol, rolbelemmeringen


class EerstBevestigen(Exception):
    """The person must first prove again who they are. `redenen` are Dutch sentences."""

    def __init__(self, redenen):
        self.redenen = redenen
        super().__init__(" ".join(redenen))


class AndersInloggen(Exception):
    """None of someone's roles works in this session; another way of signing in opens them."""


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
                raise AndersInloggen
            uit_adres = [*kwargs.values(), *(waarde for _, waarden in request.GET.lists() for waarde in waarden)]
            if any("\0" in str(waarde) for waarde in uit_adres):
                raise Http404
            if model is not None:
                opzoeken = {naam: waarde for naam, waarde in kwargs.items() if naam not in los}
                args = [_zichtbaar_of_404(model.objects, request.lidmaatschap, opzoeken)]
                kwargs = {naam: kwargs[naam] for naam in los}
            if not heeft_rol(request.lidmaatschap, handeling):
                raise PermissionDenied(*rolbelemmeringen(request.lidmaatschap, handeling))
            if handeling in EXTRA_BEVESTIGING and (redenen := request.bewijsbelemmeringen()):
                raise EerstBevestigen(redenen)
            return view(request, *args, **kwargs)

        bewaakt.beleid = handeling
        return bewaakt

    return decorator


def ingelogd(view):
    """Mark a view as for everybody who is signed in, also without a role that works now: it shows or changes one's own only."""
    view.beleid = "ingelogd"
    return view


def openbaar(view):
    """Mark a view as public: no sign-in, nothing that is not for everyone."""
    view = login_not_required(view)
    view.beleid = "openbaar"
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
