"""Who may load a framework."""

from leden.bevoegdheden import Handeling, rolbelemmeringen
from leden.models import Lidmaatschap


def laadbelemmeringen(wie: Lidmaatschap | None) -> list[str]:
    """Why `wie` may not load a framework; None is the application itself, from the command line."""
    return rolbelemmeringen(wie, Handeling.KADER_LADEN) if wie else []
