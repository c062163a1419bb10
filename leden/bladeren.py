"""The page of a long list that is on the screen."""

from django.core.paginator import Paginator

PER_BLADZIJDE = 25


def bladzijde_van(request, rijen, per_bladzijde=PER_BLADZIJDE):
    """The page of these rows that ?bladzijde= asks for; the first or the last when there is no such page."""
    return Paginator(rijen, per_bladzijde).get_page(request.GET.get("bladzijde"))
