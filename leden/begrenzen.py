"""How often one may try on a page without an account, counted where signing in is counted (docs/keuzes/grenzen-aan-proberen.md)."""

from allauth.core.internal import ratelimit
from django.http import HttpRequest


def te_vaak(request: HttpRequest, wat: str, grens: str, *, sleutel: str | None = None, tellen: bool = True) -> bool:
    """Whether `wat` was tried more often than `grens` ("10/m/ip,5/5m/key") allows; this try counts, unless only asked."""
    return not ratelimit.consume(
        request, app="leden", action=wat, config={wat: grens}, key=sleutel, dry_run=not tellen, limit_get=True
    )
