"""Who may: acts and their roles, and how an act refuses.

What more an act asks (a relation to the object, its status) stands in the `bevoegdheden.py` of the app of that act.
"""

from leden.bevoegdheden.gebeurd import GEBEURD
from leden.bevoegdheden.handelingen import Handeling
from leden.bevoegdheden.redenen import Geweigerd, eisen, heeft_rol, rolbelemmeringen
from leden.bevoegdheden.rollen import ROLLEN

__all__ = ["GEBEURD", "ROLLEN", "Geweigerd", "Handeling", "eisen", "heeft_rol", "rolbelemmeringen"]
