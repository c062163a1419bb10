"""How a difference between two texts is shown."""

from django import template

from toetsing import woordverschil

register = template.Library()
register.filter(woordverschil.is_grof)
