from django import template

from geschillen.bij_besluit import bij_besluit
from geschillen.models import Bezwaar

register = template.Library()


@register.inclusion_tag("geschillen/_bij_besluit.html", takes_context=True)
def bezwaren_bij(context, besluit):
    """Below a decision: how it stands as to objections."""
    request = context["request"]
    return {"bij": bij_besluit(getattr(request, "lidmaatschap", None), besluit), "besluit": besluit}


@register.inclusion_tag("geschillen/_bij_punt.html", takes_context=True)
def bezwaar_bij_punt(context, agendapunt):
    """On an item that is decided on again: the objection, for who may read it."""
    rijen = Bezwaar.objects.zichtbaar_voor(context["request"].lidmaatschap)
    return {
        "bezwaar": rijen.filter(
            besluit__agendapunt__traject=agendapunt.traject_id,
            besluit__agendapunt__pk__lt=agendapunt.pk,
            heropend_op__isnull=False,
        ).first()
    }
