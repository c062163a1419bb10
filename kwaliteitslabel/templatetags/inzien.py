from django import template
from django.urls import reverse

register = template.Library()


@register.inclusion_tag("onderdelen/wie_ziet.html")
def wie_ziet(rij, vraag="Wie kan dit zien?", kort=False, wat=""):
    """The question who can see this row; the answer is fetched when it is asked.

    `kort`: a link only, for a list; `wat` then says aloud what it is about, when that is not the name of the row.
    """
    soort = rij._meta.model_name
    return {
        "url": reverse(f"wie_ziet_{soort}", args=[rij.pk]),
        "id": f"wie-ziet-{soort}-{rij.pk}",
        "vraag": vraag,
        "kort": kort,
        "wat": wat or rij,
    }
