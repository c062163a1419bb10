"""What the report of a traject is called: that of an assessment, or what is added to it since the committee asked for more."""

from trajecten.models import Traject


def rapportnaam(traject: Traject) -> str:
    """As in: het rapport, het addendum."""
    return "addendum" if traject.aanvullend else "rapport"


def conceptnaam(traject: Traject) -> str:
    """As in: het conceptrapport, het concept van het addendum."""
    return "concept van het addendum" if traject.aanvullend else "conceptrapport"
