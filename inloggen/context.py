from django.conf import settings

from inloggen.inlogbewijs import in_respijt
from inloggen.inpagina import in_pagina


def rol(request):
    """What every page can need: as whom someone works, whether a second step is missing, where to write, and whether this is the demo."""
    ingelogd = hasattr(request, "user") and request.user.is_authenticated
    return {
        # The frame around a page of signing in: the whole site, or only itself when it stands in another page.
        "raam": "in_pagina.html" if in_pagina(request) else "base.html",
        "in_respijt": ingelogd and in_respijt(request),
        "wie": getattr(request, "lidmaatschap", None),
        "lidmaatschappen": getattr(request, "lidmaatschappen", []),
        "dichte_lidmaatschappen": getattr(request, "dichte_lidmaatschappen", []),
        # The one address for help, objections and complaints.
        "contact": settings.CONTACT_EMAIL,
        "is_demo": settings.DEMO,
        # Of the web server of bin/demo; no header can be called so.
        "demo_wordt_gevuld": request.META.get("DEMO_WORDT_GEVULD", False),
        "voorbeeld": settings.DEMO,
    }
