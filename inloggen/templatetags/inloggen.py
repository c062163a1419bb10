"""What the pages show of signing in. A builtin library: templates need no `load`."""

from django import template
from django.utils.html import format_html_join

from inloggen.gebeurtenissen import woord
from inloggen.petveld import PETVELD

register = template.Library()
register.filter("factor_in_woorden", woord)


@register.simple_tag(takes_context=True)
def csrf_token(context):
    """Django's own tag, and beside the token for which membership the page was made (inloggen.pet.PetVanDePagina)."""
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return ""
    velden = [("csrfmiddlewaretoken", token)]
    if wie := getattr(getattr(context, "request", None), "lidmaatschap", None):
        velden.append((PETVELD, wie.pk))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', velden)
