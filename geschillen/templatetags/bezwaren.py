from django import template

from geschillen.bij_besluit import bij_besluit

register = template.Library()


@register.inclusion_tag("geschillen/_bij_besluit.html", takes_context=True)
def bezwaren_bij(context, besluit):
    """Below a decision: how it stands as to objections."""
    request = context["request"]
    return {"bij": bij_besluit(getattr(request, "lidmaatschap", None), besluit), "besluit": besluit}
