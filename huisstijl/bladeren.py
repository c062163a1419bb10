"""The page of a long list that is on the screen."""

from django.core.paginator import Paginator

PER_BLADZIJDE = 25


def bladzijde_van(request, rijen, per_bladzijde=PER_BLADZIJDE, aantal=None):
    """The page of these rows that ?bladzijde= asks for; the first or the last when there is no such page.

    `aantal`: how many rows there are, when the caller has counted them already.
    """
    paginator = Paginator(rijen, per_bladzijde)
    if aantal is not None:
        paginator.count = aantal
    return paginator.get_page(request.GET.get("bladzijde"))


def gesorteerd(request, rijen, volgorden):
    """These rows in the order that ?sorteer= asks for: a name of `volgorden`, or the reverse with a minus; otherwise as they are."""
    gekozen = request.GET.get("sorteer", "")
    if gekozen in volgorden:
        return rijen.order_by(*volgorden[gekozen])
    if gekozen.startswith("-") and gekozen[1:] in volgorden:
        return rijen.order_by(*volgorden[gekozen[1:]]).reverse()
    return rijen
