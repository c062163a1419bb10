"""Who may load a framework."""

from leden.bevoegdheden import Handeling, rolbelemmeringen


def laadbelemmeringen(wie):
    """Why `wie` may not load a framework; None is the application itself, from the command line."""
    return rolbelemmeringen(wie, Handeling.KADER_LADEN) if wie else []
