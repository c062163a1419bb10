from django import template

from toetsing.models import aanvullend_onderzoek
from trajecten.models import TEAM_WERKT

register = template.Library()


@register.inclusion_tag("toetsing/_commissievraag.html")
def commissievraag(traject):
    """On top of every page that the assessors work on: what the committee asks, for as long as the traject is not back with it."""
    return {"onderzoek": aanvullend_onderzoek(traject) if traject.status in TEAM_WERKT else None}
