from django import template

from inloggen.models import Inlogdienst

register = template.Library()


@register.simple_tag(takes_context=True)
def onthouden_dienst(context):
    """The service that this device remembers, because its user asked for that."""
    kenmerk = context["request"].COOKIES.get("inlogdienst", "")
    return kenmerk and Inlogdienst.objects.actief().select_related("organisatie").filter(kenmerk=kenmerk).first()
