from django import template

from berichten.models import Agendakoppeling

register = template.Library()


@register.inclusion_tag("berichten/_agenda.html")
def eigen_agenda(gebruiker):
    """In the profile: whether a calendar fetches the dates of this person, and the way to change that."""
    return {"koppeling": Agendakoppeling.objects.filter(gebruiker=gebruiker).first()}
