"""Who may: acts and their roles, the decorators that guard every page, and how an act refuses.

What more an act asks (a relation to the object, its status) stands in the `bevoegdheden.py` of the app of that act.
"""

from leden.bevoegdheden.bewaken import eerst_bevestigen, ingelogd, mag, openbaar, zonder_tweede_stap
from leden.bevoegdheden.redenen import Geweigerd, eisen, heeft_rol, rolbelemmeringen
from leden.bevoegdheden.rollen import ROLLEN, Handeling

__all__ = [
    "ROLLEN",
    "Geweigerd",
    "Handeling",
    "eerst_bevestigen",
    "eisen",
    "heeft_rol",
    "ingelogd",
    "mag",
    "openbaar",
    "rolbelemmeringen",
    "zonder_tweede_stap",
]
