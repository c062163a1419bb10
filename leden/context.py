from django.conf import settings


def rol(request):
    """What the head of every page needs: as whom someone works, and whether this is the demo."""
    return {
        "wie": getattr(request, "lidmaatschap", None),
        "lidmaatschappen": getattr(request, "lidmaatschappen", []),
        "dichte_lidmaatschappen": getattr(request, "dichte_lidmaatschappen", []),
        "is_demo": settings.DEMO,
        "voorbeeld": settings.DEMO,
    }
