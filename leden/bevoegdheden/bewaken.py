"""The decorators that guard every view."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from leden.bevoegdheden.redenen import heeft_rol, rolbelemmeringen


def mag(handeling, model=None, los=()):
    """Guard a view: the object must be visible (else 404), then the active role must have the act (else 403).

    With a model, the keyword arguments of the URL are lookups on `model.objects.zichtbaar_voor(...)` and the view gets
    the object instead of them. `los` names the arguments that are no lookups; the view gets those too.
    """

    def decorator(view):
        @wraps(view)
        def bewaakt(request, **kwargs):
            args = []
            if any("\0" in waarde for waarde in kwargs.values() if isinstance(waarde, str)):
                raise Http404
            if model is not None:
                opzoeken = {naam: waarde for naam, waarde in kwargs.items() if naam not in los}
                args = [get_object_or_404(model.objects.zichtbaar_voor(request.lidmaatschap), **opzoeken)]
                kwargs = {naam: kwargs[naam] for naam in los}
            if not heeft_rol(request.lidmaatschap, handeling):
                raise PermissionDenied(*rolbelemmeringen(request.lidmaatschap, handeling))
            return view(request, *args, **kwargs)

        bewaakt.beleid = handeling
        return bewaakt

    return decorator


def openbaar(view):
    """Mark a view as public: no sign-in, nothing that is not for everyone."""
    view = login_not_required(view)
    view.beleid = "openbaar"
    return view
